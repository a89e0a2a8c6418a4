"""The directive of lists of entries, and what puts these in its place when a page is written."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_cv.model.kinds import KINDS
from sphinx_cv.site.directives.base import AnyOption, CVDirective
from sphinx_cv.site.entry_lists import Query, find
from sphinx_cv.site.lists import SORTS, group, listed_names, read_groups, unknown_names
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import cv_entry_list, inward
from sphinx_cv.site.render import paragraph, span_node
from sphinx_cv.site.slugs import words_slug

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sphinx_cv.model import Entry
    from sphinx_cv.site.memory import KeyedEntry

logger = logging.getLogger(__name__)

OPTIONS = (
    'kind', 'filter', 'sort', 'limit', 'group-by', 'groups', 'details', 'number', 'number-order',
)  # fmt: skip
ORDERS = ('date', 'down', 'up')
# What chooses entries: nobody is shown more because one of these is misspelled.
_NARROWING = frozenset({'kind', 'filter', 'limit', ''})
ENTRY_GROUPINGS = ('year', 'kind', 'type', 'tag')


class EntriesDirective(CVDirective):
    """``{cv:entries}``: entries that are written elsewhere, by kind, filter and order."""

    # MyST looks for options only where the table has one.
    option_spec: ClassVar[AnyOption] = AnyOption(kind=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        meant = self.drop_unknown_options(OPTIONS, 'list')
        self._check('details', ('full', 'none'))
        self._check('number-order', ORDERS)
        if not self.check_limit() or not _NARROWING.isdisjoint(meant):
            return []  # rather than more than was asked for
        anchor = self.free_id('cv-entries')
        query = Query(
            kinds=tuple(self._kinds()),
            filter=self.options.get('filter', ''),
            sort=self.options.get('sort', 'newest'),
            limit=int(self.options.get('limit', -1)),
            number=self._letters(),
            order=self.options.get('number-order', 'date'),
        )
        self.memory.note_entry_list(self.env.docname, anchor, query)
        leaf = cv_entry_list(
            query=query,
            by=[name for name in listed_names(self.options.get('group-by', '')) if name != 'none'],
            own=read_groups(self.options.get('groups', '')),
            full=self.options.get('details') != 'none',
            ids=[anchor],
        )
        leaf['sections'] = isinstance(self.state_machine.node, nodes.document | nodes.section)
        self.set_source_info(leaf)
        return [leaf]

    def _check(self, option: str, allowed: Sequence[str]) -> None:
        if (given := self.options.get(option, allowed[0])) not in allowed:
            del self.options[option]
            takes = ', '.join(allowed)
            self.warn(f'{self.name} cannot have "{given}" as {option}; it takes {takes}', 'list')

    def _letters(self) -> str | None:
        """Return the letters before numbers; None if entries have none."""
        asked = {'number', 'number-order'} & self.options.keys()
        return (self.options.get('number') or '') if asked else None

    def _kinds(self) -> list[str]:
        """Return the kinds that are asked for; report what is none, which then lists nothing."""
        asked = listed_names(self.options.get('kind', ''))
        for kind in (kind for kind in asked if kind not in KINDS):
            near = difflib.get_close_matches(kind, KINDS, 1)
            hint = f'did you mean "{near[0]}"?' if near else f'they are {", ".join(KINDS)}'
            self.warn(f'{self.name}: there is no kind "{kind}"; {hint}', 'list')
        return asked


class ExpandEntryLists(SphinxPostTransform):
    """Put copies of the entries in the place of a list."""

    default_priority = 1  # before all that goes through nodes

    def run(self, **kwargs: Any) -> None:
        leaves = list(self.document.findall(cv_entry_list))
        self.given: set[str] = set()  # anchors of groups
        self.read: dict[str, dict[str, nodes.definition_list_item]] = {}
        for leaf in leaves:
            found, problem, self.numbers = find(leaf['query'], memory_of(self.env), self.env)
            if problem:
                logger.warning('%s', problem, location=leaf, type='cv', subtype='filter')
            self._report_names(leaf, [named.found.entry for named in found])
            self.items = {id(named.found.entry): named for named in found}
            self.leaf = leaf
            entries = [named.found.entry for named in found]
            blocks = self._grouped(entries, leaf['by']) if entries else []
            if blocks:
                blocks[0]['ids'] += leaf['ids']
            leaf['ids'] = []
            leaf.replace_self(blocks)

    def _report_names(self, leaf: cv_entry_list, entries: Sequence[Entry]) -> None:
        for option, names, table in (
            ('sort', listed_names(leaf['query'].sort), SORTS),
            ('group-by', leaf['by'], ENTRY_GROUPINGS),
        ):
            for name in unknown_names(', '.join(names), entries, table):
                takes = f'it takes {", ".join(table)}, or the name of an option'
                what = f'cv:entries cannot have "{name}" as {option}; {takes}'
                logger.warning('%s', what, location=leaf, type='cv', subtype='list')

    def _grouped(self, entries: Sequence[Entry], by: Sequence[str]) -> list[nodes.Element]:
        """Return a list, or groups by the first of *by* that hold groups by the others."""
        if not by:
            items = [item for entry in entries if (item := self._item(self.items[id(entry)]))]
            classes = ['cv-entries', 'cv-elsewhere', 'simple', 'no-search']
            return [nodes.definition_list('', *items, classes=classes)]
        groups = group(entries, by[0], self.leaf['own'])
        return [self._group(heading, found, by[1:]) for heading, found in groups.items()]

    def _group(self, heading: str, entries: Sequence[Entry], by: Sequence[str]) -> nodes.Element:
        if not self.leaf['sections']:
            inside = [nodes.rubric(heading, heading), *self._grouped(entries, by)]
            return nodes.container('', *inside, classes=['cv-group'])
        anchor = name = f'{self.leaf["ids"][0]}-{words_slug(heading)}'
        while anchor in self.given:
            anchor = f'{name}-{len(self.given)}'
        self.given.add(anchor)
        inside = [nodes.title(heading, heading), *self._grouped(entries, by)]
        inner = ['cv-inner'] if len(by) + 1 < len(self.leaf['by']) else []
        return nodes.section('', *inside, ids=[anchor], classes=['cv-group', *inner])

    # The copy of an entry

    def _item(self, named: KeyedEntry) -> nodes.definition_list_item | None:
        found = self._written(named.place.docname).get(named.place.anchor)
        if found is None:
            return None
        item = found.deepcopy()
        item['cv_place'] = tuple(named.place)
        # A list within would list it again, and a note stays where it is written.
        unwanted = (cv_entry_list, nodes.footnote_reference)
        for inner in [n for n in item.findall(nodes.Element) if isinstance(n, unwanted)]:
            inner.parent.remove(inner)
        for node in list(item.findall(nodes.Element)):
            node['ids'], node['names'] = [], []
            if 'refid' in node and isinstance(node, nodes.reference):
                self._lead_back(node, named.place.docname)
        self._shorten(item, named)
        self._link(item, named)
        if number := self.numbers.get(named.place):
            _what(item)[:0] = [span_node('number', f'[{number}]'), nodes.Text(' ')]
        return item

    def _written(self, docname: str) -> dict[str, nodes.definition_list_item]:
        """Return the entries on a page by their anchors."""
        if docname not in self.read:
            document = self.env.get_doctree(docname)
            items = document.findall(nodes.definition_list_item)
            self.read[docname] = {
                name: item
                for item in items
                if 'cv-entry' in item['classes']
                for name in cast('nodes.Element', item[0])['ids']
            }
        return self.read[docname]

    def _lead_back(self, reference: nodes.reference, docname: str) -> None:
        """Have a link within the page where the entry is written lead to that page."""
        target = f'{docname}#{reference["refid"]}'
        inner = nodes.inline('', '', *reference.children)
        reference.parent.replace(reference, self._inward('place', target, inner))

    def _inward(self, role: str, target: str, words: nodes.inline) -> pending_xref:
        return inward(role, target, words, cv_generated=True, refdoc=self.env.docname)

    def _shorten(self, item: nodes.definition_list_item, named: KeyedEntry) -> None:
        """Leave out the text, if the list has no details; add where an inner entry is."""
        body = cast('nodes.Element', item[1])
        if not self.leaf['full']:
            body[:] = [node for node in body.children if _is_where(node)]
        around = named.found.entry.host
        if around and not any(map(_is_where, body.children)):
            body.insert(0, paragraph('where', [span_node('organization', around)]))

    def _link(self, item: nodes.definition_list_item, named: KeyedEntry) -> None:
        """Have the title lead to where the entry is written, unless it leads elsewhere."""
        what = _what(item)
        if any(isinstance(n, nodes.reference | pending_xref) for n in what.findall()):
            return
        aside = [node for node in what.children if _has_class(node, 'cv-aside')]
        title = [node for node in what.children if node not in aside]
        words = nodes.inline('', '', *title)
        xref = self._inward(named.found.objtype, named.key, words)
        what[:] = [xref, *aside]


def _what(item: nodes.definition_list_item) -> nodes.inline:
    """Return the title of an entry."""
    return next(node for node in item[0].findall(nodes.inline) if 'cv-what' in node['classes'])


def _has_class(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node['classes']


def _is_where(node: nodes.Node) -> bool:
    return _has_class(node, 'cv-where')

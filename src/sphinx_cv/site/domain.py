"""The Sphinx domain ``cv``: papers, people and entries as objects, and links to them."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_cv.model.kinds import KINDS, object_types
from sphinx_cv.model.words import _
from sphinx_cv.site.builders import beside, file_reference, group_anchor, has_index
from sphinx_cv.site.directives import DIRECTIVES
from sphinx_cv.site.directives.entries import EntryDirective
from sphinx_cv.site.directives.unknown import UnknownDirective
from sphinx_cv.site.indices import INDICES, spoken_index
from sphinx_cv.site.memory import COAUTHORS, NUMBER, Memory, mentions_in, nothing_told
from sphinx_cv.site.outline import outline
from sphinx_cv.site.project import is_cv
from sphinx_cv.site.render import title_nodes, tooltip
from sphinx_cv.site.roles import CVRole
from sphinx_cv.site.within import address_from, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Set
    from typing import Any

    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class CVDomain(Domain):
    """Papers, people and entries as objects that every page and every other site can link."""

    name = 'cv'
    label = 'CV'
    roles = {'file': CVRole(warn_dangling=True), NUMBER: CVRole(warn_dangling=True)}
    directives = dict(DIRECTIVES)
    indices = [*INDICES]
    initial_data: ClassVar[dict[str, Any]] = nothing_told()
    data_version = 5

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # Sphinx has these of a class, which is there before the language is known.
        vars(self).update(indices=[*map(spoken_index, INDICES)], label=_('CV'))
        # Each application has the kinds of its own settings, and so their objects and directives.
        for name in object_types():
            self.add_object_type(name, ObjType(_(name), name))
            self.roles[name] = CVRole(warn_dangling=True)
        self.directives.update(dict.fromkeys(KINDS, EntryDirective))

    @cached_property
    def memory(self) -> Memory:
        """The memory of the site."""
        return Memory(self.data)

    def directive(self, name: str) -> type[Directive] | None:
        found = super().directive(name)
        # As the default domain, it is asked for the directives of all others too.
        is_asked = self.env.temp_data.get('default_domain') is not self
        return UnknownDirective if found is None and is_asked else found

    def clear_doc(self, docname: str) -> None:
        self.memory.forget(docname)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self.memory.merge(docnames, otherdata)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        for mention, section in mentions_in(document, docname):
            self.memory.note_mention(docname, mention, section)
        wants_text = is_cv(env.config) or env.config.cv_outputs
        if wants_text and docname not in self.data['pages']:
            self.data['outlines'][docname] = outline(document)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        if typ in {'paper', NUMBER}:
            return self._paper_reference(fromdocname, builder, target, node, contnode)
        if typ == 'list':
            return self._list_reference(fromdocname, builder, target, node)
        if typ == 'place':
            docname, _, anchor = target.partition('#')
            return make_refnode(builder, fromdocname, docname, anchor, contnode)
        if typ == 'file':
            return file_reference(builder, fromdocname, target, contnode)
        if typ == 'site':
            return self._site_reference(fromdocname, builder, target, node, contnode)
        if typ == 'export':
            return self._export_reference(fromdocname, builder, target, node, contnode)
        return self._entry_reference(fromdocname, builder, typ, target, node, contnode)

    def _entry_reference(
        self,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        found = self.memory.entry(typ, target)
        if found is None:
            return None
        (docname, anchor), title = found
        if docname == COAUTHORS and not has_index(self.env.config, builder.name, COAUTHORS):
            raise NoUri(target)
        contnode = _words(node, contnode, [nodes.Text(title)])
        return make_refnode(builder, fromdocname, docname, anchor, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        found = ((name, self.resolve_xref(env, fromdocname, builder, name, target, node, contnode))
                 for name in self.object_types)  # fmt: skip
        return [(f'cv:{name}', reference) for name, reference in found if reference is not None][:1]

    def _paper_reference(
        self,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        paper = self.memory.library.paper(target)
        place = paper and self.memory.place(paper.key, builder.name)
        if paper and not place and self.memory.page(paper.key):
            raise NoUri(target)  # this builder leaves the page out, and no list has the paper
        if not paper or not place:
            return None
        words = title_nodes(paper)
        if node['reftype'] == NUMBER:
            if not (number := self.memory.number(paper.key)):
                return None
            words = [nodes.Text(f'[{number}]')]
        contnode = _words(node, contnode, words)
        title = '' if node.get('cv_generated') else tooltip(paper)
        reference = make_refnode(builder, fromdocname, *place, contnode, title)
        reference['classes'] += node['classes']
        return reference

    def _list_reference(
        self, fromdocname: str, builder: Builder, target: str, node: pending_xref
    ) -> nodes.reference:
        place = self.memory.row(target)
        if place is None:
            raise NoUri(target)
        title = self.env.titles[place.docname].astext()
        words = nodes.inline(title, title)
        if number := self.memory.number(target):
            words += nodes.inline('', f' [{number}]', classes=['cv-number'])
        reference = make_refnode(builder, fromdocname, *place, words)
        reference['classes'] += node['classes']
        return reference

    def _site_reference(
        self,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        if page := page_of(self.env, target, fromdocname):
            reference = make_refnode(builder, fromdocname, *page, contnode)
        elif uri := address_from(builder, fromdocname, target):
            reference = nodes.reference('', '', contnode, refuri=uri, internal=True)
        else:
            raise NoUri(target)
        reference['classes'] += node['classes']
        return reference

    def _export_reference(
        self,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        page = self.memory.page(target)
        path = beside(builder.get_target_uri(page.docname), node['cv_suffix']) if page else ''
        reference = file_reference(builder, fromdocname, path, contnode)
        reference['classes'] += node['classes']
        return reference

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for key, paper in self.memory.library.papers.items():
            if place := self.memory.place(key):
                # Search finds the page of a paper, so its object would be a second result.
                title = paper.title_text or key
                priority = -1 if self.memory.page(key) else min(_priority(title), 0)
                yield key, title, 'paper', *place, priority
        names: set[str] = set()
        for named in self.memory.places.named:
            entry, objtype = named.found.entry, named.found.objtype
            names |= named.found.names if objtype == 'person' else frozenset()
            yield named.key, entry.title, objtype, *named.place, _priority(entry.title)
        indexed = has_index(self.env.config, 'html', COAUTHORS)
        for name, words in self.memory.coauthors() if indexed else ():
            if name not in names:
                yield name, words, 'person', COAUTHORS, group_anchor(words), 1


def _words(node: pending_xref, given: nodes.Element, title: list[nodes.Node]) -> nodes.inline:
    """Return the words of a link: those given, else the title.

    They are made anew because the role ``any`` and the text builder change those that they get.
    """
    classes = [name for name in given['classes'] if name != 'xref']
    return nodes.inline(
        '', '', *(given.children if node.get('refexplicit') else title), classes=classes
    )


def _priority(title: str) -> int:
    """Return the priority of an object in the search, of which -1 keeps it out.

    Search escapes titles twice, and finds those with "&" or "<" by the words of the page too.
    """
    return 1 if escape(title) == title else -1

"""The Sphinx domain ``cv``: which papers, people and entries the site has, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from sphinx_cv.builders import ONE_DOCUMENT, file_reference
from sphinx_cv.directives import DIRECTIVES, CVRole
from sphinx_cv.indices import CoauthorIndex, VenueIndex, YearIndex, group_anchor
from sphinx_cv.kinds import KINDS
from sphinx_cv.library import Library
from sphinx_cv.publish.exports import beside
from sphinx_cv.render import title_nodes, tooltip
from sphinx_cv.slugs import words_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set
    from typing import Any

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Entry

RECORDS = ('pages', 'lists', 'entries', 'mentions')


class Place(NamedTuple):
    """Where an object stands."""

    docname: str
    anchor: str


class EntryPlace(NamedTuple):
    """An entry of the CV and its anchor; *names* are the slugs of all words that may call it."""

    entry: Entry
    anchor: str
    names: frozenset[str]

    @property
    def objtype(self) -> str:
        """The type of the entry as an object."""
        return KINDS[self.entry.kind].objtype


class CVDomain(Domain):
    """Papers, people and entries as objects that every page and every other site can link."""

    name = 'cv'
    label = 'CV'
    object_types = {
        name: ObjType(name, name)
        for name in ('paper', *dict.fromkeys(kind.objtype for kind in KINDS.values()))
    }
    roles = {name: CVRole(warn_dangling=True) for name in (*object_types, 'file')}
    directives = dict(DIRECTIVES)
    indices = [YearIndex, VenueIndex, CoauthorIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        'pages': {},  # docname -> (key, anchor) of the paper whose page it is
        'lists': {},  # docname -> {key: anchor} of the papers listed there
        'entries': {},  # docname -> [EntryPlace]
        'mentions': {},  # docname -> [key] of the papers that its prose links or cites
        'taken': {},  # docname -> digest of what it takes from other documents, see changes.py
    }
    data_version = 1
    library = Library()  # set anew at each build, never pickled

    # What directives and roles tell

    def note_page(self, docname: str, key: str, anchor: str) -> None:
        """Remember that *docname* is the paper's own page."""
        self.data['pages'][docname] = (key, anchor)
        self._note_label('paper', key, docname, anchor, self.library.papers[key].title_text)

    def note_listed(self, docname: str, key: str, anchor: str) -> None:
        """Remember that a list on *docname* has a row for the paper."""
        self.data['lists'].setdefault(docname, {}).setdefault(key, anchor)

    def note_entry(self, docname: str, entry: Entry, anchor: str, names: frozenset[str]) -> None:
        """Remember an entry of the CV."""
        place = EntryPlace(entry, anchor, names)
        self.data['entries'].setdefault(docname, []).append(place)
        self._note_label(place.objtype, entry.key, docname, anchor, entry.title)

    def note_mention(self, docname: str, key: str) -> None:
        """Remember that the prose of *docname* links or cites the paper."""
        mentions = self.data['mentions'].setdefault(docname, [])
        if key not in mentions:
            mentions.append(key)

    def _note_label(self, objtype: str, key: str, docname: str, anchor: str, title: str) -> None:
        # A label of the std domain is what sites without this extension can link.
        label = f'{objtype}:{key}'.lower()
        self.env.domains.standard_domain.note_hyperlink_target(label, docname, anchor, title)

    # What the site has

    def listed(self, key: str) -> Place | None:
        """Give where the paper is listed: of several lists, in the longest."""
        lists: Mapping[str, Mapping[str, str]] = self.data['lists']
        found = [(-len(rows), docname) for docname, rows in lists.items() if key in rows]
        if not found:
            return None
        docname = min(found)[1]
        return Place(docname, lists[docname][key])

    def place(self, key: str, builder_name: str = 'html') -> Place | None:
        """Give where a link to the paper leads: its page where the builder has one, else a list."""
        page = self.page(key)
        return page if page and builder_name not in ONE_DOCUMENT else self.listed(key) or page

    def page(self, key: str) -> Place | None:
        """Give the paper's own page."""
        docname = f'papers/{self.library.slugs.get(key)}'
        record = self.data['pages'].get(docname)
        return Place(docname, record[1]) if record and record[0] == key else None

    def entries(self) -> Iterator[tuple[str, EntryPlace]]:
        """Give every entry with its document, in the order of the documents' names."""
        for docname, places in sorted(self.data['entries'].items()):
            for place in places:
                yield docname, place

    def keys_on(self, docname: str, objtype: str) -> set[str]:
        """Give the keys that entries of one type have on a document."""
        places: list[EntryPlace] = self.data['entries'].get(docname, [])
        return {place.entry.key for place in places if place.objtype == objtype}

    def mentions(self, key: str) -> list[str]:
        """Give the documents whose prose links or cites the paper."""
        own = self.page(key)
        found = (name for name, keys in self.data['mentions'].items() if key in keys)
        return sorted(name for name in found if own is None or name != own.docname)

    # What Sphinx asks

    def clear_doc(self, docname: str) -> None:
        for records in RECORDS:
            self.data[records].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for records in RECORDS:
            theirs = otherdata[records]
            self.data[records].update({name: theirs[name] for name in docnames if name in theirs})

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        for xref in document.findall(pending_xref):
            if xref.get('refdomain') in {'cv', ''} or xref['reftype'] in {'any', 'myst'}:
                key = self.library.keys.get(xref['reftarget'])
                if key and not xref.get('cv_listed'):
                    self.note_mention(docname, key)

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
        if typ in {'paper', 'listed'}:
            return self._paper_reference(fromdocname, builder, typ, target, node, contnode)
        if typ == 'file':
            return file_reference(builder, fromdocname, target, contnode)
        if typ == 'export':
            return self._export_reference(fromdocname, builder, target, node, contnode)
        found = self._find_entry(typ, target)
        if found is None:
            return None
        (docname, anchor), title = found
        if not node.get('refexplicit'):
            contnode = nodes.inline(title, title, classes=contnode['classes'])
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
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        paper = self.library.paper(target)
        if typ == 'listed':
            place = paper and self.listed(paper.key)
        else:
            place = paper and self.place(paper.key, builder.name)
        if not paper or not place:
            return None
        if not node.get('refexplicit'):
            contnode = nodes.inline('', '', *title_nodes(paper), classes=contnode['classes'])
        title = '' if node.get('cv_listed') else tooltip(paper)
        reference = make_refnode(builder, fromdocname, *place, contnode, title)
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
        page = self.page(target)
        path = beside(builder.get_target_uri(page.docname), node['cv_suffix']) if page else ''
        reference = file_reference(builder, fromdocname, path, contnode)
        reference['classes'] += node['classes']
        return reference

    def _find_entry(self, objtype: str, target: str) -> tuple[Place, str] | None:
        name = words_slug(target)
        for docname, place in self.entries():
            if place.objtype == objtype and (target == place.entry.key or name in place.names):
                return Place(docname, place.anchor), place.entry.title
        if objtype == 'person' and name in self.library.coauthors:
            words = self.library.coauthors[name]
            return Place('cv-coauthor', group_anchor(words)), words
        return None

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for key, paper in self.library.papers.items():
            if place := self.place(key):
                yield key, paper.title_text or key, 'paper', *place, 0
        named: set[str] = set()
        for docname, found in self.entries():
            named |= found.names if found.objtype == 'person' else frozenset()
            yield found.entry.key, found.entry.title, found.objtype, docname, found.anchor, 1
        for name, words in self.library.coauthors.items():
            if name not in named:
                yield name, words, 'person', 'cv-coauthor', group_anchor(words), 1

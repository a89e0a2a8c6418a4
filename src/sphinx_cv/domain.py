"""The Sphinx domain ``cv``: which papers, people and entries the site has, and where they stand."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_cv.builders import ONE_DOCUMENT, file_reference, has_index
from sphinx_cv.directives import DIRECTIVES, CVRole
from sphinx_cv.indices import CoauthorIndex, VenueIndex, YearIndex, group_anchor
from sphinx_cv.kinds import KINDS
from sphinx_cv.library import Library
from sphinx_cv.places import EntryPlace, Mention, Place, Places, mentions_in
from sphinx_cv.publish.exports import beside
from sphinx_cv.render import title_nodes, tooltip
from sphinx_cv.slugs import words_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set
    from typing import Any

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Entry

COAUTHORS = 'cv-coauthor'  # the page of that index

RECORDS = ('pages', 'lists', 'entries', 'mentions')


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
        'mentions': {},  # docname -> [Mention] of what its prose links or cites
        'labels': {},  # label of the std domain that is ours -> what it leads to
        'taken': {},  # docname -> digest of what it takes from other documents, see changes.py
    }
    data_version = 2
    library = Library()  # set anew at each build, never pickled

    _places: Places | None = None

    # What directives and roles tell

    def note_page(self, docname: str, key: str, anchor: str) -> None:
        """Remember that *docname* is the paper's own page."""
        self.data['pages'][docname] = (key, anchor)

    def note_listed(self, docname: str, key: str, anchor: str) -> None:
        """Remember that a list on *docname* has a row for the paper."""
        self.data['lists'].setdefault(docname, {}).setdefault(key, anchor)
        self._places = None

    def note_entry(self, docname: str, entry: Entry, anchor: str, names: frozenset[str]) -> None:
        """Remember an entry of the CV."""
        self.data['entries'].setdefault(docname, []).append(EntryPlace(entry, anchor, names))
        self._places = None

    def note_mention(self, docname: str, target: str, kind: str = 'paper') -> None:
        """Remember what the prose of *docname* links or cites, whether or not it is there yet."""
        mentions = self.data['mentions'].setdefault(docname, [])
        mention = Mention(kind, target)
        if mention not in mentions:
            mentions.append(mention)
        self._places = None

    # What the site has

    @property
    def places(self) -> Places:
        """Tables over all that was told."""
        if self._places is None:
            data = self.data
            self._places = Places(data['lists'], data['entries'], data['mentions'])
        return self._places

    def listed(self, key: str) -> Place | None:
        """Give where the paper is listed: of several lists, in the longest."""
        return self.places.listed.get(key)

    def place(self, key: str, builder_name: str = 'html') -> Place | None:
        """Give where a link to the paper leads: its page where the builder has one, else a list."""
        page = None if builder_name in ONE_DOCUMENT else self.page(key)
        return page or self.listed(key)

    def page(self, key: str) -> Place | None:
        """Give the paper's own page."""
        docname = f'papers/{self.library.slugs.get(key)}'
        record = self.data['pages'].get(docname)
        return Place(docname, record[1]) if record and record[0] == key else None

    def entries(self) -> Iterator[tuple[str, EntryPlace]]:
        """Give every entry with its document, in the order of the documents' names."""
        for named in self.places.named:
            yield named.place.docname, named.found

    def entry(self, objtype: str, target: str) -> tuple[Place, str] | None:
        """Give the place and title of the entry that *target* calls: by key, title or alias."""
        calls, slug = self.places.calls, words_slug(target)
        if named := calls.get((objtype, target)) or calls.get((objtype, slug)):
            return named.place, named.found.entry.title
        if objtype == 'person' and slug in self.library.coauthors:
            words = self.library.coauthors[slug]
            return Place(COAUTHORS, group_anchor(words)), words
        return None

    def keys_on(self, docname: str, objtype: str) -> set[str]:
        """Give the keys that entries of one type have on a document."""
        places: list[EntryPlace] = self.data['entries'].get(docname, [])
        return {place.entry.key for place in places if place.objtype == objtype}

    def mentions(self, key: str) -> list[str]:
        """Give the documents whose prose links or cites the paper."""
        own, mentioning = self.page(key), self.places.mentioning
        paper = self.library.papers.get(key)
        if paper is None:
            return []
        names = (key, *paper.aliases, f'paper:{self.library.labels[key]}')
        wanted = [Mention(kind, name) for name in names for kind in ('paper', 'any', 'ref')]
        wanted += [Mention('doc', own.docname)] if own else []
        found = {name for mention in wanted for name in mentioning.get(mention, ())}
        return sorted(found - {own.docname if own else ''})

    # What Sphinx asks

    def clear_doc(self, docname: str) -> None:
        for records in RECORDS:
            self.data[records].pop(docname, None)
        self._places = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for records in RECORDS:
            theirs = otherdata[records]
            self.data[records].update({name: theirs[name] for name in docnames if name in theirs})
        self._places = None

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        for mention in mentions_in(document, docname):
            self.note_mention(docname, mention.target, mention.kind)

    def note_labels(self) -> None:
        """Register a label of the std domain for each object: what sites without sphinx-cv link."""
        std = self.env.domains.standard_domain
        for label, ours in self.data['labels'].items():
            if std.labels.get(label) == ours:
                del std.labels[label], std.anonlabels[label]
        labels = {label: to for label, to in self._labels() if label not in std.anonlabels}
        std.labels.update(labels)
        std.anonlabels.update(
            {label: (name, anchor) for label, (name, anchor, _) in labels.items()}
        )
        self.data['labels'] = labels

    def _labels(self) -> Iterator[tuple[str, tuple[str, str, str]]]:
        for key, paper in self.library.papers.items():
            if place := self.place(key):
                yield f'paper:{self.library.labels[key]}', (*place, paper.title_text or key)
        for named in self.places.named:
            label = f'{named.found.objtype}:{named.key}'.lower()
            yield label, (*named.place, named.found.entry.title)

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
        if typ == 'paper':
            return self._paper_reference(fromdocname, builder, target, node, contnode)
        if typ == 'list':
            return self._list_reference(fromdocname, builder, target, node)
        if typ == 'file':
            return file_reference(builder, fromdocname, target, contnode)
        if typ == 'export':
            return self._export_reference(fromdocname, builder, target, node, contnode)
        found = self.entry(typ, target)
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
        paper = self.library.paper(target)
        place = paper and self.place(paper.key, builder.name)
        if paper and not place and self.page(paper.key):
            raise NoUri(target)  # this builder leaves its page out, and no list has it
        if not paper or not place:
            return None
        contnode = _words(node, contnode, title_nodes(paper))
        title = '' if node.get('cv_listed') else tooltip(paper)
        reference = make_refnode(builder, fromdocname, *place, contnode, title)
        reference['classes'] += node['classes']
        return reference

    def _list_reference(
        self, fromdocname: str, builder: Builder, target: str, node: pending_xref
    ) -> nodes.reference:
        place = self.listed(target)
        if place is None:
            raise NoUri(target)
        title = self.env.titles[place.docname].astext()
        words = nodes.inline(title, title)
        reference = make_refnode(builder, fromdocname, *place, words)
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

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for key, paper in self.library.papers.items():
            if place := self.place(key):
                # Where a paper has a page, search finds that; an object's name would come twice.
                title = paper.title_text or key
                priority = -1 if self.page(key) else min(_priority(title), 0)
                yield key, title, 'paper', *place, priority
        names: set[str] = set()
        for named in self.places.named:
            entry, objtype = named.found.entry, named.found.objtype
            names |= named.found.names if objtype == 'person' else frozenset()
            yield named.key, entry.title, objtype, *named.place, _priority(entry.title)
        indexed = has_index(self.env.config, 'html', COAUTHORS)
        for name, words in self.library.coauthors.items() if indexed else ():
            if name not in names:
                yield name, words, 'person', COAUTHORS, group_anchor(words), 1


def _words(node: pending_xref, given: nodes.Element, title: list[nodes.Node]) -> nodes.inline:
    """Give the words of a link: plain ones, which the role "any" and the text builder spoil."""
    classes = [name for name in given['classes'] if name != 'xref']
    return nodes.inline(
        '', '', *(given.children if node.get('refexplicit') else title), classes=classes
    )


def _priority(title: str) -> int:
    """Keep from search what it would show escaped twice; the words of the page lead there too."""
    return 1 if escape(title) == title else -1

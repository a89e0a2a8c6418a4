"""The memory of the site: which papers and entries its documents have, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from sphinx_cv.bib.names.persons import parse_person
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.site.builders import ONE_DOCUMENT, group_anchor, has_index
from sphinx_cv.site.kept import basis, digest
from sphinx_cv.site.library import Library
from sphinx_cv.site.mentions import Mention
from sphinx_cv.site.numbering import give, merged, number_label
from sphinx_cv.site.slugs import words_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set
    from typing import Any

    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Entry
    from sphinx_cv.site.mentions import Section
    from sphinx_cv.site.numbering import KeptNumbers


class Place(NamedTuple):
    """Where an object stands."""

    docname: str
    anchor: str


class EntryPlace(NamedTuple):
    """An entry of the CV and its anchor; *names* are the slugs by which links may name it."""

    entry: Entry
    anchor: str
    names: frozenset[str]

    @property
    def objtype(self) -> str:
        """The type of the entry as an object."""
        return KINDS[self.entry.kind].objtype


class KeyedEntry(NamedTuple):
    """An entry under a key that no other entry of its type has on the site."""

    key: str
    place: Place
    found: EntryPlace


@dataclass(frozen=True)
class Places:
    """Tables for look-ups in constant time, each made when it is first used."""

    lists: Mapping[str, Mapping[str, str]]
    entries: Mapping[str, Sequence[EntryPlace]]
    mentions: Mapping[str, Mapping[Mention, Section | None]]

    @cached_property
    def rows(self) -> Mapping[str, Place]:
        """Key of a paper -> its row in a list, the longest that has it."""
        by_length = sorted(self.lists.items(), key=lambda item: (-len(item[1]), item[0]))
        rows: dict[str, Place] = {}
        for docname, anchors in by_length:
            for key, anchor in anchors.items():
                rows.setdefault(key, Place(docname, anchor))
        return rows

    @cached_property
    def named(self) -> Sequence[KeyedEntry]:
        """All entries in the order of the documents' names; a key that is taken gets a number."""
        taken: set[tuple[str, str]] = set()
        result = []
        for docname, found in sorted(self.entries.items()):
            for place in found:
                key, number = place.entry.key, 1
                while (place.objtype, key) in taken:
                    number += 1
                    key = f'{place.entry.key}-{number}'
                taken.add((place.objtype, key))
                result.append(KeyedEntry(key, Place(docname, place.anchor), place))
        return result

    @cached_property
    def calls(self) -> Mapping[tuple[str, str], KeyedEntry]:
        """Type of object, and a key or slug that names an entry -> the entry."""
        keys = {(named.found.objtype, named.key): named for named in self.named}
        others: dict[tuple[str, str], KeyedEntry] = {}
        for named in self.named:
            for name in sorted(named.found.names):
                others.setdefault((named.found.objtype, name), named)
        return others | keys

    @cached_property
    def students(self) -> Mapping[str, str]:
        """Slug of each name of a person who has an entry -> the key of the entry."""
        people = (place for named in self.named if (place := named.found).objtype == 'person')
        return {name: place.entry.key for place in people for name in place.names}

    @cached_property
    def mentioning(self) -> Mapping[Mention, Mapping[str, Section | None]]:
        """Target of links -> the documents with such a link, and in which section the first is."""
        index: dict[Mention, dict[str, Section | None]] = defaultdict(dict)
        for docname, mentions in self.mentions.items():
            for mention, section in mentions.items():
                index[mention][docname] = section
        return index


COAUTHORS = 'cv-coauthor'  # the page of that index

# The parts of the data that belong to documents, and go when a document is read again or removed.
TOLD = (
    'pages', 'lists', 'numbered', 'entries', 'entry_lists', 'mentions', 'outlines', 'asking',
)  # fmt: skip


def nothing_told() -> dict[str, Any]:
    """Return the memory's data before any document was read."""
    return {
        'pages': {},  # docname -> (key, anchor) of the paper whose page it is
        'lists': {},  # docname -> {key: anchor} of the papers listed there
        'numbered': {},  # docname -> {series: [key]} of the papers that lists number
        'entries': {},  # docname -> [EntryPlace]
        'entry_lists': {},  # docname -> {anchor: Query} of the lists of entries there
        'outlines': {},  # docname -> (Block, …) of what it says, without markup
        'mentions': {},  # docname -> {Mention: Section} of what its prose links or cites
        'labels': {},  # label of the std domain that is ours -> what it leads to
        'labelled': '',  # digest of all of which the labels are made
        'asking': {},  # docname -> True if it names the indices or the files beside the pages
        'answer': '',  # digest of the settings that say which these are
        'taken': {},  # builder -> docname -> digest of what it shows of others, see changes.py
    }


class Memory:
    """What the documents of a site have, and its library.

    Sphinx pickles *data* with the environment; the library is read anew in each build.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.library = Library()
        # Whether the builder writes the rows of papers itself, without nodes.
        self.writes_lines: Callable[[], bool] = bool
        # Key of a paper -> how to cite it in each style that the owner names.
        self.references: Mapping[str, list[tuple[str, str]]] = {}
        # Whether the builder shows what browsers alone can open and close.
        self.has_disclosures = True
        self.is_book = False  # whether the builder makes an e-book
        # Docname -> the rows of its lists as they are written, until the page is.
        self.written: dict[str, Any] = {}
        # What a list shows, key of a paper -> the lines of its row, until the page is written.
        self.lines: dict[tuple[str, str], Any] = {}
        # Folder and options -> the table of contents of the site on pages that it does not have.
        self.contents: dict[tuple[str, str], str] = {}
        self.kept: KeptNumbers = {}  # the numbers of papers that a file keeps
        self.series: Mapping[str, Set[str]] = {}  # those that conf.py gives: series -> keys
        self._places: Places | None = None
        self._numbers: tuple[Places, KeptNumbers] | None = None

    # What directives and roles note

    def note_page(self, docname: str, key: str, anchor: str) -> None:
        """Remember that *docname* is the paper's own page."""
        self.data['pages'][docname] = (key, anchor)

    def note_row(self, docname: str, key: str, anchor: str) -> None:
        """Remember that a list on *docname* has a row for the paper."""
        self.data['lists'].setdefault(docname, {}).setdefault(key, anchor)
        self._places = None

    def note_number(self, docname: str, series: str, key: str) -> None:
        """Remember that a list on *docname* has the paper in a series of numbers."""
        self.data['numbered'].setdefault(docname, {}).setdefault(series, []).append(key)
        self._places = None

    def note_entry(self, docname: str, entry: Entry, anchor: str, names: frozenset[str]) -> None:
        """Remember an entry of the CV."""
        self.data['entries'].setdefault(docname, []).append(EntryPlace(entry, anchor, names))
        self._places = None

    def note_entry_list(self, docname: str, anchor: str, query: object) -> None:
        """Remember what a list of entries asks for."""
        self.data['entry_lists'].setdefault(docname, {})[anchor] = query

    def amend_entry(self, docname: str, anchor: str, entry: Entry) -> None:
        """Put *entry* in the place of the one with that anchor, of which less was known."""
        places: list[EntryPlace] = self.data['entries'].get(docname, [])
        self.data['entries'][docname] = [
            place._replace(entry=entry) if place.anchor == anchor else place for place in places
        ]
        self._places = None

    def note_asking(self, docname: str) -> None:
        """Remember that *docname* shows which indices and files the site has beside its pages."""
        self.data['asking'][docname] = True

    def note_mention(self, docname: str, mention: Mention, section: Section | None = None) -> None:
        """Remember that the prose of *docname* links or cites something, which may come later.

        The first *section* that is told stays.
        """
        mentions: dict[Mention, Section | None] = self.data['mentions'].setdefault(docname, {})
        mentions[mention] = mentions.get(mention) or section
        self._places = None

    def forget(self, docname: str) -> None:
        """Forget all that was noted of *docname*."""
        for told in TOLD:
            self.data[told].pop(docname, None)
        self._places = None

    def merge(self, docnames: Set[str], theirs: dict[str, Any]) -> None:
        """Take over what another process has noted of *docnames*."""
        for told in TOLD:
            found = theirs[told]
            self.data[told].update({name: found[name] for name in docnames if name in found})
        self._places = None

    # What the site has

    @property
    def is_told(self) -> bool:
        """Whether any document has told anything."""
        return any(self.data[told] for told in ('pages', 'lists', 'entries'))

    @property
    def places(self) -> Places:
        """Tables over all that was noted."""
        if self._places is None:
            data = self.data
            self._places = Places(data['lists'], data['entries'], data['mentions'])
        return self._places

    def row(self, key: str) -> Place | None:
        """Return the paper's row in a list, the longest that has it; None if no list has it."""
        return self.places.rows.get(key)

    def place(self, key: str, builder_name: str = 'html') -> Place | None:
        """Return where a link to the paper leads: its page if the builder writes it, else a row."""
        page = None if builder_name in ONE_DOCUMENT else self.page(key)
        return page or self.row(key)

    @property
    def numbers(self) -> KeptNumbers:
        """The numbers of papers: series -> key -> number."""
        if self._numbers is None or self._numbers[0] is not self.places:
            told = [parts for _, parts in sorted(self.data['numbered'].items())]
            given = give(merged([self.series, *told]), self.kept, self.library)
            self._numbers = self.places, given
        return self._numbers[1]

    def number(self, key: str, series: str | None = None) -> str:
        """Return the number of a paper in a series, or in the first that has it; '' if none."""
        for name, numbers in self.numbers.items():
            if key in numbers and series in {None, name}:
                return number_label(name, numbers[key])
        return ''

    def placed(self) -> dict[str, Place]:
        """Return where links to papers lead, by key, as :meth:`place` does for one."""
        return {**self.places.rows, **self.pages()}

    def pages(self) -> dict[str, Place]:
        """Return the papers' own pages, by key."""
        slugs = self.library.slugs
        return {
            key: Place(docname, anchor)
            for docname, (key, anchor) in self.data['pages'].items()
            if docname == f'papers/{slugs.get(key)}'
        }

    def page(self, key: str) -> Place | None:
        """Return the paper's own page; None if it has none."""
        docname = f'papers/{self.library.slugs.get(key)}'
        record = self.data['pages'].get(docname)
        return Place(docname, record[1]) if record and record[0] == key else None

    def entries(self) -> Iterator[tuple[str, EntryPlace]]:
        """Yield every entry with its document, in the order of the documents' names."""
        for named in self.places.named:
            yield named.place.docname, named.found

    def entry(self, objtype: str, target: str) -> tuple[Place, str] | None:
        """Return place and title of the entry that *target* names: by key, title or alias."""
        calls, slug = self.places.calls, words_slug(target)
        if named := calls.get((objtype, target)) or calls.get((objtype, slug)):
            return named.place, named.found.entry.title
        if objtype == 'person' and (words := self._coauthor(target)):
            return Place(COAUTHORS, group_anchor(words)), words
        return None

    def coauthors(self) -> Iterator[tuple[str, str]]:
        """Yield slug and name of each co-author whom the index has."""
        for slug, name in self.library.coauthors.items():
            if self._has_index_of(slug):
                yield slug, name

    def _coauthor(self, target: str) -> str:
        """Return the co-author in the index whom *target* names, in any spelling; '' if nobody."""
        if self._has_index_of(slug := words_slug(target)):
            return self.library.coauthors[slug]
        is_meant = self.library.person_named(target)
        people = ((name, parse_person(name)) for _slug, name in self.coauthors())
        return next((name for name, person in people if person and is_meant(person)), '')

    def _has_index_of(self, slug: str) -> bool:
        return any(map(self.place, self.library.coauthored.get(slug, ())))

    def keys_on(self, docname: str, objtype: str) -> set[str]:
        """Return the keys that entries of one type have on a document."""
        places: list[EntryPlace] = self.data['entries'].get(docname, [])
        return {place.entry.key for place in places if place.objtype == objtype}

    def mentions(self, key: str) -> dict[str, Section | None]:
        """Return the documents whose prose links or cites the paper, and in which section first."""
        own, mentioning = self.page(key), self.places.mentioning
        paper = self.library.papers.get(key)
        if paper is None:
            return {}
        names = (key, *paper.aliases, f'paper:{self.library.labels[key]}')
        wanted = [Mention(kind, name) for name in names for kind in ('paper', 'any', 'ref')]
        wanted += [Mention('doc', own.docname)] if own else []
        found: dict[str, Section | None] = {}
        for mention in wanted:
            for name, section in mentioning.get(mention, {}).items():
                found[name] = found.get(name) or section
        return {name: found[name] for name in sorted(found) if not own or name != own.docname}

    def note_labels(self, std: StandardDomain) -> None:
        """Register each object as a label of Sphinx, which sites without sphinx-cv can link."""
        known, made_of = self.data['labels'], self._made_of(std)
        if self.data['labelled'] == made_of and known.items() <= std.labels.items():
            return
        self.data['labelled'] = made_of
        for label, ours in known.items():
            if std.labels.get(label) == ours:
                del std.labels[label], std.anonlabels[label]
        indexed = has_index(std.env.config, 'html', COAUTHORS)
        labels = {
            label: to
            for label, to in self._labels()
            if label not in std.anonlabels and (indexed or to[0] != COAUTHORS)
        }
        std.labels.update(labels)
        std.anonlabels.update(
            {label: (name, anchor) for label, (name, anchor, _) in labels.items()}
        )
        self.data['labels'] = labels

    def _made_of(self, std: StandardDomain) -> str:
        """Return a digest of all of which labels are made."""
        told = (self.data[name] for name in ('lists', 'pages', 'entries'))
        others = sorted(std.anonlabels.keys() - self.data['labels'].keys())
        indexed = has_index(std.env.config, 'html', COAUTHORS)
        return digest(basis(), self.library.key, *told, others, indexed)

    def _labels(self) -> Iterator[tuple[str, tuple[str, str, str]]]:
        placed = self.placed()
        for key, title in self.library.titles.items():
            if place := placed.get(key):
                yield f'paper:{self.library.labels[key]}', (*place, title)
        for name, _ in self.coauthors():
            if found := self.entry('person', name):
                yield f'person:{name}', (*found[0], found[1])
        for named in self.places.named:
            label = f'{named.found.objtype}:{named.key}'.lower()
            yield label, (*named.place, named.found.entry.title)


class Keeper(Protocol):
    """A domain that keeps the memory of the site."""

    memory: Memory


def memory_of(env: BuildEnvironment) -> Memory:
    """Return the memory of the site that *env* belongs to."""
    return cast('Keeper', env.get_domain('cv')).memory

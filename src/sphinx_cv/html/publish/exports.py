"""The exports of a site: their data, and the path and content of each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import docname_join

from sphinx_cv.export import EXPORTS
from sphinx_cv.export.collection import Collection
from sphinx_cv.formatting.names import Look
from sphinx_cv.formatting.record import listing_of, local_pdf
from sphinx_cv.model.entries import Block
from sphinx_cv.site.builders import file_beside
from sphinx_cv.site.entry_lists import find, listed_entries
from sphinx_cv.site.kept import basis, digest
from sphinx_cv.site.mentions import NUMBER
from sphinx_cv.site.outline import title_in
from sphinx_cv.site.project import pages_of_cv
from sphinx_cv.site.slugs import words_slug
from sphinx_cv.site.written import said_by, said_in

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Set
    from typing import Any

    from sphinx.environment import BuildEnvironment

    from sphinx_cv.export import Export
    from sphinx_cv.export.collection import Page
    from sphinx_cv.model import Entry, Owner, Paper
    from sphinx_cv.model.entries import Named
    from sphinx_cv.site.library import Library
    from sphinx_cv.site.memory import Memory

    KeepPage = Callable[[str, Page, Callable[[], str]], str]


def collect_exports(
    memory: Memory,
    url: str,
    target_uri: Callable[[str], str],
    documents: Set[str],
    told: tuple[Page, ...] = (),
    anywhere: Callable[[str], str] = str,
    elsewhere: Container[tuple[str, str]] = (),
) -> Collection:
    """Return the data of all exports: all papers, and the entries on *documents*.

    *target_uri* gives the address of a document; *told* is what the pages of the CV say.
    *elsewhere* are the places of entries on other documents, which the CV lists.
    *anywhere* makes an address within the site one that others can follow, or '' if it cannot.
    """
    library = memory.library
    pages = paper_pages(memory, target_uri)
    entries = [
        (docname, place)
        for docname, place in memory.entries()
        if docname in documents or (docname, place.anchor) in elsewhere
    ]
    return Collection(
        owner=_followable(library.owner, anywhere),
        papers=_Newest(library),
        entries=tuple(place.entry for _, place in entries),
        url=url,
        told=told,
        style=library.style,
        signs=_signs(memory),
        metrics=library.metrics,
        pages=pages,
        places={
            (place.entry.kind, place.entry.key): f'{target_uri(docname)}#{place.anchor}'
            for docname, place in entries
        },
    )


class _Newest(Sequence['Paper']):
    """The papers of a library, newest first, each taken from it when it is asked for."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __len__(self) -> int:
        return len(self.library.order)

    def __getitem__(self, at: Any) -> Any:
        return self.library.papers[self.library.order[at]]


def _followable(owner: Owner, anywhere: Callable[[str], str]) -> Owner:
    links = {label: anywhere(address) for label, address in owner.links.items()}
    return replace(owner, links={label: address for label, address in links.items() if address})


def _signs(memory: Memory) -> dict[str, Look]:
    """Return the signs that the settings want behind names, by name."""
    library, students = memory.library, memory.places.students
    if not library.looks:
        return {}
    people = dict.fromkeys(p for one in library.papers.values() for p in listing_of(one).people)
    found = {}
    for person in people:
        is_student = words_slug(person.name) in students
        role = 'owner' if library.is_owner(person) else 'students' if is_student else ''
        look = library.look(person, role)
        if look.sign:
            found[person.name] = Look(sign=look.sign, meaning=look.meaning)
    return found


def told_pages(env: BuildEnvironment, memory: Memory) -> tuple[Page, ...]:
    """Return what the pages of the CV say, as readers come to them."""
    titles, pages = _Titles(env, memory), pages_of_cv(env)
    told: dict[tuple[str, str], None] = {}

    def blocks(docname: str) -> Iterator[Block]:
        for block in memory.data['outlines'].get(docname, ()):
            if block.sort != 'entries':
                yield titles.complete(block, docname)
                continue
            found = find(memory.data['entry_lists'][docname][block.names[0]], memory, env)
            for named in found.entries:
                # What is written on a page of the CV stands there, and nothing stands twice.
                if named.place.docname not in pages and named.place not in told:
                    told[named.place] = None
                    number = found.numbers.get(named.place, '')
                    yield from _alone(named.found.entry, block.depth, number)

    return tuple(tuple(blocks(docname)) for docname in pages)


def _alone(entry: Entry, depth: int, number: str) -> Iterator[Block]:
    """Yield an entry with its number in a list, and what is below it."""
    yield Block('entry', depth, entry=entry, numbers=(number,))
    for text in filter(None, entry.text.split('\n\n')):
        yield Block('text', depth + 1, (text,))
    for item in entry.highlights:
        yield Block('item', depth + 1, (item,))


def listed_elsewhere(env: BuildEnvironment, memory: Memory) -> set[tuple[str, str]]:
    """Return the places of entries that the CV lists and that are on none of its pages."""
    pages = pages_of_cv(env)
    places = (named.place for named in listed_entries(memory, env, pages))
    return {(place.docname, place.anchor) for place in places if place.docname not in pages}


class _Titles:
    """The titles of pages and entries, for links that have no words of their own."""

    def __init__(self, env: BuildEnvironment, memory: Memory) -> None:
        self.env, self.memory = env, memory
        self.entries = {(docname, place.anchor): place.entry for docname, place in memory.entries()}

    def complete(self, block: Block, docname: str) -> Block:
        """Return *block* with its entry, and with titles for what its text names."""
        entry = self.entries.get((docname, block.names[0])) if block.sort == 'entry' else None
        # Sphinx translates the titles of its own pages no sooner than they are printed.
        words = (
            part if isinstance(part, str) else str(self.title(part, docname)) for part in block.text
        )
        numbers = tuple(
            number if isinstance(number, str) else self.memory.number(key, number.target)
            for key, number in zip(block.names, block.numbers, strict=False)
        )
        return block._replace(text=(''.join(words),), entry=entry, numbers=numbers)

    def title(self, named: Named, docname: str) -> str:
        """Return the title of what is named; its name if that is not known."""
        if named.kind == NUMBER and (paper := self.memory.library.paper(named.target)):
            return f'[{self.memory.number(paper.key)}]'
        if (words := title_in(self.memory.library, named)) != named.target:
            return words
        if named.kind in {'doc', 'myst'} and (page := docname_join(docname, named.target)):
            title = self.env.titles.get(page)
            return title.astext() if title is not None else named.target
        if label := self.env.domains.standard_domain.labels.get(named.target.lower()):
            return label[2]
        found = self.memory.entry(named.kind, named.target)
        return found[1] if found else named.target


def paper_pages(memory: Memory, target_uri: Callable[[str], str]) -> dict[str, str]:
    """Return the addresses of the papers' own pages, by key."""
    pages = memory.pages()
    return {key: target_uri(pages[key].docname) for key in memory.library.slugs if key in pages}


def local_pdfs(library: Library) -> dict[str, str]:
    """Return the paths of the papers' PDFs that are files of the site, by key."""
    paths = {key: local_pdf(library.papers[key]) for key in library.with_files}
    return {key: path for key, path in paths.items() if path}


class ExportFile(NamedTuple):
    """A file of an export: its path, a digest of what it is *made_of*, and what gives its text."""

    path: str
    made_of: str
    write: Callable[[], str]


def export_files(
    library: Library, collection: Collection, wanted: Iterable[str], keep: KeepPage
) -> Iterator[ExportFile]:
    """Yield the exports that are *wanted*, and those beside pages.

    *keep* gives what an export has of a page, by all of which that is made.
    """
    made_with = basis()
    by_papers = digest(made_with, said_by(library))
    by_everything = digest(by_papers, replace(collection, papers=(), told=()))
    collection = replace(collection, kept_page=partial(keep, by_everything))
    by_words = digest(by_everything, collection.told)
    for name in wanted:
        row = EXPORTS[name]
        made_of = by_papers if row.write_papers else by_words if row.is_told else by_everything
        yield ExportFile(name, made_of, partial(row.text, collection))
    rows = EXPORTS.having('suffix', 'write_papers').values()
    for key, uri in collection.pages.items():
        made_of, start = f'{made_with[:16]}{said_in(library, key)}', file_beside(uri, '')
        for row in rows:
            yield ExportFile(f'{start}{row.suffix}', made_of, partial(_of_one, row, library, key))


def _of_one(row: Export, library: Library, key: str) -> str:
    return row.write_papers([library.papers[key]]) if row.write_papers else ''

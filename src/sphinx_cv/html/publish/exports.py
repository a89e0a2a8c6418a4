"""The exports of a site: their data, and the path and content of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.export import EXPORTS
from sphinx_cv.export.collection import Collection
from sphinx_cv.formatting.record import record_of
from sphinx_cv.site.builders import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from sphinx_cv.site.library import Library
    from sphinx_cv.site.memory import Memory


def collect(
    memory: Memory, url: str, target_uri: Callable[[str], str], documents: Set[str]
) -> Collection:
    """Return the data of all exports: all papers, and the entries on *documents*.

    *target_uri* gives the address of a document.
    """
    library = memory.library
    pages = paper_pages(memory, target_uri)
    entries = [(docname, place) for docname, place in memory.entries() if docname in documents]
    return Collection(
        owner=library.owner,
        papers=tuple(library.papers[key] for key in library.order),
        entries=tuple(place.entry for _, place in entries),
        url=url,
        pages=pages,
        places={
            (place.entry.kind, place.entry.key): f'{target_uri(docname)}#{place.anchor}'
            for docname, place in entries
        },
    )


def paper_pages(memory: Memory, target_uri: Callable[[str], str]) -> dict[str, str]:
    """Return the addresses of the papers' own pages, by key."""
    pages = {key: memory.page(key) for key in memory.library.papers}
    return {key: target_uri(page.docname) for key, page in pages.items() if page}


def local_pdfs(library: Library) -> dict[str, str]:
    """Return the paths of the papers' PDFs that are files of the site, by key."""
    paths = {key: record_of(paper).pdf for key, paper in library.papers.items()}
    return {key: path for key, path in paths.items() if path}


def export_files(
    library: Library, collection: Collection, wanted: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the exports that are *wanted*, and of those beside pages."""
    yield from ((name, EXPORTS[name].text(collection)) for name in wanted)
    for key, uri in collection.pages.items():
        for export in EXPORTS.having('suffix', 'write_papers').values():
            if export.write_papers:
                yield beside(uri, export.suffix), export.write_papers([library.papers[key]])

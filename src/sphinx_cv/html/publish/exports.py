"""The exports of a site: their data, and the path and content of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.export import FORMATS, PAPER_FORMATS
from sphinx_cv.export.collection import Collection
from sphinx_cv.formatting.facts import local_pdf
from sphinx_cv.site.builders import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.site.library import Library
    from sphinx_cv.site.memory import Memory


def collect(memory: Memory, url: str, target_uri: Callable[[str], str]) -> Collection:
    """Return the data of all exports; *target_uri* gives the address of a document."""
    library = memory.library
    pages = paper_pages(memory, target_uri)
    return Collection(
        owner=library.owner,
        papers=tuple(library.papers[key] for key in library.order),
        entries=tuple(place.entry for _, place in memory.entries()),
        url=url,
        pages=pages,
        places={
            (place.entry.kind, place.entry.key): f'{target_uri(docname)}#{place.anchor}'
            for docname, place in memory.entries()
        },
    )


def paper_pages(memory: Memory, target_uri: Callable[[str], str]) -> dict[str, str]:
    """Return the addresses of the papers' own pages, by key."""
    pages = {key: memory.page(key) for key in memory.library.papers}
    return {key: target_uri(page.docname) for key, page in pages.items() if page}


def local_pdfs(library: Library) -> dict[str, str]:
    """Return the paths of the papers' PDFs that are files of the site, by key."""
    paths = {key: local_pdf(paper) for key, paper in library.papers.items()}
    return {key: path for key, path in paths.items() if path}


def export_files(library: Library, collection: Collection) -> Iterator[tuple[str, str]]:
    """Yield path and content of every export, those of papers beside their pages."""
    yield from ((name, write(collection)) for name, write in FORMATS.items())
    for key, uri in collection.pages.items():
        for suffix, write_papers in PAPER_FORMATS.items():
            yield beside(uri, suffix), write_papers([library.papers[key]])

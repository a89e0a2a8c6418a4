"""The exports of a site: what they are made of, and where each file lies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx_cv.export import FORMATS, PAPER_FORMATS
from sphinx_cv.export.collection import Collection
from sphinx_cv.export.facts import local_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.domain import CVDomain
    from sphinx_cv.library import Library


def collect(domain: CVDomain, url: str, target_uri: Callable[[str], str]) -> Collection:
    """Gather what the exports speak of; *target_uri* gives the address of a document."""
    library = domain.library
    pages = paper_pages(domain, target_uri)
    return Collection(
        owner=library.owner,
        papers=tuple(library.papers[key] for key in library.order),
        entries=tuple(place.entry for _, place in domain.entries()),
        url=url,
        pages=pages,
        places={
            (place.entry.kind, place.entry.key): f'{target_uri(docname)}#{place.anchor}'
            for docname, place in domain.entries()
        },
    )


def paper_pages(domain: CVDomain, target_uri: Callable[[str], str]) -> dict[str, str]:
    """Give the addresses of the papers' own pages, by key."""
    pages = {key: domain.page(key) for key in domain.library.papers}
    return {key: target_uri(page.docname) for key, page in pages.items() if page}


def local_pdfs(library: Library) -> dict[str, str]:
    """Give the paths of the PDFs that lie in the site, by key."""
    paths = {key: local_pdf(paper) for key, paper in library.papers.items()}
    return {key: path for key, path in paths.items() if path}


def beside(page_uri: str, suffix: str) -> str:
    """Give the path of a paper's file in the folder of its page, called like the page."""
    name = page_uri.removesuffix('/').rpartition('/')[2].removesuffix('.html')
    return urljoin(page_uri, f'{name}.{suffix}')


def export_files(library: Library, collection: Collection) -> Iterator[tuple[str, str]]:
    """Yield path and content of every export, those of papers beside their pages."""
    yield from ((name, write(collection)) for name, write in FORMATS.items())
    for key, uri in collection.pages.items():
        for suffix, write_papers in PAPER_FORMATS.items():
            yield beside(uri, suffix), write_papers([library.papers[key]])

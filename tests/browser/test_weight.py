"""What a visitor has to load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from places import PACKAGE

if TYPE_CHECKING:
    from themes import Site


LOADED = re.compile(r'(?:href|src)="(_static/[^"?]+)')


def loaded(html: str) -> set[str]:
    """Return the files of the site that a page loads."""
    return set(LOADED.findall(html))


def test_our_files_are_small() -> None:
    """Style and scripts together weigh less than 25 kB before compression."""
    files = [path for ending in ('css', 'js') for path in PACKAGE.rglob(f'*.{ending}')]
    assert {path.name for path in files} == {'cv.css', 'cv-site.css', 'cv.js', 'scorer.js'}
    assert sum(path.stat().st_size for path in files) < 25_000


def test_the_first_page_is_small(furo: Site) -> None:
    """The first page is small, and so is all that it loads, most of it the theme's."""
    html = (furo.folder / 'index.html').read_text(encoding='utf-8')
    sizes = {name: (furo.folder / name).stat().st_size for name in loaded(html)}
    assert '_static/cv.css' in sizes
    assert len(html.encode()) < 21_000
    assert len(html.encode()) + sum(sizes.values()) < 107_000


def test_the_list_is_small(furo: Site) -> None:
    """Of a row, most bytes are words that people read, BibTeX among them."""
    html = (furo.folder / 'publications.html').read_text(encoding='utf-8')
    assert len(html.encode()) / html.count('id="cv-paper-') < 3_600

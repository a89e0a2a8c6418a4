"""What a visitor has to load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from places import PACKAGE

if TYPE_CHECKING:
    from themes import Site


LOADED = re.compile(r'(?:href|src)="(?:\.\./)*(_static/[^"?]+)')


def loaded(html: str) -> set[str]:
    """Return the files of the site that a page loads."""
    return set(LOADED.findall(html))


def test_our_files_are_small(furo: Site) -> None:
    """No page loads more than 25 kB of our styles and scripts, before compression."""
    ours = {
        path.name: path.stat().st_size for path in PACKAGE.rglob('*.*s') if 'html' in path.parts
    }
    assert {'cv.css', 'cv.js', 'scorer.js'} <= ours.keys()
    for page in ('index', 'publications', 'search', 'papers/sieve2024', 'cv-coauthor'):
        names = loaded((furo.folder / f'{page}.html').read_text(encoding='utf-8'))
        assert sum(ours.get(name.rpartition('/')[2], 0) for name in names) < 25_000


def test_the_first_page_is_small(furo: Site) -> None:
    """The first page is small, and so is all that it loads, most of it the theme's."""
    html = (furo.folder / 'index.html').read_text(encoding='utf-8')
    sizes = {name: (furo.folder / name).stat().st_size for name in loaded(html)}
    assert '_static/cv.css' in sizes
    assert len(html.encode()) < 21_000
    assert len(html.encode()) + sum(sizes.values()) < 107_000


def test_no_script_is_waited_for(furo: Site) -> None:
    """Those of a theme run in their order when a page is read, ours as soon as it is here."""
    html = (furo.folder / 'publications.html').read_text(encoding='utf-8')
    scripts = re.findall(r'<script ([^>]*src="_static/(?:scripts/)?([^"?]+)[^>]*)>', html)
    assert [name for tag, name in scripts if 'defer="defer"' in tag] == [
        'documentation_options.js', 'doctools.js', 'sphinx_highlight.js', 'furo.js',
    ]  # fmt: skip
    assert [name for tag, name in scripts if 'async="async"' in tag] == ['cv.js']


def test_the_list_is_small(furo: Site) -> None:
    """Of a row, most bytes are words that people read, BibTeX among them."""
    html = (furo.folder / 'publications.html').read_text(encoding='utf-8')
    assert len(html.encode()) / html.count('id="cv-paper-') < 3_420

"""What a visitor has to load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builds import Build


STATIC = Path(__file__).parents[2] / 'src' / 'sphinx_cv' / 'static'
LINKS = ('href="_static/', 'src="_static/')


def test_our_files_are_small() -> None:
    """Style and script together weigh less than 25 kB before compression."""
    assert sum(path.stat().st_size for path in STATIC.rglob('*') if path.is_file()) < 25_000


def test_the_first_page_is_small(site: Build) -> None:
    """The owner's first page is small, and so is all that it loads, most of it the theme's."""
    html = (site.output / 'index.html').read_text(encoding='utf-8')
    names = {part.split('"')[0].split('?')[0] for link in LINKS for part in html.split(link)[1:]}
    files = [site.output / '_static' / name for name in names]
    sizes = {file.name: file.stat().st_size for file in files if file.is_file()}
    assert {'cv.css', 'cv.js'} <= set(sizes)
    assert len(html.encode()) < 45_000
    assert len(html.encode()) + sum(sizes.values()) < 160_000

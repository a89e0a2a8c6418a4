"""E-books: Sphinx's builder, with what it lacks for a valid EPUB."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.builders.epub3 import Epub3Builder

from sphinx_cv.html import STATIC
from sphinx_cv.model.patterns import regex
from sphinx_cv.site.project import is_cv

if TYPE_CHECKING:
    import re

    from sphinx.config import Config

EPUB_STYLES = 'cv-epub.css'

# A page in the list of files: all but its end, its name, its end.
_ITEM = regex(
    r'(<item (?:(?!properties)[^>])*?\bhref="([^"]+\.xhtml)"(?:(?!properties)[^>])*?)( ?/>)'
)
# What a page holds that the list of files must name:
# https://www.w3.org/TR/epub/#sec-item-resource-properties
_PROPERTIES = {'svg': '<svg', 'mathml': '<math', 'scripted': '<script'}


class EpubBuilder(Epub3Builder):
    """Sphinx's builder, whose list of files also says which pages have SVG, MathML or scripts."""

    def build_content(self) -> None:
        super().build_content()
        path = Path(self.outdir, 'content.opf')
        text = path.read_text(encoding='utf-8')
        path.write_text(_ITEM.sub(self._with_properties, text), encoding='utf-8')

    def _with_properties(self, item: re.Match[str]) -> str:
        page = Path(self.outdir, unquote(item[2])).read_text(encoding='utf-8')
        held = [name for name, mark in _PROPERTIES.items() if mark in page]
        said = f' properties="{" ".join(held)}"' if held else ''
        return f'{item[1]}{said}{item[3]}'


def prepare_epub(config: Config) -> None:
    """Fill in what an e-book must say, and use the styles for e-books."""
    if is_cv(config):
        # Elsewhere, a version would stand in titles.
        config.version = config.version or '1'
        config.epub_copyright = config.epub_copyright or config.cv_owner['name']
    config.html_static_path = [
        name for name in config.html_static_path if not Path(name).is_relative_to(STATIC)
    ]
    config.html_static_path.append(str(STATIC / EPUB_STYLES))

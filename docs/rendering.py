"""A program that renders the examples of the manual: ``python rendering.py GROUPS.json FOLDER``.

It is a process of its own because an application of Sphinx within another one takes its messages.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
from jinja2 import FileSystemBytecodeCache
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_cv.pdf.builder import TypstBuilder
from sphinx_cv.pdf.compile import FONTS_FOLDER
from sphinx_cv.pdf.editions import make_sources, write_sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.config import Config

SAMPLES = Path(__file__).with_name('samples')
CONF = """\
extensions = ['myst_parser', 'sphinx_cv', 'rendering']
myst_enable_extensions = ['attrs_block', 'colon_fence', 'deflist']
myst_footnote_sort = False
bibtex_bibfiles = ['refs.bib']
cv_owner = {'name': 'Ada Example', 'aliases': ['A. B. Example']}
cv_outputs = []
html_theme = 'furo'
html_title = project = 'Ada Example'
copyright = 'the authors'
html_baseurl = 'https://example.org/cv/'
"""
# A strip of paper, as high as the example needs, in place of pages with a header.
STRIP = """\
#show: cv
#set page(width: 15cm, height: auto, margin: 4mm, footer: none)
#show heading.where(level: 1): none
"""


class Templates(SandboxedEnvironment):
    """The templates of a theme, compiled for the first site and read by the others."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, bytecode_cache=FileSystemBytecodeCache(), **options)


class Pictures(TypstBuilder):
    """The builder of the PDF, which leaves a picture of the first page of each."""

    name = 'cvpictures'

    def write_documents(self, docnames: Set[str]) -> None:
        folder = Path(self.outdir)
        sources = make_sources(self, self.config.pictures)
        write_sources(sources, folder)
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS_FOLDER])
        for name, source in sources.items():
            has_header, is_whole = self.config.shown_of_pdf[name]
            text = source.text if is_whole else strip(source.text, has_header=has_header)
            compiler = typst.Compiler(text.encode(), root=str(folder), font_paths=fonts)
            picture = compiler.compile(format='svg', timestamp=0)
            first = picture[0] if isinstance(picture, list) else picture
            (folder / f'{name}.svg').write_bytes(first or b'')


def strip(text: str, *, has_header: bool) -> str:
    """Return a Typst file whose page is a strip of paper."""
    header = '' if has_header else '#let masthead(..) = none\n'
    return text.replace('#show: cv\n', f'{STRIP}{header}')


def render(group: Mapping[str, Any], folder: Path) -> dict[str, object]:
    """Build the site and the pictures of a group; return the bodies of its pages, and warnings."""
    source = folder / 'source'
    shutil.copytree(SAMPLES, source, dirs_exist_ok=True)
    pages = {name: f'# {name}\n\n{text}' for name, text in group['pages'].items()}
    names = '\n'.join(pages)
    index = f'# Ada Example\n\n```{{toctree}}\n:hidden:\n\n{names}\n```\n'
    for path, text in {'index': index, **pages}.items():
        (source / f'{path}.md').write_text(text, encoding='utf-8')
    (source / 'conf.py').write_text(f'{CONF}\n{group["conf"]}\n', encoding='utf-8')
    if group['bib']:
        (source / 'refs.bib').write_text(group['bib'], encoding='utf-8')
    bodies: dict[str, str] = {}
    said = build(source, folder / 'site', 'html', {}, bodies)
    variants = {
        name: {**settings, 'sections': settings.get('sections', [name])}
        for name, settings in group['pdf'].items()
    }
    shown = {
        name: ('cv_owner' in group['conf'] or '{cv:owner}' in text, name in group['whole'])
        for name, text in group['pages'].items()
    }
    overrides = {'pictures': variants, 'shown_of_pdf': shown}
    said += build(source, folder / 'pictures', 'cvpictures', overrides, {})
    bodies = {name: body for name, body in bodies.items() if name in pages}
    return {'bodies': bodies, 'warnings': said}


def build(
    source: Path, output: Path, builder: str, overrides: dict[str, Any], bodies: dict[str, str]
) -> str:
    """Build, note the body of each page, and return what was warned of."""
    warnings = StringIO()

    def note(
        app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object
    ) -> None:
        bodies[pagename] = re.sub(r'<h1>.*?</h1>', '', context.get('body', ''), count=1)

    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source, source, output, source.parent / 'doctrees', builder, overrides,
            status=None, warning=warnings, verbosity=-1,
        )  # fmt: skip
        app.connect('html-page-context', note)
        app.build()
    return re.sub(r'\x1b\[[\d;]*m', '', warnings.getvalue())  # without colours


def setup(app: Sphinx) -> None:
    """Register what the sites of the examples have beside the extension."""
    app.add_config_value('pictures', {}, '', frozenset({dict}))
    app.add_config_value('shown_of_pdf', {}, '', frozenset({dict}))
    app.add_builder(Pictures)
    app.connect('config-inited', add_variants, priority=100)  # before these are checked


def add_variants(app: Sphinx, config: Config) -> None:
    """Have a PDF made of each example, beside those that an example itself names."""
    config.cv_variants = {**config.cv_variants, **config.pictures}


def main(groups: Path, folder: Path) -> None:
    """Render all groups, each into a folder of its own with ``result.json``."""
    vars(jinja2glue)['SandboxedEnvironment'] = Templates
    logging.disable(logging.DEBUG)  # of which Sphinx has thousands of lines for itself alone
    for name, group in json.loads(groups.read_text(encoding='utf-8')).items():
        result = render(group, folder / name)
        (folder / name / 'result.json').write_text(json.dumps(result), encoding='utf-8')


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))

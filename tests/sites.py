"""Small sites for tests: a folder of files, built in this process, and what came of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from places import ROOTS
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes

    from sphinx_cv.site.domain import CVDomain

# Without a PDF, which takes as long as all the rest of such a site: a test that is about it asks.
CONF = """\
project = 'Ann Example'
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib']
cv_owner = {'name': 'Ann Example'}
cv_pdf = False
"""
PDF = 'cv_pdf = {}\n'


def pformat(tree: nodes.Node) -> str:
    """Return a tree as text, with truth as the newest docutils writes it."""
    return tree.pformat().replace('="True"', '="1"').replace('="False"', '="0"')


@dataclass(frozen=True)
class Site:
    """A site that has been built."""

    app: SphinxTestApp
    warnings: list[str] = field(default_factory=list)

    @property
    def source(self) -> Path:
        """Where its pages are written."""
        return Path(self.app.srcdir)

    @property
    def output(self) -> Path:
        """Where the builder has written."""
        return Path(self.app.outdir)

    @property
    def domain(self) -> CVDomain:
        """The domain of papers and entries."""
        return cast('CVDomain', self.app.env.get_domain('cv'))

    def doctree(self, docname: str = 'index') -> nodes.document:
        """What was read of a document, before references are resolved."""
        return self.app.env.get_doctree(docname)

    def text(self, name: str = 'index.html') -> str:
        """What the builder wrote to a file."""
        return (self.output / name).read_text(encoding='utf-8')

    def links(self, name: str = 'index.html') -> list[Link]:
        """The links in the body of an HTML file."""
        parser = _Links()
        parser.feed(self.text(name))
        return parser.links


class Link(NamedTuple):
    """A link of an HTML file."""

    href: str
    text: str
    title: str


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.open: tuple[str, str] | None = None
        self.words = ''

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == 'a':
            found = {name: value or '' for name, value in attrs}
            self.open, self.words = (found.get('href', ''), found.get('title', '')), ''

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == 'a' and self.open:
            self.links.append(Link(self.open[0], self.words, self.open[1]))
            self.open = None


def copy_root(name: str, folder: Path) -> Path:
    """Copy the root ``test-<name>`` to a new place."""
    return Path(shutil.copytree(ROOTS / f'test-{name}', folder))


def write_site(folder: Path, files: Mapping[str, str], conf: str = '') -> Path:
    """Write a site; without ``conf.py`` among *files*, it has that of Ann Example and *conf*."""
    for name, text in {'conf.py': CONF + conf, 'refs.bib': '', **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')
    return folder


def build(source: Path, builder: str = 'html', **settings: object) -> Site:
    """Build *source* in this process; of a second call, the build is an incremental one."""
    # Of the builders, one would have the doctrees otherwise than the rest.
    folder = source / '_build' / 'gettext' if builder == 'gettext' else None
    app = SphinxTestApp(builder, srcdir=source, builddir=folder, confoverrides=settings)
    try:
        app.build()
    finally:
        app.cleanup()
    return Site(app, warnings_in(app.warning.getvalue(), source))


def warnings_in(log: str, source: Path) -> list[str]:
    """Return the warnings one by one, with paths as the author knows them."""
    text = strip_colors(log).replace(f'{source}/', '')
    return [line for line in re.split(r'\n(?=\S)', text.strip()) if line]


def plain(markup: str) -> str:
    """Return the text of HTML, its blanks as single ones."""
    return ' '.join(unescape(re.sub(r'<[^>]*>', '', markup)).split())

"""Lines of what is said of a paper as HTML, just as Sphinx writes the nodes that they stand for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from sphinx_cv.model import Math
from sphinx_cv.site.builders import PAGED, file_beside, has_index
from sphinx_cv.site.directives.rows import file_names, writing_reader
from sphinx_cv.site.memory import COAUTHORS, memory_of
from sphinx_cv.site.nodes import labelled
from sphinx_cv.site.quotes import Quotes
from sphinx_cv.site.render import line_nodes
from sphinx_cv.site.within import address_from
from sphinx_cv.site.written import WrittenLine, WrittenLink, joined_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_cv.site.lines import Line, Piece, Target
    from sphinx_cv.site.memory import Place
    from sphinx_cv.site.nodes import cv_leaf

# Form of a part of a line -> its element.
_TAGS = {
    'emphasis': 'em',
    'strong': 'strong',
    'subscript': 'sub',
    'superscript': 'sup',
    'span': 'span',
}
# As docutils writes them: signs of HTML, and the one for which harvesters of addresses look.
ESCAPES = str.maketrans({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '@': '&#64;'})

# Nodes of which we know how Sphinx writes them as HTML.
_KNOWN = (
    'bullet_list', 'list_item', 'definition_list', 'definition_list_item', 'term', 'definition',
    'paragraph', 'inline', 'strong', 'emphasis', 'superscript', 'subscript', 'reference',
    'download_reference', 'Text',
)  # fmt: skip
_METHODS = ('starttag', *(f'{way}_{name}' for name in _KNOWN for way in ('visit', 'depart')))

DOWNLOAD = 'reference download internal'


def writes_lines(app: Sphinx) -> bool:
    """Return whether Sphinx's own writer makes the pages, unchanged by themes and extensions."""
    if app.builder.name not in PAGED:
        return False
    translator = app.builder.get_translator_class()
    handlers = app.registry.translation_handlers
    given = handlers.get(app.builder.name) or handlers.get(app.builder.format, {})
    return given.keys().isdisjoint(_KNOWN) and all(
        getattr(translator, name, None) is getattr(HTML5Translator, name, None) for name in _METHODS
    )


class LineWriter:
    """Writes lines of *leaf*, a list of papers or a part of a paper's page, where it stands."""

    external = 'reference external'  # the classes of links that leave the site

    def __init__(self, translator: HTML5Translator, leaf: cv_leaf) -> None:
        self.translator = translator
        self.builder = translator.builder
        self.docname: str = self.builder.current_docname
        self.memory = memory_of(self.builder.env)
        self.leaf = leaf
        self.reader = writing_reader(leaf, self.memory)
        self.quotes = Quotes(translator.document)
        self.is_plain = True  # whether Sphinx has no part in what is being written
        self.files = file_names(leaf)
        self._here = self.builder.get_target_uri(self.docname)
        self._ways: dict[str, str] = {}  # name of a document -> its address, seen from the page
        self._has_coauthors = has_index(self.builder.config, self.builder.name, COAUTHORS)

    def line(self, line: Line, language: str = '') -> list[str | WrittenLink]:
        """Return the HTML of a line in that language, and its links, which have no address yet."""
        return self._inside(self.quotes.set(line, language))

    def filled(self, written: WrittenLine) -> str:
        """Return the HTML of what was written, with the addresses of its links."""
        return ''.join([part if isinstance(part, str) else self.link(part) for part in written])

    def link(self, link: WrittenLink) -> str:
        """Return the HTML of a link, or of its words if there is nothing to which it leads."""
        kind, address = self.address(link.to)
        inside = self.filled(link.inside)
        if not address:
            return inside
        classes = ' '.join(filter(None, (f'cv-{link.name}' if link.name else '', kind)))
        named = f' class="{classes}"' if classes else ''
        download = ' download=""' if kind == DOWNLOAD else ''
        facts = f'{labelled(link.label)}{named}{download}'
        return f'<a{facts} href="{address.translate(ESCAPES)}">{inside}</a>'

    def _inside(self, line: Line) -> list[str | WrittenLink]:
        found: list[str | WrittenLink] = []
        for part in line:
            if isinstance(part, str):
                found.append(part.translate(ESCAPES))
            else:
                found += self._part(part)
        return found

    def _part(self, part: Math | Piece) -> Sequence[str | WrittenLink]:
        if isinstance(part, Math) or part.form == 'code':
            return [self._by_sphinx(part)]
        if part.to:
            if part.to.name.startswith('mailto:'):
                return [self._by_sphinx(part)]
            words = joined_texts(self._inside(part.children))
            return [WrittenLink(part.name, part.to, words, part.label)]
        tag, name = self.tag(part)
        named = f' class="cv-{name}"' if name else ''
        lang = f' lang="{escape(part.lang)}"' if part.lang else ''
        inside = self._inside(part.children)
        if len(inside) == 1 and isinstance(inside[0], str):
            return [f'<{tag}{named}{lang}>{inside[0]}</{tag}>']  # as nearly all are
        return [f'<{tag}{named}{lang}>', *inside, f'</{tag}>']

    def tag(self, piece: Piece) -> tuple[str, str]:
        """Return the element of a part of a line, and its class without our prefix."""
        return _TAGS[piece.form], piece.name

    def _by_sphinx(self, part: Math | Piece) -> str:
        """Return what Sphinx has its own ways to write, and extensions have others."""
        self.is_plain = False
        outer, self.translator.body = self.translator.body, []
        nodes.inline('', '', *line_nodes([part]))[0].walkabout(self.translator)
        inner, self.translator.body = self.translator.body, outer
        return ''.join(inner)

    def address(self, to: Target) -> tuple[str, str]:
        """Return the classes of a link and its address."""
        match to.kind:
            case 'url':
                return self.external, to.name
            case 'site' if name := self.files.get(f'/{to.name.lstrip("/")}'):
                return DOWNLOAD, f'{self.builder.dlpath}/{quote(name)}'
            case 'site':
                return 'reference internal', address_from(self.builder, self.docname, to.name)
            case 'paper':
                return 'reference internal', self.page_of(self.memory.place(to.name))
            case 'person':
                found = self.memory.entry('person', to.name)
                return 'reference internal', self.page_of(found[0] if found else None)
        key = to.key or to.name
        if name := self.files.get(f'/{to.name}'):
            return DOWNLOAD, f'{self.builder.dlpath}/{quote(name)}'
        page = self.memory.page(key)
        there = file_beside(self.builder.get_target_uri(page.docname), to.field) if page else ''
        return 'reference internal', relative_uri(self._here, there) if there else ''

    def page_of(self, place: Place | None) -> str:
        """Return where a place is, seen from the page; '' for none, or one that nobody writes."""
        if place is None or (place.docname == COAUTHORS and not self._has_coauthors):
            return ''
        if place.docname == self.docname:
            return f'#{place.anchor}'
        if place.docname not in self._ways:
            way = self.builder.get_relative_uri(self.docname, place.docname)
            self._ways[place.docname] = way
        return f'{self._ways[place.docname]}#{place.anchor}'

"""The rows of a list of papers as HTML, just as Sphinx writes the nodes that they stand for."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from sphinx_cv.export.bibtex import bibtex_citation
from sphinx_cv.model import Math
from sphinx_cv.model.words import _
from sphinx_cv.site.builders import PAGED, beside
from sphinx_cv.site.directives.rows import number, pictures_in, reader_of, rows
from sphinx_cv.site.lines import details, label_of, prose, short_title, term
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.quotes import Quotes
from sphinx_cv.site.render import line_nodes
from sphinx_cv.site.slugs import words_slug
from sphinx_cv.site.within import address_from

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_cv.model import Paper, Person
    from sphinx_cv.site.lines import Line, Piece, Target
    from sphinx_cv.site.memory import Place
    from sphinx_cv.site.nodes import cv_papers

# Form of a part of a line -> its element.
_TAGS = {
    'emphasis': 'em',
    'strong': 'strong',
    'subscript': 'sub',
    'superscript': 'sup',
    'span': 'span',
    'unseen': 'span',
}
# docutils writes so what has a meaning in HTML, and the sign for which harvesters look.
_ESCAPES = str.maketrans({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '@': '&#64;'})


# Nodes of which we know how Sphinx writes them as HTML.
_KNOWN = (
    'definition_list', 'definition_list_item', 'term', 'definition', 'paragraph', 'inline',
    'strong', 'emphasis', 'superscript', 'subscript', 'reference', 'download_reference', 'Text',
)  # fmt: skip
_METHODS = ('starttag', *(f'{way}_{name}' for name in _KNOWN for way in ('visit', 'depart')))


def writes_rows(app: Sphinx) -> bool:
    """Return whether pages are written as Sphinx alone writes them, and no theme does otherwise."""
    if app.builder.name not in PAGED:
        return False
    translator = app.builder.get_translator_class()
    handlers = app.registry.translation_handlers
    given = handlers.get(app.builder.name) or handlers.get(app.builder.format, {})
    return given.keys().isdisjoint(_KNOWN) and all(
        getattr(translator, name, None) is getattr(HTML5Translator, name, None) for name in _METHODS
    )


def visit_papers(self: HTML5Translator, node: cv_papers) -> None:
    """Write a list of papers."""
    self.body.append(_Rows(self, node).html())
    raise nodes.SkipNode


class _Rows:
    """The HTML of one list on the page that a translator writes."""

    def __init__(self, translator: HTML5Translator, leaf: cv_papers) -> None:
        self.translator = translator
        self.builder = translator.builder
        self.docname: str = self.builder.current_docname
        self.memory = memory_of(self.builder.env)
        self.leaf = leaf
        self.reader = replace(
            reader_of(leaf, self.memory), student=self._student, sign=leaf['sign']
        )
        self.pictures = pictures_in(leaf)
        self.quotes = Quotes(translator.document)
        self.files = {
            node['reftarget']: node['filename']
            for node in leaf
            if isinstance(node, download_reference) and 'filename' in node
        }

    def _student(self, person: Person) -> str:
        return self.memory.places.students.get(words_slug(person.name), '')

    def html(self) -> str:
        """Return the list."""
        classes = ' '.join(['cv-publications', 'simple', *self.leaf['classes']])
        items = (self._row(paper, anchor) for paper, anchor in rows(self.leaf, self.memory))
        return f'<dl class="{classes}">\n{"".join(items)}</dl>\n'

    def _row(self, paper: Paper, anchor: str) -> str:
        lines = ''.join(
            f'<p class="cv-{name}">{self._line(line)}</p>\n'
            for name, line in details(paper, self.reader)
        )
        if self.leaf['full']:
            lines += self._disclosures(paper)
        first = term(paper, number(self.leaf, paper.key, self.memory))
        head = f'<dt id="{anchor}">{self._line(first)}</dt>'
        return f'{head}<dd>{self._picture(paper)}{lines}</dd>\n'

    def _picture(self, paper: Paper) -> str:
        shown = ''
        for node in self.pictures.get(paper.key, ()):
            name = self.builder.images.get(node['uri'])
            source = escape(f'{self.builder.imgpath}/{quote(name)}' if name else '')
            words = f'alt="{escape(node["alt"])}" loading="lazy"'
            if 'width' in node:
                words += f' width="{node["width"]}" height="{node["height"]}"'
            shown += f'<img class="cv-preview" src="{source}" {words} />\n' if name else ''
        return shown

    def _disclosures(self, paper: Paper) -> str:
        heading, lines = prose(paper)
        name = short_title(paper)
        words = ''.join(f'<p>{self._line(line)}</p>\n' for line in lines)
        source = escape(bibtex_citation(paper).rstrip(), quote=False)
        code = f'<pre class="cv-bibtex">{source}</pre>\n'
        return (_disclosure(heading, name, words) if lines else '') + _disclosure(
            _('BibTeX'), name, code
        )

    def _line(self, line: Line) -> str:
        return self._inside(self.quotes.set(line))

    def _inside(self, line: Line) -> str:
        return ''.join(
            part.translate(_ESCAPES) if isinstance(part, str) else self._part(part) for part in line
        )

    def _part(self, part: Math | Piece) -> str:
        if isinstance(part, Math) or part.form == 'code':
            return self._by_sphinx(part)
        if part.to:
            return self._link(part, part.to)
        if part.form == 'unseen':
            return f'<span class="cv-unseen">{self._inside(part.children)}</span>'
        tag = _TAGS[part.form]
        lang = f' lang="{escape(part.lang)}"' if part.lang else ''
        return f'<{tag}{_class(part.name)}{lang}>{self._inside(part.children)}</{tag}>'

    def _by_sphinx(self, part: Math | Piece) -> str:
        """Return what Sphinx has its own ways to write, and extensions have others."""
        outer, self.translator.body = self.translator.body, []
        nodes.inline('', '', *line_nodes([part]))[0].walkabout(self.translator)
        inner, self.translator.body = self.translator.body, outer
        return ''.join(inner)

    def _link(self, part: Piece, to: Target) -> str:
        if to.name.startswith('mailto:'):
            return self._by_sphinx(part)
        kind, address = self._address(to)
        inside = self._inside(part.children)
        if not address:
            return inside
        classes = f'cv-{part.name} {kind}' if part.name else kind
        download = ' download=""' if kind == _DOWNLOAD else ''
        return f'<a class="{classes}"{download} href="{address.translate(_ESCAPES)}">{inside}</a>'

    def _address(self, to: Target) -> tuple[str, str]:
        """Return the classes of a link and its address."""
        match to.kind:
            case 'url':
                return 'reference external', to.name
            case 'site' if name := self.files.get(f'/{to.name.lstrip("/")}'):
                return _DOWNLOAD, f'{self.builder.dlpath}/{quote(name)}'
            case 'site':
                return 'reference internal', address_from(self.builder, self.docname, to.name)
            case 'paper':
                return 'reference internal', self._page_of(self.memory.place(to.name))
            case 'person':
                found = self.memory.entry('person', to.name)
                return 'reference internal', self._page_of(found[0] if found else None)
        if name := self.files.get(f'/{to.name}'):
            return _DOWNLOAD, f'{self.builder.dlpath}/{quote(name)}'
        page = self.memory.page(to.key)
        here = self.builder.get_target_uri(self.docname)
        there = beside(self.builder.get_target_uri(page.docname), to.field) if page else ''
        return 'reference internal', relative_uri(here, there) if there else ''

    def _page_of(self, place: Place | None) -> str:
        if place is None:
            return ''
        if place.docname == self.docname:
            return f'#{place.anchor}'
        return f'{self.builder.get_relative_uri(self.docname, place.docname)}#{place.anchor}'


_DOWNLOAD = 'reference download internal'


def _class(name: str) -> str:
    return f' class="cv-{name}"' if name else ''


def _disclosure(words: str, name: str, inside: str) -> str:
    label = escape(label_of(words, name))
    summary = f'<summary aria-label="{label}">{escape(words)}</summary>'
    return f'<details class="cv-details">{summary}\n{inside}</details>\n'

"""The rows of a list of papers as HTML, just as Sphinx writes the nodes that they stand for."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from sphinx_cv.export.bibtex import bibtex_citation
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import Math
from sphinx_cv.model.words import _
from sphinx_cv.site.builders import PAGED, beside
from sphinx_cv.site.directives.rows import file_names, number, pictures_in, rows, writing_reader
from sphinx_cv.site.kept import Kept, basis, digest
from sphinx_cv.site.lines import details, label_of, prose, spoken_title, term
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.quotes import Quotes
from sphinx_cv.site.render import line_nodes
from sphinx_cv.site.within import address_from
from sphinx_cv.site.written import Link, Written, joined, shown_in, shown_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Paper
    from sphinx_cv.site.lines import Block, Line, Piece, Target
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
# As docutils writes them: signs of HTML, and the one for which harvesters of addresses look.
_ESCAPES = str.maketrans({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '@': '&#64;'})


# Nodes of which we know how Sphinx writes them as HTML.
_KNOWN = (
    'definition_list', 'definition_list_item', 'term', 'definition', 'paragraph', 'inline',
    'strong', 'emphasis', 'superscript', 'subscript', 'reference', 'download_reference', 'Text',
)  # fmt: skip
_METHODS = ('starttag', *(f'{way}_{name}' for name in _KNOWN for way in ('visit', 'depart')))


def writes_rows(app: Sphinx) -> bool:
    """Return whether Sphinx's own writer makes the pages, unchanged by themes and extensions."""
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


# The first line of a row, and all below.
KeptRows = Kept[tuple[Written, Written]]


def save_rows(env: BuildEnvironment, docname: str) -> None:
    """Keep the rows of a page that was written."""
    if kept := memory_of(env).written.pop(docname, None):
        kept.save()


class _Rows:
    """The HTML of one list on the page that a translator writes."""

    def __init__(self, translator: HTML5Translator, leaf: cv_papers) -> None:
        self.translator = translator
        self.builder = translator.builder
        self.docname: str = self.builder.current_docname
        self.memory = memory_of(self.builder.env)
        self.leaf = leaf
        self.reader = writing_reader(leaf, self.memory)
        self.pictures = pictures_in(leaf)
        self.quotes = Quotes(translator.document)
        self.kept = self._earlier()
        self.shown = shown_in(leaf, self.memory, self.quotes)
        self.is_plain = True  # whether Sphinx has no part in the row that is being written
        self.files = file_names(leaf)

    def _earlier(self) -> KeptRows:
        """Return the rows that an earlier build wrote on the page."""
        kept: KeptRows | None = self.memory.written.get(self.docname)
        if kept is None:
            kept = Kept(Path(self.builder.doctreedir, f'{self.docname}.cv-rows'), basis())
            self.memory.written[self.docname] = kept
        return kept

    def html(self) -> str:
        """Return the list."""
        classes = ' '.join(['cv-publications', 'simple', *self.leaf['classes']])
        items = (self._row(paper, anchor) for paper, anchor in rows(self.leaf, self.memory))
        return f'<dl class="{classes}">\n{"".join(items)}</dl>\n'

    def _row(self, paper: Paper, anchor: str) -> str:
        label = number(self.leaf, paper.key, self.memory)
        key = digest(self.shown, label, shown_of(paper, self.memory))
        self.is_plain = True
        head, body = self.kept.get(key, partial(self._written, paper, label))
        if not self.is_plain:
            del self.kept.now[key]  # settings of Sphinx change it
        first = f'<dt id="{anchor}">{self._filled(head)}</dt>'
        return f'{first}<dd>{self._picture(paper)}{self._filled(body)}</dd>\n'

    def _written(self, paper: Paper, label: str) -> tuple[Written, Written]:
        """Return the first line of a row, and all below."""
        body: list[str | Link] = []
        for name, line in self._details(paper):
            body += [f'<p class="cv-{name}">', *self._line(line), '</p>\n']
        if self.leaf['full']:
            body += self._disclosures(paper)
        return joined(self._line(term(paper, label))), joined(body)

    def _details(self, paper: Paper) -> list[Block]:
        """Return the lines below the first: those of the words for search, if they are alike."""
        found: list[Block] | None = self.memory.lines.pop((self.shown, paper), None)
        students = self.memory.places.students and map(self.reader.student, record_of(paper).people)
        return details(paper, self.reader) if found is None or any(students) else found

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

    def _disclosures(self, paper: Paper) -> Iterator[str | Link]:
        heading, lines = prose(paper)
        name = spoken_title(paper)
        if lines:
            words = [part for line in lines for part in ('<p>', *self._line(line), '</p>\n')]
            yield from _disclosure(heading, name, words)
        source = escape(bibtex_citation(paper).rstrip(), quote=False)
        yield from _disclosure(_('BibTeX'), name, [f'<pre class="cv-bibtex">{source}</pre>\n'])

    def _line(self, line: Line) -> Iterator[str | Link]:
        return self._inside(self.quotes.set(line))

    def _inside(self, line: Line) -> Iterator[str | Link]:
        for part in line:
            if isinstance(part, str):
                yield part.translate(_ESCAPES)
            else:
                yield from self._part(part)

    def _part(self, part: Math | Piece) -> Iterator[str | Link]:
        if isinstance(part, Math) or part.form == 'code' or _is_mail(part):
            yield self._by_sphinx(part)
        elif part.to:
            yield Link(part.name, part.to, joined(self._inside(part.children)))
        elif part.form == 'unseen':
            yield from ('<span class="cv-unseen">', *self._inside(part.children), '</span>')
        else:
            # A list has names by the thousand; each need only be apart from what surrounds it.
            tag, name = ('bdi', '') if part.name == 'author' else (_TAGS[part.form], part.name)
            lang = f' lang="{escape(part.lang)}"' if part.lang else ''
            yield f'<{tag}{_class(name)}{lang}>'
            yield from (*self._inside(part.children), f'</{tag}>')

    def _by_sphinx(self, part: Math | Piece) -> str:
        """Return what Sphinx has its own ways to write, and extensions have others."""
        self.is_plain = False
        outer, self.translator.body = self.translator.body, []
        nodes.inline('', '', *line_nodes([part]))[0].walkabout(self.translator)
        inner, self.translator.body = self.translator.body, outer
        return ''.join(inner)

    def _filled(self, written: Written) -> str:
        """Return the HTML of what was written, with the addresses of its links."""
        return ''.join(part if isinstance(part, str) else self._link(part) for part in written)

    def _link(self, link: Link) -> str:
        kind, address = self._address(link.to)
        inside = self._filled(link.inside)
        if not address:
            return inside
        classes = ' '.join(filter(None, (f'cv-{link.name}' if link.name else '', kind)))
        named = f' class="{classes}"' if classes else ''
        download = ' download=""' if kind == _DOWNLOAD else ''
        return f'<a{named}{download} href="{address.translate(_ESCAPES)}">{inside}</a>'

    def _address(self, to: Target) -> tuple[str, str]:
        """Return the classes of a link and its address."""
        match to.kind:
            case 'url':
                return '', to.name
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


def _is_mail(piece: Piece) -> bool:
    return piece.to is not None and piece.to.name.startswith('mailto:')


def _disclosure(words: str, name: str, inside: Iterable[str | Link]) -> Iterator[str | Link]:
    label = escape(label_of(words, name))
    yield f'<details class="cv-details"><summary aria-label="{label}">{escape(words)}</summary>\n'
    yield from inside
    yield '</details>\n'

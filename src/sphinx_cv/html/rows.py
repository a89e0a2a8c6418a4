"""The rows of a list of papers as HTML, just as Sphinx writes the nodes that they stand for."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_cv.export.bibtex import bibtex_citation
from sphinx_cv.formatting.record import listing_of
from sphinx_cv.html.lines import LineWriter
from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.model.words import _
from sphinx_cv.site.directives.rows import pictures_in, rows, shown_number
from sphinx_cv.site.kept import Kept, basis
from sphinx_cv.site.lines import details, label_of, prose, spoken_title, term
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import labelled
from sphinx_cv.site.written import WrittenLine, WrittenLink, joined_texts, shown_in, shown_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_cv.model import Paper
    from sphinx_cv.site.lines import LineBlock, Piece
    from sphinx_cv.site.nodes import cv_papers


# The most rows of one element; browsers lay out only those elements of a list that are near.
AT_ONCE = 100

# The first line of a row, and all below.
KeptRows = Kept[tuple[WrittenLine, WrittenLine]]


def save_rows(env: BuildEnvironment, docname: str) -> None:
    """Keep the rows of a page that was written."""
    if kept := memory_of(env).written.pop(docname, None):
        kept.save()


class RowWriter(LineWriter):
    """Writes one list of papers."""

    leaf: cv_papers
    external = ''

    def __init__(self, translator: HTML5Translator, leaf: cv_papers) -> None:
        super().__init__(translator, leaf)
        self.pictures = pictures_in(leaf)
        self.kept = self._earlier()
        self.shown = shown_in(leaf, self.memory, self.quotes)

    def _earlier(self) -> KeptRows:
        """Return the rows that an earlier build wrote on the page."""
        kept: KeptRows | None = self.memory.written.get(self.docname)
        if kept is None:
            kept = Kept(Path(self.builder.doctreedir, f'{self.docname}.cv-rows'), basis())
            self.memory.written[self.docname] = kept
        return kept

    def html(self) -> str:
        """Return the list, a long one in parts."""
        classes = ' '.join(['cv-publications', 'simple', *self.leaf['classes']])
        found = rows(self.leaf, self.memory)
        with collector_at_rest():
            items = [self._row(paper, anchor) for paper, anchor in found]
        parts = (items[at : at + AT_ONCE] for at in range(0, len(items) or 1, AT_ONCE))
        return ''.join(f'<dl class="{classes}">\n{"".join(part)}</dl>\n' for part in parts)

    def _row(self, paper: Paper, anchor: str) -> str:
        label = shown_number(self.leaf, paper.key, self.memory)
        key = self.shown, label, shown_of(paper, self.memory)
        self.is_plain = True
        head, body = self.kept.get(key, partial(self._written, paper, label))
        if not self.is_plain:
            del self.kept.now[key]  # settings of Sphinx change it
        first = f'<dt id="{anchor}">{self.filled(head)}</dt>'
        return f'{first}<dd>{self._picture(paper)}{self.filled(body)}</dd>\n'

    def _written(self, paper: Paper, label: str) -> tuple[WrittenLine, WrittenLine]:
        """Return the first line of a row, and all below."""
        body: list[str | WrittenLink] = []
        for name, line in self._details(paper):
            body += [f'<p class="cv-{name}">', *self.line(line), '</p>\n']
        if self.leaf['full']:
            body += self._disclosures(paper)
        return joined_texts(self.line(term(paper, label))), joined_texts(body)

    def _details(self, paper: Paper) -> list[LineBlock]:
        """Return the lines below the first: those of the words for search, if they are alike."""
        found: list[LineBlock] | None = self.memory.lines.pop((self.shown, paper.key), None)
        students = self.memory.places.students and map(
            self.reader.student, listing_of(paper).people
        )
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

    def _disclosures(self, paper: Paper) -> Iterator[str | WrittenLink]:
        heading, lines = prose(paper)
        name = spoken_title(paper)
        if lines:
            words = [part for line in lines for part in ('<p>', *self.line(line), '</p>\n')]
            yield from _disclosure(heading, name, words)
        source = escape(bibtex_citation(paper).rstrip(), quote=False)
        yield from _disclosure(_('BibTeX'), name, [f'<pre class="cv-bibtex">{source}</pre>\n'])

    def tag(self, piece: Piece) -> tuple[str, str]:
        # A list has names by the thousand; each need only be apart from what surrounds it.
        return ('bdi', '') if piece.name == 'author' else super().tag(piece)


def _disclosure(
    words: str, name: str, inside: Iterable[str | WrittenLink]
) -> Iterator[str | WrittenLink]:
    label = labelled(label_of(words, name))
    yield f'<details class="cv-details"><summary{label}>{escape(words)}</summary>\n'
    yield from inside
    yield '</details>\n'

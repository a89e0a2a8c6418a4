"""What a paper's page says beyond its row, part by part and line by line, in no format yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.export import EXPORTS
from sphinx_cv.export.bibtex import bibtex_citation
from sphinx_cv.export.citeproc import rich
from sphinx_cv.formatting.languages import foreign_code
from sphinx_cv.model.words import _
from sphinx_cv.site import lines
from sphinx_cv.site.lines import Piece, Target, filled, joined, texts, unlinked, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_cv.export import Export
    from sphinx_cv.model import Paper
    from sphinx_cv.site.library import Library
    from sphinx_cv.site.lines import Line, Reader
    from sphinx_cv.site.references import Reference

_UNSEARCHED = 'no-search'
_FOR_BROWSERS = 'cv-html-only'


class Paragraph(NamedTuple):
    """A line by itself, with its classes, and its language if that is not the one of the site."""

    line: Line
    classes: str = ''
    lang: str = ''


class Items(NamedTuple):
    """A list of lines, each with its class."""

    items: Sequence[tuple[str, Line]]
    classes: str


class Folded(NamedTuple):
    """A disclosure: what stays visible, and what it shows on demand."""

    summary: str
    inside: Paragraph


class BibtexBlock(NamedTuple):
    """BibTeX."""

    text: str


PagePart = list['Paragraph | Items | Folded | BibtexBlock']


class About(NamedTuple):
    """What the parts of a page are made of."""

    paper: Paper
    library: Library
    reader: Reader
    references: Sequence[Reference] = ()


def part_of(name: str, about: About) -> PagePart:
    """Return the part of that name of a page."""
    return _PARTS[name](about)


def searched_words(part: PagePart) -> Iterator[str]:
    """Yield the words of a part by which search is to find the page."""
    for block in part:
        found = block.inside if isinstance(block, Folded) else block
        if isinstance(found, Paragraph) and _UNSEARCHED not in found.classes:
            yield from texts(found.line)


def _row(about: About) -> PagePart:
    """Return the link back to the paper's row in a list, and the lines of the row."""
    paper = about.paper
    back: Line = [Piece('link', [], 'back', Target('list', paper.key))]
    blocks = lines.details(paper, about.reader)
    return [
        Paragraph(back, f'cv-up {_FOR_BROWSERS} {_UNSEARCHED}'),
        *(Paragraph(_people_linked(line), f'cv-{name}') for name, line in blocks),
    ]


def _people_linked(line: Line) -> Line:
    """Return *line* with links to the index of co-authors at names without an address."""
    return [_person_linked(part) if isinstance(part, Piece) else part for part in line]


def _person_linked(piece: Piece) -> Piece:
    is_author = piece.form == 'span' and piece.name.split()[:1] == ['author']
    if not is_author:
        return piece._replace(children=_people_linked(piece.children)) if not piece.to else piece
    name = piece.person or ''.join(texts(piece.children))
    return Piece('link', [piece], piece.name, Target('person', name))


def _prose(about: About) -> PagePart:
    return [Paragraph(unlinked(line)) for line in lines.prose(about.paper)[1]]


def _cite(about: About) -> PagePart:
    paper, language = about.paper, foreign_code(about.paper)

    def paragraph(line: Line) -> Paragraph:
        return Paragraph(line, 'cv-citation', language)

    styled = ((label, unlinked(words(rich(html)))) for label, html in about.references)
    exports = (_export(paper, row) for row in EXPORTS.having('suffix').values())
    between = Piece('span', [' · '], 'sep')
    # Translators: links to the formats of one paper stand in the place of {formats}
    line = filled(_('Download: {formats}'), formats=joined(exports, between))
    return [
        paragraph(lines.citation(paper, about.reader.names)),
        *(Folded(label, paragraph(said)) for label, said in styled),
        BibtexBlock(bibtex_citation(paper).rstrip()),
        Paragraph(line, f'cv-exports {_FOR_BROWSERS}'),
    ]


def _export(paper: Paper, row: Export) -> Line:
    words = Piece('span', [_(row.label)])
    return [Piece('link', [words], to=Target('export', paper.key, row.suffix))]


def _related(about: About) -> PagePart:
    items: list[tuple[str, Line]] = [
        ('', [_link(other)]) for other in about.library.related(about.paper)
    ]
    return [Items(items, _UNSEARCHED)]


def _neighbours(about: About) -> PagePart:
    """Return the links to the next newer and the next older paper."""
    around = (
        ('newer', _('Newer:'), about.library.newer(about.paper)),
        ('older', _('Older:'), about.library.older(about.paper)),
    )
    items: list[tuple[str, Line]] = [
        (f'cv-{name}', [Piece('span', [f'{words} '], 'direction'), _link(other)])
        for name, words, other in around
        if other
    ]
    return [Items(items, f'cv-neighbours {_FOR_BROWSERS} {_UNSEARCHED}')] if items else []


def _link(paper: Paper) -> Piece:
    title = paper.title_text or paper.key
    return Piece('link', [Piece('span', [title])], to=Target('paper', paper.key))


_PARTS: dict[str, Callable[[About], PagePart]] = {
    'row': _row,
    'prose': _prose,
    'cite': _cite,
    'related': _related,
    'neighbours': _neighbours,
}

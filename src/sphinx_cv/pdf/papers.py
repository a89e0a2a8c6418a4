"""The rows of papers as Typst, written from what lists say of them, without nodes in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model import Math
from sphinx_cv.pdf.elements import AROUND
from sphinx_cv.pdf.literals import around, flag, formula, markup_words, raw, risks
from sphinx_cv.pdf.pictures import preview
from sphinx_cv.site.lines import Piece, details, term, texts
from sphinx_cv.site.written import WrittenLink, joined_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils import nodes

    from sphinx_cv.model import Paper
    from sphinx_cv.pdf.translator import TypstTranslator
    from sphinx_cv.site.lines import Line, Reader, Target
    from sphinx_cv.site.quotes import Quotes
    from sphinx_cv.site.written import WrittenLine

# A row with more text than this may break across pages; a note with less continues its line.
LONG = 1500
SHORT = 70


class PdfRow(NamedTuple):
    """What lists have of a paper, wherever its links lead.

    *body* are the lines and *marks* all that is raised in them. *risks* are pieces that Typst may
    refuse, each with what can stand in its place.
    """

    body: WrittenLine
    badge: str
    is_large: bool
    marks: str
    risks: Mapping[str, str]
    number: str = ''  # that the paper has in the list, if it has one


def row_of(paper: Paper, reader: Reader, quotes: Quotes) -> PdfRow:
    """Return the row of a paper as a reader sees it."""
    first = quotes.set(term(paper))
    blocks = [(name, quotes.set(line)) for name, line in details(paper, reader)]
    whole = [first, *(line for _, line in blocks)]
    pieces = [piece for line in whole for piece in _pieces(line)]
    formulas = [risks(piece.latex) for piece in pieces if isinstance(piece, Math)]
    badge = [part for part in first if _is(part, 'badge')]
    title = _trimmed(part for part in first if part not in badge)
    lines = [['#paper-title[', *_inside(title), ']']]
    for name, line in blocks:
        _add_line(name, line, lines)
    return PdfRow(
        body=joined_texts(part for index, line in enumerate(lines) for part in _item(line, index)),
        badge=_text(badge),
        is_large=len('\n\n'.join(map(_text, whole))) > LONG,
        marks=''.join(_text([one]) for one in pieces if _is_raised(one)),
        risks={shown: plain for one in formulas for shown, plain in one.items()},
    )


def _item(line: Iterable[str | WrittenLink], index: int) -> Iterator[str | WrittenLink]:
    if index:
        yield '], ['
    yield from line


def _pieces(line: Line) -> Iterator[Math | Piece]:
    for part in line:
        if not isinstance(part, str):
            yield part
        if isinstance(part, Piece):
            yield from _pieces(part.children)


def _add_line(name: str, line: Line, lines: list[list[str | WrittenLink]]) -> None:
    """Add a line of that name to *lines*; links continue the line before them."""
    if name == 'links':
        if len(lines) < 3:
            lines.append([])
        lines[-1] += _links(line)
    elif name == 'authors':
        lines.append(['#authors[', *_authors(line), ']'])
    elif name == 'note' and len(lines) > 2 and len(_text(line)) < SHORT:
        lines[-1] += ['#line[#". "', *_inside(line), ']']
    else:
        lines.append(['#line[', *_inside(line), ']'])


def _links(line: Line) -> Iterator[str | WrittenLink]:
    yield '#links(('
    for part in line:
        if not _is_separator(part):
            yield from ('[', *_inside([part]), '], ')
    yield '))'


def _authors(line: Line) -> Iterator[str | WrittenLink]:
    """Yield names that keep their parts, and the mark behind them, on one line."""
    for index, part in enumerate(line):
        if isinstance(part, str):
            yield markup_words(part)
        elif not (_is(part, 'mark') and index):
            yield from ('#name[', *_inside([part]))
            for mark in line[index + 1 : index + 2]:
                if isinstance(mark, Piece) and _is(mark, 'mark'):
                    yield from ('#mark[', *_inside(mark.children), ']')
            yield ']'


def _inside(line: Line) -> Iterator[str | WrittenLink]:
    """Yield the Typst of a line."""
    for part in line:
        if isinstance(part, str):
            yield markup_words(part)
        elif isinstance(part, Math):
            yield formula(part.latex)
        elif part.to:
            before, behind = around(_classes(part))
            inside = (before, *_inside(part.children), behind)
            yield WrittenLink(part.name, part.to, joined_texts(inside))
        elif part.form == 'code':
            yield raw(_text(part.children))
        else:
            before, behind = AROUND.get(part.form) or around(_classes(part))
            yield from (before, *_inside(part.children), behind)


def _function(name: str) -> str:
    """Return the function for a link that is a title, one name of many, or any other."""
    first = name.partition(' ')[0]
    return {'title': 'title-link', 'person': 'name-link', 'author': 'name-link'}.get(first, 'link')


def _classes(piece: Piece) -> list[str]:
    return f'cv-{piece.name} language-{piece.lang}'.split()


def _is(part: str | Math | Piece, name: str) -> bool:
    return isinstance(part, Piece) and part.name.partition(' ')[0] == name


def _is_raised(part: Math | Piece) -> bool:
    return isinstance(part, Piece) and part.form == 'superscript'


def _text(line: Line) -> str:
    return ''.join(texts(line))


def _is_separator(part: str | Math | Piece) -> bool:
    return not _text([part]).strip(' ·,')


def _trimmed(line: Iterable[str | Math | Piece]) -> Line:
    """Return a line without the separators at its ends, which the layout replaces."""
    kept = list(line)
    while kept and _is_separator(kept[-1]):
        kept.pop()
    while kept and _is_separator(kept[0]):
        del kept[0]
    return kept


def papers(translator: TypstTranslator, leaf: nodes.Element) -> str:
    """Return the call that sets a list of papers, which has its rows."""
    calls = (
        _paper(translator, key, leaf['rows'][key], anchor, leaf['addresses'])
        for key, anchor in zip(leaf['keys'], leaf['ids'], strict=True)
    )
    return f'\n#papers(\n{"".join(calls)})\n'


def _paper(
    translator: TypstTranslator, key: str, row: PdfRow, anchor: str, addresses: Mapping[Target, str]
) -> str:
    place = f'{translator.docname}#{anchor}'

    def shown(written: WrittenLine) -> str:
        return ''.join(part if isinstance(part, str) else link(part) for part in written)

    def link(one: WrittenLink) -> str:
        address = addresses[one.to]
        target = translator.links.lead(address, translator.docname, place)
        text = shown(one.inside) or markup_words(address)
        return f'#{_function(one.name)}({target})[{text}]' if target else text

    translator.papers += 1
    given = {'number': str(translator.papers)} if translator.numbered else {}
    if row.number:
        given['number'] = f'[{markup_words(f"[{row.number}]")}]'
    if row.badge:
        given['badge'] = f'[{markup_words(row.badge)}]'
    if translator.previews and (picture := preview(translator, key)):
        given['picture'] = picture
    given['breakable'] = flag(row.is_large)
    options = ''.join(f'{name}: {value}, ' for name, value in given.items())
    translator.risks |= row.risks
    return f'paper({options}[{translator.anchors([place])}{shown(row.body)}]),\n'

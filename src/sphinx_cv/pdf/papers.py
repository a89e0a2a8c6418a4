"""The rows of papers as Typst, written from what lists say of them, without nodes in between."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model import Math
from sphinx_cv.model.patterns import regex
from sphinx_cv.pdf.elements import AROUND
from sphinx_cv.pdf.literals import around, formula, markup_words, raw, risks
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

# Names and marks between whose letters no line can end, and that are no wider than a line. Those
# of other scripts have an order of their own, or lines that end within words.
_PLAIN_NAME = regex(
    r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff.'’ ]{1,40}[*†‡§¶0-9]{0,3}"
)
_NAMES = {'name': ('#name[', ']'), 'mark': ('#mark[', ']')}


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
        lines.append(['#authors[', *_inside(_authors(line)), ']'])
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


def _authors(line: Line) -> Line:
    """Return a line of names that keep their parts, and the mark behind them, on one line."""
    named: Line = []
    for index, part in enumerate(line):
        if isinstance(part, str):
            named.append(part)
        elif not (_is(part, 'mark') and index):
            marks = [one for one in line[index + 1 : index + 2] if _is(one, 'mark')]
            named += _together([part, *(Piece('mark', [_text([one])]) for one in marks)])
    return named


def _together(name: Line) -> Line:
    """Return a name that no line ends in; one that may end at more than its spaces gets a box.

    Typst lays out each box by itself, which took a quarter of the time of long lists.
    """
    if _PLAIN_NAME.fullmatch(_text(name)):
        return [_unbroken(part) for part in name]
    return [Piece('name', name)]


def _unbroken(part: str | Math | Piece) -> str | Math | Piece:
    if isinstance(part, Piece):
        return part._replace(children=[_unbroken(child) for child in part.children])
    return part.replace(' ', '\u00a0') if isinstance(part, str) else part


def _inside(line: Line) -> Iterator[str | WrittenLink]:
    """Yield the Typst of a line; texts that follow one another are one."""
    for is_text, parts in groupby(_unfolded(line), lambda part: isinstance(part, str)):
        if is_text:
            yield markup_words(''.join(map(str, parts)))
        else:
            for part in parts:
                yield from _piece(part)


def _unfolded(line: Line) -> Iterator[str | Math | Piece]:
    """Yield the parts of a line, and of those that look like the words around them the parts."""
    for part in line:
        if isinstance(part, Piece) and part.form == 'span' and not (part.to or _around(part)[0]):
            yield from _unfolded(part.children)
        else:
            yield part


def _piece(part: str | Math | Piece) -> Iterator[str | WrittenLink]:
    if isinstance(part, str):
        yield markup_words(part)
    elif isinstance(part, Math):
        yield formula(part.latex)
    elif part.to:
        before, behind = _looks(part.name, part.lang)
        inside = (before, *_inside(part.children), behind)
        yield WrittenLink(part.name, part.to, joined_texts(inside))
    elif part.form == 'code':
        yield raw(_text(part.children))
    else:
        before, behind = _around(part)
        yield from (before, *_inside(part.children), behind)


def _around(piece: Piece) -> tuple[str, str]:
    return _NAMES.get(piece.form) or AROUND.get(piece.form) or _looks(piece.name, piece.lang)


@lru_cache(maxsize=2**8)  # few differ, and each name of an author asks twice
def _looks(name: str, language: str) -> tuple[str, str]:
    return around(f'cv-{name} language-{language}'.split())


def _function(name: str) -> str:
    """Return the function for a link that is a title, one name of many, or any other."""
    first = name.partition(' ')[0]
    return {'title': 'title-link', 'person': 'name-link', 'author': 'name-link'}.get(first, 'link')


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
    if row.is_large:
        given['breakable'] = 'true'
    options = ''.join(f'{name}: {value}, ' for name, value in given.items())
    translator.risks |= row.risks
    return f'paper({options}[{translator.anchors([place])}{shown(row.body)}]),\n'

"""The text of a field -> rich text, by the shortest way: most fields need no parser."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_cv.bib.latex.parser import Parser
from sphinx_cv.mathematics.accents import composed
from sphinx_cv.model import PARAGRAPH, Inline, Markup, Math, Rich, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Report = Callable[[str, str], None]

_SPECIAL = (*'\\$&<~`', '--', "''")
# Dollars and backslashes that are escaped, and what they look like if they should not have been.
_ESCAPED = re.compile(r'\\textbackslash|\\textdollar|\\\$')
_LATEX = re.compile(r'\\[A-Za-z]+\{|\$[^$]*[\\^_][^$]*\$|\$[A-Za-z](?:[=<>][^$\s]+)?\$')
# Quotation marks as LaTeX has ligatures for them.
_LOW_QUOTES = re.compile(r"(?<![^\s(\[{]),,(?=[^\W_].*(?:``|''|\"))")
_GUILLEMETS = re.compile(r'<<(?=[^\s<>])([^<>]*[^\s<>])>>')
# Quotation marks of babel's French, and its hyphen within a German word.
_FRENCH = re.compile(r'\\og(?![A-Za-z])(?:\{\}|\s)*(.*?)\s*\\fg(?![A-Za-z])(?:\{\})?')
_HYPHEN = re.compile(r'(?<=[^\W\d_])"[=~](?=[^\W\d_])')
_HOME = re.compile(r'/\\~(?!\{)')  # of somebody, in an address, and no accent
_SPACES = re.compile(' {2,}')


def parse_latex(source: str, report: Report, *, has_paragraphs: bool = False) -> Rich:
    """Return the text of one field as rich text; *report* gets subtypes and messages.

    It never raises, never changes case, and leaves no backslash or brace of markup.
    """
    if '\\' in source:
        source = composed(_HOME.sub(r'/\\~{}', source))
        source = _FRENCH.sub('«~\\1~»', source) if '\\og' in source else source
    if ',,' in source or '<<' in source:
        source = _GUILLEMETS.sub('«\\1»', _LOW_QUOTES.sub('„', source))
    if '"' in source:
        source = _HYPHEN.sub('-', source)
    text = _plain(source)
    if text is not None:
        return (Text(text),) if text else ()
    rich = _tidy(Parser(source, report, has_paragraphs=has_paragraphs).whole())
    return _unescaped(rich, report) if _ESCAPED.search(source) else rich


def _plain(source: str) -> str | None:
    """Return a text without markup, as most are, with its braces and extra spaces removed."""
    if any(map(source.__contains__, _SPECIAL)):
        return None
    text = source.replace('{', '').replace('}', '').strip()
    is_printable = text.isprintable()
    if '  ' in text or not is_printable:
        text = ' '.join(text.split())
        is_printable = text.isprintable()
    # What is not printable is invisible, or turns the direction of the text.
    if not is_printable:
        return None
    return text if text.isascii() or unicodedata.is_normalized('NFC', text) else None


def _unescaped(rich: Rich, report: Report) -> Rich:
    r"""Return text with LaTeX that a program has escaped read as LaTeX: ``\$\alpha\$``."""
    found: list[Inline] = []
    for inline in rich:
        match inline:
            case Text(value) if _LATEX.search(value):
                found += Parser(value, report).whole()
            case _:
                found.append(inline)
    return _tidy(found)


def _tidy(inlines: list[Inline]) -> Rich:
    """Return *inlines* with adjacent texts joined, extra spaces and empty parts removed."""
    tidied: list[Inline] = []
    _collect(inlines, tidied, ' ')
    match tidied:
        case [*before, Text(value)]:
            value = value.rstrip(' \n\u00a0')
            return (*before, Text(value)) if value else tuple(before)
        case [*before, Markup(kind, children, target)]:
            return (*before, Markup(kind, _tidy([*children]), target))
    return tuple(tidied)


def _collect(inlines: Iterable[Inline], tidied: list[Inline], before: str) -> str:
    """Append *inlines* to *tidied*; return the last sign of the text, which was *before*."""
    for inline in inlines:
        match inline:
            case Text(value):
                before = _append(_SPACES.sub(' ', value), tidied, before)
            case Markup(kind, children, target):
                inner: list[Inline] = []
                before = _collect(children, inner, before)
                if inner:
                    tidied.append(Markup(kind, tuple(inner), target))
            case Math():
                tidied.append(inline)
                before = ''
    return before


def _append(value: str, tidied: list[Inline], before: str) -> str:
    if before == ' ':
        value = value.lstrip(' ')
    if not value:
        return before
    if value == PARAGRAPH:
        return _end_paragraph(tidied)
    match tidied:
        case [*_, Text(earlier)]:
            tidied[-1] = Text(earlier + value)
        case _:
            tidied.append(Text(value))
    return value[-1]


def _end_paragraph(tidied: list[Inline]) -> str:
    """End the paragraph unless it is empty; spaces that follow are at the start of the next."""
    match tidied:
        case [*_, Text(earlier)] if not earlier.endswith(PARAGRAPH):
            tidied[-1] = Text(earlier.rstrip(' ') + PARAGRAPH)
        case [*_, Markup() | Math()]:
            tidied.append(Text(PARAGRAPH))
    return ' '

"""Text with markup and formulas, and its plain and folded forms."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sphinx_cv.model.packing import packed
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MarkupKind = Literal[
    'emphasis', 'strong', 'small-caps', 'code', 'subscript', 'superscript', 'link', 'paper'
]


@packed
@dataclass(frozen=True, slots=True)
class Text:
    """Unicode text without markup."""

    value: str


@packed
@dataclass(frozen=True, slots=True)
class Math:
    """A formula that plain Unicode cannot show, as LaTeX without its delimiters.

    *text* is the formula on one line of Unicode, for places without markup.
    """

    latex: str
    text: str = ''


@packed
@dataclass(frozen=True, slots=True)
class Markup:
    """Inline content of one kind; *target* is the address of a link, or the key of a paper."""

    kind: MarkupKind
    children: Rich
    target: str = ''


Inline = Text | Math | Markup
# What stands between two paragraphs, in the few texts that have several.
PARAGRAPH = '\n\n'
Rich = tuple[Inline, ...]


def paragraphs(rich: Rich) -> list[Rich]:
    """Return the paragraphs of *rich*."""
    found: list[list[Inline]] = [[]]
    for inline in rich:
        if isinstance(inline, Text) and PARAGRAPH in inline.value:
            first, *others = inline.value.split(PARAGRAPH)
            found[-1].append(Text(first))
            found += [[Text(other)] for other in others]
        else:
            found[-1].append(inline)
    return [tuple(paragraph) for paragraph in found if plain_text(paragraph).strip()]


def plain_text(rich: Sequence[Inline]) -> str:
    """Return the text of *rich* without markup."""
    if len(rich) == 1 and isinstance(rich[0], Text):
        return rich[0].value  # as nearly all texts are, and several times as fast as by "match"
    parts = []
    for inline in rich:
        match inline:
            case Text(value):
                parts.append(value)
            case Math(latex, text):
                parts.append(text or latex)
            case Markup('superscript', children):
                parts.append(_raised(children))
            case Markup(children=children):
                parts.append(plain_text(children))
    return ''.join(parts)


# What Unicode has above the line; "10³⁴" is a number that "1034" is not.
_RAISED = dict(zip(
    '0123456789+−-=()*abcdefghijklmnoprstuvwxyz',
    '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾*ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ',
    strict=True,
))  # fmt: skip


def _raised(children: Rich) -> str:
    """Return a superscript as text: exponents stay above the line, letters of ordinals do not."""
    text = plain_text(children)
    is_math = any(isinstance(child, Markup) and child.kind == 'emphasis' for child in children)
    if not is_math and not any(c in text for c in '0123456789'):
        return text
    if all(c in _RAISED for c in text):
        return ''.join(_RAISED[c] for c in text)
    return f'^({text})' if len(text) > 1 else f'^{text}'


_UNPRINTABLE = regex(r'[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]')


def one_line(text: str) -> str:
    """Return *text* in one line, without the control characters that no format can carry."""
    if text.isprintable() and '  ' not in text:
        return text.strip()  # as nearly all texts are
    return ' '.join(_UNPRINTABLE.sub('', text).split())


def fold(text: str) -> str:
    """Return *text* in lower case without accents, for comparing and searching."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize('NFKD', text.translate(_UNDECOMPOSED))
    return ''.join(c for c in decomposed if not unicodedata.combining(c)).casefold()


# Letters that Unicode does not decompose, as people type them without the key.
_UNDECOMPOSED = str.maketrans({
    'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ı': 'i', 'ħ': 'h', 'Ħ': 'H',
    'æ': 'ae', 'Æ': 'AE', 'œ': 'oe', 'Œ': 'OE', 'ð': 'd', 'Ð': 'D', 'þ': 'th', 'Þ': 'Th',
})  # fmt: skip


def in_case(inline: Inline, case: Callable[[str], str]) -> Inline:
    """Return text in capitals or small letters, as *case* makes it of letters."""
    match inline:
        case Text(value):
            return Text(case(value))
        case Markup(kind, children, target):
            return Markup(kind, tuple(in_case(child, case) for child in children), target)
    return inline

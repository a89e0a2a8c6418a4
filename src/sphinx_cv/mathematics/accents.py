"""The accents of LaTeX, in text and in formulas, and functions that put them on letters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_cv.model import Inline, Markup, Text
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    import re

# Macro -> combining character
ACCENTS = {
    "'": '\u0301', '`': '\u0300', '^': '\u0302', '"': '\u0308', '~': '\u0303', '=': '\u0304',
    '.': '\u0307', 'u': '\u0306', 'v': '\u030c', 'H': '\u030b', 'c': '\u0327', 'k': '\u0328',
    'd': '\u0323', 'b': '\u0331', 'r': '\u030a', 'h': '\u0309', 't': '\u0361', 'G': '\u030f',
    'U': '\u030e', 'f': '\u0311', 'polhk': '\u0328', 'textcommabelow': '\u0326',
    'textcircled': '\u20dd', 'ocirc': '\u030a', 'horn': '\u031b',
}  # fmt: skip
# Those of packages, for letters of phonetics and of rare languages.
OF_PACKAGES = {
    'cb': '\u0326', 'polhook': '\u0328', 'textpolhook': '\u0328', 'textogonekcentered': '\u0328',
    'newtie': '\u0361', 'texttoptiebar': '\u0361', 'textsubring': '\u0325',
    'textsyllabic': '\u0329', 'textsubdot': '\u0323', 'textsubbridge': '\u032a',
    'textsubtilde': '\u0330', 'textsubumlaut': '\u0324', 'textsubarch': '\u032f',
    'textsubwedge': '\u032c',
}  # fmt: skip
ACCENTS |= OF_PACKAGES
# The package tipa puts one accent over another: \textacutemacron.
_NAMED = {
    'acute': '\u0301', 'grave': '\u0300', 'circum': '\u0302', 'tilde': '\u0303', 'dot': '\u0307',
    'macron': '\u0304', 'breve': '\u0306', 'ring': '\u030a', 'wedge': '\u030c',
}  # fmt: skip
ACCENTS |= {
    f'text{upper}{lower}': _NAMED[lower] + _NAMED[upper]
    for upper in _NAMED
    for lower in _NAMED
    if upper != lower
}
MATH_ACCENTS = {
    'acute': '\u0301', 'grave': '\u0300', 'hat': '\u0302', 'widehat': '\u0302',
    'tilde': '\u0303', 'widetilde': '\u0303', 'bar': '\u0304', 'overline': '\u0305',
    'underline': '\u0332', 'breve': '\u0306', 'check': '\u030c', 'dot': '\u0307',
    'ddot': '\u0308', 'dddot': '\u20db', 'vec': '\u20d7', 'mathring': '\u030a',
    'slashed': '\u0338', 'ocirc': '\u030a',
}  # fmt: skip

_DOTLESS = {'ı': 'i', 'ȷ': 'j'}


def accented(inline: Inline, accent: str) -> Inline:
    """Return *inline* with the combining character *accent* on its first letter, if it has one."""
    match inline:
        case Text(value) if value.strip():
            letter = _DOTLESS.get(value[0], value[0])
            return Text(unicodedata.normalize('NFC', letter + accent) + value[1:])
        case Markup(kind, (first, *rest), target):
            return Markup(kind, (accented(first, accent), *rest), target)
    return inline


_LETTERS = {
    'o': 'ø', 'O': 'Ø', 'l': 'ł', 'L': 'Ł', 'ae': 'æ', 'AE': 'Æ', 'oe': 'œ', 'OE': 'Œ', 'aa': 'å',
    'AA': 'Å', 'ss': 'ß', 'i': 'ı', 'j': 'ȷ',
}  # fmt: skip
# TeX's own way to put an accent on a letter: its place in the fonts.
_PLACES = {
    18: '`',
    19: "'",
    20: 'v',
    21: 'u',
    22: '=',
    23: 'r',
    94: '^',
    95: '.',
    125: 'H',
    126: '~',
    127: '"',
}
_BY_PLACE = regex(r"""\\accent\s*(?:"([\dA-F]{2})|'([0-7]{2,3})|(\d{2,3})(?!\d))\s*""")
_NAMES = '|'.join(_LETTERS)
_LETTER = regex(rf'\{{\\({_NAMES})\}}|\\({_NAMES})(?:\{{\}}| +|(?![A-Za-z{{]))')
_ACCENTED = regex(
    r'(\{)?\\(?:(["\'`^~=.]) *|([uvHckrdb])(?=[ {\\]) *)(\{)?'
    r'([A-Za-z]|\\[ij](?![A-Za-z]) *(?:\{\})?)(?(4)\})(?(1)\})'
)


def composed(source: str) -> str:
    r"""Return *source* with LaTeX's accented letters as characters: ``\"u`` as ``ü``.

    Most macros of a bibliography are such letters, and this is faster than the parser.
    """
    if '\\accent' in source:
        source = _BY_PLACE.sub(_by_name, source)
    source = _ACCENTED.sub(_compose, source)
    return _LETTER.sub(_letter, source) if '\\' in source else source


def _by_name(match: re.Match[str]) -> str:
    sixteen, eight, ten = match.groups()
    place = int(sixteen or eight or ten, 16 if sixteen else 8 if eight else 10)
    return f'\\{_PLACES[place]} ' if place in _PLACES else match[0]


def _letter(match: re.Match[str]) -> str:
    return _LETTERS[match[1] or match[2]]


def _compose(match: re.Match[str]) -> str:
    letter = match[5] if match[5][0] != '\\' else match[5][1]
    return unicodedata.normalize('NFC', letter + ACCENTS[match[2] or match[3]])

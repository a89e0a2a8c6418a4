r"""Definitions of those letters and signs of an export that LaTeX lacks without packages.

Its text encoding OT1 has no ``\k`` and ``\dj``, and its UTF-8 no letters but those of Europe. A
definition is made only where a document has none, so others keep what they can print.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bib.latex.macros import SYMBOLS
from sphinx_cv.mathematics import macros as math_macros
from sphinx_cv.mathematics.accents import ACCENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Macros of OT1's bigger brothers, and what is like them there.
_LETTERS = {
    'k': r'#1{\c{#1}}', 'dj': '{d}', 'DJ': '{D}', 'dh': '{d}', 'DH': '{D}', 'th': '{th}',
    'TH': '{Th}', 'ng': '{n}', 'NG': '{N}', 'quotedblbase': '{,,}', 'quotesinglbase': '{,}',
    'guillemotleft': r'{\ensuremath{\ll}}', 'guillemotright': r'{\ensuremath{\gg}}',
    'guillemetleft': r'{\ensuremath{\ll}}', 'guillemetright': r'{\ensuremath{\gg}}',
    'guilsinglleft': r'{\ensuremath{<}}', 'guilsinglright': r'{\ensuremath{>}}',
}  # fmt: skip
# Letters that LaTeX writes with these.
_NEEDING = {
    'ą': 'k', 'Ą': 'k', 'ę': 'k', 'Ę': 'k', 'į': 'k', 'Į': 'k', 'ų': 'k', 'Ų': 'k', 'đ': 'dj',
    'Đ': 'DJ', 'ð': 'dh', 'Ð': 'DH', 'þ': 'th', 'Þ': 'TH', 'ŋ': 'ng', 'Ŋ': 'NG',
    '\u201e': 'quotedblbase', '\u201a': 'quotesinglbase', '«': 'guillemotleft',
    '»': 'guillemotright', '\u2039': 'guilsinglleft', '\u203a': 'guilsinglright',
}  # fmt: skip
# Signs that LaTeX knows beside the letters of Europe.
_KNOWN = frozenset(
    '\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\u2020\u2021\u2022\u2039\u203a'
    '\u20ac\u2122'
)
_EUROPEAN = range(0xA0, 0x180)
# Signs of formulas that only packages have, and what serves.
_LIKE = {
    '⩽': 'leq', '⩾': 'geq', '≲': 'leq', '≳': 'geq', '□': 'bigcirc', '⊲': 'triangleleft',
    '⊳': 'triangleright', '⋊': 'times', '⋉': 'times', '⊊': 'subset', '∄': 'neg', '∁': 'neg',
    'ℏ': 'hbar', '⟹': 'Rightarrow', '⟺': 'Leftrightarrow', '∬': 'int', '∭': 'int',
}  # fmt: skip
_PACKAGED = frozenset(
    'varnothing nexists square Box degree complement leqslant geqslant lesssim gtrsim la ga '
    'rtimes ltimes lt gt iint iiint omicron sun implies iff'.split()
)
_DEFINE = (
    r'\providecommand{\cvletter}[2]{\ifcsname u8:\detokenize{#1}\endcsname\else'
    r'\expandafter\gdef\csname u8:\detokenize{#1}\endcsname{#2}\fi}'
)


def letters(entries: str, macros: set[str]) -> list[str]:
    """Return definitions of what *entries* have and LaTeX has not; *macros* are those in them."""
    signs = sorted({*entries}) if not entries.isascii() else []
    needed = macros & _LETTERS.keys() | {_NEEDING[sign] for sign in signs if sign in _NEEDING}
    needed |= {name.replace('llemot', 'llemet') for name in needed}  # as newer ones call them
    found = [
        rf'\expandafter\gdef\csname OT1\string\{name}\endcsname{_LETTERS[name]}'
        for name in sorted(needed)
    ]
    strange = [rf'\cvletter{{{sign}}}{{{_like(sign)}}}' for sign in signs if _is_strange(sign)]
    return [*found, *([_DEFINE, *strange] if strange else [])]


def _is_strange(sign: str) -> bool:
    return not sign.isascii() and ord(sign) not in _EUROPEAN and sign not in _KNOWN


def _like(sign: str) -> str:
    """Return LaTeX for a sign: the same with macros, as it sounds, or its number in a box."""
    if macro := _formulas().get(sign):
        return rf'\ensuremath{{\{macro}}}'
    if name := _romanised().get(sign):
        return name
    base, *marks = list(unicodedata.normalize('NFKD', sign))
    if base.isascii() and base.isalnum():
        return _accented(base, marks)
    if unicodedata.category(sign)[0] in 'MCZ':  # an accent alone, something invisible, a space
        return ' ' if unicodedata.category(sign) == 'Zs' else ''
    name = unicodedata.name(sign, '')
    if name.startswith(('HANGUL SYLLABLE', 'HIRAGANA LETTER', 'KATAKANA LETTER')):
        return name.rpartition(' ')[2].lower()
    return rf'\fbox{{\tiny {ord(sign):04X}}}'


def _accented(base: str, marks: list[str]) -> str:
    written = base
    for mark in marks:
        if unicodedata.combining(mark):
            macro = _accents().get(mark, '')
            written = f'\\{macro}{{{written}}}' if macro else written
        else:
            written += mark if mark.isascii() else ''
    return written


@lru_cache(maxsize=1)
def _accents() -> dict[str, str]:
    return {ACCENTS[macro]: macro for macro in '\'`^"~=.uvHcdbr'}


@lru_cache(maxsize=1)
def _formulas() -> dict[str, str]:
    """Return the signs that LaTeX itself has in formulas, and their macros."""
    tables = (math_macros.SYMBOLS, math_macros.OPERATORS, math_macros.LARGE)
    known = {
        sign: macro
        for table in tables
        for macro, sign in reversed(table.items())
        if macro not in _PACKAGED and not macro.startswith('var') and macro.isalpha()
    }
    return known | _LIKE | {'ε': 'varepsilon', 'φ': 'varphi', 'ς': 'varsigma'}


@lru_cache(maxsize=1)
def _romanised() -> dict[str, str]:
    """Return Cyrillic letters in Latin ones, as the macros for them are called."""
    return dict(_cyrillic())


def _cyrillic() -> Iterator[tuple[str, str]]:
    spoken = {'ishrt': 'j', 'sftsn': "'", 'hrdsn': '', 'ery': 'y', 'erev': 'e', 'yo': 'jo'}
    for macro, sign in SYMBOLS.items():
        if macro.lower().startswith('cyr') and len(sign) == 1:
            word = macro[3:].lower()
            sound = spoken.get(word, word)
            yield sign, sound.capitalize() if macro[3:].isupper() else sound

"""Numbers as a language writes them: "250,000" in English, "250.000" in German."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import spoken

if TYPE_CHECKING:
    import re

_GROUP = r'[ ,.’\'\u00a0\u202f]'
# A whole number, however its digits are grouped, and its cents; of four digits alone, a part of
# a longer text may be a year.
_NUMBER = regex(rf'(\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+)([.,]\d\d)?')
_WITHIN = regex(rf'(?<![\w.,-])(\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d{{5,}})([.,]\d\d)?(?![\w-]|[.,]\d)')


def grouped(text: str) -> str:
    """Return *text* with the digits of its numbers grouped, as the language does that is spoken."""
    if match := _NUMBER.fullmatch(text):
        return _written(match)
    return _WITHIN.sub(_written, text)


def amount_of(text: str) -> int | float | None:
    """Return the number that *text* is, however its digits are grouped; None if it is none."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    whole, cents = _parts(match)
    return float(f'{whole}.{cents}') if cents else whole


_ROMAN = (
    (1000, 'm'), (900, 'cm'), (500, 'd'), (400, 'cd'), (100, 'c'), (90, 'xc'), (50, 'l'),
    (40, 'xl'), (10, 'x'), (9, 'ix'), (5, 'v'), (4, 'iv'), (1, 'i'),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number in the small numerals of Rome."""
    found = ''
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def _parts(match: re.Match[str]) -> tuple[int, str]:
    return int(''.join(filter(str.isdigit, match[1]))), match[2][1:] if match[2] else ''


def _written(match: re.Match[str]) -> str:
    whole, cents = _parts(match)
    if spoken().is_english:
        return f'{whole:,}.{cents}' if cents else f'{whole:,}'
    from babel.numbers import format_decimal

    number, shape = (f'{whole}.{cents}', '#,##0.00') if cents else (str(whole), '#,##0')
    return str(format_decimal(Decimal(number), shape, locale=spoken().locale))

"""Dates in the words of the language that is spoken, as CLDR has them; in English by ourselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.month_names import ENGLISH_MONTHS
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, spoken

if TYPE_CHECKING:
    from datetime import date

Day = tuple[int, int, int]  # year, month, day

# Abbreviated, and also the macros that BibTeX's styles define for months.
MONTHS = {number: name[:3] for number, name in enumerate(ENGLISH_MONTHS, start=1)}

# EDTF level 1 gives the seasons the month numbers 21 to 24. Level 2 adds those of one hemisphere,
# quarters, thirds and halves of a year.
PARTS = {
    21: 'Spring {}', 22: 'Summer {}', 23: 'Fall {}', 24: 'Winter {}',
    25: 'Spring {}', 26: 'Summer {}', 27: 'Fall {}', 28: 'Winter {}',
    29: 'Spring {}', 30: 'Summer {}', 31: 'Fall {}', 32: 'Winter {}',
    33: 'Q1 {}', 34: 'Q2 {}', 35: 'Q3 {}', 36: 'Q4 {}', 37: 'T1 {}', 38: 'T2 {}', 39: 'T3 {}',
    40: 'H1 {}', 41: 'H2 {}',
}  # fmt: skip


# How people write seasons in English, otherwise than we do: "Autumn 2022", "2022 Spring".
_SEASON = regex(
    r'(?:\d{4} )?(?:spring|summer|fall|autumn|winter)(?: (?:term|semester))?(?: \d{4})?',
    re.IGNORECASE,
)
_BEFORE_US = regex(r'(c\. )?(\d+) BC(\?)?')


def as_written(text: str, year: int, month: int) -> str:
    """Return a date as its author wrote it; a season in English, in the language that is spoken."""
    is_foreign = not spoken().is_english and month in PARTS and _SEASON.fullmatch(text)
    return in_words(year, month, 0) if is_foreign else text


def undated(text: str) -> str:
    """Return what stands in the place of a date: ``in press``, or a year before our era."""
    match = _BEFORE_US.fullmatch(text)
    if match is None:
        return _(text)
    words = _('{year} BC').format(year=match[2])
    words = _('c. {date}').format(date=words) if match[1] else words
    return _('{date}?').format(date=words) if match[3] else words


def in_words(year: int, month: int, day: int) -> str:
    """Return a date: ``15 Aug 2024``, ``Aug 2024``, ``Spring 2025``, ``2024``; 0 is "not known"."""
    if month in PARTS:
        return _(PARTS[month]).format(year)
    if not month:
        return str(year)
    if spoken().is_english or not year:  # Python has no year 0
        return f'{day} {MONTHS[month]} {year}' if day else f'{MONTHS[month]} {year}'
    from babel.dates import format_skeleton

    skeleton = 'yMMMd' if day else 'yMMM'
    return str(format_skeleton(skeleton, _date(year, month, day), locale=spoken().locale))


def days_in_words(first: Day, last: Day) -> str:
    """Return the days from *first* to *last*, which say a year or month in common once."""
    if spoken().is_english or not (first[0] and last[0]):
        if first[:2] == last[:2]:
            return f'{first[2]}–{in_words(*last)}'
        return f'{in_words(*first).removesuffix(f" {last[0]}")} – {in_words(*last)}'
    from babel.dates import format_interval

    return str(format_interval(_date(*first), _date(*last), 'yMMMd', locale=spoken().locale))


def _date(year: int, month: int, day: int) -> date:
    from datetime import date

    return date(year, month, day or 1)

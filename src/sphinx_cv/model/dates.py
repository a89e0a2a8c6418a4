"""Dates and stretches of time as EDTF and biblatex write them; standard library only."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

# EDTF level 1 gives the seasons the month numbers 21 to 24.
MONTHS = {
    1: 'Jan', 2: 'Feb', 3: 'Mar', 4: 'Apr', 5: 'May', 6: 'Jun', 7: 'Jul', 8: 'Aug', 9: 'Sep',
    10: 'Oct', 11: 'Nov', 12: 'Dec', 21: 'Spring', 22: 'Summer', 23: 'Fall', 24: 'Winter',
}  # fmt: skip

# The seasons begin with these months, as people of the northern hemisphere use the words.
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}

_EDTF = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)')


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or season of a year, or a day, as EDTF has them; 0 is "not known"."""

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ''  # EDTF: "?" uncertain, "~" approximate, "%" both

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date in EDTF: ``2024``, ``2024-08``, ``2024-21`` (spring) or ``2024-08-15``.

        Raise ValueError with a sentence for people.
        Specification: https://www.loc.gov/standards/datetime/
        """
        match = _EDTF.fullmatch(text.strip())
        if match is None:
            raise ValueError(f'"{text.strip()}" is not a date; write 2024, 2024-08 or 2024-08-15')
        year, month, day = (int(part or 0) for part in match.groups()[:3])
        if match[2] and month not in MONTHS:
            raise ValueError(
                f'"{text.strip()}" has no such month; '
                'use 01 to 12, or 21 to 24 for spring, summer, fall and winter'
            )
        if match[3] and (month > 12 or not 1 <= day <= monthrange(year, month)[1]):
            raise ValueError(f'"{text.strip()}" has no such day')
        return cls(year, month, day, match[4])

    def __str__(self) -> str:
        """Return the date as EDTF."""
        parts = f'{self.year:04}', f'{self.month:02}', f'{self.day:02}'
        return '-'.join(parts[: 1 + bool(self.month) + bool(self.day)]) + self.qualifier

    @property
    def iso(self) -> str:
        """The date as ISO 8601; a season is its year, for ISO has none."""
        return str(PartialDate(self.year, *((self.month, self.day) if self.month <= 12 else ())))

    @property
    def words(self) -> str:
        """The date as people write it: ``15 Aug 2024``, ``Aug 2024``, ``Spring 2025``, ``2024``."""
        day = f'{self.day} ' if self.day else ''
        month = f'{MONTHS[self.month]} ' if self.month else ''
        before = 'c. ' if self.qualifier in {'~', '%'} else ''
        after = '?' if self.qualifier in {'?', '%'} else ''
        return f'{before}{day}{month}{self.year}{after}'


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date, or a stretch of time; an open one has no *end*."""

    start: PartialDate
    end: PartialDate | None = None

    @classmethod
    def parse(cls, text: str) -> DateRange:
        """Return the range in ``2024``, ``2021-08/2024-08`` or ``2024-08/`` (open, in biblatex)."""
        start, slash, end = text.partition('/')
        first = PartialDate.parse(start)
        if not slash:
            return cls(first, first)
        if end.strip() in {'', '..'}:
            return cls(first)
        last = PartialDate.parse(end)
        if (last.year, last.month % 20) < (first.year, 0):
            raise ValueError(f'"{text.strip()}" ends before it begins')
        return cls(first, last)

    @property
    def is_open(self) -> bool:
        """Whether the stretch has not ended."""
        return self.end is None

    @property
    def words(self) -> str:
        """The stretch as people write it: ``Aug 2021 – Aug 2024``, ``Aug 2024 – present``."""
        if self.end is None:
            return f'{self.start.words} – present'
        if self.end == self.start:
            return self.start.words
        if self.start.day and self.end.day and not self.start.qualifier + self.end.qualifier:
            return self._days
        return f'{self.start.words} – {self.end.words}'

    @property
    def _days(self) -> str:
        """Return two days of one month or year in words that say these once: ``12–14 Jun 2019``."""
        start, end = self.start, self.end or self.start
        if (start.year, start.month) == (end.year, end.month):
            return f'{start.day}–{end.words}'
        first = start.words.removesuffix(f' {end.year}')
        return f'{first} – {end.words}'


def ordinal(number: str) -> str:
    """Return a number as people count: ``2nd`` for ``2``."""
    teen = number[-2:] in {'11', '12', '13'}
    return number + ('th' if teen else {'1': 'st', '2': 'nd', '3': 'rd'}.get(number[-1], 'th'))

"""Dates and stretches of time as EDTF and biblatex write them."""

from __future__ import annotations

import os
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sphinx_cv.model.calendar_words import MONTHS, PARTS, as_written, days_in_words, in_words
from sphinx_cv.model.packing import packed
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _

# The seasons begin with these months, as people of the northern hemisphere use the words.
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}

# The same of all parts of a year that are no months.
FIRST_MONTHS = {
    **SEASON_MONTHS, 25: 3, 26: 6, 27: 9, 28: 12, 29: 9, 30: 12, 31: 3, 32: 6,
    33: 1, 34: 4, 35: 7, 36: 10, 37: 1, 38: 5, 39: 9, 40: 1, 41: 7,
}  # fmt: skip

# How many months further the parts of a year end, of which those not named here have one month.
_LENGTHS = {**dict.fromkeys(range(21, 37), 2), 37: 3, 38: 3, 39: 3, 40: 5, 41: 5}

Day = tuple[int, int, int]

# "WS 2015/16": a part of a year that ends in the next one, and when it does so.
_ACROSS = regex(r'\d{4}[/–-]\d\d')
_SPRING = 3

_EDTF = regex(r'(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)')


@packed
@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or season of a year, or a day, as EDTF has them; 0 is "not known"."""

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ''  # EDTF: "?" uncertain, "~" approximate, "%" both
    written: str = field(default='', compare=False)  # the words for it, if others than ours

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
        if match[2] and month not in MONTHS | PARTS:
            raise ValueError(
                f'"{text.strip()}" has no such month; '
                'use 01 to 12, or 21 to 24 for spring, summer, fall and winter'
            )
        if match[3] and (month > 12 or not 1 <= day <= monthrange(year, month)[1]):
            raise ValueError(f'"{text.strip()}" has no such day')
        return cls(year, month, day, match[4])

    def __str__(self) -> str:
        """Return the date as EDTF."""
        return self._written(self.month, self.day) + self.qualifier

    def _written(self, month: int, day: int) -> str:
        parts = f'{self.year:04}', f'{month:02}', f'{day:02}'
        return '-'.join(parts[: 1 + bool(month) + bool(day)])

    @property
    def iso(self) -> str:
        """The date as ISO 8601; a season is its year, for ISO has none."""
        return self._written(self.month, self.day) if self.month <= 12 else f'{self.year:04}'

    @property
    def iso_end(self) -> str:
        """The end of the stretch as EDTF; a winter term may end in another year than it begins."""
        return str(self.last_day[0]) if self.month > 12 else self.iso

    @property
    def words(self) -> str:
        """The date as people write it: ``15 Aug 2024``, ``Aug 2024``, ``Spring 2025``, ``2024``."""
        if self.written:
            return as_written(self.written, self.year, self.month)
        words = in_words(self.year, self.month, self.day)
        if self.qualifier in {'~', '%'}:
            words = _('c. {date}').format(date=words)
        return _('{date}?').format(date=words) if self.qualifier in {'?', '%'} else words

    @property
    def parts(self) -> tuple[int, int, int]:
        """Its year, month and day."""
        return self.year, self.month, self.day

    @property
    def first_day(self) -> tuple[int, int, int]:
        """The day with which it begins."""
        return self.year, FIRST_MONTHS.get(self.month, self.month) or 1, self.day or 1

    @property
    def last_day(self) -> tuple[int, int, int]:
        """The day with which it ends at the latest, of months that all have 31."""
        if self.month > 12 and _ACROSS.search(self.written):
            return self.year + 1, _SPRING, 31
        first = FIRST_MONTHS.get(self.month, self.month)
        month = min(first + _LENGTHS.get(self.month, 0), 12) if self.month else 12
        return self.year, month, self.day or 31


def today() -> PartialDate:
    """Return the day of the build, which ``SOURCE_DATE_EPOCH`` sets if it is there."""
    epoch = os.environ.get('SOURCE_DATE_EPOCH', '')
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now()
    return PartialDate(now.year, now.month, now.day)


@packed
@dataclass(frozen=True, slots=True)
class DateRange:
    """A date, or a stretch of time; an open one has no *end*.

    Of a stretch that only ends, *start* is its end and *until* is true. *written* are the words
    for it, if others than ours: ``2021/22``.
    """

    start: PartialDate
    end: PartialDate | None = None
    until: bool = False
    written: str = field(default='', compare=False)

    @classmethod
    def parse(cls, text: str) -> DateRange:
        """Return the range in ``2024``, ``2021-08/2024-08``, ``2024-08/`` (open) or ``/2015``."""
        start, slash, end = text.partition('/')
        if slash and start.strip() in {'', '..'}:
            last = PartialDate.parse(end)
            return cls(last, last, until=True)
        first = PartialDate.parse(start)
        if not slash:
            return cls(first, first)
        if end.strip() in {'', '..'}:
            return cls(first)
        return cls.between(first, PartialDate.parse(end), text.strip())

    @classmethod
    def between(cls, first: PartialDate, last: PartialDate, text: str) -> DateRange:
        """Return the range from *first* to *last*; raise ValueError if it ends first."""
        known = all(date.month <= 12 for date in (first, last)) and first.month and last.month
        depth = (3 if first.day and last.day else 2) if known else 1
        if last.first_day[:depth] < first.first_day[:depth]:
            raise ValueError(f'"{text}" ends before it begins; commas separate dates')
        return cls(first, last)

    def __str__(self) -> str:
        """Return the range as EDTF."""
        if self.until:
            return f'/{self.end}'
        if self.end is None:
            return f'{self.start}/'
        return str(self.start) if self.start == self.end else f'{self.start}/{self.end}'

    @property
    def is_open(self) -> bool:
        """Whether the stretch has not ended."""
        return self.end is None

    @property
    def days(self) -> tuple[Day, Day]:
        """The first and the last day; those of an end or a beginning that is open are far away."""
        last = self.end.last_day if self.end else (9999, 12, 31)
        return ((0, 1, 1) if self.until else self.start.first_day), last

    @property
    def is_ahead(self) -> bool:
        """Whether an open stretch has not begun yet."""
        return self.end is None and self.start.first_day > today().first_day

    @property
    def words(self) -> str:
        """The stretch as people write it: ``Aug 2021 – Aug 2024``, ``Aug 2024 – present``."""
        if self.written:
            return self.written
        start = self.start.words
        if self.end is None:
            open_ended = _('from {start}') if self.is_ahead else _('{start} – present')
            return open_ended.format(start=start)
        end = self.end.words
        if self.until:
            return _('until {end}').format(end=end)
        if self.end == self.start:
            return start
        if self.start.day and self.end.day and not self.start.qualifier + self.end.qualifier:
            return days_in_words(self.start.parts, self.end.parts)
        return _('{start} – {end}').format(start=start, end=end)


def english_ordinal(number: str) -> str:
    """Return a number as people count: ``2nd`` for ``2``."""
    teen = number[-2:] in {'11', '12', '13'}
    return number + ('th' if teen else {'1': 'st', '2': 'nd', '3': 'rd'}.get(number[-1], 'th'))

"""Dates as people write them -> dates as EDTF has them, and what is said beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.calendar_words import PARTS
from sphinx_cv.model.dates import DateRange, PartialDate
from sphinx_cv.model.entries import STATES
from sphinx_cv.model.month_names import month_called, season_called
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_STATUS = regex(rf'\(?\b({"|".join(STATES)})\b\)?', re.IGNORECASE)
NOW = (
    r'\(?(?:present|current(?:ly)?|now|today|ongoing|going on|heute|aujourd.?hui|(?:to ?)?date|'
    r'présent|presente|actualidad|actual|oggi|今|至今|现在)\.?\)?'
)
_RANGE = regex(r'\s*(?:–|—|−|--|~|至|\s-\s|\bto\b|\bbis\b|\bthrough\b|\buntil\b)\s*')
_SINCE = regex(r'(?:since|from|seit|ab|depuis|desde|dal|as of)\s+(.*)', re.IGNORECASE)
_UNTIL = regex(r'(?:until|till|up to|bis|before)\s+(.*)', re.IGNORECASE)
_ABOUT = regex(r'(?:c\.|ca\.|circa|about|around|approx\.?)\s*(.*)', re.IGNORECASE)
# "June, 2008": the comma does not separate two dates.
_MONTH_YEAR = regex(r'(?<!\d )\b([^\W\d_]{3,9}\.?), (?=\d{4}\b)')
_ACADEMIC = regex(r'(?:AY\s*|academic year\s*)?(\d{4})/(\d\d|\d{4})', re.IGNORECASE)
_AMERICAN = regex(r'\b([^\W\d_]{3,9}\.? \d{1,2}(?: ?[-–] ?\d{1,2})?), (?=\d{4}\b)')
_AMERICAN_DAYS = regex(r'([^\W\d_]+\.?) (\d{1,2}) ?[-–] ?(\d{1,2}) (\d{4})')

# What follows an entry's dates in no other form -> its parts.
_DAY_MONTH = regex(
    r'(?:(\d{1,2})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+|of\s+)?)?([^\W\d_]+)\.?\s+(?:de\s+)?(\d{4})'
)
_MONTH_DAY = regex(r'([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s+(\d{4})')
_NUMBERS = regex(r'(?:(\d{1,2})([./])\s?)?(\d{1,2})[./-]\s?(\d{4})')
_YEAR_FIRST = regex(r'(\d{4})[/.年](\d{1,2})(?:[/.月](\d{1,2})?)?日?')
_TIME = regex(r'(?<=\d{4}-\d\d-\d\d)[T ]\d.*')
_TERM = regex(r'(.+?)\s+(?:term\s+|semester\s+)?(\d{4}(?:[/–-]\d\d(?:\d\d)?)?)', re.IGNORECASE)
_TERM_LAST = regex(r'(\d{4})\s+([^\W\d_]+)')
_QUARTER = regex(r'(?:Q([1-4])\s*[/ ]?(\d{4})|(\d{4})\s*[-/ ]?\s*Q([1-4]))', re.IGNORECASE)


_HALF = regex(r'(?:semester|semestre|sem\.|S) ?([12])[, /]+(\d{4})', re.IGNORECASE)
_YEARS = regex(r'(?<![\d-])\d{4}(?:\s*/\s*\d{4}){2,}(?![\d-])')
# Of "2003-5" nobody can tell whether it is a month; a dash is none.
_SHORTENED = regex(r'(\d\d)(\d\d)\s?(?:[–—/]|(?=-\d\d)-)\s?(\d{1,2})')


class WrittenDates(NamedTuple):
    """What somebody wrote: stretches of time, in the order of the text, and beside them a status.

    *words* are what is printed; *refused* is what is no date, with a sentence that says why.
    """

    stretches: tuple[DateRange, ...]
    words: str
    status: str = ''
    refused: tuple[str, ...] = ()


def read_dates(text: str) -> WrittenDates:
    """Return the dates of *text*, which commas separate; what is no date stays as it stands."""
    found = _STATUS.search(text)
    if found and not re.search(r'[-–—]\s*$|\bto\s*$', text[: found.start()]):
        text = f'{text[: found.start()]} {text[found.end() :]}'
    else:
        found = None
    stretches: list[DateRange] = []
    words: list[str] = []
    refused: list[str] = []
    text = _MONTH_YEAR.sub(_together, _AMERICAN.sub(r'\1 ', text))
    for part in filter(None, map(str.strip, re.split('[,;]', _YEARS.sub(_with_commas, text)))):
        try:
            stretch = read_stretch(part)
        except ValueError as error:
            refused.append(str(error))
            words.append(part)
        else:
            stretches.append(stretch)
            words.append(stretch.words)
    status = found[1].lower() if found else ''
    return WrittenDates(tuple(stretches), ', '.join(words), status, tuple(refused))


def _with_commas(found: re.Match[str]) -> str:
    return found[0].replace('/', ',')


def _together(found: re.Match[str]) -> str:
    """Return a month or season and its year without the comma between them."""
    is_name = month_called(name := found[1].rstrip('.')) or season_called(name)
    return f'{found[1]} ' if is_name else found[0]


def read_stretch(text: str) -> DateRange:
    """Return the stretch of time that *text* is; raise ValueError with a sentence for people."""
    text = ' '.join(text.split())
    try:
        return DateRange.parse(text)
    except ValueError as error:
        for read in (_academic, _since, _until, _single, _shortened, _between):
            if (stretch := read(text)) is not None:
                return stretch
        raise error from None


def _academic(text: str) -> DateRange | None:
    match = _ACADEMIC.fullmatch(text) or re.fullmatch(r'(?:AY\s*)?(\d{4})[-–](\d\d)', text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]) % 100:
        return None
    first, last = PartialDate(int(match[1])), PartialDate(int(match[1]) + 1)
    return DateRange(first, last, written=text)


def _since(text: str) -> DateRange | None:
    match = _SINCE.fullmatch(text) or re.fullmatch(rf'(.*?)\s*(?:-|–|—|to)?\s*{NOW}', text, re.I)
    match = match or re.fullmatch(r'(.*\d)\s*(?:-|–|—|/)', text)
    start = _date(match[1]) if match else None
    return DateRange(start) if start else None


def _until(text: str) -> DateRange | None:
    match = _UNTIL.fullmatch(text)
    end = _date(match[1]) if match else None
    return DateRange(end, end, until=True) if end else None


def _single(text: str) -> DateRange | None:
    date = _date(text)
    return DateRange(date, date) if date else None


def _shortened(text: str) -> DateRange | None:
    """Return years of which the second is shortened: "1991-94", "2003–5"."""
    match = _SHORTENED.fullmatch(text)
    if match is None:
        return None
    first = int(match[1] + match[2])
    last = int(f'{first}'[: -len(match[3])] + match[3])
    return DateRange(PartialDate(first), PartialDate(last)) if first < last else None


def _between(text: str) -> DateRange | None:
    """Return a stretch with its ends on both sides of a sign; the first may lack what both have."""
    text = _AMERICAN_DAYS.sub(r'\2-\3 \1 \4', text)
    for first, last in _halves(text):
        end = _date(last)
        start = end and (_day_before(first, end) or _date(first) or _date(f'{first} {end.year}'))
        if start and end:
            return DateRange.between(start, end, text)
    return None


def _day_before(text: str, end: PartialDate) -> PartialDate | None:
    """Return a day of the month in which *end* is, written as "12" or "12."."""
    day = text.rstrip('.')
    is_day = day.isdecimal() and 1 <= int(day) <= end.day
    return PartialDate(end.year, end.month, int(day)) if is_day else None


def read_series(text: str) -> tuple[str, tuple[DateRange, ...]]:
    """Return a list of items that each have their dates, in words, and all these dates.

    Semicolons separate the items: ``Nature 2024, 2025; Paris 2024-06``.
    """
    words: list[str] = []
    stretches: list[DateRange] = []
    for item in filter(None, map(str.strip, text.split(';'))):
        head, dates = _split_item(item)
        found = read_dates(dates)
        stretches += found.stretches
        sign = '{} {}' if re.fullmatch(r'[\d, ]*', found.words) else '{} ({})'
        words.append(sign.format(head, found.words) if dates else head)
    return '; '.join(words), tuple(stretches)


def _split_item(item: str) -> tuple[str, str]:
    """Return an item without the dates at its end, and these."""
    if (match := re.fullmatch(r'(.+?)\s*\(([^()]+)\)', item)) and not read_dates(match[2]).refused:
        return match[1], match[2]
    parts = item.split(',')
    dates: list[str] = []
    while len(parts) > 1 and _is_date(parts[-1]):
        dates.insert(0, parts.pop().strip())
    head, words = ','.join(parts), ','.join(parts).split(' ')
    for start in range(1, len(words)):
        if _is_date(' '.join(words[start:])):
            return ' '.join(words[:start]).rstrip(','), ', '.join([' '.join(words[start:]), *dates])
    return head, ', '.join(dates)


def _is_date(text: str) -> bool:
    found = read_dates(text)
    return bool(found.stretches) and not found.refused


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for match in (*_RANGE.finditer(text), *re.finditer(r'[-/]', text)):
        yield text[: match.start()].strip(), text[match.end() :].strip()


def _date(text: str) -> PartialDate | None:
    text = text.strip().strip('()').rstrip('.,')
    text = _TIME.sub('', text)
    try:
        return PartialDate.parse(text)
    except ValueError:
        pass
    if match := _ABOUT.fullmatch(text):
        date = _date(match[1])
        return date and PartialDate(date.year, date.month, date.day, '~')
    for read in (_by_name, _by_number, _by_term):
        if found := read(text):
            return found
    return None


def _by_name(text: str) -> PartialDate | None:
    if match := _DAY_MONTH.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(text):
        month, day, year = match.groups()
    else:
        return None
    number = month_called(month)
    return _checked(int(year), number, int(day or 0)) if number else None


def _by_number(text: str) -> PartialDate | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        return _checked(int(year), int(month), int(day or 0))
    match = _NUMBERS.fullmatch(text)
    # Of 03/04/2020 nobody can tell which is the month.
    if not match or match[2] == '/':
        return None
    return _checked(int(match[4]), int(match[3]), int(match[1] or 0))


def _by_term(text: str) -> PartialDate | None:
    if match := _QUARTER.fullmatch(text):
        return PartialDate(int(match[2] or match[3]), 32 + int(match[1] or match[4]))
    if match := _HALF.fullmatch(text):
        return PartialDate(int(match[2]), 39 + int(match[1]), written=text)
    name_first, year_first = _TERM.fullmatch(text), _TERM_LAST.fullmatch(text)
    if name_first:
        name, year = name_first.groups()
    elif year_first:
        year, name = year_first.groups()
    else:
        return None
    if not (number := season_called(name)):
        return None
    words = '' if text == PARTS[number].format(year) else text
    return PartialDate(int(year[:4]), number, written=words)


def _checked(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate.parse(str(PartialDate(year, month, day)))
    except ValueError:
        return None

"""The date of publication, from ``date`` or from ``year``, ``month`` and ``day``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.blanks import is_nothing
from sphinx_cv.model.dates import SEASON_MONTHS, DateRange, PartialDate
from sphinx_cv.model.month_names import month_or_season_like
from sphinx_cv.model.states import (
    holds_state,
    is_state,
    key_in_words,
    parted,
    parted_publisher,
    state_alone,
    state_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEAR = re.compile(r'(?<!\d)(1[4-9]|20|21)\d\d(?!\d)')
_WORD = re.compile(r'[^\W\d_]{3,}')
_NUMBER = re.compile(r'(?<!\d)\d{1,2}(?!\d)')
_SHORT_YEARS = re.compile(r'(\d\d)(\d\d)\s*(/|--|–)\s*(\d\d?)')  # 1998--99
_NUMERIC = re.compile(r'(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?')
# 15.1.2015, 15/01/2015, 09/2015; and EDTF's years before ours, and digits that are not known.
_DAY_FIRST = re.compile(r'(?:(\d{1,2})([./-])\s?)?(\d{1,2})[./-]\s?(\d{4})')
_BEFORE_US = re.compile(r'(?:-(\d{4})|0000)(?:-\d\d){0,2}([?~%]?)')
_LONG_YEAR = re.compile(r'[yY](-?)(\d{5,})')  # of more than four digits
# Years that others count: 1425 AH, and those of Iran in its digits.
_OTHER_ERA = re.compile(
    r'\d{4}\s*(?:a\.?\s?[hm]\.?|s?\.?h\.?|\u0647\u0640|\u0647\b)(?!\w)|[\u06f0-\u06f9]{4}', re.I
)
_LAST_YEAR = 2199
_EDTF = re.compile(r'[\d~?%/.TZ:+-]+')
_DAY = r'(\d{4}(?:-\d\d){0,2})'
# Forms of dates, EDTF's and others -> the same as we read it.
_FORMS = (
    (re.compile(rf'{_DAY}\s*(?:--|[–—]|\s-\s|\sto\s)\s*{_DAY}'), r'\1/\2'),
    (re.compile(r'(\d{4})\s*(?:/|--?|–)\s*(\d{4})'), r'\1/\2'),
    (re.compile(r'(\d{4}-\d\d-)(\d\d)/(\d\d)'), r'\1\2/\1\3'),
    (re.compile(r'([0-3]\d)\.([01]\d)\.([0-4]\d)'), r'20\3-\2-\1'),  # 28.02.18
    (re.compile(r'(\d{4})((?:-\d\d)??)(?:-(?:[XxUu]{2}|00)){1,2}'), r'\1\2'),
    (re.compile(r'(\d\d)(?:[XxUu]{2}|00[’\']?s)'), r'\g<1>00/\g<1>99'),
    (re.compile(r'(\d{3})(?:[XxUu]|0[’\']?s)'), r'\g<1>0/\g<1>9'),
    (re.compile(rf'{_DAY}(?:/open|\s?(?:--?|–)\s?(?:present|now|today)?)', re.I), r'\1/'),
)
_EAST_ASIAN = re.compile(r'(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号일])?)?')
_ERA = re.compile(r'(明治|大正|昭和|平成|令和|民[國国])\s*(\d{1,3}|元)(?=\s*年)')
_BEFORE_ERA = {
    '明治': 1867, '大正': 1911, '昭和': 1925, '平成': 1988, '令和': 2018, '民國': 1911,
    '民国': 1911,
}  # fmt: skip
_EIGHT_DIGITS = re.compile(r'((?:19|20)\d\d)(\d\d)(\d\d)')
_QUARTER = re.compile(
    r'\b(?:q|quarter |t)([1-4])\b|(?P<word>first|second|third|fourth)[ -]?quarter|'
    r'\b([1-4])(?:q\b|(?:\.|st|nd|rd|th|er?|e|º|o)? ?(?:quart|trim))',
    re.IGNORECASE,
)
_ORDINALS = {'first': 1, 'second': 2, 'third': 3, 'fourth': 4}
_WINTER, _FIRST_QUARTER = 24, 33
_ABOUT = re.compile(
    r'\b(?:c|ca|circa|approx|approximately|about|around|um|etwa|vers|hacia|cerca(?: de)?)\b\.?\s*'
    r'\[?(?=\d)',
    re.IGNORECASE,
)
_ACROSS = re.compile(r'\d{4}\s?[/–-]\s?(?:\d\d|\d{4})(?!\d)')  # one winter is in two years
# Words after which a year is not the one in question.
_NOT_THEN = re.compile(
    r'(?:before|after|pre|post|vor|nach|avant|après|antes|después|depois|prima|dopo|ante)\b', re.I
)
_THROUGH = re.compile(
    r'\s*(?:--+|[–—]|(?<=\d{4})\s?/(?=\s?[^\W\d_]{3})|(?<=\d)-(?=\d)|(?<=\d\.)-(?=\d)|\s-\s|\b(?:to|through|bis|au|al)\b)\s*'
)
_TWO_MONTHS = re.compile(r'([^\W_]+)\.?\s*(/|--?|–|and|&|to)\s*([^\W_]+)\.?')
_MARKUP = re.compile(r'\\noopsort\s*\{[^{}]*\}|\\[a-zA-Z]+|[{}\\$]')
# What people write in place of a date, and its words.
_NO_DATE = re.compile(
    r'press|forthcoming|appear|accept|submi|review|prep|ongoing|progress|present|n\.?\s*d\.?|'
    r'no date|s\. ?[adf]\.|o\. ?j\.|\u0431\. ?\u0433\.|'
    r'unpublished|tb[ad]|online|early|advance|soon|draft|working|current|pending|revis|'
    r'\b(?:bce?\b|b\. ?c\.|a\. ?c\.|v\. ?chr|av\. ?j|до н)',  # before our era
    re.IGNORECASE,
)
# Fields that may be a state of publication, and those that may name one beside a work.
_ALONE = ('status', 'pages', 'volume', 'number', 'issue', 'month')
_BESIDE = ('journaltitle', 'booktitle', 'howpublished')
_YEAR_AND_SIGNS = re.compile(r'[\s,;:.()\[\]]*(?<!\d)\d{4}(?!\d)[\s,;:.()\[\]]*')
_BIBSTRING = re.compile(r'\\(?:mk)?bibstring\s*\{([^{}]*)\}')

_DATE_FIELDS = frozenset({'date', 'year', 'month', 'pubstate', 'eventdate'})


class Dating(NamedTuple):
    """A date, the same as EDTF, the words for none, and what is wrong with the fields."""

    date: PartialDate | None = None
    edtf: str = ''
    text: str = ''
    field: str = ''
    problem: str = ''


def read_date(fields: Mapping[str, str]) -> Dating:
    """Return the date of an entry from its *fields*, by their biblatex names."""
    if fields.keys().isdisjoint(_DATE_FIELDS):
        return Dating()
    found = _read_text(fields['date'], 'date') if fields.get('date') else Dating()
    if found.date and 'month' in fields and found.edtf.isdecimal():
        found = _read_year({**fields, 'year': found.edtf})  # biblatex keeps the month beside it
    if found.date is None and fields.get('year'):
        days = fields.get('date', '')  # as in date = {17--22 September}, year = 2001
        is_month = not fields.get('month') and _month_in(days)
        found = _read_year({**fields, 'month': days} if is_month else fields)
    if found.date is None and fields.get('month'):
        # "month = {May 2020}" and the like
        found = _read_text(fields['month'], 'month') if _YEAR.search(fields['month']) else found
    if found.date is None and not found.text and fields.get('eventdate'):
        found = _read_text(fields['eventdate'], 'eventdate')  # as biblatex does for its labels
    if found.date is None and not found.text:
        return found._replace(text=read_state(fields))
    if found.date and found.date.year > _LAST_YEAR:
        problem = f'"{found.date}" is not a year of ours; mend it'
        name = 'date' if fields.get('date') else 'year'
        return Dating(text=str(found.date), field=name, problem=problem)
    return _compared(found, fields.get('year', '')) if fields.get('date') else found


def read_other_date(text: str, field: str) -> Dating:
    """Return the date of an event, of the original or of a visit."""
    text = text.strip('{}')
    found = _read_text(text, field) if text else Dating()
    return found._replace(edtf='') if found.problem else found  # it stays as it is written


def _compared(found: Dating, year: str) -> Dating:
    """Return a date with what is wrong where the entry has a year beside it, and another one."""
    year = year.strip('{} ')
    if found.problem or found.date is None or not year.isdecimal() or int(year) == found.date.year:
        return found
    problem = f'the year {year} beside the date {found.edtf} is not used; remove the wrong one'
    return found._replace(field='year', problem=problem)


def read_state(fields: Mapping[str, str]) -> str:
    """Return the state of publication in words; '' if the work is published.

    BibTeX has no field for it, so people write it where the year or the pages would stand, or at
    the journal.
    """
    if 'pubstate' in fields:
        return state_in_words(_plain(_BIBSTRING.sub(r'\1', fields['pubstate'])))
    year = fields.get('date', '') or fields.get('year', '')
    is_date = year.isdecimal() or _EDTF.fullmatch(year)
    if not is_date and holds_state(words := _YEAR_AND_SIGNS.sub(' ', _plain(year))):
        return state_in_words(words.strip(' ,;:.()[]'))
    if fields.get('status', '').strip('{} ').lower() in {'review', 'reviewing'}:
        return state_in_words('under review')
    for name in _ALONE:
        if name in fields and not fields[name][:1].isdecimal() and state_alone(fields[name]):
            return state_alone(fields[name])
    for name in _BESIDE:
        if name in fields and (state := parted(fields[name])[0]):
            return state
    return parted_publisher(fields['publisher'])[0] if 'publisher' in fields else ''


def _read_year(fields: Mapping[str, str]) -> Dating:
    year = fields['year'].strip()
    if not (year.isdecimal() and year.isascii() and len(year) == 4):
        found = _read_text(year, 'year')
        if found.date is None or found.date.month or '/' in found.edtf:
            return found
        year = str(found.date)
    text = fields.get('month', '')
    is_word = text.isalpha()  # as in most entries
    if not is_word and _YEAR.search(text):
        whole = _read_text(text, 'month')  # December 2003/January 2004
        if year in whole.edtf:
            return whole
    text = text if is_word else _plain(text)
    has_stretch = not is_word and _THROUGH.search(text)
    if has_stretch and (stretch := _read_stretch(f'{text}, {year}', 'month')):
        return stretch
    is_there = text and not is_nothing(text) and not state_alone(text)
    month, day, problem = _read_month(fields['month']) if is_there else (0, 0, '')
    days = [] if day else [int(number) for number in _NUMBER.findall(fields.get('day', ''))]
    date, edtf = _written_as(year, month, next(iter(days), day))
    if month and not date.day:
        edtf = _through_months(date, edtf, fields['month'])
    elif days[1:] and (last := _build(year, month, days[-1])).day > date.day:
        edtf = f'{date}/{last}'  # day = {21-23}
    return Dating(date, edtf, field='month', problem=problem)


def _through_months(date: PartialDate, edtf: str, text: str) -> str:
    """Return the months, or the seasons, of ``mar--apr``; the first alone if it names no more."""
    last = _last_month(text)
    is_later = last > date.month and (last > 12) is (date.month > 12)
    return f'{edtf}/{date.year:04}-{last:02}' if is_later else edtf


@lru_cache(maxsize=256)
def _last_month(source: str) -> int:
    """Return the second month of ``mar--apr``, 0 where there is none."""
    months = _TWO_MONTHS.fullmatch(_plain(source))
    last = _read_month(months[3])[0] if months else 0
    is_next = months is None or last == _read_month(months[1])[0] + 1
    if months and months[2] in {'and', '&'} and not is_next:
        return 0  # June and September are two dates, and no stretch
    return last if last < _FIRST_QUARTER else 0


@lru_cache(maxsize=1024)
def _written_as(year: str, month: int, day: int) -> tuple[PartialDate, str]:
    date = _build(year, month, day)
    return date, str(date)


def _build(year: str, month: int, day: int) -> PartialDate:
    start = PartialDate.parse(year)
    is_day = 0 < month < 13 and 0 < day <= monthrange(start.year, month)[1]
    return PartialDate(start.year, month, day if is_day else 0, start.qualifier)


@lru_cache(maxsize=256)
def _read_month(source: str) -> tuple[int, int, str]:
    """Return month and day in ``aug~27``, ``5``, ``Sept.`` or ``May/June`` (of which the first)."""
    text = _plain(source)
    number = _NUMBER.search(text)
    if month := _month_in(text):
        return month, int(number[0]) if number else 0, ''
    if quarter := _quarter_in(text):
        return quarter, 0, ''
    if number and 1 <= int(number[0]) <= 12 and not _WORD.search(text):
        return int(number[0]), 0, ''
    return 0, 0, f'"{text}" is not a month; write a name such as jun, or a number from 1 to 12'


def _quarter_in(text: str) -> int:
    """Return the quarter of a year in a text as EDTF numbers it, 0 where there is none."""
    match = _QUARTER.search(text)
    if match is None:
        return 0
    number = _ORDINALS[match['word'].lower()] if match['word'] else int(match[1] or match[3])
    return _FIRST_QUARTER - 1 + number


def _month_in(text: str) -> int:
    return next(filter(None, map(month_or_season_like, _WORD.findall(text))), 0)


def _read_text(source: str, field: str) -> Dating:
    """Return the date in the text of one field, in EDTF or as people write dates."""
    if _OTHER_ERA.search(source):
        return _read_words(_plain(source), field)
    # A tilde is "about" behind an EDTF date, and else a space.
    text = source if _EDTF.fullmatch(source) else _plain(source)
    if long := _LONG_YEAR.fullmatch(text):
        return Dating(text=f'{int(long[2]) + 1} BC' if long[1] else long[2], field=field)
    if before := _BEFORE_US.fullmatch(text):
        about = 'c. ' if before[2] in {'~', '%'} else ''
        doubt = '?' if before[2] in {'?', '%'} else ''
        return Dating(text=f'{about}{int(before[1] or 0) + 1} BC{doubt}', field=field)
    text = _as_edtf(text, field)
    try:
        return Dating(DateRange.parse(text).start, text, field=field)
    except ValueError as error:
        text = _plain(source)
        found = _read_stretch(text, field) or _read_words(text, field)
        is_turned = found.date and not found.problem and 'ends before' in str(error)
        problem = f'"{text}" ends before it begins; mend one of its ends'
        return found._replace(problem=problem) if is_turned else found


def _as_edtf(text: str, field: str) -> str:
    """Return years, unknown digits, and days in figures alone, as EDTF has them."""
    for pattern, form in _FORMS:
        if match := pattern.fullmatch(text):
            return match.expand(form)
    if (years := _SHORT_YEARS.fullmatch(text)) and _are_years(years, field):
        return f'{years[1]}{years[2]}/{years[1]}{years[2][: -len(years[4])]}{years[4]}'
    if not text.isascii():
        text = _ERA.sub(_common_era, text)
    if found := _EAST_ASIAN.search(text) or _EIGHT_DIGITS.fullmatch(text):
        return '-'.join(part.zfill(2) for part in found.groups() if part)
    return text


def _common_era(era: re.Match[str]) -> str:
    """Return the year of ours for one of an era of Japan or Taiwan, whose first one is 元."""
    return str(_BEFORE_ERA[era[1]] + (1 if era[2] == '元' else int(era[2])))


def _are_years(match: re.Match[str], field: str) -> bool:
    """Return whether ``1998--99`` are two years; in ``1998/99`` the second is the next year."""
    first, last = int(match[2]) % 10 ** len(match[4]), int(match[4])
    return first < last if match[3] != '/' else field == 'year' and last == first + 1


def _read_stretch(text: str, field: str) -> Dating | None:
    """Return the range in "May 30 -- June 2, 2004": what one end lacks, the other has."""
    ends = _THROUGH.split(text)
    months = list(map(_month_in, ends)) if len(ends) == 2 else []
    if not any(months) or sorted(months) == [0, _WINTER]:
        return None  # one winter is in two years
    for part_of in (_year_in, _month_word_in):
        found = list(map(part_of, ends))
        ends = [
            end if own else f'{end} {other}'
            for end, own, other in zip(ends, found, reversed(found), strict=True)
        ]
    first, last = (_read_words(end, field).date for end in ends)
    if first is None or last is None or first.first_day >= last.first_day:
        return None
    return Dating(first, f'{first}/{last}', field=field)


def _year_in(text: str) -> str:
    match = _YEAR.search(text)
    return match[0] if match else ''


def _month_word_in(text: str) -> str:
    return next(filter(month_or_season_like, _WORD.findall(text)), '')


def _read_words(text: str, field: str) -> Dating:
    if numeric := _NUMERIC.fullmatch(text):
        return _read_numbers(numeric, field)
    if numeric := _DAY_FIRST.fullmatch(text):
        return _read_day_first(numeric, field)
    ours = _OTHER_ERA.sub('', text)
    year = None if _NOT_THEN.match(text) else _YEAR.search(ours)
    if year is None:
        is_said = _NO_DATE.search(text) or is_state(text) or _YEAR.search(text) or ours != text
        problem = '' if is_said else f'"{text}" is not a date; write a year such as 2024'
        return Dating(text=key_in_words(text), field=field, problem=problem)
    month = _month_in(text) or _quarter_in(text)
    number = _NUMBER.search(text) if 0 < month < _FIRST_QUARTER else None
    written = f'{year[0]}~' if _ABOUT.search(text) else year[0]
    date = _build(written, month, int(number[0]) if number else 0)
    edtf = str(date)
    if month in SEASON_MONTHS and _ACROSS.search(text):
        return Dating(replace(date, written=text), edtf, field=field)
    if month and number is None and not date.qualifier:
        edtf = _through_months(date, edtf, text.replace(year[0], '').strip(' ,'))
    return Dating(date, edtf, field=field)


def _read_numbers(numeric: re.Match[str], field: str) -> Dating:
    """Read a date in figures whose year comes first."""
    text, month, day = numeric[0], int(numeric[2]), int(numeric[3] or 0)
    if not 1 <= month <= 12:
        date = _build(numeric[1], 0, 0)
        return Dating(date, str(date), field=field, problem=f'"{text}" has no such month; mend it')
    date = _build(numeric[1], month, day)
    problem = '' if date.day == day else f'"{text}" has no such day; mend the date'
    return Dating(date, str(date), field=field, problem=problem)


def _read_day_first(numeric: re.Match[str], field: str) -> Dating:
    """Read a date whose year comes last; a slash may stand between month and day in this order."""
    day, month = int(numeric[1] or 0), int(numeric[3])
    problem = ''
    if numeric[2] == '/' and month > 12:
        day, month = month, day
    elif numeric[2] == '/' and 0 < day <= 12 and day != month:
        problem = f'"{numeric[0]}" may be two days; write {numeric[4]}-{month:02}-{day:02}'
        day = month = 0
    if month > 12 or (day and not month):
        day, month, problem = 0, 0, f'"{numeric[0]}" has no such month; mend it'
    date = _build(numeric[4], month, day)
    if day and not date.day:
        problem = f'"{numeric[0]}" has no such day; mend the date'
    return Dating(date, str(date), field=field, problem=problem)


def _plain(source: str) -> str:
    return ' '.join(_MARKUP.sub('', source.replace('~', ' ')).split()) if source else ''

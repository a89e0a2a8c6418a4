"""Dates as people write them in a CV -> the dates of an entry, and what is no date."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_cv.model.dates import DateRange

_NAMES = (
    ('jan', 'ene', 'gen'), ('feb', 'fév', 'fev', 'fé'), ('mar', 'mär', 'mrz'),
    ('apr', 'avr', 'abr'), ('may', 'mai', 'maj', 'mag'), ('jun', 'juin', 'giu'),
    ('jul', 'juil', 'lug'), ('aug', 'aoû', 'aou', 'ago'), ('sep', 'set'),
    ('oct', 'okt', 'ott', 'out'), ('nov',), ('dec', 'déc', 'dez', 'dic'),
)  # fmt: skip
_SEASONS = {'spring': 21, 'summer': 22, 'fall': 23, 'autumn': 23, 'winter': 24}
NOW = re.compile(
    r'(?:to\s+)?(?:present|current(?:ly)?|now|today|to\s?date|ongoing|heute|aujourd.*|présent|actualidad|'
    r'presente|actual|going on|oggi|今|至今|现在)\.?',
    re.IGNORECASE,
)
_BETWEEN = re.compile(r'\s*(?:—|–|--+|−|~|\bto\b|\bbis\b|\buntil\b|至)\s*|\s+-\s*|\s*-\s+')
_YEARS = re.compile(r'(\d{4})\s*[-/]\s*(\d{4}|\d\d)')
_SINCE = re.compile(r'(?:since|seit|ab|from|depuis|desde|dal)\s+', re.IGNORECASE)


class When(NamedTuple):
    """The dates of an entry as EDTF has them, and in *words* what could not be read as dates."""

    dates: str
    words: str = ''


def when(text: str) -> When:
    """Return the dates in *text*, a day or a stretch of time."""
    text = ' '.join(text.split())
    if not text or NOW.fullmatch(text):
        return When('')
    found = _stretch(text) or ','.join(map(_stretch, text.split(',')))
    parts = [_checked(part) for part in found.split(',')]
    if not all(parts):
        return When('', text)
    return When(', '.join(parts))


def span(start: str, end: str, *, is_open: bool = True) -> When:
    """Return the dates of something that lasts; one without an end goes on if it *is_open*."""
    if not start.strip():
        return when(end)
    if not end.strip():
        first = when(start)
        return first._replace(dates=f'{first.dates}/') if is_open and _is_one(first) else first
    begin, last = _point(start.strip()), _point(end.strip())
    if NOW.fullmatch(end.strip()):
        return When(f'{begin}/') if _checked(begin) else When('', f'{start} – {end}')
    found = _checked(begin if begin == last else f'{begin}/{last}') if begin and last else ''
    if found:
        return When(found)
    expected = re.sub(r'\(?\b(?:expected|anticipated|exp\.)\)?', '', end, flags=re.IGNORECASE)
    if expected != end and (found := _checked(f'{begin}/{_point(expected.strip())}')):
        return When(found, f'{end}')
    return When('', f'{start} – {end}')


def _is_one(found: When) -> bool:
    return bool(found.dates) and not set(found.dates) & set('/,')


def _checked(text: str) -> str:
    """Return *text* if it is a stretch of time, else nothing."""
    try:
        DateRange.parse(text)
    except ValueError:
        return ''
    return text


def _stretch(text: str) -> str:
    text = text.strip().strip('()').strip()
    if _checked(text):
        return text
    if point := _point(text):
        return point
    if match := _YEARS.fullmatch(text):
        first, last = match.groups()
        return f'{first}/{first[:2] + last if len(last) == 2 else last}'
    if since := _SINCE.match(text):
        text = f'{text[since.end() :]} – present'
    first, *others = _BETWEEN.split(text, maxsplit=1)
    if not others:
        # "Sep 2019-Jun 2020", "9/2019-6/2020": one hyphen, and no blank at it.
        first, *others = text.split('-') if text.count('-') == 1 else (text,)
    if not others:
        return ''
    start, last = _point(first), others[0].strip().strip('()')
    if not last or NOW.fullmatch(last):
        return f'{start}/' if start else ''
    end = _point(last)
    start = start or _point(f'{first} {end[:4]}')
    return f'{start}/{end}' if start and end else ''


def _point(text: str) -> str:
    """Return one date as EDTF, '' if it is none."""
    text = text.strip().rstrip('.,')
    if match := re.fullmatch(r'(\d{4}(?:-\d\d){0,2})(?:[T ]\d.*)?', text):
        return _checked(match[1])
    if match := re.fullmatch(r'(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?)?日?', text):
        return _joined(match[1], match[2], match[3])
    if match := re.fullmatch(r'(\d{1,2})[-/.](\d{4})', text):
        return _joined(match[2], match[1])
    if match := re.fullmatch(r'(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})', text):
        return _joined(match[3], match[2], match[1])
    words = re.findall(r'[^\W\d_]+|\d+', re.sub(r'(?<=\d)(?:st|nd|rd|th)\b', '', text))
    return _by_words(words) if words and not re.search(r'[/:]|[-–—]$', text) else ''


def _by_words(words: list[str]) -> str:
    years = [word for word in words if re.fullmatch(r'\d{4}', word)]
    names = [word for word in words if not word.isdigit() and word.lower() not in {'de', 'of'}]
    days = [word for word in words if word.isdigit() and len(word) < 3]
    if len(years) != 1 or len(names) > 1 or len(days) > 1:
        return ''
    if not names:
        return '' if days else years[0]
    if season := _SEASONS.get(names[0].lower()):
        return '' if days else f'{years[0]}-{season}'
    month = _month(names[0].lower())
    return _joined(years[0], str(month), *days) if month else ''


def _month(name: str) -> int:
    numbers = (
        number
        for number, starts in enumerate(_NAMES, start=1)
        if len(name) > 2 and name.startswith(starts)
    )
    return next(numbers, 0)


def _joined(year: str, month: str, day: str | None = None) -> str:
    return _checked('-'.join([year, month.zfill(2), *([day.zfill(2)] if day else [])]))

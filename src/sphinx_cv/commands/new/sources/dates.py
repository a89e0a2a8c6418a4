"""Dates as people write them in a CV -> the dates of an entry, and what is no date."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_cv.model.written_dates import NOW, read_dates

_IS_NOW = re.compile(rf'(?:to\s+)?{NOW}', re.IGNORECASE)


class When(NamedTuple):
    """The dates of an entry as EDTF has them, and in *words* what could not be read as dates."""

    dates: str
    words: str = ''


def when(text: str) -> When:
    """Return the dates in *text*, a day or a stretch of time."""
    text = ' '.join(text.split())
    if not text or _IS_NOW.fullmatch(text):
        return When('')
    found = read_dates(text)
    if found.refused or not found.stretches:
        return When('', text)
    return When(', '.join(map(str, found.stretches)), text if found.status else '')


def when_span(start: str, end: str, *, is_open: bool = True) -> When:
    """Return the dates of something that lasts; one without an end goes on if it *is_open*."""
    start, end = start.strip(), end.strip()
    if not start or not end:
        only = when(start or end)
        goes_on = start and is_open and only.dates and not set(only.dates) & set('/,')
        return only._replace(dates=f'{only.dates}/') if goes_on else only
    both = f'{start} – {end}'
    first, last = when(start), when(end)
    if not first.dates or not (last.dates or _IS_NOW.fullmatch(end)):
        return When('', both)
    found = when(f'{first.dates}/{last.dates}')
    return found._replace(words=end if last.words else '') if found.dates else When('', both)

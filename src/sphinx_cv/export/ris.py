"""Papers -> RIS, which EndNote, Mendeley and library catalogues import.

The tags are those of the 2011 edition of the format, which the big publishers write:
https://en.wikipedia.org/wiki/RIS_(file_format)
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from sphinx_cv.export.collection import anew
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.dates import DateRange
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.export.collection import Keep
    from sphinx_cv.formatting.record import Record
    from sphinx_cv.model import Paper, Person
    from sphinx_cv.model.dates import PartialDate


# "A2" of a whole book is the editor of its series, and "T2" the series.
_OF_PART = {'translator': 'A4', 'collection-editor': 'A3'}
_OF_WHOLE = {'translator': 'A4', 'collection-editor': 'A2'}
# Where readers look for the number, by kind of work or type; elsewhere it is that of an issue.
_NUMBER = {
    'book': 'M1', 'chapter': 'SV', 'report': 'SN', 'patent': 'SN', 'standard': 'SN',
    'jurisdiction': 'SV', 'legislation': 'M1',
}  # fmt: skip
# Kinds whose sort readers know; elsewhere Zotero would take it for a DOI.
_SORTED = frozenset('thesis report talk manuscript preprint online'.split())


def ris(papers: Iterable[Paper], kept: Keep = anew) -> str:
    """Return *papers* as a RIS file, with the line ends that the format asks for."""
    return ''.join(kept(paper, partial(_written, paper)) for paper in papers)


def _written(paper: Paper) -> str:
    record = record_of(paper)
    lines = [f'{tag}  - {text}\r\n' for tag, text in _tags(record) if text]
    kind = record.type.ris or record.work.ris
    return f'TY  - {kind}\r\n{"".join(lines)}ER  - \r\n\r\n'


def _tags(record: Record) -> list[tuple[str, str]]:
    """Return tags and texts in their order, which are in one line, as all of a record is."""
    paper, series = record.paper, record.text('series')
    is_whole = record.kind in {'book', 'report'}
    event = record.text('eventtitle') if record.kind == 'talk' else ''
    within = record.container or event or record.whole  # the last of an episode of a podcast
    reporter = 'A2' if paper.type == 'jurisdiction' else 'T2'
    sort = record.subtype or ('Preprint' if record.is_preprint else '')
    return [
        ('ID', one_line(paper.key)),
        *_people(record, is_whole=is_whole),
        ('TI', one_line(paper.title_text)),
        ('T2', series) if is_whole else (reporter, within),
        ('T3', '' if is_whole else series),
        *_dates(record),
        *record.row('ris').items(),
        *_numbers(record),
        *[('N1', one_line(said)) for said in _said(record) if said],
        ('PB', record.issuer),
        ('DB', record.archive),
        ('AN', record.numbered),
        ('M3', sort if record.kind in _SORTED else ''),
        ('LA', record.language),
        ('DO', record.text('doi')),
        *[('KW', word) for word in record.keywords],
        # Readers take ";" for the end of one address and the beginning of the next.
        ('UR', one_line(record.url).replace(';', '%3B')),
    ]


def _people(record: Record, *, is_whole: bool) -> list[tuple[str, str]]:
    roles, other = (_OF_WHOLE, 'A3') if is_whole else (_OF_PART, 'A2')
    return [
        *[('AU', _name(person)) for person in record.paper.authors],
        *[('AU', name) for name in record.groups],
        *[
            (roles.get(role, other), _name(person))
            for role, people in record.hands.items()
            for person in people
            if role != 'contributor'
        ],
    ]


def _dates(record: Record) -> list[tuple[str, str]]:
    """Return the date of publication, and the day on which its address was visited."""
    found = [('PY', f'{record.date.year:04}'), ('DA', _date(record.date))] if record.date else []
    with suppress(ValueError):
        if visited := record.paper.fields.get('urldate', '').strip('{}'):
            found.append(('Y2', _date(DateRange.parse(visited).start)))
    return found


def _said(record: Record) -> Iterable[str]:
    """Return what is said of it in sentences."""
    place = '' if record.first_page else record.text('pages')  # "Session 5"
    event = record.text('eventtitle')
    beside = '' if event in record.container else event
    state = record.paper.state or record.paper.date_text
    return (record.note, *record.contributions, place, beside, state)


def _numbers(record: Record) -> list[tuple[str, str]]:
    """Return the number of an issue, or that by which it is known; and the pages."""
    tag = _NUMBER.get(record.paper.type) or _NUMBER.get(record.kind, 'IS')
    serial = '' if tag == 'SN' and record.issue else record.text('issn', 'isbn')
    total = record.text('pagetotal') if record.kind in {'book', 'thesis'} else ''
    return [
        (tag, record.issue),
        ('SN', serial),
        ('SP', record.begins or total),
        ('EP', record.last_page),
    ]


@lru_cache(maxsize=2**14)
def _name(person: Person) -> str:
    """Return "Family, Given, Suffix"."""
    family = ' '.join(filter(None, (person.prefix, person.family)))
    return one_line(', '.join(filter(None, (family, person.given, person.suffix))))


def _date(date: PartialDate) -> str:
    """Return "2024/08/15/", with all four slots that the format wants."""
    if not 1 <= date.month <= 12:
        return f'{date.year:04}///'
    return f'{date.year:04}/{date.month:02}/{f"{date.day:02}" if date.day else ""}/'

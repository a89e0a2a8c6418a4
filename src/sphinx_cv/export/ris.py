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
    from collections.abc import Iterable, Iterator

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
    lines = [
        f'{tag}  - {text}\r\n'
        for tag, value in _tags(record)
        if value and (text := one_line(value))
    ]
    kind = record.type.ris or record.work.ris
    return f'TY  - {kind}\r\n{"".join(lines)}ER  - \r\n\r\n'


def _tags(record: Record) -> Iterator[tuple[str, str]]:
    paper, is_whole = record.paper, record.kind in {'book', 'report'}
    yield 'ID', paper.key
    yield from (('AU', _name(person)) for person in paper.authors)
    yield from (('AU', name) for name in record.groups)
    for role, people in record.hands.items():
        if role != 'contributor':
            tag = (_OF_WHOLE if is_whole else _OF_PART).get(role, 'A3' if is_whole else 'A2')
            yield from ((tag, _name(person)) for person in people)
    yield 'TI', paper.title_text
    within = record.container or (record.text('eventtitle') if record.kind == 'talk' else '')
    tag = 'A2' if paper.type == 'jurisdiction' else 'T2'  # the reporter
    yield ('T2', record.text('series')) if is_whole else (tag, within)
    yield 'T3', '' if is_whole else record.text('series')
    yield 'PY', f'{paper.issued.year:04}' if paper.issued else ''
    yield 'DA', _date(paper.issued)
    yield 'Y2', _date(_visited(paper))
    yield from record.row('ris').items()
    yield from _numbers(record)
    place = '' if record.first_page else record.text('pages')  # "Session 5"
    event = record.text('eventtitle')
    beside = '' if event in record.container else event
    said = record.note, *record.contributions, place, beside, paper.state or paper.date_text
    yield from (('N1', text) for text in said)
    yield 'PB', record.issuer
    yield from (('DB', record.archive), ('AN', record.numbered))
    sort = record.subtype or ('Preprint' if record.is_preprint else '')
    yield 'M3', sort if record.kind in _SORTED else ''
    yield 'LA', record.language
    yield 'DO', record.text('doi')
    yield from (('KW', word) for word in record.keywords)
    # Readers take ";" for the end of one address and the beginning of the next.
    yield 'UR', record.url.replace(';', '%3B')


def _numbers(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the number of an issue, or that by which it is known; and the pages."""
    tag = _NUMBER.get(record.paper.type) or _NUMBER.get(record.kind, 'IS')
    yield tag, record.issue
    if tag != 'SN' or not record.issue:
        yield 'SN', record.text('issn', 'isbn')
    total = record.text('pagetotal') if record.kind in {'book', 'thesis'} else ''
    yield from (('SP', record.begins or total), ('EP', record.last_page))


@lru_cache(maxsize=2**14)
def _name(person: Person) -> str:
    """Return "Family, Given, Suffix"."""
    family = ' '.join(part for part in (person.prefix, person.family) if part)
    return ', '.join(part for part in (family, person.given, person.suffix) if part)


def _visited(paper: Paper) -> PartialDate | None:
    """Return the day on which its address was visited."""
    with suppress(ValueError):
        return DateRange.parse(paper.fields.get('urldate', '').strip('{}')).start
    return None


def _date(date: PartialDate | None) -> str:
    """Return "2024/08/15/", with all four slots that the format wants."""
    if date is None or not 1 <= date.month <= 12:
        return f'{date.year:04}///' if date else ''
    return f'{date.year:04}/{date.month:02}/{f"{date.day:02}" if date.day else ""}/'

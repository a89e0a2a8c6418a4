"""Papers -> RIS, which EndNote, Mendeley and library catalogues import.

The tags are those of the 2011 edition of the format, which the big publishers write:
https://en.wikipedia.org/wiki/RIS_(file_format)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.formatting.facts import (
    container,
    eprint,
    keywords,
    language,
    one_line,
    pages,
    subtype,
    web_address,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model import Paper, Person
    from sphinx_cv.model.dates import PartialDate

TYPES = {
    'article': 'JOUR',
    'conference': 'CPAPER',
    'chapter': 'CHAP',
    'book': 'BOOK',
    'thesis': 'THES',
    'report': 'RPRT',
    'preprint': 'UNPB',
    'patent': 'PAT',
    'dataset': 'DATA',
    'software': 'COMP',
    'online': 'ELEC',
    'talk': 'SLIDE',
    'manuscript': 'UNPB',
    'other': 'GEN',
}
_FIELDS = {
    'VL': ('volume',),
    'IS': ('number', 'issue'),
    'T3': ('series',),
    'ET': ('edition',),
    'CY': ('location', 'venue'),
    'N1': ('note',),
    'AB': ('abstract',),
}


def ris(papers: Iterable[Paper]) -> str:
    """Return *papers* as a RIS file, with the line ends that the format asks for."""
    return ''.join(map(record, papers))


def record(paper: Paper) -> str:
    """Return one record."""
    lines = (f'{tag}  - {text}\r\n' for tag, value in _tags(paper) if (text := one_line(value)))
    return f'TY  - {TYPES[work(paper)]}\r\n{"".join(lines)}ER  - \r\n\r\n'


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield 'ID', paper.key
    yield from (('AU', _name(person)) for person in paper.authors)
    yield from (('A2', _name(person)) for person in paper.editors)
    yield from (('A4', _name(person)) for person in paper.translators)
    yield 'TI', paper.title_text
    yield 'T2', container(paper)
    yield 'PY', f'{paper.issued.year:04}' if paper.issued else ''
    yield 'DA', _date(paper.issued)
    yield from ((tag, paper.text(*names)) for tag, names in _FIELDS.items())
    yield from zip(('SP', 'EP'), pages(paper), strict=True)
    yield from _publisher(paper)
    yield 'LA', language(paper)
    yield 'DO', paper.identifiers.get('doi', '')
    yield 'SN', paper.identifiers.get('issn', '') or paper.identifiers.get('isbn', '')
    yield from (('KW', word) for word in keywords(paper))
    # Readers take ";" for the end of one address and the beginning of the next.
    yield 'UR', web_address(paper).replace(';', '%3B')


def _publisher(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = work(paper)
    if kind == 'preprint':
        archive, number = eprint(paper)
        yield from (('PB', archive), ('M1', f'{archive}:{number}' if number else ''))
    else:
        yield 'PB', paper.text('publisher', 'institution', 'organization')
        yield 'M3', subtype(paper) if kind in {'thesis', 'report'} else ''


def _name(person: Person) -> str:
    """Return "Family, Given, Suffix"."""
    family = ' '.join(part for part in (person.prefix, person.family) if part)
    return ', '.join(part for part in (family, person.given, person.suffix) if part)


def _date(date: PartialDate | None) -> str:
    """Return "2024/08/15/", with all four slots that the format wants."""
    if date is None or not 1 <= date.month <= 12:
        return f'{date.year:04}///' if date else ''
    return f'{date.year:04}/{date.month:02}/{f"{date.day:02}" if date.day else ""}/'

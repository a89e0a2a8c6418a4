"""Zenodo: software, data, posters and papers by the number of their record.

https://developers.zenodo.org/#representation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.nested import mapping, mappings
from sphinx_cv.commands.records.record import RawRecord, latex_of, people
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_cv.commands.web import Web

_TYPES = {
    'software': 'software', 'dataset': 'dataset', 'poster': 'poster', 'presentation': 'talk',
    'video': 'video', 'article': 'article', 'conferencepaper': 'inproceedings', 'book': 'book',
    'section': 'incollection', 'thesis': 'thesis', 'report': 'report', 'preprint': 'online',
    'workingpaper': 'online', 'patent': 'patent',
}  # fmt: skip


def fetch(number: str, web: Web) -> RawRecord:
    """Return the record *number*."""
    url = f'https://zenodo.org/api/records/{number}'
    answer = web.get_json(url)
    if answer is None:
        raise NotFoundError(f'Zenodo has no record {number}')
    told = mapping(answer, 'metadata')
    if not told.get('title'):
        raise web.wrong(url, 'a record with a title')
    return _read(told, str(answer.get('doi') or told.get('doi') or ''))


def _read(told: Mapping[str, Any], doi: str) -> RawRecord:
    kind = _type(mapping(told, 'resource_type'))
    journal, meeting = mapping(told, 'journal'), mapping(told, 'meeting')
    fields = {
        'author': people(str(one.get('name') or '') for one in mappings(told, 'creators')),
        'title': latex_of(told['title']),
        'date': str(told.get('publication_date') or ''),
        'doi': clean_doi(doi),
        'version': latex_of(told.get('version')),
        'journaltitle': latex_of(journal.get('title')),
        'volume': latex_of(journal.get('volume')),
        'number': latex_of(journal.get('issue')),
        'pages': latex_of(journal.get('pages')),
        'booktitle': latex_of(meeting.get('title')) if kind == 'inproceedings' else '',
        'abstract': latex_of(told.get('description')),
        'code': next(_code(told), ''),
        'publisher': 'Zenodo',
    }
    return RawRecord.of('Zenodo', kind, fields)


def _type(told: Mapping[str, Any]) -> str:
    return _TYPES.get(str(told.get('subtype')), _TYPES.get(str(told.get('type')), 'misc'))


def _code(told: Mapping[str, Any]) -> Iterator[str]:
    for one in mappings(told, 'related_identifiers'):
        address = str(one.get('identifier') or '')
        if address.startswith(('https://github.com/', 'https://gitlab.com/')):
            yield address.partition('/tree/')[0]

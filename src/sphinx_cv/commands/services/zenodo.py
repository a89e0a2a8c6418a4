"""Zenodo: software, data, posters and papers by the number of their record.

https://developers.zenodo.org/#representation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.record import Record, joined, latex_of, names_in
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


def fetch(number: str, web: Web) -> Record:
    """Return the record *number*."""
    url = f'https://zenodo.org/api/records/{number}'
    answer = web.get_json(url)
    if answer is None:
        raise NotFoundError(f'Zenodo has no record {number}')
    told = answer.get('metadata') if isinstance(answer, dict) else None
    if not isinstance(told, dict) or not told.get('title'):
        raise web.wrong(url, 'a record with a title')
    return _read(told, str(answer.get('doi') or told.get('doi') or ''))


def _read(told: Mapping[str, Any], doi: str) -> Record:
    kind = _type(told.get('resource_type'))
    journal = told.get('journal')
    journal = journal if isinstance(journal, dict) else {}
    meeting = told.get('meeting')
    meeting = meeting if isinstance(meeting, dict) else {}
    fields = {
        'author': joined(_names(told.get('creators'))),
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
        'code': next(_code(told.get('related_identifiers')), ''),
        'publisher': 'Zenodo',
    }
    kept = {name: value for name, value in fields.items() if value}
    return Record(source='Zenodo', type=kind, fields=kept)


def _type(resource: object) -> str:
    told = resource if isinstance(resource, dict) else {}
    return _TYPES.get(str(told.get('subtype')), _TYPES.get(str(told.get('type')), 'misc'))


def _names(creators: object) -> Iterator[str]:
    for one in creators if isinstance(creators, list) else ():
        yield from names_in(str(one.get('name') or ''))


def _code(related: object) -> Iterator[str]:
    for one in related if isinstance(related, list) else ():
        address = str(one.get('identifier') or '')
        if address.startswith(('https://github.com/', 'https://gitlab.com/')):
            yield address.partition('/tree/')[0]

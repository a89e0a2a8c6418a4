"""ORCID: the works of a person, as the person and the publishers have put them there.

https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from sphinx_cv.bib.identifiers import clean_arxiv, clean_doi
from sphinx_cv.commands.records.nested import mapping, mappings
from sphinx_cv.commands.records.record import RawRecord, is_preprint_doi, latex_of
from sphinx_cv.commands.web import NotFoundError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_cv.commands.web import Web

_TYPES = {
    'journal-article': 'article', 'magazine-article': 'article', 'newspaper-article': 'article',
    'conference-paper': 'inproceedings', 'conference-abstract': 'inproceedings',
    'conference-poster': 'poster', 'lecture-speech': 'talk', 'book': 'book',
    'edited-book': 'book', 'book-chapter': 'incollection', 'encyclopedia-entry': 'incollection',
    'dissertation': 'thesis', 'dissertation-thesis': 'thesis', 'report': 'report',
    'working-paper': 'online', 'preprint': 'online', 'data-set': 'dataset', 'software': 'software',
    'patent': 'patent', 'online-resource': 'online', 'website': 'online',
}  # fmt: skip


def fetch_works(orcid: str, web: Web) -> list[RawRecord]:
    """Return what ORCID says in short of every work; it does not name the other authors."""
    url = f'https://pub.orcid.org/v3.0/{orcid}/works'
    answer = web.get_json(url)
    if answer is None:
        raise NotFoundError(f'ORCID does not know {orcid}')
    groups = answer.get('group') if isinstance(answer, dict) else None
    if not isinstance(groups, list):
        raise ServiceError('pub.orcid.org gives a wrong answer (works were expected)')
    return [record for group in groups if (record := read_work(group))]


def read_work(group: Any) -> RawRecord | None:
    """Return what ORCID says of one work, under the best of the numbers that it has."""
    summaries = mappings(group, 'work-summary')
    titled = next((one for one in summaries if _value(one, 'title', 'title')), None)
    if titled is None:
        return None
    numbers = [pair for one in (group, *summaries) for pair in _numbers(one)]
    dois = [number for kind, number in numbers if kind == 'doi']
    published = [doi for doi in dois if not is_preprint_doi(doi)]
    main = next(iter(published or dois), '')
    kind = _TYPES.get(str(titled.get('type')).lower().replace('_', '-'), 'misc')
    if kind == 'online' and published:
        kind = 'article'
    fields = {
        'title': latex_of(_value(titled, 'title', 'title')),
        'date': date_of(titled.get('publication-date')),
        'doi': main,
        'journaltitle': latex_of(_value(titled, 'journal-title')),
        'url': _value(titled, 'url'),
    }
    if kind in {'inproceedings', 'incollection'}:
        fields['booktitle'] = fields.pop('journaltitle')
    for name, number in numbers:
        if name in {'pmid', 'isbn'} and (name == 'pmid' or kind == 'book'):
            fields.setdefault(name, number)
        elif name == 'arxiv':
            fields |= {'eprint': number, 'eprinttype': 'arxiv'}
    others = tuple(('has-preprint', doi) for doi in dois if doi != main)
    return RawRecord.of('ORCID', kind, fields, relations=others)


def _numbers(holder: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in mappings(holder, 'external-ids', 'external-id'):
        relation = str(one.get('external-id-relationship') or 'self').lower().replace('_', '-')
        if relation not in {'self', 'version-of'}:
            continue
        kind = str(one.get('external-id-type') or '').lower()
        text = _value(one, 'external-id-normalized') or str(one.get('external-id-value') or '')
        if kind == 'doi' and (doi := clean_doi(text)):
            yield kind, doi
        elif kind == 'arxiv' and (number := clean_arxiv(text)):
            yield kind, number
        elif kind in {'pmid', 'isbn'} and text:
            yield kind, text


def _value(holder: object, *path: str) -> str:
    value = mapping(holder, *path).get('value')
    return value if isinstance(value, str) else ''


def date_of(value: object) -> str:
    """Return a date of ORCID as EDTF, as far as it is known."""
    parts = (_value(value, name) for name in ('year', 'month', 'day'))
    return '-'.join(part.zfill(2) for part in takewhile(str.isdecimal, parts))

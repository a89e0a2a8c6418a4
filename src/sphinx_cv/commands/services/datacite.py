"""DataCite: the DOIs of data, software, theses and institutional repositories.

https://support.datacite.org/docs/api-get-doi
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.record import (
    Record,
    joined,
    latex_of,
    literal,
    names_in,
    person,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_cv.commands.web import Web

# The prefixes of repositories that everybody uses; for them Crossref need not be asked first.
PREFIXES = ('10.5281/', '10.6084/', '10.5061/', '10.17605/', '10.7910/', '10.4121/', '10.3929/')
_TYPES = {
    'dataset': 'dataset', 'software': 'software', 'journalarticle': 'article', 'preprint': 'online',
    'conferencepaper': 'inproceedings', 'dissertation': 'thesis', 'book': 'book',
    'bookchapter': 'incollection', 'report': 'report', 'conferenceproceeding': 'proceedings',
}  # fmt: skip
_RELATIONS = {
    'ispreviousversionof': 'is-preprint-of', 'ispreprintof': 'is-preprint-of',
    'isnewversionof': 'has-preprint', 'isidenticalto': 'is-same-as', 'isversionof': 'is-version-of',
    'issupplementto': 'is-supplement-to',
}  # fmt: skip
_CODE = ('https://github.com/', 'https://gitlab.com/', 'https://codeberg.org/')


def fetch(doi: str, web: Web) -> Record | None:
    """Return the record of *doi*, None if DataCite does not have it."""
    url = f'https://api.datacite.org/dois/{quote(doi, safe="/")}'
    answer = web.get_json(url)
    if answer is None:
        return None
    data = answer.get('data') if isinstance(answer, dict) else None
    attributes = data.get('attributes') if isinstance(data, dict) else None
    if not isinstance(attributes, dict) or not attributes.get('titles'):
        raise web.wrong(url, 'a record with a title')
    return _read(attributes)


def _read(item: Mapping[str, Any]) -> Record:
    kind = _type(item)
    fields = {
        'author': joined(_names(item.get('creators'))),
        'title': _title(item),
        'date': _date(item),
        'doi': clean_doi(str(item.get('doi') or '')),
        'version': latex_of(item.get('version')),
        'abstract': _abstract(item),
        'code': next((url for url in _addresses(item) if url.startswith(_CODE)), ''),
    }
    fields |= _container_fields(item, kind)
    kept = {name: value for name, value in fields.items() if value}
    return Record(source='DataCite', type=kind, fields=kept, relations=tuple(_relations(item)))


def _type(item: Mapping[str, Any]) -> str:
    types = item.get('types')
    types = types if isinstance(types, dict) else {}
    general = str(types.get('resourceTypeGeneral') or '').lower()
    words = str(types.get('resourceType') or '').lower()
    if general == 'text':
        found = (kind for name, kind in _TYPES.items() if name in words.replace(' ', ''))
        return next(found, 'thesis' if 'thesis' in words else 'misc')
    return _TYPES.get(general, 'misc')


def _container_fields(item: Mapping[str, Any], kind: str) -> dict[str, str]:
    publisher = item.get('publisher')
    told = latex_of(publisher.get('name') if isinstance(publisher, dict) else publisher)
    container = item.get('container')
    container = container if isinstance(container, dict) else {}
    within = latex_of(container.get('title'))
    if kind in {'thesis', 'report'}:
        return {'institution': told, 'type': 'phdthesis' if kind == 'thesis' else 'techreport'}
    if kind == 'online':
        return {'howpublished': told}
    fields = {'publisher': told, 'volume': latex_of(container.get('volume'))}
    fields['number'] = latex_of(container.get('issue'))
    pages = (latex_of(container.get(name)) for name in ('firstPage', 'lastPage'))
    fields['pages'] = '--'.join(filter(None, pages))
    if kind == 'article':
        fields['journaltitle'] = within
    elif kind in {'inproceedings', 'incollection'}:
        fields['booktitle'] = within
    return fields


def _names(creators: object) -> Iterator[str]:
    for one in creators if isinstance(creators, list) else ():
        given, family = str(one.get('givenName') or ''), str(one.get('familyName') or '')
        name = str(one.get('name') or '')
        if given and family:
            yield person(given, family)
        elif one.get('nameType') == 'Organizational':
            yield literal(latex_of(name))
        else:
            yield from names_in(name or family)


def _title(item: Mapping[str, Any]) -> str:
    titles = [one for one in item['titles'] if isinstance(one, dict) and one.get('title')]
    main = next((one for one in titles if not one.get('titleType')), titles[0] if titles else {})
    more = next((one for one in titles if one.get('titleType') == 'Subtitle'), {})
    return ': '.join(filter(None, (latex_of(main.get('title')), latex_of(more.get('title')))))


def _date(item: Mapping[str, Any]) -> str:
    """Return the date on which it was issued; the others are those of the repository's work."""
    dates = item.get('dates')
    for one in dates if isinstance(dates, list) else ():
        if one.get('dateType') == 'Issued':
            return str(one.get('date') or '').partition('T')[0]
    return str(item.get('publicationYear') or '')


def _abstract(item: Mapping[str, Any]) -> str:
    texts = item.get('descriptions')
    for one in texts if isinstance(texts, list) else ():
        if one.get('descriptionType') == 'Abstract':
            return latex_of(one.get('description'))
    return ''


def _addresses(item: Mapping[str, Any]) -> Iterator[str]:
    for one in _related(item):
        yield str(one.get('relatedIdentifier') or '')


def _relations(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in _related(item):
        kind = _RELATIONS.get(str(one.get('relationType') or '').lower())
        if kind and (doi := clean_doi(str(one.get('relatedIdentifier') or ''))):
            yield kind, doi


def _related(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    related = item.get('relatedIdentifiers')
    for one in related if isinstance(related, list) else ():
        if isinstance(one, dict):
            yield one

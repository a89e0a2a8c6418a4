"""DataCite: the DOIs of data, software, theses and institutional repositories.

https://support.datacite.org/docs/api-get-doi
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.nested import mapping, mappings
from sphinx_cv.commands.records.record import (
    RawRecord,
    bibtex_names,
    latex_of,
    literal,
    person,
    split_names,
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


def fetch(doi: str, web: Web) -> RawRecord | None:
    """Return the record of *doi*, None if DataCite does not have it."""
    url = f'https://api.datacite.org/dois/{quote(doi, safe="/")}'
    work = web.get_work(url, 'data', 'attributes', title='titles')
    return _read(work) if work else None


def _read(item: Mapping[str, Any]) -> RawRecord:
    kind = _type(item)
    related = (str(one.get('relatedIdentifier')) for one in mappings(item, 'relatedIdentifiers'))
    fields = {
        'author': bibtex_names(_names(item)),
        'title': _title(item),
        'date': _date(item),
        'doi': clean_doi(str(item.get('doi') or '')),
        'version': latex_of(item.get('version')),
        'abstract': _abstract(item),
        'code': next((url for url in related if url.startswith(_CODE)), ''),
    }
    fields |= _container_fields(item, kind)
    return RawRecord.of('DataCite', kind, fields, relations=tuple(_relations(item)))


def _type(item: Mapping[str, Any]) -> str:
    types = mapping(item, 'types')
    general = str(types.get('resourceTypeGeneral') or '').lower()
    words = str(types.get('resourceType') or '').lower()
    if general == 'text':
        found = (kind for name, kind in _TYPES.items() if name in words.replace(' ', ''))
        return next(found, 'thesis' if 'thesis' in words else 'misc')
    return _TYPES.get(general, 'misc')


def _container_fields(item: Mapping[str, Any], kind: str) -> dict[str, str]:
    publisher = item.get('publisher')
    told = latex_of(publisher.get('name') if isinstance(publisher, dict) else publisher)
    container = mapping(item, 'container')
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


def _names(item: Mapping[str, Any]) -> Iterator[str]:
    for one in mappings(item, 'creators'):
        given, family = str(one.get('givenName') or ''), str(one.get('familyName') or '')
        name = str(one.get('name') or '')
        if given and family:
            yield person(given, family)
        elif one.get('nameType') == 'Organizational':
            yield literal(latex_of(name))
        else:
            yield from split_names(name or family)


def _title(item: Mapping[str, Any]) -> str:
    titles = [one for one in mappings(item, 'titles') if one.get('title')]
    main = next((one for one in titles if not one.get('titleType')), titles[0] if titles else {})
    more = next((one for one in titles if one.get('titleType') == 'Subtitle'), {})
    return ': '.join(filter(None, (latex_of(main.get('title')), latex_of(more.get('title')))))


def _date(item: Mapping[str, Any]) -> str:
    """Return the date on which it was issued; the others are those of the repository's work."""
    for one in mappings(item, 'dates'):
        if one.get('dateType') == 'Issued':
            return str(one.get('date') or '').partition('T')[0]
    return str(item.get('publicationYear') or '')


def _abstract(item: Mapping[str, Any]) -> str:
    texts = mappings(item, 'descriptions')
    found = (one.get('description') for one in texts if one.get('descriptionType') == 'Abstract')
    return latex_of(next(found, ''))


def _relations(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in mappings(item, 'relatedIdentifiers'):
        kind = _RELATIONS.get(str(one.get('relationType') or '').lower())
        if kind and (doi := clean_doi(str(one.get('relatedIdentifier') or ''))):
            yield kind, doi

"""``CITATION.cff`` as a record: the paper that is to be cited, else the software itself.

https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.nested import mapping, mappings
from sphinx_cv.commands.records.record import RawRecord, bibtex_names, latex_of, literal, person
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES = {
    'article': 'article', 'magazine-article': 'article', 'conference-paper': 'inproceedings',
    'conference': 'proceedings', 'proceedings': 'proceedings', 'book': 'book', 'report': 'report',
    'thesis': 'thesis', 'data': 'dataset', 'dataset': 'dataset', 'software': 'software',
    'software-code': 'software', 'unpublished': 'unpublished', 'website': 'online',
    'blog': 'online', 'patent': 'patent',
}  # fmt: skip
_SIMPLE = {
    'title': 'title', 'journal': 'journaltitle', 'collection-title': 'booktitle',
    'volume': 'volume', 'issue': 'number', 'abstract': 'abstract', 'version': 'version',
    'edition': 'edition', 'url': 'url', 'repository-code': 'code', 'isbn': 'isbn', 'issn': 'issn',
}  # fmt: skip


def read_cff(text: str, source: str) -> RawRecord:
    """Read the file."""
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise CommandError(f'{source}: the CITATION.cff cannot be read', Status.UNKNOWN) from error
    if not isinstance(data, dict) or not data.get('title'):
        raise CommandError(f'{source}: the CITATION.cff has no title', Status.UNKNOWN)
    preferred = mapping(data, 'preferred-citation')
    cited = preferred if preferred.get('title') else data
    fields = {ours: _plain(cited.get(name), ours) for name, ours in _SIMPLE.items()}
    kind = _TYPES.get(str(cited.get('type') or 'software'), 'misc')
    if cited is not data:
        fields['code'] = fields['code'] or str(data.get('repository-code') or '')
    fields['author'] = bibtex_names(map(_name, mappings(cited, 'authors')))
    fields['editor'] = bibtex_names(map(_name, mappings(cited, 'editors')))
    fields['doi'] = clean_doi(str(cited.get('doi') or _doi(cited)))
    fields['date'] = _date(cited)
    fields['pages'] = '--'.join(str(cited[n]) for n in ('start', 'end') if cited.get(n))
    fields['publisher'] = _entity(cited.get('publisher'))
    fields['institution'] = _entity(cited.get('institution'))
    if kind == 'inproceedings':
        fields['booktitle'] = fields['booktitle'] or _entity(cited.get('conference'))
    return RawRecord.of(source, kind, fields)


def _plain(value: object, name: str) -> str:
    return str(value or '') if name in {'url', 'code', 'isbn', 'issn'} else latex_of(value)


def _name(one: Mapping[str, Any]) -> str:
    texts = {name: str(value) for name, value in one.items() if value}
    if 'family-names' not in texts:
        return literal(texts.get('name') or texts.get('given-names', ''))
    return person(
        texts.get('given-names', ''),
        texts['family-names'],
        particle=texts.get('name-particle', ''),
        suffix=texts.get('name-suffix', ''),
    )


def _doi(cited: Mapping[str, Any]) -> str:
    numbers = mappings(cited, 'identifiers')
    return next((str(one.get('value')) for one in numbers if one.get('type') == 'doi'), '')


def _entity(value: object) -> str:
    return latex_of(value.get('name') if isinstance(value, dict) else value)


def _date(cited: Mapping[str, Any]) -> str:
    stated = cited.get('date-published') or cited.get('date-released')
    if stated:
        return str(stated)[:10]
    year, month = str(cited.get('year') or ''), str(cited.get('month') or '')
    return f'{year}-{int(month):02}' if year and month.isdecimal() else year

"""CSL-JSON, and the JSON of Crossref that is nearly the same, as records.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.nested import mapping, mappings
from sphinx_cv.commands.records.record import RawRecord, bibtex_names, latex_of, person, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Types of CSL and of Crossref -> those of biblatex.
_TYPES = {
    'journal-article': 'article', 'article-journal': 'article', 'article-magazine': 'article',
    'article-newspaper': 'article', 'review': 'article', 'review-book': 'article',
    'proceedings-article': 'inproceedings', 'paper-conference': 'inproceedings',
    'book-chapter': 'incollection', 'chapter': 'incollection', 'book-part': 'incollection',
    'book-section': 'incollection', 'reference-entry': 'incollection', 'entry': 'incollection',
    'entry-encyclopedia': 'incollection', 'entry-dictionary': 'incollection', 'book': 'book',
    'monograph': 'book', 'edited-book': 'book', 'reference-book': 'book', 'book-set': 'book',
    'proceedings': 'proceedings', 'posted-content': 'online', 'preprint': 'online',
    'article': 'online', 'dissertation': 'thesis', 'thesis': 'thesis', 'report': 'report',
    'report-component': 'report', 'dataset': 'dataset', 'database': 'dataset',
    'software': 'software', 'webpage': 'online', 'post-weblog': 'online', 'post': 'online',
    'patent': 'patent', 'standard': 'misc', 'manuscript': 'unpublished', 'speech': 'unpublished',
}  # fmt: skip
_SERIES = re.compile(
    r'Lecture Notes|Communications in Computer|Advances in Intelligent|Proceedings in|'
    r'Studies in|Contributions to|IFIP Advances|Springer Tracts|Leibniz International|'
    r'Smart Innovation|Methods in Molecular|Topics in',
    re.IGNORECASE,
)
_MEETING = re.compile(
    r'Proceedings|Conference|Workshop|Symposium|\b[A-Z]{3,}(?:-?[A-Z]+)? *[’\']?(?:19|20)?\d\d\b'
)
_ISO = re.compile(r'(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?')
# The dates that say when a work came out, the best first; others say when a record was made.
_DATES = ('published-print', 'published', 'issued', 'published-online', 'posted', 'original-date')
_DEPOSITS = ('created', 'deposited', 'submitted', 'indexed')
_SIMPLE = {
    'volume': 'volume', 'issue': 'number', 'publisher': 'publisher', 'edition': 'edition',
    'edition-number': 'edition', 'publisher-place': 'location', 'publisher-location': 'location',
    'version': 'version', 'abstract': 'abstract', 'article-number': 'eid', 'PMID': 'pmid',
    'PMCID': 'pmcid', 'language': 'language', 'event-place': 'venue', 'genre': 'type',
}  # fmt: skip


def read_csl(item: Mapping[str, Any], source: str) -> RawRecord:
    """Read one item."""
    kind = _type(item)
    fields: dict[str, str] = {}
    for role in ('author', 'editor', 'translator'):
        fields[role] = _names_of(item.get(role))
    fields['title'] = _title(item)
    fields |= _container(item, kind)
    for name, ours in _SIMPLE.items():
        fields[ours] = fields.get(ours) or latex_of(_first(item.get(name)))
    fields['pages'] = latex_of(item.get('page'))
    fields['date'] = _date(item)
    fields['doi'] = clean_doi(str(_first(item.get('DOI')) or ''))
    fields['isbn'] = str(_first(item.get('ISBN')) or '').rpartition('/')[2]
    fields['issn'] = str(_first(item.get('ISSN')) or '').partition(' ')[0].rstrip(',')
    fields['url'] = str(item.get('URL') or '')
    return _settled(item, kind, fields, source)


def _settled(item: Mapping[str, Any], kind: str, fields: dict[str, str], source: str) -> RawRecord:
    """Say what the type alone knows how to say, and what the record does not have."""
    notes = []
    if kind == 'incollection' and _is_meeting(item, fields):
        kind = 'inproceedings'
    if kind in {'thesis', 'report'}:
        fields['institution'] = latex_of(_institution(item)) or fields.get('publisher', '')
        fields.pop('publisher', None)
        fields['type'] = fields.get('type') or ('phdthesis' if kind == 'thesis' else 'techreport')
        fields['number'] = fields.get('number') or latex_of(item.get('report-number'))
    elif kind == 'online':
        fields['howpublished'] = latex_of(_institution(item)) or fields.pop('publisher', '')
        fields.pop('publisher', None)
    if kind != 'report':
        fields = fields if kind == 'thesis' else {k: v for k, v in fields.items() if k != 'type'}
    if not fields['date'] and (year := _deposit(item)):
        notes.append(f'the record has no date of publication; that of its deposit, {year}, is none')
    relations = tuple(_relations(item))
    return RawRecord.of(source, kind, fields, relations=relations, notes=tuple(notes))


def _type(item: Mapping[str, Any]) -> str:
    given = str(item.get('type') or '')
    if item.get('subtype') == 'preprint':
        return 'online'
    kind = _TYPES.get(given, 'misc')
    # "article" is a preprint to CSL 1.0.2, and to many sources simply an article.
    return 'article' if given == 'article' and item.get('volume') else kind


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value


def _all(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]


def _title(item: Mapping[str, Any]) -> str:
    title = latex_of(_first(item.get('title')))
    subtitle = latex_of(_first(item.get('subtitle')))
    if not subtitle or subtitle.lower() in title.lower():
        return title
    return f'{title} {subtitle}' if title.endswith(tuple('?!:.')) else f'{title}: {subtitle}'


def _container(item: Mapping[str, Any], kind: str) -> dict[str, str]:
    """Return what the work is in: the journal; the book and its series; the event in need."""
    names = [latex_of(name) for name in _all(item.get('container-title'))]
    event = item.get('event')
    told = event.get('name') if isinstance(event, dict) else event
    event_title = latex_of(item.get('event-title') or told)
    if kind == 'article':
        return {'journaltitle': names[0] if names else ''}
    if kind not in {'inproceedings', 'incollection'}:
        series = latex_of(_first(item.get('collection-title')))
        return {'series': series or (names[0] if names and kind == 'book' else '')}
    books = [name for name in names if not _SERIES.match(name)]
    series = next((name for name in names if _SERIES.match(name)), '')
    series = series or latex_of(_first(item.get('collection-title')))
    book = books[-1] if books else event_title or series
    return {
        'booktitle': book,
        'series': series if series != book else '',
        'eventtitle': event_title if event_title != book else '',
    }


def _is_meeting(item: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    return bool(item.get('event') or _MEETING.search(fields.get('booktitle', '')))


def _institution(item: Mapping[str, Any]) -> object:
    place = _first(item.get('institution'))
    return place.get('name') if isinstance(place, dict) else place


def _names_of(value: object) -> str:
    return bibtex_names(name for one in mappings(value) for name in _names(one))


def _names(one: Mapping[str, Any]) -> list[str]:
    texts = {name: ' '.join(text.split()) for name, text in one.items() if isinstance(text, str)}
    given, family = texts.get('given', ''), texts.get('family', '')
    if not family:
        return split_names(texts.get('literal') or texts.get('name') or given)
    if not given or ';' in family:
        return split_names(family)
    if len(ending := split_names(family)) > 1:  # "Doe et al."
        return [f'{ending[0]}, {given}', *ending[1:]]
    particle = texts.get('non-dropping-particle') or texts.get('dropping-particle', '')
    return [person(given, family, particle=particle, suffix=texts.get('suffix', ''))]


def _date(item: Mapping[str, Any]) -> str:
    return next((found for name in _DATES if (found := _edtf(item.get(name)))), '')


def _edtf(value: object) -> str:
    """Return a date of CSL as EDTF; a range is its beginning."""
    if not isinstance(value, dict):
        match = _ISO.match(str(value or ''))
        return '-'.join(f'{int(part):02}' for part in match.groups() if part) if match else ''
    parts = _first(value.get('date-parts'))
    if isinstance(parts, list) and parts and str(parts[0] or '').isdecimal():
        numbers = [int(part) for part in parts if str(part or '').isdecimal()]
        return '-'.join(f'{n:04}' if i == 0 else f'{n:02}' for i, n in enumerate(numbers))
    return _edtf(value.get('raw') or value.get('literal'))


def _deposit(item: Mapping[str, Any]) -> str:
    return next((found[:4] for name in _DEPOSITS if (found := _edtf(item.get(name)))), '')


def _relations(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, targets in mapping(item, 'relation').items():
        for target in mappings(targets if isinstance(targets, list) else [targets]):
            if doi := clean_doi(str(target.get('id') or '')):
                yield str(kind), doi

"""Papers -> CSL-JSON, which pandoc, Zotero and every citation processor read.

Specification: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_cv.formatting.facts import (
    SEASON_MONTHS,
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
from sphinx_cv.model import Markup, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model import Inline, Paper, Person, Rich
    from sphinx_cv.model.dates import PartialDate

Json = str | int | list['Json'] | dict[str, 'Json']

TYPES = {
    'article': 'article-journal',
    'conference': 'paper-conference',
    'chapter': 'chapter',
    'book': 'book',
    'thesis': 'thesis',
    'report': 'report',
    'preprint': 'article',
    'patent': 'patent',
    'dataset': 'dataset',
    'software': 'software',
    'online': 'webpage',
    'talk': 'speech',
    'manuscript': 'manuscript',
    'other': 'document',
}
# The few tags that CSL processors take from JSON.
_TAGS = {
    'emphasis': ('<i>', '</i>'),
    'strong': ('<b>', '</b>'),
    'subscript': ('<sub>', '</sub>'),
    'superscript': ('<sup>', '</sup>'),
    'small-caps': ('<span style="font-variant:small-caps;">', '</span>'),
}
# CSL variable -> the fields that have it, the first that is there.
_VARIABLES = {
    'event-title': ('eventtitle',),
    'collection-title': ('series',),
    'volume': ('volume',),
    'edition': ('edition',),
    'chapter-number': ('chapter',),
    'number-of-volumes': ('volumes',),
    'publisher-place': ('location',),
    'event-place': ('venue',),
    'version': ('version',),
    'title-short': ('shorttitle',),
    'container-title-short': ('shortjournal',),
    'note': ('note',),
    'abstract': ('abstract',),
}
_IDENTIFIERS = {'DOI': 'doi', 'ISBN': 'isbn', 'ISSN': 'issn', 'PMID': 'pmid', 'PMCID': 'pmcid'}


def csl_json(papers: Iterable[Paper]) -> str:
    """Return *papers* as one JSON array, one of them in each line."""
    lines = ',\n'.join(json.dumps(item(paper), ensure_ascii=False) for paper in papers)
    # JSON may stand inside a page; this spelling of "<" cannot open a tag there.
    return f'[\n{lines}\n]\n'.replace('<', '\\u003c')


def item(paper: Paper) -> dict[str, Json]:
    """Return one paper by CSL's variables."""
    kind = work(paper)
    found: dict[str, Json] = {'id': paper.key, 'type': TYPES[kind], 'title': _rich(paper.title)}
    found |= {'author': _people(paper.authors), 'editor': _people(paper.editors)}
    found |= {'translator': _people(paper.translators)}
    found |= {'container-author': _people(paper.book_authors)}
    found |= {'issued': _date(paper), 'status': paper.state, 'container-title': container(paper)}
    found |= {name: one_line(paper.text(*fields)) for name, fields in _VARIABLES.items()}
    found |= {
        'page': '-'.join(part for part in pages(paper) if part),
        'keyword': ', '.join(keywords(paper)),
    }
    found |= {name: paper.identifiers.get(known, '') for name, known in _IDENTIFIERS.items()}
    found |= {'language': language(paper), 'URL': web_address(paper)}
    found |= _number(paper, kind) | _publisher(paper, kind)
    return {name: value for name, value in found.items() if value}


def _number(paper: Paper, kind: str) -> dict[str, Json]:
    number = paper.text('number', 'issue')
    if kind == 'article':
        return {'issue': number, 'number': paper.text('eid')}
    if kind == 'preprint':
        archive, digits = eprint(paper)
        return {'number': f'{archive}:{digits}' if digits else ''}
    return {'collection-number' if paper.text('series') else 'number': number}


def _publisher(paper: Paper, kind: str) -> dict[str, Json]:
    if kind == 'preprint':
        return {'publisher': eprint(paper).archive}
    genre = subtype(paper) if kind in {'thesis', 'report'} else ''
    return {
        'genre': genre,
        'publisher': one_line(paper.text('publisher', 'institution', 'organization')),
    }


def _rich(rich: Rich) -> str:
    return one_line(''.join(map(_inline, rich)))


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.value
    if isinstance(inline, Markup):
        before, after = _TAGS.get(inline.kind, ('', ''))
        return before + ''.join(map(_inline, inline.children)) + after
    return inline.latex


def _people(people: Iterable[Person]) -> list[Json]:
    return [_person(person) for person in people]


def _person(person: Person) -> dict[str, Json]:
    if person.literal:
        return {'literal': person.family}
    parts: dict[str, Json] = {
        'family': person.family,
        'given': person.given,
        'non-dropping-particle': person.prefix,
        'suffix': person.suffix,
    }
    return {name: value for name, value in parts.items() if value}


def _date(paper: Paper) -> dict[str, Json]:
    date: PartialDate | None = paper.issued
    if date is None:
        is_text = paper.date_text and not paper.is_unpublished
        return {'literal': paper.date_text} if is_text else {}
    parts: list[Json] = [date.year]
    if 1 <= date.month <= 12:
        parts += [date.month, *([date.day] if date.day else [])]
    season: dict[str, Json] = {'season': date.month - 20} if date.month in SEASON_MONTHS else {}
    circa: dict[str, Json] = {'circa': 1} if date.qualifier else {}
    return {'date-parts': [parts], **season, **circa}

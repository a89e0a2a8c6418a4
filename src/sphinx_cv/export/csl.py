"""Papers -> CSL-JSON, which pandoc, Zotero and every citation processor read.

Specification: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import Markup, Text
from sphinx_cv.model.dates import SEASON_MONTHS
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.formatting.record import Record
    from sphinx_cv.model import Inline, Paper, Person, Rich
    from sphinx_cv.model.dates import PartialDate

Json = str | int | list['Json'] | dict[str, 'Json']

# The few tags that CSL processors take from JSON.
_TAGS = {
    'emphasis': ('<i>', '</i>'),
    'strong': ('<b>', '</b>'),
    'subscript': ('<sub>', '</sub>'),
    'superscript': ('<sup>', '</sup>'),
    'small-caps': ('<span style="font-variant:small-caps;">', '</span>'),
}


def csl_json(papers: Iterable[Paper]) -> str:
    """Return *papers* as one JSON array, one of them in each line."""
    lines = ',\n'.join(json.dumps(item(paper), ensure_ascii=False) for paper in papers)
    # JSON may stand inside a page; this spelling of "<" cannot open a tag there.
    return f'[\n{lines}\n]\n'.replace('<', '\\u003c')


def item(paper: Paper) -> dict[str, Json]:
    """Return one paper by CSL's variables."""
    record = record_of(paper)
    kind, texts = record.type.csl or record.work.csl, record.row('csl')
    found: dict[str, Json] = {'id': paper.key, 'type': kind, 'title': _rich(paper.title)}
    found |= {'author': _persons(paper.authors), 'editor': _persons(paper.editors)}
    found |= {'translator': _persons(paper.translators)}
    found |= {'container-author': _persons(paper.book_authors)}
    found |= {'issued': _date(paper), 'status': paper.state, 'container-title': record.container}
    found |= {'event-title': texts.pop('event-title'), 'collection-title': record.text('series')}
    found |= texts
    found |= {
        'page': '-'.join(part for part in (record.first_page, record.last_page) if part),
        'keyword': ', '.join(record.keywords),
    }
    found |= record.row('csl', identifiers=True)
    found |= {'language': record.language, 'URL': record.url}
    found |= _number(record) | {'genre': _genre(record), 'publisher': record.house}
    return {name: value for name, value in found.items() if value}


def _number(record: Record) -> dict[str, Json]:
    number = record.text('number', 'issue')
    if record.kind == 'article':
        return {'issue': number, 'number': record.text('eid')}
    if record.is_preprint:
        return {'number': record.numbered}
    return {'collection-number' if record.text('series') else 'number': number}


def _genre(record: Record) -> str:
    return record.subtype if record.kind in {'thesis', 'report'} else ''


def _rich(rich: Rich) -> str:
    return one_line(''.join(map(_inline, rich)))


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.value
    if isinstance(inline, Markup):
        before, after = _TAGS.get(inline.kind, ('', ''))
        return before + ''.join(map(_inline, inline.children)) + after
    return inline.latex


def _persons(people: Iterable[Person]) -> list[Json]:
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

"""Papers -> CSL-JSON, which pandoc, Zotero and every citation processor read.

Specification: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from sphinx_cv.export.collection import anew
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import Markup, Person, Text
from sphinx_cv.model.dates import SEASON_MONTHS, DateRange
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.tables import nonempty
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.export.collection import Keep
    from sphinx_cv.formatting.record import Record
    from sphinx_cv.model import Inline, Paper, Rich
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

# Kinds of works that are in a book, which may be an issue of a journal.
_IN_BOOKS = frozenset({'conference', 'chapter'})
# A year before ours as EDTF counts them: there is a year 0.
_BEFORE_US = regex(r'(-\d{4})(?:-(\d\d))?(?:-(\d\d))?[?~%]?')

_VERSION = regex(r'\dv(\d+)$')

# Fields with a date besides that of publication -> CSL's variables.
_DATES = {'eventdate': 'event-date', 'origdate': 'original-date', 'urldate': 'accessed'}
_ENCODER = json.JSONEncoder(ensure_ascii=False)  # dumps() would make one for each paper


def csl_json(papers: Iterable[Paper], kept: Keep = anew) -> str:
    """Return *papers* as one JSON array, one of them in each line."""
    lines = ',\n'.join(kept(paper, partial(_line, paper)) for paper in papers)
    # JSON may stand inside a page; this spelling of "<" cannot open a tag there.
    return f'[\n{lines}\n]\n'.replace('<', '\\u003c')


def _line(paper: Paper) -> str:
    return _ENCODER.encode(item(paper))


def item(paper: Paper) -> dict[str, Json]:
    """Return one paper by CSL's variables."""
    record = record_of(paper)
    title, container, volume_title = _titles(record)
    kind = _type(record)
    pages = '-'.join(filter(None, (record.first_page, record.last_page)))
    found: dict[str, Json] = {
        'id': paper.key,
        'type': kind,
        'title': title,
        **_people(record),
        **_dates(record),
        'status': paper.state,
        'container-title': container,
        'volume-title': volume_title,
        **_fields(record),
        **_volume(record),
        'page': pages or record.text('pages'),
        'keyword': ', '.join(record.keywords),
        **record.row('csl', identifiers=True),
        'note': _note(record, volume_title),
        'language': record.language,
        'URL': record.url,
        **_number(record),
        'genre': _genre(record),
        'authority' if kind == 'legal_case' else 'publisher': record.issuer,
    }
    return nonempty(found)


def _people(record: Record) -> Mapping[str, Json]:
    paper, hands = record.paper, record.hands
    found = {'author': _persons(record.signed)}
    found |= {name: _persons(people) for name, people in hands.items()}
    found['editor'] = _persons(hands.get('editor', ()))
    found['container-author'] = _persons(paper.book_authors)
    if paper.and_others:
        # A list of one name would say that there was one author; processors print "& others".
        name = 'author' if paper.authors else 'editor'
        found[name] = [*found[name], _person(Person(family='others', literal=True))]
    return found


def _fields(record: Record) -> dict[str, Json]:
    """Return the fields that stand in the table, the series and the short name of a journal."""
    texts = record.row('csl', more=_version(record))
    short = record.container and record.container == record.text('fjournal')
    return {
        'event-title': texts.pop('event-title', ''),
        'collection-title': _series(record),
        **({'container-title-short': record.text('journaltitle')} if short else {}),
        **texts,
    }


def _type(record: Record) -> str:
    """Return CSL's type; a program is a book with a version, by which Zotero knows it."""
    if record.kind == 'software' and not record.text('version'):
        return 'document'
    return record.type.csl or record.work.csl


def _titles(record: Record) -> tuple[str, str, str]:
    """Return the title, that of the work it is in, and that of the volume, if the work has some."""
    title, whole = _title(record), record.whole
    issue = record.text('issuetitle')
    if issue:
        is_part = record.paper.type != 'periodical'
        return (title, record.container, issue) if is_part else (issue, title, '')
    if not whole or whole == record.container:
        return title, record.container, ''
    is_volume = bool(record.text('volume'))
    if not record.container:
        is_part = record.kind == 'book'
        return (whole, '', title) if is_part and is_volume else (_joined(whole, title), '', '')
    if is_volume:
        return title, whole, record.container
    return title, _joined(whole, record.container), ''


def _joined(whole: str, title: str) -> str:
    return f'{whole}: {title}'


def _title(record: Record) -> str:
    """Return the title with all that is said of it."""
    title, more = _rich(record.paper.title), _rich(record.paper.rich('titleaddon'))
    return f'{title}. {more}' if more and more != title else title


def _series(record: Record) -> str:
    """Return the series, or the journal in which a book or proceedings came out."""
    journal = record.text('fjournal', 'journaltitle') if record.kind in _IN_BOOKS else ''
    return record.text('series') or ('' if journal == record.container else journal)


def _volume(record: Record) -> dict[str, Json]:
    volume, part = record.text('volume'), record.text('part')
    return {'volume': f'{volume}.{part}'} if volume and part else {'part-number': part}


def _version(record: Record) -> dict[str, str]:
    """Return the version of a preprint that stands behind its number, which is the same for all."""
    is_open = record.is_preprint and not record.text('version')
    match = _VERSION.search(record.text('eprint')) if is_open else None
    return {'version': match[1]} if match else {}


def _number(record: Record) -> dict[str, Json]:
    number, article = record.issue, record.article_number
    if record.kind == 'article':
        return {'issue': number, 'number': article}
    if record.is_preprint:
        return {'number': record.numbered}
    if record.text('series') and number and record.kind != 'report':
        return {'collection-number': number}
    # Where a paper in a book has a "number", styles print that and not its pages.
    if not record.work.container:
        return {'number': number}
    return {'issue': number, 'number': '' if record.first_page else article}


def _note(record: Record, volume_title: str) -> str:
    """Return the note, and as lines of it what Zotero knows in this form alone.

    That is the number of a published preprint, and the title of a volume, with which it cites.
    """
    is_cited = volume_title and record.kind != 'article'  # there it is that of an issue
    volume = f'volume-title: {volume_title}' if is_cited else ''
    return '\n'.join(part for part in (record.note, record.also_numbered, volume) if part)


def _genre(record: Record) -> str:
    if record.type.genre:
        return record.subtype or record.type.genre
    return '' if record.work.container else record.subtype


def _rich(rich: Rich) -> str:
    return one_line(''.join(map(_inline, rich)))


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.value
    if isinstance(inline, Markup):
        before, after = _TAGS.get(inline.kind, ('', ''))
        return before + ''.join(map(_inline, inline.children)) + after
    return inline.text or inline.latex


def _persons(people: Iterable[Person]) -> list[Json]:
    return [*map(_person, people)]


@lru_cache(maxsize=2**14)
def _person(person: Person) -> dict[str, Json]:
    if person.literal:
        return {'literal': person.family}
    # Zotero knows neither particles nor suffixes; processors print a whole family name alike.
    family = ' '.join(part for part in (person.prefix, person.family) if part)
    parts: dict[str, Json] = {'family': family, 'given': person.given, 'suffix': person.suffix}
    return {name: value for name, value in parts.items() if value}


def _dates(record: Record) -> dict[str, Json]:
    """Return the date of publication, and those of the event, the original and a visit."""
    found: dict[str, Json] = {'issued': _issued(record)}
    fields = record.paper.fields
    for field in filter(fields.__contains__, _DATES):
        with suppress(ValueError):
            dates = DateRange.parse(fields[field].strip('{}'))
            found[_DATES[field]] = _date(dates.start, dates.end)
    return found


def _issued(record: Record) -> dict[str, Json]:
    paper, written = record.paper, record.paper.fields.get('date', '')
    if record.date is None:
        is_text = paper.date_text and not paper.is_unpublished
        return _before_us(written) or ({'literal': paper.date_text} if is_text else {})
    with suppress(ValueError):
        if '/' in written:
            dates = DateRange.parse(written)
            return _date(dates.start, dates.end)
    return _date(record.date)


def _before_us(written: str) -> dict[str, Json]:
    """Return a date before our era, whose years CSL counts without a year 0; {} for any other."""
    found = [_BEFORE_US.fullmatch(end) for end in written.split('/') if end]
    ends: list[Json] = [
        [int(end[1]) - 1, *(int(part) for part in end.groups()[1:] if part)] for end in found if end
    ]
    return {'date-parts': ends} if ends and len(ends) == len(found) else {}


def _date(start: PartialDate, end: PartialDate | None = None) -> dict[str, Json]:
    """Return a date or a range; of an open range, which CSL lacks, the beginning."""
    season: dict[str, Json] = {'season': start.month - 20} if start.month in SEASON_MONTHS else {}
    circa: dict[str, Json] = {'circa': 1} if start.qualifier else {}
    parts: list[Json] = [_parts(start), *([_parts(end)] if end and end != start else [])]
    return {'date-parts': parts, **season, **circa}


def _parts(date: PartialDate) -> list[Json]:
    month, day = (date.month, date.day) if 1 <= date.month <= 12 else (0, 0)
    return [date.year, *([month] if month else []), *([day] if day else [])]

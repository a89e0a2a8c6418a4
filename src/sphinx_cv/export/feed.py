"""Papers and news -> an Atom feed, which feed readers watch.

Specification: https://www.rfc-editor.org/rfc/rfc4287. Nothing in it depends on the time or place of
the build: ids are made of the owner's name and the paper's key, dates are those of the papers.
"""

from __future__ import annotations

import uuid
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from sphinx_cv.formatting.bylines import MANY_PEOPLE
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.dates import SEASON_MONTHS
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.text import one_line, plain_text
from sphinx_cv.model.words import _, comma

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.export.collection import Collection
    from sphinx_cv.model import Entry, Paper
    from sphinx_cv.model.dates import PartialDate

ATOM = 'http://www.w3.org/2005/Atom'
LIMIT = 100  # a feed tells what is new; all papers are in the other exports
_NAMESPACE = uuid.UUID('5f0bf3a9-6f0c-5d3e-9d0e-0e6f5c4e7a11')


class Item(NamedTuple):
    """One entry of the feed; *name* makes its id, *updated* is a time of RFC 3339."""

    name: str
    updated: str
    title: str
    summary: str
    url: str
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


def feed(collection: Collection) -> str:
    """Return the newest papers and news; without a date, which Atom demands, they are left out."""
    found = dict(_dated(collection))
    newest = sorted(found, key=lambda name: (found[name].updated, name), reverse=True)[:LIMIT]
    items = [found[name].item(name, found[name].updated) for name in newest]
    name = collection.owner.name or collection.group or _('Unknown')
    owner = collection.owner.name or 'Unknown'  # in ids, which are the same in each language
    root = ET.Element('feed', {'xmlns': ATOM})
    _text(root, 'id', _urn(owner, 'feed'))
    _text(root, 'title', _('{owner}: papers and news').format(owner=name))
    _text(root, 'updated', items[0].updated if items else timestamp(None))
    _text(ET.SubElement(root, 'author'), 'name', name)
    ET.SubElement(root, 'link', {'rel': 'self', 'href': f'{collection.url}feed.xml'})
    ET.SubElement(
        root, 'link', {'rel': 'alternate', 'type': 'text/html', 'href': collection.url or './'}
    )
    for item in items:
        _append(root, item, owner)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def timestamp(date: PartialDate | None) -> str:
    """Return the first moment of *date* as RFC 3339 has it."""
    if date is None:
        return '1970-01-01T00:00:00Z'
    month = SEASON_MONTHS.get(date.month, date.month) or 1
    return f'{date.year:04}-{month:02}-{date.day or 1:02}T00:00:00Z'


class _Dated(NamedTuple):
    """When something became known, and what makes it an item: most of it is too old to be one."""

    updated: str
    item: Callable[[str, str], Item]


def _dated(collection: Collection) -> Iterator[tuple[str, _Dated]]:
    """Yield names of items, and what these are made of."""
    for entry in collection.entries:
        if KINDS[entry.kind].feed and entry.dates:
            date, make = entry.dates[0].start, partial(_news, entry, collection.place(entry))
            yield f'{entry.kind}:{entry.key}:{date}', _Dated(timestamp(date), make)
    for paper in collection.papers:
        if paper.date:
            make = partial(_paper, paper, collection.page(paper))
            yield f'paper:{paper.key}', _Dated(timestamp(paper.date), make)


def _news(entry: Entry, url: str, name: str, updated: str) -> Item:
    where = (o.said(entry.fields) for o in KINDS[entry.kind].where if o.name != 'unit')
    return Item(
        name,
        updated,
        _(KINDS[entry.kind].feed).format(entry.title),
        comma().join(filter(None, where)),
        url or entry.fields.get('url', ''),
    )


def _paper(paper: Paper, url: str, name: str, updated: str) -> Item:
    record = record_of(paper)
    return Item(
        name,
        updated,
        record.title,
        record.summary or plain_text(record.venue),
        url or record.url,
        tuple(person.name for person in paper.authors[:MANY_PEOPLE]),
        paper.keywords,
    )


def _append(root: ET.Element, item: Item, owner: str) -> None:
    entry = ET.SubElement(root, 'entry')
    _text(entry, 'id', _urn(owner, item.name))
    _text(entry, 'title', item.title)
    _text(entry, 'updated', item.updated)
    _text(entry, 'published', item.updated)
    for name in item.authors:
        _text(ET.SubElement(entry, 'author'), 'name', name)
    for word in item.keywords:
        ET.SubElement(entry, 'category', {'term': one_line(word)})
    if item.url:
        ET.SubElement(entry, 'link', {'rel': 'alternate', 'href': item.url})
    # An entry without a link must carry its content.
    _text(entry, 'summary' if item.url else 'content', item.summary or item.title)


def _text(parent: ET.Element, name: str, text: str) -> None:
    # Plain text is the default type: a reader must not take anything in it for markup.
    ET.SubElement(parent, name).text = one_line(text)


def _urn(owner: str, name: str) -> str:
    return f'urn:uuid:{uuid.uuid5(_NAMESPACE, f"{owner}/{name}")}'

"""A paper -> the COinS of its row in a list: an OpenURL ContextObject, from which Zotero imports.

Specification: ANSI/NISO Z39.88-2004; COinS puts one into the title of an empty
``<span class="Z3988">``: https://archive.org/details/ocoins-info
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from sphinx_cv.export.highwire import inverted_name
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.formatting.record import Record
    from sphinx_cv.model import Paper

# A list of the papers of a collaboration would weigh megabytes; their own pages name everybody.
MOST_PEOPLE = 50
# Keys that only the format of journals has, or only that of books.
_OF_ARTICLES, _NOT_OF_ARTICLES = {'issue'}, {'series', 'tpages'}
# The namespaces of identifiers.
_NAMESPACES = {'doi': 'info:doi/', 'pmid': 'info:pmid/', 'isbn': 'urn:isbn:'}


def coins(paper: Paper, *, page_url: str = '') -> str:
    """Return the ContextObject: pairs joined by "&", the values encoded as in a URL's query."""
    return '&'.join([
        f'{key}={text}'
        for key, value in _pairs(record_of(paper), page_url)
        if value and (text := _encoded(value))
    ])  # fmt: skip


@lru_cache(maxsize=2**12)  # people and venues stand in many papers
def _encoded(value: str) -> str:
    # The keys of the format are compared letter by letter, so ":" and "/" stay encoded throughout.
    return quote_plus(one_line(value), safe=',')


def _pairs(record: Record, page_url: str) -> Iterator[tuple[str, str]]:
    matrix, genre, title = record.work.openurl
    is_dublin_core = matrix == 'dc'
    yield 'ctx_ver', 'Z39.88-2004'
    yield 'rft_val_fmt', f'info:ofi/fmt:kev:mtx:{matrix}'
    for name, namespace in _NAMESPACES.items():
        for number in filter(None, record.text(name).split(', ')):
            yield 'rft_id', namespace + number
    yield 'rft_id', page_url or ('' if record.text('doi') else record.url)
    # Zotero keeps the last address and knows no number of arXiv, which it has with this one.
    arxiv = record.text('arxiv')
    yield 'rft_id', FIELDS['arxiv'].resolver.format(arxiv) if arxiv else ''
    kind = (record.type.zotero or genre) if is_dublin_core else genre
    yield 'rft.type' if is_dublin_core else 'rft.genre', kind
    yield f'rft.{title}', record.title
    if is_dublin_core:
        yield 'rft.source', record.archive or record.container
    else:
        yield ('rft.jtitle' if record.kind == 'article' else 'rft.btitle'), record.container
        yield from _details(record)
    # Authors are whole, for Zotero doubles a first author who comes in parts as well.
    people = record.signed[:MOST_PEOPLE]
    key = 'creator' if is_dublin_core else 'au'
    yield from ((f'rft.{key}', inverted_name(person)) for person in people)
    # The format has no editors; Zotero reads this key, which Dublin Core has, in all of them.
    editors = record.paper.editors[:MOST_PEOPLE]
    yield from (('rft.contributor', inverted_name(person)) for person in editors)
    if is_dublin_core:
        yield 'rft.identifier', record.url
    yield 'rft.date', record.issued


def _details(record: Record) -> Iterator[tuple[str, str]]:
    absent = _NOT_OF_ARTICLES if record.kind == 'article' else _OF_ARTICLES
    details = record.row('openurl').items()
    yield from ((f'rft.{name}', text) for name, text in details if name not in absent)
    first, last = record.begins, record.last_page
    yield 'rft.pages', '-'.join(part for part in (first, last) if part)
    yield from (('rft.spage', first), ('rft.epage', last))
    numbers = record.row('openurl', identifiers=True)
    yield from ((f'rft.{name}', text.partition(', ')[0]) for name, text in numbers.items())
    if record.kind == 'patent':
        yield from (('rft.number', record.text('number')), ('rft.assignee', record.publisher))
    elif record.kind == 'thesis':
        yield from (('rft.inst', record.publisher), ('rft.degree', record.subtype))
    else:
        yield 'rft.pub', record.publisher

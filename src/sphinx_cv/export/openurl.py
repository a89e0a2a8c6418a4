"""A paper -> the COinS of its row in a list: an OpenURL ContextObject, from which Zotero imports.

Specification: ANSI/NISO Z39.88-2004; COinS puts one into the title of an empty
``<span class="Z3988">``: https://archive.org/details/ocoins-info
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from sphinx_cv.export.highwire import inverted_name
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
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
    pairs = _pairs(record_of(paper), page_url)
    return '&'.join([f'{key}={value.translate(_ENCODED)}' for key, value in pairs if value])


class _Encoded(dict[int, str]):
    """The forms of characters in a query, each worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # The keys of the format are compared letter by letter, so ":" and "/" are encoded, too.
        found = self[code] = quote_plus(chr(code), safe=',')
        return found


_ENCODED = _Encoded()


def _pairs(record: Record, page_url: str) -> list[tuple[str, str]]:
    matrix = record.work.openurl[0]
    is_dublin_core = matrix == 'dc'
    # Authors are whole, for Zotero doubles a first author who comes in parts as well.
    author = 'rft.creator' if is_dublin_core else 'rft.au'
    # The format has no editors; Zotero reads this key, which Dublin Core has, in all of them.
    editors = record.paper.editors[:MOST_PEOPLE]
    return [
        ('ctx_ver', 'Z39.88-2004'),
        ('rft_val_fmt', f'info:ofi/fmt:kev:mtx:{matrix}'),
        *[('rft_id', address) for address in _addresses(record, page_url)],
        *(_in_dublin_core(record) if is_dublin_core else _in_details(record)),
        *[(author, inverted_name(person)) for person in record.signed[:MOST_PEOPLE]],
        *[('rft.contributor', inverted_name(person)) for person in editors],
        ('rft.identifier', one_line(record.url) if is_dublin_core else ''),
        ('rft.date', record.issued),
    ]


def _addresses(record: Record, page_url: str) -> list[str]:
    """Return the numbers of the paper as addresses, and where it is."""
    numbers = [
        f'{_NAMESPACES[name]}{number}'
        for name in _NAMESPACES
        for number in record.text(name).split(', ')
        if number
    ]
    address = page_url or ('' if record.text('doi') else one_line(record.url))
    arxiv = record.text('arxiv')
    # Zotero keeps the last address and knows no number of arXiv, which it has with this one.
    last = FIELDS['arxiv'].resolver.format(arxiv) if arxiv else ''
    return [*numbers, address, last]


def _in_dublin_core(record: Record) -> list[tuple[str, str]]:
    _matrix, genre, title = record.work.openurl
    return [
        ('rft.type', record.type.zotero or genre),
        (f'rft.{title}', record.title),
        ('rft.source', record.archive or record.container),
    ]


def _in_details(record: Record) -> list[tuple[str, str]]:
    """Return all that the formats of journals and books have, and Dublin Core has not."""
    _matrix, genre, title = record.work.openurl
    is_article = record.kind == 'article'
    absent = _NOT_OF_ARTICLES if is_article else _OF_ARTICLES
    first, last = record.begins, record.last_page
    numbers = record.row('openurl', identifiers=True)
    return [
        ('rft.genre', genre),
        (f'rft.{title}', record.title),
        ('rft.jtitle' if is_article else 'rft.btitle', record.container),
        *[
            (f'rft.{name}', text)
            for name, text in record.row('openurl').items()
            if name not in absent
        ],
        ('rft.pages', f'{first}-{last}' if first and last else first or last),
        ('rft.spage', first),
        ('rft.epage', last),
        *[(f'rft.{name}', text.partition(', ')[0]) for name, text in numbers.items()],
        *_from(record),
    ]


def _from(record: Record) -> list[tuple[str, str]]:
    """Return who made it public, by the key of its kind, and what else that kind has."""
    if record.kind == 'patent':
        return [('rft.number', record.text('number')), ('rft.assignee', record.publisher)]
    if record.kind == 'thesis':
        return [('rft.inst', record.publisher), ('rft.degree', record.subtype)]
    return [('rft.pub', record.publisher)]

"""A paper -> the COinS of its row in a list: an OpenURL ContextObject, from which Zotero imports.

Specification: ANSI/NISO Z39.88-2004; COinS puts one into the title of an empty
``<span class="Z3988">``: https://archive.org/details/ocoins-info
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from sphinx_cv.export.highwire import inverted_name
from sphinx_cv.formatting.facts import container, eprint, iso_date, one_line, pages, subtype, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model import Paper, Person

# Kind of work -> the matrix of its metadata, its genre there, and the key of its title.
FORMATS = {
    'article': ('journal', 'article', 'atitle'),
    'conference': ('book', 'proceeding', 'atitle'),
    'chapter': ('book', 'bookitem', 'atitle'),
    'book': ('book', 'book', 'btitle'),
    'report': ('book', 'report', 'btitle'),
    'thesis': ('dissertation', '', 'title'),
    'patent': ('patent', '', 'title'),
}
# For all others there is Dublin Core, whose types are named as Zotero names them.
TYPES = {
    'preprint': 'preprint',
    'software': 'computerProgram',
    'dataset': 'dataset',
    'talk': 'presentation',
    'manuscript': 'manuscript',
    'online': 'webpage',
    'other': 'document',
}
# A list of the papers of a collaboration would weigh megabytes; their own pages name everybody.
MANY_AUTHORS = 50
_FIELDS = {'volume': 'volume', 'issue': 'number', 'edition': 'edition', 'place': 'location'}
_IDENTIFIERS = {'doi': 'info:doi/', 'pmid': 'info:pmid/', 'isbn': 'urn:isbn:'}


def coins(paper: Paper, *, page_url: str = '') -> str:
    """Return the ContextObject: pairs joined by "&", the values encoded as in a URL's query."""
    pairs = ((key, one_line(value)) for key, value in _pairs(paper, page_url))
    # The keys of the format are compared letter by letter, so ":" and "/" stay encoded throughout.
    return '&'.join(f'{key}={quote_plus(value, safe=",")}' for key, value in pairs if value)


def _pairs(paper: Paper, page_url: str) -> Iterator[tuple[str, str]]:
    kind = work(paper)
    matrix, genre, title = FORMATS.get(kind, ('dc', '', 'title'))
    yield 'ctx_ver', 'Z39.88-2004'
    yield 'rft_val_fmt', f'info:ofi/fmt:kev:mtx:{matrix}'
    for name, prefix in _IDENTIFIERS.items():
        if name in paper.identifiers:
            yield 'rft_id', prefix + paper.identifiers[name]
    yield 'rft_id', page_url
    yield 'rft.genre', genre
    yield 'rft.type', TYPES.get(kind, '')
    yield f'rft.{title}', paper.title_text or paper.key
    yield from _details(paper, kind)
    yield from _people(paper.authors, 'creator' if matrix == 'dc' else 'au')
    yield 'rft.date', iso_date(paper.issued)


def _details(paper: Paper, kind: str) -> Iterator[tuple[str, str]]:
    yield ('rft.jtitle' if kind == 'article' else 'rft.btitle'), container(paper)
    if kind not in FORMATS:
        yield 'rft.source', eprint(paper).archive
        return
    yield from ((f'rft.{key}', paper.text(name)) for key, name in _FIELDS.items())
    first, last = pages(paper)
    yield 'rft.pages', '-'.join(part for part in (first, last) if part)
    yield from (('rft.spage', first), ('rft.epage', last))
    yield from ((f'rft.{name}', paper.identifiers.get(name, '')) for name in ('issn', 'isbn'))
    publisher = paper.text('institution') or paper.text('publisher', 'organization')
    if kind == 'thesis':
        yield from (('rft.inst', publisher), ('rft.degree', subtype(paper)))
    else:
        yield 'rft.pub', publisher


def _people(people: tuple[Person, ...], key: str) -> Iterator[tuple[str, str]]:
    """Yield authors whole; Zotero doubles a first author who comes in parts as well."""
    yield from ((f'rft.{key}', inverted_name(person)) for person in people[:MANY_AUTHORS])

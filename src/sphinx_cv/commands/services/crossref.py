"""Crossref: most DOIs of articles, papers and books, and which preprint became which article.

https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_cv.commands.records.csl import read_csl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.commands.records.record import Record
    from sphinx_cv.commands.web import Web

_ADDRESS = 'https://api.crossref.org/works'


def fetch(doi: str, web: Web) -> Record | None:
    """Return the record of *doi*, None if Crossref does not have it."""
    url = f'{_ADDRESS}/{quote(doi, safe="/")}'
    answer = web.get_json(url)
    if answer is None:
        return None
    message = answer.get('message') if isinstance(answer, dict) else None
    if not isinstance(message, dict) or not message.get('title'):
        raise web.wrong(url, 'a record with a title')
    return read_csl(message, 'Crossref')


def search(words: str, web: Web) -> Iterator[Record]:
    """Yield what Crossref finds for the words of a reference, the likeliest first."""
    parameters = {'query.bibliographic': words, 'rows': '3'}
    answer = web.get_json(_ADDRESS, parameters=parameters)
    items: Any = answer.get('message', {}).get('items') if isinstance(answer, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and item.get('title'):
            yield read_csl(item, 'Crossref')

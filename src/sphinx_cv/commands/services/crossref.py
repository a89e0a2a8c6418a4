"""Crossref: most DOIs of articles, papers and books, and which preprint became which article.

https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_cv.commands.records.csl import read_csl
from sphinx_cv.commands.records.nested import mappings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.commands.records.record import Record
    from sphinx_cv.commands.web import Web

_ADDRESS = 'https://api.crossref.org/works'


def fetch(doi: str, web: Web) -> Record | None:
    """Return the record of *doi*, None if Crossref does not have it."""
    work = web.get_work(f'{_ADDRESS}/{quote(doi, safe="/")}', 'message')
    return read_csl(work, 'Crossref') if work else None


def search(words: str, web: Web) -> Iterator[Record]:
    """Yield what Crossref finds for the words of a reference, the likeliest first."""
    parameters = {'query.bibliographic': words, 'rows': '3'}
    answer = web.get_json(_ADDRESS, parameters=parameters)
    for item in mappings(answer, 'message', 'items'):
        if item.get('title'):
            yield read_csl(item, 'Crossref')

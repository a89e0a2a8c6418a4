"""Services that give a person's whole list as BibTeX: INSPIRE, DBLP, Zotero.

https://github.com/inspirehep/rest-api-doc
https://dblp.org/faq/How+can+I+fetch+all+publications+of+one+specific+author.html
https://www.zotero.org/support/dev/web_api/v3/basics
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_cv.commands.records.bibtex import read_bibtex
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.commands.web import Web

_PAGE = 100
_PAGES = 50


def fetch_inspire(author: str, web: Web) -> list[RawRecord]:
    """Return the works of an author of INSPIRE: ``J.Doe.1``, or the number of the author's page."""
    query = f'authors.recid:{author}' if author.isdecimal() else f'exactauthor:{author}'
    return _pages(lambda page: _fetch(
        'https://inspirehep.net/api/literature',
        {'q': query, 'format': 'bibtex', 'size': str(_PAGE), 'page': str(page + 1)},
        'INSPIRE', web,
    ))  # fmt: skip


def fetch_dblp(pid: str, web: Web) -> list[RawRecord]:
    """Return the works of an author of DBLP: ``12/3456``, or ``d/JaneDoe``."""
    return _fetch(f'https://dblp.org/pid/{pid}.bib', {}, 'DBLP', web)


def fetch_zotero(library: str, web: Web) -> list[RawRecord]:
    """Return what is in ``users/NUMBER`` or ``groups/NUMBER``; a key comes from ZOTERO_API_KEY.

    Without a key a user's library gives what its owner calls "My Publications".
    """
    key = os.environ.get('ZOTERO_API_KEY', '')
    secrets = {'Zotero-API-Key': key} if key else None
    part = 'publications/items' if library.startswith('users/') and not key else 'items/top'
    return _pages(lambda page: _fetch(
        f'https://api.zotero.org/{library}/{part}',
        {'format': 'biblatex', 'limit': str(_PAGE), 'start': str(page * _PAGE), 'v': '3'},
        'Zotero', web, secrets,
    ))  # fmt: skip


def _pages(fetch: Callable[[int], list[RawRecord]]) -> list[RawRecord]:
    """Return the records of all pages, of which the last is not full."""
    found: list[RawRecord] = []
    for page in range(_PAGES):
        found += (records := fetch(page))
        if len(records) < _PAGE:
            break
    return found


def _fetch(
    url: str,
    parameters: dict[str, str],
    name: str,
    web: Web,
    secrets: Mapping[str, str] | None = None,
) -> list[RawRecord]:
    answer = web.get(url, parameters=parameters, secrets=secrets)
    if answer.status != 200:
        raise NotFoundError(f'{name} knows nobody at {url}')
    records = read_bibtex(answer.text, name)
    if answer.text.strip() and not records and '@' not in answer.text:
        raise web.wrong(url, 'BibTeX')
    return records

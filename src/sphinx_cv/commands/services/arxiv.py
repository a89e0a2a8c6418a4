"""arXiv: a preprint by its number, and all preprints of an author.

https://info.arxiv.org/help/api/user-manual.html
https://info.arxiv.org/help/author_identifiers.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.bib.identifiers import clean_arxiv, clean_doi
from sphinx_cv.commands.records.record import RawRecord, latex_of, people
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterable

    from sphinx_cv.commands.web import Web

_ATOM = {'a': 'http://www.w3.org/2005/Atom', 'x': 'http://arxiv.org/schemas/atom'}
_CODE = re.compile(
    r'https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org)/[\w.-]+/[\w.-]*\w'
)
_MOST = 100  # numbers in one question


def fetch(number: str, web: Web) -> RawRecord:
    """Return the record of the preprint *number*."""
    found = fetch_all([number], web)
    if number.lower() not in found:
        raise NotFoundError(f'arXiv does not know the number {number}; is there a slip in it?')
    return found[number.lower()]


def fetch_all(numbers: Iterable[str], web: Web) -> dict[str, RawRecord]:
    """Return the records of preprints by their numbers, as far as there are such."""
    listed = list(dict.fromkeys(numbers))
    found: dict[str, RawRecord] = {}
    for start in range(0, len(listed), _MOST):
        part = listed[start : start + _MOST]
        parameters = {'id_list': ','.join(part), 'max_results': str(len(part))}
        url = 'https://export.arxiv.org/api/query'
        found |= _entries(web.get_xml(url, parameters=parameters), url, web)
    return found


def fetch_author(author: str, web: Web) -> list[RawRecord]:
    """Return the preprints of an author, who is named by an arXiv identifier or an ORCID."""
    url = f'https://arxiv.org/a/{author}.atom2'
    feed = web.get_xml(url)
    if feed is None:
        raise NotFoundError(f'arXiv knows no author {author}')
    return list(_entries(feed, url, web).values())


def _entries(feed: ET.Element | None, url: str, web: Web) -> dict[str, RawRecord]:
    if feed is None or not feed.tag.endswith('}feed'):
        raise web.wrong(url, 'a feed')
    found = {}
    for entry in feed.iterfind('a:entry', _ATOM):
        address = _text(entry, 'a:id')
        number = clean_arxiv(address)
        if number and '/api/errors' not in address and _text(entry, 'a:title'):
            found[number.lower()] = _read(entry, number)
    return found


def _read(entry: ET.Element, number: str) -> RawRecord:
    names = (name.text or '' for name in entry.iterfind('a:author/a:name', _ATOM))
    comment = _text(entry, 'x:comment')
    summary = _text(entry, 'a:summary')
    code = _CODE.search(comment) or _CODE.search(summary)
    category = entry.find('x:primary_category', _ATOM)
    fields = {
        'author': people(names),
        'title': latex_of(_text(entry, 'a:title')),
        'date': _text(entry, 'a:published')[:10],
        'eprint': number,
        'eprinttype': 'arxiv',
        'eprintclass': category.get('term', '') if category is not None else '',
        'abstract': latex_of(summary),
        'code': code[0] if code else '',
    }
    doi = clean_doi(_text(entry, 'x:doi'))
    journal = _text(entry, 'x:journal_ref')
    return RawRecord.of(
        'arXiv',
        'online',
        fields,
        relations=(('is-preprint-of', doi),) if doi else (),
        notes=(f'arXiv says that it was published: {journal}',) if journal else (),
    )


def _text(entry: ET.Element, path: str) -> str:
    return ' '.join((entry.findtext(path, '', _ATOM) or '').split())

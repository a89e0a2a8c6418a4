"""What somebody names a work by, a number, an address or a file, and who is asked for it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sphinx_cv.bib.files import decode
from sphinx_cv.bib.identifiers import clean_arxiv, clean_doi
from sphinx_cv.commands.records.bibtex import read_bibtex
from sphinx_cv.commands.records.cff import read_cff
from sphinx_cv.commands.records.csl import read_csl
from sphinx_cv.commands.records.tagged import read_nbib, read_ris
from sphinx_cv.commands.services import (
    arxiv,
    doi,
    isbn,
    openreview,
    pages,
    pubmed,
    repositories,
    zenodo,
)
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.commands.web import Web


class NamedWork(NamedTuple):
    """A work that is named: who is asked, and for what."""

    ask: Callable[[str, Web], RawRecord]
    number: str


# What ends an address of a publisher behind the DOI in it.
_BEHIND_DOI = re.compile(
    r'(?:/(?:full(?:/html|/pdf)?|abstract|pdf|epdf|pdfdirect|meta|html|summary)|\.full(?:\.pdf)?|'
    r'\.pdf|\.abstract|v\d+(?:\.full(?:\.pdf)?)?)+/?$',
    re.IGNORECASE,
)
_ADDRESS = re.compile(r'(?:https?://|www\.)\S+', re.IGNORECASE)
_OPENREVIEW = re.compile(r'(?:openreview\.net/(?:forum|pdf|attachment)\?id=|openreview:)([\w-]+)')
_PUBMED = re.compile(
    r'(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|^(?:pmid|pubmed):?\s*)(\d+)', re.I
)
_CENTRAL = re.compile(r'(?:^|/)(PMC\d+)\b', re.IGNORECASE)
_REPOSITORY = re.compile(r'((?:github\.com|gitlab\.com|codeberg\.org)/[\w.-]+/[\w.-]+)')
_ZENODO = re.compile(r'zenodo\.org/(?:records?|deposit)/(\d+)')
_SSRN = re.compile(r'(?:papers\.)?ssrn\.com/\S*abstract(?:_id)?=(\d+)')
_NATURE = re.compile(r'nature\.com/articles/((?:s\d{5}|nature|ncomms|srep)[\w-]+)')
_ARXIV = re.compile(r'(?:^arxiv:?\s*|arxiv\.org/|^)(?:abs/|pdf/|html/)?', re.IGNORECASE)
_ACL = re.compile(r'[A-Z]\d\d-\d{4,5}|\d{4}\.[a-z]+-[\w-]+\.\d+')
_HAL = re.compile(r'(?:hal|tel|inria|cel)-\d{6,}(?:v\d+)?')
_BARE_ISBN = re.compile(r'^(?:isbn(?:-1[03])?:?\s*)?([\d\s-]{9,}[\dXx])$', re.IGNORECASE)


def find_work(what: str) -> NamedWork | None:
    """Return whom to ask for what *what* names; None if it is nothing that is known."""
    text = what.strip().strip('<>')
    if _ADDRESS.match(text):
        return _by_address(text if text.startswith('http') else f'https://{text}')
    return _by_number(text)


def _by_address(url: str) -> NamedWork:
    for pattern, ask in (
        (_OPENREVIEW, openreview.fetch),
        (_PUBMED, pubmed.fetch),
        (_ZENODO, zenodo.fetch),
        (_REPOSITORY, repositories.fetch),
        (_CENTRAL, pubmed.fetch_central),
    ):
        if match := pattern.search(url):
            return NamedWork(ask, match[1])
    if 'arxiv.org/' in url and (number := clean_arxiv(url)):
        return NamedWork(arxiv.fetch, number)
    if match := _SSRN.search(url):
        return NamedWork(doi.fetch, f'10.2139/ssrn.{match[1]}')
    if match := _NATURE.search(url):
        return NamedWork(doi.fetch, f'10.1038/{match[1]}')
    if number := clean_doi(unquote(url).partition('?')[0].partition('#')[0]):
        return NamedWork(doi.fetch, _BEHIND_DOI.sub('', number))
    return NamedWork(pages.fetch, url)


def _by_number(text: str) -> NamedWork | None:
    if number := clean_doi(text):
        return NamedWork(doi.fetch, number)
    for pattern, ask in (
        (_OPENREVIEW, openreview.fetch),
        (_PUBMED, pubmed.fetch),
        (_CENTRAL, pubmed.fetch_central),
    ):
        if match := pattern.match(text):
            return NamedWork(ask, match[1])
    if (match := _BARE_ISBN.match(text)) and (number := isbn.clean_isbn(match[1])):
        return NamedWork(isbn.fetch, number)
    number = clean_arxiv(text)
    if number and re.fullmatch(rf'{re.escape(number)}(?:v\d+)?', _ARXIV.sub('', text)):
        return NamedWork(arxiv.fetch, number)
    if _ACL.fullmatch(text):
        return NamedWork(pages.fetch, f'https://aclanthology.org/{text}')
    if _HAL.fullmatch(text):
        return NamedWork(pages.fetch, f'https://hal.science/{text}')
    return NamedWork(pubmed.fetch, text) if re.fullmatch(r'\d{5,8}', text) else None


def read_works(what: str, web: Web) -> Iterator[RawRecord]:
    """Yield the records of all that *what* names: a number, an address, a file, or ``-``."""
    path = Path(what)
    if what == '-':
        yield from _read_file(sys.stdin.buffer.read(), 'standard input', web)
    elif path.is_file():
        yield from _read_file(path.read_bytes(), what, web)
    elif work := find_work(what):
        yield work.ask(work.number, web)
    elif match := _BARE_ISBN.match(what.strip()):
        raise CommandError(f'"{match[1]}" is no ISBN: its last digit does not fit the others')
    else:
        raise CommandError(
            f'"{what}" is neither a number (DOI, arXiv, ISBN, PubMed) nor an address (https://…) '
            f'nor a file'
        )


def _read_file(data: bytes, name: str, web: Web) -> list[RawRecord]:
    if data.startswith(b'%PDF'):
        return [_ask_for_pdf(data, name, web)]
    text = decode(data).text
    start = text.lstrip()
    if start.startswith(('{', '[')):
        return _read_json(text, name)
    if 'cff-version:' in text:
        return [read_cff(text, name)]
    for sign, read in (('TY  -', read_ris), ('PMID-', read_nbib)):
        if start.startswith(sign):
            return read(text, name)
    if '@' in text and (records := read_bibtex(text, name)):
        return records
    lines = [line.strip() for line in text.splitlines()]
    listed = [line for line in lines if line and not line.startswith('#')]
    if not listed:
        raise CommandError(f'{name}: there is nothing in it', Status.FILE)
    return [record for line in listed for record in _read_line(line, name, web)]


def _read_line(line: str, name: str, web: Web) -> Iterator[RawRecord]:
    work = find_work(line)
    if work is None:
        raise CommandError(f'{name}: "{line[:60]}" is neither a number nor an address', Status.FILE)
    yield work.ask(work.number, web)


def _read_json(text: str, name: str) -> list[RawRecord]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise CommandError(f'{name}: this is no valid JSON ({error})', Status.FILE) from error
    if isinstance(data, dict):
        data = data.get('message', data)
        data = data.get('items', [data]) if isinstance(data, dict) else data
    items = [item for item in data if isinstance(item, dict) and item.get('title')]
    if not items:
        raise CommandError(f'{name}: there is no CSL-JSON in it', Status.FILE)
    return [read_csl(item, name) for item in items]


def _ask_for_pdf(data: bytes, name: str, web: Web) -> RawRecord:
    """Return the record of a PDF by the number in its metadata."""
    text = data.decode('latin-1')
    match = re.search(r'(?:doi:|DOI>|doi\.org/)\s*(10\.\d{4,}/[^\s<>"()]+)', text)
    if match:
        return doi.fetch(clean_doi(match[1]), web)
    if match := re.search(r'arxiv[.:/](?:abs/)?(\d{4}\.\d{4,5})', text, re.IGNORECASE):
        return arxiv.fetch(match[1], web)
    raise CommandError(f'{name}: this PDF does not say its DOI; add the DOI', Status.UNKNOWN)

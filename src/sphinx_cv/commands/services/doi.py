"""DOIs of all agencies: Crossref and DataCite first, and the resolver for all others.

Crossref also finds a DOI by the words of a reference.
https://api.crossref.org/swagger-ui/index.html
https://citation.doi.org/docs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_cv.bib.identifiers import clean_arxiv
from sphinx_cv.commands.records.csl import read_csl
from sphinx_cv.commands.records.nested import mappings
from sphinx_cv.commands.services import arxiv, datacite
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.commands.web import Web

_CROSSREF = 'https://api.crossref.org/works'
_ARXIV = '10.48550/arxiv.'
_CSL = 'application/vnd.citationstyles.csl+json'


def fetch(doi: str, web: Web) -> RawRecord:
    """Return the record of *doi*."""
    if doi.lower().startswith(_ARXIV):
        return arxiv.fetch(clean_arxiv(doi[len(_ARXIV) :]), web)
    agencies = [_crossref, datacite.fetch, _negotiate]
    if doi.startswith(datacite.PREFIXES):
        agencies = [datacite.fetch, _negotiate]
    for ask in agencies:
        if record := ask(doi, web):
            return record
    raise NotFoundError(f'nobody knows the DOI {doi}; is there a slip in it?')


def search(words: str, web: Web) -> Iterator[RawRecord]:
    """Yield what Crossref finds for the words of a reference, the likeliest first."""
    parameters = {'query.bibliographic': words, 'rows': '3'}
    answer = web.get_json(_CROSSREF, parameters=parameters)
    for item in mappings(answer, 'message', 'items'):
        if item.get('title'):
            yield read_csl(item, 'Crossref')


def _crossref(doi: str, web: Web) -> RawRecord | None:
    work = web.get_work(f'{_CROSSREF}/{quote(doi, safe="/")}', 'message')
    return read_csl(work, 'Crossref') if work else None


def _negotiate(doi: str, web: Web) -> RawRecord | None:
    work = web.get_work(f'https://doi.org/{quote(doi, safe="/")}', accept=_CSL)
    return read_csl(work, 'doi.org') if work else None

"""DOIs of all agencies: Crossref and DataCite first, and the resolver for all others.

https://citation.doi.org/docs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_cv.bib.identifiers import clean_arxiv
from sphinx_cv.commands.records.csl import read_csl
from sphinx_cv.commands.services import arxiv, crossref, datacite
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    from sphinx_cv.commands.records.record import Record
    from sphinx_cv.commands.web import Web

_ARXIV = '10.48550/arxiv.'
_CSL = 'application/vnd.citationstyles.csl+json'


def fetch(doi: str, web: Web) -> Record:
    """Return the record of *doi*."""
    if doi.lower().startswith(_ARXIV):
        return arxiv.fetch(clean_arxiv(doi[len(_ARXIV) :]), web)
    agencies = [crossref.fetch, datacite.fetch, _negotiate]
    if doi.startswith(datacite.PREFIXES):
        agencies = [datacite.fetch, _negotiate]
    for ask in agencies:
        if record := ask(doi, web):
            return record
    raise NotFoundError(f'nobody knows the DOI {doi}; is there a slip in it?')


def _negotiate(doi: str, web: Web) -> Record | None:
    work = web.get_work(f'https://doi.org/{quote(doi, safe="/")}', accept=_CSL)
    return read_csl(work, 'doi.org') if work else None

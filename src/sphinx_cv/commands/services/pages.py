"""Pages of papers: where a site has BibTeX beside each, that; else what the page itself says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_cv.commands.records.bibtex import read_bibtex
from sphinx_cv.commands.records.highwire import read_tags, shown_bibtex
from sphinx_cv.commands.records.record import RawRecord
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    from sphinx_cv.commands.web import Web

# The page of a paper -> where its BibTeX is.
_BIBTEX = (
    (
        re.compile(r'https?://(?:www\.)?aclanthology\.org/([A-Z]\d\d-\d{4,5}|\d{4}\.[\w-]+\.\d+)'),
        'https://aclanthology.org/{}.bib',
    ),
    (re.compile(r'https?://(?:www\.)?aclweb\.org/anthology/(?:papers/\w/\w+/)?([\w.-]+\d)'),
     'https://aclanthology.org/{}.bib'),
    (re.compile(r'https?://(?:hal\.science|hal\.archives-ouvertes\.fr|\w+\.hal\.science)/([a-z]+-\d+)'),
     'https://hal.science/{}/bibtex'),
    (re.compile(r'https?://dblp\.(?:org|uni-trier\.de)/rec/(?:html/|bibtex/)?([\w/.-]+?)(?:\.\w+)?$'),
     'https://dblp.org/rec/{}.bib'),
    (re.compile(r'https?://inspirehep\.net/(?:api/)?literature/(\d+)'),
     'https://inspirehep.net/api/literature/{}?format=bibtex'),
)  # fmt: skip


def fetch(url: str, web: Web) -> RawRecord:
    """Return the record of the paper whose page is at *url*."""
    for pattern, address in _BIBTEX:
        if match := pattern.match(url):
            return _named(_fetch_bibtex(address.format(match[1]), web), address, match[1])
    answer = web.get(re.sub(r'^http://', 'https://', url), accept='text/html, */*')
    host = urlsplit(url).hostname or url
    if answer.status != 200:
        raise NotFoundError(f'there is nothing at {url}')
    tags = read_tags(answer.text, host)
    shown = read_bibtex(shown_bibtex(answer.text), host)
    if shown:
        more = tags.fields if tags else {}
        fields = {n: v for n, v in more.items() if n in {'pdf', 'doi'}} | dict(shown[0].fields)
        return RawRecord.of(host, shown[0].type, fields)
    if tags is None:
        raise NotFoundError(f'{url} does not say what paper it is about; add its DOI instead')
    return tags


def _fetch_bibtex(url: str, web: Web) -> RawRecord:
    answer = web.get(url)
    if answer.status != 200:
        raise NotFoundError(f'there is no such paper at {urlsplit(url).hostname}')
    records = read_bibtex(answer.text, urlsplit(url).hostname or url)
    if not records:
        raise web.wrong(url, 'BibTeX')
    return records[0]


def _named(record: RawRecord, address: str, number: str) -> RawRecord:
    """Add the number under which the site has the paper, where that is a number of papers."""
    if 'hal.science' not in address:
        return record
    fields = {**record.fields, 'hal': number}
    return RawRecord.of('HAL', record.type, fields)

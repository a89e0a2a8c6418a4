"""The ``citation_*`` tags in the head of a page, which publishers write for Google Scholar.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
"""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.record import RawRecord, latex_of, people

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIMPLE = {
    'citation_title': 'title', 'citation_journal_title': 'journaltitle',
    'citation_conference_title': 'booktitle', 'citation_inbook_title': 'booktitle',
    'citation_volume': 'volume', 'citation_issue': 'number', 'citation_publisher': 'publisher',
    'citation_dissertation_institution': 'institution', 'citation_abstract': 'abstract',
    'citation_technical_report_institution': 'institution',
}  # fmt: skip
# What a work is in, or is known by -> its type; the first that is there counts.
_TYPES = {
    'journaltitle': 'article', 'booktitle': 'inproceedings', 'institution': 'thesis',
    'isbn': 'book',
}  # fmt: skip
_DATES = ('citation_publication_date', 'citation_date', 'citation_year', 'citation_online_date')


class _Page(HTMLParser):
    """The tags of a page that name a work, and the BibTeX that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, list[str]] = defaultdict(list)
        self.code: list[str] = []
        self._within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or '' for name, value in attrs}
        if tag == 'meta':
            name = (attributes.get('name') or attributes.get('property', '')).lower()
            self.tags[name].append(attributes.get('content', '').strip())
        elif tag in {'pre', 'code', 'textarea'}:
            self._within += 1
            self.code.append('')

    def handle_endtag(self, tag: str) -> None:
        if tag in {'pre', 'code', 'textarea'}:
            self._within = max(0, self._within - 1)

    def handle_data(self, data: str) -> None:
        if self._within and self.code:
            self.code[-1] += data


def shown_bibtex(html: str) -> str:
    """Return the one entry of BibTeX that a page shows, '' if it shows none or several."""
    page = _Page()
    page.feed(html)
    shown = {code.strip() for code in page.code if code.strip().startswith('@')}
    return shown.pop() if len(shown) == 1 else ''


def read_tags(html: str, source: str) -> RawRecord | None:
    """Read the tags of a page; None if it has none."""
    page = _Page()
    page.feed(html)
    tags = page.tags
    fields = dict.fromkeys(_SIMPLE.values(), '')
    for name, ours in _SIMPLE.items():
        fields[ours] = fields[ours] or latex_of(_one(tags[name]))
    if not fields['title']:
        return None
    fields['author'] = people([*tags['citation_author'], *tags['citation_authors']])
    pages = (_one(tags[f'citation_{place}page']) for place in ('first', 'last'))
    fields['pages'] = '--'.join(filter(None, pages))
    fields['doi'] = clean_doi(_one(tags['citation_doi']))
    fields['pdf'] = _one(tags['citation_pdf_url'])
    fields['isbn'] = _one(tags['citation_isbn'])
    arxiv = _one(tags['citation_arxiv_id'])
    fields |= {'eprint': arxiv, 'eprinttype': 'arxiv'} if arxiv else {}
    date = next((found for name in _DATES if (found := _one(tags[name]))), '')
    fields['date'] = date.replace('/', '-')
    return RawRecord.of(source, _type(fields), fields)


def _one(values: Iterable[str]) -> str:
    return next((value for value in values if value), '')


def _type(fields: dict[str, str]) -> str:
    return next((kind for name, kind in _TYPES.items() if fields.get(name)), 'misc')

"""Papers in the lists of a CV, and in files of other forms than BibTeX, as a bibliography."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.sources.cv_records import BibEntry, bibliography
from sphinx_cv.commands.new.sources.dates import when
from sphinx_cv.commands.new.sources.markdown import myst_line
from sphinx_cv.commands.records.record import bibtex_names, split_names
from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.commands.new.found import Found
    from sphinx_cv.commands.new.sources.cv_records import CvRecord

REFS = 'refs.bib'


def read_paper(record: CvRecord) -> BibEntry:
    """Return the paper in a record of a CV."""
    authors = [_plain(name) for name in record.texts('authors', 'author')]
    if len(authors) == 1:
        authors = split_names(
            authors[0].replace(', ', ' and ') if authors[0].count(',') > 1 else authors[0]
        )
    date = when(record.text('date', 'releaseDate', 'year'))
    journal, publisher = _plain(record.text('journal', 'venue')), _plain(record.text('publisher'))
    fields = {
        'title': _plain(record.text('title', 'name')),
        'author': bibtex_names(authors),
        'journal': journal or publisher,
        'publisher': publisher if journal else '',
        'date': date.dates,
        'note': date.words,
        'doi': record.text('doi'),
        'url': record.text('url', 'website', 'link'),
        'summary': _plain(record.block('summary', 'description')),
        'additional_info': _plain('; '.join(record.texts('highlights'))),
    }
    return BibEntry('article' if fields['journal'] else 'misc', fields)


def _plain(text: str) -> str:
    """Return text of Markdown without its signs, for a bibliography."""
    text = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', myst_line(text))
    return re.sub(r'\*+', '', text).strip()


def add_papers(found: Found, papers: Iterable[BibEntry]) -> None:
    """Add papers to what was found, but for those that its bibliographies have already."""
    there = fold(''.join(found.bibliographies.values()))
    known = re.sub(r'\W+', '', there)
    folded = [(re.sub(r'\W+', '', fold(paper.fields['title'])), paper) for paper in papers]
    new = [paper for title, paper in folded if not title or title not in known]
    if not new:
        return
    name = REFS if REFS not in found.bibliographies else 'more.bib'
    taken = set(re.findall(r'@\w+\s*[{(]\s*([^\s,]+)', ''.join(found.bibliographies.values())))
    text = bibliography(new, taken)
    before = found.bibliographies.get(name, '')
    found.bibliographies[name] = f'{before}\n{text}' if before else text

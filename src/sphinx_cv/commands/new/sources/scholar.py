"""The papers that Google Scholar exports as a table, one in each row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found
from sphinx_cv.commands.new.sources.cv_records import BibEntry, bibliography
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from pathlib import Path

# Column of the table -> field of BibTeX.
_FIELDS = {
    'Title': 'title', 'Publication': 'journal', 'Volume': 'volume', 'Number': 'number',
    'Pages': 'pages', 'Year': 'year', 'Publisher': 'publisher',
}  # fmt: skip


def read_scholar(path: Path) -> Found:
    """Return the papers; a row without a title is told."""
    with path.open(encoding='utf-8-sig', errors='replace', newline='') as lines:
        rows = list(csv.DictReader(lines))
    if not rows or not {'Authors', 'Title'} <= rows[0].keys():
        raise CommandError(
            f'{path.name} is no table of papers; Google Scholar writes one with the columns '
            'Authors, Title, Publication, Volume, Number, Pages, Year and Publisher',
            Status.FILE,
        )
    found = Found()
    entries = []
    for number, row in enumerate(rows, start=1):
        if (row.get('Title') or '').strip():
            entries.append(_entry(row))
        else:
            found.leave(f'{path.name}, row {number}', 'it has no title')
    found.bibliographies['refs.bib'] = bibliography(entries)
    found.taken.append(f'{path.name}: {len(entries)} papers')
    return found


def _entry(row: dict[str, str]) -> BibEntry:
    """Return a paper; Scholar separates authors by semicolons and says no type."""
    authors = [name.strip() for name in (row.get('Authors') or '').split(';') if name.strip()]
    fields = {'author': ' and '.join(authors)}
    fields |= {field: (row.get(name) or '').strip() for name, field in _FIELDS.items()}
    fields['pages'] = fields['pages'].replace('-', '--')
    kind = 'article' if fields['journal'] else 'book' if fields['publisher'] else 'misc'
    return BibEntry(kind, fields)

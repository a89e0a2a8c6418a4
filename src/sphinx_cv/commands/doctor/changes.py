"""What changed per version, as data: what a project of an earlier version has to do.

A name that has another one now is a row with *new*; one that is gone has none. Rows stay for ever.
"""

from __future__ import annotations

from typing import NamedTuple


class Change(NamedTuple):
    """A change: since which *version*, of what *sort*, and in words."""

    version: str
    sort: str  # 'setting', 'key', 'directive', 'option', 'extension', 'package'
    name: str  # of a key, with its setting: 'cv_pdf.font'; of an option, with its kind: 'talk.at'
    words: str
    new: str = ''


CHANGES = (
    Change(
        '0.2.0', 'extension', 'myst_parser',
        'pages in Markdown are read only if "myst_parser" stands in extensions; until 0.1, '
        'sphinx-cv added it',
    ),
    Change(
        '0.2.0', 'package', 'furo',
        'the theme comes with sphinx-cv[site]; until 0.1, every installation had it',
    ),
    Change(
        '0.2.0', 'setting', 'cv_owner',
        'a project whose cv_owner has no name is no CV, and gets no PDF and no exports of itself; '
        'until 0.1, every project was one',
    ),
)  # fmt: skip


def change(sort: str, name: str) -> Change | None:
    """Return the newest change of a thing, None if it never changed."""
    found = [row for row in CHANGES if (row.sort, row.name) == (sort, name)]
    return found[-1] if found else None


def renamed(sort: str, name: str) -> str:
    """Return in words what became of a name that is no longer known, '' if it never was."""
    row = change(sort, name)
    if row is None:
        return ''
    then = f'write {row.new}' if row.new else 'take it out'
    return f'since {row.version} {row.words}; {then}'

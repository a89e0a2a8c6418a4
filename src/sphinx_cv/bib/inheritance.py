"""What an entry takes from others: through ``crossref`` from its volume, and from ``xdata``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.bib.drafts import Draft

# What the title of a volume is to an entry of this type; for the others it is the main title.
# https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf, "Inheritance Setup"
_IN_BOOKS = (
    'inbook bookinbook suppbook incollection suppcollection inreference inproceedings'.split()
)
_TITLE_OF_VOLUME = {
    **dict.fromkeys(_IN_BOOKS, 'book'),
    **dict.fromkeys(('article', 'suppperiodical', 'review'), 'journal'),
}
_TITLES = ('title', 'subtitle', 'titleaddon')
_DATE = frozenset({'date', 'year', 'month', 'day'})
# biblatex's list of what is not inherited, and what names or describes the volume and not its part.
_OWN = frozenset(
    'ids crossref xref xdata entryset entrysubtype execute label options presort related '
    'relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey shorttitle '
    'sorttitle indextitle indexsorttitle doi url eprint eprinttype eprintclass pdf code slides '
    'poster video website blog html supp abstract summary keywords selected award abbr annotation '
    'pages pagetotal timestamp biburl bibsource'.split()
)
_LIST = re.compile(r'\s*,\s*')


class Inheritance:
    """The entries by their keys, for looking up and for inheriting."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._drafts: dict[str, Draft] = {}
        for draft in drafts:
            self._drafts.setdefault(draft.key, draft)
            self._drafts.setdefault(draft.key.lower(), draft)
            for alias in _LIST.split(draft.fields.get('ids', '')):
                self._drafts.setdefault(alias, draft)

    def find(self, key: str) -> Draft | None:
        """Return the entry of that key, as BibTeX does whatever its case."""
        return self._drafts.get(key) or self._drafts.get(key.lower())

    def apply(self, draft: Draft, active: tuple[str, ...] = ()) -> None:
        """Return *draft* the fields that it takes from others and lacks."""
        for role in ('xdata', 'crossref'):
            for key in _LIST.split(draft.fields[role]) if draft.fields.get(role) else ():
                parent = self.find(key)
                if parent is None or parent is draft or parent.key in active:
                    message = f'{role} = {{{key}}} leads to no entry; mend the key or add the entry'
                    draft.complain('reference', message, role)
                    continue
                self.apply(parent, (*active, draft.key))
                _take(draft, parent.fields if role == 'xdata' else _of_volume(parent, draft))

    def check_related(self, draft: Draft) -> None:
        """Report keys in ``related`` that no entry has."""
        for key in _LIST.split(draft.fields.get('related', '')):
            if key and self.find(key) is None:
                message = f'related = {{{key}}} leads to no entry; mend the key or add the entry'
                draft.complain('reference', message, 'related')


def _take(draft: Draft, given: Mapping[str, str]) -> None:
    is_dated = not _DATE.isdisjoint(draft.fields)
    for name, value in given.items():
        if name not in draft.fields and not (is_dated and name in _DATE):
            draft.fields[name] = value
            draft.inherited.add(name)


def _of_volume(parent: Draft, child: Draft) -> dict[str, str]:
    prefix = _TITLE_OF_VOLUME.get(child.type, 'main')
    given = {
        name: value
        for name, value in parent.fields.items()
        if name not in _OWN and name not in _TITLES
    }
    for name in _TITLES:
        if name in parent.fields:
            given.setdefault(prefix + name, parent.fields[name])
    return given

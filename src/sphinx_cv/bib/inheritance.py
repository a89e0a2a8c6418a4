"""What an entry takes from others: through ``crossref`` from its volume, and from ``xdata``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.types import type_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.bib.drafts import Draft

_TITLES = ('title', 'subtitle', 'titleaddon')
_DATE = frozenset({'date', 'year', 'month', 'day'})
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
    """Return what a part takes from its volume: what biblatex hands on, and nothing unknown.

    https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf, "Inheritance Setup"
    """
    prefix, inherited = type_of(child.type).volume, FIELDS.having('inherited')
    given = {name: value for name, value in parent.fields.items() if name in inherited}
    for name in _TITLES:
        if name in parent.fields:
            given.setdefault(prefix + name, parent.fields[name])
    return given

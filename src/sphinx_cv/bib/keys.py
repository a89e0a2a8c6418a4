"""Unique keys for all entries: derived if an entry has none, numbered if two have the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.bib.drafts import Draft

_MACRO = re.compile(r'\\[a-zA-Z]+|[^\w\s,-]')
_NO_LETTERS = re.compile(r'\\[a-zA-Z]+|[\W_]+')
_DOI = re.compile(r'\s*\{?(?:https?://(?:(?:dx\.)?doi\.org|rgdoi\.net)/|doi:)\s*', re.IGNORECASE)
_SMALL_WORDS = frozenset(
    'a an the on of in for and to with der die das ein eine le la les un une'.split()
)


def settle_keys(drafts: Iterable[Draft], *, of_many: bool = False) -> list[Draft]:
    """Return the drafts, each with a key of its own, without those that repeat another.

    In files *of_many* people, who have papers in common, that is as it should be.
    """
    drafts = list(drafts)
    keys = _Keys({draft.key for draft in drafts}, {})
    first: dict[str, Draft] = {}  # key as written -> the first entry that has it
    folded: dict[str, Draft] = {}
    known: dict[object, Draft] = {}  # all that an entry says -> the first that says it
    twins = _Twins()
    kept = []
    for draft in drafts:
        if not draft.key:
            _name(draft, keys)
        content = (draft.key, draft.type, frozenset(draft.fields.items()))
        if (same := known.setdefault(content, draft)) is not draft:
            _complain_of_copy(draft, same, of_many=of_many)
            continue
        if of_many and (twin := twins.of(draft)):
            _join(draft, twin)
            keys.taken.discard(draft.key)
            continue
        if (other := first.setdefault(draft.key, draft)) is not draft:
            _rename(draft, other, keys)
        elif (other := folded.setdefault(draft.key.lower(), draft)) is not draft:
            both = f'this key and "{other.key}" ({_line_of(other, draft)})'
            draft.complain('duplicate', f'BibTeX takes {both} for one; rename one of them')
        kept.append(draft)
    for draft in kept:
        if 'ids' in draft.fields:
            _settle_aliases(draft, keys.taken)
    return kept


def _name(draft: Draft, keys: _Keys) -> None:
    """Give a key to an entry that has none."""
    draft.key = keys.free(derive_key(draft))
    if not draft.is_broken:
        draft.complain('syntax', f'an entry needs a key; write @{draft.type}{{{draft.key},')


def _complain_of_copy(draft: Draft, same: Draft, *, of_many: bool) -> None:
    subtype = 'hint' if of_many and same.source is not draft.source else 'duplicate'
    draft.complain(subtype, f'the same entry stands at {_line_of(same, draft)}; remove one')


class _Twins:
    """The papers of all files so far, by what tells that one of another file is the same."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Draft] = {}

    def of(self, draft: Draft) -> Draft | None:
        """Return the same paper in another file, by its title and its key or DOI; note it."""
        title = fold(_NO_LETTERS.sub('', draft.fields.get('title', '')))
        doi = _DOI.sub('', draft.fields.get('doi', '')).strip('{} ').lower()
        marks = [(title, mark) for mark in (f'@{draft.key}', doi) if title and mark]
        found = [self.known.setdefault(mark, draft) for mark in marks]
        return next((one for one in found if one.source is not draft.source), None)


def _join(draft: Draft, twin: Draft) -> None:
    """Leave out what another file has, too; by its key, the paper can still be named."""
    if draft.key != twin.key:
        twin.fields['ids'] = ','.join(filter(None, (twin.fields.get('ids', ''), draft.key)))
    place = _line_of(twin, draft)
    draft.complain('hint', f'this paper stands at {place}, too, and is taken from there')


class _Keys(NamedTuple):
    """The keys that are taken, and for each the last number that was added."""

    taken: set[str]
    numbers: dict[str, int]

    def free(self, key: str) -> str:
        """Take and return *key*, or ``key-2`` and so on if it is taken."""
        candidate = key
        while candidate in self.taken:
            self.numbers[key] = self.numbers.get(key, 1) + 1
            candidate = f'{key}-{self.numbers[key]}'
        self.taken.add(candidate)
        return candidate


def _settle_aliases(draft: Draft, keys: set[str]) -> None:
    aliases = dict.fromkeys(alias.strip() for alias in draft.fields['ids'].split(','))
    others = [alias for alias in aliases if alias and alias != draft.key]
    draft.aliases = tuple(alias for alias in others if alias not in keys)
    for alias in others:
        if alias in keys:
            message = f'"{alias}" is the key of another entry; remove it here'
            draft.complain('duplicate', message, 'ids')


def _rename(draft: Draft, other: Draft, keys: _Keys) -> None:
    new, line = keys.free(draft.key), _line_of(other, draft)
    message = f'{line} has another entry with this key, so this one is "{new}"; give it its own key'
    draft.complain('duplicate', message)
    draft.key = new


def _line_of(draft: Draft, seen_from: Draft) -> str:
    file = f'{draft.source.name} ' if draft.source is not seen_from.source else ''
    return f'{file}line {draft.line}'


def derive_key(draft: Draft) -> str:
    """Return a key from family name, year and first word of the title: ``doe2022middle``."""
    people = draft.fields.get('author') or draft.fields.get('editor', '')
    name = _MACRO.sub('', people.partition(' and ')[0])
    family = name.partition(',')[0] if ',' in name else (name.split() or [''])[-1]
    year = re.search(r'\d{4}', draft.fields.get('date') or draft.fields.get('year', ''))
    words = _MACRO.sub('', draft.fields.get('title', '')).split()
    word = next((w for w in words if w.lower() not in _SMALL_WORDS), '')
    parts = (family, year[0] if year else '', word)
    return re.sub(r'[^\w]+', '', fold(''.join(parts))) or 'untitled'

"""One key for each entry: a derived one where there is none, a second one where two share it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.bibentries import Draft

_MACRO = re.compile(r'\\[a-zA-Z]+|[^\w\s,-]')
_SMALL_WORDS = frozenset(
    'a an the on of in for and to with der die das ein eine le la les un une'.split()
)


def settle_keys(drafts: Iterable[Draft]) -> list[Draft]:
    """Give every draft its own key; an entry that is another one word for word is left out."""
    drafts = list(drafts)
    taken = {draft.key for draft in drafts}
    owners: dict[str, list[Draft]] = {}  # key as written -> the entries that have it
    folded: dict[str, Draft] = {}
    kept = []
    for draft in drafts:
        if not draft.key:
            draft.key = _free(derive_key(draft), taken)
            if not draft.is_broken:
                start = f'@{draft.type}{{{draft.key},'
                draft.complain('syntax', f'an entry needs a key; write {start}')
        key, others = draft.key, owners.setdefault(draft.key, [])
        if same := next((other for other in others if _say_the_same(other, draft)), None):
            draft.complain(
                'duplicate', f'the same entry stands at {_place(same, draft)}; remove one'
            )
            continue
        if others:
            _rename(draft, others[0], taken)
        elif (other := folded.setdefault(key.lower(), draft)) is not draft:
            place = _place(other, draft)
            message = (
                f'BibTeX takes this key and "{other.key}" ({place}) for one; rename one of them'
            )
            draft.complain('duplicate', message)
        others.append(draft)
        taken.add(draft.key)
        kept.append(draft)
    for draft in kept:
        if 'ids' in draft.fields:
            _settle_aliases(draft, taken)
    return kept


def _settle_aliases(draft: Draft, keys: set[str]) -> None:
    aliases = [alias.strip() for alias in draft.fields['ids'].split(',')]
    draft.aliases = tuple(alias for alias in aliases if alias and alias not in keys)
    for alias in keys.intersection(aliases):
        draft.complain('duplicate', f'"{alias}" is the key of another entry; remove it here', 'ids')


def _say_the_same(one: Draft, other: Draft) -> bool:
    return (one.type, one.fields) == (other.type, other.fields)


def _rename(draft: Draft, other: Draft, taken: set[str]) -> None:
    new, place = _free(draft.key, taken), _place(other, draft)
    message = (
        f'{place} has another entry with this key, so this one is "{new}"; give it its own key'
    )
    draft.complain('duplicate', message)
    draft.key = new


def _place(draft: Draft, seen_from: Draft) -> str:
    file = f'{draft.source.name} ' if draft.source is not seen_from.source else ''
    return f'{file}line {draft.line}'


def _free(key: str, taken: set[str]) -> str:
    """Give *key*, with the first free number from 2 behind it if it is taken."""
    number, candidate = 2, key
    while candidate in taken:
        candidate, number = f'{key}-{number}', number + 1
    return candidate


def derive_key(draft: Draft) -> str:
    """Make a key of family name, year and first word of the title: ``doe2022middle``."""
    people = draft.fields.get('author') or draft.fields.get('editor', '')
    name = _MACRO.sub('', people.partition(' and ')[0])
    family = name.partition(',')[0] if ',' in name else (name.split() or [''])[-1]
    year = re.search(r'\d{4}', draft.fields.get('date') or draft.fields.get('year', ''))
    words = _MACRO.sub('', draft.fields.get('title', '')).split()
    word = next((w for w in words if w.lower() not in _SMALL_WORDS), '')
    parts = (family, year[0] if year else '', word)
    return re.sub(r'[^\w]+', '', fold(''.join(parts))) or 'untitled'

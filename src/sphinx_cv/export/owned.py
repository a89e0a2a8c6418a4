"""Entries in the words of schema.org: as facts of the owner, and as things by themselves.

Vocabulary: https://schema.org/Person, https://schema.org/Event, https://schema.org/MonetaryGrant
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.export.resume import is_web
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.numbers import amount_of
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_cv.model import Entry, Owner
    from sphinx_cv.model.kinds import Kind

Json = str | float | list['Json'] | dict[str, 'Json']
JsonThing = dict[str, Json]

# What the values of these properties have to be, if not texts.
_CLASSES = {
    'hasCredential': 'EducationalOccupationalCredential', 'memberOf': 'Organization',
    'alumniOf': 'Organization', 'funder': 'Organization', 'organizer': 'Organization',
    'publisher': 'Organization', 'location': 'Place', 'superEvent': 'Event',
}  # fmt: skip
# Who was a member is none, and who still studies no alumnus.
_ONLY_RUNNING = {'memberOf'}
_ONLY_ENDED = {'alumniOf'}
# States in which something is as it says; a grant may be pending, and a talk cancelled.
_TRUE = {'', 'ongoing', 'active', 'scheduled'}


def relations(entries: Iterable[Entry], owner: Owner) -> JsonThing:
    """Return what entries are to the owner: where degrees are from, languages, memberships."""
    found: dict[str, dict[str, Json]] = {}
    for entry in entries:
        kind = KINDS[entry.kind]
        if not _is_so(entry) or not _is_of(entry, owner):
            continue
        said = {kind.relation: [entry.fields.get('organization', '')], kind.known_as: _names(entry)}
        for name, words in said.items():
            if name and _is_in_time(entry, name):
                things = found.setdefault(name, {})
                things |= {word: _typed(name, word) for word in words if word}
    return {name: list(things.values()) for name, things in found.items() if things}


def things(entries: Iterable[Entry], owner: JsonThing) -> Iterator[JsonThing]:
    """Yield entries that are things by themselves, with the *owner* as what that is to them."""
    for entry in entries:
        kind = KINDS[entry.kind]
        if kind.thing and _is_so(entry):
            yield {'@type': kind.thing, 'name': entry.title, **_properties(entry, kind, owner)}


def _properties(entry: Entry, kind: Kind, owner: JsonThing) -> JsonThing:
    texts = {**_days(entry), **entry.around, **entry.fields}
    found: JsonThing = {
        name: _amount(texts) if name == 'amount' else _typed(name, one_line(texts[option]))
        for option, name in kind.properties.items()
        if texts.get(option)
    }
    if kind.properties.get('organization') == 'location' and texts.get('organization'):
        town = {'address': texts['place']} if texts.get('place') else {}
        found['location'] = {'@type': 'Place', 'name': texts['organization'], **town}
    if kind.of_owner and owner:
        found[kind.of_owner] = owner
    if is_web(url := entry.fields.get('url', '')):
        found['url'] = url
    return found


def _days(entry: Entry) -> dict[str, str]:
    """Return when it was; of several times none is that of all."""
    if len(entry.dates) != 1 or entry.dates[0].until:
        return {}
    start, end = entry.dates[0].start, entry.dates[0].end
    return {'start': start.iso, 'end': end.iso_end if end else ''}


def _amount(texts: Mapping[str, str]) -> Json:
    """Return money, as a number if it is one."""
    number = amount_of(texts['amount'])
    value: Json = texts['amount'] if number is None else number
    currency = {'currency': texts['currency']} if texts.get('currency') else {}
    return {'@type': 'MonetaryAmount', 'value': value, **currency}


def _typed(name: str, words: str) -> Json:
    """Return the value of a property: a thing by its name, or the words alone."""
    return {'@type': _CLASSES[name], 'name': words} if name in _CLASSES else words


def _is_so(entry: Entry) -> bool:
    return entry.fields.get('status', '').lower() in _TRUE


def _is_of(entry: Entry, owner: Owner) -> bool:
    """Return whether an entry is about the owner: a prize may be somebody else's."""
    recipient, family = entry.fields.get('recipient', ''), owner.name.rpartition(' ')[2]
    return not recipient or family in recipient


def _is_in_time(entry: Entry, name: str) -> bool:
    is_running = any(stretch.is_open for stretch in entry.dates)
    if name in _ONLY_RUNNING:
        return is_running or not entry.dates
    return not (is_running and name in _ONLY_ENDED)


def _names(entry: Entry) -> list[str]:
    """Return the title, or the words for which it stands as the name of a group."""
    kind = KINDS[entry.kind]
    lists = (entry.fields.get(o.name, '') for o in kind.options if o.resume == 'keywords')
    words = [word.strip() for text in lists for word in text.split(',') if word.strip()]
    is_group = bool(words) and kind.title_is == 'group'
    # "Clients: hospitals" says what its words are, which may be anything.
    is_other = kind.known_as == 'knowsAbout' and ': ' in entry.title
    return words if is_group or is_other else [entry.title, *words]

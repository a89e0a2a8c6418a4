"""Whether a person in a list of authors is the one who is known under some spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.names.persons import parse_person
from sphinx_cv.model import Person, fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model import Owner

_NICKNAME = re.compile(r'\s*[("“]([^()"“”]+)[)"”]\s*')
_TRANSLITERATED = str.maketrans({
    'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'Ä': 'Ae', 'Ö': 'Oe', 'Ü': 'Ue', 'å': 'aa', 'Å': 'Aa',
    'ø': 'oe', 'Ø': 'Oe',
})  # fmt: skip


class Reading(NamedTuple):
    """One way to take a name apart: the letters of the family name, and the given names."""

    family: str
    given: tuple[str, ...]


class NameMatcher:
    """Tells a person by all spellings given, and by the family name with fitting initials.

    Accents, hyphens, particles and nicknames in parentheses do not matter. A given name that is
    written out must be one that is known; initials must fit the given names, each of them.
    """

    def __init__(self, spellings: Iterable[str]) -> None:
        self.known: dict[str, set[tuple[str, ...]]] = {}
        self.nicknames: dict[str, set[tuple[str, ...]]] = {}
        self.whole: set[str] = set()
        self.seen: dict[tuple[str, str, str], bool] = {}
        for spelling in spellings:
            self.learn(spelling)

    def learn(self, spelling: str) -> None:
        person = parse_person(_NICKNAME.sub(' ', spelling).strip())
        if person is None:
            return
        self.whole.add(_letters(person.name))
        nicknames = _NICKNAME.findall(spelling)
        for family, given in _readings(person.family, person.given, person.prefix):
            self.known.setdefault(family, set()).add(given)
            for nickname in nicknames:
                words = _words(nickname)
                self.nicknames.setdefault(family, set()).update((words, given + words))

    def matches(self, person: Person) -> bool:
        """Whether *person* is the one whom this matcher knows."""
        name = (person.family, person.given, person.prefix)
        if name not in self.seen:
            self.seen[name] = self.decide(person)
        return self.seen[name]

    def tell_apart(self, people: Iterable[Person]) -> None:
        """Learn from one list of authors: who stands beside the very name is somebody else.

        Initials say too little to be somebody else's in every other list, too.
        """
        fitting = [person for person in people if self.matches(person)]
        full = [person for person in fitting if not _is_initials(_words(person.given))]
        others = [person for person in full if _letters(person.name) not in self.whole]
        for person in others if len(others) < len(full) else ():
            self.seen[person.family, person.given, person.prefix] = False

    def decide(self, person: Person) -> bool:
        if person.literal or not person.given or is_cjk(person.family):
            return _letters(person.name) in self.whole
        if not any(
            known.endswith(ends) for ends in _endings(person.family) for known in self.known
        ):
            return False
        return any(
            self.agrees(reading)
            for reading in _readings(person.family, person.given, person.prefix)
            if reading.family in self.known
        )

    def agrees(self, reading: Reading) -> bool:
        """Whether the given names are those of a known name of this family name."""
        known = self.known[reading.family]
        nicknames = self.nicknames.get(reading.family, set())
        if _is_initials(reading.given):
            return any(_fits(reading.given, given) for given in known | _longer(nicknames, known))
        written_out = {given for given in known if not _is_initials(given)}
        return any(_equals(reading.given, given) for given in (written_out or known) | nicknames)


def match_owner(owner: Owner) -> NameMatcher:
    """Return what tells the owner of a CV; without a name it knows nobody."""
    return NameMatcher(name for name in (owner.name, *owner.aliases) if name)


def _longer(nicknames: set[tuple[str, ...]], known: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the nicknames that stand behind a given name; initials of a bare one say little."""
    return {words for words in nicknames if any(words[: len(given)] == given for given in known)}


def _fits(initials: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether initials may stand for given names: Z. or Z. R. for Zirui, J. L. for Jin-Lin."""
    if not given or initials[0] != given[0][0]:
        return False
    pairs = zip(initials[1:], given[1:], strict=False)
    inside = ''.join(given)[1:]
    return all(initial == word[0] for initial, word in pairs) and all(
        initial in inside for initial in initials[len(given) :]
    )


def _equals(words: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether given names, one at least written out, agree as far as both are given."""
    if not given or ''.join(words) == ''.join(given):
        return bool(given)
    if len(given[0]) > 1 and len(words[0]) == 1 and ''.join(words[1:]) == ''.join(given):
        return True  # J. Robert is Robert
    if len(words[0]) > 1 and len(given[0]) == 1 and ''.join(given[1:]) == ''.join(words):
        return True
    pairs = list(zip(words, given, strict=False))
    joined = _starts_alike(words, given)
    return joined or (
        all(a == b or (1 in {len(a), len(b)} and a[0] == b[0]) for a, b in pairs)
        and (any(a == b for a, b in pairs) or _is_initials(given))
    )


def _starts_alike(words: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether one has in two words what the other has in one: Jin-Lin B. and Jinlin."""
    short, long = (words, given) if len(words[0]) < len(given[0]) else (given, words)
    return len(short) > 1 and len(long) == 1 and ''.join(short[:2]) == long[0]


def _is_initials(given: tuple[str, ...]) -> bool:
    return all(len(word) == 1 for word in given)


@lru_cache(maxsize=65536)
def _readings(family: str, given: str, prefix: str) -> tuple[Reading, ...]:
    """Return all ways to read a name: with and without particles, with a longer family name."""
    return tuple(dict.fromkeys(_all_readings(family, given, prefix)))


def _all_readings(family: str, given: str, prefix: str) -> Iterator[Reading]:
    given = _NICKNAME.sub(' ', given)
    names = given.split()
    for table in ({}, _TRANSLITERATED):
        name, rest = family.translate(table), given.translate(table)
        yield Reading(_letters(name), _words(rest))
        yield Reading(_letters(prefix + name), _words(rest))
        for at in range(1, len(names)):
            longer = ' '.join((*names[at:], prefix, family)).translate(table)
            yield Reading(_letters(longer), _words(' '.join(names[:at])))


def _endings(family: str) -> tuple[str, ...]:
    """Return how every reading of a name ends, which tells most people apart at once."""
    if family.isascii():
        return (_letters(family),)
    return _letters(family), _letters(family.translate(_TRANSLITERATED))


def _letters(text: str) -> str:
    """Return the folded letters of *text* alone, so that hyphens and spaces do not matter."""
    folded = fold(text)
    return folded if folded.isalnum() else ''.join(filter(str.isalnum, folded))


def _words(given: str) -> tuple[str, ...]:
    """Return the folded given names and initials one by one; ``ZR`` are two initials."""
    words: list[str] = []
    for word in re.split(r"[\s.\-\u2010\u2011–']+", given):
        is_initials = word.isupper() and len(word) < 4 and word.isascii()
        words.extend(word if is_initials else [word] if word else [])
    return tuple(letters for word in words if (letters := _letters(word)))

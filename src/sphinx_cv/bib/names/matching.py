"""A test whether a person in a list of authors is the one who is known by some spellings."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.names.eastern import is_family
from sphinx_cv.bib.names.persons import PARTICLES, is_initials, parse_person
from sphinx_cv.model import Person, fold, is_cjk
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model import Owner

# What stands before names and says what people are; some only with a full stop, or behind others.
_HONOURS = frozenset('prof professor dr drs dra ddr sir dame mr mrs ms mx'.split())
_SHORT_HONOURS = frozenset(
    'assoc asst rev mag pd priv-doz ing dr-ing dipl dipl-ing ir eng univ lic hon'.split()
)
_FACULTIES = frozenset('rer. nat. phil. med. habil. h. c. h.c. sc. techn. jur. iur. oec.'.split())
_HYPHEN = regex(r"[-\u2010\u2011–'’]+")
_HYPHENATED_INITIALS = regex(r'\w\.?[-\u2010\u2011]\w(?:\.|$|\s)')
_SHORTENED = regex(r'\b([^\W\d_])[^\W\d_]{1,2}\.')
_NICKNAME = regex(r'\s*[("“]([^()"“”]+)[)"”]\s*')
_TRANSLITERATED = str.maketrans({
    'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'Ä': 'Ae', 'Ö': 'Oe', 'Ü': 'Ue', 'å': 'aa', 'Å': 'Aa',
    'ø': 'oe', 'Ø': 'Oe',
})  # fmt: skip
_TRANSLITERATIONS: tuple[dict[int, str], ...] = (
    {},
    _TRANSLITERATED,
    str.maketrans({'å': 'aa', 'Å': 'Aa'}),
    {sign: two for sign, two in _TRANSLITERATED.items() if chr(sign) not in 'åÅ'},
)
# What tells two people of one name apart, who are hardly called so twice.
_GENERATIONS = {
    'junior': 'jr', 'jnr': 'jr', 'jr': 'jr', 'senior': 'sr', 'snr': 'sr', 'sr': 'sr', 'ii': 'ii',
    '2nd': 'ii', 'iii': 'iii', '3rd': 'iii', 'iv': 'iv', '4th': 'iv',
}  # fmt: skip


class Reading(NamedTuple):
    """One way to take a name apart: the letters of the family name, and the given names."""

    family: str
    given: tuple[str, ...]


class NameMatcher:
    """Tells a person by all spellings given, and by the family name with fitting initials.

    Accents, particles, titles and nicknames in parentheses do not matter. A given name that is
    written out must be one that is known, and one with a hyphen is one name; initials must fit the
    given names, each of them.
    """

    def __init__(self, spellings: Iterable[str]) -> None:
        self.known: dict[str, set[tuple[str, ...]]] = {}
        self.nicknames: dict[str, set[tuple[str, ...]]] = {}
        self.short: dict[str, set[tuple[str, ...]]] = {}  # one of two family names alone
        self.pieces: dict[str, set[str]] = {}  # of family names with a hyphen -> first initials
        self.whole: set[str] = set()
        self.hyphenated: dict[str, set[tuple[str, ...]]] = {}  # Karl-Heinz, as two names
        self.particles: set[frozenset[str]] = set()
        self.generations: set[str] = set()
        self.seen: dict[tuple[str, str, str, str], bool] = {}
        for spelling in spellings:
            self.learn(spelling)

    def learn(self, spelling: str) -> None:
        person = parse_person(_without_honours(_NICKNAME.sub(' ', spelling)))
        if person is None:
            return
        person = replace(person, given=_without_honours(person.given))
        self.whole |= _whole_names(person)
        self.particles.add(_particles(person))
        self.generations |= _generation(person)
        nicknames = _NICKNAME.findall(spelling)
        for family, given in _readings(person.family, person.given, person.prefix):
            self.add(family, given)
            for nickname in nicknames:
                words = _words(nickname)
                self.nicknames.setdefault(family, set()).update((words, given + words))
        for family, given in _readings_without_hyphens(person):
            self.hyphenated.setdefault(family, set()).add(given)
        for family, given in _turned_readings(person):
            self.add(family, given)
        for family, given in _short_readings(person):
            self.short.setdefault(family, set()).add(given)
        for piece in _pieces(person):
            self.pieces.setdefault(piece, set()).add(_initial_of(person))

    def add(self, family: str, given: tuple[str, ...]) -> None:
        """Know given names of a family name; by the second one, too, if the first is an initial."""
        self.known.setdefault(family, set()).add(given)
        if len(given) > 1 and len(given[0]) == 1 < len(given[1]):
            self.known[family].add(given[1:])
        self.seen.clear()

    def accept(self, person: Person) -> None:
        """Learn the given names of a spelling that is the person's beyond doubt."""
        for family, given in _readings(person.family, person.given, person.prefix):
            if _is_initials(given) or len(given) < 2:
                continue
            if family in self.known and not self.is_hyphenated(family, given):
                self.add(family, given)

    def is_hyphenated(self, family: str, given: tuple[str, ...]) -> bool:
        """Return whether given names in several words are one that has a hyphen: Karl H.."""
        known = self.hyphenated.get(family, ())
        return any(len(parts) <= len(given) and _equals(given, parts) for parts in known)

    def matches(self, person: Person) -> bool:
        """Return whether *person* is the one whom this matcher knows."""
        name = (person.family, person.given, person.prefix, person.suffix)
        if name not in self.seen:
            self.seen[name] = not self.contradicts(person) and self.decide(person)
        return self.seen[name]

    def contradicts(self, person: Person) -> bool:
        """Return whether particles or a "Jr." are others than those known: van den, van der."""
        said = _generation(person)
        if said and self.generations and said.isdisjoint(self.generations):
            return True
        own = _particles(person)
        is_written_out = bool(own) and own <= PARTICLES
        return is_written_out and not any(own <= known or known <= own for known in self.particles)

    def decide(self, person: Person) -> bool:
        if _letters(person.name) in self.whole:
            return True
        if person.literal or not person.given or is_cjk(person.family):
            return False
        if ' ' in person.family and any(map(self.is_short, _short_readings(person))):
            return True
        if not any(
            known.endswith(ends) for ends in _endings(person.family) for known in self.known
        ):
            return False
        return self.is_in_order(person)

    def is_in_order(self, person: Person) -> bool:
        """Return whether the names fit as they were read, the family name as one."""
        return any(
            self.agrees(reading)
            for reading in _readings(person.family, person.given, person.prefix)
            if reading.family in self.known
        )

    def is_known(self, person: Person) -> bool:
        """Return whether the name is, letter by letter, one of those given."""
        return _letters(person.name) in self.whole

    def is_written_out(self, person: Person) -> bool:
        """Return whether one given name at least is more than an initial."""
        return not _is_initials(_words(person.given))

    def is_short(self, reading: Reading) -> bool:
        """Return whether one of two family names is known, and the first given name written out."""
        known = self.known.get(reading.family, set())
        first = reading.given[:1]
        return any(given[:1] == first and len(given[0]) > 1 for given in known if given)

    def bears_name(self, person: Person) -> bool:
        """Return whether the family name, or one of two, is this person's, at whatever place."""
        families = {family for family, _ in _wide(person)}
        if not families.isdisjoint(self.known.keys() | self.short.keys()):
            return True
        parts = [*_pieces(person), *families]
        if any(_initial_of(person) in self.pieces.get(part, ()) for part in parts):
            return True
        is_piece = any(self.is_initial(part, _initial_of(person)) for part in _pieces(person))
        return is_piece or self.is_initial(*_swapped(person))

    def is_initial(self, family: str, initial: str) -> bool:
        """Return whether a given name of that family name begins so."""
        return any(given[0][0] == initial for given in self.known.get(family, ()) if given)

    def is_backwards(self, person: Person) -> bool:
        """Return whether it is, letter by letter, a name whose parts stand in the wrong order."""
        turned = replace(person, family=f'{person.given} {person.prefix}', given=person.family)
        if is_initials(person.family) and person.family.isupper() and person.given:
            return self.could_be(replace(turned, prefix=''))  # Doe JA, alone in its list
        is_said = person.literal or person.family_first or is_family(person.family)
        if is_said or not _letters(person.given) or self.is_in_order(person):
            return False
        backwards = _letters(f'{person.family}{person.prefix}{person.given}')
        return ' ' not in person.given and backwards in self.whole

    def could_be(self, person: Person) -> bool:
        """Return whether nothing in the name contradicts, which is enough if no other fits."""
        if person.literal or not person.given or is_cjk(person.family) or self.contradicts(person):
            return False
        is_one_name = _HYPHENATED_INITIALS.match(person.given) is not None
        return any(self.tolerates(reading, is_one_name) for reading in _wide(person))

    def tolerates(self, reading: Reading, is_one_name: bool) -> bool:
        """Return whether the given names fit; *is_one_name* if J.-W. stands for one name."""
        family, words = reading
        known = self.known.get(family, set()) | self.short.get(family, set())
        alike = [given for given in known if given and words and _alike(words[0], given[0])]
        longer = [given for given in alike if len(given) > 1]
        return any(
            all(map(_alike, words, given)) and (not is_one_name or _fits(words, given))
            for given in (*(longer or alike), *self.nicknames.get(family, ()))
        )

    def agrees(self, reading: Reading) -> bool:
        """Return whether the given names are those of a known name of this family name."""
        known = self.known[reading.family]
        nicknames = self.nicknames.get(reading.family, set())
        if _is_initials(reading.given):
            return any(_fits(reading.given, given) for given in known | _longer(nicknames, known))
        if self.is_hyphenated(reading.family, reading.given):
            return True
        written_out = {given for given in known if not _is_initials(given)}
        return any(_equals(reading.given, given) for given in (written_out or known) | nicknames)


class OwnerMatcher(NameMatcher):
    """Tells the owner of a CV, who may be known better from a list than by the name."""

    def matches(self, person: Person) -> bool:
        return super().matches(person) if person.own is None else person.own


def match_owner(owner: Owner) -> OwnerMatcher:
    """Return what tells the owner of a CV; without a name it knows nobody."""
    return OwnerMatcher(name for name in (owner.name, *owner.aliases) if name)


def _longer(nicknames: set[tuple[str, ...]], known: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the nicknames that stand behind a given name; initials of a bare one say little."""
    return {words for words in nicknames if any(words[: len(given)] == given for given in known)}


def _fits(initials: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Return whether initials may stand for given names: Z. or Z. R. for Zirui."""
    if not given or not initials or initials[0] != given[0][0]:
        return False
    pairs = zip(initials[1:], given[1:], strict=False)
    inside = ''.join(given)[1:-1]  # a syllable has a letter more than its initial
    return all(initial == word[0] for initial, word in pairs) and all(
        initial in inside for initial in initials[len(given) :]
    )


def _equals(words: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Return whether given names, one at least written out, agree as far as both are given."""
    if not given or ''.join(words) == ''.join(given):
        return bool(given)
    if len(given[0]) > 1 and len(words[0]) == 1 and ''.join(words[1:]) == ''.join(given):
        return True  # J. Robert is Robert
    if len(words[0]) > 1 and len(given[0]) == 1 and ''.join(given[1:]) == ''.join(words):
        return True
    pairs = list(zip(words, given, strict=False))
    return _starts_alike(words, given) or (
        all(_alike(a, b) for a, b in pairs)
        and (len(pairs) > 1 or pairs[0][0] == pairs[0][1] or _is_initials(given))
    )


def _alike(word: str, known: str) -> bool:
    """Return whether two given names are the same as far as they are written out."""
    return word == known or (1 in {len(word), len(known)} and word[0] == known[0])


def _starts_alike(words: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Return whether one has in two words what the other has in one: Jin-Lin B. and Jinlin."""
    short, long = (words, given) if len(words[0]) < len(given[0]) else (given, words)
    return len(short) > 1 and len(long) == 1 and ''.join(short[:2]) == long[0]


def _is_initials(given: tuple[str, ...]) -> bool:
    return all(len(word) == 1 for word in given)


@lru_cache(maxsize=65536)
def _readings(family: str, given: str, prefix: str) -> tuple[Reading, ...]:
    """Return all ways to read a name: with and without particles, with a longer family name."""
    return tuple(dict.fromkeys(_all_readings(family, given, prefix)))


def _all_readings(family: str, given: str, prefix: str) -> Iterator[Reading]:
    given = _without_honours(_NICKNAME.sub(' ', given))
    names = given.split()
    for name, rest in _transliterated(family, given):
        yield Reading(_letters(name), _words(rest))
        yield Reading(_letters(prefix + name), _words(rest))
        for at in range(1, len(names)):
            words = rest.split()
            longer = ' '.join((*words[at:], prefix, name))
            yield Reading(_letters(longer), _words(' '.join(words[:at])))
            if prefix:  # Ferreira-Santos, who is Ferreira dos Santos
                yield Reading(_letters(' '.join((*words[at:], name))), _words(' '.join(words[:at])))


def _transliterated(family: str, given: str) -> Iterator[tuple[str, str]]:
    """Yield family and given names, and these with two letters for each that ASCII has not."""
    yield family, given
    if family.isascii() and given.isascii():
        return
    for table in _TRANSLITERATIONS:
        for other in _TRANSLITERATIONS:
            yield family.translate(table), given.translate(other)


def _short_readings(person: Person) -> Iterator[Reading]:
    """Yield how somebody with two family names is called by one of them: García, or Márquez."""
    families, names = person.family.split(), _without_honours(person.given).split()
    if len(families) > 1:
        yield Reading(_letters(families[0]), _words(person.given))
        for at in range(1, len(families)):
            rest = ' '.join((person.given, *families[:at]))
            yield Reading(_letters(' '.join(families[at:])), _words(rest))
    elif len(names) > 1 and '.' not in names[-1] and len(names[-1]) > 2:
        yield Reading(_letters(names[-1]), _words(' '.join(names[:-1])))


def _whole_names(person: Person) -> set[str]:
    """Return the letters of a name in the orders in which all of it may be written."""
    found = {_letters(person.name)}
    if is_cjk(person.family):
        found.add(_letters(person.given + person.family))
        if not person.given:  # 김민준 may be written 민준 김
            found |= {_letters(person.family[at:] + person.family[:at]) for at in (1, 2)}
    return found


def _readings_without_hyphens(person: Person) -> tuple[Reading, ...]:
    if not _HYPHEN.search(person.given):
        return ()
    return _readings(person.family, _HYPHEN.sub(' ', person.given), person.prefix)


def _turned_readings(person: Person) -> Iterator[Reading]:
    """Yield how Nguyễn Văn An is called in the West, An Van Nguyen, and N. V. An by initials."""
    *middle, last = _words(person.given) or ('',)
    if person.family_first and last:
        yield Reading(_letters(person.family), (last, *middle))
        yield Reading(last, (_letters(person.family), *middle))


def _particles(person: Person) -> frozenset[str]:
    return frozenset(fold(person.prefix).split())


def _generation(person: Person) -> set[str]:
    """Return which of several people of one name it is: {'jr'}."""
    words = person.suffix.lower().replace('.', '').replace(',', ' ').split()
    return {_GENERATIONS[word] for word in words if word in _GENERATIONS}


def _pieces(person: Person) -> list[str]:
    """Return the letters of the pieces of a family name that has a hyphen."""
    pieces = _HYPHEN.split(person.family)
    return [_letters(piece) for piece in pieces if len(piece) > 2] if len(pieces) > 1 else []


def _initial_of(person: Person) -> str:
    return _letters(_without_honours(person.given))[:1]


def _swapped(person: Person) -> tuple[str, str]:
    """Return family name and initial of somebody whose family name was read as a given one."""
    return _letters(person.given.partition(' ')[0]), _letters(person.family)[:1]


def _wide(person: Person) -> tuple[Reading, ...]:
    readings = _readings(person.family, person.given, person.prefix)
    return (*readings, *(_short_readings(person) if ' ' in person.family else ()))


def _without_honours(given: str) -> str:
    """Return given names without the titles that stand before them."""
    words = given.split()
    while words:
        title = words[0].strip('.,').lower()
        is_short = words[0].endswith('.') and title.replace('.', '') in _SHORT_HONOURS
        is_faculty = words[0] in _FACULTIES and len(words) < len(given.split())
        if title not in _HONOURS and not is_short and not is_faculty:
            break
        words.pop(0)
    return ' '.join(words)


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
    given = _SHORTENED.sub(_initial, given.replace('ª', '.'))  # Ch. is one initial, and Mª
    for word in re.split(r'[\s.]+', given):
        if word in PARTICLES:
            continue
        parts = [part for part in _HYPHEN.split(word) if part]
        if all(len(part) == 1 for part in parts):
            words.extend(parts)
        else:
            is_initials = word.isupper() and len(word) < 4 and word.isascii()
            words.extend(word if is_initials else [''.join(parts)])
    # One letter is an initial, also where two stand for it without accents: Þ.
    letters = (_letters(word)[: 1 if len(word) == 1 else None] for word in words)
    return tuple(filter(None, letters))


def _initial(match: re.Match[str]) -> str:
    return f'{match[1]}.' if match[0][1].islower() else match[0]

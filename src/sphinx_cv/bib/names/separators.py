"""A list of names on one line -> its names: split at "and", and where people did so at commas."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bib.names.eastern import (
    begins_with_family,
    is_family,
    is_in_vietnamese_order,
    parted_at_dots,
)
from sphinx_cv.bib.names.marks import take_marks
from sphinx_cv.bib.names.organisations import NUMBERED, has_legal_form, names_organisation
from sphinx_cv.bib.names.persons import (
    EXTENDED,
    PARTICLES,
    PATRONYMIC,
    is_initials,
    is_middle,
    is_suffix,
    is_title,
)
from sphinx_cv.bib.names.protection import is_protected, restored
from sphinx_cv.bib.names.usual import usual_person
from sphinx_cv.model import is_cjk
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Report = Callable[[str, str], None]

AND = regex(r'(?:^|(?<=[\s,]))and(?=[\s,]|$)', re.IGNORECASE)
# Commas and semicolons of other scripts; the first stands between words of a list only.
_FOREIGN = {'\u3001': ' and ', '\uff1b': ';', '\u061b': ';', '\uff06': ' & '}
# "and" in other languages, between names that are written out; some stand within names as well.
_ANDS = (
    'und sowie et och og samt ja és valamint și şi и та ve oraz và dan και with mit avec'.split()
)
_FOREIGN_AND = regex(rf'\s(?:{"|".join(_ANDS)})\s')
# This one joins two family names as well, of which the second is one word mostly.
_SPANISH_AND = regex(r'(?<=\S) [yei] (?=\S)')
# Without any of these words there is nothing of the sort.
_JOINING = frozenset((*_ANDS, 'y', 'e', 'i', 'the', 'behalf'))
_BEHALF = regex(r',?\s+((?:on behalf of|representing|for the)\s+.+)')
_PAIR = regex(r'(?:\S+ & \S+|[^&]+)')
_SLASH = regex(r' (?:[/|]|\u24e1|r\u20dd) ')  # the letter is that of authors in random order
_GLUED_AND = regex(r'(?<=\.)and(?=\s[A-Z])|(?<=\s)and(?=[A-Z][a-z])')
# "And others", as many languages have it behind a name.
OTHERS_BEHIND = (
    r'et\.?\s*(?:al|coll)|u\.\s?(?:v\.\s?)?a|und andere|et autres|y (?:otros|cols?)|'
    r'e (?:outros|cols?|altri)|en anderen|m\.\s?fl|mfl|og fl|i in|a kol|'
    r'és (?:mtsai|munkatársai|mások)|ve (?:ark|diğerleri)|dkk|và cộng sự|и (?:др|соавт)'
)
_OTHERS = regex(
    r'(?:and\s+)?(?:[(\[]?\+?\s?(?:\d[\d,]*\s+)?(?:more|other|additional)?\s*'
    r'(?:(?:co-?)?authors|others|colleagues|more)[)\]]?|'
    rf'al(?:\.?,\s*et)?|{OTHERS_BEHIND}|等|他|ほか|외)[.,]*|\.{{2,}}|…|[\s,]*',
    re.IGNORECASE,
)
_COMMAS = ',\uff0c\u060c'  # the usual one, that of East Asia, and the Arabic one
_WIDE_COMMAS = str.maketrans(dict.fromkeys(_COMMAS[1:], ','))
_EDGES = ' \t\r\n,&\uff0c'
_TWO_WORDS = regex(r'[^\W\d_a-z][^\s,]*(?: [^\s,]+)* [^\W\d_a-z][^\s,]*')
_EXACTLY_TWO_WORDS = regex(r'[^\W\d_a-z][\w-]+ [^\W\d_a-z][\w-]+')
_GENERATION = regex(r'I{2,3}|IV')
_GIVEN_AND_INITIAL = regex(
    r"(?:[a-z][\w'’]* )*[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)+ [A-Z]\.?"
)
_CAPITALS_AND_INITIALS = regex(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,} )+(?:[A-Z]\.?-?){1,2}")
_CAPITALS_FIRST = regex(
    r"((?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]+ )+)(?:[^\W\d_a-z][\w'’.-]*[a-zß-ÿ.][\w.'’-]* ?)+"
)
_INITIALS_TOO = ('JR', 'SR')
_INITIAL_WITHIN = regex(r'\b[^\W\d_a-z]\.? (?=\S)')
_ONE_COMMA = regex(r'[^\s,][^,]*,[^,]+')
_INITIAL_BETWEEN = regex(r"[^\W\d_a-z][\w'-]+\.?(?: [^\W\d_a-z]\.)+ [^\W\d_a-z][\w'-]+")
_INITIAL_FIRST = regex(r'(?:[A-Z]\.[\s-]*)+[^\W\d_]{2}')


def split_list(source: str, report: Report, *, of_firms: bool = False) -> list[str]:
    """Split a list at "and"; and, where people did so, at commas, semicolons and ampersands.

    *of_firms* says that who signs such a work may be a company: Example AG.
    """
    source = _with_and(source, report)
    names = [name.strip(_EDGES) for name in _at_and(source)]
    if '/' in source or not _JOINING.isdisjoint(source.split()):
        names = [part for name in names for part in _in_own_language(name, report)]
        names = [part for name in names for part in _with_group(name)]
    names = list(filter(None, names))
    if any(map(source.__contains__, _COMMAS)):
        names = _without_lists(names, report)
    return _family_first(names, of_firms=of_firms) or names


def _with_and(source: str, report: Report) -> str:
    """Return a list with "and" where other signs stand between the names."""
    if not source.isascii():
        source = _in_western_signs(source)
    if ';' in source:
        report('comma_list', 'semicolons stand between the names; write "and" between them')
        source = source.replace(';', ' and ')
    if '&' in source:
        source = _ampersands(source, report)
    if _SLASH.search(source) and not names_organisation(source):
        report('comma_list', 'signs stand between the names; write "and" between them')
        source = _SLASH.sub(' and ', source)
    if source.count('and') > source.count(' and ') and _GLUED_AND.search(source):
        report('comma_list', 'a space is missing beside an "and"; add it')
        source = _GLUED_AND.sub(' and ', source)
    return source


def _without_lists(names: list[str], report: Report) -> list[str]:
    """Return names of which none is a list with commas."""
    full = any(map(_is_full, names)) and not any(map(_is_inverted, names))
    parts = [_comma_list(name, full, len(names) == 1) for name in names]
    for name, found in zip(names, parts, strict=True):
        if len(found) > 1:
            _say(name, report)
    return [part for found in parts for part in found]


def _in_western_signs(source: str) -> str:
    for sign, meant in _FOREIGN.items():
        source = source.replace(sign, meant) if sign in source else source
    return parted_at_dots(source)


def _at_and(source: str) -> list[str]:
    """Split a list at "and"; where the letters stand between blanks alone, without a pattern."""
    is_plain = source.lower().count('and') == source.count(' and ')
    return source.split(' and ') if is_plain else AND.split(source)


@lru_cache(maxsize=65536)
def is_others(name: str) -> bool:
    """Return whether it stands for the names that are left out."""
    return _OTHERS.fullmatch(restored(name)) is not None


def _say(name: str, report: Report) -> None:
    shown = restored(take_marks(name)[0])[:60]
    report('comma_list', f'commas stand between names in "{shown}"; write "and" between them')


def _ampersands(source: str, report: Report) -> str:
    if ' & ' not in source or names_organisation(source):
        return source
    if all(map(_PAIR.fullmatch, _at_and(source))) and ' and ' in source:
        return source  # Procter & Gamble and Johnson & Johnson
    report('comma_list', '"&" stands between the names; write "and" between them')
    return source.replace(' & ', ' and ')


def _in_own_language(name: str, report: Report) -> list[str]:
    """Split "Ann Doe und Bo Roe"; "von und zu" and organisations stay as they are."""
    if name.count(' ') < 4 and '/' not in name:
        return [name]
    parts = _FOREIGN_AND.split(name)
    if len(parts) == 1 and _are_listed(_SPANISH_AND.split(name)):
        parts = _SPANISH_AND.split(name)
    if len(parts) == 1 and all(map(_ONE_COMMA.fullmatch, name.split('/'))):
        parts = name.split('/')  # Doe, Jane/Roe, Bo
    if len(parts) == 1 or names_organisation(name) or not _are_people(parts):
        return [name]
    report('comma_list', f'"{restored(name)[:60]}" are two people; write "and" between them')
    return parts


def _with_group(name: str) -> tuple[str, ...]:
    """Take the group off for which somebody signs: Roe, Bo, on behalf of the ABC Group."""
    group = _BEHALF.search(name) if ' the ' in name or ' behalf ' in name else None
    if group is None or not names_organisation(group[1]) or is_protected(name):
        return (name,)
    person = name[: group.start()]
    return (name,) if names_organisation(person) or ' ' not in person else (person, group[1])


def _are_people(parts: Sequence[str]) -> bool:
    """Return whether all are names: each in two words, or with one comma, or several of these."""
    pieces = [piece.strip() for part in parts for piece in part.split(',')]
    return all(map(_TWO_WORDS.fullmatch, pieces)) or all(part.count(',') % 2 for part in parts)


def _are_listed(parts: Sequence[str]) -> bool:
    """Return whether "y" or "e" stands between people, and not between two family names."""
    pieces = [piece.strip() for part in parts for piece in part.split(',')]
    return (
        all(map(_EXACTLY_TWO_WORDS.fullmatch, pieces))
        or all(map(_INITIAL_FIRST.match, pieces))
        or all(part.count(',') % 2 for part in parts)
        or all(map(_before_initials, pieces))
    )


@lru_cache(maxsize=65536)
def _is_organisation(name: str) -> bool:
    return names_organisation(name) or NUMBERED.fullmatch(name) is not None


@lru_cache(maxsize=65536)
def _is_full(name: str) -> bool:
    """Return whether it is a name in the order it is read: Jane Doe; Jane Doe, PhD."""
    whole, comma, behind = name.partition(', ')
    return ' ' in whole and (not comma or is_suffix(behind)) and not names_organisation(name)


@lru_cache(maxsize=65536)
def _is_inverted(name: str) -> bool:
    """Return whether it can only be a name with the family first: Doe, Jane."""
    if usual_person(name):
        return ',' in name
    family, comma, given = map(str.strip, name.partition(','))
    is_behind = is_suffix(given) or (' ' in family and is_title(given))  # Ann Doe, MD
    is_one = comma and ',' not in given and not is_behind
    if is_one and family.partition(' ')[0] in PARTICLES:
        return True
    return bool(is_one and not (' ' in family and ' ' in given))


@lru_cache(maxsize=65536)
def _comma_list(name: str, full: bool, alone: bool) -> tuple[str, ...]:
    """Split names that only commas separate; one name (von Last, Jr, First) stays whole.

    *full*: another name of the list is in the order it is read, so two names may be meant where
    "Last, First" would have several words on both sides. *alone*: there is no "and" in the list.
    """
    if usual_person(name) or EXTENDED.match(name):
        return (name,)
    parts = [part.strip() for part in name.translate(_WIDE_COMMAS).split(',') if part.strip()]
    if any(is_cjk(part.replace(' ', '')) for part in parts):
        return tuple(parts) if _are_whole(parts, alone and ',' not in name) else (', '.join(parts),)
    reversed_names = [_before_initials(part) for part in parts]
    if len(parts) > 1 and all(reversed_names):
        return tuple(', '.join(filter(None, found)) for found in reversed_names if found)
    if full and len(parts) == 2 and ' ' in parts[0] and is_title(parts[1]):
        return (' '.join(parts),)
    if len(parts) < 3:
        return tuple(parts) if _are_two(parts, full) else (', '.join(parts),)
    if len(parts) == 3 and _is_one(parts):
        return (', '.join(parts),)
    return _many(parts)


def _is_one(parts: Sequence[str]) -> bool:
    """Return whether three parts are "Last, Jr, First", which they are by the grammar."""
    if is_title(parts[1]) or is_title(parts[2]) or parts[1].startswith('('):
        return True
    if PARTICLES.issuperset(parts[1].split()):
        return True  # Berg, van den, Jan
    return ' ' not in parts[1] and (not is_middle(parts[1]) or is_initials(parts[2]))


def _many(parts: list[str]) -> tuple[str, ...]:
    """Split names whose initials and suffixes are behind commas of their own, or have none."""
    groups: list[list[str]] = []
    for part in parts:
        if groups and (is_initials(part) or is_title(part)):
            groups[-1].append(part)
        else:
            groups.append([part])
    if len(groups) == 2 and groups[0] == parts[:1] and ' ' not in parts[0] and is_title(parts[2]):
        return (', '.join(parts),)  # Roe, Ann, PhD, MPH
    if len(groups) < len(parts):
        return tuple(map(', '.join, groups))
    if len(parts) % 2 == 0 and (
        not any(' ' in part for part in parts[1::2])
        or all(' ' not in part or part.partition(' ')[0] in PARTICLES for part in parts[::2])
    ):
        return tuple(map(', '.join, zip(parts[::2], parts[1::2], strict=True)))
    return tuple(parts)


def _are_whole(parts: list[str], alone: bool) -> bool:
    """Return whether names in East Asian characters, or mixed, are whole: 王伟 and 李明.

    *alone* are those between which no comma of ours stands.
    """
    if any(is_cjk(part) and len(part.replace(' ', '')) < 2 for part in parts):
        return False
    if len(parts) > 2 or all(map(_is_whole_eastern, parts)):
        return True
    return alone and all(map(begins_with_family, parts))


def _is_whole_eastern(part: str) -> bool:
    """Return whether it is too long for a family or a given name: 김철수, 王 伟, 山田太郎."""
    return (
        is_cjk(part.replace(' ', ''))
        and (len(part) > 3 or begins_with_family(part))
        and (len(part) > 2)
    )


def _are_two(parts: list[str], full: bool) -> bool:
    """Return whether both sides of a comma are a whole name: J. Doe, R. Roe."""
    if len(parts) != 2 or any(map(is_suffix, parts)) or parts[0].partition(' ')[0] in PARTICLES:
        return False
    if is_suffix(parts[0].rpartition(' ')[2]):
        return False  # King Jr, Martin Luther
    if all(map(_INITIAL_FIRST.match, parts)) or all(map(_INITIAL_BETWEEN.fullmatch, parts)):
        return True
    if all(is_in_vietnamese_order(part.split()) for part in parts):
        return True
    if all(part.count(' ') == 2 and PATRONYMIC.search(part) for part in parts):
        return True
    return full and all(' ' in part and not is_initials(part.split()[-1]) for part in parts)


def _family_first(names: Sequence[str], *, of_firms: bool) -> list[str] | None:
    """Put commas into a list as PubMed and Vancouver write it (Doe JA and Kim K.); else None.

    One name says too little: the whole list must be in that form.
    """
    with_parts = list(filter(_has_parts, names))
    if not with_parts:
        return None
    people = [name for name in with_parts if not _is_organisation(name)]
    if _are_in_capitals(people, of_firms=of_firms) or _are_in_full(people):
        return [_with_comma(name) if name in people else name for name in names]
    found = {name: _before_initials(name) for name in with_parts}
    splits = [split for name, split in found.items() if split or name in people]
    if not splits:
        return None
    if not (
        all(splits)
        and _shows_initials([split[1] for split in splits if split], names, of_firms=of_firms)
    ):
        found = {name: split for name, split in found.items() if split and _has_particle(split[0])}
    return _with_commas(names, found) if found else None  # at least van Dam PQ


def _has_particle(family: str) -> bool:
    return family.partition(' ')[0].lower() in PARTICLES


def _are_in_capitals(people: Sequence[str], *, of_firms: bool) -> bool:
    """Return whether capitals tell the family names, which come first: ZHANG Wei; DOE JA."""
    if len(people) < 2:
        return False
    if all(map(_CAPITALS_AND_INITIALS.fullmatch, people)):
        initials = [name.rpartition(' ')[2] for name in people]
        return not (
            all(map(is_family, initials)) or (of_firms and all(map(has_legal_form, people)))
        )
    families = [match[1] for name in people if (match := _CAPITALS_FIRST.fullmatch(name))]
    are_long = [len(family.strip()) > 3 or is_family(family.strip()) for family in families]
    return len(families) == len(people) and all(are_long) and max(map(len, families)) > 4


def _are_in_full(people: Sequence[str]) -> bool:
    """Return whether families come first and given names are whole: Doe Jane M and Roe Bo.

    Initials stand last in names of that form, and in none of them before another word.
    """
    in_full = [name for name in people if _GIVEN_AND_INITIAL.fullmatch(name)]
    if not in_full or len(in_full) == len(people) or any(map(_INITIAL_WITHIN.search, people)):
        return False
    if all(map(_before_initials, people)):
        return False  # Le Goff M and Dos Santos JR
    return len(in_full) > 1 or len(in_full) * 2 > len(people)


def _with_comma(name: str) -> str:
    """Put a comma behind the family name that comes first, and its particles."""
    words = name.split()
    end = next((at for at, word in enumerate(words, 1) if not word[0].islower()), 1)
    while end < len(words) - 1 and words[end].isupper() and len(words[end]) > 1:
        end += 1  # LE GOFF Anne
    return f'{" ".join(words[:end])}, {" ".join(words[end:])}'.rstrip(', ')


def _shows_initials(initials: Sequence[str], names: Sequence[str], *, of_firms: bool) -> bool:
    """Return whether what stands last in all names is their initials, and no family name.

    Where there may be firms (*of_firms*), and beside people whose names are in another form, that
    is their legal form: Example AG.
    """
    is_alone = not any(map(_has_bare_initials, names)) and len(initials) < len(names)
    if (of_firms or is_alone) and all(map(has_legal_form, filter(_has_parts, names))):
        return False
    if any('.' in letters for letters in initials):
        return True
    if all(map(is_family, initials)):
        return False  # Yi XU and Wei LI
    is_lone = len(initials) == 1 and not any(map(_has_bare_initials, names))
    if is_lone and len(initials[0]) == 1:
        return False  # Malcolm X
    return any(len(letters.replace(' ', '')) < 3 for letters in initials)  # Jane DOE


def _with_commas(
    names: Sequence[str], found: Mapping[str, tuple[str, str, str] | None]
) -> list[str]:
    return [', '.join(filter(None, found.get(name) or (name,))) for name in names]


def _has_bare_initials(name: str) -> bool:
    """Return whether it is a family name with initials that have no full stops: Doe, JA."""
    _, comma, given = name.partition(', ')
    return bool(comma) and '.' not in given and is_initials(given)


@lru_cache(maxsize=65536)
def _has_parts(name: str) -> bool:
    """Return whether a name shows the form of its list: it is no single word, and no "Doe, A"."""
    return ' ' in name and not (is_others(name) or is_protected(name) or _is_inverted(name))


@lru_cache(maxsize=65536)
def _before_initials(name: str) -> tuple[str, str, str] | None:
    """Split "van Dam PQ Jr" into family name, initials and suffix; None if it is not so."""
    words = name.split()
    if ',' in name or not words:
        return None
    is_junior = len(words) > 2 and is_suffix(words[-1])
    if is_junior and words[-1].isupper() and not _are_capitals(words[-2]):
        is_junior = words[-1] not in _INITIALS_TOO
    suffix = words.pop() if is_junior else ''
    if not words[-1][0].isalpha():
        return None
    end = len(words)
    while end > 1 and _are_capitals(words[end - 1]):
        end -= 1
    family = words[:end]
    if end == len(words) or _GENERATION.fullmatch(words[end]):
        return None  # Smith III, James F
    if _are_capitals(family[0]) or not any(map(str.islower, family[-1])):
        return None
    return ' '.join(family), ' '.join(words[end:]), suffix


def _are_capitals(word: str) -> bool:
    """Return whether these are initials: K, KJ, K.J., K.-J."""
    letters = word.replace('.', '').replace('-', '')
    if not (letters.isalpha() and letters.isupper()):
        return False
    return len(letters) < 4 and (len(letters) == 1 or '.' not in word or word.count('.') > 1)

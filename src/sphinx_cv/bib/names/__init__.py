r"""Lists of names, in the grammars of BibTeX and biblatex and as people write them -> persons.

Marks at a name are taken off it and mean:

- a star (``*``, ``\ast``, ``^``) says "equal": contributed equally;
- a dagger or an envelope (``†``, ``\dagger``, ``✉``) says "corresponding", except where daggers
  stand on the first two of three or more names without stars: there they say "equal";
- ``‡ § ¶ #`` and numbers point to affiliations or notes that a bibliography does not have, and
  say nothing.

The grammars are our own because pybtex's ``Person`` gets 14 of 89 names right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import is_normalized

from sphinx_cv.bib.latex.fields import flatten_names
from sphinx_cv.bib.names.matching import NameMatcher, match_owner
from sphinx_cv.bib.names.persons import (
    DAGGERS,
    ENVELOPES,
    EQUAL_MARKS,
    EXTENDED,
    MARKS,
    ORGANISATION,
    is_suffix,
    is_title,
    parse_person,
    restored,
)
from sphinx_cv.mathematics.accents import composed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model import Person

    Report = Callable[[str, str], None]

__all__ = ['NameList', 'NameMatcher', 'match_owner', 'parse_names']


class NameList(NamedTuple):
    """The people of one field in their order, and whether it ends in "and others"."""

    people: tuple[Person, ...]
    and_others: bool


_SPECIAL = re.compile(r"[\\{}$&<~;=`]|--|''")
_PLAIN_BRACES = re.compile(r'(?<!\S)\{([^\W\d_a-z][^\s,{}\\$&<]*)\}(?=,)|\{(-)\}')
_AND = re.compile(r'(?:^|(?<=[\s,]))and(?=[\s,]|$)', re.IGNORECASE)
_OTHERS = re.compile(
    r'(?:and\s+)?(?:\d+\s+)?(?:others|more|et\.?\s*al|al)[.,]*|\.{2,}|…|[\s,]*', re.IGNORECASE
)
_ENDS_IN_OTHERS = re.compile(r'(?:[\s,]+et\.?\s+al\.?|(?:\.{3}|…))[.,\s]*$', re.IGNORECASE)
_ADDRESS = re.compile(r'<?[\w.+-]+@[\w.-]+>?')
_INITIALS = re.compile(r'(?:[^\W\d_]{1,2}\.[\s-]*){1,4}|[A-Z]{1,3}|[A-Z](?:\.?[\s-]?[A-Z]){0,3}\.?')
_INITIAL_FIRST = re.compile(r'(?:[A-Z]\.[\s-]*)+[^\W\d_]{2}')
_FAMILY_INITIALS = re.compile(r"([^\W\d_][\w'’ -]*\w) ([A-Z]{1,3})")


def parse_names(source: str, report: Report) -> NameList:
    """Read a list of names; say through *report* (subtype, message) what had to be repaired."""
    source = _simplified(source)
    if _SPECIAL.search(source) or not (source.isprintable() and is_normalized('NFC', source)):
        source = _flat(source, report)
    complete = _ENDS_IN_OTHERS.sub('', source)
    names = _split(complete, report)
    named = [name for name in names if not _is_others(name)]
    people = [person for person in map(parse_person, named) if person is not None]
    return NameList(_understood(people), complete != source or len(named) < len(names))


def _simplified(source: str) -> str:
    """Do away with what is not worth a parser: accents, ties and the braces of ADS and dblp."""
    if '\\' in source:
        source = composed(source)
    if '{' in source:
        source = _PLAIN_BRACES.sub(r'\1\2', source)
    if '~' in source and '\\~' not in source:
        source = source.replace('~', ' ')
    return ' '.join(source.split())


@lru_cache(maxsize=65536)
def _is_others(name: str) -> bool:
    return _OTHERS.fullmatch(restored(name)) is not None


def _flat(source: str, report: Report) -> str:
    """Return the names without markup and addresses, what braces protect marked."""
    text = flatten_names(_unwrapped(source.strip()), MARKS, report)
    return _ADDRESS.sub('', text) if '@' in text else text


def _unwrapped(source: str) -> str:
    """Take away braces around a whole list of persons, as some exports have them."""
    inner = source[1:-1]
    if not (source.startswith('{') and source.endswith('}')) or not _is_balanced(inner):
        return source
    names = [name.strip() for name in _AND.split(inner)]
    if len(names) == 1 or (len(names) == 2 and ORGANISATION.search(inner)):
        return source
    return inner if all(' ' in name or name == 'others' for name in names) else source


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == '{') - (sign == '}')
        if depth < 0:
            return False
    return depth == 0


def _split(source: str, report: Report) -> list[str]:
    """Split a list at "and"; and, where people did so, at commas, semicolons and ampersands."""
    if ';' in source:
        report('comma_list', 'semicolons stand between the names; write "and" between them')
        source = source.replace(';', ' and ')
    if '&' in source:
        source = _ampersands(source, report)
    names = [name.strip(' \t\r\n,') for name in _AND.split(source)]
    names = [name for name in names if name]
    if ',' not in source or EXTENDED.match(source):
        return names
    full = any(map(_is_full, names)) and not any(map(_is_inverted, names))
    return [part for name in names for part in _reported(_comma_list(name, full), name, report)]


def _reported(parts: tuple[str, ...], name: str, report: Report) -> tuple[str, ...]:
    if len(parts) > 1:
        shown = restored(name)[:60]
        report('comma_list', f'commas stand between names in "{shown}"; write "and" between them')
    return parts


@lru_cache(maxsize=65536)
def _is_full(name: str) -> bool:
    """Whether it is a name in the order it is read: Jane Doe."""
    return ' ' in name and ',' not in name and not ORGANISATION.search(name)


@lru_cache(maxsize=65536)
def _is_inverted(name: str) -> bool:
    """Whether it can only be a name with the family first: Doe, Jane."""
    family, comma, given = (part.strip() for part in name.partition(','))
    is_one = comma and ',' not in given and not is_suffix(given)
    return bool(is_one and not (' ' in family and ' ' in given))


def _ampersands(source: str, report: Report) -> str:
    if ' & ' not in source or ORGANISATION.search(source):
        return source
    report('comma_list', '"&" stands between the names; write "and" between them')
    return source.replace(' & ', ' and ')


@lru_cache(maxsize=65536)
def _comma_list(name: str, full: bool) -> tuple[str, ...]:
    """Split names that only commas separate; one name (von Last, Jr, First) stays whole.

    *full*: another name of the list is in the order it is read, so two names may be meant where
    "Last, First" would have several words on both sides.
    """
    parts = [part.strip() for part in name.split(',') if part.strip()]
    if len(parts) < 3 and not _are_two(parts, full):
        return (name,)
    if len(parts) == 3 and (is_suffix(parts[1]) or is_title(parts[2])):
        return (name,)
    if len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return tuple(map(', '.join, zip(parts[::2], parts[1::2], strict=True)))
    if all(map(_FAMILY_INITIALS.fullmatch, parts)):
        return tuple(_FAMILY_INITIALS.sub(r'\1, \2', part) for part in parts)
    return tuple(parts)


def _are_two(parts: list[str], full: bool) -> bool:
    """Whether both sides of a comma are a whole name: J. Doe, R. Roe."""
    if len(parts) != 2 or any(map(is_suffix, parts)):
        return False
    if all(map(_INITIAL_FIRST.match, parts)):
        return True
    return full and all(' ' in part and not _INITIALS.fullmatch(part.split()[-1]) for part in parts)


def _understood(people: list[Person]) -> tuple[Person, ...]:
    """Return the marks of a list their meaning, as the top of this module says."""
    marked = [person.annotations for person in people]
    if not any(marked):
        return tuple(people)
    stars = any(marks & EQUAL_MARKS for marks in marked)
    first_two = len(people) > 2 and all(marks & DAGGERS for marks in marked[:2])
    equal = EQUAL_MARKS if stars or not first_two else EQUAL_MARKS | DAGGERS
    meanings = {'equal': equal, 'corresponding': (DAGGERS | ENVELOPES) - equal}
    return tuple(
        replace(
            person,
            annotations=frozenset(word for word, signs in meanings.items() if marks & signs),
        )
        for person, marks in zip(people, marked, strict=True)
    )

"""Lists of names, in the grammars of BibTeX and biblatex and as people write them -> persons.

Others import :func:`parse_names`, ``annotated``, ``NameMatcher``, ``match_owner`` and ``claim``
from here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import is_normalized

from sphinx_cv.bib.latex.namelists import NOTE_START, flatten_names
from sphinx_cv.bib.names.marks import (
    FAMILY_FIRST,
    NAME_MARKS,
    annotated,
    lost_macro,
    noted,
    understood,
    unknown_macros,
)
from sphinx_cv.bib.names.matching import NameMatcher, match_owner
from sphinx_cv.bib.names.organisations import (
    NO_GIVEN,
    NOT_PEOPLE,
    has_no_persons_word,
    is_company,
    names_organisation,
)
from sphinx_cv.bib.names.ownership import claim
from sphinx_cv.bib.names.persons import in_eastern_order, parse_person
from sphinx_cv.bib.names.protection import is_protected
from sphinx_cv.bib.names.separators import AND, OTHERS_BEHIND, is_others, split_list
from sphinx_cv.bib.names.usual import usual_people
from sphinx_cv.mathematics.accents import composed
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model import Person

    Report = Callable[[str, str], None]

__all__ = [
    'FAMILY_FIRST', 'NameList', 'NameMatcher', 'annotated', 'claim', 'match_owner', 'parse_names',
]  # fmt: skip


class NameList(NamedTuple):
    """The people of one field in their order, and whether it ends in "and others"."""

    people: tuple[Person, ...]
    and_others: bool


_GROUP = regex(r'\{[^{}]* and [^{}]*\}')
# A name that would be initials behind a family name where people alone sign.
_LIKE_INITIALS = regex(r'([^\W\d_a-z]\w+) ([A-Z])([A-Z])')
_OURS = regex('[\ue000-\ue005]')  # which here mean what braces protect
_SPECIAL = (*'\\{}$&<~;=`@', '--', "''")
_CLOSE_INITIAL = regex(r'\.(?<=\b[^\W\d_a-z]\.)(?=[^\W\d_a-z][^\W\d_.]+(?:[\s,]|$))')  # J.Doe
_LINE_END = regex(r'\s\\\\(?:\[[^\]]*\])?\s')
_LATEX_AND = regex(r'\\(?:and|And|AND)(?![A-Za-z])')
_SLIPPED_CEDILLA = regex(r'\{\\,\s*([cCsStT])\}(?=[a-z]|$)')  # Fran{\,c}ois
# As Markdown makes a name bold; a mark has its star on one side, and at each name.
_EMPHASIS = regex(r'(?<![\w*.])(\*\*?|__)(?=\w)((?:(?! and )[^*_{}])*[\w.])\1(?![\w*])')
_RAISED = regex(r'(?<![\\$])\^\{([^{}]*)\}(?!\$)')
_SPACED_STOP = regex(r'(?<=\b[^\W\d_]) \.(?!\.)')
_PLAIN_BRACES = regex(r'(?<!\S)\{([^\W\d_a-z][^\s,{}\\$&<]*)\}(?=,)|\{(-)\}')
_ENDS_IN_OTHERS = regex(
    rf'(?:[\s,]+(?:{OTHERS_BEHIND})\.?|(?:\.{{3}}|…)|(?<=[\u2e80-\ud7af])\s*[等他외])[.,\s]*$',
    re.IGNORECASE,
)
_BRACED_OTHERS = regex(r'\{(et\.?\s+al\.?)\}', re.IGNORECASE)
_SIGNS_OF_OTHERS = (
    *'al coll u.a v.a andere autres otros col cols outros altri anderen fl mfl kol mtsai'.split(),
    *'munkatársai mások ark diğerleri dkk sự др соавт … 等 他 외'.split(), 'u. a', 'i in',
)  # fmt: skip
_ADDRESS = regex(r'[<(\[]?[\w.+-]+@[\w-]+\.[\w.-]+[>)\]]?')
_BOLD = regex(r'(?<!\S)(\*\*|__)(?=\w)((?:(?! and )[^*_])+)\1(?=[\s,]|$)')  # of Markdown
_INVERTED = regex(r'[^,]+, ?[^\W\d_a-z][^,]*')
_TWO_WORDS = regex(r"[^\W\d_a-z][\w'-]+ [^\W\d_a-z][\w'-]+")
_WITH_INITIAL = regex(r'\b[^\W\d_a-z]\.')


def parse_names(
    source: str,
    report: Report,
    notes: str = '',
    said: str = '',
    *,
    family_first: bool = False,
    of_firms: bool = False,
) -> NameList:
    """Read a list of names; say through *report* (subtype, message) what had to be repaired.

    *notes* is what else the entry says in plain words, which may explain the marks at names,
    and *said* what its annotations say of them. *family_first* says that names without a comma are
    in the order of Hungary, and *of_firms* that companies may be among them.
    """
    if not family_first and (usual := _usual(source)):
        return usual
    source = _simplified(source if source.isprintable() else _OURS.sub(' ', source))
    if not family_first and (usual := _usual(source)):
        return usual
    source = _unmarked(source, report)
    complete = _ENDS_IN_OTHERS.sub('', source) if _may_end_in_others(source) else source
    names = split_list(complete, report, of_firms=of_firms)
    known = [name for name in names if not is_others(name)]
    named = _each_once(known, report)
    if NOTE_START in source:
        _say_lost(named, report)
    _say_parted(named, report)
    if of_firms:
        _say_firm(named, report)
    read = _family_first if family_first else parse_person
    people = [person for person in map(read, named) if person is not None]
    others = complete != source or len(known) < len(names)
    return NameList(understood(people, notes, said, report), others)


def _usual(source: str) -> NameList | None:
    """Return a list in which all names have one of the usual forms; None of any other list."""
    names = source.split(' and ')
    and_others = names[-1] == 'others'
    people = usual_people(names[:-1] if and_others else names)
    return NameList(people, and_others) if people else None


def _unmarked(source: str, report: Report) -> str:
    """Return a list of names without markup, what braces hold and remarks marked."""
    is_special = any(map(source.__contains__, _SPECIAL))
    if is_special or not (source.isprintable() and is_normalized('NFC', source)):
        source = _flat(source, report)
    return noted(_CLOSE_INITIAL.sub('. ', source) if '.' in source else source)


def _each_once(names: list[str], report: Report) -> list[str]:
    """Return names once, of which each stands there once for each role, as ORCID exports them."""
    if len(names) < 4 or names[0] != names[1]:
        return names  # as nearly all
    groups = [(name, len(list(same))) for name, same in groupby(names)]
    if len(groups) < 2 or any(times < 2 for _, times in groups):
        return names
    report('name', 'each name stands here several times; keep one of each')
    return [name for name, _ in groups]


def _family_first(name: str) -> Person | None:
    """Read a name whose first word is the family name, unless a comma or braces say otherwise."""
    person = parse_person(name)
    if person is None or ',' in name or not person.given or person.prefix or person.is_eastern:
        return person
    return in_eastern_order(f'{person.given} {person.family}', person.annotations)


def _say_parted(names: list[str], report: Report) -> None:
    """Say where "and" parts what seems to be the name of one organisation without braces."""
    for one, other in pairwise(names) if any(map(_is_no_person, names)) else ():
        known, are_parts = ([*map(test, (one, other))] for test in (_is_no_person, _is_scrap))
        if any(known) and any(are_parts) and all(map(max, known, are_parts)):
            whole = f'{_in_order(one)} and {_in_order(other)}'
            what = f'"{one}" and "{other}" are two here; if they are one organisation, write'
            report('hint', f'{what} {{{{{whole}}}}}')


def _say_firm(names: list[str], report: Report) -> None:
    """Say which name is taken for one of a company for two capitals behind it."""
    found = next((match for name in names if (match := _LIKE_INITIALS.fullmatch(name))), None)
    person = parse_person(found[0]) if found else None
    if found and person and person.literal:
        what = f'"{found[0]}" is taken for a company; if it is a person, write'
        report('hint', f'{what} {found[1]}, {found[2]}. {found[3]}.')


def _in_order(name: str) -> str:
    person = parse_person(name)
    return person.family if person and person.literal else name


@lru_cache(maxsize=65536)
def _is_no_person(name: str) -> bool:
    """Return whether a name without braces is of an organisation, or has a word of one."""
    if is_protected(name):
        return False
    person = parse_person(name)
    is_one = person is not None and person.literal
    return is_one or (',' not in name and has_no_persons_word(name))


@lru_cache(maxsize=65536)
def _is_scrap(name: str) -> bool:
    """Return whether a name is a piece of one: a single word, or words that need another one."""
    if names_organisation(name) or is_protected(name) or not name.isascii() or ',' in name:
        return False
    if NO_GIVEN.match(name) and name.rpartition(' ')[2].lower() in NOT_PEOPLE:
        return False  # World Bank
    return (' ' not in name and name.isalpha()) or _is_no_person(name)


def _may_end_in_others(source: str) -> bool:
    return '...' in source or source.rstrip('., ').lower().endswith(_SIGNS_OF_OTHERS)


def _say_lost(names: list[str], report: Report) -> None:
    """Report macros that nobody knows, and above all those that a name is lost with."""
    for name in names:
        if macro := lost_macro(name):
            what = f'an author is lost: nothing defines \\{macro}; write the name in its place'
            report('name', f'{what}, or define it: @preamble{{"\\newcommand{{\\{macro}}}{{…}}"}}')
        else:
            for unknown in unknown_macros(name):
                what = f'the macro {unknown} is not known and left out; write the name without it'
                report('unknown_macro', what)


def _simplified(source: str) -> str:
    """Do away with what is not worth a parser: accents, ties and the braces of ADS and dblp."""
    if '\\' in source:
        source = _LINE_END.sub(' and ', source)
        source = composed(_LATEX_AND.sub(' and ', source))
    if '{\\,' in source:
        source = _SLIPPED_CEDILLA.sub(r'{\\c \1}', source)
    if '**' in source or '__' in source:
        source = _BOLD.sub(r'\2', source)
    if '^{' in source:
        source = _RAISED.sub(r'\\textsuperscript{\1}', source)
    if '{' in source:
        source = _PLAIN_BRACES.sub(r'\1\2', source)
    if '*' in source or '__' in source:
        source = _EMPHASIS.sub(r'\2', source)
    if '{et' in source:
        source = _BRACED_OTHERS.sub(r'\1', source)
    if '~' in source and '\\~' not in source:
        source = source.replace('~', ' ')
    source = ' '.join(source.split())
    return _SPACED_STOP.sub('.', source) if ' .' in source else source


def _flat(source: str, report: Report) -> str:
    """Return the names without markup and addresses, what braces protect marked."""
    source = _unwrapped(source.strip(), report)
    if _GROUP.search(source):
        source = ' and '.join(_unwrapped(name.strip(), report) for name in _apart(source))
    text = flatten_names(source, NAME_MARKS, report)
    return _ADDRESS.sub('', text) if '@' in text else text


def _unwrapped(source: str, report: Report) -> str:
    """Take away braces around a whole list of persons, as some exports have them."""
    inner = source[1:-1]
    if not (source.startswith('{') and source.endswith('}')) or not _is_balanced(inner):
        return source
    names = [name.strip(' ,') for name in _apart(inner)]
    if len(names) == 1:
        return source
    named = [name for name in names if not is_others(name)]
    if not _are_people(named):
        is_plain = all(map(_TWO_WORDS.fullmatch, named)) and not _are_words_of_one(named)
        if is_plain and not names_organisation(inner):
            what = f'"{inner[:60]}" is one name, of an organisation; if these are people, take'
            report('hint', f'{what} the inner braces away')
        return source
    report('name', 'braces make the whole list one name; remove the inner ones')
    return inner


def _apart(source: str) -> list[str]:
    """Return the names between which "and" stands outside of braces."""
    names = ['']
    for part in AND.split(source):
        names[-1:] = (
            [f'{names[-1]}and{part}']
            if names[-1].count('{') > names[-1].count('}')
            else [
                *names[-1:],
                part,
            ]
        )
    return names[1:]


def _are_people(names: list[str]) -> bool:
    """Return whether what stands between several "and" is people, by what no organisation has.

    Braces of their own around each of them say so, too, whatever they are.
    """
    if all(name.startswith('{') and name.endswith('}') for name in names):
        return True
    people = [name for name in names if not name.startswith('{')]
    if _are_words_of_one(people) or any(map(is_company, people)):
        return False
    persons = [name for name in people if not names_organisation(name)]
    if not persons or len(persons) < len(people) < 3:
        return False
    inverted = [_INVERTED.fullmatch(name) is not None for name in persons]
    initials = any(map(_WITH_INITIAL.search, persons))
    words = [len(name.split()) for name in persons]
    return all(inverted) or (min(words) > 1 and max(words) < 5 and (initials or len(people) > 2))


def _are_words_of_one(names: list[str]) -> bool:
    return any(map(has_no_persons_word, names))


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == '{') - (sign == '}')
        if depth < 0:
            return False
    return depth == 0

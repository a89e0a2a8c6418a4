"""One name -> a person with given names, particles, family name and suffix; or an organisation."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_cv.bib.latex.namelists import PROTECTED_END, PROTECTED_START
from sphinx_cv.bib.names.eastern import in_capitals, is_eastern_family, is_family_first
from sphinx_cv.bib.names.marks import take_marks
from sphinx_cv.bib.names.organisations import (
    BEHIND,
    is_organisation,
    names_organisation,
    organisation_in_order,
)
from sphinx_cv.bib.names.protection import is_protected, restored
from sphinx_cv.bib.names.usual import usual_person
from sphinx_cv.model import Person, is_cjk
from sphinx_cv.model.patterns import regex

_GENERATION = regex(r'(?i:[js]n?r\.?|2n?d|3r?d|[4-6]th)|I{2,3}|IV')
_DEGREE = regex(r'ph\.?\s?d\.?|esq\.?|m\.?sc\.?|dr\.?|m\.?p\.?h\.?|mba|dds|dvm', re.IGNORECASE)
_DEGREE_ALONE = regex(r'Ph\.?D\.?|M\.?Sc\.?|M\.D\.|MD|Esq\.')
# Behind a comma alone; elsewhere these are family names.
_GENERATION_NAME = regex('Filho|Netto|Neto|Sobrinho|J[uú]nior|[Ff]ils|[Pp]ère|[Hh]ijo')
_TITLE = regex(
    r'M\.?D\.?|M\.?P\.?H\.?|M\.?A\.?|B\.?Sc?\.?|FR[A-Z]{1,3}|FA[A-Z]{2}|'
    r'MBA|RN|DDS|DVM|BSN|MSN|MFA|MEd|EdD|DPhil|PharmD|LL\.?M\.?'
)
PARTICLES = frozenset(
    'van von vom zum zur zu den der de del della di da dos das do du la le ter ten te af av el al '
    "bin ibn 't op het und".split()
)
# The same in scripts that have no small letters.
_PARTICLES_ELSEWHERE = frozenset('بن ابن بنت آل בן בר בת אבו'.split())
# What people are called to their faces, before a given name; Dr. Seuss has none.
_HONOURS = regex(r'^(?:(?:Assoc|Asst|Prof|Dr|Mr|Mrs|Ms)\.\s*)+(?=\S)')
_CONNECTIVES = frozenset('yei')
EXTENDED = regex(
    r'\s*"?(?:family|given|middle|prefix|suffix|useprefix|id)(?:-i)?\s*=', re.IGNORECASE
)
_INITIALS = regex(r'(?:[^\W\d_]{1,2}\.[\s-]*){1,4}|[A-Z]{1,3}|[A-Z](?:\.?[\s-]?[A-Z]){0,3}\.?')
# Behind a name that is written out; a suffix may have one.
_FULL_STOP = regex(r'(?<=[^\W\dA-Z_]{3})(?<!\bEsq)\.$')
_STUCK = regex(r'((?:[^\W\d_]\.)+)([^\W\d_]{2,}\w*)')  # J.R.R.Tolkien
_INITIAL = regex(r'[^\W\d_]\.(?:-?[^\W\d_]\.)*')
_COMMA_OUTSIDE_QUOTES = regex(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
# The ends of the names that say in Russian and Ukrainian whose child somebody is.
PATRONYMIC = regex(
    r'[\u0400-\u04ff]+(?:\u0438\u0447|\u0432\u043d\u0430|\u0447\u043d\u0430|\u0457\u0447)'
)
# The name at birth, behind a name.
_AT_BIRTH = regex(r'(.*\w.*)\s(\((?:née?|geb\.?|born|nascida|nata|roz\.?|szül\.?) [^()]+\))')
_AFFILIATION = regex(r'(.+,.+?)\s*\(([^()]+)\)')


# What biblatex takes for an option of the whole list.
_OPTION = regex(
    r'(?:(?:sortingnamekey|uniquename|labelalphaname)templatename|nametemplates|useprefix|'
    r'(?:nohash|nosort)others)=',
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def parse_person(name: str) -> Person | None:
    """Read one name; its annotations are its marks, which the whole list gives their meaning.

    The grammar is BibTeX's (``First von Last``; ``von Last, First``; ``von Last, Jr, First``) and
    biblatex's (``family=…, given=…``). None if there is no letter in it, or it is an option.
    """
    return usual_person(name) or any_person(name)


def any_person(name: str) -> Person | None:
    """Read a name by all rules."""
    name, marks = take_marks(name)
    if not any(sign.isalpha() for sign in name) or _OPTION.match(name):
        return None
    inner = restored(name) if is_protected(name) else name
    if EXTENDED.match(inner):
        return _extended(inner, marks)
    where = _AFFILIATION.fullmatch(name)
    if where is not None and names_organisation(where[2]) and not names_organisation(where[1]):
        name, marks = where[1], marks | {where[2]}
    if is_organisation(name):
        return Person(family=organisation_in_order(name), literal=True, annotations=marks)
    if name.endswith('.'):
        name = _FULL_STOP.sub('', name)
    words = name.split() if ',' not in name else ['']
    if words[0] and is_family_first(words):
        return in_eastern_order(name, marks)
    if words[0].isupper() and (end := in_capitals(words)):
        name = f'{" ".join(words[:end])}, {" ".join(words[end:])}'
    prefix, family, given, suffix = _apart(*map(restored, _four_parts(name)))
    given, family = (_HONOURS.sub('', part, count=1) for part in (given, family))
    return Person(family=family, given=given, prefix=prefix, suffix=suffix, annotations=marks)


def _apart(prefix: str, family: str, given: str, suffix: str) -> tuple[str, str, str, str]:
    """Return the parts of a name without what braces, or no blank, kept within another of them."""
    words = family.split()
    if not suffix and len(words) > 1 and _ends_in_suffix(words):
        family, suffix = ' '.join(words[:-1]).rstrip(','), words[-1]
    if stuck := _STUCK.fullmatch(family):
        given, family = f'{given} {stuck[1]}'.strip(), stuck[2]
    return prefix, family, _FULL_STOP.sub('', given), suffix


def in_eastern_order(name: str, marks: frozenset[str] = frozenset()) -> Person:
    """Return the person whose family name is the first word of *name*."""
    family, _, given = restored(name).partition(' ')
    return Person(family=family, given=given, family_first=True, annotations=marks)


def is_initials(part: str) -> bool:
    """Return whether these are initials alone: J., J. A., JA, J.-A."""
    return _INITIALS.fullmatch(part) is not None


def is_middle(part: str) -> bool:
    """Return whether it is an initial, and no suffix, where a suffix should stand: Doe, J., A."""
    is_short = '.' in part or len(part) == 1
    return is_short and is_initials(part) and not is_suffix(part)


def is_suffix(part: str) -> bool:
    """Return whether it is what may stand between or behind the names: Jr., III, PhD."""
    return (_GENERATION.fullmatch(part) or _DEGREE.fullmatch(part)) is not None


def is_title(part: str) -> bool:
    """Return whether it may stand behind both names; between them some of these are initials."""
    return any(form.fullmatch(part) for form in (_GENERATION, _DEGREE, _TITLE, _GENERATION_NAME))


def _four_parts(name: str) -> tuple[str, str, str, str]:
    if is_protected(name):
        name = restored(name)
    parts = [part.strip() for part in name.split(',') if part.strip()]
    match parts:
        case []:
            return '', name, '', ''
        case [whole]:
            return _first_last(whole)
        case [last, first]:
            return _last_first(last, first)
        case [last, particles, first] if PARTICLES.issuperset(particles.split()):
            return _last_first(f'{particles} {last}', first)
        case [last, jr, first] if (
            not is_title(first)
            and not is_middle(jr)
            and (is_title(jr) or not jr[:1].isupper() or len(first.rstrip('.')) > 1)
        ):
            return (*_last_first(last, first)[:3], jr)
    return _many_parts(parts)


def _many_parts(parts: list[str]) -> tuple[str, str, str, str]:
    """Split a name with commas that belong to no grammar: Doe, J., A.; Roe, Ann, PhD, MPH."""
    first = [part for part in parts[1:] if not is_title(part)]
    titles = ', '.join(part for part in parts[1:] if is_title(part))
    name = _last_first(parts[0], ' '.join(first)) if first else _first_last(parts[0])
    return (*name[:3], titles or name[3])


def _ends_in_suffix(words: list[str]) -> bool:
    """Return whether the last word is a suffix, and not the family name that particles need."""
    last = words[-1]
    is_one = _GENERATION.fullmatch(last) or _DEGREE_ALONE.fullmatch(last)
    return is_one is not None and not _is_lower(words[-2])


def _first_last(name: str) -> tuple[str, str, str, str]:
    """Split ``First von Last`` into prefix, family, given and suffix."""
    behind = BEHIND.fullmatch(name)
    if behind is not None:
        prefix, family, given, suffix = _first_last(behind[1])
        return prefix, family, given, f'{suffix} {behind[2]}'.strip()
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _ends_in_suffix(words) else ''
    if is_cjk(''.join(words)):
        if is_eastern_family(words[-1]) and not is_eastern_family(words[0]):
            words.insert(0, words.pop())
        return '', words[0], ''.join(words[1:]), suffix
    if len(words) == 3 and PATRONYMIC.fullmatch(words[2]) and not PATRONYMIC.fullmatch(words[1]):
        return '', words[0], ' '.join(words[1:]), suffix
    lower = [at for at, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower or (lower[0] == 0 and words[0] not in PARTICLES):
        return '', words[-1], ' '.join(words[:-1]), suffix
    if all(words[at] in _CONNECTIVES for at in lower):  # Ramón y Cajal
        start = end = max(lower[0] - 1, 1)
    else:
        start, end = lower[0], lower[-1] + 1
    return ' '.join(words[start:end]), ' '.join(words[end:]), ' '.join(words[:start]), suffix


def _last_first(last: str, first: str) -> tuple[str, str, str, str]:
    """Split ``von Last`` and ``First``, a suffix and particles at the wrong place set right."""
    if (born := _AT_BIRTH.fullmatch(first)) is not None:
        return (*_last_first(last, born[1])[:3], born[2])
    words, given = last.split(), first.split()
    if (
        first not in {'JR', 'SR'}
        and is_suffix(first)
        and len(words) > 1 - bool(_GENERATION.fullmatch(first))
    ):
        return (*_first_last(last)[:3], first)
    suffix = words.pop() if len(words) > 1 and _ends_in_suffix(words) else ''
    if not suffix and len(given) > 1 and _ends_in_suffix(given):
        suffix = given.pop()  # Smith, John Jr.
    behind = len(given)
    while behind > 1 and given[behind - 1] in PARTICLES:
        behind -= 1
    words = given[behind:] + words
    while len(words) > 1 and _INITIAL.fullmatch(words[0]) and words[0][0].isupper():
        # V. Adorno, Bruno; but v. Bechtolsheim, Stephan
        given.insert(behind, words.pop(0))
        behind += 1
    lower = [at for at, word in enumerate(words[:-1]) if _is_lower(word)]
    end = lower[-1] + 1 if lower and lower[0] == 0 else 0
    return ' '.join(words[:end]), ' '.join(words[end:]), ' '.join(given[:behind]), suffix


def _is_lower(word: str) -> bool:
    """Return whether a word is a particle for BibTeX: its first letter outside braces is small."""
    if word.startswith(PROTECTED_START):
        inside, _, outside = word.partition(PROTECTED_END)
        return bool(outside) and _is_lower(inside[1:]) and _is_lower(outside)  # "{v}an"
    if word in _PARTICLES_ELSEWHERE:
        return True
    return next((sign for sign in word if sign.isalpha()), '').islower()


def _extended(name: str, marks: frozenset[str]) -> Person | None:
    """Read biblatex's ``family=Berg, given=Ann, prefix=van den``."""
    parts: dict[str, str] = {}
    for part in _COMMA_OUTSIDE_QUOTES.split(name):
        key, equals, value = part.partition('=')
        if equals:
            parts[key.strip().lower()] = restored(value).strip(' "')  # the last one counts
    family, given = parts.get('family', ''), parts.get('given', '')
    if not family and not given:
        return None
    return Person(
        family=family or given, given=given if family else '', prefix=parts.get('prefix', ''),
        suffix=parts.get('suffix', ''), annotations=marks,
    )  # fmt: skip

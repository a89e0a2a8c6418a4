"""Lists of names, in the grammars of BibTeX and biblatex and as people write them -> persons.

Marks at a name are taken off it and mean:

- a star (``*``, ``\\ast``, ``^``) says "equal": contributed equally;
- a dagger or an envelope (``†``, ``\\dagger``, ``✉``) says "corresponding", except where daggers
  stand on the first two names of a list without stars: there they say "equal";
- ``‡ § ¶ #`` and numbers point to affiliations or notes that a bibliography does not have, and
  say nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.markup import (
    PROTECTED_COMMA,
    PROTECTED_END,
    PROTECTED_SPACE,
    PROTECTED_START,
    Parser,
)
from sphinx_cv.model import Inline, Markup, Math, Person, Text, is_cjk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Report = Callable[[str, str], None]


class NameList(NamedTuple):
    """The people of one field in their order, and whether it ends in "and others"."""

    people: tuple[Person, ...]
    and_others: bool


_PLAIN = re.compile(r"[^\\{}$&<~;=`\x00-\x1f\x7f-\x9f\u200b-\u206f\ufeff\ue000-\ue003]*")
_AND = re.compile(r'(?:^|[\s,]+)and(?:\s+|$)', re.IGNORECASE)
_OTHERS = re.compile(r'(?:others|et\.?\s*al\.?|and\s+others|\.{2,}|…|and\s+more)[.,]*', re.IGNORECASE)
_ENDS_IN_OTHERS = re.compile(r'[\s,]+(?:et\.?\s+al\.?|and\s+others)[.,]*$', re.IGNORECASE)
_SUFFIX = re.compile(r'(?:jr|sr|jnr|snr)\.?|[IVX]{2,4}|IV|VI?|[23]r?[nd]d|4th|esq\.?|ph\.?\s?d\.?|m\.?d\.?',
                     re.IGNORECASE)  # fmt: skip
_GENERATION = re.compile(r'(?:jr|sr|jnr|snr)\.?$|I{2,3}$|IV$', re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.?[\s-]*){1,4}")
_ORGANISATION = re.compile(
    r'\b(?:collaborations?|consortium|consortia|group|team|committee|network|project|initiative|'
    r'association|society|institute|institution|university|department|foundation|council|'
    r'organi[sz]ation|inc|ltd|gmbh|llc|corporation|company|cent(?:er|re)|agency|laborator(?:y|ies)|'
    r'investigators|alliance|federation|ministry|bureau|commission|task\s+force|contributors|'
    r'developers|community|collaborative|program(?:me)?|office|academy|union|survey|study)\b',
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    'van von der den de del della di da dos das do du la le ter ten te zu zur zum af av al el bin '
    "ibn 't op vande vander het und".split()
)
_EXTENDED = re.compile(r'\s*(family|given|prefix|suffix|useprefix)(?:-i)?\s*=', re.IGNORECASE)

_MARKS = '*∗⁎＊⋆★☆✱^†‡§¶#✉🖂ǂ✝♯‖'
_EQUAL = frozenset('*∗⁎＊⋆★☆✱^')
_DAGGERS = frozenset('†✝ǂ')
_LETTERS = frozenset('✉🖂')
_MARK = re.compile(
    rf'[{re.escape(_MARKS)}⁰¹²³⁴-⁹⁺ᵃᵇᶜ]+(?:\s*,\s*(?=[{re.escape(_MARKS)}¹²³]))?|(?<=[^\W\d_.])\d[\d,]*(?=\s|,|$)|\s\d{{4}}$'
)


def parse_names(source: str, report: Report) -> NameList:
    """Read a list of names; say through *report* (subtype, message) what had to be repaired."""
    if _PLAIN.fullmatch(source) is None:
        source = _flat(source, report)
    people: list[Person] = []
    and_others = False
    for name in _split(source, report):
        cut = _ENDS_IN_OTHERS.sub('', name)
        and_others |= cut != name
        if _OTHERS.fullmatch(cut):
            and_others = True
            continue
        person = _person(cut)
        if person is not None:
            people.append(person)
    return NameList(_understood(people), and_others)


def _flat(source: str, report: Report) -> str:
    """Give the names without markup, what braces protect marked, and marks as single signs."""
    text = _flatten(Parser(_unwrapped(source), report, protect=True).whole())
    return re.sub(r'[ \u00a0\u2009]+', ' ', text)


def _unwrapped(source: str) -> str:
    """Take away braces around a whole list of persons, as some exports have them."""
    bare = source.strip()
    inner = bare[1:-1]
    if not (bare.startswith('{') and bare.endswith('}')) or not _balanced(inner):
        return source
    if _ORGANISATION.search(inner):
        return source
    names = _AND.split(inner)
    if len(names) > 1:
        return inner if all(len(name.split()) > 1 for name in names) else source
    return inner if inner.count(',') == 1 and len(inner.split()) <= 4 else source


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {'{': 1, '}': -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _flatten(inlines: Iterable[Inline]) -> str:
    text = ''
    for inline in inlines:
        match inline:
            case Text(value):
                text += value
            case Math(latex):
                text += ''.join(c for c in latex if c in _MARKS)
            case Markup('superscript' | 'subscript', children):
                text += ''.join(c for c in _flatten(children) if c in _MARKS)
            case Markup(children=children):
                text += _flatten(children)
    return text


def _split(source: str, report: Report) -> list[str]:
    """Split a list at "and"; and, where people did so, at commas, semicolons and ampersands."""
    if ';' in source and '=' not in source:
        report('comma_list', 'the names are separated by semicolons; write "and" between them')
        source = re.sub(r'\s*;\s*(?:and\s+)?', ' and ', source)
    if '&' in source:
        source = _ampersands(source, report)
    names = [name.strip(' \t\n,') for name in _AND.split(source)]
    names = [name for name in names if name]
    if all(name.count(',') < 2 for name in names) or _EXTENDED.match(source):
        return names
    return [part for name in names for part in _comma_list(name, report)]


def _ampersands(source: str, report: Report) -> str:
    parts = re.split(r'\s+&\s+', source)
    if len(parts) == 1 or _ORGANISATION.search(source):
        return source
    report('comma_list', 'the names are joined by "&"; write "and" between them')
    return ' and '.join(parts)


def _comma_list(name: str, report: Report) -> list[str]:
    """Split names that only commas separate; a name of three parts (von Last, Jr, First) stays."""
    parts = [part.strip() for part in name.split(',') if part.strip()]
    if len(parts) < 3 or (len(parts) == 3 and any(map(_is_suffix, parts[1:]))):
        return [', '.join(parts)]
    report(
        'comma_list',
        f'the names in "{_restored(name)[:60]}" are separated by commas; write "and" between them',
    )
    if len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return [f'{family}, {given}' for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts


def _is_suffix(part: str) -> bool:
    return _SUFFIX.fullmatch(part) is not None


def _restored(text: str) -> str:
    """Take the signs of protection away."""
    text = text.replace(PROTECTED_SPACE, ' ').replace(PROTECTED_COMMA, ',')
    return text.replace(PROTECTED_START, '').replace(PROTECTED_END, '')


@lru_cache(maxsize=65536)
def _person(name: str) -> Person | None:
    """Read one name; its annotations are its marks, which the whole list gives their meaning."""
    marks = frozenset(''.join(_MARK.findall(name))) & frozenset(_MARKS)
    name = _MARK.sub('', name).strip(' ,') if _MARK.search(name) else name
    if not any(sign.isalpha() for sign in name):
        return None
    if _EXTENDED.match(name):
        return _extended(name, marks)
    if _is_organisation(name):
        return Person(family=_organisation(name), literal=True, annotations=marks)
    parts = [part.strip() for part in name.split(',')]
    match parts:
        case [whole]:
            prefix, family, given, suffix = _first_last(whole)
        case [last, first]:
            prefix, family, given, suffix = _last_first(last, first)
        case [last, middle, first, *_]:
            if _is_suffix(first) and not _is_suffix(middle):
                middle, first = first, middle
            prefix, family, given, suffix = _last_first(last, first)
            suffix = middle
    return Person(
        family=_restored(family), given=_restored(given), prefix=_restored(prefix),
        suffix=_restored(suffix), annotations=marks,
    )  # fmt: skip


def _is_organisation(name: str) -> bool:
    if name.startswith(PROTECTED_START) and name.find(PROTECTED_END) == len(name) - 1:
        return True
    words = name.split()
    if ',' in name:
        return len(words) == 2 and words[0].rstrip(',') in {'Collaboration', 'Consortium'}
    return len(words) > 1 and (words[0] in {'The', 'the'} or _ORGANISATION.search(name) is not None)


def _organisation(name: str) -> str:
    kind, comma, rest = _restored(name).partition(', ')
    return f'{rest} {kind}' if comma and kind in {'Collaboration', 'Consortium'} else _restored(name)


def _first_last(name: str) -> tuple[str, str, str, str]:
    """Split ``First von Last``, a generation behind it apart, into the four parts."""
    words = name.split()
    suffix = ''
    if len(words) > 2 and _GENERATION.match(words[-1]):
        suffix = words.pop()
    if is_cjk(''.join(words)):
        return '', ' '.join(words), '', suffix
    lower = [i for i, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower or (lower[0] == 0 and words[0].lower() not in _PARTICLES):
        return '', words[-1], ' '.join(words[:-1]), suffix
    start, end = lower[0], lower[-1] + 1
    return ' '.join(words[start:end]), ' '.join(words[end:]), ' '.join(words[:start]), suffix


def _last_first(last: str, first: str) -> tuple[str, str, str, str]:
    """Split ``von Last`` and ``First``, a generation or particles at their ends apart."""
    if _GENERATION.match(first):
        return (*_first_last(last)[:3], first)
    words = last.split()
    suffix = words.pop() if len(words) > 1 and _GENERATION.match(words[-1]) else ''
    lower = [i for i, word in enumerate(words[:-1]) if _is_lower(word)]
    end = lower[-1] + 1 if lower and lower[0] == 0 else 0
    given = first.split()
    while len(given) > 1 and not end and given[-1] in _PARTICLES:
        words.insert(0, given.pop())
        end = 0
    prefix_end = end or sum(1 for word in words[:-1] if word in _PARTICLES)
    return ' '.join(words[:prefix_end]), ' '.join(words[prefix_end:]), ' '.join(given), suffix


def _is_lower(word: str) -> bool:
    """Whether BibTeX takes the word for a particle: its first letter is a small one."""
    if word.startswith(PROTECTED_START):
        return False
    letter = next((sign for sign in word if sign.isalpha()), '')
    return letter.islower()


def _extended(name: str, marks: frozenset[str]) -> Person | None:
    """Read biblatex's ``family=Berg, given=Ann, prefix=van den``."""
    parts: dict[str, str] = {}
    for part in name.split(','):
        key, equals, value = part.partition('=')
        if equals:
            parts.setdefault(key.strip().lower(), _restored(value).strip(' "'))
    if not parts.get('family') and not parts.get('given'):
        return None
    return Person(
        family=parts.get('family') or parts['given'],
        given=parts.get('given', '') if parts.get('family') else '',
        prefix=parts.get('prefix', ''), suffix=parts.get('suffix', ''), annotations=marks,
    )  # fmt: skip


def _understood(people: list[Person]) -> tuple[Person, ...]:
    """Give the marks of a list their meaning (see the top of this module)."""
    if not any(person.annotations for person in people):
        return tuple(people)
    stars = any(person.annotations & _EQUAL for person in people)
    opening = len(people) > 2 and all(person.annotations & _DAGGERS for person in people[:2])
    equal = _EQUAL if stars or not opening else _EQUAL | _DAGGERS
    return tuple(_annotated(person, equal) for person in people)


def _annotated(person: Person, equal: frozenset[str]) -> Person:
    meanings = set()
    if person.annotations & equal:
        meanings.add('equal')
    if person.annotations & ((_DAGGERS | _LETTERS) - equal):
        meanings.add('corresponding')
    return Person(
        family=person.family, given=person.given, prefix=person.prefix, suffix=person.suffix,
        literal=person.literal, annotations=frozenset(meanings),
    )  # fmt: skip


class NameMatcher:
    """Tells whether a person is the one who is known under some spellings."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self.spellings = tuple(spellings)

    def matches(self, person: Person) -> bool:
        return person.name in self.spellings

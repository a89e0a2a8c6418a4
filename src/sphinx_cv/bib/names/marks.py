r"""Additions to a name that are no part of it: marks, remarks, roles, biblatex's annotations.

The words of the entry come first: a sign that its notes explain stays as it is. Else:

- stars (``*``, ``\ast``, ``^``) at two names or more say "equal": contributed equally;
- a dagger or an envelope (``†``, ``\dagger``, ``✉``) says "corresponding", except where daggers
  stand on the first two of three or more names without stars: there they say "equal";
- every other sign is kept as it is written, and so are remarks and roles in parentheses.

An annotation of a person is a word that stands for a meaning (``equal``), or between quotes what is
to be printed, which is how biblatex writes these two (``author+an = {1=equal; 2="Deceased"}``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from sphinx_cv.bib.latex.namelists import NOTE_END, NOTE_START, PROTECTED_SPACE, note, note_text
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.people import is_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_cv.model import Person

STARS = frozenset('*∗\u204e\uff0a⋆★☆✱^')
DAGGERS = frozenset('†✝\u01c2')
ENVELOPES = frozenset('✉🖂🖃📧📨📩')
NAME_MARKS = STARS | DAGGERS | ENVELOPES | frozenset('‡§¶#♯‖∙•∘◦⋄◇♢♦△▽♠♣♡♥')

_USUAL = str.maketrans(
    {**dict.fromkeys(STARS - {'^'}, '*'), **dict.fromkeys(DAGGERS, '†'), '∙': '•', '\ufe0f': ''}
)
_SIGNS = re.escape(''.join(sorted(NAME_MARKS)))
_RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺ᵃᵇᶜᵈᵉ'
# Between two capitals a star is one of the letters: A*STAR.
_MARK = regex(rf'(?!(?<=[A-Z])\*[A-Z])([{_SIGNS}])\1*\ufe0f?|[{_RAISED}]+')
_NOTE = regex(f'{NOTE_START}([^{NOTE_END}]*){NOTE_END}')
# The number of an affiliation or a footnote, and the one by which dblp tells namesakes apart.
_NUMBER = regex(r'(?:\^|(?<=[^\W\dA-Z_]))(\d{1,2}(?:,\d{1,2})*)(?=\s*(?:,|$)|\s+and\s)')
_PLUS = regex(r'(?<=[^\W\d_])\+(?=[\s,]|$)')
_DIGIT = regex(r'\d')
_ORCID = regex(
    r'[\s,;]*[(\[]?\s*(?:orcid(?:\s*id)?\s*[:=]?\s*)?(?:https?://(?:www\.)?orcid\.org/)?'
    r'\d{4}-\d{4}-\d{4}-\d{3}[\dX]\s*[)\]]?',
    re.IGNORECASE,
)
_YEAR = regex(r'(?:1[89]|20)\d\d')  # of the work, as some styles have it behind the names
# What an annotation says of a person that nobody prints behind a name.
_ADDRESS = regex(r'(?:https?://\S+|[\w.+-]+@[\w.-]+|(?:\d{4}-){3}\d{3}[\dX])')
_NAMESAKE = regex(r'\s0\d{3}(?=,|$)')
_PARENTHESES = regex(rf'([\s{PROTECTED_SPACE}]*)(?:\(([^()]*)\)|\[([^\[\]]*)\])')
_GLUED = regex(r'\uff08|(?<=[\u3400-\u9fff\uac00-\ud7af])\(')
# What stands before a list, or before its names, and brackets around one that somebody found out.
_LEAD = regex(r'(?:By (?=[A-Z])|(?:Authors?|Editors?|By)\s*:\s*)')
_COUNT = regex(r'(?:^|(?<=\sand\s))[(\[]?\d{1,3}[.)\]]\s+(?=[^\W\d])')
_ATTRIBUTED = regex(r'(?:^|(?<=\sand\s))\[([^\W\d][^\[\]]+)\](?=\s+and\s|$)')
_EDITOR = regex(r',\s*((?:eds?|hrsg|trans)\.|editors?|translators?)(?=\s+and\s|$)', re.IGNORECASE)
_ROLE = regex(
    r'(?:co-?)?(?:first|last|senior|lead|joint|equal|illustrat|edit(?:or|ed)|eds?\b|hrsg|transl|'
    r'author|correspond|contribut|decea|photo|compil|present(?:er|ing)|speak|supervis|student|'
    r'mentee|advis|chair|host|direct(?:or|ed)|produc|narrat|invited|foreword|preface|introduc|'
    r'maintain|develop|principal|posthum|ph\.?d\.? |doctoral|post-?doc|master|bachelor|undergrad|'
    r'graduate|hgg?\b|dir\b|coord|org\b|comp\b|éd|szerk|főszerk|çev|ред|сост|пер\b|отв|主|编|編|'
    r'著|译|譯|訳|엮|옮|편)',
    re.IGNORECASE,
)
# A nickname or a name at birth is part of the name, other words in small letters are not.
_SMALL = regex(r'(?!née?\b|geb\b|born\b|aka\b|a\.k)[a-z]{2,}')
_EQUAL = regex(
    r'\bequal|\bco-?first|\bcofirst|\bjoint(?:ly)?[ _-]?first|\bshared?[ _-]first|\bgleich',
    re.IGNORECASE,
)
_CORRESPONDING = regex(r'\bcorr(?:\b|e)|\bcontact[ _-]?author', re.IGNORECASE)
# The annotations by which people have their own name printed in another way.
HIGHLIGHTS = frozenset({'highlight', 'me', 'self', 'own', 'owner', 'myself', 'bold', 'underline'})
_ANNOTATION = regex(r'(\d+)(:[\w-]+)?\s*=\s*(.*)', re.DOTALL)
_OUTSIDE_QUOTES = r'{}(?=(?:[^"]*"[^"]*")*[^"]*$)'


def noted(source: str) -> str:
    """Return a list of names with numbers behind names and roles in parentheses as remarks."""
    if lead := _LEAD.match(source):
        source = source[lead.end() :]
    if _DIGIT.search(source):
        source = _COUNT.sub('', source)
    if _DIGIT.search(source) and not _are_numbered(source):
        source = _ORCID.sub('', source)
        source = _NUMBER.sub(lambda match: note(match[1]), source)
    if '+' in source:
        source = _PLUS.sub(note('+'), source)
    if ', ' in source:
        source = _EDITOR.sub(lambda match: note(match[1]), source)
    if not source.isascii():
        source = _GLUED.sub(' (', source).replace('\uff09', ')')
    if '(' in source or '[' in source:
        source = _ATTRIBUTED.sub(r'\1', source)
        source = _PARENTHESES.sub(_role, source)
    return source


def _are_numbered(source: str) -> bool:
    """Return whether one word is all that has numbers, as invented people are called: Author1."""
    words = [source[: match.start()].split()[-1:] for match in _NUMBER.finditer(source)]
    return len(words) > 1 and all(word == words[0] for word in words)


def _role(match: re.Match[str]) -> str:
    inner = (match[2] if match[2] is not None else match[3]).replace(PROTECTED_SPACE, ' ')
    signs = inner.strip()
    if _YEAR.fullmatch(signs):
        return ''
    is_word = match[1] or not match.start()  # and not the rest of one, as in D[onald]
    before = match.string[: match.start()]
    is_behind = match[1] and match[3] is not None and not before.endswith((',', ' and'))
    is_role = is_word and (_ROLE.match(signs) or _SMALL.match(signs) or signs == 'PI')
    is_mark = signs and all(sign in NAME_MARKS or sign in '0123456789, ' for sign in signs)
    return note(inner) if is_role or is_behind or is_mark else match[0]


def take_marks(name: str) -> tuple[str, frozenset[str]]:
    """Take the remarks and marks off a name."""
    found = {note_text(match) for match in _NOTE.findall(name)}
    name = _NAMESAKE.sub('', _NOTE.sub('', name))
    found |= {_usual(match[0]) for match in _MARK.finditer(name)}
    name = ' '.join(_MARK.sub('', name).split()).strip(' ,')
    name = name if name.isascii() else normalize('NFC', name)
    if NOTE_START in name or NOTE_END in name:
        name = name.replace(NOTE_START, '').replace(NOTE_END, '')
    return name, frozenset(mark for mark in found if mark and not mark.startswith('\\'))


def _usual(mark: str) -> str:
    return normalize('NFKC', mark) if mark[0] in _RAISED else mark.translate(_USUAL)


def lost_macro(name: str) -> str:
    """Return the name of the macro that is all that stands at the place of a name, else ''."""
    match = _NOTE.fullmatch(name.strip())
    text = note_text(match[1]) if match else ''
    return text[1:] if text.startswith('\\') else ''


def unknown_macros(name: str) -> list[str]:
    """Return the macros in a name that nobody knows."""
    return [text for note in _NOTE.findall(name) if (text := note_text(note)).startswith('\\')]


def understood(
    people: Sequence[Person], notes: str, said: str, report: Callable[[str, str], None]
) -> tuple[Person, ...]:
    """Return the marks of a list their meaning, as the top of this module says.

    *notes* is what the entry says beside, *said* what it annotates; what nobody explains is told to
    *report*.
    """
    marked = [person.annotations for person in people]
    if not any(marked):
        return tuple(people)
    meanings = _meanings(marked, notes, said)
    words = [
        frozenset(meanings.get(mark, '') or _worded(mark) for mark in marks) for marks in marked
    ]
    if what := _unexplained(people, words, notes):
        report('hint', what)
    return tuple(
        replace(person, annotations=marks) for person, marks in zip(people, words, strict=True)
    )


def _meanings(marked: Sequence[frozenset[str]], notes: str, said: str) -> Mapping[str, str]:
    """Return what the usual signs say in this list."""
    stars = sum(bool(marks & {'*', '^'}) for marks in marked)
    first_two = len(marked) > 2 and all('†' in marks for marks in marked[:2])
    meanings = dict.fromkeys(ENVELOPES, 'corresponding')
    meanings['†'] = 'equal' if first_two and not stars else 'corresponding'
    if stars + bool(_EQUAL.search(said)) > 1:
        meanings |= {'*': 'equal', '^': 'equal'}
    return {sign: word for sign, word in meanings.items() if not is_explained(sign, notes)}


def is_explained(sign: str, notes: str) -> bool:
    """Return whether the notes of an entry say what *sign* means."""
    if sign.isalnum():
        return re.search(rf'(?<!\w){re.escape(sign)}(?!\w)', notes) is not None
    usual = normalize('NFKC', notes.translate(_USUAL))  # as raised signs are read
    return re.search(rf'(?<!\w){re.escape(sign)}', usual) is not None


def _worded(remark: str) -> str:
    """Return the meaning that the words of a remark have, or what is to be printed."""
    if remark[:1] + remark[-1:] in {'()', '[]'}:
        remark = remark[1:-1].strip()
    if _EQUAL.search(remark):
        return 'equal'
    if _CORRESPONDING.search(remark):
        return 'corresponding'
    quoted = remark.replace('"', '”')
    return f'"{quoted}"'


def _unexplained(people: Sequence[Person], said: Sequence[frozenset[str]], notes: str) -> str:
    """Return what is to be told of signs whose meaning nobody can know."""
    signs = {
        mark[1:-1]: at
        for at, marks in reversed(list(enumerate(said, start=1)))
        for mark in marks
        if is_sign(mark) and not is_explained(mark[1:-1], notes)
    }
    if not signs:
        return ''
    sign, at = min(signs.items(), key=lambda item: (item[1], item[0]))
    others = f' (nor {", ".join(sorted(set(signs) - {sign}))})' if len(signs) > 1 else ''
    return (
        f'nobody says what {sign} at "{people[at - 1].name}" means{others}; '
        f'write note = {{{sign} …}}, or the meaning as author+an = {{{at}=equal}}'
    )


# Says that the family name of somebody comes first, though a comma is behind it.
FAMILY_FIRST = 'familyfirst'


def annotated(
    people: Sequence[Person], field: str, source: str, report: Callable[[str, str], None]
) -> tuple[Person, ...]:
    """Add what biblatex's ``author+an = {1=equal; 2=equal,corresponding}`` says of persons."""
    said = list(people)
    for item in filter(None, map(str.strip, re.split(_OUTSIDE_QUOTES.format(';'), source))):
        match = _ANNOTATION.fullmatch(item)
        number = int(match[1]) if match else 0
        if match is None or not 1 <= number <= len(said):
            why = 'there is no such author' if match else 'write 1=equal; 2=corresponding'
            if match or ':' not in field:  # those with a name are for styles of somebody's own
                report('name', f'"{item}" in {field} says nothing: {why}')
        else:
            words = [word.strip() for word in re.split(_OUTSIDE_QUOTES.format(','), match[3])]
            if match[2]:  # at a part of the name
                words = [word for word in words if word in HIGHLIGHTS]
            words = [word for word in words if not _ADDRESS.fullmatch(word.strip('"'))]
            person = said[number - 1]
            notes = person.annotations.union(map(_annotation, filter(None, words)))
            is_first = person.family_first or FAMILY_FIRST in notes
            notes -= {FAMILY_FIRST}
            said[number - 1] = replace(person, annotations=notes, family_first=is_first)
    return tuple(said)


def _annotation(word: str) -> str:
    if word.startswith('"'):
        return _worded(word.strip('"')) if len(word) > 2 else word
    if _EQUAL.match(word):
        return 'equal'
    return 'corresponding' if _CORRESPONDING.match(word) else word

"""How the owner calls papers, learned from the keys there are, and a key for the next one.

A key is taken for a row of parts (people, year, title, venue), each in one of its forms, with
separators before them. Every reading that fits a key has its vote; the reading that fits most keys
makes the new one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_cv.model import Paper

_SMALL = frozenset(
    'a an the on of in for and to with from by at is are via using towards toward into over under '
    'der die das ein eine le la les un une what how why do does can'.split()
)
_ENOUGH = 300  # papers to learn from
_SEPARATORS = re.compile(r'[-_:./+]*')
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = re.compile(r'\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b')
# What tells apart papers that would have one key; INSPIRE and Paperpile have letters for all.
_SUFFIX = re.compile(r'[a-z]|[a-z]{3}|-[a-z]{2}|[-_.]?\d{1,2}|')


class KeyPart(NamedTuple):
    """A part of a key: what stands before it, what it says, and in which form."""

    before: str
    what: str
    form: str


KeyReading = tuple[KeyPart, ...]
_USUAL: KeyReading = (
    KeyPart('', 'people', 'family'), KeyPart('', 'year', 'four'), KeyPart('', 'title', 'word'),
)  # fmt: skip


class KeyManner(NamedTuple):
    """How keys are made: their parts, and what all of them begin with."""

    reading: KeyReading = _USUAL
    prefix: str = ''

    def propose(self, paper: Paper, taken: Iterable[str]) -> str:
        """Return a key for *paper* that is not taken."""
        told = _told(paper)
        reading = self.reading
        if not all(told[part.what].get(part.form) for part in reading):
            reading = _USUAL  # the paper lacks what the others have
        parts = [part.before + told[part.what].get(part.form, '') for part in reading]
        key = self.prefix + ''.join(parts).lstrip('-_:./+') or 'untitled'
        known = {key.lower() for key in taken}
        candidates = (key, *(f'{key}{c}' for c in 'abcdefghijklmnopqrstuvwxyz'))
        numbered = (f'{key}-{number}' for number in range(2, 1000))
        return next(k for k in (*candidates, *numbered) if k.lower() not in known)


def learn_keys(papers: Sequence[Paper]) -> KeyManner:
    """Learn how the keys of *papers* are made."""
    papers = papers[:: len(papers) // _ENOUGH + 1]
    prefix = _prefix([paper.key for paper in papers])
    votes: Counter[KeyReading] = Counter()
    for paper in papers:
        votes.update(set(_readings(paper.key.removeprefix(prefix), _told(paper))))
    if not votes:
        return KeyManner()
    # Of readings with the same votes the one with more parts and the plainer forms.
    reading = max(votes, key=lambda r: (votes[r], len(r), *(-_rank(part) for part in r)))
    if votes[reading] * 4 < len(papers) or votes[reading] < min(2, len(papers)):
        return KeyManner()
    return KeyManner(reading, prefix)


def _prefix(keys: Sequence[str]) -> str:
    """Return what all keys begin with, up to a separator."""
    match = re.match(r'[A-Za-z][\w-]*?[:/_-]', keys[0]) if len(keys) > 2 else None
    return match[0] if match and all(key.startswith(match[0]) for key in keys) else ''


def _readings(
    key: str, told: Mapping[str, Mapping[str, str]], done: KeyReading = ()
) -> Iterator[KeyReading]:
    if (
        done
        and _SUFFIX.fullmatch(key)
        and any(p.what in {'people', 'title', 'venue'} for p in done)
    ):
        yield done
    if len(done) == len(told):
        return
    separator = _SEPARATORS.match(key)
    before = separator[0] if separator and done else ''
    rest = key[len(before) :]
    used = {part.what for part in done}
    for what, forms in told.items():
        for form, text in forms.items() if what not in used else ():
            if text and rest.startswith(text):
                yield from _readings(rest[len(text) :], told, (*done, KeyPart(before, what, form)))


def _told(paper: Paper) -> dict[str, dict[str, str]]:
    """Return what each part of the key of *paper* would be, in all its forms."""
    year = str(paper.year or '')
    return {
        'people': _forms_of_people(paper),
        'year': {'four': year, 'two': year[-2:]},
        'title': _forms_of_title(paper.title_text),
        'venue': _forms_of_venue(paper),
    }


def _forms_of_people(paper: Paper) -> dict[str, str]:
    people = paper.authors or paper.editors
    if not people:
        return {}
    families = [_letters(person.family) for person in people]
    first, many = people[0], len(people)
    last_word = _letters(first.family.split()[-1])
    whole = _letters(first.prefix + first.family)
    couple = families[0] if many == 1 else f'{families[0]}-{families[1]}'
    initials = ''.join(family[:1] for family in families[: 3 if many > 4 else 4])
    alpha = families[0][:3] if many == 1 else initials
    forms = {
        'family': families[0],
        'whole': whole,
        'group': _letters(paper.text('collaboration')) or families[0],
        'last word': last_word,
        'all': ''.join(families[:3]),
        'etal': couple if many < 3 else f'{families[0]}-etal',
        'et-al': couple if many < 3 else f'{families[0]}-et-al',
        'three EtAl': ''.join(families[:3]) + ('EtAl' if many > 3 else ''),
        'two letters each': ''.join(family[:2] for family in families[:4]),
        'three letters each': ''.join(family[:3] for family in families[:4]),
        'EtAl': couple.replace('-', '') if many < 3 else f'{families[0]}EtAl',
        'alpha': alpha,
        'alpha+': alpha if many <= 4 else f'{alpha}+',
        'three letters': families[0][:3],
        'four letters': families[0][:4],
        'full': _letters(first.given.split()[0] if first.given else '') + families[0],
    }
    return _in_cases(forms)


def _forms_of_title(title: str) -> dict[str, str]:
    words = _WORDS.findall(title)
    known = [word for word in words if word.lower() not in _SMALL] or words
    if not known:
        return {}
    forms = {
        'word': _letters(known[0]),
        'first': _letters(words[0]),
        'two words': ''.join(map(_letters, map(_capital, known[:2]))),
        'three words': ''.join(map(_letters, map(_capital, known[:3]))),
        'four words': ''.join(map(_letters, map(_capital, known[:4]))),
        'joined two': '_'.join(map(_letters, known[:2])),
        'joined three': '_'.join(map(_letters, known[:3])),
        'dashed two': '-'.join(map(_letters, known[:2])),
        'dashed three': '-'.join(map(_letters, known[:3])),
        'initials': ''.join(_letters(word)[:1] for word in words),
        'head': _letters(title.partition(':')[0]) if ':' in title else '',
    }
    return _in_cases(forms)


def _forms_of_venue(paper: Paper) -> dict[str, str]:
    container = paper.text('booktitle', 'journaltitle')
    abbr = _WORDS.search(paper.text('abbr'))
    acronyms = [word for word in _ACRONYM.findall(container) if word.lower() != 'proceedings']
    words = [word for word in _WORDS.findall(container) if word.lower() not in _SMALL]
    forms = {
        'abbr': abbr[0] if abbr else '',
        'acronym': acronyms[-1] if acronyms else '',
        'initials': ''.join(word[:1] for word in words) if len(words) > 1 else '',
        'name': words[0] if len(words) == 1 else '',
    }
    return _in_cases({name: _letters(text) for name, text in forms.items()})


_CASES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ('', str.lower), (', as is', str), (', Title', lambda text: text[:1].upper() + text[1:]),
    (', camel', lambda text: text[:1].lower() + text[1:]), (', CAPITALS', str.upper),
)  # fmt: skip


def _in_cases(forms: Mapping[str, str]) -> dict[str, str]:
    return {name + case: change(text) for name, text in forms.items() for case, change in _CASES}


def _rank(part: KeyPart) -> int:
    """Return how unusual the form of a part is: the plainer ones are named first."""
    words = ('family', 'four', 'word', 'first')
    name, _, case = part.form.partition(', ')
    return (words.index(name) if name in words else len(words)) * 10 + len(case)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _letters(text: str) -> str:
    """Return letters and digits without accents, in their case."""
    if text.isascii():
        return ''.join(filter(str.isalnum, text))
    folded = (fold(c).upper() if c.isupper() else fold(c) for c in text)
    return ''.join(c for part in folded for c in part if c.isalnum())

"""The marks and remarks that stand behind names, and the legend that explains them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx_cv.formatting.names import Look
from sphinx_cv.model.people import is_sign
from sphinx_cv.model.words import _, comma

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_cv.model import Paper, Person

# Annotation -> the mark behind a name and what it means, in the order of the legend.
MARKS = {'equal': ('*', 'equal contribution'), 'corresponding': ('†', 'corresponding author')}


def signs(person: Person) -> str:
    """Return the marks behind a name: those that the legend explains, then the entry's own."""
    if not person.annotations:
        return ''  # as nearly everybody
    usual = [sign for word, (sign, _) in MARKS.items() if word in person.annotations]
    own = sorted(note[1:-1] for note in person.annotations if is_sign(note))
    return ''.join(dict.fromkeys((*usual, *own)))


def remarks(person: Person) -> str:
    """Return what the entry says in words of a person: ``Illustrator``."""
    if not person.annotations:
        return ''
    said = (note[1:-1] for note in person.annotations if note[0] == '"' and not is_sign(note))
    return comma().join(sorted(said))


# Letters and digits that are raised in plain text, too, where they would be read as the name's.
_LOW = '0123456789abcdefghijklmnoprstuvwxyz'
_RAISED = str.maketrans(_LOW, '⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ')


def behind(person: Person, sign: str = '') -> str:
    """Return all that stands behind a name, in plain text: marks, a *sign* and remarks."""
    words = remarks(person)
    return f'{signs(person).translate(_RAISED)}{sign}{f" ({words})" if words else ""}'


def legend(papers: Iterable[Paper], look: Callable[[Person], Look] = lambda person: Look()) -> str:
    """Explain the marks behind the names of *papers*, and who stands out; '' where there is none.

    A sign that has another meaning in one of them is not explained for all.
    """
    lists = [paper.authors or paper.editors for paper in papers]
    people = dict.fromkeys(chain.from_iterable(lists))
    used = set().union(*(person.annotations for person in people))
    words = [_explained(word, lists) for word in MARKS if word in used]
    return comma().join(dict.fromkeys([*words, *filter(None, (look(p).shown for p in people))]))


def _explained(word: str, lists: Sequence[Sequence[Person]]) -> str:
    sign, meaning = MARKS[word]
    own = [sum(f'"{sign}"' in person.annotations for person in people) for people in lists]
    sentence = {
        (True, False): _('{meaning} where several names bear it'),
        (False, True): _('{meaning} unless a note says otherwise'),
        (True, True): _('{meaning} where several names bear it unless a note says otherwise'),
    }.get((word == 'equal' and 1 in own, max(own) > (word == 'equal')), '{meaning}')
    return f'{sign} {sentence.format(meaning=_(meaning))}'

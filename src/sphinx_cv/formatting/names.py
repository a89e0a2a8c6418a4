"""Names as a field writes them: form, order and number, what joins them, and who stands out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model import Markup, Person, Text
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, comma, list_gaps, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_cv.model import Rich


class Form(NamedTuple):
    """A form of names: what stands behind a family name that comes first, and behind initials."""

    behind: str = ''
    dot: str | None = None  # None if given names are written out


# A form is called as it looks, with G for an initial.
NAME_FORMS = {
    'Given Family': Form(),
    'G. Family': Form(dot='.'),
    'Family, Given': Form(behind=', '),
    'Family, G.': Form(behind=', ', dot='.'),
    'Family Given': Form(behind=' '),
    'Family G': Form(behind=' ', dot=''),
}

# How somebody can stand out -> the class of the name, and how the legend says so.
LOOKS = {
    'bold': ('strong', 'bold'),
    'italic': ('italic', 'italic'),
    'underline': ('underlined', 'underlined'),
}


class Look(NamedTuple):
    """How somebody stands out: *looks* of :data:`LOOKS`, a *sign* behind the name, and why."""

    looks: tuple[str, ...] = ()
    sign: str = ''
    meaning: str = ''

    @property
    def classes(self) -> str:
        """The classes of the name, each after a space."""
        return ''.join([f' cv-{LOOKS[look][0]}' for look in self.looks]) if self.looks else ''

    @property
    def shown(self) -> str:
        """What the legend says of it; '' if it has nothing to explain."""
        if not self.meaning or not (self.looks or self.sign):
            return ''
        if not self.looks:
            return f'{self.sign} {self.meaning}'
        named = listed([*(_(LOOKS[look][1]) for look in self.looks), *filter(None, (self.sign,))])
        return f'{named}: {self.meaning}'


OWN = Look(('bold',))  # the owner of a CV, where the settings say nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStyle:
    """How the people of a paper are named.

    All have the *form*, all but the first *others* if that is given. *between* stands between them,
    and *joint* before the last. Of more than *limit*, the *first* ones
    are shown, and with *ends* the last one.
    """

    form: str = 'Given Family'
    others: str = ''
    small_caps: bool = False
    between: str = ', '
    joint: str = ', '
    spoken: bool = False  # whether the language says instead what joins the last two
    limit: int = 20
    first: int = 0  # half of the limit
    ends: bool = True

    @property
    def head(self) -> int:
        """How many of a list over the limit stand at its beginning."""
        return min(self.first or self.limit // 2, self.limit)

    @property
    def is_plain(self) -> bool:
        """Whether names stand as the bibliography has them, so that all their words are there."""
        return (
            NAME_FORMS[self.form].dot is None and NAME_FORMS[self.others or self.form].dot is None
        )

    def named(self, person: Person, at: int = 0) -> Rich:
        """Return the name of the person at that place of a list."""
        return written(person, self.others if at and self.others else self.form, self.small_caps)

    def in_prose(self, person: Person) -> str:
        """Return a name within a sentence, where the family name stands last."""
        form = 'Given Family' if NAME_FORMS[self.form].dot is None else 'G. Family'
        return ''.join(part.value for part in written(person, form) if isinstance(part, Text))

    def gaps(self, count: int, *, ends: bool = True) -> list[str]:
        """Return what stands before each of the names; the list *ends* if no others follow."""
        found = ['', *[self.between] * (count - 1)]
        if ends and count > 1:
            found[-1] = list_gaps(count)[count - 1] if self.spoken else self.joint
        return found


PLAIN = NameStyle()


@lru_cache(maxsize=2**14)
def written(person: Person, form: str, small_caps: bool = False) -> Rich:
    """Return a name in one of :data:`NAME_FORMS`; without parts, or in Chinese, as it is."""
    shape = NAME_FORMS[form]
    family = ' '.join(part for part in (person.prefix, person.family) if part)
    if person.is_eastern or not person.given:
        return (Text(person.name),)
    given = person.given if shape.dot is None else initials(person.given, shape.dot)
    gap = ', ' if ',' in shape.behind else ' '
    suffix = gap + person.suffix if person.suffix else ''
    before, after = ('', shape.behind + given) if shape.behind else (f'{given} ', '')
    if not small_caps:
        return (Text(before + family + after + suffix),)
    capitals = Markup('small-caps', (Text(family),))
    around = (Text(before) if before else None, capitals, Text(after + suffix))
    return tuple(part for part in around if part and part != Text(''))


_WORD = regex(r'[^\s.\-\u2010\u2011]+\.?|[\-\u2010\u2011]')


def initials(given: str, dot: str = '.') -> str:
    """Return given names as initials: ``J.-P. M.``, or without *dot* ``JPM``."""
    found = ''
    for word in _WORD.findall(given):
        if word in '-\u2010\u2011':
            found += '-' if dot else ''
        else:
            # What has a full stop is short already, be it one letter or "Yu.".
            short = word.removesuffix('.') if word.endswith('.') and len(word) < 4 else word[0]
            found += f'{"" if not dot or not found or found[-1] == "-" else " "}{short}{dot}'
    return found


def shortened(
    people: Sequence[Person], style: NameStyle, kept: Callable[[Person], bool]
) -> list[Person | None]:
    """Return *people*; in a list over the limit, None stands for those left out in one place."""
    if len(people) <= style.limit:
        return list(people)
    own = [index for index, person in enumerate(people) if kept(person)]
    ends = [len(people) - 1] if style.ends else []
    shown: list[Person | None] = []
    last = -1
    for index in sorted({*range(style.head), *own, *ends}):
        shown += [None] if index > last + 1 else []
        shown.append(people[index])
        last = index
    return shown


def style_of(settings: Mapping[str, object], limit: int) -> NameStyle:
    """Return the style that ``cv_names``, which has been checked, describes."""
    form, others = str(settings.get('form', 'Given Family')), str(settings.get('others', ''))
    # Where commas stand within all names, others between them would lead astray.
    is_split = form == 'Family, Given' and others in ('', form)
    between = str(settings.get('between', '; ' if is_split else comma()))
    word = settings.get('and')
    joint = _conjunction(word, between) if isinstance(word, str) else between
    return NameStyle(
        form=form, others=others, small_caps=bool(settings.get('small_caps')), between=between,
        joint=joint, spoken=word is True, limit=limit, first=int(str(settings.get('first', 0))),
        ends=bool(settings.get('last', True)),
    )  # fmt: skip


def _conjunction(word: str, between: str) -> str:
    """Return a word between names, before which a comma may stand."""
    text = word.strip()
    return (f'{text} ' if text.startswith((',', ';')) else f' {text} ') if text else between

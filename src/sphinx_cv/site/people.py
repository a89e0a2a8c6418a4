"""The settings on people -> the owner of the CV, the people it knows, and who stands out."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import TYPE_CHECKING

from sphinx_cv.bib.names import NameMatcher
from sphinx_cv.formatting.names import LOOKS, Look
from sphinx_cv.model import Owner
from sphinx_cv.model.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in ``cv_people``: all spellings of the name, and what is known, or ''.

    All but *url* and *orcid* is of members of a lab.
    """

    spellings: tuple[str, ...]
    matcher: NameMatcher
    url: str = ''
    orcid: str = ''
    position: str = ''
    group: str = ''
    dates: str = ''
    pronouns: str = ''
    email: str = ''
    links: Mapping[str, str] = field(default_factory=dict)
    photo: tuple[str, str] = ('', '')  # as that of the owner

    @property
    def is_member(self) -> bool:
        """Whether the settings say what the person is in the lab."""
        return bool(self.position or self.group or self.photo[0])


def read_owner(settings: Mapping[str, object]) -> Owner:
    """Return the owner of the CV from ``cv_owner``, which has been checked."""
    build: Callable[..., Owner] = Owner
    owner = build(**settings)
    names = ', '.join(name for name, _ror in owner.affiliations)
    return replace(owner, affiliation=owner.affiliation or names)


def read_people(settings: Mapping[str, Mapping[str, object]]) -> tuple[KnownPerson, ...]:
    """Return the people in ``cv_people``, which has been checked."""
    return tuple(map(_known, settings, settings.values()))


def _known(name: str, facts: Mapping[str, object]) -> KnownPerson:
    aliases = facts.get('aliases')
    spellings = (name, *aliases) if isinstance(aliases, tuple) else (name,)
    names = {one.name for one in fields(KnownPerson)}
    build: Callable[..., KnownPerson] = partial(KnownPerson, spellings, NameMatcher(spellings))
    return build(**{name: fact for name, fact in facts.items() if name in names})


def facts_of(known: KnownPerson) -> dict[str, object]:
    """Return what is known of a person as facts of an owner of a CV."""
    page = {_('Web page'): known.url} if known.url else {}
    return {
        'aliases': known.spellings[1:], 'orcid': known.orcid, 'position': known.position,
        'pronouns': known.pronouns, 'email': known.email, 'photo': known.photo,
        'links': {**page, **known.links},
    }  # fmt: skip


# Who can stand out besides those who are called by name.
ROLES = ('owner', 'students')


def read_looks(settings: Mapping[str, object], owner: Owner) -> dict[str, Look]:
    """Return how people stand out, by role or name, from what ``cv_names`` says of them."""
    marked = settings.get('marked')
    rows = marked.items() if isinstance(marked, dict) else ()
    return {who: _look(who, said, owner) for who, said in rows}


def _look(who: str, said: tuple[str, str], owner: Owner) -> Look:
    way, meaning = said
    looks = tuple(word for word in way.split() if word in LOOKS)
    sign = ''.join(word for word in way.split() if word not in (*LOOKS, 'none'))
    known = {'owner': owner.name, 'students': ''}.get(who, who)
    return Look(looks, sign, meaning or known)


def named_looks(
    looks: Mapping[str, Look], people: Sequence[KnownPerson]
) -> list[tuple[NameMatcher, Look]]:
    """Return those who stand out by name, each with what tells them in all spellings."""
    known = {name: person.matcher for person in people for name in person.spellings}
    names = (name for name in looks if name not in ROLES)
    return [(known.get(name) or NameMatcher((name,)), looks[name]) for name in names]

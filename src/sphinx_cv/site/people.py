"""The settings ``cv_owner`` and ``cv_people`` -> the owner of the CV and the people it knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_cv.bib.names import NameMatcher
from sphinx_cv.model import Owner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in ``cv_people``: all spellings of the name, an address and an ORCID, or ''."""

    spellings: tuple[str, ...]
    url: str
    matcher: NameMatcher
    orcid: str = ''


def read_owner(settings: Mapping[str, object]) -> Owner:
    """Return the owner of the CV from ``cv_owner``, which has been checked."""
    build: Callable[..., Owner] = Owner
    owner = build(**settings)
    names = ', '.join(name for name, _ in owner.affiliations)
    return replace(owner, affiliation=owner.affiliation or names)


def read_people(settings: Mapping[str, Mapping[str, object]]) -> tuple[KnownPerson, ...]:
    """Return the people in ``cv_people``, which has been checked."""
    return tuple(map(_known, settings, settings.values()))


def _known(name: str, facts: Mapping[str, object]) -> KnownPerson:
    aliases = facts.get('aliases')
    spellings = (name, *aliases) if isinstance(aliases, tuple) else (name,)
    url, orcid = (str(facts.get(field, '')) for field in ('url', 'orcid'))
    return KnownPerson(spellings, url, NameMatcher(spellings), orcid)

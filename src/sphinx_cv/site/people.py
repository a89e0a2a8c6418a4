"""The settings ``cv_owner`` and ``cv_people`` -> the owner of the CV and the people it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_cv.bib.names import NameMatcher
from sphinx_cv.model import Owner
from sphinx_cv.model.addresses import clean_url

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in ``cv_people``: all spellings of the name, and an address or ''."""

    spellings: tuple[str, ...]
    url: str
    matcher: NameMatcher


def read_owner(settings: Mapping[str, object]) -> Owner:
    """Return the owner of the CV from ``cv_owner``."""
    known = {name: settings[name] for name in Owner.__dataclass_fields__ if name in settings}
    texts = {
        name: str(known[name]) for name in known if name not in {'aliases', 'links', 'show_email'}
    }
    if 'orcid' in texts:
        texts['orcid'] = texts['orcid'].strip('/ ').rpartition('/')[2]  # people also give the URL
    links, aliases = settings.get('links', {}), settings.get('aliases', ())
    return Owner(
        **texts,
        show_email=settings.get('show_email') is True,
        aliases=tuple(aliases) if isinstance(aliases, (list, tuple)) else (),
        links={label: _address(url) for label, url in links.items()}
        if isinstance(links, dict)
        else {},
    )


def _address(written: object) -> str:
    """Return an address with ``https://`` if that was forgotten."""
    return clean_url(str(written)).url or str(written)


def read_people(settings: Mapping[str, Mapping[str, object]]) -> tuple[KnownPerson, ...]:
    """Return the people in ``cv_people``."""
    return tuple(
        KnownPerson(
            (name, *_aliases(facts)),
            _address(facts.get('url', '')),
            NameMatcher((name, *_aliases(facts))),
        )
        for name, facts in settings.items()
    )


def _aliases(facts: Mapping[str, object]) -> tuple[str, ...]:
    aliases = facts.get('aliases', ())
    return tuple(map(str, aliases)) if isinstance(aliases, (list, tuple)) else ()

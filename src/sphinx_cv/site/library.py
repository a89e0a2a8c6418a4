"""The papers and people of the site, read once per change of the files."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_cv.bib.names import NameMatcher, claim, match_owner
from sphinx_cv.bib.names.persons import parse_person
from sphinx_cv.formatting.names import OWN, Look, NameStyle
from sphinx_cv.model import Owner, Paper, Person, Problem, fold
from sphinx_cv.site.briefs import brief_of
from sphinx_cv.site.lists import sort
from sphinx_cv.site.people import (
    KnownPerson,
    facts_of,
    named_looks,
    read_owner,
)
from sphinx_cv.site.slugs import slugs, words_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.formatting.highlights import Metric
    from sphinx_cv.site.briefs import Brief

RELATED_LIMIT = 5
# A keyword of more papers than this says little about any two of them, and takes long to compare.
KEYWORD_LIMIT = 100
_NO_LOOK = Look()


@dataclass(frozen=True)
class Library:
    """What the bibliography files and ``conf.py`` say of papers and people, with look-ups.

    *papers* are the owner's, *references* the works of others; both by key, in file order.
    *key* is a digest of all of which they are made.
    """

    papers: Mapping[str, Paper] = field(default_factory=dict)
    references: Mapping[str, Paper] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    names: Mapping[Path, str] = field(
        default_factory=dict
    )  # file -> as papers and problems name it
    owner: Owner = field(default_factory=Owner)
    people: tuple[KnownPerson, ...] = ()
    style: NameStyle = field(default_factory=NameStyle)
    metrics: Mapping[str, Sequence[Metric]] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)  # who stands out, by role or name
    key: str = ''
    # Key of a paper -> digest of all that its entry says, where it is known; see ``written.py``.
    said: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The slug of each paper, by key: the name of its page and the end of its anchors."""
        return slugs(list(self.papers))

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The label of each paper, by key; all labels are in lower case, and no two are alike."""
        owners: dict[str, str] = {}
        for key in self.papers:
            owners.setdefault(key.lower(), key)
        return {
            key: key.lower() if owners[key.lower()] == key else name.lower()
            for key, name in self.slugs.items()
        }

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Key, or alias from biblatex's field ``ids`` -> the paper's key."""
        return {**self.aliases, **{key: key for key in self.papers}}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Alias -> the paper's key."""
        return {alias: paper.key for paper in self.papers.values() for alias in paper.aliases}

    @cached_property
    def briefs(self) -> Mapping[str, Brief]:
        """What lists and indices ask of each paper, by key."""
        papers = self.papers.items()
        return {key: brief_of(paper, self.is_owner, self.style) for key, paper in papers}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each paper without markup, by key."""
        return {key: brief.title for key, brief in self.briefs.items()}

    @cached_property
    def with_files(self) -> Sequence[str]:
        """The keys of the papers that name files of the site, as links or as their picture."""
        return [key for key, paper in self.papers.items() if _has_files(paper)]

    @cached_property
    def coauthors(self) -> Mapping[str, str]:
        """The co-authors of the owner's papers: slug of the name -> name."""
        names = chain.from_iterable(brief.coauthors for brief in self.briefs.values())
        return {words_slug(name): name for name in dict.fromkeys(names)}

    @cached_property
    def coauthored(self) -> Mapping[str, list[str]]:
        """Slug of the name of a co-author -> the keys of the papers."""
        keys: dict[str, list[str]] = {name: [] for name in self.coauthors}
        slug = cache(words_slug)
        for key, brief in self.briefs.items():
            for name in {*map(slug, brief.coauthors)}:
                keys[name].append(key)
        return keys

    @cached_property
    def _owner_matcher(self) -> NameMatcher:
        return match_owner(self.owner)

    def paper(self, key: str) -> Paper | None:
        """Return the owner's paper with that key or alias."""
        return self.papers.get(self.keys.get(key, ''))

    @cached_property
    def keys_by_file(self) -> Mapping[Path, list[str]]:
        """The keys of all entries of each file."""
        files = {name: file for file, name in self.names.items()}
        keys: dict[Path, list[str]] = {file: [] for file in self.files}
        for paper in (*self.papers.values(), *self.references.values()):
            if paper.file in files:
                keys[files[paper.file]].append(paper.key)
        return keys

    def is_owner(self, person: Person) -> bool:
        """Return whether *person* is the owner of the CV, in any known spelling."""
        return bool(self.owner.name) and self._owner_matcher.matches(person)

    def person_named(self, name: str) -> Callable[[Person], bool]:
        """Return a test for the person whom one of the known spellings names."""
        person = parse_person(name)
        if person and self.is_owner(person):
            return self.is_owner
        known = self._called(name)
        matcher = known.matcher if known else NameMatcher([name])
        family, _, given = name.partition(' ')
        if ',' not in name and not any(map(matcher.matches, self._authors)):
            matcher = NameMatcher([name, f'{given} {family}'])  # the family name may stand first
        return matcher.matches

    @cached_property
    def _authors(self) -> frozenset[Person]:
        papers = self.papers.values()
        return frozenset(person for paper in papers for person in (*paper.authors, *paper.editors))

    def whose(self, name: str) -> Callable[[Person], bool]:
        """Return the test for the person whose list it is: who is called so, or else the owner."""
        return self.person_named(name) if name else self.is_owner

    def of(self, owner: Owner) -> Library:
        """Return this library as that of another owner."""
        papers = {key: _unclaimed(paper) for key, paper in self.papers.items()}
        return replace(self, owner=owner, papers=claim(papers, owner).papers)

    def owner_with(self, changes: Mapping[str, object]) -> Owner:
        """Return the owner with *changes*; somebody else if these give another name."""
        build: Callable[..., Owner] = replace
        name = str(changes.get('name', ''))
        if not name or name in {self.owner.name, *self.owner.aliases}:
            return build(self.owner, **changes)
        known = self._called(name)
        return read_owner({**(facts_of(known) if known else {}), **changes})

    def look(self, person: Person, role: str) -> Look:
        """Return how somebody stands out, who has a *role* of ``ROLES`` or ''."""
        if role in self.looks or role == 'owner':
            return self.looks.get(role, OWN)
        if not self.looks:
            return _NO_LOOK
        found = (look for matcher, look in self._named_looks if matcher.matches(person))
        return next(found, _NO_LOOK)

    @cached_property
    def _named_looks(self) -> Sequence[tuple[NameMatcher, Look]]:
        return named_looks(self.looks, self.people)

    def person_url(self, person: Person) -> str:
        """Return the address that ``cv_people`` has for *person*; '' if it has none."""
        url = self._urls.get(person)
        if url is None:
            found = (known.url for known in self.people if known.matcher.matches(person))
            url = self._urls[person] = next(found, '')
        return url

    def person_orcid(self, person: Person) -> str:
        """Return the ORCID of the owner, or that which ``cv_people`` has; '' if none is known."""
        if self.is_owner(person):
            return self.owner.orcid
        if not any(known.orcid for known in self.people):
            return ''
        found = (known.orcid for known in self.people if known.matcher.matches(person))
        return next(found, '')

    def _called(self, name: str) -> KnownPerson | None:
        return next((known for known in self.people if name in known.spellings), None)

    def spellings(self, name: str) -> tuple[str, ...]:
        """Return all spellings of *name* in ``cv_people``."""
        known = self._called(name)
        return known.spellings if known else ()

    def url_of(self, name: str) -> str:
        """Return the address that ``cv_people`` has for this spelling; '' if it has none."""
        known = self._called(name)
        return known.url if known else ''

    def names_in(self, text: str) -> list[tuple[str, str]]:
        """Return *text* as pairs of words and address; only names in ``cv_people`` have one."""
        spellings = {
            name: known.url for known in self.people for name in known.spellings if known.url
        }
        if not spellings:
            return [(text, '')]
        longest_first = sorted(spellings, key=len, reverse=True)
        parts = re.split(f'({"|".join(map(re.escape, longest_first))})', text)
        return [(part, spellings.get(part, '')) for part in parts if part]

    def key_of(self, slug: str) -> str:
        """Return the key of the paper whose page has that name, else ''."""
        return self._keys_by_slug.get(slug, '')

    @cached_property
    def _keys_by_slug(self) -> Mapping[str, str]:
        return {name: key for key, name in self.slugs.items()}

    def unknown_key(self, key: str) -> str:
        """Return a message that no paper has *key*, and which keys are nearest."""
        if key in self.references:
            return f'"{key}" is a work of others, which has no page here; cite it with {{cite}}'
        near = self.near_keys(key)
        hint = f'; the nearest keys are {", ".join(near)}' if near else ''
        return f'no paper has the key "{key}"{hint}'

    def near_keys(self, key: str, cutoff: float = 0.5) -> list[str]:
        """Return at most three keys, also of references, for which *key* may be a slip."""
        return difflib.get_close_matches(key, [*self.keys, *self.references], 3, cutoff)

    def related(self, paper: Paper) -> list[Paper]:
        """Return papers that *paper* names or that name it, then those that share keywords."""
        if not (paper.related or paper.keywords or paper.key in self._naming):
            return []
        named = [self.paper(key) for key in paper.related]
        naming = (self.papers[key] for key in self._naming.get(paper.key, ()))
        sharing = (self._by_keyword[fold(word)] for word in paper.keywords)
        shared = Counter(key for keys in sharing if len(keys) <= KEYWORD_LIMIT for key in keys)
        del shared[paper.key]
        alike = (self.papers[key] for key, count in shared.most_common() if count > 1)
        found = {other.key: other for other in (*named, *naming, *alike) if other}
        found.pop(paper.key, None)
        return list(found.values())[:RELATED_LIMIT]

    @cached_property
    def _naming(self) -> Mapping[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for paper in self.papers.values():
            for key in paper.related:
                index[key].append(paper.key)
        return index

    def newer(self, paper: Paper) -> Paper | None:
        """Return the next newer paper; None for the newest."""
        return self._at(self._positions[paper.key] - 1)

    def older(self, paper: Paper) -> Paper | None:
        """Return the next older paper; None for the oldest."""
        return self._at(self._positions[paper.key] + 1)

    def _at(self, position: int) -> Paper | None:
        return self.papers[self.order[position]] if 0 <= position < len(self.order) else None

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {key: position for position, key in enumerate(self.order)}

    @cached_property
    def _by_keyword(self) -> Mapping[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for paper in self.papers.values():
            for word in paper.keywords:
                index[fold(word)].append(paper.key)
        return index

    @cached_property
    def order(self) -> list[str]:
        """The keys of all papers, newest first."""
        return [paper.key for paper in sort(self.papers.values(), 'newest')]

    @cached_property
    def shown(self) -> dict[str, str]:
        """Key of a paper -> digest of what is said of it anywhere, as far as it was asked for."""
        return {}

    @cached_property
    def _urls(self) -> dict[Person, str]:
        return {}


def _has_files(paper: Paper) -> bool:
    links = (link for one in (paper, *paper.versions) for link in one.links)
    return 'preview' in paper.fields or any(':' not in link.url for link in links)


def _unclaimed(paper: Paper) -> Paper:
    """Return a paper without the marks that say which of its authors is the owner."""
    return replace(paper, authors=_strangers(paper.authors), editors=_strangers(paper.editors))


def _strangers(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(replace(person, own=None) for person in people)

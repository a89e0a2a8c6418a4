"""The owner of the CV among the authors of each paper, found by what all papers say together.

- ``author+an = {2=highlight}`` decides, if it stands at one author of the paper.
- Given names are learned from spellings that fit: after "João P. Lind", "J. P. Lind" fits.
- Whoever stands beside a name that fits better is somebody else; who is called so in full is
  somebody else in every paper.
- Where no name fits, the only one with that family name and first initial is the owner, unless
  another given name contradicts.
"""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.names.marks import HIGHLIGHTS
from sphinx_cv.bib.names.matching import match_owner
from sphinx_cv.bib.names.persons import parse_person
from sphinx_cv.model import Person, Problem
from sphinx_cv.model.collector import collector_at_rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_cv.bib.names.matching import OwnerMatcher
    from sphinx_cv.model import Owner, Paper

# More spellings than these are not looked through.
_MOST_HINTS = 12
_FAMILY = attrgetter('family')


class Claim(NamedTuple):
    """The papers, in which *own* of a person is set where it is needed, and what to ask about."""

    papers: Mapping[str, Paper]
    hints: tuple[Problem, ...]


def claim(papers: Mapping[str, Paper], owner: Owner) -> Claim:
    """Find the owner in every paper."""
    person = parse_person(owner.name)
    if person is None or person.literal:
        return Claim(papers, ())
    with collector_at_rest():
        everything = [version for paper in papers.values() for version in (paper, *paper.versions)]
        finder = _Finder(owner, everything)
        claimed = {key: finder.claimed(paper) for key, paper in papers.items()}
        return Claim(claimed, tuple(_hints(everything, owner, finder)))


def _people(paper: Paper) -> tuple[Person, ...]:
    return paper.authors or paper.editors


class _Finder:
    """What is known of the owner after all lists of authors were read."""

    def __init__(self, owner: Owner, papers: Sequence[Paper]) -> None:
        self.unlearned = match_owner(owner)  # what everybody else asks
        lists = [_people(paper) for paper in papers]
        everybody = dict.fromkeys(chain.from_iterable(lists))
        self.matcher = matcher = _matcher(owner, everybody, lists)
        self.strangers: set[str] = set()
        for people in _with_family_of(filter(matcher.matches, everybody), lists):
            self.tell_apart([person for person in people if matcher.matches(person)])
        accepted = [person for person in everybody if matcher.matches(person)]
        for person in accepted:
            if person.name not in self.strangers:
                matcher.accept(person)
        # People stand in many papers, and a paper is asked for twice.
        self.likely = cache(matcher.could_be), cache(matcher.is_backwards)
        self._candidates = cache(self._found)
        others = [paper.editors for paper in papers if paper.authors and paper.editors]
        self.everybody = everybody | dict.fromkeys(chain.from_iterable(others))
        self.families = self._families(self.everybody, lists + others)

    def _families(self, everybody: Iterable[Person], lists: Sequence[Sequence[Person]]) -> set[str]:
        """Return the family names without which a list says nothing of the owner."""
        found = {person.family for person in everybody if self._is_said(person)}
        # Who only might be the owner counts where nobody else is.
        rest = (people for people in lists if found.isdisjoint(map(_FAMILY, people)))
        possible = (p for p in dict.fromkeys(chain.from_iterable(rest)) if self._may_be(p))
        return found.union(map(_FAMILY, possible))

    def _is_said(self, person: Person) -> bool:
        is_marked = not HIGHLIGHTS.isdisjoint(person.annotations)
        return is_marked or self.matcher.matches(person) or self.unlearned.matches(person)

    def _may_be(self, person: Person) -> bool:
        return any(is_one(person) for is_one in self.likely)

    def tell_apart(self, fitting: Sequence[Person]) -> None:
        """Note who stands, in full, beside the very name."""
        named = [person for person in fitting if self.matcher.is_known(person)]
        if named and len(named) < len(fitting):
            others = (person for person in fitting if not self.matcher.is_known(person))
            self.strangers |= {p.name for p in others if self.matcher.is_written_out(p)}

    def candidates(self, people: Sequence[Person]) -> list[int]:
        """Return the places of those in a list who can be the owner: one, if it is certain."""
        is_said = not self.families.isdisjoint(map(_FAMILY, people))
        return self._candidates(people) if is_said else []

    def _found(self, people: Sequence[Person]) -> list[int]:
        marked = [at for at, p in enumerate(people) if not HIGHLIGHTS.isdisjoint(p.annotations)]
        if len(marked) == 1:
            return marked
        friends = [at for at, p in enumerate(people) if p.name not in self.strangers]
        fitting = [at for at in friends if self.matcher.matches(people[at])]
        for is_better in (self.matcher.is_known, self.matcher.is_written_out):
            fitting = [at for at in fitting if is_better(people[at])] or fitting
        marked_too = [at for at in fitting if at in marked]
        others = ([at for at in friends if is_one(people[at])] for is_one in self.likely)
        return marked_too or fitting or next(filter(None, others), [])

    def claimed(self, paper: Paper) -> Paper:
        """Return *paper* with what its lists of people say of the owner."""
        versions = tuple(map(self.claimed, paper.versions))
        authors, editors = self.decided(paper.authors), self.decided(paper.editors)
        if (authors, editors, versions) == (paper.authors, paper.editors, paper.versions):
            return paper
        return replace(paper, authors=authors, editors=editors, versions=versions)

    def decided(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        if self.families.isdisjoint(map(_FAMILY, people)):
            return people
        found = self.candidates(people)
        own = found[0] if len(found) == 1 else -1
        wrong = [at for at, p in enumerate(people) if self.unlearned.matches(p) != (at == own)]
        if not wrong:
            return people
        said = list(people)
        for at in wrong:
            said[at] = replace(said[at], own=at == own)
        return tuple(said)


def _with_family_of(
    people: Iterable[Person], lists: Sequence[Sequence[Person]]
) -> Iterator[Sequence[Person]]:
    """Yield the lists in which somebody has the family name of one of *people*."""
    families = set(map(_FAMILY, people))
    return (found for found in lists if not families.isdisjoint(map(_FAMILY, found)))


def _matcher(
    owner: Owner, everybody: Iterable[Person], lists: Sequence[Sequence[Person]]
) -> OwnerMatcher:
    """Return what tells the owner, whose name may be in the order of Hungary: Kovács István.

    Initials tell which of the names is the family's, in lists in which nobody else fits.
    """
    straight = match_owner(owner)
    first, _, rest = owner.name.partition(' ')
    if not rest or ',' in owner.name:
        return straight
    before, _, last = owner.name.rpartition(' ')
    aliases = (f'{before}, {last}', *owner.aliases)
    turned = match_owner(replace(owner, name=f'{first}, {rest}', aliases=aliases))
    turned.whole |= straight.whole
    fitting = {
        person
        for person in everybody
        if (straight.matches(person) or turned.matches(person))
        and not straight.is_written_out(person)
    }
    found = Counter(
        straight.matches(person)
        for people in _with_family_of(fitting, lists)
        for person in people
        if person in fitting
        and not any(straight.matches(other) for other in people if other is not person)
    )
    return turned if found[False] > found[True] else straight


def _hints(papers: Sequence[Paper], owner: Owner, finder: _Finder) -> Iterator[Problem]:
    """Yield what to ask the owner about papers in which nobody is the owner."""
    found = [finder.candidates(_people(paper)) for paper in papers]
    missing = [paper for paper, places in zip(papers, found, strict=True) if not places]
    if papers and len(missing) == len(papers):
        yield from _absence(papers, owner, finder.matcher)
        return
    for paper, places in zip(papers, found, strict=True):
        if len(places) > 1:
            yield _ambiguity(paper, [(at + 1, _people(paper)[at].name) for at in places])
    yield from _backwards(zip(papers, found, strict=True), finder.matcher)
    yield from _strange_spellings(missing, finder)


def _backwards(
    papers: Iterable[tuple[Paper, list[int]]], matcher: OwnerMatcher
) -> Iterator[Problem]:
    """Yield the one hint for papers whose names have the family name first without a comma."""
    owners = ((paper, _people(paper)[at]) for paper, places in papers for at in places)
    found = [(paper, person) for paper, person in owners if matcher.is_backwards(person)]
    if found:
        paper, person = found[0]
        others = 'entry' if len(found) == 2 else 'entries'
        more = f' (and in {len(found) - 1} more {others})' if len(found) > 1 else ''
        message = (
            f'the family name seems to stand first in "{person.name}", and so in the whole list; '
            f'write "{person.given}, {person.family}"{more}'
        )
        yield Problem(paper.file, paper.line, 'name', message, paper.key)


def _ambiguity(paper: Paper, people: Sequence[tuple[int, str]]) -> Problem:
    (number, _), *_ = people
    names = ' and '.join(f'"{name}" ({at})' for at, name in people)
    message = f'{names} may all be the owner; say who: author+an = {{{number}=highlight}}'
    return Problem(paper.file, paper.line, 'hint', message, paper.key)


def _strange_spellings(papers: Iterable[Paper], finder: _Finder) -> Iterator[Problem]:
    first: dict[str, Paper] = {}
    counts: Counter[str] = Counter()
    bearers = {p for p in finder.everybody if not p.literal and finder.matcher.bears_name(p)}
    families = set(map(_FAMILY, bearers))
    for paper in (p for p in papers if not families.isdisjoint(map(_FAMILY, _people(p)))):
        for person in filter(bearers.__contains__, _people(paper)):
            first.setdefault(person.name, paper)
            counts[person.name] += 1
    for name, count in counts.most_common(_MOST_HINTS):
        where = f'{count} papers' if count > 1 else 'a paper'
        message = (
            f'"{name}", author of {where}, is not taken for the owner; '
            'if that is you, add the spelling to "aliases" of cv_owner in conf.py'
        )
        yield Problem(first[name].file, first[name].line, 'hint', message, first[name].key)


def _absence(papers: Sequence[Paper], owner: Owner, matcher: OwnerMatcher) -> Iterator[Problem]:
    """Yield the one hint for an owner who is author of nothing, with the nearest spellings."""
    counts = Counter(person.name for paper in papers for person in _people(paper))
    people = dict.fromkeys(person for paper in papers for person in _people(paper))
    bearers = {person.name for person in people if matcher.bears_name(person)}
    near = [name for name, _ in counts.most_common() if name in bearers][:3]
    near = near or difflib.get_close_matches(owner.name, counts, 3, 0.5)
    if not counts:
        return
    hint = f'; the nearest names are {", ".join(near)}' if near else ''
    message = (
        f'"{owner.name}" is author of none of the papers{hint}; '
        'mend "name" of cv_owner, or add the spelling to its "aliases"'
    )
    yield Problem('conf.py', 0, 'hint', message)

"""Lists of entries that are written elsewhere: which these are, in the order of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.site.filters import choose
from sphinx_cv.site.lists import sort
from sphinx_cv.site.project import pages_of_cv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Entry
    from sphinx_cv.site.memory import Memory, Named, Place


class Query(NamedTuple):
    """What a list of entries asks for; *limit* is -1 for all.

    *number* are the letters before numbers, None for no numbers, which *order* says how to give.
    """

    kinds: tuple[str, ...] = ()
    filter: str = ''
    sort: str = 'newest'
    limit: int = -1
    number: str | None = None
    order: str = 'date'


class Found(NamedTuple):
    """The entries of a list, a sentence on what is wrong with its filter, numbers by place."""

    entries: list[Named]
    problem: str = ''
    numbers: Mapping[Place, str] = {}


def find(query: Query, memory: Memory, env: BuildEnvironment) -> Found:
    """Return the entries for which a list asks, wherever they are written."""
    asked = [
        named
        for named in _in_order(memory, env)
        if not query.kinds or named.found.entry.kind in query.kinds
    ]
    named_by = {id(named.found.entry): named for named in asked}
    entries: list[Entry] = [named.found.entry for named in asked]
    problem = ''
    if query.filter:
        entries, problem = choose(query.filter, entries, memory.library.person_named)
    entries = sort(_without_inner(entries, named_by), query.sort)
    limit = query.limit if query.limit >= 0 else None
    found = [named_by[id(entry)] for entry in entries[:limit]]
    if query.number is None:
        return Found(found, problem)
    ordered = sort(entries, 'newest') if query.order == 'date' else entries[:limit]
    given = _numbers([named_by[id(entry)].place for entry in ordered], query.order == 'up')
    return Found(found, problem, {at: f'{query.number}{number}' for at, number in given})


def _numbers(places: Sequence[Place], is_up: bool) -> Iterator[tuple[Place, int]]:
    """Yield each place with its number, of which the first is the highest unless they go up."""
    for at, place in enumerate(places):
        yield place, at + 1 if is_up else len(places) - at


def _in_order(memory: Memory, env: BuildEnvironment) -> list[Named]:
    """Return all entries in the order of the pages of the CV."""
    pages = {docname: place for place, docname in enumerate(pages_of_cv(env))}
    return sorted(memory.places.named, key=lambda named: pages.get(named.place.docname, len(pages)))


def _without_inner(entries: Iterable[Entry], named: Mapping[int, Named]) -> Iterator[Entry]:
    """Yield entries without those that show within another one of them."""
    entries = list(entries)
    shown = {named[id(entry)].place for entry in entries}
    for entry in entries:
        if not any((entry.page, anchor) in shown for anchor in entry.within):
            yield entry


def listed(memory: Memory, env: BuildEnvironment, docnames: Iterable[str]) -> list[Named]:
    """Return the entries of all lists on *docnames*, each once."""
    found: dict[tuple[str, str], Named] = {}
    for docname in docnames:
        for query in memory.data['entry_lists'].get(docname, {}).values():
            found |= {named.place: named for named in find(query, memory, env).entries}
    return [*found.values()]

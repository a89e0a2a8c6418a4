"""Lists of entries that are written elsewhere: which these are, in the order of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.site.filters import choose
from sphinx_cv.site.lists import sort
from sphinx_cv.site.numbering import number_label
from sphinx_cv.site.project import pages_of_cv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Entry
    from sphinx_cv.site.memory import KeyedEntry, Memory, Place


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


class FoundEntries(NamedTuple):
    """The entries of a list, a sentence on what is wrong with its filter, numbers by place."""

    entries: list[KeyedEntry]
    problem: str = ''
    numbers: Mapping[Place, str] = {}


def find(query: Query, memory: Memory, env: BuildEnvironment) -> FoundEntries:
    """Return the entries for which a list asks, wherever they are written."""
    chosen, problem = _choose(query, memory, env)
    found = chosen[: query.limit if query.limit >= 0 else None]
    if query.number is None:
        return FoundEntries(found, problem)
    if query.order != 'date':
        places = [named.place for named in found]
        return FoundEntries(found, problem, _counted(query, places))
    if not query.number:
        return FoundEntries(
            found, problem, _counted(query, [n.place for n in _newest_first(chosen)])
        )
    given = series_numbers(query.number, memory, env)
    return FoundEntries(found, problem, {named.place: label for named, label in given.values()})


def series_numbers(
    series: str, memory: Memory, env: BuildEnvironment
) -> dict[str, tuple[KeyedEntry, str]]:
    """Return key -> entry and number, by their dates, of all that lists with these letters have.

    What the file of numbers keeps stays, as it does for papers.
    """
    members: dict[Place, KeyedEntry] = {}
    for query in _queries(memory):
        if query.number == series and query.order == 'date':
            members |= {named.place: named for named in _choose(query, memory, env)[0]}
    kept = memory.kept.get(series, {})
    last = max((number for number in kept.values() if isinstance(number, int)), default=0)
    given: dict[str, tuple[KeyedEntry, str]] = {}
    for named in reversed(_newest_first([*members.values()])):
        key = f'{named.found.objtype}-{named.key}' if named.key in given else named.key
        last += key not in kept
        given[key] = named, number_label(series, kept.get(key, last))
    return given


def new_entry_numbers(memory: Memory, env: BuildEnvironment) -> dict[str, dict[str, int]]:
    """Return series -> key of an entry -> the number that the file does not keep."""
    names = {query.number for query in _queries(memory) if query.order == 'date'}
    found = {name: series_numbers(name, memory, env) for name in sorted(filter(None, names))}
    return {
        series: {
            key: int(label.removeprefix(series))
            for key, (_named, label) in given.items()
            if key not in memory.kept.get(series, {})
        }
        for series, given in found.items()
    }


def _queries(memory: Memory) -> Iterator[Query]:
    for _docname, queries in sorted(memory.data['entry_lists'].items()):
        yield from queries.values()


def _choose(query: Query, memory: Memory, env: BuildEnvironment) -> tuple[list[KeyedEntry], str]:
    """Return all entries that a list chooses, in its order, and what is wrong with its filter."""
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
    return [named_by[id(entry)] for entry in entries], problem


def _newest_first(found: Sequence[KeyedEntry]) -> list[KeyedEntry]:
    named_by = {id(named.found.entry): named for named in found}
    entries: list[Entry] = [named.found.entry for named in found]
    return [named_by[id(entry)] for entry in sort(entries, 'newest')]


def _counted(query: Query, places: Sequence[Place]) -> dict[Place, str]:
    """Return each place with its number, of which the first is the highest unless they go up."""
    count = len(places)
    numbers = range(1, count + 1) if query.order == 'up' else range(count, 0, -1)
    return {at: f'{query.number}{number}' for at, number in zip(places, numbers, strict=True)}


def _in_order(memory: Memory, env: BuildEnvironment) -> list[KeyedEntry]:
    """Return all entries in the order of the pages of the CV."""
    pages = {docname: place for place, docname in enumerate(pages_of_cv(env))}
    return sorted(memory.places.named, key=lambda named: pages.get(named.place.docname, len(pages)))


def _without_inner(entries: Iterable[Entry], named: Mapping[int, KeyedEntry]) -> Iterator[Entry]:
    """Yield entries without those that show within another one of them."""
    entries = list(entries)
    shown = {named[id(entry)].place for entry in entries}
    for entry in entries:
        if not any((entry.page, anchor) in shown for anchor in entry.within):
            yield entry


def listed_entries(
    memory: Memory, env: BuildEnvironment, docnames: Iterable[str]
) -> list[KeyedEntry]:
    """Return the entries of all lists on *docnames*, each once."""
    found: dict[tuple[str, str], KeyedEntry] = {}
    for docname in docnames:
        for query in memory.data['entry_lists'].get(docname, {}).values():
            found |= {named.place: named for named in find(query, memory, env).entries}
    return [*found.values()]

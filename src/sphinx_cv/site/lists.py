"""The orders and the groups of a list of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import fold
from sphinx_cv.model.types import TYPES
from sphinx_cv.model.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_cv.model import Paper

SortKey = tuple[int, str]


def _days(paper: Paper) -> int:
    # Papers without a date are in press or forthcoming, and so newer than all others.
    date = paper.date
    return (date.year * 100 + date.month) * 100 + date.day if date else 99_999_999


def _first_author(paper: Paper) -> str:
    people = record_of(paper).people
    return people[0].sort_key if people else '\uffff'


def type_headings() -> list[str]:
    """Return the headings of the groups by type, in their order."""
    return list(dict.fromkeys(_(row.heading) for row in TYPES.values()))


# Name of an order -> its sort key; papers with equal keys stay in the order of the file.
SORTS: dict[str, Callable[[Paper], SortKey]] = {
    'newest': lambda paper: (-_days(paper), ''),
    'oldest': lambda paper: (_days(paper), ''),
    'title': lambda paper: (0, fold(paper.title_text)),
    'author': lambda paper: (0, _first_author(paper)),
    'venue': lambda paper: (0, fold(record_of(paper).venue_name)),
    'file': lambda paper: (0, ''),
}

# Name of a grouping -> the heading of the group in which a paper stands.
GROUPINGS: dict[str, Callable[[Paper], str]] = {
    'year': lambda paper: record_of(paper).year or _('No date'),
    'type': lambda paper: _(record_of(paper).type.heading),
    'venue': lambda paper: record_of(paper).venue_name,
}


def sort(papers: Iterable[Paper], order: str) -> list[Paper]:
    """Return *papers* in one of the orders of :data:`SORTS`."""
    return sorted(papers, key=SORTS[order])


def group(papers: Iterable[Paper], by: str) -> dict[str, list[Paper]]:
    """Return heading -> papers by one of :data:`GROUPINGS`; only years are not sorted again."""
    groups: dict[str, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(GROUPINGS[by](paper), []).append(paper)
    if by == 'year':
        return groups
    known = type_headings()
    ranks = {heading: rank for rank, heading in enumerate(known)} if by == 'type' else {}
    ordered = sorted(groups, key=lambda heading: (ranks.get(heading, len(known)), fold(heading)))
    return {heading: groups[heading] for heading in ordered}

"""Which papers a list shows, in which order and under which headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.formatting.facts import work
from sphinx_cv.formatting.venues import venue_name
from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_cv.model import Paper

SortKey = tuple[int, str]

# Entry type -> the heading of its group, in the order in which the groups stand; what is only in
# an archive of preprints is called one, of whatever type people make it.
TYPE_HEADINGS = {
    'book': 'Books', 'mvbook': 'Books',
    'collection': 'Edited books', 'mvcollection': 'Edited books', 'reference': 'Edited books',
    'mvreference': 'Edited books',
    'proceedings': 'Edited proceedings', 'mvproceedings': 'Edited proceedings',
    'periodical': 'Edited journal issues',
    'article': 'Journal articles', 'suppperiodical': 'Journal articles',
    'inproceedings': 'Conference papers',
    'inbook': 'Book chapters', 'incollection': 'Book chapters', 'bookinbook': 'Book chapters',
    'suppbook': 'Book chapters', 'suppcollection': 'Book chapters',
    'inreference': 'Encyclopedia entries',
    'review': 'Reviews',
    'preprint': 'Preprints',
    'thesis': 'Theses',
    'report': 'Reports',
    'patent': 'Patents',
    'dataset': 'Datasets',
    'software': 'Software',
    'manual': 'Manuals',
    'booklet': 'Booklets',
    'talk': 'Talks', 'presentation': 'Talks',
    'unpublished': 'Unpublished',
    'online': 'Online',
    'misc': 'Other',
}  # fmt: skip


def _days(paper: Paper) -> int:
    # A paper without a date is in press or forthcoming: newer than all others.
    date = paper.date
    return (date.year * 100 + date.month) * 100 + date.day if date else 99_999_999


def _sort_of(paper: Paper) -> str:
    return 'preprint' if work(paper) == 'preprint' else paper.type


def _first_author(paper: Paper) -> str:
    people = paper.authors or paper.editors
    return people[0].sort_key if people else '\uffff'


# Name of an order -> its key; papers that are alike keep the order of the file.
SORTS: dict[str, Callable[[Paper], SortKey]] = {
    'newest': lambda paper: (-_days(paper), ''),
    'oldest': lambda paper: (_days(paper), ''),
    'title': lambda paper: (0, fold(paper.title_text)),
    'author': lambda paper: (0, _first_author(paper)),
    'venue': lambda paper: (0, fold(venue_name(paper))),
    'file': lambda paper: (0, ''),
}

# Name of a grouping -> the heading of the group in which a paper stands.
GROUPINGS: dict[str, Callable[[Paper], str]] = {
    'year': lambda paper: (
        str(paper.year) if paper.year else paper.date_text.capitalize() or 'No date'
    ),
    'type': lambda paper: TYPE_HEADINGS.get(_sort_of(paper), paper.type.capitalize()),
    'venue': venue_name,
}

_TYPE_ORDER = {
    heading: index for index, heading in enumerate(dict.fromkeys(TYPE_HEADINGS.values()))
}


def sort(papers: Iterable[Paper], order: str) -> list[Paper]:
    """Return *papers* in one of the orders of :data:`SORTS`."""
    return sorted(papers, key=SORTS[order])


def group(papers: Iterable[Paper], by: str) -> dict[str, list[Paper]]:
    """Return heading -> papers by one of :data:`GROUPINGS`; years in the order met, else sorted."""
    groups: dict[str, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(GROUPINGS[by](paper), []).append(paper)
    if by == 'year':
        return groups
    ordered = sorted(groups, key=lambda heading: (_TYPE_ORDER.get(heading, 99), fold(heading)))
    return {heading: groups[heading] for heading in ordered}

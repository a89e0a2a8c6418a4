"""What lists and indices ask of every paper, so that a build asks only those that have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.formatting.record import listing_of
from sphinx_cv.site.lists import GROUPINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.formatting.names import NameStyle
    from sphinx_cv.model import Paper, Person


class RowFacts(NamedTuple):
    """What the filter box reads of a row: places in its menus, and words that are not shown."""

    year: str
    type: str
    venue: str
    leads: int  # 1 if the owner does
    hidden: str


class Brief(NamedTuple):
    """A paper in brief: plain title, headings, who wrote it with the owner, and keywords."""

    title: str
    badge: str
    year: int | None
    facts: RowFacts
    coauthors: tuple[str, ...]
    keywords: tuple[str, ...]


def brief_of(paper: Paper, is_owner: Callable[[Person], bool], style: NameStyle) -> Brief:
    """Return what lists and indices of the owner ask of a paper."""
    return Brief(
        title=paper.title_text or paper.key,
        badge=listing_of(paper).badge,
        year=paper.year,
        facts=row_facts(paper, is_owner, style),
        coauthors=(*dict.fromkeys(p.name for p in paper.authors if not is_owner(p)),),
        keywords=tuple(paper.keywords),
    )


def row_facts(paper: Paper, is_owner: Callable[[Person], bool], style: NameStyle) -> RowFacts:
    """Return what the filter box reads of a row.

    Where the *style* of names leaves out people, or parts of their names, it finds these too.
    """
    unseen = paper.authors if len(paper.authors) > style.limit else ()
    given = () if style.is_plain else paper.authors[: style.limit]
    names = (*(p.family or p.name for p in unseen), *(p.given for p in given if p.given))
    return RowFacts(
        **{name: heading(paper) for name, heading in GROUPINGS.items()},
        leads=int(leads(paper, is_owner)),
        hidden=' '.join((*paper.keywords, *dict.fromkeys(names))),
    )


def leads(paper: Paper, is_owner: Callable[[Person], bool]) -> bool:
    """Return whether the owner is the first author, or shares the first place equally."""
    own = next((index for index, person in enumerate(paper.authors) if is_owner(person)), None)
    if not own:
        return own == 0
    return all('equal' in person.annotations for person in paper.authors[: own + 1])

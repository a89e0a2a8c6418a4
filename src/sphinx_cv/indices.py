"""The indices of the domain: papers by year, by venue and by co-author."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from sphinx.domains import Index, IndexEntry

from sphinx_cv.model import fold
from sphinx_cv.venues import badge, venue_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.domain import CVDomain
    from sphinx_cv.model import Paper

Content = list[tuple[str, list[IndexEntry]]]


def group_anchor(heading: str) -> str:
    """Give the anchor of the group of that heading, as an address has it."""
    return f'cap-{quote(_as_id(heading))}'


def _as_id(heading: str) -> str:
    # Sphinx's template makes an id of the heading, and an id must not have a space. This one is
    # as wide, is none to HTML, and lets long names of venues break where screens are narrow.
    return heading.replace(' ', '\u2005')


class PaperIndex(Index):
    """An index of papers under the headings that :meth:`headings` gives."""

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Content, bool]:
        domain = cast('CVDomain', self.domain)
        groups: dict[str, list[IndexEntry]] = {}
        for key in domain.library.order:
            paper, place = domain.library.papers[key], domain.place(key)
            if place is None or (docnames is not None and place.docname not in docnames):
                continue
            title = paper.title_text or key
            entry = IndexEntry(title, 0, place.docname, place.anchor, badge(paper), '', '')
            for heading in self.headings(paper):
                groups.setdefault(heading, []).append(entry)
        ordered = self.ordered(groups)
        return [(_as_id(heading), groups[heading]) for heading in ordered], False

    def headings(self, paper: Paper) -> Iterable[str]:
        """Give the headings under which *paper* stands."""
        raise NotImplementedError

    def ordered(self, headings: Iterable[str]) -> list[str]:
        """Give *headings* in the order in which they stand."""
        return sorted(headings, key=fold)


class YearIndex(PaperIndex):
    """Papers by year, newest first."""

    name = 'year'
    localname = 'Publications by year'
    shortname = 'years'

    def headings(self, paper: Paper) -> Iterable[str]:
        return [str(paper.year or paper.date_text.capitalize() or 'No date')]

    def ordered(self, headings: Iterable[str]) -> list[str]:
        return list(headings)  # the papers come newest first


class VenueIndex(PaperIndex):
    """Papers by venue."""

    name = 'venue'
    localname = 'Publications by venue'
    shortname = 'venues'

    def headings(self, paper: Paper) -> Iterable[str]:
        return [venue_name(paper)]


class CoauthorIndex(PaperIndex):
    """Papers by co-author, in the order of family names."""

    name = 'coauthor'
    localname = 'Publications by co-author'
    shortname = 'co-authors'

    def headings(self, paper: Paper) -> Iterable[str]:
        is_owner = cast('CVDomain', self.domain).library.is_owner
        return dict.fromkeys(person.name for person in paper.authors if not is_owner(person))

    def ordered(self, headings: Iterable[str]) -> list[str]:
        papers = cast('CVDomain', self.domain).library.papers.values()
        by_family = {person.name: person.sort_key for paper in papers for person in paper.authors}
        return sorted(headings, key=lambda name: by_family[name])

"""The indices of the domain: papers by year, by venue and by co-author."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx.domains import Index, IndexEntry

from sphinx_cv.model.sorting import in_order
from sphinx_cv.model.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from sphinx_cv.site.briefs import Brief
    from sphinx_cv.site.memory import Keeper

Content = list[tuple[str, list[IndexEntry]]]


class _Later(Sequence[tuple[str, list[IndexEntry]]]):
    """The content of an index, worked out only if Sphinx writes the page and we do not."""

    def __init__(self, make: Callable[[], Content]) -> None:
        self.make = make

    @cached_property
    def content(self) -> Content:
        return self.make()

    def __len__(self) -> int:
        return len(self.content)

    def __getitem__(self, at: Any) -> Any:
        return self.content[at]

    def __bool__(self) -> bool:
        return True


class Group(NamedTuple):
    """The keys of the papers under one heading of an index, and the lines that link them."""

    heading: str
    keys: list[str]
    lines: list[IndexEntry]


class PaperIndex(Index):
    """An index of papers; a subclass says under which headings a paper stands.

    *word* is what links above a list call it, and *facet* what the address of a list asks for to
    show the papers under one heading.
    """

    word: str
    facet: str = 'q'

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Content, bool]:
        # Builders of other kinds write what they are given, and cannot wait for it.
        if not cast('Keeper', self.domain).memory.writes_lines():
            return self._content(docnames), False
        content = _Later(partial(self._content, docnames)) if self._has_any(docnames) else []
        return cast('Content', content), False

    def _content(self, docnames: Iterable[str] | None) -> Content:
        return [(group.heading, group.lines) for group in self.groups(docnames)]

    def _has_any(self, docnames: Iterable[str] | None) -> bool:
        memory = cast('Keeper', self.domain).memory
        placed, briefs = memory.placed(), memory.library.briefs
        found = ((briefs[key], place.docname) for key, place in placed.items() if key in briefs)
        return any(
            (docnames is None or docname in docnames) and any(self.headings(brief))
            for brief, docname in found
        )

    def groups(self, docnames: Iterable[str] | None = None) -> list[Group]:
        """Return the headings with their papers, those of *docnames* only if it is given."""
        memory = cast('Keeper', self.domain).memory
        groups: dict[str, Group] = {}
        placed, briefs = memory.placed(), memory.library.briefs
        for key in memory.library.order:
            brief, place = briefs[key], placed.get(key)
            if place is None or (docnames is not None and place.docname not in docnames):
                continue
            line = IndexEntry(brief.title, 0, *place, brief.badge, '', '')
            for heading in self.headings(brief):
                if heading not in groups:
                    groups[heading] = Group(heading, [], [])
                group = groups[heading]
                group.keys.append(key)
                group.lines.append(line)
        return [groups[heading] for heading in self.ordered(groups)]

    def years(self, group: Group) -> str:
        """Return the years of the papers of a group: one, or the first and the last."""
        briefs = cast('Keeper', self.domain).memory.library.briefs
        years = sorted({briefs[key].year or 0 for key in group.keys} - {0})
        return '–'.join(dict.fromkeys(map(str, (years[0], years[-1])))) if years else ''

    def query(self, heading: str) -> str:
        """Return the value of *facet* that a list needs to show the papers under *heading*."""
        return f'"{heading}"' if self.facet == 'q' else heading

    def headings(self, brief: Brief) -> Iterable[str]:
        """Return the headings under which a paper stands."""
        raise NotImplementedError

    def ordered(self, groups: Mapping[str, Group]) -> list[str]:
        """Return the headings in the order in which the index has them."""
        return sorted(groups, key=in_order)


class YearIndex(PaperIndex):
    """Papers by year, newest first."""

    name = 'year'
    localname = 'Publications by year'
    shortname = 'years'
    word = 'year'
    facet = 'year'

    def headings(self, brief: Brief) -> Iterable[str]:
        return (brief.facts.year,)

    def ordered(self, groups: Mapping[str, Group]) -> list[str]:
        return list(groups)  # the papers come newest first, and so do their years

    def years(self, group: Group) -> str:
        return ''  # the heading says it


class VenueIndex(PaperIndex):
    """Papers by venue."""

    name = 'venue'
    localname = 'Publications by venue'
    shortname = 'venues'
    word = 'venue'
    facet = 'venue'

    def headings(self, brief: Brief) -> Iterable[str]:
        return (brief.facts.venue,)


class CoauthorIndex(PaperIndex):
    """Papers by co-author, in the order of family names."""

    name = 'coauthor'
    localname = 'Publications by co-author'
    shortname = 'co-authors'
    word = 'co-author'

    def headings(self, brief: Brief) -> Iterable[str]:
        return brief.coauthors

    def ordered(self, groups: Mapping[str, Group]) -> list[str]:
        papers = cast('Keeper', self.domain).memory.library.papers
        people = {
            name: next(p for p in papers[group.keys[-1]].authors if p.name == name)
            for name, group in groups.items()
        }
        return sorted(groups, key=lambda name: people[name].sort_key)


INDICES = [
    YearIndex,
    VenueIndex,
    CoauthorIndex,
]


def spoken_index(index: type[PaperIndex]) -> type[PaperIndex]:
    """Return an index whose names are in the language of the site."""
    names = {name: _(getattr(index, name)) for name in ('localname', 'shortname', 'word')}
    return type(index.__name__, (index,), names)

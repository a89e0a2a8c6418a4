"""The data of all exports: the owner, the papers, the entries and their addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.formatting.names import NameStyle
from sphinx_cv.model import Owner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_cv.formatting.highlights import Metric
    from sphinx_cv.formatting.names import Look
    from sphinx_cv.model import Entry, Paper
    from sphinx_cv.model.entries import Block

    Keep = Callable[[Paper, Callable[[], str]], str]
    Page = tuple[Block, ...]


def anew(paper: Paper, make: Callable[[], str]) -> str:
    """Return what is written of a paper, made now."""
    return make()


def _anew(form: str, paper: Paper, make: Callable[[], str]) -> str:
    return make()


def _page_anew(page: Page, make: Callable[[], str]) -> str:
    return make()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The data of all exports of a site.

    *url* is the absolute address of the site with a slash at its end, '' where it is not known;
    *pages* have the address of a paper's page by key, *places* that of an entry by kind and key;
    all are relative to *url*.
    """

    owner: Owner = field(default_factory=Owner)
    group: str = ''  # the lab whose site it is, where that is nobody's own
    papers: Sequence[Paper] = ()
    entries: tuple[Entry, ...] = ()
    url: str = ''
    pages: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    style: NameStyle = field(default_factory=NameStyle)  # how people are named
    signs: Mapping[str, Look] = field(default_factory=dict)  # name -> the sign behind it, and why
    metrics: Mapping[str, Sequence[Metric]] = field(default_factory=dict)  # by keys of papers
    told: tuple[Page, ...] = ()  # what each page of the CV says, in reading order
    # Gives what a form of export writes of a paper: that of an earlier build, or what it makes.
    kept: Callable[[str, Paper, Callable[[], str]], str] = field(default=_anew, repr=False)
    # The same for what plain text has of a page.
    kept_page: Callable[[Page, Callable[[], str]], str] = field(default=_page_anew, repr=False)

    def page(self, paper: Paper) -> str:
        """Return the address of the paper's page, absolute if the site's is known; '' if none."""
        return self.url + self.pages[paper.key] if paper.key in self.pages else ''

    def place(self, entry: Entry) -> str:
        """Return where the entry stands, absolute if the site's address is known; '' if unknown."""
        place = self.places.get((entry.kind, entry.key), '')
        return self.url + place if place else ''

    def absolute_page(self, paper: Paper) -> str:
        """Return the address of the paper's page if it is good everywhere, else ''."""
        return self.page(paper) if self.url else ''

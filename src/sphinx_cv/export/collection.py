"""What an export may speak of: the owner, the papers, the entries, the news and the addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.model import Owner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.model import Entry, Paper, PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that happened on a day, for the feed; *key* is unique among the site's news."""

    key: str
    date: PartialDate
    title: str
    text: str = ''
    url: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All that the exports of one site say.

    *url* is the absolute address of the site with a slash at its end, '' where it is not known;
    *pages* and *pdfs* have the address of a paper's page and of its PDF on the site, by key,
    relative to *url*.
    """

    owner: Owner = field(default_factory=Owner)
    papers: tuple[Paper, ...] = ()
    entries: tuple[Entry, ...] = ()
    news: tuple[News, ...] = ()
    url: str = ''
    pages: Mapping[str, str] = field(default_factory=dict)
    pdfs: Mapping[str, str] = field(default_factory=dict)

    def page(self, paper: Paper) -> str:
        """Give the address of the paper's page, absolute if the site's is known; '' without one."""
        return self.url + self.pages[paper.key] if paper.key in self.pages else ''

    def absolute_page(self, paper: Paper) -> str:
        """Give the address of the paper's page if it is good everywhere, else ''."""
        return self.page(paper) if self.url else ''

    def pdf(self, paper: Paper) -> str:
        """Give the absolute address of the paper's PDF, '' where none is known."""
        if paper.key in self.pdfs:
            return self.url + self.pdfs[paper.key] if self.url else ''
        return next(
            (link.url for link in paper.links if link.kind == 'pdf' and '://' in link.url), ''
        )

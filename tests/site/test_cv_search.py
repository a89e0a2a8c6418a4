"""The search of the first owner's site finds the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searching import ENOUGH, search_page, shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from builds import Build
    from playwright.sync_api import Page


def test_search_finds_the_papers_of_this_site(
    site: Build, site_url: str, opened: Callable[[str], Page]
) -> None:
    """Of all queries for the owner's papers, 95 in 100 give the paper's page first."""
    page = search_page(opened, site_url)
    found = shares(page, site.source / 'refs.bib', 'Liu')
    assert set(found) == {'short name', 'three words', 'name and word'}
    assert min(found.values()) >= ENOUGH, found

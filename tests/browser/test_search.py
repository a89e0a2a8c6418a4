"""The site's own search finds papers: by short name, by words of the title, by co-author."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from searching import ENOUGH, search_page, shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from themes import Site


def test_search_finds_papers_with_accents(themed: Site, opened: Callable[[str], Page]) -> None:
    """Names and titles are found with their accents and without, under every theme."""
    page = search_page(opened, themed.url)
    source = themed.folder.with_name(f'{themed.folder.name}-source')
    found = shares(page, source / 'refs.bib', 'Müller')
    assert len(found) == 6
    assert min(found.values()) >= ENOUGH, found


@pytest.mark.parametrize(
    ('typed', 'title'),
    [
        ('SIEVE', 'SIEVE: Fast Filters for Erdős Graphs'),
        ('poincare maps', 'Poincaré Maps for O’Neill’s Problem & Others'),
        ('li poincaré', 'Poincaré Maps for O’Neill’s Problem & Others'),
    ],
)
def test_results_read_as_people_write_them(
    furo: Site, opened: Callable[[str], Page], typed: str, title: str
) -> None:
    """Who types into the search box sees the title, with its signs, and comes to the paper."""
    page = opened(furo.url)
    page.get_by_role('textbox', name='Search').fill(typed)
    page.keyboard.press('Enter')
    first = page.locator('ul.search li a').first
    expect(first).to_have_text(title)
    assert '&amp;' not in page.locator('ul.search').inner_html().replace('&amp; Others', '')
    first.click()
    expect(page.locator('h1')).to_contain_text(title)


def test_titles_of_entries_read_as_people_write_them(
    furo: Site, opened: Callable[[str], Page]
) -> None:
    """A talk with quotation marks in its title is found, and shown without signs of HTML."""
    page = opened(furo.url + 'search.html?q=quotes+titles')
    results = page.locator('ul.search li')
    expect(results.first).to_be_visible()
    expect(results.first.locator('a')).to_have_text('Talks')
    assert '&#x27;' not in page.locator('ul.search').inner_text()
    assert '&quot;' not in page.locator('ul.search').inner_text()

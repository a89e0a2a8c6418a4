"""The indices of the domain, on the owner's site: their headings, and the order of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from builds import Build


def headings(site: Build, name: str) -> list[str]:
    """Return the headings of an index, with their spaces as people write them."""
    page = BeautifulSoup((site.output / f'cv-{name}.html').read_text('utf-8'), 'html.parser')
    return [row.get_text(strip=True).replace('\u2005', ' ') for row in page.select('tr.cap')]


def test_years_come_newest_first(site: Build) -> None:
    """The index by year begins with the newest."""
    years = headings(site, 'year')
    assert years == sorted(years, reverse=True)
    assert len(years) > 1


def test_coauthors_stand_by_family_name(site: Build) -> None:
    """A family name of two words is sorted by its first, and the owner is no co-author."""
    names = headings(site, 'coauthor')
    place = {name: number for number, name in enumerate(names)}
    assert place['Vipin Chaudhary'] < place['Christopher De Sa'] < place['Mengnan Du']
    assert 'Zirui Liu' not in place


def test_venues_have_no_years(site: Build) -> None:
    """All papers of a conference stand together."""
    assert 'ICML' in headings(site, 'venue')

"""The site's own search finds papers: by short name, by words of the title, by co-author."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect
from sphinx.search.en import SearchEnglish

from sphinx_cv.bib import read_bibliography
from sphinx_cv.model import fold
from sphinx_cv.site.render import short_title
from sphinx_cv.site.slugs import slugs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from builds import Build
    from playwright.sync_api import Page
    from themes import Site

    from sphinx_cv.model import Paper

ENOUGH = 0.95
# What Sphinx does with each query, and the first page that it finds.
ASK = """(queries) => queries.map((query) => {
    history.replaceState(null, '', '?' + new URLSearchParams({q: query}));
    const found = Search._performSearch(...Search._parseQuery(query));
    return found.length ? found.at(-1)[0] : '';
})"""


class Query(NamedTuple):
    """What somebody types, and the key of the paper that is meant."""

    sort: str
    key: str
    text: str


def words(paper: Paper) -> list[str]:
    """Return the words of a title that search does not pass over."""
    found = re.findall(r'[^\W_]+', paper.title_text)
    return [w for w in found if w.lower() not in SearchEnglish.stopwords and not w.isdigit()]


def queries(papers: Sequence[Paper], owner: str) -> Iterator[Query]:
    """Yield every query that stands for just one paper, and each again without its accents."""
    for query in _queries(papers, owner):
        yield query
        if fold(query.text) != query.text.lower():
            yield query._replace(sort=f'{query.sort}, folded', text=fold(query.text))


def _queries(papers: Sequence[Paper], owner: str) -> Iterator[Query]:
    for paper in papers:
        title = words(paper)
        yield Query('short name', paper.key, short_title(paper))
        for three in {tuple(title[:3]), tuple(title[-3:]), tuple(sorted(title, key=len)[-3:])}:
            yield Query('three words', paper.key, ' '.join(three))
        for person in paper.authors:
            for word in sorted(set(title), key=len)[-3:]:
                if person.family != owner and _fits_one(papers, person.family, word):
                    yield Query('name and word', paper.key, f'{person.family} {word}')


def _fits_one(papers: Sequence[Paper], family: str, word: str) -> bool:
    fitting = [
        paper
        for paper in papers
        if any(person.family == family for person in paper.authors)
        and word.lower() in {other.lower() for other in words(paper)}
    ]
    return len(fitting) == 1


def search_page(page: Page, url: str) -> Page:
    """Open the page of the search and wait until it can answer."""
    page.goto(f'{url}search.html?q=nothing')
    page.wait_for_function('typeof Search !== "undefined" && Search.hasIndex()')
    return page


def shares(page: Page, bibliography: Path, owner: str) -> dict[str, float]:
    """Return for each sort of query in how many cases the paper's page comes first."""
    papers = read_bibliography([bibliography]).papers
    names = slugs([paper.key for paper in papers])
    asked = list(queries(papers, owner))
    found = page.evaluate(ASK, [query.text for query in asked])
    right = Counter(
        query.sort
        for query, name in zip(asked, found, strict=True)
        if name == f'papers/{names[query.key]}'
    )
    counts = Counter(query.sort for query in asked)
    return {sort: right[sort] / count for sort, count in counts.items()}


def test_search_finds_the_papers_of_this_site(
    site: Build, site_url: str, opened: Callable[[str], Page]
) -> None:
    """Of all queries for the owner's papers, 95 in 100 give the paper's page first."""
    page = search_page(opened(site_url), site_url)
    found = shares(page, site.source / 'refs.bib', 'Liu')
    print(found)
    assert set(found) == {'short name', 'three words', 'name and word'}
    assert min(found.values()) >= ENOUGH, found


def test_search_finds_papers_with_accents(themed: Site, opened: Callable[[str], Page]) -> None:
    """Names and titles are found with their accents and without, under every theme."""
    page = search_page(opened(themed.url), themed.url)
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

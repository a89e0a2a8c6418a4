"""Ask the search of a built site, in its own page, for each of its papers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx.search.en import SearchEnglish

from sphinx_cv.bib import read_bibliography
from sphinx_cv.model import fold
from sphinx_cv.site.lines import short_title
from sphinx_cv.site.slugs import slugs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from sphinx_cv.model import Paper

# The share of queries whose first answer must be the page of the paper that is meant.
ENOUGH = 0.95
# What Sphinx does with each query, and the first page that it finds. The query stands in the
# address; to change that a thousand times would take the browser ten times as long as the search.
ASK = """(queries) => {
    let asked = '';
    window.URLSearchParams = class extends URLSearchParams {
        constructor() { super({q: asked}); }
    };
    return queries.map((query) => {
        asked = query;
        const found = Search._performSearch(...Search._parseQuery(query));
        return found.length ? found.at(-1)[0] : '';
    });
}"""


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


def search_page(opened: Callable[[str], Page], url: str) -> Page:
    """Open the page of the search and wait until it can answer."""
    page = opened(f'{url}search.html?q=nothing')
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

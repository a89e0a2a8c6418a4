"""The built site and its PDF say what the owner's CV says, save for the table of departures."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from cvtext import CV, FIELDS, PAGES, TABLE, additions, corrected, paper_lines, words
from typst_pdf import text_of

if TYPE_CHECKING:
    from builds import Build

LINES = paper_lines()
# The table has these in words: what only a web page shows, and the papers behind awards.
NOT_IN_CV = '.cv-html-only, .cv-details, .cv-legend, .cv-entries a[href^="papers/"]'
# These sections are made of entries; the others have their tests below.
ENTRIES = [name for name in PAGES if name not in {'RESEARCH INTEREST', 'PUBLICATIONS'}]


@pytest.fixture(scope='module')
def pages(site: Build) -> dict[str, Tag]:
    """The main part of each page, without links to headings and what only a web page has."""
    found = {}
    for name in PAGES.values():
        html = BeautifulSoup((site.output / f'{name}.html').read_text('utf-8'), 'html.parser')
        article = html.select_one('article')
        assert article
        for extra in article.select(f'{NOT_IN_CV}, .headerlink, annotation'):
            extra.decompose()
        for mark in article.select('.cv-mark'):
            mark.string = mark.get_text().replace('‡', '')  # of students, on web pages only
        found[name] = article
    return found


@pytest.fixture(scope='module')
def rows(pages: dict[str, Tag]) -> dict[str, tuple[Tag, Tag]]:
    """The terms and definitions of the list of papers, by key."""
    titles = {squeezed(fields['title']): key for key, fields in FIELDS.items()}
    found = {}
    for term in pages['publications'].select('.cv-publications > dt'):
        title, definition = term.select_one('.cv-title'), term.find_next_sibling('dd')
        assert title
        assert isinstance(definition, Tag)
        found[titles[squeezed(title.get_text())]] = term, definition
    return found


@pytest.fixture(scope='module')
def pdf(site: Build) -> str:
    """The text of the PDF without white space."""
    return squeezed(text_of(site.output / 'cv.pdf'))


def squeezed(text: str) -> str:
    """Return *text* without white space and with letters in one form, for searching."""
    return ''.join(unicodedata.normalize('NFKC', text).replace('\u00ad', '').split())


def text(tag: Tag | None) -> str:
    """Return the text of *tag*, with a space between blocks."""
    assert tag
    for block in tag.select('p, li, dt, dd'):
        block.append(' ')
    return ' '.join(tag.get_text().split())


def section(page: Tag, heading: str) -> Tag:
    """Return the section of *page* with a heading of the CV."""
    for tag in page.select('h1, h2'):
        if text(tag).casefold() == heading.casefold():
            assert tag.parent
            return tag.parent
    raise AssertionError(f'no page has a section "{heading}"')


def entries(page: Tag, heading: str) -> list[str]:
    """Return the entries of a section as text."""
    terms = section(page, heading).select('.cv-entries > dt')
    definitions = section(page, heading).select('.cv-entries > dd')
    return [
        f'{text(term)} {text(definition)}'
        for term, definition in zip(terms, definitions, strict=True)
    ]


@pytest.mark.parametrize('heading', ENTRIES)
def test_every_entry_of_the_cv_is_on_its_page_and_no_other(
    pages: dict[str, Tag], heading: str
) -> None:
    """Entries stand in the order of the CV, and have its words and no more."""
    page = PAGES[heading]
    expected = [words(corrected(item, page)) for item in CV[heading]]
    assert [words(entry) for entry in entries(pages[page], corrected(heading, page))] == expected


def test_the_research_interests_are_on_the_first_page(pages: dict[str, Tag]) -> None:
    """Both themes are there with what is said of them."""
    heading = 'RESEARCH INTEREST'
    found = words(text(section(pages['index'], heading)).casefold())
    assert found == words(' '.join([heading, *CV[heading]]).casefold())


def test_the_header_is_on_the_first_page(pages: dict[str, Tag]) -> None:
    """The name, the address and the links come before the first section."""
    owner = pages['index'].select_one('.cv-owner')
    found = words(text(pages['index'].find('h1'))) + words(text(owner))
    assert found == words(corrected(' '.join(CV['']), 'index')) + additions('index')


def test_every_paper_of_the_cv_is_on_the_site_once(rows: dict[str, tuple[Tag, Tag]]) -> None:
    """The list has the papers of the CV and no other, newest first, and in a year as in the CV."""
    order = sorted(LINES, key=lambda key: -int(FIELDS[key]['date'][:4]))
    assert list(rows) == order
    assert len(order) == len(CV['PUBLICATIONS'])


@pytest.mark.parametrize('page', sorted(set(PAGES.values())))
def test_a_page_says_nothing_else(pages: dict[str, Tag], page: str) -> None:
    """Beside the items of the CV, pages have headings only."""
    headings = [corrected(heading, page) for heading in PAGES if PAGES[heading] == page]
    expected = words(' '.join(headings).casefold())
    article = BeautifulSoup(str(pages[page]), 'html.parser')
    for item in article.select('dl, .cv-owner, .cv-publications'):
        item.decompose()
    if page == 'publications':
        expected += Counter({FIELDS[key]['date'][:4] for key in LINES})
    if page == 'index':
        expected += words(CV[''][0].casefold())
    assert words(text(article).casefold()) == expected


@pytest.mark.parametrize('key', LINES)
def test_a_paper_says_what_the_cv_says(rows: dict[str, tuple[Tag, Tag]], key: str) -> None:
    """Badge, title and authors are equal; venue, remarks and links have the CV's words."""
    badge, authors, title, *rest = corrected(
        '\n'.join(LINES[key].values()), key, 'publications'
    ).split('\n')
    term, definition = rows[key]
    assert text(term.select_one('.cv-badge')) == badge
    assert squeezed(text(term.select_one('.cv-title'))) == squeezed(title)
    names = definition.select_one('.cv-authors')
    assert text(names).split(', ') == re.split(r', and |, | and ', authors)
    found = words(text(definition)) - words(text(names))
    expected = words(' '.join(rest)) + additions(key)
    assert not expected - found
    assert not found - expected - additions('publications', **FIELDS[key])


def test_the_own_name_is_set_apart_in_every_list(rows: dict[str, tuple[Tag, Tag]]) -> None:
    """As in the CV, it is bold, and no other name is."""
    for key, (_, definition) in rows.items():
        assert [name.get_text() for name in definition.select('.cv-authors strong')] == [
            'Zirui Liu'
        ], key


def test_the_pdf_says_what_the_site_says(
    pages: dict[str, Tag], rows: dict[str, tuple[Tag, Tag]], pdf: str
) -> None:
    """Every piece of every entry and paper, in the very words."""
    spans = 'span[class^="cv-"]:not(.cv-sep), dd > p:not(.cv-where, .cv-links)'
    parts = [tag for page in pages.values() for tag in page.select(f'.cv-entries :is({spans})')]
    for term, definition in rows.values():
        parts += [*term.select('.cv-badge, .cv-title'), *definition.select('p:not(.cv-links)')]
    assert pdf.startswith(squeezed(corrected(CV[''][0], 'pdf')))
    missing = [text(part) for part in parts if squeezed(text(part)) not in pdf]
    assert not missing


def test_every_row_of_the_table_is_needed() -> None:
    """What a row says of the CV is in the CV, at each of the places that the row names."""
    texts = {key: '\n'.join(line.values()) for key, line in LINES.items()}
    for heading, page in PAGES.items():
        texts[page] = '\n'.join([texts.get(page, ''), heading, *CV[heading], *CV['']])
    texts['pdf'] = CV[''][0]
    texts['publications'] = '\n'.join(texts[key] for key in LINES)
    for row in TABLE:
        for place in row.places:
            assert row.places == ('everywhere',) or all(old in texts[place] for old in row.cv), row

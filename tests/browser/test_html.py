"""The pages are sound HTML: what a parser forgives, screen readers and other programs may not."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from html5lib.html5parser import ParseError
from themes import PAGES

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from themes import Site

HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')


def parse(file: Path) -> Element:
    """Read a page as browsers do, but forgive nothing."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    try:
        tree: Element = parser.parse(file.read_text(encoding='utf-8'))
    except ParseError as error:
        pytest.fail(f'{file.name}: {error} at {parser.errors[-1]}')
    return tree


def main_part(tree: Element) -> Element:
    """Return the part of a page that holds its content."""
    return next(element for element in tree.iter() if element.get('role') == 'main')


@pytest.mark.parametrize('name', PAGES)
def test_pages_are_sound(furo: Site, name: str) -> None:
    """No id stands twice, lists have terms with descriptions, and headings do not skip a level."""
    tree = parse(furo.folder / f'{name}.html')
    ids = [element.get('id') for element in tree.iter() if element.get('id')]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert not [name for name in ids if name is None or set(name) & set(' \t\n\r\f')]
    for entries in tree.iter('dl'):
        assert [child.tag for child in entries] == ['dt', 'dd'] * (len(entries) // 2)
    levels = [HEADINGS.index(e.tag) for e in main_part(tree).iter() if e.tag in HEADINGS]
    assert not [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]


def test_the_list_has_a_term_with_an_id_per_paper(furo: Site) -> None:
    """Read the Docs indexes lists by their terms."""
    tree = parse(furo.folder / 'publications.html')
    lists = [e for e in tree.iter('dl') if 'cv-publications' in e.get('class', '')]
    terms = [term for entries in lists for term in entries.findall('dt')]
    assert len(terms) == 12
    assert all(term.get('id', '').startswith('cv-paper-') for term in terms)


@pytest.mark.parametrize('name', PAGES)
def test_links_within_the_site_lead_somewhere(furo: Site, name: str) -> None:
    """Every page and every anchor that a page names is there."""
    for link in main_part(parse(furo.folder / f'{name}.html')).iter('a'):
        address = link.get('href') or link.get('{http://www.w3.org/1999/xlink}href') or ''
        if ':' in address:
            continue
        target = urlsplit(urljoin(f'{name}.html', address))
        file = furo.folder / unquote(target.path)
        assert file.is_file(), address
        if target.fragment and file.suffix == '.html':
            assert f'id="{unquote(target.fragment)}"' in file.read_text(encoding='utf-8'), address

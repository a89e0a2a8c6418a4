"""The PDF of the owner's own CV: short, complete, accessible, in both designs and papers."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pikepdf
import pytest
from builds import sphinx_build
from owner import copy_site
from typst_pdf import addresses, flaws, pages_out_of_order

if TYPE_CHECKING:
    from pathlib import Path

    from builds import Build

PAGES = ('index', 'publications', 'talks', 'teaching', 'mentoring', 'service')


class Links(HTMLParser):
    """Collects the addresses to which the text of a page links."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link within the article, which is what the page itself says."""
        self.inside = self.inside or tag == 'article'
        address = dict(attrs).get('href') or ''
        if tag == 'a' and self.inside and address.startswith('http'):
            self.found.add(address)

    def handle_endtag(self, tag: str) -> None:
        """Leave the article."""
        self.inside = self.inside and tag != 'article'


def test_the_pdf_is_accessible_and_of_five_pages(site: Build) -> None:
    """It conforms to the standards, and is painted in the order in which it is read."""
    pdf = site.output / 'cv.pdf'
    assert flaws(pdf) == []
    with pikepdf.open(pdf) as document:
        assert len(document.pages) <= 5
        assert pages_out_of_order(document) == []


def test_every_link_of_the_pages_is_in_the_pdf(site: Build) -> None:
    """Whatever address the pages link, the PDF links too."""
    links = Links()
    for page in PAGES:
        links.feed((site.output / f'{page}.html').read_text(encoding='utf-8'))
    assert len(links.found) > 100
    with pikepdf.open(site.output / 'cv.pdf') as document:
        assert links.found - addresses(document) == set()


@pytest.mark.parametrize(('design', 'paper'), [('classic', 'a4'), ('modern', 'us-letter')])
def test_designs_and_papers(tmp_path: Path, design: str, paper: str) -> None:
    """The other paper and the other design are as short and as good."""
    source = copy_site(tmp_path / 'source')
    with (source / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(f'\ncv_pdf = {{"design": {design!r}, "paper": {paper!r}}}\ncv_variants = {{}}\n')
    build = sphinx_build(source, tmp_path / 'pdf', builder='cvpdf')
    assert flaws(build.output / 'cv.pdf') == []
    with pikepdf.open(build.output / 'cv.pdf') as document:
        assert len(document.pages) <= 5

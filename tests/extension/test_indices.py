"""The indices of the domain: their headings, and the order of these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import build, plain, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

PAPERS = """\
@inproceedings{one, title={One}, author={Example, Ann and De Sa, Chris},
  booktitle={Rivers}, date={2023-05}}
@inproceedings{two, title={Two}, author={Du, Mei and Example, Ann},
  booktitle={Rivers}, date={2024}}
@inproceedings{old, title={Old}, author={Chaud, Vi and Example, A.},
  booktitle={Rivers}, date={2019}}
@article{three, title={Three}, author={Example, Ann}, journal={Lakes}, date={2021}}
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with papers of several years, venues and people."""
    files = {'refs.bib': PAPERS, 'index.md': '# Home\n\n```{cv:publications}\n```\n'}
    return build(write_site(tmp_path_factory.mktemp('indices'), files))


def headings(site: Site, name: str) -> list[str]:
    """Return the headings of an index."""
    rows = re.findall(r'(?s)<h2>.*?</h2>', site.text(f'cv-{name}.html'))
    return [plain(row) for row in rows]


def test_years_come_newest_first(site: Site) -> None:
    """The index by year begins with the newest."""
    assert headings(site, 'year') == ['2024', '2023', '2021', '2019']


def test_coauthors_stand_by_family_name(site: Site) -> None:
    """A family name of two words is sorted by its first, and the owner is no co-author."""
    assert headings(site, 'coauthor') == ['Vi Chaud', 'Chris De Sa', 'Mei Du']


def test_venues_have_no_years(site: Site) -> None:
    """All papers of a conference stand together."""
    assert headings(site, 'venue') == ['Lakes', 'Rivers']


def test_headings_say_how_many_papers_of_which_years(site: Site) -> None:
    """One year stands once; under a year it would say nothing."""
    counts = re.compile(r'(?s)<p class="cv-count">(.*?)</p>')
    assert counts.findall(site.text('cv-venue.html')) == ['1 paper, 2021', '3 papers, 2019–2024']
    assert counts.findall(site.text('cv-year.html')) == ['1 paper'] * 4


def test_headings_lead_to_the_filtered_list(tmp_path: Path) -> None:
    """By the words that the filter box understands, once the list has such a box."""
    entry = '@misc{{k{0}, title={{T {0}}}, author={{Example, Ann and Du, Mei}}, date={{2024}}}}\n'
    papers = ''.join(map(entry.format, range(9)))
    files = {'refs.bib': papers, 'index.md': '# Home\n\n```{cv:publications}\n```\n'}
    site = build(write_site(tmp_path, files))
    assert 'href="index.html?q=%22Mei%20Du%22"' in site.text('cv-coauthor.html')
    assert 'href="index.html?year=2024"' in site.text('cv-year.html')

"""The indices of the domain: their headings, and the order of these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import build, plain, write_site

if TYPE_CHECKING:
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
    rows = re.findall(r'(?s)<tr class="cap".*?</tr>', site.text(f'cv-{name}.html'))
    return [plain(row).replace('\u2005', ' ') for row in rows]


def test_years_come_newest_first(site: Site) -> None:
    """The index by year begins with the newest."""
    assert headings(site, 'year') == ['2024', '2023', '2021', '2019']


def test_coauthors_stand_by_family_name(site: Site) -> None:
    """A family name of two words is sorted by its first, and the owner is no co-author."""
    assert headings(site, 'coauthor') == ['Vi Chaud', 'Chris De Sa', 'Mei Du']


def test_venues_have_no_years(site: Site) -> None:
    """All papers of a conference stand together."""
    assert headings(site, 'venue') == ['Lakes', 'Rivers']

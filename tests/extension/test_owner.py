"""What a site says of its owner, and what it keeps to itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from places import PROJECT
from sites import build, plain, write_site

if TYPE_CHECKING:
    from sites import Site

CONF = """
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
html_baseurl = 'https://ann.example.org/'
cv_pdf = False
cv_owner = {
    'name': 'Ann Example',
    'position': 'Professor',
    'department': 'Department of Rivers',
    'affiliations': [
        {'name': 'University of Nowhere', 'ror': '02mhbdp94'}, 'Institute of Sand',
    ],
    'tagline': 'I study sand.',
    'summary': 'First words.\\n\\nSecond words.',
    'pronouns': 'she/her',
    'phone': '+1 555 0100',
    'address': 'River Road 1,\\nNowhere',
    'photo': {'file': 'ann.png', 'alt': 'Ann at a river'},
    'rows': {'Nationality': 'Utopian'},
    'links': {'GitHub': 'https://github.com/ann', 'Maps': 'https://maps.example.org'},
    'show': {'phone': ['exports'], 'rows': False},
}
"""
PAGES = {
    'conf.py': CONF,
    'index.md': '# Ann Example\n\n```{cv:owner}\n```\n\n```{toctree}\ncontact\n```\n',
    'contact.md': '# Contact\n\n```{cv:owner}\n:show: address, phone, rows, fax\n```\n',
    'icons.md': '---\norphan: true\n---\n# Icons\n\n```{cv:owner}\n:icons:\n:show: phone\n```\n\n'
    '```{cv:owner}\n:icons: words\n:show: links\n```\n\n```{cv:owner}\n:icons: big\n```\n',
}


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """That site as html."""
    source = write_site(tmp_path_factory.mktemp('owner'), PAGES)
    picture = PROJECT / 'tests' / 'roots' / 'test-typst-everything' / 'dot.png'
    (source / 'ann.png').write_bytes(picture.read_bytes())
    return build(source)


def test_the_owner_stands_on_the_page_with_what_may_be_there(site: Site) -> None:
    """A telephone number and an address are private unless the owner says where they may be."""
    page = site.text('index.html')
    where = 'Professor, Department of Rivers, University of Nowhere, Institute of Sand'
    for words in ('I study sand.', where, 'she/her', 'First words.', 'Second words.'):
        assert words in plain(page)
    assert 'alt="Ann at a river"' in page
    for hidden in ('555', 'River Road', 'Utopian'):
        assert hidden not in plain(page)


def test_a_page_shows_what_it_names(site: Site) -> None:
    """Also what is private, for it is asked for; what is unknown is told."""
    page = site.text('contact.html')
    for words in ('River Road 1, Nowhere', '+1 555 0100', 'Nationality: Utopian'):
        assert words in plain(page)
    assert 'href="tel:+15550100"' in page
    assert 'I study sand.' not in plain(page.partition('<body')[2])
    warning, _icons = site.warnings
    assert 'cannot show "fax"; it shows photo, tagline' in warning


def test_icons_stand_for_words_or_beside_them(site: Site) -> None:
    """The words are still the names of the links; the icon is of the website, or a globe."""
    alone, beside, neither = site.text('icons.html').split('class="cv-owner')[1:]
    assert re.search(r'title="\+1 555 0100"><svg [^>]*aria-hidden="true">', alone)
    assert plain(alone).startswith('docutils container"> +1 555 0100')
    drawn = re.findall(r'<path [^>]*d="(.*?)"', beside)
    assert len(set(drawn)) == 2
    assert 'title="GitHub"' not in beside
    assert '<svg' not in neither.partition('</ul>')[0]
    assert any('icons are "only" or "words"' in warning for warning in site.warnings)
    assert ('cv-extra.css' in site.text('icons.html')) > ('cv-icon' in site.text('contact.html'))


def test_exports_follow(site: Site) -> None:
    """The résumé, the text and the data of the home page have what exports may have."""
    basics = json.loads(site.text('resume.json'))['basics']
    assert basics['phone'] == '+1 555 0100'
    assert basics['location'] == {}
    assert basics['summary'].startswith('First words.')
    assert '+1 555 0100' in site.text('cv.txt')
    assert 'River Road' not in site.text('cv.txt') + site.text('resume.json')
    page = site.text('index.html')
    assert (
        '"@id": "https://ror.org/02mhbdp94"' in page or '"@id":"https://ror.org/02mhbdp94"' in page
    )

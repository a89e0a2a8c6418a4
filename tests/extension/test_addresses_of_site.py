"""Addresses within the site, in settings and options: right from every page and in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import build, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

CONF = """
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
html_baseurl = 'https://ann.example.org/cv/'
bibtex_bibfiles = ['refs.bib']
exclude_patterns = ['drafts']
cv_pdf = False
cv_owner = {
    'name': 'Ann Example',
    'links': {'Group': 'members/kim.md', 'Rules': 'files/my rules.pdf', 'As PDF': 'cv.pdf'},
}
cv_people = {
    'Kim Page': 'members/kim.html#who', 'Eve Name': '/members/kim', 'Bob File': 'files/bob.pdf',
    'Joe Gone': 'members/joe.html',
}
"""
TALK = """
```{{cv:talk}} Deep {n}
{options}
```
"""
OPTIONS = {
    'source': ':url: members/kim.md',
    'blank': ':url: https://example.org\n:slides: files/my rules.pdf',
    'windows': ':slides: files\\bob.pdf',
    'outside': ':slides: ../outside.pdf',
    'hidden': ':slides: .git/config.txt',
    'excluded': ':slides: drafts/talk.pdf',
    'symlink': ':slides: files/link.pdf',
    'script': ':url: java\tscript:alert(1)',
}
PAGES = {
    'conf.py': CONF,
    'index.md': (
        '# Ann Example\n\n```{cv:owner}\n```\n\n```{toctree}\ndeep/er/talks\nmembers/kim\n```\n'
    ),
    'deep/er/talks.md': '# Talks\n'
    + ''.join(TALK.format(n=name, options=options) for name, options in OPTIONS.items())
    + '\n```{cv:publications}\n```\n',
    'members/kim.md': '# Kim\n\n(who)=\n## Who\n\nWords.\n',
    'files/my rules.pdf': '%PDF rules',
    'files/bob.pdf': '%PDF bob',
    'drafts/talk.pdf': '%PDF draft',
    '.git/config.txt': 'secret',
    'refs.bib': (
        '@article{a, title={On Sand}, year={2020}, pdf={files\\bob.pdf}, author={Ann Example and '
        'Kim Page and Eve Name and Bob File and Zoe Last and Una Lang}}'
    ),
}


@pytest.fixture(scope='module')
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That site's folder, beside which lies a file that is not of the site."""
    folder = tmp_path_factory.mktemp('within')
    (folder / 'outside.pdf').write_text('secret')
    site = write_site(folder / 'site', PAGES)
    (site / 'files' / 'link.pdf').symlink_to(folder / 'outside.pdf')
    return site


@pytest.fixture(scope='module')
def site(source: Path) -> Site:
    """That site as html."""
    return build(source)


@pytest.mark.parametrize(
    ('page', 'address'),
    [
        ('index.html', 'members/kim.html'),
        ('index.html', 'cv.pdf'),
        ('index.html', '/my%20rules.pdf'),
        ('deep/er/talks.html', '../../members/kim.html'),  # {cv:talk}
        ('deep/er/talks.html', '../../members/kim.html#who'),
        ('deep/er/talks.html', '/my%20rules.pdf'),
        ('deep/er/talks.html', '/bob.pdf'),
        ('papers/a.html', '../members/kim.html#who'),
        ('papers/a.html', '../members/kim.html'),
        ('papers/a.html', '/bob.pdf'),
    ],
)
def test_addresses_lead_to_the_page_from_every_page(site: Site, page: str, address: str) -> None:
    """They are written from the root of the site, as a source, a page on the web, or a name."""
    assert f'{address}"' in site.text(page)


def test_what_is_no_address_within_the_site_is_refused_with_the_remedy(site: Site) -> None:
    """Nothing that lies outside of the site, or is hidden there, is linked or copied."""
    said = '\n'.join(site.warnings)
    for words in (
        '"files\\bob.pdf" is written as on Windows; write "files/bob.pdf"',
        '"../outside.pdf" is hidden or not in the folder of the site',
        '".git/config.txt" is hidden or not in the folder of the site',
        '"drafts/talk.pdf" is not published, as exclude_patterns in conf.py leaves it out',
        '"files/link.pdf" leads out of the folder of the site, and is not published',
        'alert(1)" does not become a link',
        'cv_people["Joe Gone"]["url"]: there is no page or file "members/joe.html" in the site',
        'entry a: "files\\bob.pdf" does not become a link, as it is written as on Windows',
    ):
        assert words in said
    names = {path.name for path in site.output.rglob('*')}
    assert not names & {'outside.pdf', 'config.txt', 'kim.md', 'link.pdf', 'talk.pdf'}
    assert 'script:' not in site.text('deep/er/talks.html')


def test_exports_and_metadata_have_whole_addresses(site: Site) -> None:
    """A relative one would mean nothing to those who read them."""
    assert 'Group: https://ann.example.org/cv/members/kim.html\n' in site.text('cv.txt')
    assert '"https://ann.example.org/cv/members/kim.html#who"' in site.text('papers/a.html')
    assert '"https://ann.example.org/cv/files/my%20rules.pdf"' in site.text('resume.json')


def test_each_coauthor_has_a_label(site: Site) -> None:
    """Sites without sphinx-cv link people by it, as they link papers."""
    labels = site.app.env.domains.standard_domain.labels
    assert {f'person:{name}' for name in ('zoe-last', 'una-lang', 'kim-page')} <= {*labels}


def test_the_pdf_leads_to_pages_of_itself_and_of_the_site(source: Path, site: Site) -> None:
    """What is in the PDF is a place in it, and all else is an address."""
    text = build(source, 'cvpdf').text('cv.typ')
    assert 'link(label("members/kim#who"))[#"Kim\u00a0Page"]' in text
    assert 'link(label("members/kim#"))[#"Eve\u00a0Name"]' in text
    assert 'link("https://ann.example.org/cv/files/my%20rules.pdf")[#"Rules"]' in text

"""What search engines read: one address of the home page, days of change, titles, keywords."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from sites import build, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

HOME = 'https://ann.example.org/cv/'
PAGES = {
    'index.md': (
        '# Ann Example\n\n```{cv:position} Lecturer\n:organization: Here\n```\n\n'
        '```{cv:publications}\n```\n\n```{toctree}\ntalks\nlater\n```\n'
    ),
    'talks.md': '# Talks\n\nWords.\n',
    'later.md': '# Later\n\nWords.\n',
    'refs.bib': (
        '@article{a, title={On the Sand of a River}, year={2020}, '
        'author={Ann Example and Bob Other}, keywords={sand, the sea}}\n'
    ),
}


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was committed on a certain day, but for an edit of one page."""
    folder = tmp_path_factory.mktemp('engines')
    write_site(folder, PAGES, f'html_baseurl = {HOME!r}\ncv_pdf = False\n')
    git(folder, 'init', '-q')
    git(folder, 'add', '.')
    git(folder, 'commit', '-q', '-m', 'Begin')
    (folder / 'later.md').write_text('# Later\n\nOther words.\n')
    return build(folder)


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody on the fourth of March."""
    people = {
        f'GIT_{who}_{what}': said
        for who in ('AUTHOR', 'COMMITTER')
        for what, said in (('NAME', 'A'), ('EMAIL', 'a@b.org'), ('DATE', '2025-03-04T12:00:00'))
    }
    subprocess.run(['git', '-C', folder, *arguments], check=True, env=os.environ | people)


def test_the_home_page_has_one_address(site: Site) -> None:
    """It is that of the site, in heads of pages, sitemap and exports."""
    texts = [
        path.read_text()
        for path in site.output.iterdir()
        if path.suffix in ('.html', '.xml', '.txt', '.json')
    ]
    assert not [text for text in texts if f'{HOME}index.html' in text]
    assert f'<link rel="canonical" href="{HOME}"' in site.text()
    assert f'content="{HOME}"' in site.text()


def test_the_sitemap_has_the_days_that_git_knows(site: Site) -> None:
    """A page that is not committed as it is has none, and no paper's page has one."""
    found = re.findall(r'<loc>(.*?)</loc>(.*?)</url>', site.text('sitemap.xml'))
    assert {loc.removeprefix(HOME): day for loc, day in found} == {
        '': '<lastmod>2025-03-04</lastmod>', 'talks.html': '<lastmod>2025-03-04</lastmod>',
        'later.html': '', 'papers/a.html': '',
    }  # fmt: skip


@pytest.mark.parametrize(('name', 'title', 'words'), [
    ('genindex', 'Index', 'Ann Example: Index'),
    ('search', 'Search', 'Ann Example: Search'),
    ('cv-year', 'Publications by year', 'Ann Example: Publications by year: 2020'),
    ('cv-coauthor', 'Publications by co-author', 'Publications by co-author: Bob Other'),
])  # fmt: skip
def test_generated_pages_say_what_they_are(site: Site, name: str, title: str, words: str) -> None:
    """Their titles and descriptions are not those of the home page."""
    page = site.text(f'{name}.html')
    assert f'property="og:title" content="{title}"' in page
    (described,) = re.findall(r'property="og:description" content="(.*?)"', page)
    assert words in described


def test_keywords_are_words_that_say_something(site: Site) -> None:
    """Articles and prepositions find nothing."""
    (words,) = re.findall(r'<meta content="([^"]*)" name="keywords"', site.text('papers/a.html'))
    assert words.split(', ') == ['sand', 'sea', 'river']

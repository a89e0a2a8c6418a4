"""Sites in other languages than English: their direction, own words, and what is wrong in these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import Site, build, write_site

if TYPE_CHECKING:
    from pathlib import Path

BIB = """
@article{river, title = {Rivers}, author = {Example, Ann}, journal = {J}, year = 2024}
@misc{later, title = {Lakes}, author = {Example, Ann}, howpublished = {Here}}
"""
HEBREW = """
language = 'he'
cv_words = {
    'Other': 'Undated',
    'he': {'Related papers': 'Akin'},
    'de': {'Related papers': 'Verwandtes'},
    'Jornal articles': 'Articles',
    'until {end}': 'up to {ende}',
}
"""


@pytest.fixture(scope='module')
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that is written from right to left, and has words of its own."""
    page = '# Ann Example\n\n```{cv:publications}\n:group-by: type\n```\n'
    folder = tmp_path_factory.mktemp('hebrew')
    return build(write_site(folder, {'index.md': page, 'refs.bib': BIB}, HEBREW))


def test_pages_are_written_from_right_to_left(hebrew: Site) -> None:
    """All pages say so, those without a source too, and the PDF is mirrored."""
    for name in ('index', 'papers/river', 'search', 'cv-year'):
        assert '<html lang="he" dir="rtl"' in hebrew.text(f'{name}.html')
    assert (hebrew.output / 'cv.pdf').is_file()


def test_own_words_are_printed(hebrew: Site) -> None:
    """Those for all languages and those for this one."""
    assert '>Undated<' in hebrew.text()
    assert 'Verwandtes' not in hebrew.text('papers/river.html')


def test_wrong_words_are_reported(hebrew: Site) -> None:
    """What nothing prints, with the nearest word, and what nothing fills in."""
    told = [warning for warning in hebrew.warnings if 'cv_words' in warning]
    assert len(told) == 2
    assert 'nothing prints "Jornal articles"; did you mean "Journal articles"?' in told[0]
    assert 'cv_words["until {end}"] cannot have "{ende}"' in told[1]


def test_a_catalogue_of_the_project_goes_first(tmp_path: Path) -> None:
    """A catalogue in ``locale_dirs`` is compiled and used, also for a language that we lack."""
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    files = {
        'index.md': '# Ann Example\n\n```{cv:publications}\n:group-by: type\n```\n',
        'refs.bib': BIB,
        'locale/eo/LC_MESSAGES/sphinx_cv.po': f'{catalogue}msgid "Other"\nmsgstr "Sen dato"\n',
    }
    conf = "language = 'eo'\nlocale_dirs = ['locale']\ncv_outputs = []\n"
    site = build(write_site(tmp_path, files, conf))
    assert '>Sen dato<' in site.text()
    assert 'dir="rtl"' not in site.text()

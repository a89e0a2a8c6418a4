"""Sites in other languages than English: their direction, own words, and what is wrong in these."""

from __future__ import annotations

import re
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


THREE = """
@incollection{fluss, title = {Flüsse}, author = {Example, Ann and Other, Bob and others},
  booktitle = {Gewässer}, editor = {Muster, Eva and Muster, Jan}, volume = 3, pages = {1--9},
  edition = 2, year = 2024, month = may, langid = {ngerman}}
@book{lac, title = {Lacs}, editor = {Example, Ann and Autre, Luc}, year = 2023, langid = {french},
  translator = {Autre, Luc}, origlanguage = {german}}
@article{river, title = {Rivers}, author = {Example, Ann}, journal = {J}, volume = 3, year = 2024}
@article{kawa, title = {川}, titleromanized = {Kawa}, title_translation = {The River},
  author = {Example, Ann}, journal = {J}, year = 2022}
"""
GERMAN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "edited by {names}"
msgstr "hrsg. von {names}"

msgid "vol. {}"
msgstr "Bd. {}"

msgid "pp. {}"
msgstr "S. {}"

msgid "{number}nd"
msgstr "{number}."

msgid "{number}th"
msgstr "{number}."

msgid "{} edition"
msgstr "{} Aufl."

msgid "“{title}”"
msgstr "„{title}“"

msgid "{names}, et al."
msgstr "{names} u. a."
"""


@pytest.fixture(scope='module')
def three(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An English site with a bibliography in three languages, each described in its own."""
    files = {
        'index.md': '# Ann Example\n\n```{cv:publications}\n```\n',
        'refs.bib': THREE,
        'locale/de/LC_MESSAGES/sphinx_cv.po': GERMAN,
    }
    conf = "locale_dirs = ['locale']\ncv_entry_language = True\n"
    return build(write_site(tmp_path_factory.mktemp('three'), files, conf))


def test_a_paper_is_described_in_its_own_language(three: Site) -> None:
    """The words around a German chapter are German, on its page, in lists and in plain text."""
    german = 'hrsg. von Eva Muster und Jan Muster, 2. Aufl., Bd. 3, S. 1–9, Mai 2024'
    for name in ('index.html', 'papers/fluss.html', 'cv.txt'):
        assert german in three.text(name), name
    assert 'Bob Other u. a.' in re.sub('<[^>]*>', '', three.text())
    assert '„Flüsse“' in three.text('cv.txt')
    assert 'vol. 3, 2024' in three.text()
    assert '“Rivers”' in three.text('cv.txt')
    assert '<span lang="de">Flüsse</span>' in three.text()
    assert 'Download: ' in three.text('papers/fluss.html')


def test_titles_in_two_scripts_and_translations_are_shown(three: Site) -> None:
    """The romanised title, its translation, and the language from which a work was translated."""
    assert '<em>Kawa</em>, [The River], <em>J</em>, 2022' in three.text()
    assert '>Trad. (allemand) par Luc Autre, 2023<' in three.text()

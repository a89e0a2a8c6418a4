"""Sites in other languages than English: their direction, own words, and what is wrong in these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import PDF, Site, build, write_site

from sphinx_cv.site.own_rows import place_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    return build(write_site(folder, {'index.md': page, 'refs.bib': BIB}, HEBREW + PDF))


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
@incollection{fluss, title = {Flüsse: \\enquote{Wasser}}, langid = {ngerman},
  author = {Example, Ann and Other, Bob and others},
  booktitle = {Gewässer}, editor = {Muster, Eva and Muster, Jan}, volume = 3, pages = {1--9},
  edition = 2, year = 2024, month = may}
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
    assert '„Flüsse: \u201aWasser‘“' in three.text('cv.txt')
    assert 'vol. 3, 2024' in three.text()
    assert '“Rivers”' in three.text('cv.txt')
    assert '<span lang="de">Flüsse: „Wasser“</span>' in three.text()
    page = three.text('papers/fluss.html')
    assert '<h1 lang="de">Flüsse: „Wasser“<' in page
    assert '<span lang="de">In: <em>Gewässer</em>, hrsg.' in page
    assert '<p class="cv-citation" lang="de">' in page
    assert '<h2 class="no-search">How to cite<' in page
    assert 'Download: ' in three.text('papers/fluss.html')


def test_titles_in_two_scripts_and_translations_are_shown(three: Site) -> None:
    """The romanised title, its translation, and the language from which a work was translated."""
    assert '<em>Kawa</em>, [The River], <em>J</em>, 2022' in three.text()
    assert '>Trad. par Luc Autre (langue originale : allemand), 2023<' in three.text()


TWO = """
language = 'en'
locale_dirs = ['locale']
html_baseurl = 'https://example.org/'
cv_languages = {'en': '../', 'de': 'de/'}
cv_owner = {'name': 'Ann Example', 'position': 'Professor', 'position_de': 'Professorin'}
cv_outputs = ['cv.txt', 'metadata']
cv_kinds = {'dig': {
    'heading': 'Digs', 'heading_de': 'Grabungen',
    'options': {'director': 'Directed by {}', 'director_de': 'Leitung: {}'},
}}
cv_links = {'notebook': 'Notebook', 'notebook_de': 'Notizbuch'}
cv_variants = {'cv-two': {'title': 'Short CV', 'title_de': 'Kurzfassung'}}
"""
TWO_PAGE = """# Ann Example

I study *rivers*.

```{cv:owner}
```

```{cv:position} Lecturer of *water*
:organization: University of Nowhere
:place: Utopia
:place-de: Utopien
:dates: 2020/
```

{cv:position}`lecturer of water`

```{cv:dig} Harbour
:title-de: Hafen
:director: Eve
:notebook: https://example.org/n
:highlights-de: Fand *Sand*; Grub zu zweit
:text-de: Ein Hafen.

A harbour.

- Found *sand*
- Dug in pairs
```

```{cv:entries}
:kind: dig
:group-by: kind
```

```{cv:talk} Rivers
:title-de: Flüsse
:title-fr: Rivières
:dates: 2021
```

```{cv:publications}
```
"""
TWO_PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "I study *rivers*."
msgstr "Ich erforsche *Flüsse*."

msgid "Lecturer of *water*"
msgstr "Dozentin für *Wasser*"

msgid "University of Nowhere"
msgstr "Universität Nirgendwo"
"""
TWO_BIB = """
@article{river, title = {Rivers}, title_de = {Flüsse der Welt}, title_fr = {Fleuves},
  author = {Example, Ann}, journal = {J}, journal_de = {Zeitschrift}, year = 2024}
"""


@pytest.fixture(scope='module')
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    """One CV in two languages, and what translators get of it."""
    files = {'index.md': TWO_PAGE, 'refs.bib': TWO_BIB, 'locale/de/LC_MESSAGES/index.po': TWO_PO}
    folder = tmp_path_factory.mktemp('two')
    yield {
        'en': build(write_site(folder / 'en', files, TWO)),
        'de': build(write_site(folder / 'de', files, TWO), language='de'),
        'gettext': build(write_site(folder / 'gettext', files, TWO), 'gettext'),
    }
    place_rows({}, {})  # kinds and links of this site are none of those of other tests


def test_one_cv_is_written_in_two_languages(two: dict[str, Site]) -> None:
    """By a catalogue of the page, by options and by fields; what has no translation stays."""
    english, german = (re.sub('<[^>]*>', '', two[name].text()) for name in ('en', 'de'))
    for words in (
        'Lecturer of water', 'University of Nowhere', 'Utopia', 'Professor', 'J, 2024', 'Digs',
        'Directed by Eve', 'Notebook', 'A harbour.', 'Found sand', 'Dug in pairs',
    ):  # fmt: skip
        assert words in english, words
    assert 'Flüsse' not in english
    for words in (
        'Ich erforsche Flüsse.', 'Dozentin für Wasser', 'Universität Nirgendwo', 'Utopien',
        'Professorin', 'Flüsse der Welt', 'Zeitschrift, 2024', 'seit 2020', 'Hafen', 'Grabungen',
        'Leitung: Eve', 'Notizbuch', 'Ein Hafen.', 'Fand Sand', 'Grub zu zweit',
    ):  # fmt: skip
        assert words in german, words
    for words in ('Lecturer', 'Dug', 'harbour', 'Notebook'):
        assert words not in german
    assert 'Grub zu zweit' in two['de'].text('cv.txt')
    assert two['de'].app.config.cv_variants['cv-two']['title'] == 'Kurzfassung'
    assert 'Dozentin für Wasser' in two['de'].text('cv.txt')
    assert two['en'].warnings == two['de'].warnings == []
    assert 'id="cv-position-lecturer-of-water"' in two['de'].text()


def test_pages_lead_to_their_other_language(two: dict[str, Site]) -> None:
    """The head says where it is, and a switch stands above the page."""
    page = two['en'].text('papers/river.html')
    alternate = '<link rel="alternate" hreflang="{}" href="https://example.org/{}papers/river.html"'
    assert alternate.format('de', 'de/') in page
    assert alternate.format('en', '') in page
    assert 'href="../de/papers/river.html">Deutsch</a>' in page
    assert 'hreflang="en"' in two['de'].text()
    assert 'cv-languages' in two['en'].text('cv-year.html')


def test_translators_get_the_words_of_entries(two: dict[str, Site]) -> None:
    """Each with its place, and nothing that has none."""
    template = two['gettext'].text('index.pot')
    assert re.search(r'index\.md:8\nmsgid "Lecturer of \*water\*"', template)
    assert 'msgid "University of Nowhere"' in template
    assert 'msgid "Utopia"' in template
    assert ':-1' not in template
    papers = two['gettext'].output / 'papers' / 'river.pot'
    assert not papers.exists() or ':-1' not in papers.read_text(encoding='utf-8')

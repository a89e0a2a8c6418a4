"""Words: in English without a catalogue, and otherwise as catalogues and Babel have them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from sphinx_cv.model.dates import DateRange
from sphinx_cv.model.sorting import in_order
from sphinx_cv.model.words import Words, _, listed, ngettext, speak, speaking, words_of

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = {
    'Theses': 'Abschlussarbeiten',
    '{start} – present': '{start} – heute',
    'Spring {}': 'Frühjahr {}',
    'until {end}': 'bis {end}',
}


@pytest.fixture
def german(tmp_path: Path) -> Words:
    """German words, from a catalogue in a folder."""
    catalogue = Catalog(locale='de')
    for word, other in GERMAN.items():
        catalogue.add(word, other)
    catalogue.add(('{number} paper', '{number} papers'), ('{number} Arbeit', '{number} Arbeiten'))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    file = tmp_path / 'de' / 'LC_MESSAGES' / 'sphinx_cv.mo'
    file.parent.mkdir(parents=True)
    file.write_bytes(compiled.getvalue())
    return words_of('de', folders=[tmp_path])


def test_words_are_those_of_the_catalogue(german: Words) -> None:
    """A word has its translation, its plural forms too; one without stays English."""
    assert _('Theses') == 'Theses'
    with speaking(german):
        assert _('Theses') == 'Abschlussarbeiten'
        assert _('no such word') == 'no such word'
        assert _('') == ''
        assert ngettext('{number} paper', '{number} papers', 1) == '{number} Arbeit'
        assert ngettext('{number} paper', '{number} papers', 2) == '{number} Arbeiten'
    assert _('Theses') == 'Theses'


def test_a_catalogue_serves_for_the_language_of_each_country(tmp_path: Path, german: Words) -> None:
    """Austrian German is German, and the same words are one object, which caches know."""
    assert words_of('de-AT', folders=[tmp_path]).catalogue.gettext('Theses') == GERMAN['Theses']
    assert words_of('de', folders=[tmp_path]) is german


def test_own_words_go_before_the_catalogue(tmp_path: Path, german: Words) -> None:
    """An owner names a word in English or as it is printed."""
    own = {'Theses': 'Dissertationen', 'bis {end}': 'bis zum {end}', '{number} Arbeit': 'eine'}
    with speaking(words_of('de', own, [tmp_path])):
        assert _('Theses') == 'Dissertationen'
        assert _('until {end}') == 'bis zum {end}'
        assert ngettext('{number} paper', '{number} papers', 1) == 'eine'
    with speaking(words_of('en', {'Theses': 'Dissertations'})):
        assert _('Theses') == 'Dissertations'


def test_dates_are_those_of_the_language(german: Words) -> None:
    """Months come from CLDR, and the words around them from the catalogue."""
    english = {
        '2024-08-15': '15 Aug 2024', '2024-08/': 'Aug 2024 – present', '2025-21': 'Spring 2025',
        '2019-06-12/2019-06-14': '12–14 Jun 2019', '2024': '2024', '/2015': 'until 2015',
        '2019-08-30/2019-09-02': '30 Aug – 2 Sep 2019', '2024~': 'c. 2024', '0000-05': 'May 0',
    }  # fmt: skip
    for written, words in english.items():
        assert DateRange.parse(written).words == words
    speak(german)
    expected = {
        '2024-08-15': '15. Aug. 2024', '2024-08/': 'Aug. 2024 – heute',
        '2025-21': 'Frühjahr 2025', '2024': '2024', '/2015': 'bis 2015',
    }  # fmt: skip
    for written, words in expected.items():
        assert DateRange.parse(written).words == words
    assert DateRange.parse('2019-06-12/2019-06-14').words.startswith('12.–14. Jun')
    speak(words_of('ja'))
    assert DateRange.parse('2024-08-15').words == '2024年8月15日'


def test_lists_are_those_of_the_language() -> None:
    """What prose lists is joined as CLDR says."""
    assert listed([]) == ''
    assert listed(['A']) == 'A'
    assert listed(['A', 'B']) == 'A and B'
    assert listed(['A', 'B', 'C']) == 'A, B and C'
    with speaking(words_of('de')):
        assert listed(['A', 'B', 'C']) == 'A, B und C'
    with speaking(words_of('ja')):
        assert listed(['A', 'B', 'C']) == 'A、B、C'


def test_a_language_that_nobody_knows_is_spoken_in_english() -> None:
    """Neither a catalogue nor Babel has it."""
    with speaking(words_of('xx')):
        assert DateRange.parse('2024-08').words == 'Aug 2024'
        assert listed(['A', 'B']) == 'A and B'


def test_words_are_sorted_by_the_rules_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters with accents stand with those without, but where a language has a place for them."""
    monkeypatch.setattr('sphinx_cv.model.sorting._collator', lambda language: None)
    names = ['Zorn', 'Ärlig', 'Ahl', 'Östlund', 'Olsson', 'Åberg']
    assert sorted(names, key=in_order) == ['Åberg', 'Ahl', 'Ärlig', 'Olsson', 'Östlund', 'Zorn']
    with speaking(words_of('sv')):
        ordered = ['Ahl', 'Olsson', 'Zorn', 'Åberg', 'Ärlig', 'Östlund']
        assert sorted(names, key=in_order) == ordered
    with speaking(words_of('es')):
        assert sorted(['Nuño', 'Ñandú', 'Oro', 'Nube'], key=in_order) == [
            'Nube', 'Nuño', 'Ñandú', 'Oro',
        ]  # fmt: skip
    with speaking(words_of('de')):
        assert sorted(names, key=in_order)[:3] == ['Åberg', 'Ahl', 'Ärlig']

"""Names as a field writes them."""

from __future__ import annotations

import pytest

from sphinx_cv.formatting.bylines import byline
from sphinx_cv.formatting.names import NAME_FORMS, NameStyle, initials, style_of, written
from sphinx_cv.model import Paper, Person, plain_text
from sphinx_cv.model.words import speaking, words_of

LIU = Person(given='Zhe', family='Liu')
BERG = Person(given='Jean-Paul M.', prefix='van den', family='Berg')
CRUZ = Person(given='Juan', family='Cruz', suffix='Jr.')
TEAM = Person(family='ATLAS Collaboration', literal=True)
MATSU = Person(given='大樹', family='松岡')


@pytest.mark.parametrize(('form', 'expected'), [
    ('Given Family', 'Zhe Liu; Jean-Paul M. van den Berg; Juan Cruz Jr.'),
    ('G. Family', 'Z. Liu; J.-P. M. van den Berg; J. Cruz Jr.'),
    ('Family, Given', 'Liu, Zhe; van den Berg, Jean-Paul M.; Cruz, Juan, Jr.'),
    ('Family, G.', 'Liu, Z.; van den Berg, J.-P. M.; Cruz, J., Jr.'),
    ('Family Given', 'Liu Zhe; van den Berg Jean-Paul M.; Cruz Juan Jr.'),
    ('Family G', 'Liu Z; van den Berg JPM; Cruz J Jr.'),
])  # fmt: skip
def test_forms_of_names(form: str, expected: str) -> None:
    """Particles stay with the family name, and a suffix behind all."""
    assert '; '.join(plain_text(written(p, form)) for p in (LIU, BERG, CRUZ)) == expected


@pytest.mark.parametrize('form', NAME_FORMS)
def test_names_without_parts_stay_as_they_are(form: str) -> None:
    """Those of organisations, and those in Chinese characters."""
    assert plain_text(written(TEAM, form)) == 'ATLAS Collaboration'
    assert plain_text(written(MATSU, form)) == '松岡大樹'


@pytest.mark.parametrize(('given', 'dotted', 'bare'), [
    ('A.B.', 'A. B.', 'AB'), ('Yu. N.', 'Yu. N.', 'YuN'), ('Élise', 'É.', 'É'),
    ('Mary  Ann', 'M. A.', 'MA'), ('J', 'J.', 'J'),
])  # fmt: skip
def test_initials(given: str, dotted: str, bare: str) -> None:
    """What is short already stays so."""
    assert initials(given) == dotted
    assert initials(given, '') == bare


def line(*people: Person, limit: int = 20, **settings: object) -> str:
    """Return the names of people by settings of ``cv_names``."""
    paper = Paper(key='k', type='article', authors=people)
    return byline(paper, style_of(settings, limit))


@pytest.mark.parametrize(('settings', 'two', 'three'), [
    ({}, 'Zhe Liu, Juan Cruz Jr.', 'Zhe Liu, Juan Cruz Jr., Zhe Liu'),
    ({'and': True}, 'Zhe Liu and Juan Cruz Jr.', 'Zhe Liu, Juan Cruz Jr. and Zhe Liu'),
    ({'form': 'Family, G.', 'and': ', &'}, 'Liu, Z., & Cruz, J., Jr.',
     'Liu, Z., Cruz, J., Jr., & Liu, Z.'),
    ({'form': 'Family, Given'}, 'Liu, Zhe; Cruz, Juan, Jr.', 'Liu, Zhe; Cruz, Juan, Jr.; Liu, Zhe'),
    ({'form': 'Family, Given', 'others': 'Given Family', 'and': ', and'},
     'Liu, Zhe, and Juan Cruz Jr.', 'Liu, Zhe, Juan Cruz Jr., and Zhe Liu'),
    ({'between': '; ', 'and': '&', 'form': 'G. Family'}, 'Z. Liu & J. Cruz Jr.',
     'Z. Liu; J. Cruz Jr. & Z. Liu'),
])  # fmt: skip
def test_what_joins_names(settings: dict[str, object], two: str, three: str) -> None:
    """A word before the last one, if wanted; the first name may have a form of its own."""
    assert line(LIU, CRUZ, **settings) == two
    assert line(LIU, CRUZ, LIU, **settings) == three


@pytest.mark.parametrize(('language', 'expected'), [
    ('de', 'Zhe Liu und Zhe Liu'), ('pt_BR', 'Zhe Liu e Zhe Liu'), ('zh-CN', 'Zhe Liu和Zhe Liu'),
    ('xx', 'Zhe Liu and Zhe Liu'),
])  # fmt: skip
def test_the_word_of_the_language(language: str, expected: str) -> None:
    """Which Babel knows."""
    with speaking(words_of(language)):
        assert line(LIU, LIU, **{'and': True}) == expected


def test_how_many_are_named() -> None:
    """The first ones, of whom there is no word before the last."""
    people = [Person(given='A', family=f'P{number}') for number in range(8)]
    shown = line(*people, limit=6, first=3, form='Family G', **{'and': '&'})
    assert shown == 'P0 A, P1 A, P2 A, et al.'


def test_the_default_is_as_the_bibliography_has_it() -> None:
    """Without settings nothing changes."""
    assert style_of({}, 20) == NameStyle()

"""The settings of the PDFs: what is allowed, and what is said of what is not."""

from __future__ import annotations

import pytest

from sphinx_cv.pdf.settings import Settings, read_outputs


def read(pdf: object, variants: object = None) -> tuple[dict[str, Settings], list[str]]:
    """Return the settings read, and the sentences about what was wrong."""
    said: list[str] = []
    return read_outputs(pdf, {} if variants is None else variants, said.append), said


def test_without_settings_there_is_one_pdf() -> None:
    """The CV is set in the classic design on letter paper."""
    outputs, said = read({})
    assert outputs == {'cv': Settings()}
    assert (outputs['cv'].design, outputs['cv'].paper) == ('classic', 'us-letter')
    assert said == []


def test_variants_take_the_look_and_not_the_choice_of_the_main_pdf() -> None:
    """Design and paper are handed on; sections, filter and limits are not."""
    pdf = {'design': 'modern', 'paper': 'a4', 'sections': ['a'], 'pages': 5, 'limit': 3}
    outputs, said = read(pdf, {'cv-short.pdf': {'paper': 'us-letter', 'sections': ['b', '*']}})
    short = outputs['cv-short']
    assert (short.design, short.paper, short.sections) == ('modern', 'us-letter', ('b', '*'))
    assert (short.pages, short.limit) == (0, 0)
    assert said == []


@pytest.mark.parametrize(
    ('settings', 'words'),
    [
        ({'papr': 'a4'}, ['"papr" is not a setting', 'paper', 'sections']),
        ({'paper': 'A3'}, ["paper cannot be 'A3'", '"us-letter" or "a4"']),
        ({'design': 'fancy'}, ['"classic", "modern" or "columns"']),
        ({'font_size': 10}, ['font_size cannot be 10', '"10.5pt"']),
        ({'margin': '2em'}, ['margin', '"2cm"']),
        ({'accent': 'blue'}, ["accent cannot be 'blue'", '"#1f4e79"']),
        ({'sections': 'education'}, ['sections', 'a list']),
        ({'numbered': 1}, ['True or False']),
        ({'limit': -1}, ['limit', '0 for all']),
        ({'date': 'yesterday'}, ['date', '"2025-08"']),
        ({'since': 2021}, ['since', '"2021"']),
        ({'keywords': 'a, b'}, ['keywords', 'a list']),
        ('a4', ['cv_pdf is not a dict']),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(settings: object, words: list[str]) -> None:
    """A sentence names the setting and what is allowed; the default stands."""
    outputs, said = read(settings)
    assert outputs == {'cv': Settings()}
    assert len(said) == 1
    assert said[0].startswith('cv_pdf')
    for word in words:
        assert word in said[0]


@pytest.mark.parametrize('name', ['../cv', 'a/b', '', 'cv', 'cv.pdf', '-x'])
def test_names_of_variants_are_file_names(name: str) -> None:
    """A variant cannot be written elsewhere, nor over the full CV."""
    outputs, said = read({}, {name: {}})
    assert list(outputs) == ['cv']
    assert 'cannot be the file name' in said[0]


def test_a_wrong_setting_of_a_variant_costs_only_itself() -> None:
    """The variant is made all the same, and the message names it."""
    outputs, said = read({}, {'cv-short': {'paper': 'a5', 'limit': 3}})
    assert outputs['cv-short'].limit == 3
    assert said[0].startswith('cv_variants["cv-short"]: paper')


def test_variants_that_are_no_dict() -> None:
    """The full CV is made whatever cv_variants is."""
    outputs, said = read({}, ['cv-short'])
    assert list(outputs) == ['cv']
    assert 'cv_variants is not a dict' in said[0]

"""File names and anchors of papers: safe, stable and unique, whatever the keys are."""

from __future__ import annotations

import re

import pytest

from sphinx_cv.site.slugs import slug, slugs, words_slug

ODD_KEYS = [
    'DBLP:conf/icml/X', '../x', '/etc/passwd', '..', '.', ' ', 'a b', 'a.b', 'a`b', 'CON', 'nul',
    'com1', 'Müller2020', '李2020', 'ключ', 'x' * 300, '-x', '_x', 'a\\b', 'a|b<c>d"e?f*g', '🙂',
    'a%2Fb', 'index', 'https://doi.org/10.1000/182', "o'neil", 'a&b', 'a#b', 'key,with', 'tab\tkey',
]  # fmt: skip
SAFE = re.compile(r'[A-Za-z0-9][A-Za-z0-9_-]{0,89}')
RESERVED = {'con', 'prn', 'aux', 'nul', 'com1', 'lpt1'}


@pytest.mark.parametrize('key', ['smith2020', 'Smith_2020-b', '2020x', 'a' * 80])
def test_a_safe_key_is_its_own_name(key: str) -> None:
    """Addresses of papers read as their keys do."""
    assert slug(key) == key


@pytest.mark.parametrize('key', ODD_KEYS)
def test_any_key_gives_a_safe_name(key: str) -> None:
    """It has letters, digits and hyphens, is short, and no device of Windows."""
    assert SAFE.fullmatch(slug(key))
    assert slug(key).lower() not in RESERVED


def test_names_are_unique_where_file_systems_ignore_case() -> None:
    """Of keys that differ in case alone, the first keeps its name."""
    keys = ['Smith2020', 'smith2020', 'SMITH2020', *ODD_KEYS, *(key.upper() for key in ODD_KEYS)]
    keys = list(dict.fromkeys(keys))
    names = slugs(keys)
    assert len({name.lower() for name in names.values()}) == len(keys)
    assert names['Smith2020'] == 'Smith2020'
    assert all(SAFE.fullmatch(name) for name in names.values())


def test_the_name_of_a_paper_does_not_depend_on_others() -> None:
    """A paper that comes or goes leaves the addresses of the others as they are."""
    alone = {key: slug(key) for key in ODD_KEYS}
    assert slugs(ODD_KEYS) == slugs(ODD_KEYS[::-1]) == alone


def test_a_name_that_another_key_has_is_not_given_twice() -> None:
    """A key that looks like the name of another paper does not take it over."""
    odd = slug('a/b')
    names = slugs(['a/b', odd])
    assert names['a/b'] == odd
    assert names[odd] != odd


@pytest.mark.parametrize(('text', 'expected'), [
    ('Rivers in Spring', 'rivers-in-spring'),
    ('  CS 101: Water!', 'cs-101-water'),
    ('Łukasz Müller', 'lukasz-muller'),
    ('Łukasz  müller', 'lukasz-muller'),
])  # fmt: skip
def test_words_become_anchors(text: str, expected: str) -> None:
    """Without accents and signs, so that people can write them by heart."""
    assert words_slug(text) == expected


@pytest.mark.parametrize('text', ['李白', '…', '', '🙂'])
def test_words_without_a_latin_letter_have_an_anchor(text: str) -> None:
    """It is the same each time, and another one for other words."""
    assert SAFE.fullmatch(words_slug(text))
    assert words_slug(text) == words_slug(text) != words_slug(text + '!!')

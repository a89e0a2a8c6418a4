"""Texts and values as Typst literals."""

from __future__ import annotations

import json
import unicodedata

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv.pdf.literals import array, dictionary, flag, markup_words, string


def read_back(literal: str) -> object:
    """Return the value that Typst reads *literal* as."""
    source = f'#metadata({literal})<x>'
    # To look for fonts would take longer than all else.
    found = typst.query(source.encode(), '<x>', field='value', one=True, ignore_system_fonts=True)
    return json.loads(found)


TEXT = st.text(st.characters(codec='utf-8', exclude_categories=['Cc', 'Cn', 'Co']))


# Typst needs as long to begin as for a hundred texts.
@settings(max_examples=15)
@given(st.lists(TEXT, min_size=5, max_size=15))
def test_any_text_survives(texts: list[str]) -> None:
    """Typst reads every text as it was written, in Unicode's composed form."""
    kept = [text.replace('\u00ad', '').replace('\ufeff', '') for text in texts]
    expected = [unicodedata.normalize('NFC', text) for text in kept]
    assert read_back(array(map(string, texts))) == expected


@pytest.mark.parametrize(
    ('text', 'shown'),
    [
        ('#let x = [1] // no', '#let x = [1] // no'),
        ('"quoted" \\ backslash', '"quoted" \\ backslash'),
        ('a\x00b\x07c\x7fd\x85e', 'abcde'),
        ('lone \ud800 surrogate', 'lone  surrogate'),
        ('sub\u00admission', 'submission'),
        ('Cafe\u0301', 'Café'),
        ('a\r\nb\tc', 'a\nb\tc'),
    ],
)
def test_odd_texts(text: str, shown: str) -> None:
    """Markup is text, control characters and halves of characters are left out."""
    assert read_back(string(text)) == shown


def test_words_have_single_spaces() -> None:
    """White space of a paragraph's source is one space; nothing is nothing."""
    assert markup_words('two\n   lines') == '#"two lines"'
    assert markup_words('') == ''


def test_values() -> None:
    """Arrays of one and of none, dictionaries and truth values are Typst."""
    assert read_back(array(['1'])) == [1]
    assert read_back(array([])) == []
    assert read_back(dictionary({'a-b': string('c'), 'd': flag(True)})) == {'a-b': 'c', 'd': True}

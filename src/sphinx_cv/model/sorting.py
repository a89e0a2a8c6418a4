"""The order of words by the rules of the language that is spoken.

PyICU knows them all and is used where it is installed, but in English, whose order is that of the
letters without accents. Without it, letters that a language has at a place of their own go there.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from sphinx_cv.model.text import fold
from sphinx_cv.model.words import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Language -> letters, and behind each those that follow it and are no form of it.
_LETTERS = {
    'cs': 'cč rř sš zž', 'da': 'zæøå', 'es': 'nñ', 'et': 'sš zž wõäöü', 'fi': 'zåäö', 'gl': 'nñ',
    'hr': 'cčć dđ sš zž', 'hu': 'oö uü', 'is': 'aá dð eé ií oó uú yý zþæö', 'lt': 'cč sš zž',
    'lv': 'cč gģ kķ lļ nņ sš zž', 'nb': 'zæøå', 'nn': 'zæøå', 'no': 'zæøå',
    'pl': 'aą cć eę lł nń oó sś zźż', 'ro': 'aăâ iî sș tț', 'sk': 'aä cč oô sš zž',
    'sl': 'cč sš zž', 'sv': 'zåäö', 'tr': 'cç gğ hı oö sş uü',
}  # fmt: skip
_BEHIND = 0xE000  # of no script, and so behind all letters


def in_order(text: str) -> str:
    """Return a key by which texts are sorted."""
    words = spoken()
    if words.is_english:
        return fold(text)
    language = words.language.partition('_')[0]
    if collator := _collator(words.language):
        return collator(text)
    if language not in _LETTERS:
        return fold(text)
    composed = unicodedata.normalize('NFC', text).lower()
    return fold(composed.translate(_places(language)))


@cache
def _places(language: str) -> Mapping[int, str]:
    return {
        ord(letter): f'{group[0]}{chr(_BEHIND + at)}'
        for group in _LETTERS[language].split()
        for at, letter in enumerate(group[1:])
    }


@cache
def _collator(language: str) -> Callable[[str], str] | None:
    try:
        icu = import_module('icu')
    except ImportError:
        return None
    key = icu.Collator.createInstance(icu.Locale(language)).getSortKey
    return lambda text: key(text).decode('latin-1')

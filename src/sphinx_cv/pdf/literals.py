"""Python values as Typst literals; any text is one string literal, so nothing needs escapes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

# Lone surrogates and noncharacters cannot be written; soft hyphens and byte order marks would
# stay in text that readers copy out of the PDF.
_DROPPED = regex('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\ufeff\ufffe\uffff\ud800-\udfff]')
_SPACE = regex(r'[ \t\r\n]+')


def string(text: str) -> str:
    """Return *text* as a string literal, in NFC and without control characters."""
    clean = unicodedata.normalize('NFC', _DROPPED.sub('', text))
    escaped = clean.replace('\\', '\\\\').replace('"', '\\"')
    return '"' + escaped.replace('\n', '\\n').replace('\t', '\\t').replace('\r', '') + '"'


@lru_cache(maxsize=2**12)  # for what stands between words, and for names, which come again
def words(text: str) -> str:
    """Return *text* for markup, with single spaces; '' for an empty text."""
    one_line = _SPACE.sub(' ', text)
    return f'#{string(one_line)}' if one_line else ''


def array(items: Iterable[str]) -> str:
    """Return an array of *items* that are Typst already."""
    return '(' + ''.join(f'{item}, ' for item in items) + ')'


def dictionary(items: dict[str, str]) -> str:
    """Return a dictionary with values that are Typst already."""
    return '(\n' + ''.join(f'  {name}: {value},\n' for name, value in items.items()) + ')'


def flag(value: bool) -> str:
    """Return a truth value."""
    return 'true' if value else 'false'

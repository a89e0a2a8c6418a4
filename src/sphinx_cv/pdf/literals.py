"""What is written in Typst everywhere: literals of Python's values, words that stand out, formulas.

Any text is one string literal, so nothing needs escapes.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.mathematics import to_typst
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
def markup_words(text: str) -> str:
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


# Class of words -> the function that sets them.
_LOOKS = {
    'cv-small-caps': 'smallcaps',
    'cv-strong': 'strong',
    'cv-italic': 'emph',
    'cv-underlined': 'underline',
}


def around(classes: Sequence[str]) -> tuple[str, str]:
    """Return what stands before and behind words of these classes, to set them and their language.

    docutils names the language by a class too.
    """
    calls = [f'#{function}[' for name, function in _LOOKS.items() if name in classes]
    names = (name for name in classes if name.startswith('language-'))
    code = next(names, '').removeprefix('language-').partition('-')[0]
    if code.isascii() and code.isalpha():
        calls.append(f'#text(lang: {string(code)})[')
    return ''.join(reversed(calls)), ']' * len(calls)


def raw(text: str) -> str:
    """Return *text* as code."""
    return f'#raw({string(text)})'


def formula(latex: str, options: str = '') -> str:
    """Return a formula, as code where its LaTeX has no counterpart in Typst."""
    source = to_typst(latex)
    return raw(latex) if source is None else f'#formula({string(latex)}, {string(source)}{options})'


def risks(latex: str, options: str = '') -> dict[str, str]:
    """Return a formula that Typst may refuse, and what can then stand in its place."""
    shown, plain = formula(latex, options), raw(latex)
    return {} if shown == plain else {shown: plain}

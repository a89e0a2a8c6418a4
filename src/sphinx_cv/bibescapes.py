r"""LaTeX that a program escaped a second time -> the LaTeX that was meant.

DBLP writes ``{\textdollar}{\textbackslash}alpha{\textdollar}`` where the title has a formula, and
Mendeley ``H{\$}{\_}2{\$}O``. What cannot be a formula, such as two prices, is left as it is.
"""

from __future__ import annotations

import re

_BACKSLASH = r'(?:\{\\textbackslash\}|\$\\backslash\$)'
_DOLLAR = r'\{\\(?:\$|textdollar)\}'
_MACRO = re.compile(rf'{_BACKSLASH}[A-Za-z]')
_LINE_END = re.compile(rf'{_BACKSLASH}[nr](?![a-z])')
_FORMULA = re.compile(rf'{_DOLLAR}[^$]*?(?:\{{\\[_^]|{_BACKSLASH}|\{{\\\{{).*?{_DOLLAR}')
_MEANT = (
    (_LINE_END, ' '),
    (re.compile(_BACKSLASH), r'\\'),
    (re.compile(_DOLLAR), '$'),
    (re.compile(r'\{\\\^(?:\{\})?\}'), '^'),
    (re.compile(r'\{\\([_{}])\}'), r'\1'),
    (re.compile(r'\\([{}])'), r'\1'),
)


def unescape_twice(value: str) -> str:
    """Give *value* with one level of escapes less where a program wrote one too many."""
    if not ('{\\' in value or 'backslash' in value):
        return value
    if _MACRO.search(value) is None and _FORMULA.search(value) is None:
        return value
    for pattern, replacement in _MEANT:
        value = pattern.sub(replacement, value)
    return value

"""Formulas: from LaTeX to Unicode text, to MathML for browsers, and to Typst for the PDF.

Others import the functions named here, the tables of :mod:`sphinx_cv.mathematics.macros` and the
accents of :mod:`sphinx_cv.mathematics.accents`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.mathematics import text, typst
from sphinx_cv.mathematics.macros import OPERATORS, SYMBOLS
from sphinx_cv.mathematics.mathml import to_mathml
from sphinx_cv.mathematics.parser import LONGEST, parse
from sphinx_cv.mathematics.tree import FormulaError

if TYPE_CHECKING:
    from sphinx_cv.model import Rich

__all__ = ['in_rows', 'repaired', 'to_line', 'to_mathml', 'to_rich', 'to_typst']

_WORD = re.compile(r'\\([A-Za-z]+) *')
_FRACTION = re.compile(r'\\(?:nice|s|x)frac(?![A-Za-z])')
_SCRIPT = re.compile(r'\\(?:textsu(per|b)script(?=\{)|s([pb])(?![A-Za-z]))')
_SIGNS = {'per': '^', 'p': '^', 'b': '_'}
_LABEL = re.compile(r'\\(?:label|tag)\{[^{}]*\}')
_ESCAPED_MACRO = re.compile(r'\\\\(?=[A-Za-z])')


@lru_cache(maxsize=4096)
def to_rich(latex: str) -> Rich | None:
    """Return a simple formula as text with italics and scripts; None if text cannot show it."""
    node = parse(latex.strip())
    if node is None:
        return None
    try:
        return tuple(text.show(node))
    except FormulaError:
        return None


@lru_cache(maxsize=4096)
def to_line(latex: str) -> str:
    """Return any formula as one line of Unicode, for places without markup such as titles."""
    node = parse(latex.strip())
    return _letters(latex) if node is None else text.line(node)


def repaired(latex: str) -> str:
    r"""Return *latex* without the second backslash that some programs export: ``\\alpha``.

    Dollars within it, which end it for LaTeX and say nothing, go as well.
    """
    latex = latex.replace('{$}', '{}')
    if '\\begin' not in latex:
        latex = _ESCAPED_MACRO.sub(r'\\', latex)
    latex = _LABEL.sub('', _SCRIPT.sub(lambda script: _SIGNS[script[1] or script[2]], latex))
    return _FRACTION.sub(r'\\frac', latex.replace('\\^{}', '^')).strip()


def in_rows(latex: str) -> str:
    """Return what an environment such as ``align`` holds: a formula, or several below another."""
    is_one = '\\\\' not in latex and '&' not in latex
    return latex if is_one else rf'\begin{{aligned}}{latex}\end{{aligned}}'


def _letters(latex: str) -> str:
    """Return the letters and signs of a formula that the parser does not understand."""
    known = _WORD.sub(lambda macro: SYMBOLS.get(macro[1]) or OPERATORS.get(macro[1], ' '), latex)
    return ' '.join(re.sub(r'[\\{}$^_&~]', ' ', known).split())


@lru_cache(maxsize=4096)
def to_typst(latex: str) -> str | None:
    """Return a formula in Typst's syntax, without dollars; None if Typst cannot set it."""
    node = parse(latex.strip()) if len(latex) <= LONGEST else None
    if node is None:
        return None
    try:
        return typst.write(node)
    except FormulaError:
        return None

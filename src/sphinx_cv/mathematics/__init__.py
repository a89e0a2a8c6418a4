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
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from sphinx_cv.model import Rich

__all__ = ['in_rows', 'repaired', 'to_line', 'to_mathml', 'to_rich', 'to_typst']

_WORD = regex(r'\\([A-Za-z]+) *')
_FRACTION = regex(r'\\(?:nice|s|x)frac(?![A-Za-z])')
_SCRIPT = regex(r'\\(?:textsu(per|b)script(?=\{)|s([pb])(?![A-Za-z]))')
_SIGNS = {'per': '^', 'p': '^', 'b': '_'}
# TeX's own way to write a fraction, and brackets of the package physics.
_STACKED = regex(r'\{([^{}]*)\\(over|choose)(?![A-Za-z])([^{}]*)\}')
_GROUP = r'\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}'
_PHYSICS = regex(rf'\\(bra|ket|braket|expval|ev|abs|norm|dd)\*?(?![A-Za-z]){_GROUP}')
_MEANT = {
    'bra': r'\langle %s|',
    'ket': r'|%s\rangle ',
    'braket': r'\langle %s\rangle ',
    'expval': r'\langle %s\rangle ',
    'ev': r'\langle %s\rangle ',
    'abs': '|%s|',
    'norm': r'\|%s\|',
    'dd': r'\mathrm{d}%s',
}
_DERIVATIVE = regex(rf'\\(p?)dv(?![A-Za-z]){_GROUP}{_GROUP}')
_LABEL = regex(r'\\(?:label|tag)\{[^{}]*\}')
_ESCAPED_MACRO = regex(r'\\\\(?=[A-Za-z])')


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
    if '\\' not in latex:
        return latex.strip()
    latex = _STACKED.sub(_stacked, _with_brackets(latex))
    latex = _LABEL.sub('', _SCRIPT.sub(lambda script: _SIGNS[script[1] or script[2]], latex))
    return _FRACTION.sub(r'\\frac', latex.replace('\\^{}', '^')).strip()


def _stacked(match: re.Match[str]) -> str:
    name = 'frac' if match[2] == 'over' else 'binom'
    return rf'\{name}{{{match[1].strip()}}}{{{match[3].strip()}}}'


def _with_brackets(latex: str) -> str:
    """Return a formula in the macros of LaTeX for those of the package physics."""
    latex = _PHYSICS.sub(lambda macro: _MEANT[macro[1]] % macro[2], latex)
    return _DERIVATIVE.sub(_derivative, latex)


def _derivative(match: re.Match[str]) -> str:
    sign = r'\partial ' if match[1] else r'\mathrm{d}'
    return rf'\frac{{{sign}{match[2]}}}{{{sign}{match[3]}}}'


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

"""A formula of LaTeX as Unicode text, as MathML for a browser, or as Typst's mathematics."""

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

__all__ = ['repaired', 'to_line', 'to_mathml', 'to_rich', 'to_typst']

_WORD = re.compile(r'\\([A-Za-z]+) *')
_ESCAPED_MACRO = re.compile(r'\\\\(?=[A-Za-z])')


@lru_cache(maxsize=4096)
def to_rich(latex: str) -> Rich | None:
    """Return a simple formula as text with italics, subscripts and superscripts; else None."""
    node = parse(latex.strip())
    if node is None:
        return None
    try:
        return tuple(text.show(node))
    except FormulaError:
        return None


@lru_cache(maxsize=4096)
def to_line(latex: str) -> str:
    """Return any formula on one line of Unicode, for a place without markup."""
    node = parse(latex.strip())
    return _words(latex) if node is None else text.line(node)


def repaired(latex: str) -> str:
    """Return a formula without the escapes that exports put into it once too often."""
    if '\\begin' not in latex:
        latex = _ESCAPED_MACRO.sub(r'\\', latex)
    return latex.replace('\\^{}', '^').strip()


def _words(latex: str) -> str:
    """Return what is left of a formula that nothing else understands: its letters and signs."""
    known = _WORD.sub(lambda macro: SYMBOLS.get(macro[1]) or OPERATORS.get(macro[1], ' '), latex)
    return ' '.join(re.sub(r'[\\{}$^_&~]', ' ', known).split())


@lru_cache(maxsize=4096)
def to_typst(latex: str) -> str | None:
    """Return a formula as Typst's mathematics, without its dollars; None if it cannot be."""
    node = parse(latex.strip()) if len(latex) <= LONGEST else None
    if node is None:
        return None
    try:
        return typst.write(node)
    except FormulaError:
        return None

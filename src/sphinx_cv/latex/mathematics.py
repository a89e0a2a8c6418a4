"""A formula of LaTeX as Unicode text, as MathML for a browser, or as Typst's mathematics."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from sphinx_cv.latex import formula_text, formula_typst
from sphinx_cv.latex.formula import FormulaError
from sphinx_cv.latex.formula_parser import parse
from sphinx_cv.latex.math_macros import OPERATORS, SYMBOLS

if TYPE_CHECKING:
    from sphinx_cv.model import Rich

_LONGEST = 2000
_WORD = re.compile(r'\\([A-Za-z]+) *')
_ESCAPED_MACRO = re.compile(r'\\\\(?=[A-Za-z])')


@lru_cache(maxsize=4096)
def unicode(latex: str) -> Rich | None:
    """Give a simple formula as text with italics, subscripts and superscripts; else None."""
    node = parse(latex.strip())
    if node is None:
        return None
    try:
        return tuple(formula_text.show(node))
    except FormulaError:
        return None


@lru_cache(maxsize=4096)
def line(latex: str) -> str:
    """Give any formula on one line of Unicode, for a place without markup."""
    node = parse(latex.strip())
    return _words(latex) if node is None else formula_text.line(node)


def repaired(latex: str) -> str:
    """Give a formula without the escapes that exports put into it once too often."""
    if '\\begin' not in latex:
        latex = _ESCAPED_MACRO.sub(r'\\', latex)
    return latex.replace('\\^{}', '^').strip()


def _words(latex: str) -> str:
    """Give what is left of a formula that nothing else understands: its letters and signs."""
    known = _WORD.sub(lambda macro: SYMBOLS.get(macro[1]) or OPERATORS.get(macro[1], ' '), latex)
    return ' '.join(re.sub(r'[\\{}$^_&~]', ' ', known).split())


_ELEMENTS = frozenset((
    'math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mfrac', 'msqrt', 'mroot', 'msub',
    'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mmultiscripts', 'mprescripts', 'mtable',
    'mtr', 'mtd', 'mstyle', 'mpadded', 'mphantom', 'menclose', 'merror',
))  # fmt: skip
_ATTRIBUTES = frozenset((
    'display', 'mathvariant', 'stretchy', 'fence', 'separator', 'lspace', 'rspace', 'form',
    'accent', 'accentunder', 'linethickness', 'columnalign', 'rowspacing', 'columnspacing',
    'minsize', 'maxsize', 'movablelimits', 'largeop', 'symmetric', 'width', 'height', 'depth',
    'displaystyle', 'scriptlevel', 'notation', 'rowlines', 'columnlines',
))  # fmt: skip
_MACRO = re.compile(r'\\[A-Za-z]')
# Characters that XML forbids, and backslashes that latex2mathml leaves in a text.
_UNWANTED = re.compile(r'[\x00-\x1f\ud800-\udfff\ufffe\uffff]|\\(?=[&%$#_{}])')
# AMS-TeX's names, which reviews of mathematics still have.
_OLD_NAMES = (
    (re.compile(r'\\Bbb(?![A-Za-z])'), r'\\mathbb'),
    (re.compile(r'\\(?:Cal|scr)(?![A-Za-z])'), r'\\mathcal'),
    (re.compile(r'\\(?:germ|frak)(?![A-Za-z])'), r'\\mathfrak'),
    (re.compile(r'\\bold(?![A-Za-z])'), r'\\mathbf'),
)


@lru_cache(maxsize=4096)
def mathml(latex: str, display: bool = False) -> str | None:
    """Give a formula as one ``<math>`` element, safe to stand in a page; None if it cannot be."""
    if len(latex) > _LONGEST or not latex.strip():
        return None
    # Imported here because few bibliographies need it.
    from latex2mathml.converter import convert_to_element

    for old, new in _OLD_NAMES:
        latex = old.sub(new, latex)
    try:
        root = convert_to_element(latex, display='block' if display else 'inline')
    except Exception:
        # latex2mathml has no common error, and a formula must not stop a build.
        return None
    pure = _purified(root)
    if any(_MACRO.search(element.text or '') for element in pure.iter()):
        return None
    return ET.tostring(pure, encoding='unicode')


def _purified(element: ET.Element) -> ET.Element:
    name = element.tag.rpartition('}')[2]
    pure = ET.Element(name if name in _ELEMENTS else 'mrow')
    # Its texts have entities yet; what they stand for is escaped again when it is written.
    pure.text = _UNWANTED.sub('', unescape(element.text or ''))
    pure.attrib = {key: value for key, value in element.items() if key in _ATTRIBUTES}
    if name == 'math':
        pure.set('xmlns', 'http://www.w3.org/1998/Math/MathML')
    pure.extend(_purified(child) for child in element)
    return pure


@lru_cache(maxsize=4096)
def typst(latex: str) -> str | None:
    """Give a formula as Typst's mathematics, without its dollars; None if it cannot be."""
    node = parse(latex.strip()) if len(latex) <= _LONGEST else None
    if node is None:
        return None
    try:
        return formula_typst.write(node)
    except FormulaError:
        return None

"""Formulas as MathML, which browsers show without a script."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import lru_cache
from html import unescape

from sphinx_cv.mathematics.parser import LONGEST
from sphinx_cv.model.patterns import regex

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
_MACRO = regex(r'\\[A-Za-z]')
# Characters that XML forbids, and backslashes that latex2mathml leaves in a text.
_UNWANTED = regex(r'[\x00-\x1f\ud800-\udfff\ufffe\uffff]|\\(?=[&%$#_{}])')
# AMS-TeX's names, which reviews of mathematics still have.
_OLD_NAMES = (
    (regex(r'\\Bbb(?![A-Za-z])'), r'\\mathbb'),
    (regex(r'\\(?:Cal|scr)(?![A-Za-z])'), r'\\mathcal'),
    (regex(r'\\(?:germ|frak)(?![A-Za-z])'), r'\\mathfrak'),
    (regex(r'\\bold(?![A-Za-z])'), r'\\mathbf'),
)


@lru_cache(maxsize=4096)
def to_mathml(latex: str, display: bool = False) -> str | None:
    """Return a formula as one safe ``<math>`` element; None if latex2mathml cannot convert it."""
    if len(latex) > LONGEST or not latex.strip():
        return None
    # A late import, because it is slow and few bibliographies have formulas.
    from latex2mathml.converter import convert_to_element

    for old, new in _OLD_NAMES:
        latex = old.sub(new, latex)
    try:
        root = convert_to_element(latex, display='block' if display else 'inline')
    except Exception:
        # latex2mathml raises many types of errors, and none of them may stop a build.
        return None
    pure = _purified(root)
    if any(_MACRO.search(element.text or '') for element in pure.iter()):
        return None
    return ET.tostring(pure, encoding='unicode')


def _purified(element: ET.Element) -> ET.Element:
    """Return a copy of *element* that has only elements and attributes known to be safe."""
    name = element.tag.rpartition('}')[2]
    pure = ET.Element(name if name in _ELEMENTS else 'mrow')
    # latex2mathml leaves entities in its texts; ElementTree escapes them when it writes.
    pure.text = _UNWANTED.sub('', unescape(element.text or ''))
    pure.attrib = {key: value for key, value in element.items() if key in _ATTRIBUTES}
    if name == 'math':
        pure.set('xmlns', 'http://www.w3.org/1998/Math/MathML')
    pure.extend(_purified(child) for child in element)
    return pure

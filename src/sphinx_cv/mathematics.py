"""A formula of LaTeX as Unicode text, as MathML for a browser, or as Typst's mathematics."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from functools import lru_cache

from latex2mathml.converter import convert

from sphinx_cv import formula_typst
from sphinx_cv.accents import MATH_ACCENTS, accented
from sphinx_cv.formula import Atom, Command, Fence, FormulaError, Node, Row, Scripts
from sphinx_cv.formula_parser import parse
from sphinx_cv.model import Inline, Markup, Rich, Text

_ALPHABETS = {'mathbb': 'DOUBLE-STRUCK', 'mathcal': 'SCRIPT', 'mathfrak': 'FRAKTUR'}
_LONGEST = 2000


@lru_cache(maxsize=4096)
def unicode(latex: str) -> Rich | None:
    """Give a simple formula as text with italics, subscripts and superscripts; else None."""
    node = parse(latex.strip())
    if node is None:
        return None
    try:
        return tuple(_show(node))
    except _NotSimpleError:
        return None


class _NotSimpleError(Exception):
    pass


def _show(node: Node) -> list[Inline]:
    match node:
        case Atom():
            return [_show_atom(node)]
        case Row(items):
            return [inline for item in items for inline in _show(item)]
        case Scripts(base, sub, sup):
            return _show_scripts(base, sub, sup)
        case Fence(left, body, right):
            return [Text(left), *_show(body), Text(right)]
        case Command(name, args):
            return _show_command(name, args)
    raise _NotSimpleError


def _show_atom(atom: Atom) -> Inline:
    if atom.kind == 'letter':
        return Markup('emphasis', (Text(atom.value),))
    if atom.spaced:
        return Text(f' {atom.value} ')
    return Text(atom.value)


def _show_scripts(base: Node, sub: Node | None, sup: Node | None) -> list[Inline]:
    if isinstance(base, Atom) and base.kind == 'function':
        raise _NotSimpleError  # limits stand above and below
    shown = _show(base)
    if sub is not None:
        shown.append(Markup('subscript', tuple(_show(sub))))
    if sup is not None:
        is_prime = isinstance(sup, Atom) and set(sup.value) == {'′'}
        shown.extend(_show(sup) if is_prime else [Markup('superscript', tuple(_show(sup)))])
    return shown


def _show_command(name: str, args: tuple[Node, ...]) -> list[Inline]:
    content = _show(args[0])
    letters = _letters(content)
    if name in _ALPHABETS and letters:
        return [Text(''.join(_styled(letter, _ALPHABETS[name]) for letter in letters))]
    if name in {'mathrm', 'mathsf'}:
        return _upright(content)
    if name in {'mathbf', 'boldsymbol'}:
        return [Markup('strong', tuple(_upright(content)))]
    if name == 'mathit':
        return [Markup('emphasis', tuple(_upright(content)))]
    if name == 'mathtt':
        return [Markup('code', tuple(_upright(content)))]
    if name == 'sqrt' and len(args) == 1 and isinstance(args[0], Atom):
        return [Text('√'), *content]
    if name in MATH_ACCENTS and letters and len(letters) == 1:
        return [accented(content[0], MATH_ACCENTS[name])]
    raise _NotSimpleError


def _letters(content: list[Inline]) -> str:
    """Give the letters of *content* if it has nothing but letters and signs without scripts."""
    letters = ''
    for inline in content:
        match inline:
            case Text(value) | Markup('emphasis', (Text(value),)):
                letters += value
            case _:
                return ''
    return letters


def _upright(content: list[Inline]) -> list[Inline]:
    """Take the italics of single letters away."""
    upright: list[Inline] = []
    for inline in content:
        match inline:
            case Markup('emphasis', children):
                upright.extend(children)
            case Markup(kind, children):
                upright.append(Markup(kind, tuple(_upright(list(children)))))
            case _:
                upright.append(inline)
    return upright


def _styled(letter: str, alphabet: str) -> str:
    """Give a letter of a mathematical alphabet; some of them stand apart, among older signs."""
    case = 'CAPITAL' if letter.isupper() else 'SMALL'
    for name in (
        f'{alphabet} {case} {letter.upper()}',
        f'BLACK-LETTER {case} {letter.upper()}' if alphabet == 'FRAKTUR' else '',
        f'MATHEMATICAL {alphabet} {case} {letter.upper()}',
    ):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letter


def words(latex: str) -> str:
    """Give what is left of a formula that nothing else understands: its letters and digits."""
    return ' '.join(re.sub(r'\\[A-Za-z]+|[\\{}$^_&~]', ' ', latex).split())


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
    for old, new in _OLD_NAMES:
        latex = old.sub(new, latex)
    try:
        root = ET.fromstring(convert(latex, display='block' if display else 'inline'))
    except Exception:
        # latex2mathml has no common error, and a formula must not stop a build.
        return None
    if any(re.match(r'\\[A-Za-z]', element.text or '') for element in root.iter()):
        return None
    return ET.tostring(_purified(root), encoding='unicode')


def _purified(element: ET.Element) -> ET.Element:
    name = element.tag.rpartition('}')[2]
    pure = ET.Element(name if name in _ELEMENTS else 'mrow')
    pure.text = element.text
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

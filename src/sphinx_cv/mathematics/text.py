"""The tree of a formula -> text: with markup if the formula is simple, or one plain line."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_cv.mathematics.accents import MATH_ACCENTS, accented
from sphinx_cv.mathematics.macros import LARGE, LIMITS
from sphinx_cv.mathematics.tree import Atom, Command, Fence, FormulaError, Node, Row, Scripts, Table
from sphinx_cv.model import Inline, Markup, Text, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALPHABETS = {'mathbb': 'DOUBLE-STRUCK', 'mathcal': 'SCRIPT', 'mathfrak': 'FRAKTUR'}
_RAISED = str.maketrans('0123456789nkm', '⁰¹²³⁴⁵⁶⁷⁸⁹ⁿᵏᵐ')
# Of ordinal numbers: 2nd, n^o, 1^er.
_ENDINGS = frozenset('st nd rd th o a os as e er re es ème ère e me ier'.split())
_TOO_HIGH = 'this needs more than a line of text'


def show(node: Node) -> list[Inline]:
    """Return a formula as text with markup; raise FormulaError if it needs more than one line."""
    match node:
        case Atom():
            return [_show_atom(node)]
        case Row(items):
            return [inline for item in _apart(items) for inline in show(item)]
        case Scripts(base, sub, sup):
            return _show_scripts(base, sub, sup)
        case Fence(left, body, right):
            return [Text(left), *show(body), Text(right)]
        case Command(name, args):
            return _show_command(name, args)
    raise FormulaError(_TOO_HIGH)


def _show_atom(atom: Atom) -> Inline:
    if atom.kind == 'letter':
        return Markup('emphasis', (Text(atom.value),))
    if atom.spaced:
        return Text(f' {atom.value} ')
    return Text(atom.value)


def _show_scripts(base: Node, sub: Node | None, sup: Node | None) -> list[Inline]:
    if isinstance(base, Atom) and (base.value in LIMITS or base.value in LARGE.values()):
        raise FormulaError(_TOO_HIGH)  # limits stand above and below
    shown = show(base)
    if sub is not None:
        shown.append(Markup('subscript', tuple(show(sub))))
    if sup is not None:
        shown.extend(_show_superscript(base, sup))
    return shown


def _show_superscript(base: Node, sup: Node) -> list[Inline]:
    match base, sup:
        case (Row(()) | Atom('number'), Atom('symbol', '∘')):
            return [Text('°')]
        case (_, Atom('symbol', primes)) if set(primes) == {'′'}:
            return [Text(primes)]
    raised = show(sup)
    if base == Row(()) and (letters := _letters(raised)) in _ENDINGS:
        raised = [Text(letters)]  # of a word or number before the formula, and no variable
    return [Markup('superscript', tuple(raised))]


def _show_command(name: str, args: tuple[Node, ...]) -> list[Inline]:
    content = show(args[0])
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
    raise FormulaError(_TOO_HIGH)


def _letters(content: list[Inline]) -> str:
    """Return the text of *content*; '' if anything in it has scripts or other markup."""
    letters = ''
    for inline in content:
        match inline:
            case Text(value) | Markup('emphasis', (Text(value),)):
                letters += value
            case _:
                return ''
    return letters


def _upright(content: list[Inline]) -> list[Inline]:
    """Return *content* without italics, for letters that a font macro sets upright."""
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
    """Return *letter* in a mathematical alphabet; Unicode names the older of these otherwise."""
    case = 'CAPITAL' if letter.isupper() else 'SMALL'
    for name in (
        f'{alphabet} {case} {letter.upper()}',
        f'BLACK-LETTER {case} {letter.upper()}' if alphabet == 'FRAKTUR' else '',
        f'MATHEMATICAL {alphabet} {case} {letter.upper()}',
        f'MATHEMATICAL {alphabet} {unicodedata.name(letter, "")}',  # of a digit
    ):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letter


def line(node: Node) -> str:
    """Return a formula, however complex, on one line: ``(a+b)/2`` for a fraction."""
    try:
        return ' '.join(plain_text(show(node)).split())
    except FormulaError:
        pass
    match node:
        case Row(items):
            return ' '.join(''.join(map(_spaced_line, _apart(items))).split())
        case Scripts(base, sub, sup):
            return ''.join(line(part) for part in (base, sub, sup) if part is not None)
        case Fence(left, body, right):
            return f'{left}{line(body)}{right}'
        case Table(rows=rows):
            return '; '.join(', '.join(map(line, row)) for row in rows)
        case Command(name, args):
            return _command_line(name, args)
    return ''


def _apart(items: tuple[Node, ...]) -> Iterator[Node]:
    """Yield *items* with spaces around the names of functions: ``n log n``."""
    before: Node | None = None
    for item in items:
        is_name = _is_name(item) or (before is not None and _is_name(before))
        if before is not None and is_name and _is_word(before) and _is_word(item):
            yield Atom('space', ' ')
        yield item
        before = item


def _is_name(node: Node) -> bool:
    if isinstance(node, Scripts):
        node = node.base
    return isinstance(node, Atom) and node.kind == 'function' and node.value[0].isalpha()


def _is_word(node: Node) -> bool:
    if isinstance(node, Scripts):
        node = node.base
    return isinstance(node, Command) or (isinstance(node, Atom) and node.value[-1:].isalnum())


def _spaced_line(node: Node) -> str:
    return f' {node.value} ' if isinstance(node, Atom) and node.spaced else line(node)


def _command_line(name: str, args: tuple[Node, ...]) -> str:
    parts = [line(arg) for arg in args]
    if name == 'frac':
        return '/'.join(part if len(part) == 1 or part.isalnum() else f'({part})' for part in parts)
    if name == 'sqrt':
        degree = parts[1].translate(_RAISED) if len(parts) > 1 else ''
        return f'{degree}√({parts[0]})'
    if name == 'binom':
        return f'({parts[0]} {parts[1]})'
    return parts[-1]

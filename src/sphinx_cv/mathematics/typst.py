"""The tree of a formula -> the syntax of Typst.

A space parts every two signs, and syntax is escaped, so no sign changes what its neighbour means.
Reference: https://typst.app/docs/reference/math/
"""

from __future__ import annotations

import unicodedata

from sphinx_cv.mathematics.macros import LARGE, LIMITS
from sphinx_cv.mathematics.tree import Atom, Command, Fence, FormulaError, Node, Row, Scripts, Table

_CALLS = {
    'frac': 'frac', 'binom': 'binom', 'mathbb': 'bb', 'mathcal': 'cal', 'mathfrak': 'frak',
    'mathrm': 'upright', 'mathbf': 'bold', 'mathsf': 'sans', 'boldsymbol': 'bold',
    'mathit': 'italic', 'mathtt': 'mono', 'acute': 'acute', 'grave': 'grave', 'hat': 'hat',
    'tilde': 'tilde',
    'bar': 'macron', 'overline': 'overline', 'underline': 'underline', 'breve': 'breve',
    'check': 'caron', 'dot': 'dot', 'ddot': 'dot.double', 'dddot': 'dot.triple', 'vec': 'arrow',
    'mathring': 'circle', 'overrightarrow': 'arrow', 'overbrace': 'overbrace',
    'underbrace': 'underbrace',
}  # fmt: skip
_DELIMITERS = {
    'pmatrix': '"("', 'bmatrix': '"["', 'Bmatrix': '"{"', 'vmatrix': '"|"', 'Vmatrix': '"‖"',
}  # fmt: skip
_SPACES = {
    '\u2009': 'thin', '\u2005': 'med', '\u2004': 'thick', '\u2003': 'quad',
    '\u2003\u2003': 'wide', '\u2002': 'med', '\u00a0': 'space.nobreak', ' ': 'space',
}  # fmt: skip
_NAMED = {
    '(': 'paren.l', ')': 'paren.r', '[': 'bracket.l', ']': 'bracket.r', '{': 'brace.l',
    '}': 'brace.r', '|': 'bar.v', '‖': 'bar.v.double',
}  # fmt: skip


def write(node: Node) -> str:
    """Return *node* in Typst's syntax; raise FormulaError if Typst has no word for it."""
    match node:
        case Atom():
            return _atom(node)
        case Row(items):
            return ' '.join(map(write, items)) or '""'
        case Scripts(base, sub, sup):
            return _scripts(base, sub, sup)
        case Fence(left, body, right):
            return f'lr({_delimiter(left)} {write(body)} {_delimiter(right)})'
        case Table(name, rows):
            return _table(name, rows)
        case Command(name, args):
            return _command(name, tuple(map(write, args)))


def _delimiter(sign: str) -> str:
    return _NAMED.get(sign, _escaped(sign))


def _atom(atom: Atom) -> str:
    if atom.kind == 'space':
        return _SPACES[atom.value]
    if atom.kind == 'text':
        return _quoted(atom.value)
    if atom.kind == 'function':
        return _function(atom.value)
    return _escaped(atom.value)


def _function(name: str) -> str:
    if name in LARGE.values():
        return name
    limits = ', limits: #true' if name in LIMITS else ''
    spread = {'liminf': 'lim inf', 'limsup': 'lim sup'}.get(name, name)
    return f'op({_quoted(spread)}{limits})'


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('\\', '\\\\').replace('"', '\\"'))


def _escaped(signs: str) -> str:
    """Return *signs* so that Typst shows them: ASCII punctuation and brackets with a backslash."""
    if signs in {'|', '‖'}:
        return f'class("normal", {_NAMED[signs]})'
    if signs[:1].isdigit():
        return signs if signs.isdigit() else _quoted(signs)
    if len(signs) > 1 and not signs[1:].strip('\u0338\u200d'):
        return _quoted(signs)
    return ' '.join('\\' + c if _is_syntax(c) else c for c in signs)


def _is_syntax(sign: str) -> bool:
    """Return whether Typst may read *sign* as syntax; it wants a partner for every bracket."""
    is_bracket = unicodedata.category(sign) in {'Ps', 'Pe'}
    return is_bracket or (sign.isascii() and not sign.isalnum())


def _scripts(base: Node, sub: Node | None, sup: Node | None) -> str:
    label = _label(base, sub, sup)
    if isinstance(base, Command) and label is not None:
        return f'{base.name}({write(base.args[0])}, {write(label)})'
    parts = [write(base)]
    if sup is not None:
        parts.append(f't: {write(sup)}')
    if sub is not None:
        parts.append(f'b: {write(sub)}')
    return f'attach({", ".join(parts)})'


def _label(base: Node, sub: Node | None, sup: Node | None) -> Node | None:
    """Return the label at the tip of the brace over or under *base*, if it is the only script."""
    match base:
        case Command('underbrace') if sup is None:
            return sub
        case Command('overbrace') if sub is None:
            return sup
    return None


def _command(name: str, args: tuple[str, ...]) -> str:
    if name == 'sqrt':
        return f'sqrt({args[0]})' if len(args) == 1 else f'root({args[1]}, {args[0]})'
    if name in {'mathbf', 'mathsf'}:
        return f'upright({_CALLS[name]}({args[0]}))'
    if name in {'overset', 'underset'}:
        place = 't' if name == 'overset' else 'b'
        return f'attach(limits({args[1]}), {place}: {args[0]})'
    if name in {'xrightarrow', 'xleftarrow'}:
        arrow = 'arrow.r' if name == 'xrightarrow' else 'arrow.l'
        return f'attach(limits(stretch({arrow}.long)), t: {args[0]})'
    if name not in _CALLS:
        raise FormulaError(name)
    return f'{_CALLS[name]}({", ".join(args)})'


def _table(name: str, rows: tuple[tuple[Node, ...], ...]) -> str:
    if rows[-1] == (Row(()),):  # the last line ends in \\
        rows = rows[:-1]
    if name == 'cases':
        return 'cases({})'.format(', '.join(' & '.join(map(write, row)) for row in rows))
    cells = '; '.join(', '.join(map(write, row)) for row in rows)
    return f'mat(delim: {_DELIMITERS.get(name, "#none")}, {cells})'

"""The parser of formulas: LaTeX -> the tree of :mod:`sphinx_cv.mathematics.tree`."""

from __future__ import annotations

import re

from sphinx_cv.mathematics.macros import (
    ALIASES,
    ARGUMENTS,
    FONTS,
    FUNCTIONS,
    IGNORED,
    LARGE,
    LIMITS,
    OPERATORS,
    PLAIN,
    SPACES,
    SWITCHES,
    SYMBOLS,
    TABLES,
    TEXTS,
    rare_symbol,
)
from sphinx_cv.mathematics.tree import Atom, Command, Fence, FormulaError, Node, Row, Scripts, Table
from sphinx_cv.model.patterns import regex

_TOKEN = regex(r'\\([A-Za-z]+|.)|(\d[\d.,]*\d|\d)|(\s+)|(.)', re.DOTALL)
_ASCII_OPERATORS = {'+': '+', '-': '−', '=': '=', '<': '<', '>': '>', ':': ':'}
_DEEPEST = 40
LONGEST = 2000  # characters; a longer formula would take too long and is no title's


def parse(latex: str) -> Node | None:
    """Return the tree of a formula, given without its dollars; None if it has unknown macros."""
    try:
        return _Parser(latex).whole()
    except FormulaError:
        return None


class _Parser:
    """A recursive descent parser; each method returns a node and moves *at* to behind it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.row('')
        if self.at < len(self.source):
            raise FormulaError('a brace or \\right too many')
        return node

    def row(self, stop: str) -> Node:
        """Return the nodes up to *stop*: "}", "]", "right", "&" (of a cell) or "" (the end)."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise FormulaError('nested too deeply')
        items: list[Node] = []
        while self.at < len(self.source) and not self.stops(stop):
            items.extend(self.item(items, stop))
        self.depth -= 1
        return items[0] if len(items) == 1 else Row(tuple(items))

    def stops(self, stop: str) -> bool:
        rest = self.source[self.at : self.at + 6]
        if stop == '&':
            return rest.startswith(('&', '\\\\', '\\end{', '\\cr'))
        if stop == ']':
            return rest.startswith(']')
        return rest.startswith('}') or (rest.startswith('\\right') and not self.is_longer('right'))

    def is_longer(self, macro: str) -> bool:
        r"""Return whether the macro here only begins with *macro*, as ``\rightarrow`` does."""
        after = self.at + 1 + len(macro)
        return self.source[after : after + 1].isalpha()

    def item(self, before: list[Node], stop: str) -> list[Node]:
        """Return the next nodes; a script takes its base off the end of *before*."""
        sign = self.source[self.at]
        if sign in "^_'":
            return [self.scripts(before.pop() if before and not _is_space(before[-1]) else Row(()))]
        if sign == '{':
            return [self.group()]
        match = _TOKEN.match(self.source, self.at)
        assert match is not None  # the pattern matches any character
        self.at = match.end()
        macro, number, space, other = match.groups()
        if macro is not None:
            return self.macro(macro, stop)
        if number is not None:
            return [Atom('number', number)]
        return [] if space is not None else self.sign(other)

    def sign(self, sign: str) -> list[Node]:
        if sign in '}&#$%':
            raise FormulaError(sign)
        if sign == '~':
            return [Atom('space', '\u00a0')]
        if sign in _ASCII_OPERATORS:
            return [Atom('operator', _ASCII_OPERATORS[sign], self.spaced(1))]
        return [Atom('letter' if sign.isalpha() else 'symbol', sign)]

    def spaced(self, length: int) -> bool:
        """Return whether the author wrote a space before the *length* characters just read."""
        start = self.at - length
        return start > 0 and self.source[start - 1].isspace()

    def group(self) -> Node:
        self.at += 1
        node = self.row('}')
        if self.source[self.at : self.at + 1] != '}':
            raise FormulaError('a brace is not closed')
        self.at += 1
        return node

    def argument(self) -> Node:
        """Return what a macro or a script applies to: a group in braces or one item."""
        self.skip_space()
        if self.at >= len(self.source) or self.source[self.at] in '}^_&':
            raise FormulaError('an argument is missing')
        if self.source[self.at] == '{':
            return self.group()
        if self.source[self.at].isdigit():
            self.at += 1
            return Atom('number', self.source[self.at - 1])
        items = self.item([], '')
        if len(items) != 1:
            raise FormulaError('an argument is missing')
        return items[0]

    def skip_space(self) -> None:
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1

    def scripts(self, base: Node) -> Node:
        scripts: dict[str, Node] = {}
        primes = ''
        while (sign := self.source[self.at : self.at + 1]) and sign in "^_'":
            self.at += 1
            if sign == "'":
                primes += '′'
            elif sign in scripts:
                raise FormulaError('two scripts of one kind')
            else:
                scripts[sign] = self.argument()
        if primes:
            prime = Atom('symbol', primes)
            scripts['^'] = Row((prime, scripts['^'])) if '^' in scripts else prime
        return Scripts(base, scripts.get('_'), scripts.get('^'))

    def macro(self, name: str, stop: str) -> list[Node]:
        if name in IGNORED:
            return []
        if name in SPACES:
            return [Atom('space', SPACES[name])]
        if name in SWITCHES:
            return [Command(SWITCHES[name], (self.row(stop),))]
        if name in TEXTS:
            return [self.text(name)]
        if name in OPERATORS:
            return [Atom('operator', OPERATORS[name], self.spaced(len(name) + 1))]
        return [self.symbol(name) or self.command(name)]

    def symbol(self, name: str) -> Node | None:
        if name in FUNCTIONS or name in LIMITS:
            return Atom('function', name)
        if name in LARGE:
            return Atom('function', LARGE[name])
        if name in SYMBOLS:
            value = SYMBOLS[name]
            return Atom('letter' if value.islower() and value.isalpha() else 'symbol', value)
        return None

    def command(self, name: str) -> Node:
        name = ALIASES.get(name, name)
        if name in FONTS:
            return Command(FONTS[name], (self.argument(),))
        if name in ARGUMENTS:
            return Command(name, tuple(self.argument() for _ in range(ARGUMENTS[name])))
        if name in PLAIN:
            return self.argument()
        special = _SPECIAL.get(name)
        if special is not None:
            return special(self)
        rare = rare_symbol(name)
        if not rare or not rare.strip():
            raise FormulaError(name)
        return Atom('symbol', rare)

    def root(self) -> Node:
        degree: tuple[Node, ...] = ()
        self.skip_space()
        if self.source[self.at : self.at + 1] == '[':
            self.at += 1
            degree = (self.row(']'),)
            self.at += 1
        return Command('sqrt', (self.argument(), *degree))

    def negation(self) -> Node:
        node = self.argument()
        if not isinstance(node, Atom) or node.kind in {'space', 'text'}:
            raise FormulaError('not')
        return Atom(node.kind, node.value + '\u0338', node.spaced)

    def text(self, name: str) -> Node:
        match = re.compile(r'\*?\s*\{((?:[^{}\\$]|\\[ ,&%#_-])*)\}').match(self.source, self.at)
        if match is None:
            raise FormulaError(name)
        self.at = match.end()
        words = re.sub(r'\\(.)', r'\1', match[1].replace('~', ' ').replace('--', '–'))
        return Atom('function' if name.startswith('operator') else 'text', words)

    def fence(self) -> Node:
        left = self.delimiter()
        body = self.row('right')
        if not self.source.startswith('\\right', self.at):
            raise FormulaError('\\left without \\right')
        self.at += len('\\right')
        return Fence(left, body, self.delimiter())

    def delimiter(self) -> str:
        self.skip_space()
        match = _TOKEN.match(self.source, self.at)
        if match is None:
            raise FormulaError('a delimiter is missing')
        self.at = match.end()
        sign = SYMBOLS.get(match[1]) if match[1] else match[0]
        if sign is None or sign not in '()[]{}|‖⟨⟩⌊⌋⌈⌉./<>':
            raise FormulaError('not a delimiter')
        return {'.': '', '<': '⟨', '>': '⟩'}.get(sign, sign)

    def table(self) -> Node:
        match = re.compile(r'\{(\w+)\*?\}(?(1)(?:\{[lcr|]*\})?)').match(self.source, self.at)
        if match is None or match[1] not in TABLES:
            raise FormulaError('an environment')
        self.at = match.end()
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self.row('&'))
            end = re.compile(r'(&)|(\\\\|\\cr)|\\end\{\w+\*?\}').match(self.source, self.at)
            if end is None:
                raise FormulaError('an environment does not end')
            self.at = end.end()
            if end[2]:
                rows.append([])
            elif not end[1]:
                return Table(match[1], tuple(map(tuple, rows)))


def _is_space(node: Node) -> bool:
    return isinstance(node, Atom) and node.kind == 'space'


_SPECIAL = {
    'sqrt': _Parser.root, 'not': _Parser.negation, 'left': _Parser.fence, 'begin': _Parser.table,
}  # fmt: skip

r"""Macros of one's own, as ``@preamble{"\newcommand{\me}{…}"}`` has them, and texts without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.grammar import PIECE
from sphinx_cv.bib.latex.journals import JOURNALS
from sphinx_cv.bib.latex.macros import DROPPED, LOST, STYLES, SWITCHES, SYMBOLS, TRANSPARENT
from sphinx_cv.bib.latex.parser import SPECIAL
from sphinx_cv.bib.latex.scanner import Scanner
from sphinx_cv.mathematics import macros as math_macros
from sphinx_cv.mathematics.accents import ACCENTS, MATH_ACCENTS
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_cv.bib.allowance import Allowance

KNOWN = frozenset().union(
    SPECIAL, ACCENTS, SYMBOLS, JOURNALS, STYLES, SWITCHES, TRANSPARENT, DROPPED, LOST, MATH_ACCENTS,
    math_macros.SYMBOLS, math_macros.OPERATORS, math_macros.FUNCTIONS, math_macros.FONTS,
    math_macros.ARGUMENTS, math_macros.ALIASES, math_macros.SPACES,
)  # fmt: skip
_DEFINITION = regex(
    r'\\(?P<how>(?:new|renew|provide)command|DeclareRobustCommand|DeclareMathOperator)\*?\s*'
    r'\{?\s*\\(?P<macro>[A-Za-z@]+)\s*\}?\s*(?:\[(?P<count>\d)\]\s*(?:\[(?P<default>[^\][]*)\])?)?'
    r'\s*(?=\{)|'
    r'\\[gex]?def\s*\\(?P<defined>[A-Za-z@]+)(?P<places>[^{}\\]{0,80})(?=\{)|'
    r'\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\s*\\(?P<document>[A-Za-z@]+)\s*\}?\s*'
    r'\{(?P<letters>[m\s+]*)\}\s*(?=\{)|'
    r'\\let\s*\\(?P<alias>[A-Za-z@]+)\s*=?\s*\\(?P<of>[A-Za-z@]+)'
)
# Programs of TeX, and boxes that are moved about until they look like a letter.
_PROGRAM = regex(
    r'\\(?:if\w*|else|fi|csname|expandafter|set\w+|raise|lower|kern|[hv]box|hss|ooalign|crcr|skip|'
    r'mathsurround|dimen|char|accent|let|def|catcode|begingroup)(?![A-Za-z])'
)
_LINE_COMMENT = regex(r'(?<!\\)%[^\n]*\n\s*')
_MACRO = regex(r'\\(?:([A-Za-z@]+)\*?|.)', re.DOTALL)
_PLACE = regex(r'#(\d)')
_ALONE = regex(r'\{(\\[A-Za-z@]+)\s*\}')
_OPEN_MACRO = regex(r'\\[A-Za-z@]+\Z')
_SPACES = regex(r' +(?!and\s)')  # BibTeX has split names there before TeX takes spaces away
_DEEPEST = 20
_LONGEST = 2000  # an argument that a sign ends


class Definition(NamedTuple):
    r"""The meaning of a macro; its first argument may be left out if it has a *default*.

    *delimiters* are what must stand before the first argument, and what ends each: of
    ``\def\at#1 in #2;`` they are '', ' in ' and ';'. An argument that nothing ends is in braces.
    """

    body: str
    arguments: int = 0
    default: str | None = None
    delimiters: tuple[str, ...] = ()


def read_definitions(preamble: str) -> dict[str, Definition]:
    """Return macro -> definition, of those that a preamble defines and a reader can follow.

    What this program knows how to show stays as it is, unless it is defined anew in plain words.
    """
    found: dict[str, Definition] = {}
    for how, macro, definition in _definitions(_LINE_COMMENT.sub('', _joined_pieces(preamble))):
        is_new = how in {'newcommand', 'providecommand'}
        if macro in SPECIAL or _PROGRAM.search(definition.body):
            continue
        # So our own export defines what nobody knows, for LaTeX to go on.
        trivial = {'#1'} if definition.arguments else {'', macro}
        if definition.body in trivial and (how == 'providecommand' or macro.startswith('end')):
            continue
        if not (is_new and macro in found) and not (how == 'providecommand' and macro in KNOWN):
            found[macro] = definition
    return found


def expanded(
    text: str, definitions: Mapping[str, Definition], allowance: Allowance, depth: int = 0
) -> str:
    """Return *text* with macros replaced by what they stand for, as far as *allowance* goes."""
    parts, at = [], 0
    while match := _MACRO.search(text, at):
        parts.append(text[at : match.start()])
        at = match.end()
        definition = definitions.get(match[1])
        if definition is None or depth == _DEEPEST or not allowance.covers(1):
            parts.append(match[0])
            continue
        body, at = _applied(definition, text, at)
        if allowance.covers(len(body)):
            parts.append(expanded(body, definitions, allowance, depth + 1))
    parts.append(text[at:])
    return _joined(parts)


def unbraced(text: str, definitions: Mapping[str, Definition]) -> str:
    r"""Return *text* without braces around macros alone, for the name in ``{\me}`` is no word."""
    return _ALONE.sub(
        lambda match: f'{match[1]}{{}}' if match[1][1:] in definitions else match[0], text
    )


def _joined_pieces(preamble: str) -> str:
    """Return what stands in the quotes and braces that ``#`` joins."""
    preamble = preamble.strip()
    if not preamble.startswith(('"', '{')):
        return preamble
    return '\n'.join(piece[1:-1] for piece in PIECE.findall(preamble) if piece[0] in '"{')


def _definitions(preamble: str) -> Iterator[tuple[str, str, Definition]]:
    scanner = Scanner(preamble)
    while match := _DEFINITION.search(preamble, scanner.at):
        scanner.at = match.end()
        if match['alias']:
            yield 'let', match['alias'], Definition(f'\\{match["of"]}')
            continue
        body = ' '.join(scanner.raw_argument().split())
        macro = match['macro'] or match['defined'] or match['document']
        how = match['how'] or 'def'
        if how == 'DeclareMathOperator':
            body = f'\\operatorname{{{body}}}'
        delimiters = _delimiters(match['places'] or '')
        letters = (match['letters'] or '').count('m')
        count = int(match['count'] or letters or max(len(delimiters) - 1, 0))
        yield how, macro, Definition(body, count, match['default'], delimiters)


def _delimiters(places: str) -> tuple[str, ...]:
    """Return what stands before and behind the places of arguments; () if nothing does."""
    pieces = [' '.join(f'{piece}|'.split())[:-1] for piece in _PLACE.split(places)[::2]]
    pieces[0] = pieces[0].lstrip()
    return tuple(pieces) if '#' in places else ()


def _applied(definition: Definition, text: str, at: int) -> tuple[str, int]:
    """Return a body with the arguments that stand at a place, and the place behind them."""
    scanner = Scanner(text)
    scanner.at = at
    if not definition.arguments:
        return _without_arguments(definition, scanner)
    if any(definition.delimiters):
        arguments = _delimited(definition.delimiters, scanner)
    else:
        arguments = [] if definition.default is None else [_option(scanner, definition.default)]
    while len(arguments) < definition.arguments:
        arguments.append(_argument(scanner))
    pieces = _PLACE.split(definition.body)
    pieces[1::2] = [
        arguments[int(place) - 1] if 0 < int(place) <= len(arguments) else ''
        for place in pieces[1::2]
    ]
    return _joined(pieces), scanner.at


def _without_arguments(definition: Definition, scanner: Scanner) -> tuple[str, int]:
    body, has_space = definition.body, definition.body.endswith(r'\xspace')
    if scanner.source.startswith('{}', scanner.at):
        scanner.at += 2
    elif spaces := _SPACES.match(scanner.source, scanner.at):
        scanner.at = spaces.end()
        if has_space and (scanner.sign.isalnum() or scanner.sign in tuple('(\\${"')):
            body += ' '
    return body.replace(r'\xspace', ''), scanner.at


def _option(scanner: Scanner, default: str) -> str:
    end = scanner.source.find(']', scanner.at) if scanner.sign == '[' else -1
    if end < 0:
        return default
    start, scanner.at = scanner.at + 1, end + 1
    return scanner.source[start:end]


def _delimited(delimiters: tuple[str, ...], scanner: Scanner) -> list[str]:
    """Return the arguments between delimiters; all are empty where the text has not the form."""
    start, arguments = scanner.at, []
    has_form = scanner.source.startswith(delimiters[0], start)
    scanner.at += len(delimiters[0]) * has_form
    for delimiter in delimiters[1:] if has_form else ():
        if not delimiter:
            arguments.append(_argument(scanner))
            continue
        end = _end_of_argument(scanner, delimiter)
        if end < 0:
            break
        text = scanner.source[scanner.at : end].strip()
        is_group = text.startswith('{') and text.find('}') == len(text) - 1
        arguments.append(text[1:-1] if is_group else text)
        scanner.at = end + len(delimiter)
    if len(arguments) < len(delimiters) - 1:
        scanner.at = start
        return [''] * (len(delimiters) - 1)
    return arguments


def _end_of_argument(scanner: Scanner, delimiter: str) -> int:
    """Return where the delimiter stands outside braces; -1 if nowhere."""
    text, depth = scanner.source[scanner.at : scanner.at + _LONGEST], 0
    for match in re.finditer(rf'\\.|[{{}}]|{re.escape(delimiter)}', text):
        depth += (match[0] == '{') - (match[0] == '}')
        if match[0] == delimiter and not depth:
            return scanner.at + match.start()
    return -1


def _argument(scanner: Scanner) -> str:
    scanner.skip_spaces()
    if scanner.sign == '{':
        return scanner.raw_argument()
    match = _MACRO.match(scanner.source, scanner.at)
    text = match[0] if match else scanner.sign
    scanner.at += len(text)
    return text


def _joined(parts: list[str]) -> str:
    """Return *parts* as one text, in which no letters go on the name of the macro before them."""
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and part[0].isalpha() and _OPEN_MACRO.search(joined[-1]):
            joined.append(' ')
        joined.append(part)
    return ''.join(joined)

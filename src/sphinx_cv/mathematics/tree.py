"""The tree of a formula: signs, rows, scripts, macros with arguments, fences and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AtomKind = Literal['letter', 'number', 'symbol', 'operator', 'space', 'text', 'function']


@dataclass(frozen=True, slots=True)
class Atom:
    """One sign, number or word; *spaced* if its author wrote a space before it."""

    kind: AtomKind
    value: str
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes side by side."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with a subscript or superscript or both."""

    base: Node
    sub: Node | None
    sup: Node | None


@dataclass(frozen=True, slots=True)
class Command:
    """A macro with its arguments; the degree of a root comes last."""

    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fence:
    """A formula between delimiters that grow with it; '' is no delimiter."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix, aligned lines or cases, row by row."""

    name: str
    rows: tuple[tuple[Node, ...], ...]


Node = Atom | Row | Scripts | Command | Fence | Table


class FormulaError(ValueError):
    """A formula has something that cannot be read or written; the text says what."""

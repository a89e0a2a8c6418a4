"""The source of a LaTeX document: one text, its comments gone, its files and own macros put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.latex.scanner import Scanner

if TYPE_CHECKING:
    from pathlib import Path

_COMMENT = re.compile(r'(?<!\\)((?:\\\\)*)%.*')
_INPUT = re.compile(r'\\(?:input|include|subfile)\s*\{([^}]*)\}')
_DEFINITION = re.compile(
    r'\\(?:re)?newcommand\*?\s*\{?\\([A-Za-z]+)\}?\s*(?:\[(\d)\])?\s*(?:\[[^\]]*\]\s*)?(?=\{)|'
    r'\\def\s*\\([A-Za-z]+)\s*((?:#\d)*)(?=\{)'
)
_DEEPEST = 6


class Macro(NamedTuple):
    """A macro that the document defines: how many arguments it takes, and what it means."""

    arguments: int
    body: str


class LatexSource(NamedTuple):
    """A document: what stands before its text, its text, and the macros that it defines."""

    preamble: str
    text: str
    macros: dict[str, Macro]


def read_document(path: Path) -> LatexSource:
    """Return a LaTeX document with all files that it takes in."""
    whole = _with_files(path, path.parent, 0)
    head, _, body = whole.partition('\\begin{document}')
    text = (body or head).partition('\\end{document}')[0]
    macros, preamble = _definitions(head if body else '')
    return LatexSource(preamble, text, macros)


def _with_files(path: Path, root: Path, depth: int) -> str:
    text = path.read_text(encoding='utf-8-sig', errors='replace').replace('\r\n', '\n')
    text = _COMMENT.sub(r'\1', text)
    if depth >= _DEEPEST:
        return text
    return _INPUT.sub(lambda match: _included(match, root, depth), text)


def _included(match: re.Match[str], root: Path, depth: int) -> str:
    name = match[1].strip()
    for path in (root / name, root / f'{name}.tex'):
        if path.is_file() and path.suffix in {'.tex', '.ltx', ''}:
            return _with_files(path, root, depth + 1)
    return '' if name.endswith(('.cfg', '.sty')) else match[0]


def _definitions(preamble: str) -> tuple[dict[str, Macro], str]:
    """Return the macros that a preamble defines, and the preamble without them."""
    macros: dict[str, Macro] = {}
    rest, at = [], 0
    while match := _DEFINITION.search(preamble, at):
        body, end = braced(preamble, match.end())
        arguments = int(match[2] or 0) if match[1] else match[4].count('#')
        macros[match[1] or match[3]] = Macro(arguments, body)
        rest.append(preamble[at : match.start()])
        at = end
    return macros, ''.join((*rest, preamble[at:]))


def braced(text: str, at: int) -> tuple[str, int]:
    """Return what the braces at a place hold, and the place behind them."""
    scanner = Scanner(text)
    scanner.at = at
    end = scanner.closing_brace()
    return text[at + 1 : end], min(end + 1, len(text))


def arguments(text: str, at: int, most: int = 9) -> tuple[list[str], str, int]:
    """Return the arguments in braces from a place on, the first option, and the place behind."""
    found: list[str] = []
    option = ''
    while True:
        start = re.compile(r'\*?[ \t]*(?:\n[ \t]*)?').match(text, at)
        begin = start.end() if start else at
        if text[begin : begin + 1] == '[' and (close := text.find(']', begin)) > 0:
            option = option or text[begin + 1 : close]
            at = close + 1
        elif text[begin : begin + 1] == '{' and len(found) < most:
            inner, at = braced(text, begin)
            found.append(inner.strip())
        else:
            break
    return found, option, at

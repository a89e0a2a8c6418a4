"""Fences of our directives as people write them in Markdown -> as MyST reads them as meant.

MyST reads the options of a directive as YAML, in which ``"a" in keywords`` is an error and what
stands behind ``#`` is nothing. Here every value is put into quotes, so that it is what it looks
like. Lines keep their numbers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

Slip = tuple[int, str]  # the number of a line, and what is wrong there

_OPEN = regex(r'(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,}|:{3,})\s*\{(?P<name>cv:[\w-]+)\}')
_CODE = regex(r'[ \t>]*(`{3,}|~{3,})(?:[^{`]*|\{code.*)$')
_OPTION = regex(r'([ \t>]*:[\w-]+:[ \t]+)(\S.*?)[ \t]*')
_ANY_OPTION = regex(r'[ \t>]*:[\w-]+:(?:[ \t]|$)')
_PAIR = regex(r'([\w-]+:[ \t]+)(\S.*?)[ \t]*')
# A value of several lines, which YAML folds, or one in quotes already.
_AS_YAML = regex(r"""[|>][+-]?|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*' """, re.VERBOSE)
_HEADING = regex(r'#{1,6}\s+(\S.*)')


def as_meant(text: str) -> str:
    """Return a page with the options of our directives in the quotes that YAML wants."""
    lines = text.splitlines(keepends=True)
    fence, is_code = '', False  # what is open, and whether nothing in it is a directive
    for at, line in enumerate(lines):
        if fence and _closes(line, fence):
            fence, is_code = '', False
        elif not is_code and (ours := _OPEN.match(line)):
            fence = ours['fence']
            _quote_options(lines, at + 1)
        elif not fence and (code := _CODE.match(line.rstrip())):
            fence, is_code = code[1], True
    return ''.join(lines)


def _quote_options(lines: list[str], first: int) -> None:
    """Quote the options whose block begins at a line, and move an empty line behind them."""
    if first < len(lines) and lines[first].strip() == '---':
        _quote_block(lines, first + 1)
        return
    last = first + 1 if first < len(lines) and not lines[first].strip() else first
    start = last
    while last < len(lines) and _ANY_OPTION.match(lines[last]):
        last += 1
    if last > start > first:
        lines[first:last] = [*lines[start:last], lines[first]]
        last -= 1
    for at in range(first, last):
        lines[at] = _quoted(_OPTION, lines[at])


def _quote_block(lines: list[str], at: int) -> None:
    while at < len(lines) and not lines[at].startswith('---'):
        goes_on = at + 1 < len(lines) and lines[at + 1][:1].isspace() and lines[at + 1].strip()
        if not goes_on:
            lines[at] = _quoted(_PAIR, lines[at])
        at += 1


def _quoted(pattern: re.Pattern[str], line: str) -> str:
    body = line.rstrip('\r\n')
    match = pattern.fullmatch(body)
    if match is None or _AS_YAML.fullmatch(match[2]):
        return line
    value = match[2].replace("'", "''")
    return f"{match[1]}'{value}'{line[len(body) :]}"


def slips(text: str) -> Iterator[Slip]:
    """Yield the fences of our directives that are indented, or not closed where that was meant."""
    lines = text.splitlines()
    fence, name, number = '', '', 0  # of what is open; code has no name
    for at, line in enumerate(lines, 1):
        if fence and _closes(line, fence):
            fence = ''
            continue
        if fence and name and (what := _swallowed(line, fence)):
            yield number, f'{{{name}}} holds {what} of line {at}; close its fence before'
            fence = ''
        if not fence and (ours := _OPEN.match(line)):
            if _is_code(lines, at - 1):
                yield at, f'{{{ours["name"]}}} is indented by four, and so read as code; {_INDENT}'
            fence, name, number = ours['fence'], ours['name'], at
        elif not fence and (code := _CODE.match(line)):
            fence, name = code[1], ''
    if fence and name:
        yield number, f'the fence of {{{name}}} is not closed; put {fence} below'


_ITEM = regex(r'\s*(?:[-*+]|\d+[.)])\s')
_INDENT = 'begin the line with the fence'


def _is_code(lines: list[str], at: int) -> bool:
    """Return whether a line is indented by four, and does not belong to an item of a list."""
    if not lines[at].startswith(('    ', '\t')) or (at and lines[at - 1].strip()):
        return False
    before = (line for line in reversed(lines[:at]) if line.strip() and line[:4].strip())
    return not _ITEM.match(next(before, ''))


def _closes(line: str, fence: str) -> bool:
    line = line.strip(' \t\r\n>')
    return len(line) >= len(fence) and not line.strip(fence[0])


def _swallowed(line: str, fence: str) -> str:
    """Return what a line within a fence begins that can hardly be meant to stand there."""
    if heading := _HEADING.match(line):
        return f'the heading "{heading[1]}"'
    inner = _OPEN.match(line)
    is_peer = inner and inner['fence'][0] == fence[0] and len(inner['fence']) >= len(fence)
    return f'the {{{inner["name"]}}}' if inner and is_peer else ''


def read_markup(app: Sphinx, docname: str, source: list[str]) -> None:
    """Have Markdown read the options of our directives as meant, and say what is swallowed."""
    path = Path(app.env.doc2path(docname))
    if path.suffix == '.rst' or '{cv:' not in source[0]:
        return
    _read(path, source)


def _read(path: Path, source: list[str]) -> None:
    for line, problem in slips(source[0]):
        logger.warning('%s', problem, location=f'{path}:{line}', type='cv', subtype='unread')
    source[0] = as_meant(source[0])


def read_included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """Do the same for a file that a page in Markdown includes, unless that shows it as code."""
    # MyST hands over the last part of the name only.
    page = Path(app.env.doc2path(app.env.docname))
    if '.rst' in {page.suffix, path.suffix} or '{cv:' not in content[0]:
        return
    if path.name not in _shown_as_code(page.read_text(encoding='utf-8', errors='replace')):
        _read(Path(app.srcdir, path), content)


_INCLUDE = regex(r'\{include\}[ \t]*(\S+)[ \t]*\n((?:[ \t>]*:[\w-]+:.*\n)*)')


def _shown_as_code(text: str) -> set[str]:
    """Return the names of the files that a page includes to show their source."""
    includes = _INCLUDE.finditer(text)
    return {Path(one[1]).name for one in includes if ':literal:' in one[2] or ':code:' in one[2]}


def install_markup(app: Sphinx) -> None:
    """Have all pages in Markdown read as meant."""
    app.connect('source-read', read_markup)
    app.connect('include-read', read_included)

"""The text of a ``.bib`` file -> raw entries, each read within bounds of its own.

A line that starts an entry (``@article{``) ends the one before it, closed or not, so an error never
reaches past the entry it is in. A well-formed field is one match of one regular expression;
whatever that does not match goes to :mod:`sphinx_cv.bibrecovery`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from sphinx_cv.bibgrammar import (
    FIELD,
    HEAD,
    INLINE_START,
    KEY,
    KEY_WITHOUT_COMMA,
    LINE_START,
    NAME_AND_EQUALS,
    PIECE,
    SWALLOWED,
    TYPES,
    Flaw,
    RawEntry,
    RawField,
    Scan,
)
from sphinx_cv.bibrecovery import close, cut_value, recover

# What a line of top-level text begins with when it is meant as a comment.
_COMMENT_LINE = re.compile(r'[ \t]*(?:%|#|//|--|;)')
_KEY_FOLLOWS = re.compile(r'[^\n,{}"=]*+(?:,|\n)')
_BRACE = re.compile('[{}]')
_LOST_FIELD = re.compile(r'^[ \t]*+([^\W\d][\w+-]*+)[ \t]*+=[ \t]*+["{\d]', re.MULTILINE)
_LOST = '"{}" belongs to no entry and is left out; is the line with @type{{key, above it broken?'


class Split(NamedTuple):
    """A file split into its entries, and what was wrong on the way."""

    entries: list[RawEntry]
    flaws: list[Flaw]


def split(text: str) -> Split:
    """Split *text* into entries and ``@string`` definitions."""
    result = Split([], [])
    starts = [*_starts(text), len(text)]
    _read_between(text, 0, starts[0], result)
    done = 0
    for start, end in pairwise(starts):
        if start >= done:
            done = _read_block(text, start, end, result)
            _read_between(text, done, end, result)
    return result


def _starts(text: str) -> list[int]:
    return [
        text.index('@', match.start())
        for match in LINE_START.finditer(text)
        if match[1].lower() in TYPES or _KEY_FOLLOWS.match(text, match.end())
    ]


def _read_between(text: str, start: int, end: int, result: Split) -> None:
    """Look for entries that begin further on in a line, and for fields that no entry holds."""
    pos = start
    while match := INLINE_START.search(text, pos, end):
        line = text.rfind('\n', 0, match.start()) + 1
        if _COMMENT_LINE.match(text, max(line, start), match.start()):
            pos = text.find('\n', match.start(), end) % (end + 1)
        else:
            pos = _read_block(text, match.start(), end, result)
    if '=' in text[pos:end] and (lost := _LOST_FIELD.search(text, pos, end)):
        result.flaws.append(Flaw(lost.start(1), _LOST.format(lost[1])))


def _read_block(text: str, start: int, end: int, result: Split) -> int:
    """Read the block at *start*, which must not reach past *end*; give where it ends."""
    head = HEAD.match(text, start)
    if head is None:
        return start + 1
    kind = head[1].lower()
    if kind == 'comment':
        return _end_of_comment(text, head.start(2), end)
    if kind == 'preamble':
        return _end_of_group(text, head.start(2), end) or end
    scan = _read_entry(text, head, end)
    if scan.flaws and (inner := INLINE_START.search(text, start + 1, end)):
        scan = _read_entry(text, head, inner.start())
    result.entries.append(scan.entry)
    result.flaws.extend(scan.flaws)
    return scan.pos


def _end_of_comment(text: str, start: int, end: int) -> int:
    """Find the end of a comment, which may hold entries; one that is not closed is its line."""
    newline = text.find('\n', start, end)
    return _end_of_group(text, start, len(text)) or (newline if newline >= 0 else end)


def _end_of_group(text: str, start: int, end: int) -> int | None:
    depth = 0
    for match in _BRACE.finditer(text, start, end):
        depth += 1 if match[0] == '{' else -1
        if depth <= 0:
            return match.end()
    return None


def _read_entry(text: str, head: re.Match[str], end: int) -> Scan:
    scan = Scan(text, head.end(), end, RawEntry(head[1].lower(), '', head.start()))
    if scan.entry.type != 'string':
        _read_key(scan)
    while scan.is_open:
        _read_field(scan)
    return scan


def _read_key(scan: Scan) -> None:
    text, pos, end = scan.text, scan.pos, scan.end
    if NAME_AND_EQUALS.match(text, pos, end):
        return
    if match := KEY.match(text, pos, end):
        scan.entry.key = match[1].strip()
        scan.pos = match.end()
    elif match := KEY_WITHOUT_COMMA.match(text, pos, end):
        scan.entry.key = match[1]
        scan.pos = match.end()
        if NAME_AND_EQUALS.match(text[scan.pos : end].lstrip()):
            scan.complain(pos, f'a comma is missing after the key; write {match[1]},')


def _read_field(scan: Scan) -> None:
    match = FIELD.match(scan.text, scan.pos, scan.end)
    if match is None:
        recover(scan)
        return
    name, value, more, stop = match.groups()
    if '\n' in value and '=' in value and (cut := _next_field_within(value)):
        start = match.start(2)
        cut_value(scan, name, match.start(1), start, start + cut)
        return
    tokens = (value, *PIECE.findall(more)) if more else (value,)
    scan.entry.fields.append(RawField(name.lower(), tokens, match.start(1)))
    if stop == ',':
        scan.pos = match.end()
    else:
        close(scan, match.end())


def _next_field_within(value: str) -> int:
    """Find where a value holds the field after it, and not BibTeX that it quotes; 0 if nowhere."""
    cut = SWALLOWED.search(value)
    return cut.start() if cut and '@' not in value[: cut.start()] else 0

"""The text of a ``.bib`` file -> raw entries.

A line that starts an entry (``@article{``) ends the one before it, closed or not, so an error never
reaches past the entry it is in. A well-formed field is one match of one regular expression;
whatever that does not match goes to :mod:`sphinx_cv.bib.recovery`. Of 240 cases bibtexparser 2 gets
235 right.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.grammar import (
    BROKEN_START,
    FIELD,
    HEAD,
    HIDDEN_START,
    INLINE_START,
    KEY,
    KEY_WITHOUT_COMMA,
    KNOWN_TYPES,
    LINE_START,
    NAME_AND_EQUALS,
    ODD_KEY,
    PIECE,
    SWALLOWED,
    Flaw,
    RawEntry,
    RawField,
    Scan,
    end_of_group,
    pair_braces,
)
from sphinx_cv.bib.recovery import at_close, close, cut_value, recover

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    Mark = Callable[[str], bytes]

# The beginning of a line between entries that is meant as a comment.
_COMMENT_LINE = re.compile(r'[ \t]*(?:%|#|//|--|;|<!--|/\*|@comment\b(?!\s*[{(]))', re.IGNORECASE)
# A type that nobody knows starts an entry only where a key and a comma follow.
_KEY_FOLLOWS = re.compile(r'\s*[^\s,{}()"=]*+[ \t]*+(?:,|\n)')
_KEY_AND_COMMA = re.compile(r'\s*[^\s,{}()"=]++\s*+,')
_COMMENT = re.compile('@comment', re.IGNORECASE)
# BibTeX code that a field such as "bibtex" quotes.
_QUOTED = re.compile(r'\bbib[\w-]*\s*=\s*[{"]$', re.IGNORECASE)
_NO_KEY_SIGNS = re.compile(r'[{}"\\~#%\s]')
# A field that no entry holds, or the start of an entry without its "@".
_LOOSE = re.compile(
    rf'^[ \t]*+([^\W\d][\w+-]*+)[ \t]*+=[ \t]*+["{{\d]|{HIDDEN_START.pattern}', re.MULTILINE
)
# A line above loose fields that hides the entry they are of: commented out, or without its "@".
_HIDDEN_LINE = re.compile(
    r'[ \t]*+(?:(?:%|#|//|--|;|<!--|/\*|@(?i:comment)\b)[^\n{(]*?@?)?'
    r'([^\W\d]\w*+)?(?:[ \t]*+[{(]|[ \t]++)[ \t]*+'
    r'([^\s,{}()"=%]++)(?:,|[ \t]*+$)'
)
_COMMENTED_OUT = (
    'the line that starts this entry is a comment, so it is left out; BibTeX knows no comments '
    'and reads it, unless you take its @ off'
)
# Entries between lines by which TeX, HTML or a program is told to pass over them.
_SWITCHED_OFF = re.compile(
    r'^[ \t]*(\\iffalse|\\if0|\\begin\{comment\}|<!--|/\*)(?![A-Za-z]).*?'
    r'^[^@\n]*?(\\fi(?![A-Za-z])|\\end\{comment\}|-->|\*/)',
    re.MULTILINE | re.DOTALL,
)
_SWITCHES = ('\\if', '\\begin{comment}', '<!--', '/*')
_TYPES = tuple(sorted(KNOWN_TYPES, key=len, reverse=True))
_BLOCKS = frozenset({'comment', 'preamble', 'string'})


class Split(NamedTuple):
    """The entries of a file, its flaws of syntax, and what its preambles hold."""

    entries: list[RawEntry]
    flaws: list[Flaw]
    pairs: dict[int, int]  # place of a brace -> place of its partner; only where comments need it
    preambles: list[str]


def split(text: str, mark: Mark | None = None, known: Container[bytes] = ()) -> Split:
    """Return the entries, ``@string`` definitions and preambles of *text*, and its flaws.

    Entries have what *mark* gives for their texts; of those that are *known* nothing else is read.
    """
    result = Split([], [], pair_braces(text) if _COMMENT.search(text) else {}, [])
    if any(map(text.__contains__, _SWITCHES)):
        text = _SWITCHED_OFF.sub(partial(_pass_over, result), text)
    starts = [*_starts(text), len(text)]
    _read_between(text, 0, starts[0], result)
    done = 0
    for start, end in pairwise(starts):
        if start < done:
            continue
        sign = mark(text[start:end].rstrip()) if mark else b''
        if sign in known:
            result.entries.append(RawEntry('', '', start, mark=sign))
            continue
        before = _sizes(result)
        done = _read_block(text, start, end, result)
        _read_between(text, done, end, result)
        if _sizes(result) == (before[0] + 1, *before[1:]) and result.entries[-1].type != 'string':
            result.entries[-1].mark = sign
    return result


def _sizes(found: Split) -> tuple[int, int, int]:
    return len(found.entries), len(found.flaws), len(found.preambles)


def _pass_over(result: Split, hidden: re.Match[str]) -> str:
    """Return blanks in the place of entries that somebody switched off, and say so."""
    count = len(LINE_START.findall(hidden[0]))
    if not count:
        return hidden[0]
    message = f'what stands between {hidden[1]} and {hidden[2]} is left out; BibTeX reads it'
    result.flaws.append(Flaw(hidden.start(1), message, '', 'hint'))
    return re.sub(r'\S', ' ', hidden[0])


def _line_starts(text: str) -> Iterator[re.Match[str]]:
    """Yield what begins entries on lines of their own; few lines have an "@", and others none."""
    at = text.find('@')
    while at >= 0:
        match = LINE_START.match(text, text.rfind('\n', 0, at) + 1)
        if match is not None:
            yield match
            at = match.end()
        line_end = text.find('\n', at)
        at = text.find('@', line_end) if line_end >= 0 else -1


def _starts(text: str) -> list[int]:
    starts = []
    for match in _line_starts(text):
        start = text.index('@', match.start())
        is_known = match[2] == '{' and match[1].lower() in KNOWN_TYPES
        follows = _KEY_FOLLOWS if match[2] == '{' else _KEY_AND_COMMA
        if not (is_known or match[1].lower() in _BLOCKS or follows.match(text, match.end())):
            continue
        if not _is_quoted(text, start):
            starts.append(start)
    return starts


def _is_quoted(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip()
    return before.endswith(('{', '"')) and _QUOTED.search(before) is not None


def _read_between(text: str, start: int, end: int, result: Split) -> None:
    """Read entries that begin within a line, and report fields outside of any entry."""
    pos = gap = start
    while match := INLINE_START.search(text, pos, end):
        line = text.rfind('\n', 0, match.start()) + 1
        if any(_COMMENT_LINE.match(text, at, match.start()) for at in (line, max(line, start))):
            pos = _end_of_line(text, match.start(), end)
        elif _is_quoted(text, match.start()):
            pos = match.end()
        else:
            _read_loose(text, gap, match.start(), result)
            pos = gap = _read_block(text, match.start(), end, result)
    _read_loose(text, gap, end, result)


def _end_of_line(text: str, start: int, end: int) -> int:
    newline = text.find('\n', start, end)
    return newline if newline >= 0 else end


def _read_loose(text: str, start: int, end: int, result: Split) -> None:
    """Look for entries that are hidden, and for fields that no entry holds, and say so."""
    pos, is_hidden = start, False
    while text.find('=', pos, end) >= 0 and (found := _LOOSE.search(text, pos, end)):
        if head := HIDDEN_START.match(text, found.start(), end):
            scan = _read_hidden(head, end, result)
            is_hidden = True
        elif is_hidden:
            scan = _scan_loose(text, found, end)
        else:
            scan = _read_lost(text, found, end, result)
        pos = max(scan.pos, found.end())


def _read_hidden(head: re.Match[str], end: int, result: Split) -> Scan:
    """Pass over an entry whose "@" is missing; it may be under review, so it is never shown."""
    _hint_at_hidden(head.start(1), head[1], (head[2] or '').strip(' "'), result)
    following = HIDDEN_START.search(head.string, head.end(), end)
    end = following.start() if following else end
    scan = Scan(head.string, head.end(), end, RawEntry('misc', '', head.start()))
    _read_fields(scan)
    return scan


def _hint_at_hidden(offset: int, kind: str, key: str, result: Split) -> None:
    meant = next((known for known in _TYPES if kind.lower().endswith(known)), 'type')
    start = f'@{meant}{{{key or "key"},'
    message = f'no @ begins this entry, so BibTeX skips it, as this site does; else write {start}'
    result.flaws.append(Flaw(offset, message, key, 'hint'))


def _scan_loose(text: str, lost: re.Match[str], end: int) -> Scan:
    start = lost.start(1)
    scan = Scan(text, start, end, RawEntry('misc', '', start))
    _read_fields(scan)
    return scan


def _read_lost(text: str, lost: re.Match[str], end: int, result: Split) -> Scan:
    """Read fields above which the line that starts an entry is broken, or is not there at all."""
    before = max(0, lost.start() - 400)
    above = text[before : lost.start()].rstrip()
    line = above[above.rfind('\n') + 1 :]
    offset = before + len(above) - len(line)
    scan = _scan_loose(text, lost, end)
    if broken := BROKEN_START.fullmatch(line):
        kind = (broken[1] or '').lower()
        scan = Scan(text, scan.entry.offset, end, RawEntry('misc', broken[2], offset))
        scan.entry.type = kind if kind in KNOWN_TYPES else 'misc'
        _read_fields(scan)
        start = f'@{scan.entry.type}{{{broken[2]},'
        scan.complain(offset, f'the line that starts this entry is broken; write {start}')
        result.entries.append(scan.entry)
        result.flaws.extend(scan.flaws)
    elif (hidden := _HIDDEN_LINE.match(line)) or _COMMENT_LINE.match(line):
        kind, key = hidden.groups('') if hidden else ('', '')
        if '@' in line:
            result.flaws.append(Flaw(offset, _COMMENTED_OUT, key, 'hint'))
        else:
            _hint_at_hidden(offset, kind, key, result)
    else:
        message = f'"{lost[1]}" belongs to no entry and is left out; is the line above it broken?'
        result.flaws.append(Flaw(lost.start(1), message))
    return scan


def _read_block(text: str, start: int, end: int, result: Split) -> int:
    """Read the block at *start*, which must not reach past *end*; give where it ends."""
    head = HEAD.match(text, start)
    if head is None:
        return start + 1
    kind = head[1].lower()
    if kind in {'comment', 'preamble'}:
        return _end_of_block(text, head, kind, end, result)
    scan = _read_entry(text, head, end)
    result.entries.append(scan.entry)
    result.flaws.extend(scan.flaws)
    return scan.pos


def _end_of_block(text: str, head: re.Match[str], kind: str, end: int, result: Split) -> int:
    """Find the end of a preamble or comment, which may hold entries; its line if not closed."""
    start, group = head.start(2), None
    if kind == 'preamble':
        find = end_of_group if head[2] == '{' else _end_of_parentheses
        group = find(text, start, end)
        result.preambles.append(text[start + 1 : group - 1] if group else '')
    elif head[2] == '{':
        group = _end_of_comment(text, start, result.pairs)
    if group is not None:
        return group
    if head[2] == '{':
        result.flaws.append(Flaw(head.start(), f'the @{kind} is not closed; add a }} at its end'))
    return _end_of_line(text, head.start(), end)


def _end_of_parentheses(text: str, start: int, end: int) -> int | None:
    """Return the place behind the parenthesis that ends a preamble; None if none does."""
    pos = start + 1
    while pos < end and text[pos] != ')':
        piece = PIECE.match(text, pos, end)
        pos = piece.end() if piece else pos + 1
    return pos + 1 if pos < end else None


def _end_of_comment(text: str, brace: int, pairs: dict[int, int]) -> int | None:
    """Return where a comment ends, but not where it is a brace too many of an entry further on."""
    group = pairs.get(brace)
    held = list(LINE_START.finditer(text, brace + 1, group)) if group else []
    if held and '=' in text[pairs.get(held[-1].start(2), brace) : group]:
        return None
    return group


def _read_entry(text: str, head: re.Match[str], end: int) -> Scan:
    scan = _scan_entry(text, head, end, is_strict=True)
    if scan.is_open or scan.flaws:
        # With something wrong in it, an entry ends at the latest where another one begins.
        inner = INLINE_START.search(text, head.start() + 1, end)
        end = inner.start() if inner else end
        scan = _scan_entry(text, head, _start_of_hidden(text, head.end(), end))
    return scan


def _start_of_hidden(text: str, start: int, end: int) -> int:
    """Return where an entry of a known type begins whose "@" was taken off, or *end*."""
    for match in HIDDEN_START.finditer(text, start, end):
        if match[2] and match[1].lower().endswith(_TYPES):
            return match.start()
    return end


def _scan_entry(text: str, head: re.Match[str], end: int, *, is_strict: bool = False) -> Scan:
    scan = Scan(text, head.end(), end, RawEntry(head[1].lower(), '', head.start()))
    if scan.entry.type != 'string':
        _read_key(scan)
    _read_fields(scan, is_strict=is_strict)
    return scan


def _read_key(scan: Scan) -> None:
    text, pos, end = scan.text, scan.pos, scan.end
    if NAME_AND_EQUALS.match(text, pos, end):
        return
    if match := KEY.match(text, pos, end):
        scan.entry.key = ' '.join(match[1].split())
        scan.pos = match.end()
    elif match := ODD_KEY.match(text, pos, end):
        scan.entry.key = _NO_KEY_SIGNS.sub('', match[1]).strip()
        scan.pos = match.end()
        scan.complain(
            pos, f'a key is letters, digits and signs such as : - _ only; write {scan.entry.key},'
        )
    elif match := KEY_WITHOUT_COMMA.match(text, pos, end):
        scan.entry.key = match[1].rstrip(';:')
        scan.pos = match.end()
        if NAME_AND_EQUALS.match(text[scan.pos : end].lstrip()):
            scan.complain(pos, f'a comma is missing after the key; write {scan.entry.key},')


def _read_fields(scan: Scan, *, is_strict: bool = False) -> None:
    """Read up to the end of the entry or, if *is_strict*, up to the first thing that is wrong."""
    text, end, fields, match_field = scan.text, scan.end, scan.entry.fields, FIELD.match
    while scan.is_open and not (is_strict and scan.flaws):
        match = match_field(text, scan.pos, end)
        if match is None:
            if is_strict and not at_close(scan):
                return
            recover(scan)
            continue
        name, value, more, stop = match.groups()
        if '\n' in value and '=' in value and (cut := _next_field_within(value)):
            start = match.start(2)
            cut_value(scan, name, match.start(1), start, start + cut)
            continue
        tokens = (value, *PIECE.findall(more)) if more else (value,)
        fields.append(RawField(name.lower(), tokens, match.start(1)))
        scan.pos = match.end()
        if stop == ';':
            scan.complain(match.end(4) - 1, f'the ; after "{name}" should be a comma')
        elif stop != ',':
            close(scan, match.end())


def _next_field_within(value: str) -> int:
    """Find where a value holds the field after it, and not BibTeX that it quotes; 0 if nowhere."""
    cut = SWALLOWED.search(value)
    return cut.start() if cut and '@' not in value[: cut.start()] else 0

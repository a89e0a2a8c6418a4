"""Recovery of fields that are not well formed, with messages that say what to mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.bib.grammar import (
    FIELD_START,
    GAP,
    MERGE_MARK,
    NAME_AND_EQUALS,
    PIECE,
    VALUE,
    balance,
    end_of_group,
)

if TYPE_CHECKING:
    from sphinx_cv.bib.grammar import Scan

_WITHOUT_EQUALS = re.compile(
    r'([^\W\d][\w+-]*+)\s*+(?::=|=>|:)?\s*+(?=["{“„]|\d++[ \t]*+[,}\n])'
)  # fmt: skip
_SPACE_IN_NAME = re.compile(r'([A-Za-z]\w*+(?: \w++){1,2})[ \t]*=\s*')
_BARE_NAME = re.compile(r'([^\W\d][\w+:-]*+)\s*+(?=[,}])')
_CLOSING_LINE = re.compile(r'\n\s*[})]')
_TYPOGRAPHIC = re.compile(r'[“”„]([^“”„{}]*+)[“”]\s*+(?=[,}\n])')
# After a brace that seems to close the entry: the entry goes on.
_GOES_ON = re.compile(r'[ \t]*+,\s*+([^\W\d][\w+:-]*+)\s*+=\s*+["{\w]')


def recover(scan: Scan) -> None:
    """Read what is no well-formed field at the position of *scan*, and move behind it."""
    text, end = scan.text, scan.end
    start = scan.pos = _end_of_gap(text, scan.pos, end)
    if start >= end:
        _end_without_brace(scan)
    elif text[start] in '})':
        close(scan, start + 1)
    elif match := NAME_AND_EQUALS.match(text, start, end):
        _read_odd_value(scan, match[1], start, match.end())
    elif match := _SPACE_IN_NAME.match(text, start, end):
        name = match[1].replace(' ', '-').lower()
        scan.complain(start, f'a field name cannot have a space; write {name} = {{…}}')
        _read_odd_value(scan, name, start, match.end())
    elif match := _WITHOUT_EQUALS.match(text, start, end):
        scan.complain(start, f'a = is missing after "{match[1]}"; write {match[1]} = {{…}}')
        _read_odd_value(scan, match[1], start, match.end())
    elif not _continue_bare_value(scan):
        _skip(scan)


def _end_without_brace(scan: Scan) -> None:
    if not scan.entry.is_broken:  # else the brace that is missing has been reported
        what = f'the @{scan.entry.type}' if scan.entry.type == 'string' else 'the entry'
        scan.complain(scan.entry.offset, f'{what} is not closed; add a }} at its end')
    scan.close(scan.end)


def _continue_bare_value(scan: Scan) -> bool:
    """Extend a value without braces, of whose ``Doe, Jane`` only ``Doe`` was read."""
    if not scan.entry.fields:
        return False
    name, tokens, offset = scan.entry.fields[-1]
    if len(tokens) != 1 or not tokens[0][0].isalpha():
        return False
    match = NAME_AND_EQUALS.match(scan.text, offset)
    if match is None or '\n' in scan.text[match.end() : scan.pos]:
        return False
    scan.entry.fields.pop()
    _cut_at_next_field(scan, name, offset, match.end())
    return True


def at_close(scan: Scan) -> bool:
    """Return whether the entry ends at the position of *scan*."""
    start = _end_of_gap(scan.text, scan.pos, scan.end)
    return start < scan.end and scan.text[start] in '})'


def close(scan: Scan, pos: int) -> None:
    """End the entry before *pos*, unless fields follow, before which the brace is wrong."""
    more = _GOES_ON.match(scan.text, pos, scan.end)
    if more and all(item.name != more[1].lower() for item in scan.entry.fields):
        scan.complain(pos - 1, 'there is a } too many before this place; remove it')
        scan.pos = pos
    else:
        scan.close(pos)


def cut_value(scan: Scan, name: str, offset: int, start: int, end: int) -> None:
    """Add the text from *start* to *end* as the value of *name*, and report it."""
    opening = scan.text[start]
    if opening in '{"':
        partner = '}' if opening == '{' else '"'
        mend = (
            f'the value of "{name}" is not closed properly; '
            f'check its braces and quotes, and end it with {partner}'
        )
    else:
        mend = f'the value of "{name}" is not closed in braces; write {name} = {{…}}'
    scan.complain(offset, mend)
    scan.add(name, ('{' + _unwrap(scan.text[start:end]) + '}',), offset)
    scan.pos = end


def _read_odd_value(scan: Scan, name: str, offset: int, start: int) -> None:
    text, end = scan.text, scan.end
    if start >= end or text[start] in ',})':
        scan.complain(offset, f'"{name}" has no value; fill it in or remove it')
        scan.pos = start
    elif match := _TYPOGRAPHIC.match(text, start, end):
        scan.complain(offset, f'"{name}" has typographic quotes; write {name} = {{…}}')
        scan.add(name, (f'{{{match[1]}}}',), offset)
        scan.pos = match.end()
    elif (close := _end_of_value(scan, start)) is None:
        _cut_at_next_field(scan, name, offset, start)
    else:
        is_group = text[start] == '{' and end_of_group(text, start, end) == close
        pieces = [] if is_group else PIECE.findall(text[start:close])
        scan.add(name, tuple(pieces) or (text[start:close],), offset)
        scan.pos = close
        if ',' not in text[close : (gap := _end_of_gap(text, close, end))] and (
            NAME_AND_EQUALS.match(text, gap, end)
        ):
            scan.complain(offset, f'a comma seems to be missing after "{name}"; add it')


def _end_of_value(scan: Scan, start: int) -> int | None:
    """Return the end of a well-formed value, whatever follows it."""
    text, end = scan.text, scan.end
    match = VALUE.match(text, start, end)
    close = match.end() if match else None
    if text[start] in '{"' and (cut := FIELD_START.search(text, start, close or end)):
        end, close = cut.start(), None
    if match is None and text[start] == '{':
        close = end_of_group(text, start, end)  # braces too deep for the pattern
    if close is None:
        return None
    rest = text[_end_of_gap(text, close, scan.end) : scan.end]
    is_in_order = not rest or rest[0] in '})' or NAME_AND_EQUALS.match(rest)
    return close if is_in_order or text[close : scan.end].lstrip()[:1] == ',' else None


def _end_of_gap(text: str, start: int, end: int) -> int:
    gap = GAP.match(text, start, end)
    return gap.end() if gap else start


def _cut_at_next_field(scan: Scan, name: str, offset: int, start: int) -> None:
    match = FIELD_START.search(scan.text, start, scan.end)
    cut_value(scan, name, offset, start, match.start() if match else _end_of_last(scan, start))


def _end_of_last(scan: Scan, start: int) -> int:
    """Return the end of the last value of an entry: before the brace that closes the entry."""
    if match := _CLOSING_LINE.search(scan.text, start, scan.end):
        return match.start()
    brace = scan.text.rfind('}', start, scan.end)
    return brace if brace >= 0 else scan.end


def _unwrap(raw: str) -> str:
    """Return a broken value without its delimiters, and with braces that match."""
    text = raw.strip().rstrip(',').rstrip()
    if text[:1] == '"':
        return balance(text[1:].removesuffix('"'))
    if text[:1] == '{':
        text = text[1:]
        if balance(text) != text:
            text = text.removesuffix('}')
    return balance(text)


def _skip(scan: Scan) -> None:
    """Skip text that is no field at all."""
    text, start = scan.text, scan.pos
    if match := MERGE_MARK.match(text, start, scan.end):
        scan.pos = match.end()  # which is reported once for the whole file
        return
    if match := _BARE_NAME.match(text, start, scan.end):
        scan.complain(start, f'"{match[1]}" has no value; write {match[1]} = {{…}} or remove it')
        scan.pos = match.end()
        return
    match = FIELD_START.search(text, start, scan.end)
    scan.pos = max(match.start() if match else _end_of_last(scan, start), start + 1)
    junk = ' '.join(text[start : scan.pos].split())[:40]
    scan.complain(start, f'"{junk}" is not understood; is a comma or a brace misplaced before it?')

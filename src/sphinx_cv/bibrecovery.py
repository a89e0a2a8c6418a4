"""Fields that are not well formed: what they say all the same, and what to mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.bibgrammar import FIELD_START, GAP, NAME_AND_EQUALS, PIECE, VALUE, balance

if TYPE_CHECKING:
    from sphinx_cv.bibgrammar import Scan

_WITHOUT_EQUALS = re.compile(r'([^\W\d][\w+:-]*+)\s*+(?=["{])')
_BARE_NAME = re.compile(r'([^\W\d][\w+:-]*+)\s*+(?=[,}])')
_CLOSING_LINE = re.compile(r'\n\s*[})]')
# After a brace that seems to close the entry: the entry goes on.
_GOES_ON = re.compile(r'\s*+,?\s*+[^\W\d][\w+:-]*+\s*+=\s*+["{\w]')


def recover(scan: Scan) -> None:
    """Read what stands at the position of *scan* and is no well-formed field; go on behind it."""
    text, end = scan.text, scan.end
    gap = GAP.match(text, scan.pos, end)
    start = scan.pos = gap.end() if gap else scan.pos
    if start >= end:
        scan.complain(scan.entry.offset, 'the entry is not closed; add a } at its end')
        scan.close(end)
    elif text[start] in '})':
        close(scan, start + 1)
    elif match := NAME_AND_EQUALS.match(text, start, end):
        _read_odd_value(scan, match[1], start, match.end())
    elif match := _WITHOUT_EQUALS.match(text, start, end):
        scan.complain(start, f'a = is missing after "{match[1]}"; write {match[1]} = {{…}}')
        _read_odd_value(scan, match[1], start, match.end())
    elif match := _BARE_NAME.match(text, start, end):
        scan.complain(start, f'"{match[1]}" has no value; write {match[1]} = {{…}} or remove it')
        scan.pos = match.end()
    else:
        _skip(scan)


def close(scan: Scan, pos: int) -> None:
    """End the entry before *pos*, unless fields follow: then the brace was one too many."""
    if _GOES_ON.match(scan.text, pos, scan.end):
        scan.complain(pos - 1, 'there is a } too many before this place; remove it')
        scan.pos = pos
    else:
        scan.close(pos)


def cut_value(scan: Scan, name: str, offset: int, start: int, end: int) -> None:
    """Take what stands from *start* to *end* as the value of *name*, and say that it is odd."""
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
        return
    match = VALUE.match(text, start, end)
    if match is None or (match[0][0] in '{"' and FIELD_START.search(match[0])):
        _cut_at_next_field(scan, name, offset, start)
        return
    rest = text[match.end() : end].lstrip()
    if not rest or rest[0] in ',})' or NAME_AND_EQUALS.match(rest):
        scan.add(name, tuple(PIECE.findall(match[0])), offset)
        scan.pos = match.end()
        if NAME_AND_EQUALS.match(rest):
            scan.complain(offset, f'a comma seems to be missing after "{name}"; add it')
    else:
        _cut_at_next_field(scan, name, offset, start)


def _cut_at_next_field(scan: Scan, name: str, offset: int, start: int) -> None:
    match = FIELD_START.search(scan.text, start, scan.end)
    cut_value(scan, name, offset, start, match.start() if match else _end_of_last(scan, start))


def _end_of_last(scan: Scan, start: int) -> int:
    """Give where the last value of an entry ends: before the brace that closes the entry."""
    if match := _CLOSING_LINE.search(scan.text, start, scan.end):
        return match.start()
    brace = scan.text.rfind('}', start, scan.end)
    return brace if brace >= 0 else scan.end


def _unwrap(raw: str) -> str:
    """Give a broken value without what it has of delimiters, and with braces that match."""
    text = raw.strip().rstrip(',').rstrip()
    if text[:1] == '"':
        return balance(text[1:].removesuffix('"'))
    if text[:1] == '{':
        text = text[1:]
        if balance(text) != text:
            text = text.removesuffix('}')
    return balance(text)


def _skip(scan: Scan) -> None:
    """Pass over what is no field at all."""
    start = scan.pos
    match = FIELD_START.search(scan.text, start, scan.end)
    end = max(match.start() if match else _end_of_last(scan, start), start + 1)
    junk = ' '.join(scan.text[start:end].split())[:40]
    scan.complain(start, f'"{junk}" is not understood; is a comma or a brace misplaced before it?')
    scan.pos = end

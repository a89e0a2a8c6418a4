"""Where each entry and each field of a bibliography stands, for files without a slip of syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sphinx_cv.bib.grammar import GAP, HEAD, MERGE_MARK, Lines, end_of_group
from sphinx_cv.bib.syntax import split
from sphinx_cv.model.fields import field_aliases

_KEY = re.compile(r'([^,{}"=\n]*+)\s*+(?=,)')
_NAME = re.compile(r'[^\W\d][^\s=,{}"#%()\\]*+')
_EQUALS = re.compile(r'\s*+=\s*+')
_WORD = re.compile(r'[^\s={}"#,%()\\]++')
_JOIN = re.compile(r'\s*+#\s*+')


class UnfitError(Exception):
    """A file with a slip in it, which is not to be edited: the line, and what is wrong there."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f'line {line}: {message}')


class FieldSpan(NamedTuple):
    """A field: its name as written, and the places of name, equals sign and value."""

    name: str
    canonical: str  # the name of the field in biblatex
    start: int
    equals: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class EntrySpan:
    """An entry: its type and key as written, and the places of all its parts."""

    type: str
    key: str
    start: int
    brace: int
    key_start: int
    key_end: int
    fields: tuple[FieldSpan, ...]
    end: int

    def field(self, name: str) -> FieldSpan | None:
        """Return the field of that biblatex name."""
        return next((field for field in self.fields if field.canonical == name), None)


class Blocks(NamedTuple):
    """The entries of a file in their order, and the macros that it defines."""

    entries: tuple[EntrySpan, ...]
    macros: dict[str, str]


# A file that is changed is read before and behind the change, and again for the next one.
@lru_cache(maxsize=8)
def find_blocks(text: str) -> Blocks:
    """Find the entries of *text*, its line ends line feeds; `UnfitError` where it is broken."""
    lines = Lines(text)
    if '<<<<<<<' in text and (mark := MERGE_MARK.search(text)):
        raise UnfitError(lines.number(mark.start()), 'git has left two versions here')
    raws, flaws, _, _ = split(text)
    if flaws:
        raise UnfitError(lines.number(flaws[0].offset), flaws[0].message)
    entries: list[EntrySpan] = []
    macros: dict[str, str] = {}
    for raw in raws:
        entry = _read_entry(text, raw.offset, has_key=raw.type != 'string')
        if entry is None or (raw.type != 'string' and len(entry.fields) != len(raw.fields)):
            where = lines.number(raw.offset)
            raise UnfitError(where, 'this entry is written in a way that cannot be edited safely')
        if raw.type == 'string':
            macros |= {
                f.name.lower(): text[f.value_start + 1 : f.value_end - 1] for f in entry.fields
            }
        else:
            entries.append(entry)
    return Blocks(tuple(entries), macros)


def _read_entry(text: str, start: int, *, has_key: bool) -> EntrySpan | None:
    start = text.index('@', start)
    head = HEAD.match(text, start)
    if head is None:
        return None
    pos, key = head.end(), ''
    key_start = key_end = pos
    if has_key and (match := _KEY.match(text, pos)):
        key, pos = match[1].strip(), match.end()
        key_end = key_start + len(match[1].rstrip())
    fields = []
    while True:
        gap = GAP.match(text, pos)
        pos = gap.end() if gap else pos
        if text[pos : pos + 1] in {'}', ')'}:
            break
        field = _read_field(text, pos)
        if field is None:
            return None
        fields.append(field)
        pos = field.value_end
    return EntrySpan(head[1], key, start, head.start(2), key_start, key_end, tuple(fields), pos + 1)


def _read_field(text: str, pos: int) -> FieldSpan | None:
    name = _NAME.match(text, pos)
    equals = _EQUALS.match(text, name.end()) if name else None
    if name is None or equals is None:
        return None
    end = _end_of_value(text, equals.end())
    if end is None:
        return None
    lower = name[0].lower()
    canonical = field_aliases().get(lower, lower)
    return FieldSpan(name[0], canonical, pos, text.index('=', name.end()), equals.end(), end)


def _end_of_value(text: str, pos: int) -> int | None:
    while True:
        end = _end_of_piece(text, pos)
        if end is None:
            return None
        if (join := _JOIN.match(text, end)) is None:
            return end
        pos = join.end()


def _end_of_piece(text: str, pos: int) -> int | None:
    if text[pos : pos + 1] == '{':
        return end_of_group(text, pos, len(text))
    if text[pos : pos + 1] != '"':
        word = _WORD.match(text, pos)
        return word.end() if word else None
    depth = 0
    for at in range(pos + 1, len(text)):
        if text[at] == '"' and depth == 0:
            return at + 1
        depth += (text[at] == '{') - (text[at] == '}')
    return None

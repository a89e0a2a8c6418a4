"""The grammar of ``.bib`` files: regular expressions, and records of what is read.

All repetition is possessive, so matching takes time in proportion to the text, whatever it holds.
The grammar is the one of http://mirrors.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf, part II.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

from sphinx_cv.model.patterns import regex
from sphinx_cv.model.types import TYPES, old_types

# Deeper than any value seen; what goes deeper still is left to the recovery, which counts braces.
_DEPTH = 8


def _braced(depth: int) -> str:
    pattern = r'\{[^{}]*+\}'
    for _ in range(depth):
        pattern = r'\{[^{}]*+(?:' + pattern + r'[^{}]*+)*+\}'
    return pattern


_NAME = r'[^\W\d][^\s=,{}"#%()\\]*+'
_BRACED = _braced(_DEPTH)
_QUOTED = rf'"[^"{{}}]*+(?:{_BRACED}[^"{{}}]*+)*+"'
_PIECE = rf'(?:{_BRACED}|{_QUOTED}|[^\s={{}}"#,%()\\]++)'
_COMMENT = r'%[^\n]*+'
_GAP = rf'[\s,]*+(?:{_COMMENT}[\s,]*+)*+'

GAP = regex(_GAP)
PIECE = regex(_PIECE)
VALUE = regex(rf'{_PIECE}(?:\s*+#\s*+{_PIECE})*+')
# What git leaves where it could not join two versions of a file.
MERGE_MARK = regex(r'^(?:<{7}|={7}|>{7})(?:[ \t][^\n]*+)?$', re.MULTILINE)
NAME_AND_EQUALS = regex(rf'({_NAME})\s*+=\s*+')
# A whole field: name, first piece, further pieces, and what ends it.
FIELD = regex(rf'{_GAP}({_NAME})\s*+=\s*+({_PIECE})((?:\s*+#\s*+{_PIECE})*+)\s*+([,;}})])')
# Where the next field of a broken entry begins.
_COMMON = (
    'author|title|journal|journaltitle|booktitle|year|date|volume|number|pages|publisher|editor|'
    'doi|url|month|note|abstract|keywords|eprint|isbn|issn|series|school|institution'
)
FIELD_START = regex(
    rf'[,;]?[ \t]*\n\s*{_NAME}[ \t]*=\s*["{{\w]|[,;][ \t]*{_NAME}[ \t]*=[ \t]*["{{]|'
    rf'[,;][ \t]*(?i:{_COMMON})[ \t]*=[ \t]*\w'
)
# A line within a value that can only be the next field: its name is one that everybody uses.
SWALLOWED = regex(rf',?[ \t]*\n[ \t]*(?i:{_COMMON})[ \t]*=[ \t]*["{{\d]')

# The types of BibTeX and biblatex, and those that publication lists use besides.
KNOWN_TYPES = frozenset({
    *TYPES, *old_types(), 'set', 'xdata', 'bibnote', 'string', 'preamble', 'comment',
})  # fmt: skip

# Of two words, where people write a type as they say it: "book chapter".
_SECOND = (
    r'(?:(?<!omment)[ \t]++(?i:chapter|section|article|paper|thesis|dissertation|report|'
    r'proceedings|collection|book|page|site|program|post|presentation))?+'
)
_HEAD = rf'@+[ \t]*+([^\W\d][\w+-]*+{_SECOND})\s*+([{{(])'
# The start of an entry: on a line of its own, perhaps behind closing braces.
LINE_START = regex(rf'^[^\S\n]*+[}})]*+[^\S\n]*+{_HEAD}', re.MULTILINE)
# Further on in a line it takes more to be one: a key, a comma and a field.
_KEY = r'[^\s,{}()"=%]++'
# A line that was to start an entry: its brace or its type is missing.
BROKEN_START = regex(
    rf'^[ \t]*+@[ \t]*+(?:([^\W\d]\w*+)(?:[ \t]*+\{{|[ \t]++)|\{{)[ \t]*+({_KEY})[ \t]*+,[ \t]*$'
)
# The start of an entry without its "@", which is how people hide one: BibTeX takes it for text.
HIDDEN_START = regex(
    rf'(?:^|(?<=[}})]))[^\S\n]*+(?:[^\s@{{}}()=",%]{{1,9}}[ \t]++)?([^\s@{{}}()=",%]++)\s*+'
    rf'[{{(]\s*+(?:([^,{{}}()=\n]*+)\s*+,)?(?=(?:[\s,]|{_COMMENT})*+{_NAME}\s*+=)',
    re.MULTILINE,
)
INLINE_START = regex(
    rf'(?:@[ \t]*+(?i:string)\s*+[{{(]\s*+{_NAME}|{_HEAD}\s*+{_KEY}\s*+,\s*+{_NAME})\s*+='
)
HEAD = regex(rf'{_HEAD}\s*+')
KEY = regex(r'\{*+([^,{}"=\n]*+)\}*+\s*+,')
ODD_KEY = regex(r'([^,=\n]{1,100}+),')
KEY_WITHOUT_COMMA = regex(rf'([^\s,{{}}"=]*+)(?=\s*+(?:{_NAME}\s*+=|[}})]))')


class RawField(NamedTuple):
    """A field as written: its *tokens* are ``{…}``, ``"…"`` and bare words, joined by ``#``."""

    name: str
    tokens: tuple[str, ...]
    offset: int


class Flaw(NamedTuple):
    """A flaw of syntax: its place in the text, and how to mend it."""

    offset: int
    message: str
    key: str = ''
    subtype: str = 'syntax'


@dataclass(slots=True)
class RawEntry:
    """An entry, or a ``@string``, as written; *type* is in lower case.

    *mark* tells its text from all others, if nothing else stands there and nothing is wrong in it.
    """

    type: str
    key: str
    offset: int
    fields: list[RawField] = field(default_factory=list)
    is_broken: bool = False
    mark: bytes = b''


@dataclass(slots=True)
class Scan:
    """The entry that is being read, and the place at which it ends at the latest."""

    text: str
    pos: int
    end: int
    entry: RawEntry
    flaws: list[Flaw] = field(default_factory=list)
    is_open: bool = True

    def add(self, name: str, tokens: tuple[str, ...], offset: int) -> None:
        """Add a field to the entry."""
        self.entry.fields.append(RawField(name.lower().rstrip(':'), tokens, offset))

    def close(self, pos: int) -> None:
        """End the entry before *pos*."""
        self.pos, self.is_open = pos, False

    def complain(self, offset: int, message: str) -> None:
        """Note a flaw of syntax."""
        self.entry.is_broken = True
        self.flaws.append(Flaw(offset, message, self.entry.key))


class Lines:
    """The line numbers of a text."""

    def __init__(self, text: str) -> None:
        *lengths, _ = map(len, text.split('\n'))
        self._newlines = [*map(add, accumulate(lengths), count())]

    def number(self, offset: int) -> int:
        """Return the number of the line that holds *offset*, from 1."""
        return bisect_left(self._newlines, offset) + 1


_BRACE = regex('[{}]')


def end_of_group(text: str, start: int, end: int) -> int | None:
    """Return the place behind the brace that closes the one at *start*; None where none does."""
    depth = 0
    for match in _BRACE.finditer(text, start, end):
        depth += 1 if match[0] == '{' else -1
        if depth <= 0:
            return match.end()
    return None


def pair_braces(text: str) -> dict[int, int]:
    """Return place of a brace -> place behind the brace that closes it."""
    pairs, open_at = {}, []
    for match in _BRACE.finditer(text):
        if match[0] == '{':
            open_at.append(match.start())
        elif open_at:
            pairs[open_at.pop()] = match.end()
    return pairs


def balance(text: str) -> str:
    """Return *text* without the braces that have no partner."""
    unmatched, open_at = set(), []
    for match in _BRACE.finditer(text):
        if match[0] == '{':
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        else:
            unmatched.add(match.start())
    unmatched.update(open_at)
    return ''.join(c for i, c in enumerate(text) if i not in unmatched) if unmatched else text

"""Regular expressions that people write in filters; one that might take minutes is refused."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_cv.model.patterns import regex

_TOKEN = regex(
    r"""
    (?P<atom> \\. | \[ \^? \]? (?: \\. | [^\]\\] )* \] )  # an escape, or a set of characters
    | (?P<open> \( (?: \?P?[<!=:][=!]? )? ) | (?P<close> \) ) | (?P<maybe> [|?] )
    | (?P<repeat> [*+] | \{ \d* , \d* \} | \{ \d{2,} \} )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
# With more repeats than these, a title of a hundred letters may take minutes.
_MOST_REPEATS = 4


@lru_cache(maxsize=64)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return a regular expression, for which capitals do not matter.

    Raise ``re.error`` if it is none, or if the time that it takes may double with each letter:
    if what is repeated holds a repeat or an alternative, or if there are many repeats.
    """
    if _explodes(pattern):
        raise re.error('a repeat within a repeat, or too many of them, may take for ever')
    return re.compile(pattern, re.IGNORECASE)


def _explodes(pattern: str) -> bool:
    groups = [False]  # for each open group whether a repeat of it would be costly
    closed, repeats = False, 0
    for token in _TOKEN.finditer(pattern):
        kind = token.lastgroup
        if kind == 'repeat':
            repeats += 1
            groups[-1] = True
            if closed or repeats > _MOST_REPEATS:
                return True
        if kind == 'maybe':
            groups[-1] = True
        if kind == 'open':
            groups.append(False)
        closed = kind == 'close' and len(groups) > 1 and groups.pop()
        groups[-1] = groups[-1] or closed
    return False

"""Values that stand for none."""

from __future__ import annotations

import re

from sphinx_cv.model.patterns import regex

# What stands for nothing: programs and forms want the field filled in, and Springer prints digits.
# XX may be a number of Rome, and libraries have Latin for a publisher, a place and a date that
# nobody knows.
_NOTHING = regex(
    r'(?:n\.?/?a\.?|nan|none|null|nil|undefined|unknown|(?-i:x{2,}|X{4,})|tb[ad]|\?[?–-]*|0+|[-–—.\s]+'
    r'|0123456789|\[?(?:not|no \w+)(?: yet)? available\.?\]?|\[?s\. ?[nld]\.\]?)',
    re.IGNORECASE,
)
_LONGEST = 30
# With which such a value begins, as most do not.
STARTS = frozenset('nNuUxXtT?0-\u2013\u2014.[sS{ ')


def is_nothing(text: str) -> bool:
    """Return whether a value stands for none: ``n/a``, ``TBD``, ``-``."""
    return len(text) < _LONGEST and _NOTHING.fullmatch(text.strip('{} ')) is not None

"""Values that stand for none."""

from __future__ import annotations

import re

from sphinx_cv.model.patterns import regex

# What stands for nothing: programs and forms want the field filled in.
_NOTHING = regex(
    r'(?:n\.?/?a\.?|none|null|nil|undefined|unknown|x{2,}|tb[ad]|\?+|0+|[-–—.\s]+)', re.IGNORECASE
)


def is_nothing(text: str) -> bool:
    """Return whether a value stands for none: ``n/a``, ``TBD``, ``-``."""
    return _NOTHING.fullmatch(text.strip('{} ')) is not None

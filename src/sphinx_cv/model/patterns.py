"""Regular expressions that are compiled when they are first used.

Compiling all takes as long as all else that is done to load the extension, and a build in which
little has changed uses few.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    def __init__(self, source: str, flags: int) -> None:
        self._made_of = source, flags

    def __getattr__(self, name: str) -> Any:
        # Once a method was asked for, it is an attribute, and Python does not come here again.
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what has the attributes and methods of a compiled expression."""
    return cast('re.Pattern[str]', _Pattern(source, flags))

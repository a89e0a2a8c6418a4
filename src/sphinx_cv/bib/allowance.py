"""A limit to how much a bibliography may grow as macros and inheritance copy text in it."""

from __future__ import annotations

# Far more than any bibliography seen copies; a few lines could else fill the memory.
_TIMES = 8
_ALWAYS = 300_000


class Allowance:
    """The characters that may still be copied, in proportion to the *size* of the files."""

    def __init__(self, size: int) -> None:
        self.left = _ALWAYS + _TIMES * size

    def covers(self, length: int) -> bool:
        """Take *length* characters; whether there were as many left."""
        self.left -= length
        return self.left >= 0

"""A finding of the doctor: where, of which sort, and in words."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.doctor.changes import renamed

if TYPE_CHECKING:
    from collections.abc import Collection


class Finding(NamedTuple):
    """What is outdated, unknown or missing, and how to mend it."""

    file: str
    line: int
    subtype: str  # 'unknown', 'outdated', 'missing', 'version' or 'syntax'
    message: str

    def __str__(self) -> str:
        return f'{self.file}:{self.line}: {self.message} [doctor.{self.subtype}]'


def unknown_name(place: tuple[str, int], sort: str, name: str, known: Collection[str]) -> Finding:
    """Return what is to be said of a name that there is not, or no longer."""
    own = name.rpartition('.')[2]
    if words := renamed(sort, name):
        return Finding(*place, 'outdated', f'{sort} "{own}": {words}')
    near = difflib.get_close_matches(own.lower(), known, 1)
    hint = f'did you mean "{near[0]}"?' if near else f'there are {", ".join(known)}'
    return Finding(*place, 'unknown', f'there is no {sort} "{own}"; {hint}')

"""The record of the files that a build has written, by which the next one saves work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Record(NamedTuple):
    """The *exports*, each with a digest of what it is made of, and the names of other *files*."""

    exports: Mapping[str, str]
    files: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of all files, relative to the folder of the build."""
        return frozenset((*self.exports, *self.files))


def read_record(path: Path) -> Record:
    """Return the record at *path*; an empty one if the file is missing or damaged."""
    try:
        exports, files = json.loads(path.read_text(encoding='utf-8'))
        return Record(dict(exports), tuple(files))
    except (OSError, ValueError, TypeError):
        return Record({})


def write_record(record: Record, path: Path) -> None:
    """Save *record* for the next build, all of it or nothing if this one is ended."""
    part = path.with_suffix('.part')
    part.write_bytes(json.dumps(record).encode())
    part.replace(path)

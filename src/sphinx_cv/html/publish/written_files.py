"""The list of the files that a build has written, by which the next one saves work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class WrittenFiles(NamedTuple):
    """The *exports*, each with a digest of what it is made of, and the names of other *files*."""

    exports: Mapping[str, str]
    files: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of all files, relative to the folder of the build."""
        return frozenset((*self.exports, *self.files))


def read_written_files(path: Path) -> WrittenFiles:
    """Return the list at *path*; an empty one if the file is missing or damaged."""
    try:
        exports, files = json.loads(path.read_text(encoding='utf-8'))
        return WrittenFiles(dict(exports), tuple(files))
    except (OSError, ValueError, TypeError):
        return WrittenFiles({})


def save_written_files(written: WrittenFiles, path: Path) -> None:
    """Save *written* for the next build, all of it or nothing if this one is ended."""
    part = path.with_suffix('.part')
    part.write_bytes(json.dumps(written).encode())
    part.replace(path)

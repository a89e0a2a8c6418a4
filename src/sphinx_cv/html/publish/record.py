"""The record of the files that a build has written, by which the next one saves work."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv import export
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.types import TYPES, WORKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.export.collection import Collection

# The code of the exports is part of their digest, because an update may change what they say.
PACKAGE = Path(export.__file__).parents[1]
CODE = ('model', 'formatting', 'export')


class Record(NamedTuple):
    """Names of the *exports* and all other *files*, and a *digest* of the data of the exports."""

    digest: str = ''
    exports: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of all files, relative to the folder of the build."""
        return frozenset((*self.exports, *self.files))


def read_record(path: Path) -> Record:
    """Return the record at *path*; an empty one if the file is missing or damaged."""
    try:
        digest, exports, files = json.loads(path.read_text(encoding='utf-8'))
    except (OSError, ValueError):
        return Record()
    return Record(digest, tuple(exports), tuple(files))


def write_record(record: Record, path: Path) -> None:
    """Save *record* for the next build."""
    path.write_bytes(json.dumps(record).encode())


def digest(collection: Collection, files: Iterable[Path], own: Sequence[str]) -> str:
    """Return a digest of the data of the exports, of which those in *own* are written here.

    The bibliographies, among *files*, stand for the papers: to write these down takes longer.
    """
    keys = [paper.key for paper in collection.papers]
    facts = (keys, collection.owner, collection.entries, collection.url, collection.pages,
             collection.places, collection.told, collection.style,
             collection.signs, own, KINDS, FIELDS, TYPES, WORKS,
             list(export.EXPORTS))  # fmt: skip
    found = hashlib.sha256(repr(facts).encode())
    code = (path for name in CODE for path in sorted((PACKAGE / name).glob('*.py')))
    for file in (*code, *files):
        found.update(_content(file))
    return found.hexdigest()


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # reported when the bibliography was read
        return b''

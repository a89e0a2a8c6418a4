"""What a build has published, remembered for the next one, which may have nothing to do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv import export

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.export.collection import Collection

# The code that writes the exports: with another one, they may be others.
EXPORT = Path(export.__file__).parent


class Record(NamedTuple):
    """Names of *exports* and of all other *files*, and the *digest* of what exports are made of."""

    digest: str = ''
    exports: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All files that a build has left, relative to its folder."""
        return frozenset((*self.exports, *self.files))


def read_record(path: Path) -> Record:
    """Read the record at *path*; one that is missing or has another form remembers nothing."""
    try:
        digest, exports, files = json.loads(path.read_text(encoding='utf-8'))
    except (OSError, ValueError):
        return Record()
    return Record(digest, tuple(exports), tuple(files))


def write_record(record: Record, path: Path) -> None:
    """Remember *record* for the next build."""
    path.write_text(json.dumps(record), encoding='utf-8')


def digest(collection: Collection, files: Iterable[Path], given: Sequence[str]) -> str:
    """Return a digest of all that the exports are made of, except those that are *given*.

    The bibliographies, which are among *files*, stand for the papers: writing these down
    would take longer.
    """
    keys = [paper.key for paper in collection.papers]
    facts = (keys, collection.owner, collection.entries, collection.url, collection.pages,
             collection.places, given)  # fmt: skip
    found = hashlib.sha256(repr(facts).encode())
    for file in (*sorted(EXPORT.glob('*.py')), *files):
        found.update(_content(file))
    return found.hexdigest()


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # which the reader of bibliographies has reported
        return b''

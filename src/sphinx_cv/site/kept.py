"""Results that a build keeps for the next one, as long as all that they are made of is the same.

They lie in the folder of the doctrees, which no host serves. A file that is damaged, or not from
the same code and settings, is as good as none.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.types import SUBTYPES, TYPES, WORKS
from sphinx_cv.model.words import spoken

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

T = TypeVar('T')

_PACKAGE = Path(__file__).parents[1]
_SIZE = hashlib.sha256().digest_size


def digest(*facts: object) -> str:
    """Return a digest of *facts*; those with the same ``repr`` have the same digest."""
    return hashlib.sha256(repr(facts).encode(errors='surrogatepass')).hexdigest()


def basis() -> str:
    """Return a digest of what everything is made of: our code, the tables, the language."""
    tables = FIELDS, KINDS, TYPES, SUBTYPES, WORKS
    return digest(_code(), tables, spoken().fingerprint)


@cache
def _code() -> str:
    stats = ((str(file), file.stat()) for file in sorted(_PACKAGE.rglob('*.py')))
    stamps = [(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]
    return digest(sys.version, *map(version, ('sphinx-cv', 'sphinx', 'docutils')), stamps)


def load(file: Path, key: str) -> object:
    """Return what was saved under *key* in *file*; None if it is not there."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    seal, kept = content[:_SIZE], content[_SIZE:]
    # Only what was sealed with this key is unpickled, which can run any code.
    with collector_at_rest():
        return pickle.loads(kept) if seal == _seal(kept, key) else None


def save(file: Path, key: str, value: object) -> None:
    """Save *value* under *key*; a process that reads meanwhile sees the old file or the new."""
    with collector_at_rest():
        kept = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f'{file.name}.new')
    new.write_bytes(_seal(kept, key) + kept)
    new.replace(file)


def _seal(kept: bytes, key: str) -> bytes:
    return hashlib.sha256(key.encode() + kept).digest()


class Kept(Generic[T]):
    """Results by digests of what they are made of; one that a build does not ask for is dropped."""

    def __init__(self, file: Path, key: str) -> None:
        self.file, self.key = file, key
        self.now: dict[Any, T] = {}

    @cached_property
    def before(self) -> dict[Any, T]:
        """What was kept, read when it is first asked for."""
        found = load(self.file, self.key)
        return found if isinstance(found, dict) else {}

    def get(self, key: object, make: Callable[[], T]) -> T:
        """Return the result for *key*, made now unless it was before."""
        if key in self.now:
            return self.now[key]
        found = self.now[key] = self.before[key] if key in self.before else make()
        return found

    def save(self) -> None:
        """Keep what was asked for since the last time."""
        if self.now != self.before:
            save(self.file, self.key, self.now)

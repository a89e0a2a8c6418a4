"""Results that a build keeps for the next one, as long as all that they are made of is the same.

They lie in the folder of the doctrees, which no host serves. A file that is damaged, or not from
the same code and settings, is as good as none.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Mapping
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
    from collections.abc import Callable, Iterator
    from typing import Any

T = TypeVar('T')

_PACKAGE = Path(__file__).parents[1]
_SIZE = hashlib.sha256().digest_size
_TOGETHER = 50  # values of a pack: with fewer, all take longer, and with more, a single one does


def digest(*facts: object) -> str:
    """Return a digest of *facts*; those with the same ``repr`` have the same digest."""
    return hashlib.sha256(repr(facts).encode(errors='surrogatepass')).hexdigest()


def basis() -> str:
    """Return a digest of what everything is made of: our code, the tables, the language."""
    tables = [table.view(digest) for table in (FIELDS, KINDS, TYPES, WORKS)]
    return digest(_code(), tables, SUBTYPES, spoken().fingerprint)


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


class Packed(Mapping[str, T]):
    """Values by key, in packs that are unpickled when one of their values is first asked for."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self._names, every = tuple(values), tuple(values.values())
        starts = range(0, len(every), _TOGETHER)
        with collector_at_rest():
            packs = (every[start : start + _TOGETHER] for start in starts)
            self._packs = tuple(pickle.dumps(pack, pickle.HIGHEST_PROTOCOL) for pack in packs)
        self._found: dict[str, T] = {}

    def __getstate__(self) -> dict[str, Any]:
        return vars(self) | {'_found': {}}

    def __getitem__(self, key: str) -> T:
        if key not in self._found:
            self._unpack(self._numbers[key] // _TOGETHER)
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __or__(self, others: Mapping[str, T]) -> Packed[T]:
        """Return the same with *others* in the places of the values that have their keys."""
        if not others:
            return self
        result = object.__new__(Packed)
        vars(result).update(vars(self), _found={**self._found, **others})
        return result

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {key: number for number, key in enumerate(self._names)}

    def _unpack(self, number: int) -> None:
        start = number * _TOGETHER
        with collector_at_rest():
            values = pickle.loads(self._packs[number])
        for key, value in zip(self._names[start:], values, strict=False):
            self._found.setdefault(key, value)

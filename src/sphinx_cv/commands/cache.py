"""Answers of services on disk, each for its lifetime: who asks twice asks the network once."""

from __future__ import annotations

import json
import os
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

_DAY = 86400.0


class Answer(NamedTuple):
    """What a service said: its status, its text, and the address that gave it in the end."""

    status: int
    text: str
    url: str


def cache_folder() -> Path:
    """Return the folder of ``SPHINX_CV_CACHE``, else the user's own, as the system has it."""
    if folder := os.environ.get('SPHINX_CV_CACHE'):
        return Path(folder)
    if folder := os.environ.get('XDG_CACHE_HOME'):
        return Path(folder) / 'sphinx-cv'
    if sys.platform == 'win32':
        return Path(os.environ.get('LOCALAPPDATA', Path.home())) / 'sphinx-cv' / 'cache'
    if sys.platform == 'darwin':
        return Path.home() / 'Library' / 'Caches' / 'sphinx-cv'
    return Path.home() / '.cache' / 'sphinx-cv'


class Cache:
    """A folder of answers; one that cannot be read or written to is no error, only slower."""

    def __init__(self, folder: Path, *, lifetime: float = _DAY, is_fresh: bool = False) -> None:
        self.folder = folder
        self.lifetime = lifetime
        self.is_fresh = is_fresh  # whether nothing is taken from what is kept

    def read(self, question: str) -> Answer | None:
        """Return what is kept for *question*, if it is not too old."""
        path = self._path(question)
        try:
            if self.is_fresh or time.time() - path.stat().st_mtime > self.lifetime:
                return None
            return Answer(*json.loads(path.read_text(encoding='utf-8')))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, question: str, answer: Answer) -> None:
        """Keep *answer*; whole or not at all."""
        path = self._path(question)
        draft = path.with_suffix(f'.{os.getpid()}')
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.write_text(json.dumps(answer), encoding='utf-8')
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)

    def drop(self, question: str) -> None:
        """Forget what is kept for *question*: it was of no use."""
        self._path(question).unlink(missing_ok=True)

    def _path(self, question: str) -> Path:
        return self.folder / f'{sha256(question.encode()).hexdigest()[:32]}.json'

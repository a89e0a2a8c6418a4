"""The date of the last change of the CV, which must not depend on when or where it is built."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_cv.model.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def last_change(files: Sequence[Path], folder: Path) -> datetime:
    """Return the time of the last change of *files*, which lie below *folder*.

    ``SOURCE_DATE_EPOCH`` decides where it is set (https://reproducible-builds.org/specs/
    source-date-epoch/); then git: the commit that last changed one of them, or the newest
    file where some are not committed; without git, the newest file. Files count by the day.
    """
    if (epoch := os.environ.get('SOURCE_DATE_EPOCH', '')).isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    names = [str(file) for file in files if file.is_file()]
    committed = _git(folder, 'log', '-1', '--format=%ct', '--', *names)
    if committed.isdigit() and not _git(folder, 'status', '--porcelain', '--', *names):
        return datetime.fromtimestamp(int(committed), UTC)
    newest = max((file.stat().st_mtime for file in files if file.is_file()), default=0)
    day = datetime.fromtimestamp(newest, UTC)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def commit(folder: Path) -> str:
    """Return the commit that is checked out in *folder*; '' if there is none."""
    return _git(folder, 'rev-parse', 'HEAD')


def _git(folder: Path, *arguments: str) -> str:
    """Return the output of git; '' if there is no git or no repository."""
    try:
        done = subprocess.run(
            ['git', '-C', str(folder), *arguments], capture_output=True, text=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return ''
    return done.stdout.strip() if done.returncode == 0 else ''


def in_words(date: str, changed: datetime) -> str:
    """Return the date that the setting *date* asks for, in words; '' for none."""
    if date != 'auto':
        return PartialDate.parse(date).words if date else ''
    return PartialDate(changed.year, changed.month, changed.day).words

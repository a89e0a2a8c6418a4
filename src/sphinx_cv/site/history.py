"""When the files of a site were last changed, as git knows it.

No clock is asked, so that the same sources make the same bytes whenever and wherever.
"""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.environment import BuildEnvironment


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


def days_of_change(env: BuildEnvironment) -> Mapping[str, str]:
    """Return the day, as ISO 8601 has it, of each document all of whose files are committed."""
    srcdir = Path(env.srcdir)
    known = _days(srcdir)
    days = {}
    for docname in env.found_docs if known else ():
        paths = (srcdir / file for file in (env.doc2path(docname), *env.dependencies[docname]))
        found = [known.get(Path(os.path.relpath(path, srcdir)).as_posix(), '') for path in paths]
        if all(found):
            days[docname] = max(found)
    return days


def _days(folder: Path) -> Mapping[str, str]:
    """Return for each committed file below *folder* the day of the commit that last changed it."""
    if _git(folder, 'rev-parse', '--is-shallow-repository') != 'false':
        return {}  # the oldest commit that is known seems to have made all files
    days: dict[str, str] = {}
    day = ''
    for line in _git(folder, 'log', '--format=@%cs', '--name-only', '--relative').splitlines():
        if line.startswith('@'):
            day = line[1:]
        elif line:
            days.setdefault(line, day)
    for name in _git(folder, 'diff', '--name-only', '--relative', 'HEAD').splitlines():
        days.pop(name, None)
    return days


def _git(folder: Path, *arguments: str) -> str:
    """Return the output of git; '' if there is no git or no repository."""
    command = ['git', '-C', str(folder), '-c', 'core.quotepath=off', *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return ''
    return done.stdout.decode(errors='replace').strip() if done.returncode == 0 else ''

"""The days on which the pages of a site were last changed, as git knows them.

Neither a clock nor the times of files are asked, so that the same sources make the same bytes. What
is not committed, or was made by the build, has no day.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment


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
    if _git(folder, 'rev-parse', '--is-shallow-repository') != 'false\n':
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
    return done.stdout.decode(errors='replace') if done.returncode == 0 else ''

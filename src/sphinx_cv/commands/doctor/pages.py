"""What the doctor sees in pages: directives and options that there are not, or no longer."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from sphinx_cv.commands.doctor.findings import unknown_name
from sphinx_cv.model.kinds import KINDS, option_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sphinx_cv.commands.doctor.findings import Finding

# The directives that are no kinds of entries; the command line has no Sphinx to ask.
OTHER_DIRECTIVES = (
    'publications', 'entries', 'paper', 'owner', 'chart', 'downloads', 'metrics', 'people',
)  # fmt: skip
SUFFIXES = ('.md', '.rst')

_OPEN = re.compile(r'(?P<indent>\s*)(?:[`~:]{3,}\{cv:(?P<md>[\w-]+)\}|\.\. cv:(?P<rst>[\w-]+)::)')
_OPTION = re.compile(r'\s*:([\w-]+):')
_LEFT_OUT = {'_build', 'papers', 'node_modules', 'site-packages'}


def pages_of(root: Path, excluded: Iterable[str] = ()) -> list[Path]:
    """Return the pages of a project, but for those that are made, hidden or excluded."""
    found = (path for suffix in SUFFIXES for path in root.rglob(f'*{suffix}'))
    patterns = tuple(excluded)
    return sorted(path for path in found if not _is_left_out(path.relative_to(root), patterns))


def _is_left_out(path: Path, patterns: Iterable[str]) -> bool:
    if any(part.startswith('.') or part in _LEFT_OUT for part in path.parts):
        return True
    names = [path.as_posix(), *(folder.as_posix() for folder in path.parents)]
    return any(fnmatch(name, pattern.strip('/')) for name in names for pattern in patterns)


def look_at_page(name: str, text: str, own: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what is outdated or unknown on a page; *own* are kinds and options of the settings."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if match := _OPEN.match(line):
            directive = match['md'] or match['rst']
            if directive in KINDS:
                yield from _look_at_options(name, directive, lines, number, own)
            elif directive not in (*OTHER_DIRECTIVES, *own):
                known = (*KINDS, *OTHER_DIRECTIVES, *own)
                yield unknown_name((name, number), 'directive', directive, known)


def _look_at_options(
    name: str, kind: str, lines: list[str], start: int, own: Collection[str]
) -> Iterator[Finding]:
    known = (*option_names(kind), *own)
    for number, line in enumerate(lines[start:], start + 1):
        option = _OPTION.match(line)
        if not option:
            break
        if option[1] not in known:
            yield unknown_name((name, number), 'option', f'{kind}.{option[1]}', known)

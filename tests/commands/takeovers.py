"""Old CVs for the tests of ``sphinx-cv new --from``: written, taken over, and read again."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Taken(NamedTuple):
    """A new project: its folder, the text of all its files, and what the command said."""

    folder: Path
    text: str
    said: str


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files, their texts without the indent of the test."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(textwrap.dedent(content).lstrip('\n'), encoding='utf-8')
    return folder


def take_over(source: Path, folder: Path, *options: str) -> Taken:
    """Run ``sphinx-cv new`` from *source*; its words on standard error are returned."""
    run = 'import sys; from sphinx_cv.cli import main; sys.exit(main())'
    command = [sys.executable, '-c', run, 'new', str(folder), '--from', str(source)]
    done = subprocess.run(
        [*command, '--yes', *options], capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    written = [path for path in sorted(folder.rglob('*')) if path.suffix in {'.md', '.py', '.bib'}]
    text = '\n'.join(path.read_text(encoding='utf-8') for path in written)
    return Taken(folder, text, done.stderr)


def build(folder: Path) -> str:
    """Build a project with every warning an error, and return what was said."""
    command = [sys.executable, '-m', 'sphinx', '-q', '-n', '-W', '--keep-going', '.', '_build/html']
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stderr


def missing(taken: Taken, *facts: str) -> list[str]:
    """Return the facts that stand nowhere in the new project."""
    return [fact for fact in facts if fact not in taken.text]

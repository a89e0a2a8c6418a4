"""Old CVs for the tests of ``sphinx-cv new --from``: written, taken over, and read again."""

from __future__ import annotations

import contextlib
import io
import textwrap
from typing import TYPE_CHECKING, NamedTuple

from builds import STRICT, sphinx_build

from sphinx_cv.cli import main

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
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = main(['new', str(folder), '--from', str(source), '--yes', *options])
    assert code in {0, 1}, said.getvalue()
    written = [path for path in sorted(folder.rglob('*')) if path.suffix in {'.md', '.py', '.bib'}]
    text = '\n'.join(path.read_text(encoding='utf-8') for path in written)
    return Taken(folder, text, said.getvalue())


def build(folder: Path) -> str:
    """Build a project with every warning an error, and return what was said."""
    return sphinx_build(folder, folder / '_build' / 'html', *STRICT).warnings


def missing(taken: Taken, *facts: str) -> list[str]:
    """Return the facts that stand nowhere in the new project."""
    return [fact for fact in facts if fact not in taken.text]

"""Readers of the CVs that people have: each turns a folder or a file into what was found in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from sphinx_cv.commands.console import Console


def read_source(source: str, console: Console) -> Found:
    """Return what stands in *source*; raise CommandError for what no reader knows."""
    path = Path(source)
    if not path.exists():
        raise CommandError(f'there is no {source}', Status.FILE)
    if path.suffix.lower() == '.bib':
        text = path.read_text(encoding='utf-8-sig', errors='replace')
        return Found(bibliographies={'refs.bib': text}, taken=[f'{path.name}: all of it'])
    raise CommandError(f'{source} is no CV of a known form', Status.FILE)

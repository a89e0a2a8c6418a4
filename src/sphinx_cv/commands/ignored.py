"""Works and DOIs that the owner does not want to be asked about again, in a file beside conf.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.commands.matching import bare_title
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.commands.survey import Wish

NAME = 'sync-ignored.txt'
_HEADER = '# What "sphinx-cv sync" does not propose again; take a line out to be asked.\n'


class Ignored:
    """The lines of the file: a task and a number or title, and a remark for people."""

    def __init__(self, root: Path) -> None:
        self.path = root / NAME
        text = self.path.read_text(encoding='utf-8') if self.path.is_file() else ''
        self.names = {line.partition('  #')[0].strip() for line in text.splitlines()}

    def has(self, wish: Wish) -> bool:
        """Return whether the wish was turned down for good."""
        return _name(wish) in self.names

    def add(self, wish: Wish) -> None:
        """Turn a wish down for good."""
        is_new = not self.path.exists()
        self.names.add(_name(wish))
        try:
            with self.path.open('a', encoding='utf-8') as file:
                file.write(f'{_HEADER if is_new else ""}{_name(wish)}  # {wish.words}\n')
        except OSError as error:
            raise CommandError(f'{self.path}: cannot be written ({error})', Status.FILE) from error


def _name(wish: Wish) -> str:
    if wish.clean:
        number = wish.clean.paper.identifiers.get('doi') or bare_title(wish.clean.paper)
        return f'{wish.task} {number}'
    return f'{wish.task} {wish.paper.key if wish.paper else ""} {wish.doi}'.strip()

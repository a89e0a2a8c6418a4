"""Options that several commands have: which files, and how the network is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.commands.cache import Cache, cache_folder
from sphinx_cv.commands.web import Web

if TYPE_CHECKING:
    import argparse

    from sphinx_cv.commands.console import Console
    from sphinx_cv.commands.project import Project


def declare_writing(parser: argparse.ArgumentParser) -> None:
    """Declare what commands have that write to a file."""
    parser.add_argument(
        '--to', type=Path, metavar='FILE', help='the file to write to, if not that of conf.py'
    )
    parser.add_argument(
        '-n', '--dry-run', action='store_true', help='show what would be written, and write nothing'
    )
    parser.add_argument('--json', action='store_true', help='tell what was done as JSON')


def declare_network(parser: argparse.ArgumentParser) -> None:
    """Declare what commands have that ask services."""
    parser.add_argument(
        '--fresh', action='store_true', help='ask again for what was asked within the last day'
    )


def make_web(options: argparse.Namespace, console: Console, project: Project) -> Web:
    """Return the client of the services; the owner's address is the contact, if it is given."""
    cache = Cache(cache_folder(), is_fresh=options.fresh)
    return Web(console, cache, contact=project.owner_text('email'))


def target_of(options: argparse.Namespace, project: Project) -> Path:
    """Return the bibliography to write to."""
    return Path(options.to).absolute() if options.to else project.bibliographies[0]


def files_of(target: Path, project: Project) -> list[Path]:
    """Return all bibliographies in which a paper may be already."""
    return list(dict.fromkeys((*project.bibliographies, target)))

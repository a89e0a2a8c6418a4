"""What a command is: its name and words, its options, and the function that does it.

The exit statuses are the same for all commands; the table of them is printed in every help.
"""

from __future__ import annotations

import argparse
import os
import sys
from enum import IntEnum
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Status(IntEnum):
    """The exit status of every command; of several, the highest counts."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    SERVICE = 3
    UNKNOWN = 4
    FILE = 5


STATUSES = {
    Status.DONE: 'done, or nothing was to do',
    Status.FOUND: 'something is to be looked at: findings, or proposals nobody has answered',
    Status.USAGE: 'the command itself is wrong',
    Status.SERVICE: 'a service cannot be reached, sets a limit, or gives a wrong answer',
    Status.UNKNOWN: 'nobody knows the number, or what it leads to is no work',
    Status.FILE: 'a file is not fit to be read or written to; it was not touched',
}


class CommandError(Exception):
    """What keeps a command from being done, in words for people, and its exit status."""

    def __init__(self, message: str, status: Status = Status.USAGE) -> None:
        super().__init__(message)
        self.status = status


class Command(NamedTuple):
    """One subcommand; *examples* are pairs of a command line and what it does."""

    name: str
    summary: str
    description: str
    examples: tuple[tuple[str, str], ...]
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Console], int]


def make_parser(commands: Iterable[Command]) -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog='sphinx-cv',
        description='Tools for an academic CV.',
        epilog='"sphinx-cv COMMAND --help" shows examples.',
        allow_abbrev=False,
    )
    parser.add_argument('--version', action='version', version=f'sphinx-cv {version("sphinx-cv")}')
    table = parser.add_subparsers(required=True, metavar='COMMAND', title='commands')
    for command in commands:
        own = table.add_parser(
            command.name,
            help=command.summary,
            description=command.description,
            epilog=_epilog(command),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.declare(own)
        _declare_common(own)
        own.set_defaults(command=command)
    return parser


def _declare_common(parser: argparse.ArgumentParser) -> None:
    common = parser.add_argument_group('for every command')
    common.add_argument(
        '-v', '--verbose', action='store_true', help='say what is done, and what is asked of whom'
    )
    common.add_argument(
        '--color',
        choices=('auto', 'always', 'never'),
        default='auto',
        help='colours; "auto" obeys NO_COLOR and pipes',
    )


def _epilog(command: Command) -> str:
    lines = []
    if command.examples:
        width = max(len(line) for line, _ in command.examples)
        lines = ['examples:', *(f'  {line:{width}}  {what}' for line, what in command.examples), '']
    return '\n'.join(
        [*lines, 'exit status:', *(f'  {status:d}  {what}' for status, what in STATUSES.items())]
    )


def run(commands: Iterable[Command], arguments: Sequence[str] | None) -> int:
    """Do what the command line says; return the exit status."""
    options = make_parser(commands).parse_args(arguments)
    console = Console(color=options.color, verbose=options.verbose)
    try:
        return int(options.command.run(options, console))
    except CommandError as error:
        console.error(str(error))
        return int(error.status)
    except BrokenPipeError:
        # Whoever reads has enough, as "head" has; Python would complain again as it ends.
        # https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        console.error('stopped; nothing was changed since the last line above')
        return 130

"""The command ``sphinx-cv check FILE…``: what a build would say of ``.bib`` files, without one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_cv.model import Problem

_CHECK = 'Say what a build would say of bibliographies, without a build.'
_EPILOG = """\
The exit status is 0 if nothing is wrong (hints do not count), 1 if something is,
and 2 if the command itself is wrong."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    options = _parser().parse_args(arguments)
    found = read_bibliography(options.files, Path.cwd()).problems
    ignored = {subtype for listed in options.ignore for subtype in listed.split(',')}
    problems = [problem for problem in found if problem.subtype not in ignored]
    _write(_FORMATS[options.format](problems))
    return int(any(problem.subtype != 'hint' for problem in problems))


def _write(text: str) -> None:
    """Write to the console; a character that it cannot show is written as an escape."""
    encoding = sys.stdout.encoding or 'utf-8'
    sys.stdout.write(text.encode(encoding, 'backslashreplace').decode(encoding))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='sphinx-cv', description='Tools for an academic CV.')
    commands = parser.add_subparsers(required=True, metavar='COMMAND')
    check = commands.add_parser(
        'check', help='check bibliographies', description=_CHECK, epilog=_EPILOG,
    )  # fmt: skip
    check.add_argument('files', nargs='+', type=Path, metavar='FILE', help='a .bib file')
    check.add_argument('--format', choices=_FORMATS, default='text', help='form of the findings')
    check.add_argument(
        '--ignore', action='append', default=[], metavar='SUBTYPE', help='leave out, as "hint,date"'
    )
    return parser


def format_text(problems: Iterable[Problem]) -> str:
    """Return a line for each finding, as compilers do, and as editors understand."""
    return ''.join(f'{problem} [cv.{problem.subtype}]\n' for problem in problems)


def format_json(problems: Iterable[Problem]) -> str:
    """Return the findings as a JSON list of objects."""
    rows = [
        {
            'file': problem.file,
            'line': problem.line,
            'key': problem.key,
            'subtype': problem.subtype,
            'level': _level(problem),
            'message': problem.message,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + '\n'


def format_github(problems: Iterable[Problem]) -> str:
    """Return the findings as annotations of a run of GitHub Actions.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    lines = []
    for problem in problems:
        entry = f'entry {problem.key}: ' if problem.key else ''
        place = f'file={_property(problem.file)},line={problem.line}'
        command = {'hint': 'notice'}.get(_level(problem), 'warning')
        title = _property(f'cv.{problem.subtype}')
        lines.append(f'::{command} {place},title={title}::{_data(entry + problem.message)}\n')
    return ''.join(lines)


def _level(problem: Problem) -> str:
    return 'hint' if problem.subtype == 'hint' else 'warning'


def _data(text: str) -> str:
    return text.replace('%', '%25').replace('\r', '%0D').replace('\n', '%0A')


def _property(text: str) -> str:
    return _data(text).replace(':', '%3A').replace(',', '%2C')


_FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    'text': format_text,
    'json': format_json,
    'github': format_github,
}

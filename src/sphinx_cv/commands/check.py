"""The command ``sphinx-cv check FILE…``: what a build would say of ``.bib`` files, without one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.bib import read_bibliography
from sphinx_cv.commands.shape import Command, Status

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from sphinx_cv.commands.console import Console
    from sphinx_cv.model import Problem


def _run(options: argparse.Namespace, console: Console) -> int:
    found = read_bibliography(options.files, Path.cwd()).problems
    ignored = {subtype for listed in options.ignore for subtype in listed.split(',')}
    problems = [problem for problem in found if problem.subtype not in ignored]
    console.write(_FORMATS['json' if options.json else options.format](problems))
    is_wrong = any(problem.subtype != 'hint' for problem in problems)
    return Status.FOUND if is_wrong else Status.DONE


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('files', nargs='+', type=Path, metavar='FILE', help='a .bib file')
    parser.add_argument('--format', choices=_FORMATS, default='text', help='form of the findings')
    parser.add_argument('--json', action='store_true', help='the same as --format json')
    parser.add_argument(
        '--ignore', action='append', default=[], metavar='SUBTYPE', help='leave out, as "hint,date"'
    )


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


COMMAND = Command(
    'check',
    'say what is wrong in bibliographies, and how to mend it',
    'Say what a build would say of bibliographies, without a build. Hints do not count as wrong.',
    (
        ('sphinx-cv check refs.bib', 'every finding on a line with its place'),
        ('sphinx-cv check refs.bib --ignore hint', 'without what is only worth a look'),
        ('sphinx-cv check refs.bib --format github', 'beside the lines of a pull request'),
    ),
    _declare,
    _run,
)

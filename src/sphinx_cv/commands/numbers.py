"""The command ``sphinx-cv numbers``: keeps the numbers of papers and entries in a file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_cv.commands.project import read_project
from sphinx_cv.commands.shape import Command, CommandError, Status

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from sphinx_cv.commands.console import Console

    Numbers = Mapping[str, Mapping[str, int | str]]

NAME = 'numbers.toml'
_HEADER = """\
# The numbers of papers and entries, which stay as they are: below the letters of a series, each
# by its key. A text instead of a number is printed as it is. "sphinx-cv numbers" adds what is new.
"""


def _run(options: argparse.Namespace, console: Console) -> int:
    root = read_project(Path.cwd()).root
    file = root / NAME
    before = _read(file)
    text = with_numbers(before, _numbers(root))
    if text == before:
        console.note(f'{NAME} has all numbers')
        return Status.DONE
    lines = unified_diff(before.splitlines(), text.splitlines(), NAME, NAME, lineterm='', n=1)
    console.write(console.paint_diff([*lines]))
    if options.dry_run:
        return Status.FOUND
    try:
        file.write_text(text, encoding='utf-8', newline='')
    except OSError as error:
        raise CommandError(f'{file}: cannot be written ({error})', Status.FILE) from error
    console.note(f'written to {NAME}; commit it')
    return Status.DONE


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding='utf-8') if file.exists() else ''
        tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise CommandError(f'{file}: {error}; it was not touched', Status.FILE) from error
    return text


def _numbers(root: Path) -> Numbers:
    """Return the numbers that the pages of a project give, which Sphinx has to read for that."""
    with TemporaryDirectory() as folder:
        arguments = ['-q', '-b', 'cvnumbers', str(root), folder]
        done = subprocess.run(
            [sys.executable, '-m', 'sphinx', *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        file = Path(folder, 'numbers.json')
        if done.returncode or not file.is_file():
            reason = done.stderr.strip().splitlines()[-1:] or ['it gives no reason']
            raise CommandError(f'Sphinx cannot read the pages: {reason[0]}', Status.FILE)
        found: Numbers = json.loads(file.read_text(encoding='utf-8'))
        return found


def with_numbers(text: str, numbers: Numbers) -> str:
    """Return the text of the file with the numbers that it lacks; all else stays as it is."""
    tables = tomllib.loads(text)
    for series, given in numbers.items():
        kept = tables.get(series, {})
        new = [
            f'{_key(key)} = {json.dumps(n)}' for key, n in given.items() if n not in kept.values()
        ]
        if new:
            text = _added(text or _HEADER, series, sorted(new, key=_number), series in tables)
    return text


def _number(line: str) -> int:
    found = re.search(r'(\d+)"?$', line)
    return int(found[1]) if found else 0


def _key(key: str) -> str:
    return key if re.fullmatch(r'[A-Za-z0-9_-]+', key) else json.dumps(key, ensure_ascii=False)


def _added(text: str, series: str, new: list[str], there: bool) -> str:
    """Return the text with lines at the end of a table, which is made if it is not there."""
    lines = text.rstrip('\n').split('\n')
    if not there:
        return '\n'.join([*lines, '', f'[{_key(series)}]', *new]) + '\n'
    heads = {
        f'[{name}]' for name in (series, json.dumps(series, ensure_ascii=False), f"'{series}'")
    }
    start = next(i for i, line in enumerate(lines) if line.partition('#')[0].strip() in heads)
    end = next((i for i in range(start + 1, len(lines)) if lines[i].startswith('[')), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return '\n'.join([*lines[:end], *new, *lines[end:]]) + '\n'


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('--dry-run', action='store_true', help='show what would be written')


COMMAND = Command(
    'numbers',
    'keep the numbers that papers and entries have',
    'Write the numbers of papers and entries that lists show, such as [J12], to numbers.toml,\n'
    'where they stay as they are when others are added. What stands there already is not touched.',
    (
        ('sphinx-cv numbers', 'keep all numbers, those of new papers too'),
        ('sphinx-cv numbers --dry-run', 'see first what would be written'),
    ),
    _declare,
    _run,
)

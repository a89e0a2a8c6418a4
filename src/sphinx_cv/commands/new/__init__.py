"""The command ``sphinx-cv new DIR``: a project of the owner's own, ready to build.

The command line imports :data:`COMMAND`.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found
from sphinx_cv.commands.new.project import own_requirement, project_files
from sphinx_cv.commands.new.sources import read_source
from sphinx_cv.commands.shape import Command, CommandError, Status

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sphinx_cv.commands.console import Console
    from sphinx_cv.commands.new.found import Left

# A list of what was not taken that is longer than this goes into a file, after some of it.
MANY, FEW = 20, 5
LEFT = 'NOT_TAKEN.md'

# Fact of the owner -> the question for it; only the name is needed.
QUESTIONS = {
    'name': 'Your name, as it stands on papers',
    'position': 'Your position (may stay empty)',
    'affiliation': 'Where (may stay empty)',
    'email': 'Your email address (may stay empty)',
}


def _run(options: argparse.Namespace, console: Console) -> int:
    folder: Path = options.folder
    found = read_source(options.source) if options.source else Found()
    _complete(found, options, console)
    requirement, origin = own_requirement()
    if options.package:
        requirement, origin = options.package, ''
    texts = project_files(found, requirement)
    if len(found.left) > MANY:
        texts[LEFT] = left_text(found.left)
    _write(folder, texts, found.files)
    if options.json:
        console.write_json(_facts(folder, found, requirement))
    else:
        _tell(folder, found, console)
        _tell_next(folder, origin, console)
    return Status.FOUND if found.left else Status.DONE


def left_text(left: Iterable[Left]) -> str:
    """Return the list of what was not taken, as Markdown in which nothing is markup."""
    head = (
        '# Not taken\n\nEach line has the place of a fact that found none here. '
        'Put in what you miss, and delete this file.\n\n'
    )
    return head + ''.join(
        f'- `{item.place}`: `` {" ".join(item.what.split()).replace("`", "’")} ``\n'
        for item in left
    )


def _complete(found: Found, options: argparse.Namespace, console: Console) -> None:
    """Ask for what the source and the options do not say of the owner."""
    asked = console.is_answered and not options.yes
    for name, question in QUESTIONS.items():
        answer = getattr(options, name) or found.owner.get(name)
        if not answer and asked:
            answer = console.question(question)
        if answer:
            found.owner[name] = answer
    if not found.owner.get('name'):
        unread = next((f'{left.place}: {left.what}; ' for left in found.left), '')
        raise CommandError(f'{unread}whose CV is it? Say so with --name "Ada Example"')
    first = {name: found.owner[name] for name in QUESTIONS if name in found.owner}
    found.owner = first | found.owner
    found.language = options.language or found.language


def _write(folder: Path, texts: dict[str, str], files: dict[str, Path]) -> None:
    """Write the project; nothing at all where a file of it is there already."""
    there = [path for path in (*texts, *files) if (folder / path).exists()]
    if there:
        raise CommandError(
            f'{folder} has {", ".join(there[:3])} already, and no file is overwritten; '
            'name another folder, or move the files away',
            Status.FILE,
        )
    try:
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())
        for path, source in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / path)
    except OSError as error:
        raise CommandError(f'{error.filename or folder}: {error.strerror}', Status.FILE) from None


def _facts(folder: Path, found: Found, requirement: str) -> dict[str, object]:
    """Return what was done, for machines."""
    left = [item._asdict() for item in found.left]
    return {'folder': str(folder), 'package': requirement, 'taken': found.taken, 'left': left}


def _tell(folder: Path, found: Found, console: Console) -> None:
    """Say what was taken from the source, and what was not."""
    for line in found.taken:
        console.note(f'taken: {line}')
    shown = found.left if len(found.left) <= MANY else found.left[:FEW]
    for left in shown:
        console.warning(f'not taken: {left.place}: {left.what}')
    if len(found.left) > MANY:
        console.warning(f'{len(found.left)} facts were not taken; all stand in {folder / LEFT}')
    console.note(f'A CV of {found.owner["name"]} stands in {folder}.')


def _tell_next(folder: Path, origin: str, console: Console) -> None:
    """Say what comes next, the command as a result that can be piped."""
    if origin:
        console.note(
            f'The project takes sphinx-cv from {origin}, where this command came from; to change '
            'that, write another place or "sphinx-cv[site]" into dependencies in pyproject.toml.'
        )
    console.note('Next:')
    console.write(f'cd {folder} && make\n')


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('folder', type=Path, metavar='DIR', help='the folder of the new project')
    parser.add_argument(
        '--from', dest='source', metavar='SOURCE', help='the CV that you have: a folder or a file'
    )
    for name, question in QUESTIONS.items():
        parser.add_argument(f'--{name}', metavar='TEXT', default='', help=question.lower())
    parser.add_argument('--language', default='', metavar='CODE', help='of the site, as "de"')
    parser.add_argument('--yes', action='store_true', help='ask nothing')
    parser.add_argument('--json', action='store_true', help='tell what was done as JSON')
    parser.add_argument(
        '--package', default='', metavar='REQUIREMENT', help='where sphinx-cv itself comes from'
    )


COMMAND = Command(
    'new',
    'make a CV of your own, empty or from what you have',
    'Write a small project: settings, pages, bibliography, and what hosts need. No file is\n'
    'overwritten. SOURCE may be an al-folio, HugoBlox or academicpages site, a RenderCV, JSON\n'
    'Resume, LaTeX, Quarto or ORCID file, a .bib, .ris or CSL-JSON file.',
    (
        ('sphinx-cv new cv', 'asks who you are, and makes a CV in the folder cv'),
        ('sphinx-cv new cv --name "Ada Example" --yes', 'asks nothing'),
        ('sphinx-cv new cv --from ../my-al-folio', 'takes over what is there'),
        ('sphinx-cv new cv --from cv.tex --yes --json', 'for programs: what was taken, and not'),
    ),
    _declare,
    _run,
)

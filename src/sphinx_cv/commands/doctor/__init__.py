"""The command ``sphinx-cv doctor``: what in a project is outdated, unknown or missing.

The command line imports :data:`COMMAND`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.commands.doctor.findings import Finding
from sphinx_cv.commands.doctor.packages import look_at_packages
from sphinx_cv.commands.doctor.pages import look_at_page, pages_of
from sphinx_cv.commands.doctor.settings import CONF, Conf, look_at_settings, read_conf
from sphinx_cv.commands.shape import Command, CommandError, Status

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sphinx_cv.commands.console import Console


def _run(options: argparse.Namespace, console: Console) -> int:
    if not (options.folder / CONF).is_file():
        raise CommandError(f'{options.folder} has no {CONF}; name the folder that has it')
    findings = list(look_at(options.folder))
    if options.json:
        console.write_json([finding._asdict() for finding in findings])
    else:
        console.write(''.join(f'{finding}\n' for finding in findings))
        if not findings:
            console.note('Nothing is outdated or unknown.')
    return Status.FOUND if findings else Status.DONE


def look_at(root: Path) -> Iterator[Finding]:
    """Yield all that is to be said of the project in a folder."""
    try:
        conf = read_conf((root / CONF).read_text(encoding='utf-8'))
    except (SyntaxError, UnicodeDecodeError) as error:
        line = getattr(error, 'lineno', 0) or 1
        yield Finding(CONF, line, 'syntax', f'it cannot be read as Python: {error}')
        conf = Conf({})
    pages = pages_of(root, conf.texts('exclude_patterns'))
    has_markdown = any(page.suffix == '.md' for page in pages)
    yield from look_at_settings(conf, has_markdown=has_markdown)
    own = conf.keys('cv_kinds') | conf.keys('cv_links')
    for page in pages:
        text = page.read_text(encoding='utf-8', errors='replace')
        yield from look_at_page(page.relative_to(root).as_posix(), text, own)
    yield from look_at_packages(root, next(iter(conf.texts('html_theme')), ''))


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        'folder', nargs='?', type=Path, default=Path(), metavar='DIR', help='the project, if not .'
    )
    parser.add_argument('--json', action='store_true', help='tell the findings as JSON')


COMMAND = Command(
    'doctor',
    'say what in a project is outdated or unknown',
    'Look at conf.py, the pages and what is installed, without a build, and say what has another\n'
    'name now, what there is not, and what is missing. Nothing is changed.',
    (
        ('sphinx-cv doctor', 'looks at the project in this folder'),
        ('sphinx-cv doctor ../cv', 'looks at another one'),
        ('sphinx-cv doctor --json', 'for programs: file, line, subtype and message of each'),
    ),
    _declare,
    _run,
)

"""The stubs from which Sphinx makes the papers' pages: written, and removed with their papers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sphinx_cv.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx

    from sphinx_cv.model import Paper
    from sphinx_cv.site.library import Library

FOLDER = 'papers'
APART = 'cv_apart'  # tag of the application that makes the PDFs of a website, and writes no stubs

# A file that begins so is a stub of ours, which may be overwritten or removed. It is a comment:
# front matter, which is read twice, would take a sixth of what it takes to read such a page.
STUB_MARKS = {'.md': '% cv-stub: ', '.rst': '.. cv-stub: '}
OLD_MARKS = ('---\norphan: true\ncv-stub: ', ':orphan:\n:cv-stub: ')
BODIES = {'.md': '\n\n```{cv:paper}\n```\n', '.rst': '\n\n.. cv:paper::\n'}
MARKDOWN = {'myst_parser', 'myst_nb'}  # the extensions that know directives in Markdown

IGNORE = '.gitignore'
GITIGNORE = '# cv-stub: pages of papers that a build has written; yours are not among them.\n'


def stub_suffix(app: Sphinx) -> str:
    """Return how the names of pages end in a language that the project reads."""
    suffixes = app.config.source_suffix
    if '.md' in suffixes and not MARKDOWN.isdisjoint(app.extensions):
        return '.md'
    return '.rst'


def write_stubs(library: Library, srcdir: Path, suffix: str = '.md') -> list[Problem]:
    """Write the stubs of all papers below *srcdir*; return problems with those that fail.

    A stub has a digest of all that its page shows, so Sphinx reads it again when that has changed
    and only then. Files by the author are never touched.
    """
    folder = srcdir / FOLDER
    by_hand = {path.stem for path in _pages(folder) if not is_stub(path)}
    slugs = {key: slug for key, slug in library.slugs.items() if slug not in by_hand}
    wanted = {folder / f'{slug}{suffix}': key for key, slug in slugs.items()}
    problems = []
    try:
        if wanted:
            folder.mkdir(exist_ok=True)
            _ignore(folder, [path.name for path in wanted])
        remove_stubs(srcdir, keep=frozenset(wanted))
    except OSError as error:
        return [_problem(folder, error)]
    for path, key in wanted.items():
        try:
            _write(path, stub(library.papers[key], library, suffix).encode())
        except OSError as error:
            problems.append(_problem(path, error))
    return problems


def _problem(path: Path, error: OSError) -> Problem:
    message = f'cannot be written: {error.strerror}; mend that, or set cv_paper_pages = False'
    return Problem(f'{FOLDER}/{path.name}'.removesuffix(f'/{FOLDER}'), 0, 'file', message)


def remove_stubs(srcdir: Path, keep: frozenset[Path] = frozenset()) -> None:
    """Remove all stubs but those to *keep*, and their folder if it is empty then."""
    folder = srcdir / FOLDER
    stubs = [path for path in _pages(folder) if is_stub(path)]
    for path in stubs:
        if path not in keep:
            path.unlink()
    if not keep and stubs:
        (folder / IGNORE).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()


def _pages(folder: Path) -> list[Path]:
    return [path for path in folder.glob('*') if path.suffix in STUB_MARKS and path.is_file()]


def _ignore(folder: Path, names: Iterable[str]) -> None:
    """Have git ignore the files *names*, and what says so, in any project."""
    path = folder / IGNORE
    lines = ''.join(f'/{name}\n' for name in sorted((IGNORE, *names)))
    content = f'{GITIGNORE}{lines}'.encode()
    written = path.read_bytes() if path.is_file() else GITIGNORE.encode()
    if written != content and written.startswith(GITIGNORE.encode()):
        path.write_bytes(content)


def stub(paper: Paper, library: Library, suffix: str = '.md') -> str:
    """Return the content of a paper's stub."""
    return f'{STUB_MARKS[suffix]}{_digest(paper, library)}{BODIES[suffix]}'


def _digest(paper: Paper, library: Library) -> str:
    neighbours = (*library.related(paper), library.newer(paper), library.older(paper))
    around = [(other.key, other.title) for other in neighbours if other]
    people = [
        (
            person.name,
            sorted(person.annotations),
            library.is_owner(person),
            library.person_url(person),
        )
        for person in (*paper.authors, *paper.editors)
    ]
    versions = [(dict(version.fields), version.links) for version in (paper, *paper.versions)]
    shown = repr(
        (paper.key, paper.type, versions, people, around, library.metrics.get(paper.key, ()))
    )
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or (is_stub(path) and path.read_bytes() != content):
        path.write_bytes(content)


def is_stub(path: Path) -> bool:
    """Return whether a file is a stub of ours, and not written by the author.

    What a build that was ended has left of one, be it nothing, is one too.
    """
    with path.open(encoding='utf-8', errors='replace') as file:
        text = file.read(40)
    marks = (*STUB_MARKS.values(), *OLD_MARKS)
    return any(text.startswith(mark) or mark.startswith(text) for mark in marks)

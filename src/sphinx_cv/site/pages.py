"""The stubs from which Sphinx makes the papers' pages: written, and removed with their papers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model import Problem
from sphinx_cv.site.kept import digest, load, save
from sphinx_cv.site.written import said_by, said_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx.application import Sphinx

    from sphinx_cv.site.library import Library

FOLDER = 'papers'
APART = 'cv_apart'  # tag of the application that makes the PDFs of a website, and writes no stubs

# A file that begins so is a stub of ours, which may be overwritten or removed. It is a comment:
# front matter, which is read twice, would take a sixth of what it takes to read such a page.
STUB_MARKS = {'.md': '% cv-stub: ', '.rst': '.. cv-stub: '}
OLD_MARKS = ('---\norphan: true\ncv-stub: ', ':orphan:\n:cv-stub: ')
BODIES = {'.md': '\n\n```{cv:paper}\n```\n', '.rst': '\n\n.. cv:paper::\n'}
KEPT = 'cv-stubs.pickle'  # lies in the folder of the doctrees
MARKDOWN = {'myst_parser', 'myst_nb'}  # the extensions that know directives in Markdown

IGNORE = '.gitignore'
GITIGNORE = '# cv-stub: pages of papers that a build has written; yours are not among them.\n'


def stub_suffix(app: Sphinx) -> str:
    """Return how the names of pages end in a language that the project reads."""
    suffixes = app.config.source_suffix
    if '.md' in suffixes and not MARKDOWN.isdisjoint(app.extensions):
        return '.md'
    return '.rst'


class Known(NamedTuple):
    """What a build has left: its pages, by which the next one sees that nothing is to be done."""

    told: str = ''  # digest of all that stubs are made of
    found: Mapping[str, tuple[int, int]] = {}  # page in the folder -> time of change and size
    stubs: Mapping[str, bytes] = {}  # those of them that are ours -> what they say


def write_stubs(
    library: Library, srcdir: Path, suffix: str = '.md', kept: Path | None = None
) -> list[Problem]:
    """Write the stubs of all papers below *srcdir*; return problems with those that fail.

    A stub has a digest of all that its page shows, so Sphinx reads it again when that has changed
    and only then. Files by the author are never touched. What is *kept* in a file saves reading
    the stubs of an earlier build, as long as nobody has changed them.
    """
    folder = srcdir / FOLDER
    told = digest(suffix, said_by(library), library.metrics)
    before = load(kept, KEPT) if kept else None
    known = before if isinstance(before, Known) else Known()
    found = _found(folder)
    if (known.told, known.found) == (told, found):
        return []
    ours = _stubs(folder, found, known)
    by_hand = {name.rpartition('.')[0] for name in found.keys() - ours.keys()}
    wanted = {
        f'{library.slugs[key]}{suffix}': content
        for key, content in _contents(library, suffix)
        if library.slugs[key] not in by_hand
    }
    problems = _change(folder, ours, wanted)
    if kept and not problems:
        save(kept, KEPT, Known(told, _found(folder), wanted))
    return problems


def _found(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the pages in a folder, stubs and others, as the file system knows them."""
    try:
        with os.scandir(folder) as entries:
            pages = [one for one in entries if one.name.endswith((*STUB_MARKS,)) and one.is_file()]
            stats = {page.name: page.stat() for page in pages}
    except OSError:
        return {}
    return {name: (stat.st_mtime_ns, stat.st_size) for name, stat in stats.items()}


def _stubs(folder: Path, found: Mapping[str, tuple[int, int]], known: Known) -> dict[str, bytes]:
    """Return the stubs among the pages that were *found*, and what they say."""
    stubs = {}
    for name, stamp in found.items():
        if known.found.get(name) != stamp:
            if is_stub(folder / name):
                stubs[name] = (folder / name).read_bytes()
        elif name in known.stubs:
            stubs[name] = known.stubs[name]
    return stubs


def _change(folder: Path, ours: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[Problem]:
    """Make the stubs in a folder those that are *wanted*; return problems with those that fail."""
    try:
        if wanted:
            folder.mkdir(exist_ok=True)
            _ignore(folder, wanted)
        _remove(folder, ours.keys() - wanted.keys(), whole=not wanted)
    except OSError as error:
        return [_problem(folder, error)]
    problems = []
    for name, content in wanted.items():
        path = folder / name
        if ours.get(name) == content or (name not in ours and path.is_file()):
            continue
        try:
            path.write_bytes(content)
        except OSError as error:
            problems.append(_problem(path, error))
    return problems


def _problem(path: Path, error: OSError) -> Problem:
    message = f'cannot be written: {error.strerror}; mend that, or set cv_paper_pages = False'
    return Problem(f'{FOLDER}/{path.name}'.removesuffix(f'/{FOLDER}'), 0, 'file', message)


def remove_stubs(srcdir: Path) -> None:
    """Remove all stubs, and their folder if it is empty then."""
    folder = srcdir / FOLDER
    _remove(folder, _stubs(folder, _found(folder), Known()), whole=True)


def _remove(folder: Path, stubs: Collection[str], *, whole: bool) -> None:
    """Remove *stubs*; if that is the *whole* of them, their folder too if it is empty then."""
    for name in stubs:
        (folder / name).unlink()
    if whole and stubs:
        (folder / IGNORE).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()


def _ignore(folder: Path, names: Iterable[str]) -> None:
    """Have git ignore the files *names*, and what says so, in any project."""
    path = folder / IGNORE
    lines = ''.join(f'/{name}\n' for name in sorted((IGNORE, *names)))
    content = f'{GITIGNORE}{lines}'.encode()
    written = path.read_bytes() if path.is_file() else GITIGNORE.encode()
    if written != content and written.startswith(GITIGNORE.encode()):
        path.write_bytes(content)


def _contents(library: Library, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Yield the key of each paper and the content of its stub.

    Settings that a page shows are not in its digest: Sphinx reads all pages again when they change.
    """
    titles = {key: repr(paper.title) for key, paper in library.papers.items()}
    around = [None, *library.order, None]
    for newer, key, older in zip(around, library.order, around[2:], strict=False):
        related = (other.key for other in library.related(library.papers[key]))
        others = [other and (other, titles[other]) for other in (newer, older, *related)]
        shown = digest(said_in(library, key), others, library.metrics.get(key))
        yield key, f'{STUB_MARKS[suffix]}{shown[:16]}{BODIES[suffix]}'.encode()


def stub_comment(text: str) -> str:
    """Return the comment of a stub in Markdown that is as we wrote it; '' for any other page."""
    comment, body = text[2:].removesuffix(BODIES['.md']), BODIES['.md']
    is_ours = text.startswith(STUB_MARKS['.md']) and text.endswith(body) and '\n' not in comment
    return comment if is_ours else ''


def is_stub(path: Path) -> bool:
    """Return whether a file is a stub of ours, and not written by the author.

    What a build that was ended has left of one, be it nothing, is one too.
    """
    with path.open(encoding='utf-8', errors='replace') as file:
        text = file.read(40)
    marks = (*STUB_MARKS.values(), *OLD_MARKS)
    return any(text.startswith(mark) or mark.startswith(text) for mark in marks)

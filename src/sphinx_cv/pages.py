"""The pages of papers: a stub under ``papers/`` for each, removed when its paper is gone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.library import Library
    from sphinx_cv.model import Paper

FOLDER = 'papers'

# A file that begins so was written here, and may be written again or removed.
MARK = '---\norphan: true\ncv-stub: '

STUB = """{mark}{digest}
---

```{{cv:paper}}
```
"""


def write_stubs(library: Library, srcdir: Path) -> None:
    """Write the stubs of all papers into *srcdir*; leave alone what is as it should be.

    A stub carries a digest of all that its page shows, so that Sphinx reads the page again
    when, and only when, that has changed. A file that the author wrote is never touched.
    """
    folder = srcdir / FOLDER
    wanted = {folder / f'{library.slugs[key]}.md': key for key in library.papers}
    if wanted:
        folder.mkdir(exist_ok=True)
    for path, key in wanted.items():
        _write(path, stub(library.papers[key], library))
    remove_stubs(srcdir, keep=frozenset(wanted))


def remove_stubs(srcdir: Path, keep: frozenset[Path] = frozenset()) -> None:
    """Remove the stubs that are not to be kept, and the folder when nothing is left in it."""
    folder = srcdir / FOLDER
    for path in folder.glob('*.md'):
        if path not in keep and _is_ours(path):
            path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def stub(paper: Paper, library: Library) -> str:
    """Give the source of a paper's page."""
    return STUB.format(mark=MARK, digest=_digest(paper, library))


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
    shown = repr((paper.key, paper.type, versions, people, around))
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    if not path.exists() or (_is_ours(path) and path.read_text(encoding='utf-8') != text):
        path.write_text(text, encoding='utf-8')


def _is_ours(path: Path) -> bool:
    with path.open(encoding='utf-8', errors='replace') as file:
        return file.read(len(MARK)) == MARK

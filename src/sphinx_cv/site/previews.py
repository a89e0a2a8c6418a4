"""The picture of a paper that al-folio's field ``preview`` names, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_cv.model import Problem
from sphinx_cv.model.addresses import site_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_cv.model import Paper

# Where al-folio keeps these pictures.
FOLDER = 'assets/img/publication_preview'


class Preview(NamedTuple):
    """A picture of a paper: its path from the folder of the site, and what it shows."""

    path: str
    alt: str


def preview_of(paper: Paper, root: Path) -> Preview | None:
    """Return the picture of a paper; None if it names none, or one that is not there."""
    name = _plain(paper, 'preview')
    paths = (path for path in (name, f'{FOLDER}/{name}') if name and site_file(path))
    found = next((path for path in paths if (root / path.lstrip('/')).is_file()), '')
    return Preview(found.lstrip('/'), _plain(paper, 'preview_alt')) if found else None


def _plain(paper: Paper, name: str) -> str:
    """Return a field as it is meant, without the signs that keep LaTeX from reading it."""
    return paper.fields.get(name, '').replace('\\_', '_').translate({ord('{'): '', ord('}'): ''})


def picture(paper: Paper, root: Path) -> list[nodes.image]:
    """Return the picture for a web page, if the paper has one."""
    found = preview_of(paper, root)
    if found is None:
        return []
    classes = ['cv-preview', 'cv-html-only']
    return [nodes.image(uri=f'/{found.path}', alt=found.alt, cv_key=paper.key, classes=classes)]


def preview_problems(papers: Iterable[Paper], root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the pictures of papers."""
    for paper in (paper for paper in papers if paper.fields.get('preview')):
        name, found = paper.fields['preview'], preview_of(paper, root)
        if found is None and '://' not in name:
            message = f'there is no picture {name}; put it there, or mend the field preview'
            yield Problem(paper.file, paper.line, 'file', message, paper.key)
        elif found and not found.alt:
            message = (
                f'nothing says what {name} shows to those who cannot see it; '
                'add preview_alt = {A river from above}'
            )
            yield Problem(paper.file, paper.line, 'hint', message, paper.key)

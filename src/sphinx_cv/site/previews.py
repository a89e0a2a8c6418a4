"""The picture of a paper that al-folio's field ``preview`` names, and photographs, on pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.model import Problem
from sphinx_cv.model.addresses import site_file
from sphinx_cv.site.nodes import cv_papers
from sphinx_cv.site.pictures import COPIES, fitted, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from sphinx_cv.model import Paper

# Where al-folio keeps these pictures.
PREVIEWS_FOLDER = 'assets/img/publication_preview'

# The room that the styles give a picture, in their pixels: of a row, a page, a photograph.
_IN_ROW, _ON_PAGE, _PHOTO = (128, 88), (640, 256), (144, 640)
# Of a sharp screen; a second, smaller copy for others would spare them too little.
_DENSITY = 2


class PaperPicture(NamedTuple):
    """A picture of a paper: its path from the folder of the site, and what it shows."""

    path: str
    alt: str


def preview_of(paper: Paper, root: Path) -> PaperPicture | None:
    """Return the picture of a paper; None if it names none, or one that is not there."""
    name = _plain(paper, 'preview')
    paths = (path for path in (name, f'{PREVIEWS_FOLDER}/{name}') if name and site_file(path))
    found = next((path for path in paths if (root / path.lstrip('/')).is_file()), '')
    return PaperPicture(found.lstrip('/'), _plain(paper, 'preview_alt')) if found else None


def _plain(paper: Paper, name: str) -> str:
    """Return a field as it is meant, without the signs that keep LaTeX from reading it."""
    return paper.fields.get(name, '').replace('\\_', '_').translate({ord('{'): '', ord('}'): ''})


def preview_nodes(paper: Paper, root: Path) -> list[nodes.image]:
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


class FitPictures(SphinxPostTransform):
    """Give pictures of ours their size on the page, and no more pixels than that shows."""

    default_priority = 400  # when lists have their rows
    formats = ('html',)

    def run(self, **kwargs: Any) -> None:
        # Most pages have no picture, which is seen at once.
        if any(self.env.docname in docnames for docnames, _ in self.env.images.values()):
            for node in list(self.document.findall(nodes.image)):
                room = _room(node)
                if room and (file := Path(self.env.srcdir, node['uri'])).is_file():
                    self._fit(node, file, room)

    def _fit(self, node: nodes.image, file: Path, room: tuple[int, int]) -> None:
        size = size_of(file)
        if size is None or not all(size):
            return
        scale = min(room[0] / size[0], room[1] / size[1], 1)
        width, height = (max(round(side * scale), 1) for side in size)
        # By these a browser keeps the place free until the picture is there.
        node['width'], node['height'] = str(width), str(height)
        node['classes'].append('no-scaled-link')  # or Sphinx has it lead to itself
        small = fitted(file, _DENSITY * width, Path(self.env.doctreedir, COPIES))
        if small:
            node['uri'] = str(small)
            node['candidates'] = {'*': str(small)}
            self.env.images.add_file(self.env.docname, str(small))


def _room(node: nodes.image) -> tuple[int, int] | None:
    if 'cv-photo' in node['classes']:
        return _PHOTO
    if 'cv-preview' not in node['classes']:
        return None
    return _IN_ROW if isinstance(node.parent, cv_papers | nodes.definition) else _ON_PAGE

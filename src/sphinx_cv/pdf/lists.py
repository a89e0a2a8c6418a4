"""The lists of papers on the pages of a PDF get their rows, which are kept between builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx_cv.pdf.papers import row_of
from sphinx_cv.pdf.targets import address_of
from sphinx_cv.site.directives.rows import file_names, rows, shown_number, writing_reader
from sphinx_cv.site.kept import digest
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.quotes import Quotes
from sphinx_cv.site.written import shown_in, shown_of, targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.builders import Builder

    from sphinx_cv.model import Paper
    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.pdf.papers import PdfRow
    from sphinx_cv.site.kept import Kept
    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.nodes import cv_papers


def fill(parts: Iterable[Part], builder: Builder, kept: Kept[PdfRow]) -> None:
    """Give each list in *parts* its *rows* by key, and the *addresses* of what these lead to."""
    memory = memory_of(builder.env)
    for part in parts:
        for leaf in part.lists():
            found = dict(rows(leaf, memory))
            leaf['keys'], leaf['ids'] = [paper.key for paper in found], [*found.values()]
            made = _rows(found, leaf, memory, kept)
            files = file_names(leaf)
            leaf['rows'] = {
                key: row._replace(number=shown_number(leaf, key, memory))
                for key, row in made.items()
            }
            leaf['addresses'] = {
                to: address_of(to, part.docname, builder, files)
                for row in made.values()
                for to in targets(row.body)
            }


def _rows(
    papers: Iterable[Paper], leaf: cv_papers, memory: Memory, kept: Kept[PdfRow]
) -> dict[str, PdfRow]:
    quotes = Quotes(cast('nodes.document', leaf.document))
    reader = writing_reader(leaf, memory)
    shown = shown_in(leaf, memory, quotes)

    def row(paper: Paper) -> PdfRow:
        key = digest(shown, shown_of(paper, memory))
        return kept.get(key, lambda: row_of(paper, reader, quotes))

    return {paper.key: row(paper) for paper in papers}

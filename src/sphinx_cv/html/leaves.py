"""The visitor of what stands in doctrees for text about papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.html.page_parts import PartWriter
from sphinx_cv.html.rows import RowWriter
from sphinx_cv.site.nodes import cv_papers

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_cv.site.nodes import cv_leaf


def visit_leaf(self: HTML5Translator, node: cv_leaf) -> None:
    """Write a list of papers, or a part of the page of one."""
    writer = RowWriter(self, node) if isinstance(node, cv_papers) else PartWriter(self, node)
    self.body.append(writer.html())
    raise nodes.SkipNode

"""Writers of the formulas of a page, as MathML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.mathematics import to_mathml

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line; what MathML cannot show stays LaTeX."""
    self.body.append(_html(node.astext(), display=False))
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands on lines of its own."""
    self.body.append(self.starttag(node, 'div', CLASS='math'))
    self.body.append(_html(node.astext(), display=True))
    self.body.append('</div>\n')
    raise nodes.SkipNode


def _html(latex: str, *, display: bool) -> str:
    return to_mathml(latex, display=display) or f'<code class="math">{escape(latex)}</code>'

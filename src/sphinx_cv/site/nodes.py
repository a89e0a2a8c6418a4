"""The nodes that docutils lacks: disclosures, and plainer forms of code and of inline text.

Writers of other formats than HTML treat the latter as the classes that they derive from.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class cv_details(nodes.General, nodes.Element):
    """A disclosure, whose attribute *summary* stays visible; only for HTML."""


class cv_bibtex(nodes.literal_block):
    """BibTeX as code without colours, which would be most of the size of a long list."""


class cv_unseen(nodes.inline):
    """Words for screen readers; only for HTML."""


def details_node(summary: str, *children: nodes.Node, label: str = '') -> cv_details:
    """Return a closed disclosure; *label* is its accessible name if *summary* is too short."""
    return cv_details('', *children, summary=summary, label=label, classes=['cv-html-only'])


def visit_details_html(self: HTML5Translator, node: cv_details) -> None:
    """Open ``<details>``, which works without a script and by keyboard."""
    label = f' aria-label="{escape(node["label"])}"' if node['label'] else ''
    self.body.append(f'<details class="cv-details"><summary{label}>')
    self.body.append(f'{escape(node["summary"])}</summary>\n')


def depart_details_html(self: HTML5Translator, node: cv_details) -> None:
    """Close ``<details>``."""
    self.body.append('</details>\n')


def visit_bibtex_html(self: HTML5Translator, node: cv_bibtex) -> None:
    """Write the code without the highlighter."""
    self.body.append(f'<pre class="cv-bibtex">{escape(node.astext(), quote=False)}</pre>\n')
    raise nodes.SkipNode


def visit_unseen_html(self: HTML5Translator, node: cv_unseen) -> None:
    """Open the words, which the stylesheet hides from the eye."""
    self.body.append('<span class="cv-unseen">')


def depart_unseen_html(self: HTML5Translator, node: cv_unseen) -> None:
    """Close the words."""
    self.body.append('</span>')

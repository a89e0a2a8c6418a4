"""The nodes that docutils lacks: what a reader opens, and what long lists must say with few words.

Those of the second sort are to every other format than HTML what their base classes are.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class cv_details(nodes.General, nodes.Element):
    """A disclosure with the attribute *summary*; HTML only, as its class ``cv-html-only`` says."""


class cv_bibtex(nodes.literal_block):
    """BibTeX as code, without colours."""


class cv_unseen(nodes.inline):
    """Words for those who listen to a page; HTML only, as its class ``cv-html-only`` says."""


def details_node(summary: str, *children: nodes.Node, label: str = '') -> cv_details:
    """Return a closed disclosure; *label* is its accessible name where *summary* is not enough."""
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
    """Write the code, which needs no highlighter and none of its styles."""
    self.body.append(f'<pre class="cv-bibtex">{escape(node.astext(), quote=False)}</pre>\n')
    raise nodes.SkipNode


def visit_unseen_html(self: HTML5Translator, node: cv_unseen) -> None:
    """Open the words, which only the stylesheet hides."""
    self.body.append('<span class="cv-unseen">')


def depart_unseen_html(self: HTML5Translator, node: cv_unseen) -> None:
    """Close the words."""
    self.body.append('</span>')

"""The one node that docutils lacks: content behind a heading that the reader opens."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class cv_details(nodes.General, nodes.Element):
    """A disclosure with the attribute *summary*; HTML only, as its class ``cv-html-only`` says."""


def details_node(summary: str, *children: nodes.Node, label: str = '') -> cv_details:
    """Give a closed disclosure; *label* is its accessible name where *summary* is not enough."""
    classes = ['cv-details', 'cv-html-only']
    return cv_details('', *children, summary=summary, label=label, classes=classes)


def visit_details_html(self: HTML5Translator, node: cv_details) -> None:
    """Open ``<details>``, which works without a script and by keyboard."""
    label = f' aria-label="{escape(node["label"])}"' if node['label'] else ''
    self.body.append(self.starttag(node, 'details'))
    self.body.append(f'<summary{label}>{escape(node["summary"])}</summary>\n')


def depart_details_html(self: HTML5Translator, node: cv_details) -> None:
    """Close ``<details>``."""
    self.body.append('</details>\n')

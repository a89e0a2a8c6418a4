"""The nodes that docutils lacks: lists of papers and of entries, disclosures, code without colours.

To writers of other formats than HTML, code without colours is code.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import download_reference, pending_xref, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.writers.html5 import HTML5Translator

_LINKS = nodes.reference, download_reference


def inward(
    role: str, target: str, *children: nodes.Node, domain: str = 'cv', **facts: object
) -> pending_xref:
    """Return a link within the site, which Sphinx resolves; *facts* are its other attributes."""
    given = {'refexplicit': True, 'refwarn': False, **facts}
    return pending_xref('', *children, refdomain=domain, reftype=role, reftarget=target, **given)


class Message(translatable):
    """A node whose *messages* go to translators; what they write is put in elsewhere."""

    messages: Sequence[str] = ()

    def preserve_original_messages(self) -> None:
        pass

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        pass

    def extract_original_messages(self) -> Sequence[str]:
        return self.messages


# These two are called as the nodes from which they derive, for docutils goes by names of classes.
class definition_list_item(Message, nodes.definition_list_item):
    """An entry; its words are translated before it is made, because other pages show them too."""


class meta(Message, nodes.meta):
    """A node with words for the search, which translators do not get."""


# Node that translators get -> the one that everybody else does.
TRANSLATED: Mapping[type[nodes.Element], type[nodes.Element]] = {
    definition_list_item: nodes.definition_list_item,
    meta: nodes.meta,
}


class cv_leaf(nodes.General, nodes.Element):
    """What stands for text about papers, which is made of the library when it is written.

    *keys* are the papers, *files* the files of the site that these name, *full* is whether there is
    more than their lines, and *sign* the mark of the owner's students. The children are what Sphinx
    collects as it reads: downloads, and one formula if there are any.
    """


class cv_papers(cv_leaf):
    """A list of papers; its ids are the anchors of their rows.

    As docutils' nodes, a paper has some ninety, and Sphinx goes through all nodes some forty times.
    So rows become nodes only when the list is written, and only for builders that need nodes.

    *labels* are the numbers of papers by key, and *series* the letters before those that the whole
    site counts; *full* is whether rows have disclosures, and *own* who is bold, if not the owner.
    """


class cv_page_part(cv_leaf):
    """The part of that *name* of the page of a paper, which is the only one of *keys*.

    *references* are how to cite the paper in the styles that the owner names.
    """


class cv_entry_list(nodes.General, nodes.Element):
    """A list of entries that are written elsewhere, which it gets when it is written.

    *query* says which, *by* and *own* in which groups; *full* is whether their texts show, and
    *sections* whether groups may be sections.
    """


class cv_details(nodes.General, nodes.Element):
    """A disclosure, whose attribute *summary* stays visible; only for HTML."""


class cv_bibtex(nodes.literal_block):
    """BibTeX as code without colours: coloured, it would be most of the size of a long list."""


class cv_label(nodes.inline):
    """The accessible name of the link that it stands in: its *label*; only for HTML."""


def details_node(summary: str, *children: nodes.Node, label: str = '') -> cv_details:
    """Return a closed disclosure; *label* is its accessible name if *summary* is too short."""
    return cv_details('', *children, summary=summary, label=label, classes=['cv-html-only'])


def labelled(label: str) -> str:
    """Return the attribute that gives an element of HTML its accessible name, if any."""
    return f' aria-label="{escape(label)}"' if label else ''


def visit_details_html(self: HTML5Translator, node: cv_details) -> None:
    """Open ``<details>``, which works without a script and by keyboard."""
    self.body.append(f'<details class="cv-details"><summary{labelled(node["label"])}>')
    self.body.append(f'{escape(node["summary"])}</summary>\n')


def depart_details_html(self: HTML5Translator, node: cv_details) -> None:
    """Close ``<details>``."""
    self.body.append('</details>\n')


def visit_bibtex_html(self: HTML5Translator, node: cv_bibtex) -> None:
    """Write the code without the highlighter."""
    self.body.append(f'<pre class="cv-bibtex">{escape(node.astext(), quote=False)}</pre>\n')
    raise nodes.SkipNode


def visit_label_html(self: HTML5Translator, node: cv_label) -> None:
    """Put the label into the tag of the link, which has been written, if there is a link."""
    if any(isinstance(around, _LINKS) for around in (node.parent, node.parent.parent)):
        tag = max(index for index, text in enumerate(self.body) if text.startswith('<a '))
        self.body[tag] = self.body[tag].replace('<a', f'<a{labelled(node["label"])}', 1)
    raise nodes.SkipNode

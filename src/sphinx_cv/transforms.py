"""What waits until a document is whole, or until the other documents are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.slugs import words_slug

if TYPE_CHECKING:
    from typing import Any

    from sphinx_cv.domain import CVDomain


class MergeEntries(SphinxTransform):
    """Make one list of entries that stand one after another: each directive makes a list of one."""

    default_priority = 700

    def apply(self, **kwargs: Any) -> None:
        for entries in list(self.document.findall(_is_entry_list)):
            parent = cast('nodes.Element', entries.parent)
            index = parent.index(entries)
            if index and _is_entry_list(parent[index - 1]):
                cast('nodes.Element', parent[index - 1]).extend(entries.children)
                parent.remove(entries)


def _is_entry_list(node: nodes.Node) -> bool:
    return isinstance(node, nodes.definition_list) and 'cv-entries' in node['classes']


class HtmlOnly(SphinxPostTransform):
    """Leave out what only a browser can use, in every other format."""

    default_priority = 2
    formats = ('latex', 'man', 'texinfo', 'text', 'typst', 'xml')

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.Element)):
            if 'cv-html-only' in node.get('classes', ()) and node.parent is not None:
                node.parent.remove(node)


class Mentions(SphinxPostTransform):
    """List on a paper's page the documents whose prose links or cites it."""

    default_priority = 5  # before Sphinx resolves the references made here, at 10

    def run(self, **kwargs: Any) -> None:
        domain = cast('CVDomain', self.env.get_domain('cv'))
        for section in list(self.document.findall(nodes.section)):
            if 'cv_mentions' not in section:
                continue
            docnames = domain.mentions(section['cv_mentions'])
            if docnames:
                section += nodes.bullet_list('', *map(self._mention, docnames))
            else:
                section.parent.remove(section)

    def _mention(self, docname: str) -> nodes.list_item:
        inner = nodes.inline(classes=['doc', 'std', 'std-doc'])
        xref = pending_xref(
            '', inner, refdomain='std', reftype='doc', reftarget=f'/{docname}',
            refexplicit=False, refwarn=True, refdoc=self.env.docname,
        )  # fmt: skip
        return nodes.list_item('', nodes.paragraph('', '', xref))


class MarkMentees(SphinxPostTransform):
    """Mark the owner's students in lists of authors, and link them to their entry."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = cast('CVDomain', self.env.get_domain('cv'))
        mentees = {
            name: place.entry.key
            for _, place in domain.entries()
            if place.objtype == 'person'
            for name in place.names
        }
        if not mentees:
            return
        for author in list(self.document.findall(_is_author)):
            key = mentees.get(words_slug(author.astext()))
            if key:
                self._mark(cast('nodes.Element', author), key)

    def _mark(self, author: nodes.Element, key: str) -> None:
        author['classes'].append('cv-mentee')
        if isinstance(author, nodes.inline):
            xref = pending_xref(
                '', refdomain='cv', reftype='person', reftarget=key, refexplicit=True,
                refwarn=False, refdoc=self.env.docname,
            )  # fmt: skip
            author.replace_self(xref)
            xref += author


def _is_author(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool(
        {'cv-author', 'cv-person'} & set(node.get('classes', ()))
    )

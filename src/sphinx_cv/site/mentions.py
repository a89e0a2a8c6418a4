"""The links in prose that may lead to papers or entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import docname_join
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = 'paper:number'  # the role that prints the number of a paper


class Mention(NamedTuple):
    """The target of a link in prose; *kind* is a type of object, ``any``, ``ref`` or ``doc``."""

    kind: str
    target: str


class Section(NamedTuple):
    """A section of a document below its title."""

    anchor: str
    title: str


def mentions_in(document: nodes.document, docname: str) -> Iterator[tuple[Mention, Section | None]]:
    """Yield the targets of the links of a document that may be papers or entries."""
    for xref in document.findall(pending_xref):
        for mention in _mentions(xref, docname):
            yield mention, _section_of(xref)
    for reference in document.findall(nodes.reference):
        # MyST resolves its links of the form "#name" later.
        if reference.get('id_link'):
            target = reference.get('refuri', '').removeprefix('#')
            yield Mention('any', target), _section_of(reference)


def _section_of(node: nodes.Node) -> Section | None:
    """Return the innermost section around *node*; None if that is the whole document."""
    while node.parent and not (isinstance(node, nodes.section) and node['ids']):
        node = node.parent
    if not isinstance(node, nodes.section) or isinstance(node.parent, nodes.document):
        return None
    title = node.next_node(nodes.title)
    return title and Section(node['ids'][0], title.astext())


def _mentions(xref: pending_xref, docname: str) -> list[Mention]:
    """Return the targets of a link or citation, but of no link that we generated."""
    if xref.get('refdomain') == 'cite':
        return _cited(xref['reftarget'])
    mention = _mention(xref, docname)
    return [mention] if mention else []


def _cited(keys: str) -> list[Mention]:
    try:
        return [Mention('paper', one.key) for one in parse_citation_targets(keys)]
    except ValueError:
        return []  # a citation of another extension, which writes them otherwise


def _mention(xref: pending_xref, docname: str) -> Mention | None:
    """Return the target of a link; None if we generated the link or its target is not ours."""
    kind, target = xref['reftype'], xref['reftarget']
    match xref.get('refdomain') or '', kind:
        case 'cv', _:
            named = 'paper' if kind == NUMBER else kind
            return None if xref.get('cv_generated') else Mention(named, target)
        case 'doc', 'myst':
            return Mention('doc', target)
        case _, 'any' | 'myst':
            return Mention('any', target)
        case 'std', 'ref':
            return Mention('ref', target)
        case 'std', 'doc':
            return Mention('doc', docname_join(docname, target))
    return None

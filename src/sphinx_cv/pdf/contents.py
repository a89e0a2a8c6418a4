"""The parts of the site's pages that a PDF has, in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_cv.site.nodes import cv_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Read = Callable[[str], nodes.document]
    Resolve = Callable[[nodes.document, str], None]

# Parts of a page that the PDF leaves out; its header says the same as the block of the owner.
_LEFT_OUT = {'cv-html-only', 'cv-owner'}


@dataclass(frozen=True, slots=True)
class Part:
    """A top-level section of the CV: its page, the names by which it is chosen, and its nodes."""

    docname: str
    names: frozenset[str]
    title: str
    nodes: tuple[nodes.Node, ...]

    def lists(self) -> Iterator[cv_papers]:
        """Yield the lists of papers."""
        for node in self.nodes:
            yield from node.findall(cv_papers)


def gather(root: str, read: Read, resolve: Resolve) -> list[Part]:
    """Return the parts of the page *root* and of the pages in its toctrees, in reading order.

    *read* gives a page's doctree, *resolve* resolves the references in it. The sections of the
    root page are parts of their own; the one around them, with the title of the page, is none.
    """
    parts: list[Part] = []
    seen: set[str] = set()

    def visit(docname: str) -> None:
        seen.add(docname)
        document = read(docname)
        following = _toctree_pages(document)
        resolve(document, docname)
        _prune(document)
        parts.extend(
            _root_parts(document, docname) if docname == root else _parts(document, docname)
        )
        for name in following:
            if name not in seen:
                visit(name)

    visit(root)
    return parts


def _prune(document: nodes.document) -> None:
    doomed = [n for n in document.findall(nodes.Element) if _LEFT_OUT.intersection(n['classes'])]
    for node in doomed:
        if node.parent is not None:
            node.parent.remove(node)


def _toctree_pages(document: nodes.document) -> list[str]:
    toctrees = (t for t in document.findall(addnodes.toctree) if not _is_for_html(t))
    return [name for toctree in toctrees for name in toctree['includefiles']]


def _is_for_html(toctree: addnodes.toctree) -> bool:
    """Return whether *toctree* itself is marked for HTML, and not just the section around it."""
    node = toctree.parent
    while node is not None:
        if not isinstance(node, nodes.section) and _LEFT_OUT.intersection(node['classes']):
            return True
        node = node.parent
    return False


def _root_parts(document: nodes.document, docname: str) -> list[Part]:
    """Return the parts of the root page; what stands outside of its sections has no title."""
    within: list[nodes.Node] = []
    for node in document.children:
        within += node.children if isinstance(node, nodes.section) else [node]
    return _runs(within, docname, frozenset({'intro'}))


_INVISIBLE = (
    nodes.title, nodes.target, nodes.comment, addnodes.toctree, nodes.compound, nodes.docinfo,
    nodes.meta, nodes.substitution_definition, nodes.transition, addnodes.highlightlang,
)  # fmt: skip


def _parts(document: nodes.document, docname: str) -> list[Part]:
    """Return each section of a page as a part; the first is also called by the page's name."""
    parts = _runs(document.children, docname, frozenset({docname}))
    first = next((part for part in parts if part.title), None)
    return [
        replace(part, names=part.names | {docname}) if part is first else part for part in parts
    ]


def _runs(within: Iterable[nodes.Node], docname: str, names: frozenset[str]) -> list[Part]:
    """Return each section as a part, and the nodes before and between them as parts of *names*."""
    parts: list[Part] = []
    for is_section, run in groupby(within, lambda node: isinstance(node, nodes.section)):
        if is_section:
            parts += [_part(node, docname) for node in run if isinstance(node, nodes.section)]
        else:
            parts += _intro(run, docname, names)
    return parts


def untitled(part: Part, names: Iterable[str]) -> list[Part]:
    """Return what is within a part if its heading is one of *names*, which stand above already."""
    section = part.nodes[0]
    if part.title not in names or not isinstance(section, nodes.section):
        return [part]
    return _runs(section.children, part.docname, part.names)


def _intro(loose: Iterable[nodes.Node], docname: str, names: frozenset[str]) -> list[Part]:
    """Return what is in no section as a part without a title, if there is something."""
    shown = tuple(node for node in loose if not isinstance(node, _INVISIBLE))
    return [Part(docname, names, '', shown)] if shown else []


def _part(section: nodes.section, docname: str) -> Part:
    title = section.next_node(nodes.title)
    text = title.astext() if title else ''
    return Part(docname, frozenset({*section['ids'], text}), text, (section,))


def choose_parts(parts: Sequence[Part], names: Sequence[str]) -> tuple[list[Part], list[str]]:
    """Return the parts called *names* in that order, ``*`` being all others, and unknown names."""
    if not names:
        return list(parts), []
    named = {name: [p for p in parts if _is_called(p, name)] for name in names if name != '*'}
    taken = [part for found in named.values() for part in found]
    others = [part for part in parts if part not in taken]
    chosen = [part for name in names for part in (others if name == '*' else named[name])]
    return list(dict.fromkeys(chosen)), [name for name, found in named.items() if not found]


def _is_called(part: Part, name: str) -> bool:
    return name.casefold() in {known.casefold() for known in part.names}

"""Doctrees -> their words without markup, as the CV in plain text has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.addnodes import pending_xref
from sphinx.util.tags import Tags
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from sphinx_cv.formatting.bylines import author_year
from sphinx_cv.model.entries import Block, Named
from sphinx_cv.model.text import one_line
from sphinx_cv.site.lines import short_title
from sphinx_cv.site.nodes import cv_entry_list, cv_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.site.library import Library

CITED_KIND = 'cited'  # the kind of what a citation names
WEBSITE = Tags(['html', 'format_html', 'builder_html'])

# Nodes that say nothing, or what plain text says elsewhere.
_SILENT = (
    addnodes.toctree, nodes.comment, nodes.Invisible, nodes.meta, nodes.raw, nodes.image,
    nodes.system_message, nodes.target, nodes.transition,
)  # fmt: skip
_SILENT_CLASSES = {
    'cv-html-only', 'cv-owner', 'cv-legend', 'cv-where', 'cv-more', 'cv-links', 'cv-together',
}  # fmt: skip


def parts_of(node: nodes.Node) -> Iterator[str | Named]:
    """Yield the words of a node, and the targets of links that have no words of their own."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, pending_xref) and not node.get('refexplicit'):
        yield from _named(node)
    elif isinstance(node, nodes.Element) and 'cv-html-only' not in node['classes']:
        for child in node.children:
            yield from parts_of(child)


def _named(xref: pending_xref) -> Iterator[str | Named]:
    """Yield what a link names; a citation may name several papers, with words around each."""
    kind, target = xref.get('reftype', ''), xref.get('reftarget', '')
    if xref.get('refdomain') != 'cite':
        yield Named(kind, target)
        return
    opening, closing = ('(', ')') if kind in {'p', 'ps'} else ('', '')
    for number, one in enumerate(parse_citation_targets(target)):
        yield ('; ' if number else opening) + (f'{one.pre} ' if one.pre else '')
        yield Named(CITED_KIND, one.key)
        yield f', {one.post}' if one.post else ''
    yield closing


def names_paper(xref: pending_xref) -> bool:
    """Return whether the words of a link are the title of a paper."""
    return xref.get('reftype') == 'paper' and not xref.get('refexplicit')


def text_of(node: nodes.Node, library: Library) -> str:
    """Return the text of a node, with the title of a paper for a link to its key."""
    return ''.join(
        part if isinstance(part, str) else title_in(library, part) for part in parts_of(node)
    )


def title_in(library: Library, named: Named) -> str:
    """Return author and year of a cited paper, the title of a linked one, the name of all else."""
    key, paper = named.target, None
    if named.kind in {'paper', CITED_KIND}:
        paper = library.paper(key) or library.references.get(key)
    if paper is None:
        return key
    return author_year(paper) if named.kind == CITED_KIND else short_title(paper)


class Below(NamedTuple):
    """What stands below an entry: its paragraphs, and the items of its lists."""

    text: str
    highlights: tuple[str, ...]


def told_below(content: Iterable[nodes.Node], library: Library) -> Below:
    """Return what *content*, which stands below an entry, says of it."""
    texts, items = [], []
    for node in content:
        if isinstance(node, nodes.bullet_list | nodes.enumerated_list):
            items += [one_line(text_of(item, library)) for item in node.children]
        elif isinstance(node, nodes.paragraph):
            texts.append(one_line(text_of(node, library)))
    return Below('\n\n'.join(texts), tuple(filter(None, items)))


def outline(document: nodes.document) -> tuple[Block, ...]:
    """Return the pieces of a page in their order."""
    return tuple(_blocks(document, 0, 0))


def _blocks(node: nodes.Node, level: int, depth: int) -> Iterator[Block]:
    """Yield the pieces of a node: *level* is that of its section, *depth* that of lists."""
    if not isinstance(node, nodes.Element) or isinstance(node, _SILENT):
        return
    if _SILENT_CLASSES.intersection(node['classes']):
        return
    match node:
        case cv_papers() | cv_entry_list():
            yield _list(node, depth)
        case nodes.title() | nodes.rubric():
            yield Block('heading', level, tuple(parts_of(node)))
        case nodes.definition_list_item() | nodes.list_item() if node.children:
            yield from _item(node, level, depth)
        case nodes.row():
            yield Block('item', depth, tuple(_cells(node)))
        case nodes.TextElement():
            yield Block('text', depth, tuple(parts_of(node)))
        case nodes.section():
            yield from _inside(node.children, level + 1, depth)
        case _ if _is_shown(node):
            yield from _inside(node.children, level, depth)


def _cells(row: nodes.row) -> Iterator[str | Named]:
    for number, cell in enumerate(row.children):
        yield ' | ' if number else ''
        yield from parts_of(cell)


def _list(node: cv_papers | cv_entry_list, depth: int) -> Block:
    """Return a list: the keys of its papers, or the anchor by which the memory knows it."""
    if isinstance(node, cv_papers):
        series, labels = node['series'], node['labels']
        numbers = (
            Named('series', series[key]) if key in series else labels.get(key, '')
            for key in node['keys']
        )
        return Block('papers', depth, names=tuple(node['keys']), numbers=tuple(numbers))
    return Block('entries', depth, names=tuple(node['ids']))


def _is_shown(node: nodes.Element) -> bool:
    if not isinstance(node, addnodes.only):
        return True
    try:
        return WEBSITE.eval_condition(node['expr'])
    except Exception:
        # Sphinx shows what stands under a condition that it cannot read, and warns of it.
        return True


def _inside(children: Iterable[nodes.Node], level: int, depth: int) -> Iterator[Block]:
    for child in children:
        yield from _blocks(child, level, depth)


def _item(node: nodes.Element, level: int, depth: int) -> Iterator[Block]:
    """Yield an item of a list: its first words behind a dash, the others below them."""
    first, *others = node.children
    if 'cv-entry' in node['classes'] and isinstance(first, nodes.Element):
        yield Block('entry', depth, names=tuple(first['ids']))
    else:
        found = list(_blocks(first, level, depth))
        if found and found[0].sort == 'text':
            found[0] = found[0]._replace(sort='item')
        yield from found
    yield from _inside(others, level, depth + 1)

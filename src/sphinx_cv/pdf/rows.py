"""The entries of a CV, as calls of the template's functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.model.words import comma
from sphinx_cv.pdf.literals import array, flag
from sphinx_cv.pdf.papers import LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.pdf.translator import TypstTranslator

# An entry with one of these nodes may break across pages.
_LARGE = (nodes.table, nodes.figure, nodes.image, nodes.literal_block)


def has_class(node: nodes.Node, name: str) -> bool:
    """Return whether *node* is an element of class *name*."""
    return isinstance(node, nodes.Element) and name in node['classes']


def entry(translator: TypstTranslator, item: nodes.definition_list_item) -> str:
    """Return the call that sets an entry: title and dates, the line below, and the rest."""
    term, body = _halves(item)
    where = next((node for node in body if has_class(node, 'cv-where')), None)
    place = _of_class(where.children, 'cv-place') if where is not None else []
    organization = (
        _trimmed(n for n in where.children if n not in place) if where is not None else []
    )
    dates = _of_class(term.children, 'cv-dates')
    what = _trimmed(node for node in term.children if node not in dates)
    inner = [child for node in what for child in (node.children if is_what(node) else [node])]
    aside = _of_class(inner, 'cv-aside')
    what = [node for node in inner if node not in aside]
    parts = {
        'what': what, 'beside': aside, 'dates': dates, 'organization': organization, 'place': place,
    }  # fmt: skip
    translator.row = _anchor(translator, term)
    given = {name: translator.inside(children) for name, children in parts.items() if children}
    more = [node for node in _of_class(body, 'cv-more') if len(node.astext()) < SHORT]
    links = _of_class(body, 'cv-links')
    if more:
        given['more'] = '#" · "'.join(translator.inside(line.children) for line in more)
    if links:
        given['links'] = ''.join(_links(translator, line) for line in links)
    rest = translator.inside(n for n in body if n is not where and n not in more and n not in links)
    translator.row = ''
    given['what'] = translator.anchors_of(term) + given.get('what', '')
    named = ', '.join(f'{name}: [{content}]' for name, content in given.items())
    head = f'{translator.place(item)}entry({named}, breakable: {flag(_is_large(item))})'
    return f'{head}[{rest.strip()}],\n'


def is_what(node: nodes.Node) -> bool:
    """Return whether *node* is the title of an entry."""
    return has_class(node, 'cv-what')


def _links(translator: TypstTranslator, line: nodes.Node) -> str:
    links = [child for child in line.children if not _is_separator(child)]
    return f'#links({array(translator.inline([link]) for link in links)})'


def _halves(item: nodes.definition_list_item) -> tuple[nodes.term, Sequence[nodes.Node]]:
    term = next(child for child in item.children if isinstance(child, nodes.term))
    bodies = [child for child in item.children if isinstance(child, nodes.definition)]
    return term, [node for body in bodies for node in body.children]


def _anchor(translator: TypstTranslator, term: nodes.term) -> str:
    return f'{translator.docname}#{term["ids"][0]}' if term['ids'] else ''


def _of_class(children: Iterable[nodes.Node], name: str) -> list[nodes.Node]:
    return [child for child in children if has_class(child, name)]


def _is_separator(node: nodes.Node) -> bool:
    return has_class(node, 'cv-sep') or not node.astext().strip(f' ·,{comma()}')


def _trimmed(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return *children* without the separators at their ends, and of two in a row without one."""
    kept: list[nodes.Node] = []
    for child in children:
        if not _is_separator(child) or (kept and not _is_separator(kept[-1])):
            kept.append(child)
    return kept[:-1] if kept and _is_separator(kept[-1]) else kept


def _is_large(item: nodes.Element) -> bool:
    return len(item.astext()) > LONG or any(isinstance(n, _LARGE) for n in item.findall())

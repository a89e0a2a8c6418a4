"""Tables, whose headers Typst repeats on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_cv.pdf.translator import TypstTranslator


def table(translator: TypstTranslator, node: nodes.Element) -> str:
    """Return the table, with its title above it.

    Without a header it is a grid, because PDF/UA-1 wants names for the columns of a table.
    """
    group = next(child for child in node.children if isinstance(child, nodes.tgroup))
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    title = f'#rubric{translator.inline(titles[0].children)}\n' if titles else ''
    columns = _columns(node, group)
    head = _cells(translator, group, nodes.thead, 'table')
    if not head:
        body = _cells(translator, group, nodes.tbody, 'grid')
        return f'{title}#plain-table(columns: {columns},\n{body})'
    body = _cells(translator, group, nodes.tbody, 'table')
    return f'{title}#table(columns: {columns},\ntable.header(\n{head}),\n{body})'


def _columns(node: nodes.Element, group: nodes.tgroup) -> str:
    specs = [child for child in group.children if isinstance(child, nodes.colspec)]
    if 'colwidths-given' in node['classes']:
        return '(' + ''.join(f'{spec["colwidth"]}fr, ' for spec in specs) + ')'
    return str(len(specs))


def _cells(
    translator: TypstTranslator, group: nodes.tgroup, kind: type[nodes.Element], function: str
) -> str:
    parts = [child for child in group.children if isinstance(child, kind)]
    rows = [row for part in parts for row in part.children if isinstance(row, nodes.row)]
    entries = [e for row in rows for e in row.children if isinstance(e, nodes.entry)]
    shape = 'strong' if kind is nodes.thead else ''
    return ''.join(_cell(translator, entry, shape, function) for entry in entries)


def _cell(translator: TypstTranslator, entry: nodes.entry, shape: str, function: str) -> str:
    shown = shape + translator.block(entry.children)
    columns, rows = entry.get('morecols', 0) + 1, entry.get('morerows', 0) + 1
    if columns == rows == 1:
        return f'{shown},\n'
    return f'{function}.cell(colspan: {columns}, rowspan: {rows}, {shown}),\n'

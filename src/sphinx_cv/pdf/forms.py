"""The table of nodes that a function of their own turns into Typst, and these functions."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_cv.pdf.literals import around, formula, markup_words, raw, risks, string
from sphinx_cv.pdf.papers import papers
from sphinx_cv.pdf.pictures import picture
from sphinx_cv.pdf.rows import entry, has_class
from sphinx_cv.pdf.targets import DOWNLOADS, PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.pdf.translator import Form, TypstTranslator

_NUMBERING = {
    'arabic': '1', 'loweralpha': 'a', 'upperalpha': 'A', 'lowerroman': 'i', 'upperroman': 'I',
}  # fmt: skip


def _title(translator: TypstTranslator, node: nodes.Element) -> str:
    parent = node.parent
    if not isinstance(parent, nodes.section):
        return f'\n#rubric{translator.inline(node.children)}\n'
    # PDF has six levels of headings, and PDF/UA forbids to skip one.
    level = max(1, min(translator.level, 6))
    body = translator.anchors_of(parent) + translator.inside(node.children)
    return f'\n{translator.place(node)}#heading(level: {level})[{body}]\n'


def _paragraph(translator: TypstTranslator, node: nodes.Element) -> str:
    text = translator.inside(node.children)
    shown = f'#legend[{text}]' if has_class(node, 'cv-legend') else text
    return f'{translator.place(node)}\n{shown}\n\n'


def _inline(translator: TypstTranslator, node: nodes.Element) -> str:
    before, behind = around(node['classes'])
    return before + translator.inside(node.children) + behind


def _container(translator: TypstTranslator, node: nodes.Element) -> str:
    text = translator.inside(node.children)
    return f'\n#rubric[{text.strip()}]\n' if has_class(node, 'sd-card-title') else text


def _abbreviation(translator: TypstTranslator, node: nodes.Element) -> str:
    meaning = node.get('explanation', '')
    return translator.inside(node.children) + markup_words(f' ({meaning})' if meaning else '')


def _line_block(translator: TypstTranslator, node: nodes.Element) -> str:
    inner = isinstance(node.parent, nodes.line_block)
    lines = []
    for child in node.children:
        indent = '#h(1.5em)' if inner and isinstance(child, nodes.line) else ''
        lines.append(indent + translator.inside([child]))
    text = '#linebreak()'.join(lines)
    return text if inner else f'\n\n{text}\n\n'


# References


def _reference(translator: TypstTranslator, node: nodes.Element) -> str:
    target = translator.links.target(node, translator.docname, translator.row)
    text = translator.inside(node.children) or markup_words(str(node.get('refuri', '')))
    return f'#{_link_function(node)}({target})[{text}]' if target else text


def _link_function(node: nodes.Element) -> str:
    """Return the function for a link that is a title, one name of many, or any other."""
    if has_class(node, 'cv-title'):
        return 'title-link'
    among = 'cv-person', 'cv-author', 'cv-what', 'cv-authors'
    named = any(has_class(n, name) for n in (node, node.parent) for name in among)
    return 'name-link' if named else 'link'


def _download(translator: TypstTranslator, node: nodes.Element) -> str:
    # The PDF has no files, so the link leads to the site.
    uri = posixpath.join(f'{PAGE}{DOWNLOADS}', node.get('filename', ''))
    return _reference(translator, nodes.reference('', '', *node.children, refuri=uri))


def _footnote_reference(translator: TypstTranslator, node: nodes.Element) -> str:
    name = f'{translator.docname}#{node.get("refid", "")}'
    label = string(f'footnote {name}')
    if name not in translator.footnotes:
        return f'#super[{translator.inside(node.children)}]'
    if name in translator.noted:
        return f'#footnote(label({label}))'
    translator.noted.add(name)
    text = translator.block(_without_label(translator.footnotes[name]))
    return f'#footnote{text}#label({label})'


def _footnote(translator: TypstTranslator, node: nodes.Element) -> str:
    """Return '' for a footnote that the text refers to, for Typst sets it at that place."""
    names = {f'{translator.docname}#{name}' for name in node['ids']}
    return '' if node.get('backrefs') or names & translator.noted else _citation(translator, node)


def _citation(translator: TypstTranslator, node: nodes.Element) -> str:
    label = translator.inside(
        n for child in node.children if isinstance(child, nodes.label) for n in child.children
    )
    text = translator.block(_without_label(node))
    return f'\n#terms(terms.item([{label}], {text}))\n'


def _without_label(node: nodes.Element) -> list[nodes.Node]:
    return [child for child in node.children if not isinstance(child, nodes.label)]


# Lists


def _definition_list(translator: TypstTranslator, node: nodes.Element) -> str:
    if has_class(node, 'cv-entries'):
        # An entry may hold others, which stand further in.
        function = 'entries-within' if isinstance(node.parent, nodes.definition) else 'entries'
        items = (n for n in node.children if isinstance(n, nodes.definition_list_item))
        return f'\n#{function}(\n{"".join(entry(translator, item) for item in items)})\n'
    # Typst tags a list outside of the body of a term, which would leave that body empty.
    lists = any(_holds_lists_only(n) for n in node.findall(nodes.definition))
    return f'\n#{"headed" if lists else "terms"}(\n{translator.inside(node.children)})\n'


def _holds_lists_only(node: nodes.Element) -> bool:
    return all(isinstance(n, (nodes.bullet_list, nodes.enumerated_list)) for n in node.children)


def _definition(translator: TypstTranslator, node: nodes.Element) -> str:
    if not node.children:
        return ''
    *heads, body = node.children
    head = ''
    for part in heads:
        # A term of a glossary may have several names.
        head += '#", "' if head and isinstance(part, nodes.term) else ''
        head += translator.inside([part])
    return f'{translator.place(node)}terms.item([{head}], {translator.block(body.children)}),\n'


def _list_item(translator: TypstTranslator, node: nodes.Element) -> str:
    return f'{translator.block(node.children)},\n'


def _enumerated_list(translator: TypstTranslator, node: nodes.Element) -> str:
    kind = _NUMBERING.get(node.get('enumtype', ''), '1')
    numbering = string(f'{node.get("prefix", "")}{kind}{node.get("suffix", ".")}')
    items = translator.inside(node.children)
    return f'\n#enum(start: {node.get("start", 1)}, numbering: {numbering},\n{items})\n'


# Blocks


def _admonition(translator: TypstTranslator, node: nodes.Element) -> str:
    titles = [n for n in node.children if isinstance(n, nodes.title)]
    known = markup_words(str(admonitionlabels.get(node.tagname, '')))
    name = translator.inside(titles[0].children) if titles else known
    text = translator.inside(n for n in node.children if n not in titles)
    title = f'[{name}]' if name else 'none'
    return f'\n{translator.place(node)}#admonition({title})[{text}]\n'


def _topic(translator: TypstTranslator, node: nodes.Element) -> str:
    return '' if has_class(node, 'contents') else _admonition(translator, node)


def _todo(translator: TypstTranslator, node: nodes.Element) -> str:
    shown = getattr(translator.config, 'todo_include_todos', False)
    return _admonition(translator, node) if shown else ''


def _literal(translator: TypstTranslator, node: nodes.Element) -> str:
    return raw(node.astext())


def _literal_block(translator: TypstTranslator, node: nodes.Element) -> str:
    return f'\n{translator.place(node)}#raw({string(node.astext())}, block: true)\n'


def _raw(translator: TypstTranslator, node: nodes.Element) -> str:
    return node.astext() if 'typst' in node.get('format', '').split() else ''


def _math(translator: TypstTranslator, node: nodes.Element) -> str:
    latex, options = node.astext(), ', block: true' if isinstance(node, nodes.math_block) else ''
    translator.risks |= risks(latex, options)
    return formula(latex, options)


def _math_block(translator: TypstTranslator, node: nodes.Element) -> str:
    return f'\n{translator.place(node)}{_math(translator, node)}\n'


def _image(translator: TypstTranslator, node: nodes.Element) -> str:
    return f'#{picture(translator, node)}'


def _figure(translator: TypstTranslator, node: nodes.Element) -> str:
    notes = [n for n in node.children if isinstance(n, (nodes.caption, nodes.legend))]
    inner = translator.inside(n for n in node.children if n not in notes)
    caption = f', caption: {translator.inline(notes)}' if notes else ''
    return f'\n{translator.place(node)}#figure([{inner}]{caption}, numbering: none)\n'


def _caption(translator: TypstTranslator, node: nodes.Element) -> str:
    text = translator.inside(node.children)
    return text if isinstance(node.parent, nodes.figure) else f'\n#rubric[{text}]\n'


def _table(translator: TypstTranslator, node: nodes.Element) -> str:
    """Return a table, with its title above it, whose header Typst repeats on every page.

    Without a header it is a grid, because PDF/UA-1 wants names for the columns of a table.
    """
    group = next(child for child in node.children if isinstance(child, nodes.tgroup))
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    title = f'\n{translator.place(node)}'
    title += f'#rubric{translator.inline(titles[0].children)}\n' if titles else ''
    columns = _columns(node, group)
    head = _cells(translator, group, nodes.thead, 'table')
    if not head:
        body = _cells(translator, group, nodes.tbody, 'grid')
        return f'{title}#plain-table(columns: {columns},\n{body})\n'
    body = _cells(translator, group, nodes.tbody, 'table')
    return f'{title}#table(columns: {columns},\ntable.header(\n{head}),\n{body})\n'


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


def _signature(translator: TypstTranslator, node: nodes.Element) -> str:
    return f'\n#rubric[#raw({string(node.astext())})]\n'


# Class of nodes -> the function that writes such a node with its children.
FORMS: Mapping[str, Form] = {
    **dict.fromkeys((*admonitionlabels, 'admonition', 'versionmodified'), _admonition),
    'abbreviation': _abbreviation,
    'caption': _caption,
    'citation': _citation,
    'container': _container,
    'cv_papers': papers,
    'definition_list': _definition_list,
    'definition_list_item': _definition,
    'desc_signature': _signature,
    'doctest_block': _literal_block,
    'download_reference': _download,
    'enumerated_list': _enumerated_list,
    'field': _definition,
    'figure': _figure,
    'footnote': _footnote,
    'footnote_reference': _footnote_reference,
    'image': _image,
    'inline': _inline,
    'line_block': _line_block,
    'list_item': _list_item,
    'literal': _literal,
    'literal_block': _literal_block,
    'math': _math,
    'math_block': _math_block,
    'number_reference': _reference,
    'option_list_item': _definition,
    'paragraph': _paragraph,
    'raw': _raw,
    'reference': _reference,
    'sidebar': _topic,
    'table': _table,
    'title': _title,
    'todo_node': _todo,
    'topic': _topic,
}

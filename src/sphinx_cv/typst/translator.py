"""Doctree -> Typst: the structure of a page as calls of functions, its text as string literals."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from sphinx_cv.mathematics import typst as typst_math
from sphinx_cv.typst.elements import AROUND, SKIPPED, TRANSPARENT
from sphinx_cv.typst.entries import entry, has_class, paper
from sphinx_cv.typst.literals import string, words
from sphinx_cv.typst.pictures import picture
from sphinx_cv.typst.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

    from sphinx_cv.typst.contents import Part
    from sphinx_cv.typst.links import Links

logger = logging.getLogger(__name__)

_NUMBERING = {
    'arabic': '1', 'loweralpha': 'a', 'upperalpha': 'A', 'lowerroman': 'i', 'upperroman': 'I',
}  # fmt: skip


class TypstTranslator(SphinxTranslator):
    """Walks the parts of a CV; :meth:`translate` gives the Typst of one.

    *risks* holds pieces of the result that Typst may refuse (formulas, pictures), each with
    what can stand in its place. *pictures* are the image files needed, by their name in Typst.
    """

    def __init__(self, document: nodes.document, builder: Builder, links: Links) -> None:
        super().__init__(document, builder)
        self.links = links
        self.numbered = False
        self.body: list[str] = []
        self.docname = ''
        self.level = 0
        self.inside_of = ''  # the anchor of the entry that is being translated
        self.papers = 0
        self.footnotes: dict[str, nodes.footnote] = {}
        self.noted: set[str] = set()
        self.placed: set[str] = set()
        self.risks: dict[str, str] = {}
        self.pictures: dict[str, str] = {}

    def translate(self, part: Part) -> str:
        """Give the Typst of *part*."""
        self.docname = part.docname
        self.level = 0 if part.title else 1
        elements = [node for node in part.nodes if isinstance(node, nodes.Element)]
        found = [note for element in elements for note in element.findall(nodes.footnote)]
        self.footnotes |= {f'{part.docname}#{name}': note for note in found for name in note['ids']}
        return self.anchors([f'{part.docname}#']) + self.inside(part.nodes)

    def inside(self, children: Iterable[nodes.Node]) -> str:
        """Give the Typst of *children*."""
        outer, self.body = self.body, []
        try:
            for child in children:
                child.walkabout(self)
            return ''.join(self.body)
        finally:
            self.body = outer

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """Give the Typst of *children* as one content block."""
        return f'[{self.inside(children).strip()}]'

    def place(self, node: nodes.Element) -> str:
        """Give a comment that says where *node* was written, for messages about its line."""
        source, line = node.source, node.line
        if not source or not line:
            return ''
        name = self.builder.env.path2doc(source)
        file = self.builder.env.doc2path(name, base=False) if name else source
        return f'\n// {file}:{line}\n'

    def anchors(self, names: Iterable[str]) -> str:
        """Give the anchors, of those called ``page#id`` in *names*, to which something leads."""
        new = [name for name in names if name in self.links.used and name not in self.placed]
        self.placed.update(new)
        return ''.join(f'#anchor({string(name)})' for name in new)

    def anchors_of(self, node: nodes.Element) -> str:
        """Give the anchors for the ids of *node*."""
        return self.anchors(f'{self.docname}#{name}' for name in node['ids'])

    def warn(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Tell the owner what the PDF cannot show."""
        logger.warning(message, location=node, type='cv', subtype=subtype)

    def dispatch_visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.section):
            self.body.append(self.anchors_of(node))
        for name in _names(node):
            if visit := getattr(self, f'visit_{name}', None):
                visit(node)
                return
            if name in SKIPPED:
                raise nodes.SkipNode
            if name in AROUND or name in TRANSPARENT:
                self.body.append(AROUND.get(name, ('', ''))[0])
                return
        self.unknown_visit(node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        for name in _names(node):
            if depart := getattr(self, f'depart_{name}', None):
                depart(node)
                return
            if name in AROUND or hasattr(self, f'visit_{name}'):
                self.body.append(AROUND.get(name, ('', ''))[1])
                return

    def unknown_visit(self, node: nodes.Node) -> None:
        name = type(node).__name__
        message = (
            f'the PDF has no form for the node "{name}" and prints its text only; '
            f'give it one with app.add_node({name}, typst=(visit, depart))'
        )
        logger.warning(message, location=node, type='cv', subtype='unknown_node', once=True)

    def emit(self, text: str) -> None:
        """Write *text* for the node being visited, and leave its children alone."""
        self.body.append(text)
        raise nodes.SkipNode

    # Text, sections, paragraphs

    def visit_Text(self, node: nodes.Text) -> None:
        self.body.append(words(node.astext()))

    def visit_section(self, node: nodes.section) -> None:
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.section):
            self.emit(f'\n#rubric{self.inline(node.children)}\n')
        anchors = self.anchors_of(node.parent)
        level = max(1, min(self.level, 6))
        body = self.inside(node.children)
        self.emit(f'\n{self.place(node)}#heading(level: {level})[{anchors}{body}]\n')

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        style = 'legend' if has_class(node, 'cv-legend') else ''
        text = self.inside(node.children)
        self.emit(f'{self.place(node)}\n{f"#{style}[{text}]" if style else text}\n\n')

    def visit_line_block(self, node: nodes.line_block) -> None:
        for child in node.children:
            indent = '#h(1.5em)' if isinstance(node.parent, nodes.line_block) else ''
            line = self.inside([child])
            self.body.append(
                f'{indent}{line}#linebreak()' if isinstance(child, nodes.line) else line
            )
        self.emit('\n\n')

    def visit_transition(self, node: nodes.transition) -> None:
        self.emit('\n#rule()\n')

    def visit_inline(self, node: nodes.inline) -> None:
        if has_class(node, 'cv-small-caps'):
            self.emit(f'#smallcaps[{self.inside(node.children)}]')

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        meaning = node.get('explanation', '')
        self.emit(self.inside(node.children) + words(f' ({meaning})' if meaning else ''))

    # References

    def visit_reference(self, node: nodes.Element) -> None:
        target = self.links.target(node, self.docname, self.inside_of)
        text = self.inside(node.children) or words(str(node.get('refuri', '')))
        self.emit(f'#{_link_function(node)}({target})[{text}]' if target else text)

    visit_number_reference = visit_reference

    def visit_download_reference(self, node: nodes.Element) -> None:
        # Where a builder of pages puts the file, which itself is not in the PDF.
        uri = posixpath.join('_downloads', node.get('filename', ''))
        target = self.links.target(nodes.reference(refuri=f'%{uri}'), self.docname)
        text = self.inside(node.children)
        self.emit(f'#link({target})[{text}]' if target else text)

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        name = f'{self.docname}#{node.get("refid", "")}'
        label = string(f'footnote {name}')
        if name not in self.footnotes:
            self.emit(f'#super[{self.inside(node.children)}]')
        if name in self.noted:
            self.emit(f'#footnote(label({label}))')
        self.noted.add(name)
        children = [c for c in self.footnotes[name].children if not isinstance(c, nodes.label)]
        self.emit(f'#footnote{self.inline(children)}#label({label})')

    def visit_footnote(self, node: nodes.footnote) -> None:
        names = {f'{self.docname}#{name}' for name in node['ids']}
        if node.get('backrefs') or names & self.noted:
            raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        label = self.inline(n for n in node.children if isinstance(n, nodes.label))
        text = self.inline(n for n in node.children if not isinstance(n, nodes.label))
        self.emit(f'\n#terms(terms.item({label}, {text}))\n')

    def visit_label(self, node: nodes.label) -> None:
        if not isinstance(node.parent, nodes.citation):
            raise nodes.SkipNode

    # Lists

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        kind = _NUMBERING.get(node.get('enumtype', ''), '1')
        numbering = string(f'{node.get("prefix", "")}{kind}{node.get("suffix", ".")}')
        self.body.append(f'\n#enum(start: {node.get("start", 1)}, numbering: {numbering},\n')

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        self.body.append(')\n')

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        rows = {'cv-entries': ('entries', entry), 'cv-publications': ('papers', paper)}
        for name, (function, row) in rows.items():
            if has_class(node, name):
                items = (row(self, item) for item in node.findall(nodes.definition_list_item))
                self.emit(f'\n#{function}(\n{"".join(items)})\n')
        self.body.append('\n#terms(\n')

    def depart_definition_list(self, node: nodes.definition_list) -> None:
        self.body.append(')\n')

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        *heads, body = node.children
        head = ''
        for part in heads:
            # A term of a glossary may have several names.
            head += '#", "' if head and isinstance(part, nodes.term) else ''
            head += self.inside([part])
        self.emit(f'{self.place(node)}terms.item([{head}], {self.inline([body])}),\n')

    visit_field = visit_definition_list_item
    visit_option_list_item = visit_definition_list_item

    # Blocks

    def visit_admonition(self, node: nodes.Element) -> None:
        titles = [n for n in node.children if isinstance(n, nodes.title)]
        known = admonitionlabels.get(node.tagname, '')
        name = self.inline(titles[0].children) if titles else f'[{words(str(known))}]'
        text = self.inside(n for n in node.children if n not in titles)
        self.emit(f'\n{self.place(node)}#admonition({name if name != "[]" else "none"})[{text}]\n')

    def visit_topic(self, node: nodes.topic) -> None:
        if has_class(node, 'contents'):
            raise nodes.SkipNode
        self.visit_admonition(node)

    visit_sidebar = visit_topic

    def visit_literal(self, node: nodes.TextElement) -> None:
        self.emit(f'#raw({string(node.astext())})')

    def visit_literal_block(self, node: nodes.TextElement) -> None:
        self.emit(f'\n{self.place(node)}#raw({string(node.astext())}, block: true)\n')

    visit_doctest_block = visit_literal_block

    def visit_desc_signature(self, node: nodes.Element) -> None:
        self.emit(f'\n#rubric[#raw({string(node.astext())})]\n')

    def visit_raw(self, node: nodes.raw) -> None:
        self.emit(node.astext() if 'typst' in node.get('format', '').split() else '')

    def visit_math(self, node: nodes.Element, block: str = '') -> None:
        latex = node.astext()
        source = typst_math(latex)
        shown = f'#raw({string(latex)})'
        if source is not None:
            formula = f'#formula({string(latex)}, {string(source)}{block})'
            self.risks[formula], shown = shown, formula
        self.emit(shown)

    def visit_math_block(self, node: nodes.Element) -> None:
        self.body.append(f'\n{self.place(node)}')
        self.visit_math(node, ', block: true')

    def visit_image(self, node: nodes.image) -> None:
        self.emit(f'#{picture(self, node)}')

    def visit_figure(self, node: nodes.figure) -> None:
        notes = [n for n in node.children if isinstance(n, (nodes.caption, nodes.legend))]
        inner = self.inside(n for n in node.children if n not in notes)
        caption = f', caption: {self.inline(notes)}' if notes else ''
        self.emit(f'\n{self.place(node)}#figure([{inner}]{caption}, numbering: none)\n')

    def visit_caption(self, node: nodes.caption) -> None:
        if not isinstance(node.parent, nodes.figure):
            self.emit(f'\n#rubric{self.inline(node.children)}\n')

    def visit_table(self, node: nodes.table) -> None:
        self.emit(f'\n{self.place(node)}{table(self, node)}\n')


# Admonitions all look alike.
for _name in (*admonitionlabels, 'versionmodified'):
    setattr(TypstTranslator, f'visit_{_name}', TypstTranslator.visit_admonition)


def _link_function(node: nodes.Element) -> str:
    """Give the function for a link that is a title, one name of many, or any other."""
    if has_class(node, 'cv-title'):
        return 'title-link'
    among = 'cv-person', 'cv-author', 'cv-what', 'cv-authors'
    named = any(has_class(n, name) for n in (node, node.parent) for name in among)
    return 'name-link' if named else 'link'


def _names(node: nodes.Node) -> list[str]:
    return [kind.__name__ for kind in type(node).__mro__]

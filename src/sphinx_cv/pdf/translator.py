"""Doctree -> Typst: structure becomes calls of functions, and text becomes string literals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from sphinx_cv.pdf.elements import AROUND, SKIPPED, TRANSPARENT
from sphinx_cv.pdf.literals import markup_words, string
from sphinx_cv.site.nodes import cv_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.builders import Builder

    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.pdf.targets import Links

    Form = Callable[['TypstTranslator', nodes.Element], str]

logger = logging.getLogger(__name__)


class TypstTranslator(SphinxTranslator):
    """A visitor of the parts of a CV; :meth:`translate` returns the Typst of one.

    *forms* are functions that give the Typst of a node, by the name of its class.
    Nodes of other extensions get theirs by ``app.add_node(node, typst=(visit, depart))``,
    with functions that append to *body*. *risks* holds pieces of the result that Typst may
    refuse (formulas, pictures), each with what can stand in its place; *pictures* are the
    image files needed, by their name in Typst.
    """

    def __init__(
        self,
        document: nodes.document,
        builder: Builder,
        links: Links,
        forms: Mapping[str, Form],
    ) -> None:
        super().__init__(document, builder)
        self.links = links
        self.forms = forms
        self.numbered = False
        self.previews = False
        self.body: list[str] = []
        self.docname = ''
        self.level = 0
        self.row = ''  # the anchor of the entry or paper that is being translated
        self.papers = 0
        self.footnotes: dict[str, nodes.footnote] = {}
        self.noted: set[str] = set()
        self.placed: set[str] = set()
        self.risks: dict[str, str] = {}
        self.pictures: dict[str, str] = {}

    def translate(self, part: Part) -> str:
        """Return the Typst of *part*."""
        self.docname = part.docname
        self.level = 0 if part.title else 1
        return self.anchors([f'{part.docname}#']) + self.inside(part.nodes)

    def take_footnotes(self, parts: Iterable[Part]) -> None:
        """Have the footnotes in *parts* at hand, which Typst sets where the text refers to them."""
        for part in parts:
            for note in (note for node in part.nodes for note in node.findall(nodes.footnote)):
                self.footnotes |= {f'{part.docname}#{name}': note for name in note['ids']}

    def inside(self, children: Iterable[nodes.Node]) -> str:
        """Return the Typst of *children*."""
        outer, self.body = self.body, []
        try:
            for child in children:
                child.walkabout(self)
            return ''.join(self.body)
        finally:
            self.body = outer

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """Return the Typst of *children* as one content block."""
        return f'[{self.inside(children).strip()}]'

    def block(self, children: Sequence[nodes.Node]) -> str:
        """Return *children* as one content block; of a single paragraph, without its gaps."""
        match children:
            case [nodes.paragraph() as only]:
                text = self.anchors_of(only) + self.inside(only.children)
                return f'[{self.place(only)}{text}]'
        return self.inline(children)

    def place(self, node: nodes.Element) -> str:
        """Return a comment with page and line of *node*, for messages of Typst about its line."""
        source, line = node.source, node.line
        if not source or not line:
            return ''
        name = self.builder.env.path2doc(source)
        file = self.builder.env.doc2path(name, base=False) if name else source
        return f'\n// {file}:{line}\n'

    def anchors(self, names: Iterable[str]) -> str:
        """Return the anchors among *names* (``page#id``) to which a reference leads."""
        new = [name for name in names if name in self.links.used and name not in self.placed]
        self.placed.update(new)
        return ''.join(f'#anchor({string(name)})' for name in new)

    def anchors_of(self, node: nodes.Element) -> str:
        """Return the anchors for the ids of *node*."""
        return self.anchors(f'{self.docname}#{name}' for name in node['ids'])

    def warn(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Log a warning that the PDF cannot show something."""
        logger.warning(message, location=node, type='cv', subtype=subtype)

    def dispatch_visit(self, node: nodes.Node) -> None:
        # The title has the anchors of the section, so that no page break separates the two; the
        # rows of a list have its anchors.
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.section | cv_papers):
            self.body.append(self.anchors_of(node))
        for name in _names(node):
            if visit := getattr(self, f'visit_{name}', None):
                visit(node)
                return
            if name in self.forms and isinstance(node, nodes.Element):
                self.body.append(self.forms[name](self, node))
                raise nodes.SkipNode
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

    def visit_Text(self, node: nodes.Text) -> None:
        self.body.append(markup_words(node.astext()))

    def visit_section(self, node: nodes.section) -> None:
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        self.level -= 1


def _names(node: nodes.Node) -> list[str]:
    return [kind.__name__ for kind in type(node).__mro__]

"""Two nodes of an extension, one with a form for Typst."""

from docutils import nodes
from docutils.parsers.rst import Directive


class Stamp(nodes.General, nodes.Element):
    pass


class Riddle(nodes.General, nodes.Element):
    pass


def directive_for(kind):
    class NodeDirective(Directive):
        has_content = True

        def run(self):
            node = kind()
            self.state.nested_parse(self.content, self.content_offset, node)
            return [node]

    return NodeDirective


def visit_stamp(self, node):
    self.body.append('#box(stroke: 1pt, inset: 2pt)[')


def depart_stamp(self, node):
    self.body.append(']')


def setup(app):
    app.add_node(Stamp, typst=(visit_stamp, depart_stamp))
    app.add_node(Riddle)
    app.add_directive('stamp', directive_for(Stamp))
    app.add_directive('riddle', directive_for(Riddle))

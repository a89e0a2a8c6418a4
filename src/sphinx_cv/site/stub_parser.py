"""The parser of Markdown that knows stubs by themselves, and has MyST read all other pages.

To MyST, a stub is as much work as any short page: it makes a parser, a renderer and a document of
its own for it, which takes a third of what it takes Sphinx to read one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser

from sphinx_cv.site.directives.paper_page import note_stub, paper_page
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.pages import stub_comment

if TYPE_CHECKING:
    from docutils.transforms import Transform
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# The line of the directive in a stub.
_LINE = 3


class PageParser(MystParser):
    """Makes the pages of papers of their stubs as the directive in these does."""

    def get_transforms(self) -> list[type[Transform]]:
        return []  # only pages that MyST reads need its transforms

    def parse(self, inputstring: str, document: nodes.document) -> None:
        env: BuildEnvironment = document.settings.env
        comment, library = stub_comment(inputstring), memory_of(env).library
        paper = library.paper(library.key_of(env.docname.rpartition('/')[2]))
        if comment and paper:
            note_stub(env)
            env.metadata[env.docname]['wordcount'] = {'words': 0, 'minutes': 0}  # as MyST does
            document += nodes.comment(comment, comment)
            document.current_line = _LINE
            document += paper_page(paper, env)
        else:
            document.transformer.add_transforms(MystParser.get_transforms(self))
            super().parse(inputstring, document)


def install_parser(app: Sphinx) -> None:
    """Have this parser in the place of MyST's own, if all that it adds to a page is its text."""
    parsers = app.registry.get_source_parsers()
    if parsers.get('markdown') is MystParser and not app.config.myst_html_meta:
        app.add_source_parser(PageParser, override=True)

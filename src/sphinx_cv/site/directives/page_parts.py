"""The parts of papers' pages, which become nodes only when a page is written, and if need be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.site.directives.rows import collected, links_of, reader_of, writing_reader
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import cv_page_part, details_node
from sphinx_cv.site.page_lines import About, BibtexBlock, Folded, Items, part_of, searched_words
from sphinx_cv.site.quotes import Quotes
from sphinx_cv.site.render import bibtex_block, language_classes, line_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Paper
    from sphinx_cv.site.lines import Line, Reader
    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.nodes import cv_leaf
    from sphinx_cv.site.page_lines import PagePart, Paragraph
    from sphinx_cv.site.references import Reference

    Show = Callable[[Line, str], list[nodes.Node]]


def page_part(name: str, paper: Paper, references: Sequence[Reference] = ()) -> cv_page_part:
    """Return the part of that name of a paper's page."""
    return cv_page_part(
        name=name, keys=[paper.key], files=[], full=True, sign='', references=[*references]
    )


def collect(leaf: cv_page_part, paper: Paper, env: BuildEnvironment, reader: Reader) -> None:
    """Give the first part of a page what Sphinx collects as it reads; its picture is elsewhere."""
    found = collected([paper], leaf, env, reader)
    leaf += [node for node in found if not isinstance(node, nodes.image)]


def worked_out(leaf: cv_leaf, memory: Memory) -> PagePart:
    """Return a part of a page as it is written when all pages are read."""
    return _part(leaf, memory, writing_reader(leaf, memory))


def _part(leaf: cv_leaf, memory: Memory, reader: Reader) -> PagePart:
    """Return a part of a page, of which there is nothing if its paper is gone."""
    paper = memory.library.papers.get(leaf['keys'][0])
    told = About(paper, memory.library, reader, leaf['references']) if paper else None
    return part_of(leaf['name'], told) if told else []


def expand(leaf: cv_page_part, env: BuildEnvironment, quotes: Quotes | None = None) -> None:
    """Put nodes in the place of a part; without *quotes*, marks stay as they are."""
    make_link, memory = links_of(leaf, env), memory_of(env)
    part = _part(leaf, memory, reader_of(leaf, memory))

    def show(line: Line, language: str) -> list[nodes.Node]:
        return line_nodes(quotes.set(line, language) if quotes else line, make_link)

    # Not leaf.replace_self(), which would give the attributes of the part to its first paragraph.
    leaf.parent.replace(leaf, _nodes(part, show))


def _nodes(part: PagePart, show: Show) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for block in part:
        if isinstance(block, Items):
            items = [
                nodes.list_item('', nodes.paragraph('', '', *show(line, '')), classes=name.split())
                for name, line in block.items
            ]
            result.append(nodes.bullet_list('', *items, classes=block.classes.split()))
        elif isinstance(block, Folded):
            result.append(details_node(block.summary, _paragraph(block.inside, show)))
        elif isinstance(block, BibtexBlock):
            result.append(bibtex_block(block.text))
        else:
            result.append(_paragraph(block, show))
    return result


def _paragraph(block: Paragraph, show: Show) -> nodes.paragraph:
    classes = [*block.classes.split(), *language_classes(block.lang)]
    return nodes.paragraph('', '', *show(block.line, block.lang), classes=classes)


def is_translated(env: BuildEnvironment) -> bool:
    """Return whether the site has catalogues, by which Sphinx translates nodes as it reads."""
    folders = (Path(env.srcdir, name, env.config.language) for name in env.config.locale_dirs)
    return any(folder.is_dir() for folder in folders)


class ExpandParts(SphinxPostTransform):
    """Put nodes in the places of parts of papers' pages, unless we write them ourselves."""

    default_priority = 1  # before all that goes through nodes

    def run(self, **kwargs: Any) -> None:
        leaves = list(self.document.findall(cv_page_part))
        memory = memory_of(self.env)
        if leaves and memory.writes_lines():
            for leaf in leaves:
                leaf['part'] = worked_out(leaf, memory)
                # By these the search finds the page.
                leaf += nodes.Text(' '.join(searched_words(leaf['part'])))
            return
        quotes = Quotes(self.document)
        for leaf in leaves:
            expand(leaf, self.env, quotes)

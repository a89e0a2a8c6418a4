"""The parts of papers' pages as HTML, just as Sphinx writes the nodes that they stand for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_cv.html.lines import DOWNLOAD, ESCAPES, LineWriter
from sphinx_cv.model.words import _
from sphinx_cv.site.directives.page_parts import worked_out
from sphinx_cv.site.page_lines import BibtexBlock, Folded, Items
from sphinx_cv.site.written import joined_texts

if TYPE_CHECKING:
    from sphinx_cv.site.lines import Line
    from sphinx_cv.site.page_lines import Paragraph
    from sphinx_cv.site.written import WrittenLink


class PartWriter(LineWriter):
    """Writes a part of a paper's page."""

    def html(self) -> str:
        """Return the blocks of the part, each with a line to itself."""
        # The signs of students were not known when its words were given to the search.
        is_known = 'part' in self.leaf and not self.leaf['sign']
        part = self.leaf['part'] if is_known else worked_out(self.leaf, self.memory)
        return ''.join(map(self._block, part))

    def _block(self, block: Paragraph | Items | Folded | BibtexBlock) -> str:
        if isinstance(block, Items):
            items = ''.join(self._item(name, line) for name, line in block.items)
            return f'<ul class="{block.classes} simple">\n{items}</ul>\n'
        if isinstance(block, Folded):
            summary = f'<summary>{escape(block.summary)}</summary>'
            return f'<details class="cv-details">{summary}\n{self._block(block.inside)}</details>\n'
        if isinstance(block, BibtexBlock):
            return f'<pre class="cv-bibtex">{escape(block.text, quote=False)}</pre>\n'
        classes = f' class="{block.classes}"' if block.classes else ''
        language = f' lang="{escape(block.lang)}"' if block.lang else ''
        return f'<p{classes}{language}>{self._text(block.line, block.lang)}</p>\n'

    def _item(self, name: str, line: Line) -> str:
        classes = f' class="{name}"' if name else ''
        return f'<li{classes}><p>{self._text(line)}</p></li>\n'

    def _text(self, line: Line, language: str = '') -> str:
        return self.filled(joined_texts(self.line(line, language)))

    def link(self, link: WrittenLink) -> str:
        if link.to.kind == 'list':
            return self._back(link)
        if link.to.kind == 'site' and self.address(link.to)[0] != DOWNLOAD:
            link = link._replace(inside=('<span>', *link.inside, '</span>'))
        return super().link(link)

    def _back(self, link: WrittenLink) -> str:
        """Return the link to the paper's row, whose words are the title of that page."""
        place = self.memory.row(link.to.name)
        if place is None:
            return f'<span class="cv-{link.name}">{_("Publications")}</span>'
        words = self.builder.env.titles[place.docname].astext().translate(ESCAPES)
        number = self.memory.number(link.to.name)
        behind = f'<span class="cv-number"> [{number.translate(ESCAPES)}]</span>' if number else ''
        inside = f'<span>{words}{behind}</span>'
        address = self.page_of(place)
        return f'<a class="cv-{link.name} reference internal" href="{address}">{inside}</a>'

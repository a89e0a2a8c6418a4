"""A scanner that reads HTML and MathML as well, whatever the macros are that stand within."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_cv.bib.latex import tags
from sphinx_cv.bib.latex.scanner import Scanner
from sphinx_cv.model import PARAGRAPH, Inline, Markup, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model import MarkupKind

# Groups, arguments, styles and elements within one another; what is deeper loses its markup.
DEEPEST = 50


class Elements(Scanner):
    """A scanner of elements; what they hold is read by those who inherit from it."""

    def __init__(
        self, source: str, report: Callable[[str, str], None], *, has_paragraphs: bool
    ) -> None:
        super().__init__(source)
        self.report = report
        self.has_paragraphs = has_paragraphs
        self.depth = 0
        self.open_tags: list[str] = []
        self.has_mathml = '<' in source and 'math' in source.lower()

    def rest(self) -> list[Inline]:
        """Return the content up to a closing brace, an end tag or the end of the field."""
        raise NotImplementedError

    def again(self, source: str) -> list[Inline]:
        """Return the content of a text that is not that of the field."""
        raise NotImplementedError

    def verbatim(self, length: int) -> list[Inline]:
        self.at += length
        return [Text(self.source[self.at - length : self.at])]

    def paragraph(self) -> list[Inline]:
        return [Text(PARAGRAPH if self.has_paragraphs else ' ')]

    def at_end_tag(self) -> bool:
        if not self.open_tags:
            return False
        match = tags.TAG.match(self.source, self.at)
        return match is not None and bool(match[1]) and match[2].lower() in self.open_tags

    def tag(self) -> list[Inline]:
        """Return the content of an element of HTML or MathML; a "less than" is text."""
        end = self.end_of_mathml()
        if end > 0:
            source, self.at = self.source[self.at : end], end
            return tags.mathml_rich(source, self.again)
        match = tags.TAG.match(self.source, self.at)
        if match is None or not tags.is_tag(match, self.tag_names):
            return self.verbatim(1)
        self.at = match.end()
        name = match[2].lower()
        bare = name.rpartition(':')[2]
        if bare in tags.PARAGRAPHS:
            return [*self.paragraph(), Text(tags.said(bare, match[3]))]
        if bare in tags.SIGNS:
            return [Text(tags.said(bare, match[3]))]
        kind = tags.kind(bare, match[3])
        is_empty = bool(match[1]) or match[3].endswith('/')
        if is_empty or kind is None or self.depth >= DEEPEST:
            return []
        return self.element(name, kind, match[3])

    @cached_property
    def tag_names(self) -> frozenset[tuple[str, str]]:
        """All that could be a tag in the field."""
        return tags.tag_names(self.source)

    def end_of_mathml(self) -> int:
        """Return where a ``<math>`` element that begins here ends; -1 if there is none."""
        if not self.has_mathml:
            return -1
        end = tags.mathml_end(self.source, self.at)
        # One that is not closed is looked for once, and not from every further "<math>" again.
        self.has_mathml = end != 0
        return end

    def element(self, name: str, kind: MarkupKind, attributes: str) -> list[Inline]:
        self.open_tags.append(name)
        self.depth += 1
        content = self.rest()
        self.depth -= 1
        self.open_tags.pop()
        end = tags.TAG.match(self.source, self.at)
        if end is not None and end[1] and end[2].lower() == name:
            self.at = end.end()
        if kind != 'link':
            return [Markup(kind, tuple(content))]
        address = tags.href(attributes)
        return tags.checked_link(address, content, self.report) if address else content

"""Quotation marks, dashes and ellipses of lines, as Sphinx sets them in the text of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxSmartQuotes

from sphinx_cv.model import Math
from sphinx_cv.model.patterns import regex
from sphinx_cv.site.lines import Piece, texts
from sphinx_cv.site.render import language_classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.site.lines import Line

# Sphinx leaves every text without one of these as it is; each is an alternative of its own, as
# such expressions are searched for five times as fast.
_CHANGES = regex(r'"|\'|`|\\|&|--|\.\.\.|\. \. \.')


class Quotes:
    """Sets the quotation marks of lines, for *document*; a transform does so for its nodes."""

    def __init__(self, document: nodes.document) -> None:
        self.document = document
        self.active = SphinxSmartQuotes(document, None).is_available()

    @property
    def key(self) -> object:
        """The settings on which the marks depend, for digests of lines."""
        settings = self.document.settings
        given = settings.smart_quotes, settings.smartquotes_locales, settings.language_code
        return self.active and (*given, settings.env.config.smartquotes_action)

    def set(self, line: Line, language: str = '') -> Line:
        """Return *line* with the marks of *language*, or else of the document's."""
        if not self.active or not _CHANGES.search(''.join(texts(line))):
            return line
        return _replaced(line, self._curled(line, language))

    def _curled(self, line: Line, language: str) -> Iterator[str]:
        document = nodes.document(self.document.settings, self.document.reporter)
        block = nodes.paragraph('', '', *_tokens(line), classes=language_classes(language))
        document += block
        SphinxSmartQuotes(document, None).apply()
        return (token.astext() for token in block)


def _tokens(line: Line) -> Iterator[nodes.Element]:
    """Yield one inline element for each text of *line*; code and formulas stay as they are."""
    for part in line:
        if isinstance(part, str):
            yield nodes.inline('', part)
        elif isinstance(part, Math):
            yield nodes.literal('', part.latex)
        elif part.form == 'code':
            yield from (nodes.literal('', text) for text in texts(part.children))
        else:
            yield from _tokens(part.children)


def _replaced(line: Line, curled: Iterator[str]) -> Line:
    result: Line = []
    for part in line:
        if isinstance(part, Piece):
            result.append(part._replace(children=_replaced(part.children, curled)))
        else:
            text = next(curled)
            result.append(text if isinstance(part, str) else part)
    return result

"""The directive that links the other forms of the CV: its PDFs, its plain text and its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.export import EXPORTS
from sphinx_cv.model.words import _
from sphinx_cv.site.directives.base import CVDirective
from sphinx_cv.site.nodes import inward
from sphinx_cv.site.project import wants
from sphinx_cv.site.render import paragraph, separator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref


class DownloadsDirective(CVDirective):
    """``{cv:downloads}``: a row of links to the PDF, its variants and the CV as data."""

    def run(self) -> list[nodes.Node]:
        self.memory.note_asking(self.env.docname)
        line: list[nodes.Element] = []
        texts = _texts()
        files = (*self._pdfs(), *texts.items())
        for path, words in ((path, words) for path, words in files if wants(self.config, path)):
            parts: list[nodes.Element] = [separator(' · ')] if line else []
            parts.append(_file(path, words, self.env.docname))
            for part in parts if path in texts else ():
                part['classes'].append('cv-pages-only')  # for only there are these files
            line += parts
        result = paragraph('downloads', line)
        result['classes'].append('cv-html-only')
        return [result]

    def _pdfs(self) -> Iterator[tuple[str, str]]:
        yield 'cv.pdf', _('Download CV (PDF)')
        for name, settings in self.config.cv_variants.items():
            title = settings.get('title') if isinstance(settings, dict) else ''
            path = f'{str(name).removesuffix(".pdf")}.pdf'
            yield path, _('{title} (PDF)').format(title=title or path.removesuffix('.pdf'))


def _texts() -> dict[str, str]:
    """Return the files that every build of a website leaves at its root, by their labels."""
    rows = EXPORTS.having('write', 'label').items()
    return {name: _(row.label) for name, row in sorted(rows)}


def _file(path: str, words: str, docname: str) -> pending_xref:
    inner = nodes.inline(words, words)
    return inward('file', path, inner, refdoc=docname)

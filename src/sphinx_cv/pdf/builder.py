"""The builder ``cvpdf``, which Sphinx calls for the PDF and its variants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder

from sphinx_cv.pdf.editions import by_language, make_sources, write_pdfs, write_sources
from sphinx_cv.pdf.targets import PAGE
from sphinx_cv.pdf.translator import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

    from sphinx_cv.pdf.compile import TypstSource


class TypstBuilder(Builder):
    """A builder that makes one PDF of the root page and its toctrees, and one of each variant."""

    name = 'cvpdf'
    format = 'typst'
    epilog = 'The PDF is in %(outdir)s.'
    default_translator_class = TypstTranslator
    supported_image_types = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/gif', 'image/webp']
    # False would make Sphinx download them.
    supported_remote_images = True
    allow_parallel = True
    addresses: Mapping[str, str] | None = None  # of the pages of a website that is built too
    writes = True  # whether it is there to write PDFs, and not to make sources for another build
    # Returns the sources of the PDFs that are in other languages than the site.
    others: Callable[[], Mapping[str, TypstSource]] = dict

    def init(self) -> None:
        self.imagedir = '_images'

    def get_outdated_docs(self) -> str:
        return 'the PDF'

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return PAGE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        if not self.writes:
            return
        own = by_language(self.config)[self.config.language]
        sources = {**make_sources(self, own), **self.others()}
        folder = Path(self.outdir)
        folder.mkdir(parents=True, exist_ok=True)
        write_sources(sources, folder)
        write_pdfs(sources, self, [f'{name}.typ' for name in sources])

    def finish(self) -> None:
        pass

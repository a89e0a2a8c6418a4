"""The builder ``cvpdf``, and the PDFs that an html build leaves beside its pages."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders import Builder
from sphinx.util.tags import Tags

from sphinx_cv.pdf.editions import make_sources, write_pdf, write_sources
from sphinx_cv.pdf.freshness import Record
from sphinx_cv.pdf.links import PAGE
from sphinx_cv.pdf.translator import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.application import Sphinx


LINK_WARNINGS = {('cv', 'unknown_key'), ('cv', 'unknown_name'), ('cv', 'unlisted')}


class TypstBuilder(Builder):
    """Sets the root page and the pages of its toctrees as one PDF, and each variant as another."""

    name = 'cvpdf'
    format = 'typst'
    epilog = 'The PDF is in %(outdir)s.'
    default_translator_class = TypstTranslator
    supported_image_types = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/gif', 'image/webp']
    # False would make Sphinx download them.
    supported_remote_images = True
    allow_parallel = True
    website: Builder | None = None  # the one that builds the pages, where this one only helps it

    def init(self) -> None:
        self.imagedir = '_images'

    def get_outdated_docs(self) -> str:
        return 'the PDF'

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return PAGE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        sources = make_sources(self)
        folder = Path(self.outdir)
        folder.mkdir(parents=True, exist_ok=True)
        write_sources(sources, folder)
        for name, source in sources.items():
            write_pdf(source, folder / f'{name}.pdf')
        Record(self).note(f'{name}{suffix}' for name in sources for suffix in ('.typ', '.pdf'))

    def finish(self) -> None:
        pass


def leave_pdfs(app: Sphinx) -> None:
    """Write the PDFs beside the pages of a website that has just been built, where they changed."""
    record = Record(app.builder)
    if record.is_fresh():
        return
    with _typst_builder(app) as builder, _without_warnings_of_links():
        sources = make_sources(builder)
    for name, source in sources.items():
        write_pdf(source, Path(app.outdir, f'{name}.pdf'))
    record.note(f'{name}.pdf' for name in sources)


@contextmanager
def _typst_builder(app: Sphinx) -> Iterator[TypstBuilder]:
    """Let the doctrees of *app* be resolved for Typst: with its builder and with its tags.

    A second Sphinx application would do the same at several times the cost, and it would take
    the log away from the first one, and with it the count of warnings.
    """
    builder, tags = app.builder, app.tags
    html = {builder.name, builder.format, f'format_{builder.format}', f'builder_{builder.name}'}
    app.tags = Tags([tag for tag in tags if tag not in html])
    try:
        typst = cast('TypstBuilder', app.create_builder(TypstBuilder.name))
        typst.website = builder
        _use(app, typst)
        typst.init()
        yield typst
    finally:
        app.tags = tags
        _use(app, builder)


@contextmanager
def _without_warnings_of_links() -> Iterator[None]:
    """Pass over links that lead nowhere: the pages have said so when they were written."""
    handlers = logging.getLogger('sphinx').handlers
    for handler in handlers:
        handler.addFilter(_is_of_no_link)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(_is_of_no_link)


def _is_of_no_link(record: logging.LogRecord) -> bool:
    kind, subtype = getattr(record, 'type', ''), getattr(record, 'subtype', '')
    return kind not in {'ref', 'myst', 'bibtex'} and (kind, subtype) not in LINK_WARNINGS


def _use(app: Sphinx, builder: Builder) -> None:
    app.builder = builder
    # Sphinx 9 asks the environment, not the application, which builder is at work.
    app.env._builder_cls = type(builder)

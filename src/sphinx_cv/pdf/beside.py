"""The PDFs that a build of a website leaves beside its pages.

Their sources are made in a process of its own, by a second application that loads what the first
has read: as pages are written, transforms leave their results in what was read, where the PDFs
must not find them, nor the pages those of the PDFs.
"""

from __future__ import annotations

import sys
import traceback
from io import StringIO
from logging import WARNING
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from sphinx_cv.pdf.builder import TypstBuilder
from sphinx_cv.pdf.editions import make_sources, wanted_pdfs, write_pdfs
from sphinx_cv.pdf.freshness import Record, record_file
from sphinx_cv.site.builders import WEBSITES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from logging import LogRecord
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from typing import Any

    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_cv.pdf.compile import Source

logger = logging.getLogger(__name__)

# A forked process need not import everything again, but only on Linux do all libraries bear it.
_PROCESSES = get_context('fork') if sys.platform == 'linux' else get_context('spawn')

# What is called when everything but the PDFs is there, by builds that somebody waits for.
when_pages_are_written: list[Callable[[], None]] = []


class Site(NamedTuple):
    """The arguments of a second application, and the *addresses* of the pages by their names."""

    folders: tuple[str, str, str, str]  # of the sources, conf.py, the output, the doctrees
    settings: dict[str, Any]
    tags: tuple[str, ...]
    addresses: Mapping[str, str]


class Made(NamedTuple):
    """The answer of the process: sources by name and log records, or the reason why it failed."""

    sources: Mapping[str, Source]
    said: tuple[LogRecord, ...] = ()
    failure: str = ''


class PdfsBeside:
    """Makes the sources of the PDFs while the pages are written, and then the PDFs."""

    def __init__(self) -> None:
        self.running: tuple[BaseProcess, Connection] | None = None
        self.wanted: Collection[str] = ()

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """Start to make the sources if the PDFs of the website are out of date."""
        self.stop()
        self.wanted = wanted_pdfs(app.config)
        if builder.name not in WEBSITES or not (self.wanted or record_file(builder).exists()):
            return
        record = Record(builder)
        if not self.wanted:
            record.note((), {})
        if record.is_fresh():
            return
        receive, send = _PROCESSES.Pipe(duplex=False)
        process = _PROCESSES.Process(target=_work, args=(send, _site(app, builder)))
        process.start()
        send.close()
        self.running = process, receive

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the PDFs beside the pages."""
        if self.running is None or exception is not None:
            self.stop()
            return
        for call in when_pages_are_written:
            call()
        made = _receive(*self.running)
        self.running = None
        for record in made.said:
            logger.handle(record)
        sources = {name: made.sources[name] for name in self.wanted if name in made.sources}
        write_pdfs(sources, app.builder)

    def stop(self) -> None:
        """Stop the process, because the build has failed."""
        if self.running:
            self.running[0].terminate()
            self.running[0].join()
        self.running = None


def _receive(process: BaseProcess, receive: Connection) -> Made:
    try:
        made: Made = receive.recv()
    except EOFError:
        made = Made({}, failure='its process was ended')
    process.join()
    if made.failure:
        raise ExtensionError(f'the PDF could not be made: {made.failure}', modname=__name__)
    return made


def _site(app: Sphinx, builder: Builder) -> Site:
    pages = {builder.name, builder.format, f'builder_{builder.name}', f'format_{builder.format}'}
    return Site(
        folders=(str(app.srcdir), str(app.confdir), str(app.outdir), str(app.doctreedir)),
        settings=_settings(app.config),
        tags=tuple(tag for tag in app.tags if tag not in pages),
        addresses={name: builder.get_target_uri(name) for name in app.env.all_docs},
    )


def _settings(config: Config) -> dict[str, Any]:
    """Return our settings, and what the command line says beyond ``conf.py``, which is read anew.

    The values of all would not do: extensions turn some into other forms, which they refuse to
    turn again, as intersphinx its mapping.
    """
    ours = {setting.name: setting.value for setting in config if setting.name.startswith('cv_')}
    return {**config.overrides, **ours, 'extensions': config.extensions}


def _work(send: Connection, site: Site) -> None:
    try:
        made = _make(site)
    except Exception:
        made = Made({}, failure=traceback.format_exc())
    send.send(made)


def _make(site: Site) -> Made:
    builder = _second_builder(site)
    with logging.pending_logging() as log:
        sources = make_sources(builder)
        said = [record for record in log.clear() if record.levelno >= WARNING]
    logging.convert_serializable(said)
    return Made(sources, tuple(said))


def _second_builder(site: Site) -> TypstBuilder:
    """Return the builder of a second application, which loads the environment of the first."""
    # The first one has logged the same when it began.
    app = Sphinx(*site.folders, TypstBuilder.name, site.settings, None, StringIO(), tags=site.tags)
    builder = cast('TypstBuilder', app.builder)
    builder.addresses = site.addresses
    return builder


def install_pdfs(app: Sphinx) -> None:
    """Have every build of a website write the PDFs beside its pages."""
    pdfs = PdfsBeside()
    app.connect('write-started', pdfs.begin)
    # The last of all, because it waits.
    app.connect('build-finished', pdfs.finish, priority=900)

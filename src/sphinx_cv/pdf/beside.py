"""PDFs that are made by applications of their own, in processes of their own.

The PDFs beside the pages of a website are made by a second application, which loads what the first
has read. One application cannot make both: transforms change what was read when pages are written,
and PDFs must not see the changes for pages, nor pages those for PDFs. For variants in another
language, an application reads the pages in that language, into a folder of its own.
"""

from __future__ import annotations

import sys
import traceback
from io import StringIO
from itertools import chain
from logging import WARNING
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from sphinx_cv.pdf.builder import TypstBuilder
from sphinx_cv.pdf.editions import by_language, make_sources, wanted_pdfs, write_pdfs
from sphinx_cv.pdf.freshness import PdfRecord, record_file
from sphinx_cv.site.builders import WEBSITES
from sphinx_cv.site.pages import APART

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from logging import LogRecord
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from typing import Any

    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_cv.pdf.compile import TypstSource

logger = logging.getLogger(__name__)

# A forked process need not import everything again, but only on Linux do all libraries bear it.
_PROCESSES = get_context('fork') if sys.platform == 'linux' else get_context('spawn')

# Called when all but the PDFs is written: ``make watch`` then shows the pages already.
when_pages_are_written: list[Callable[[], None]] = []


class Application(NamedTuple):
    """The arguments of another application, and the *names* of the PDFs that it is for.

    *addresses* are those of the pages of a website, if one is built; *reads* says whether the
    application reads the pages, or takes them as the first has read them.
    """

    folders: tuple[str, str, str, str]  # of the sources, conf.py, the output, the doctrees
    settings: dict[str, Any]
    tags: tuple[str, ...]
    addresses: Mapping[str, str] | None
    names: tuple[str, ...]
    reads: bool = False


class Made(NamedTuple):
    """The answer of the process: sources by name and log records, or the reason why it failed."""

    sources: Mapping[str, TypstSource]
    said: tuple[LogRecord, ...] = ()
    failure: str = ''


class PdfsBeside:
    """Makes the sources of the PDFs while the pages are written, and then the PDFs."""

    def __init__(self) -> None:
        self.running: list[tuple[BaseProcess, Connection]] = []
        self.wanted: Collection[str] = ()

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """Start to make the sources that are not made by *builder*, if they are out of date."""
        self.stop()
        if isinstance(builder, TypstBuilder) and builder.writes:
            self.start(_others(app, {*chain(*by_language(app.config).values())}, None))
            builder.others = self.receive
        self.wanted = wanted_pdfs(app.config)
        if builder.name not in WEBSITES or not (self.wanted or record_file(builder).exists()):
            return
        record = PdfRecord(builder)
        if not self.wanted:
            record.note((), {})
        if record.is_fresh():
            return
        addresses = {name: builder.get_target_uri(name) for name in app.env.all_docs}
        self.start([_site(app, builder, addresses), *_others(app, self.wanted, addresses)])

    def start(self, sites: Iterable[Application]) -> None:
        """Start a process for each application."""
        for site in sites:
            receive, send = _PROCESSES.Pipe(duplex=False)
            process = _PROCESSES.Process(target=_work, args=(send, site))
            process.start()
            send.close()
            self.running.append((process, receive))

    def receive(self) -> dict[str, TypstSource]:
        """Wait for the sources, and log what was said, the same thing once."""
        sources: dict[str, TypstSource] = {}
        said = set()
        while self.running:
            made = _receive(*self.running.pop(0))
            sources |= made.sources
            for record in made.said:
                words = record.getMessage(), str(getattr(record, 'location', ''))
                if words not in said:
                    logger.handle(record)
                said.add(words)
        return sources

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the PDFs beside the pages."""
        if not self.running or exception is not None:
            self.stop()
            return
        for call in when_pages_are_written:
            call()
        made = self.receive()
        write_pdfs({name: made[name] for name in self.wanted if name in made}, app.builder)

    def stop(self) -> None:
        """Stop the processes, because the build has failed."""
        for process, _receiving in self.running:
            process.terminate()
            process.join()
        self.running = []


def _receive(process: BaseProcess, receive: Connection) -> Made:
    try:
        made: Made = receive.recv()
    except EOFError:
        made = Made({}, failure='its process was ended')
    process.join()
    if made.failure:
        raise ExtensionError(f'the PDF could not be made: {made.failure}', modname=__name__)
    return made


def _site(app: Sphinx, builder: Builder, addresses: Mapping[str, str]) -> Application:
    pages = {builder.name, builder.format, f'builder_{builder.name}', f'format_{builder.format}'}
    return Application(
        folders=(str(app.srcdir), str(app.confdir), str(app.outdir), str(app.doctreedir)),
        settings=_settings(app.config),
        tags=tuple(tag for tag in app.tags if tag not in pages),
        addresses=addresses,
        names=tuple(by_language(app.config)[app.config.language]),
    )


def _others(
    app: Sphinx, wanted: Collection[str], addresses: Mapping[str, str] | None
) -> Iterator[Application]:
    """Yield an application for each language in which a variant is and the site is not."""
    first = _site(app, app.builder, addresses or {})
    source, conf, output, doctrees = first.folders
    for language, names in by_language(app.config).items():
        here = tuple(name for name in names if name in wanted)
        if not here or language == app.config.language:
            continue
        yield first._replace(
            folders=(source, conf, output, str(Path(doctrees, f'cv-{language}'))),
            settings={
                **app.config.overrides, 'extensions': app.config.extensions, 'language': language,
            },
            tags=(*first.tags, APART),
            addresses=addresses, names=here, reads=True,
        )  # fmt: skip


def _settings(config: Config) -> dict[str, Any]:
    """Return our settings, and what the command line says beyond ``conf.py``, which is read anew.

    The values of all would not do: extensions turn some into other forms, which they refuse to
    turn again, as intersphinx its mapping.
    """
    ours = {setting.name: setting.value for setting in config if setting.name.startswith('cv_')}
    return {**config.overrides, **ours, 'extensions': config.extensions}


def _work(send: Connection, site: Application) -> None:
    try:
        made = _make(site)
    except Exception:
        made = Made({}, failure=traceback.format_exc())
    send.send(made)


def _make(site: Application) -> Made:
    # The first application has logged the same when it began.
    app = Sphinx(*site.folders, TypstBuilder.name, site.settings, None, StringIO(), tags=site.tags)
    builder = cast('TypstBuilder', app.builder)
    builder.addresses, builder.writes = site.addresses, False
    if site.reads:
        app.build()
    with logging.pending_logging() as log:
        sources = make_sources(builder, site.names)
        said = [record for record in log.clear() if record.levelno >= WARNING]
    logging.convert_serializable(said)
    return Made(sources, tuple(said))


def install_pdfs(app: Sphinx) -> None:
    """Have builds make the PDFs that are made in processes of their own."""
    pdfs = PdfsBeside()
    app.connect('write-started', pdfs.begin)
    # The last of all, because it waits.
    app.connect('build-finished', pdfs.finish, priority=900)

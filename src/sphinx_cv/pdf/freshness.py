"""The record by which a build knows, without opening a doctree, that its PDFs are up to date."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.model.dates import today
from sphinx_cv.model.words import spoken
from sphinx_cv.site.filters import depends_on_day
from sphinx_cv.site.history import commit
from sphinx_cv.site.kept import digest, load, save
from sphinx_cv.site.loading import bibliography_files
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.numbering import NUMBERS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.builders import Builder

WRITTEN_PDFS = 'cv-pdf-{}.pickle'
# Settings on which a PDF depends and which do not make Sphinx read the pages again.
_SETTINGS = (
    'cv_outputs', 'cv_pdf', 'cv_variants', 'cv_owner', 'author', 'project', 'language', 'root_doc',
    'html_baseurl', 'html_file_suffix', 'html_link_suffix',
)  # fmt: skip


def record_file(builder: Builder) -> Path:
    """Return where the record is of what was written into the output folder of *builder*."""
    folder = os.path.relpath(builder.outdir, builder.doctreedir)
    name = hashlib.sha256(folder.encode()).hexdigest()[:12]
    return Path(builder.doctreedir, WRITTEN_PDFS.format(name))


class PdfRecord:
    """The PDFs in one output folder; it is kept with the doctrees, which no host serves."""

    def __init__(self, builder: Builder) -> None:
        self.outdir = Path(builder.outdir)
        self.file = record_file(builder)
        self.fingerprint = fingerprint(builder)

    def is_fresh(self) -> bool:
        """Return whether the files are there unchanged, and were made from what is there now."""
        before = self._read()
        return before.get('fingerprint') == self.fingerprint and all(
            _digest(self.outdir / name) == made for name, made in self._files(before).items()
        )

    def source_of(self, name: str) -> str:
        """Return the digest of that from which a file was made; '' if it is there no more."""
        before = self._read()
        found = before.get('sources')
        is_there = self._files(before).get(name) == _digest(self.outdir / name)
        return str(found.get(name, '')) if is_there and isinstance(found, dict) else ''

    def note(self, names: Iterable[str], sources: Mapping[str, str]) -> None:
        """Note that the files *names* are up to date; remove files that are no longer written.

        *sources* are digests of that from which some of them were made.
        """
        files = {name: _digest(self.outdir / name) for name in names}
        for name in self._files(self._read()).keys() - files.keys():
            (self.outdir / name).unlink(missing_ok=True)
        made = {'fingerprint': self.fingerprint, 'files': files, 'sources': {**sources}}
        save(self.file, WRITTEN_PDFS, made)

    def _read(self) -> Mapping[str, object]:
        found = load(self.file, WRITTEN_PDFS)
        return found if isinstance(found, dict) else {}

    def _files(self, before: Mapping[str, object]) -> dict[str, object]:
        files = before.get('files')
        return files if isinstance(files, dict) else {}


def fingerprint(builder: Builder) -> str:
    """Return a digest of all on which the PDFs depend: documents, files, settings, dates."""
    config, env = builder.config, builder.env
    files = [Path(builder.srcdir, image) for image in env.images]
    files += [Path(builder.confdir, name) for name in bibliography_files(config)]
    files += [Path(builder.confdir, NUMBERS_FILE)]
    files += [*Path(__file__).parent.glob('*'), *_templates(builder), *_catalogues(builder)]
    facts = {
        'words': spoken().fingerprint,
        'documents': sorted(env.all_docs.items()),
        'files': _stamps(files),
        'settings': {name: repr(getattr(config, name)) for name in _SETTINGS},
        'tags': sorted(builder.tags),
        'typst': version('typst'),
        'time': [os.environ.get('SOURCE_DATE_EPOCH', ''), commit(Path(builder.srcdir))],
        'day': str(today()) if any(map(depends_on_day, _filters(builder))) else '',
    }
    return digest(facts)


def _templates(builder: Builder) -> list[Path]:
    return [Path(builder.confdir, name) for name in _texts(builder, 'template')]


def _catalogues(builder: Builder) -> list[Path]:
    """Return the catalogues of the languages of variants; the rest are known to the pages."""
    folders = [Path(builder.srcdir, folder) for folder in builder.config.locale_dirs]
    languages = {text.replace('-', '_') for text in _texts(builder, 'language')}
    patterns = [f'{language}/**/*.[mp]o' for language in languages]
    return [file for folder in folders for one in patterns for file in folder.glob(one)]


def _filters(builder: Builder) -> list[str]:
    lists = memory_of(builder.env).data['entry_lists'].values()
    queries = [query.filter for found in lists for query in found.values()]
    return [*_texts(builder, 'filter'), *_texts(builder, 'entries'), *queries]


def _texts(builder: Builder, name: str) -> list[str]:
    """Return the texts that a setting has in all PDFs."""
    settings = [builder.config.cv_pdf, *dict(builder.config.cv_variants or {}).values()]
    found = (one.get(name) for one in settings if isinstance(one, dict))
    return [text for text in found if isinstance(text, str)]


def _stamps(files: Iterable[Path]) -> list[tuple[str, int, int]]:
    stats = ((str(file), file.stat()) for file in sorted(files) if file.is_file())
    return [(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ''

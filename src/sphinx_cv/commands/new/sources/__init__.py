"""Readers of the CVs that people have: each turns a folder or a file into what was found in it.

The command imports :func:`read_source`, which chooses the reader.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from sphinx_cv.commands.new.found import Found
from sphinx_cv.commands.new.sources.academicpages import is_academicpages, read_academicpages
from sphinx_cv.commands.new.sources.alfolio import is_alfolio, read_alfolio
from sphinx_cv.commands.new.sources.cv_records import CvRecord
from sphinx_cv.commands.new.sources.hugo import is_hugo, read_hugo
from sphinx_cv.commands.new.sources.json_resume import from_resume
from sphinx_cv.commands.new.sources.latex import read_latex
from sphinx_cv.commands.new.sources.orcid import from_orcid, is_orcid, read_orcid_xml
from sphinx_cv.commands.new.sources.references import csl_items, from_csl, load_json, read_tagged
from sphinx_cv.commands.new.sources.rendercv import read_rendercv
from sphinx_cv.commands.new.sources.scholar import read_scholar
from sphinx_cv.commands.new.sources.vitae import read_vitae
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from collections.abc import Callable


def read_source(source: str) -> Found:
    """Return what stands in *source*; raise CommandError for what no reader knows."""
    path = Path(source)
    if not path.exists():
        raise CommandError(f'there is no {source}', Status.FILE)
    if path.is_dir():
        return _read_folder(path.resolve())
    read = _READERS.get(path.suffix.lower())
    if read is None:
        hint = _HINTS.get(path.suffix.lower(), '')
        message = f'{source} is no CV of a form that is known{hint}'
        raise CommandError(message, Status.FILE)
    return read(path)


def _read_folder(root: Path) -> Found:
    for is_such, read in _SITES:
        if is_such(root):
            return read(root)
    if (path := _only_file(root) or _only_export(root)) is not None:
        return _READERS[path.suffix.lower()](path)
    raise CommandError(
        f'{root.name} is no site of a kind that is known; name the file in it that has your CV',
        Status.FILE,
    )


def _only_file(root: Path) -> Path | None:
    """Return the file of a folder that is a CV, if it is the only one."""
    found = [path for path in sorted(root.iterdir()) if path.is_file() and _is_cv(path)]
    named = [path for path in found if path.stem.lower() in {'cv', 'main', 'resume', 'vita'}]
    return next((paths[0] for paths in (found, named) if len(paths) == 1), None)


def _only_export(root: Path) -> Path | None:
    """Return the list of papers in an unpacked archive, if it is the only one."""
    found = [path for path in sorted(root.rglob('*')) if path.suffix.lower() in _EXPORTS]
    return found[0] if len(found) == 1 else None


def _is_cv(path: Path) -> bool:
    signs = {
        '.qmd': r'vitae|_entries\(',
        '.rmd': r'vitae|_entries\(',
        '.tex': r'\\begin\{document\}',
        '.yaml': r'(?m)^cv:',
        '.yml': r'(?m)^cv:',
        '.json': '"basics"',
    }
    sign = signs.get(path.suffix.lower())
    return bool(sign and re.search(sign, path.read_text(encoding='utf-8', errors='replace')))


def _read_bibliography(path: Path) -> Found:
    found = Found()
    found.take_bibliography(path, 'refs.bib')
    return found


def _read_json(path: Path) -> Found:
    try:
        data = load_json(path)
    except ValueError as error:
        raise CommandError(f'{path.name} is no JSON ({error})', Status.FILE) from None
    if isinstance(data, dict) and is_orcid(data):
        return from_orcid(data, path.name)
    if items := csl_items(data):
        return from_csl(items, path.name)
    return from_resume(CvRecord(data, path.name))


def _read_yaml(path: Path) -> Found:
    try:
        facts = yaml.load(path.read_text(encoding='utf-8-sig'), yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise CommandError(f'{path.name} is no YAML: {error}', Status.FILE) from None
    return read_rendercv(facts, path.name)


# Of files that hold papers and nothing else.
_EXPORTS = frozenset({'.bib', '.csv', '.nbib', '.ris'})

# Ending of a file that nothing reads -> what to do.
_HINTS = {
    '.rdf': '; let Zotero export BibTeX or CSL-JSON',
    '.tgz': '; unpack it, and name the folder',
    '.zip': '; unpack it, and name the folder',
}

# Ending of a file -> what reads it.
_READERS: dict[str, Callable[[Path], Found]] = {
    '.bib': _read_bibliography,
    '.csv': read_scholar,
    '.json': _read_json,
    '.nbib': read_tagged,
    '.qmd': read_vitae,
    '.ris': read_tagged,
    '.rmd': read_vitae,
    '.xml': read_orcid_xml,
    '.ltx': read_latex,
    '.tex': read_latex,
    '.yaml': _read_yaml,
    '.yml': _read_yaml,
}

# What tells a kind of site -> what reads it.
_SITES: tuple[tuple[Callable[[Path], bool], Callable[[Path], Found]], ...] = (
    (is_alfolio, read_alfolio),
    (is_academicpages, read_academicpages),
    (is_hugo, read_hugo),
)

"""``.bib`` files -> papers and problems, recovering from whatever is wrong in them.

The subtypes of the problems (of Sphinx's warning type ``cv``):

``file``        a file that cannot be read as it is
``syntax``      a comma, brace, quote or key that is missing or misplaced
``duplicate``   a key or a field that stands twice
``macro``       a bare word that no ``@string`` defines
``reference``   a ``crossref``, ``xdata`` or ``related`` that leads nowhere
``date``        a date that cannot be read
``identifier``  a DOI or another number that is none
``url``         an address that cannot become a link
``field``       a field that an entry lacks
``latex``       LaTeX that is not understood
``name``        a name that is not written as BibTeX wants it
``hint``        nothing wrong, but worth a look: not a warning
"""

from __future__ import annotations

import re
from collections import ChainMap
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bibentries import Draft, SourceFile, define_macros, make_draft
from sphinx_cv.bibgrammar import Lines
from sphinx_cv.bibpaper import make_paper
from sphinx_cv.bibsyntax import split
from sphinx_cv.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sphinx_cv.bibsyntax import Split
    from sphinx_cv.model import Paper


class Bibliography(NamedTuple):
    """The papers of some files, in their order, and what is wrong with them, by file and line."""

    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...]


def read_bibliography(paths: Sequence[Path], root: Path | None = None) -> Bibliography:
    """Read the files at *paths*; reports name them as seen from the folder *root*."""
    problems: list[Problem] = []
    drafts = list(_read_drafts(paths, root, problems))
    papers = [make_paper(draft) for draft in drafts]
    problems.extend(problem for draft in drafts for problem in draft.problems)
    return Bibliography(tuple(papers), tuple(problems))


def _read_drafts(
    paths: Sequence[Path], root: Path | None, problems: list[Problem]
) -> Iterable[Draft]:
    sources: list[tuple[SourceFile, Split]] = []
    shared: dict[str, str] = {}
    for path in paths:
        text = _decode(path.read_bytes())
        source = SourceFile(_name(path, root), Lines(text))
        parts = split(text)
        for raw in parts.entries:
            if raw.type == 'string':
                define_macros(raw, source, shared)
        shared.update(source.macros)
        problems.extend(
            Problem(source.name, source.lines.number(flaw.offset), 'syntax', flaw.message, flaw.key)
            for flaw in parts.flaws
        )
        sources.append((source, parts))
    for source, parts in sources:
        macros = ChainMap(source.macros, shared)
        for raw in parts.entries:
            if raw.type not in {'string', 'xdata'}:
                yield make_draft(raw, source, macros)


def _name(path: Path, root: Path | None) -> str:
    return path.relative_to(root).as_posix() if root and path.is_relative_to(root) else str(path)


def _decode(data: bytes) -> str:
    return data.decode('utf-8-sig', errors='replace').replace('\r\n', '\n').replace('\r', '\n')

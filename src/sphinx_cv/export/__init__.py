"""Model -> files for other programs: two tables of file names and pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.export.bibtex import bibtex_file
from sphinx_cv.export.csl import csl_json
from sphinx_cv.export.feed import feed
from sphinx_cv.export.plain import cv_text
from sphinx_cv.export.resume import resume
from sphinx_cv.export.ris import ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_cv.export.collection import Collection
    from sphinx_cv.model import Paper

# Suffix -> what writes papers in that format: for each paper beside its page, and for all of them.
PAPER_FORMATS: dict[str, Callable[[Iterable[Paper]], str]] = {
    'bib': bibtex_file,
    'ris': ris,
    'json': csl_json,
}

# File name -> what writes it, at the root of the site.
FORMATS: dict[str, Callable[[Collection], str]] = {
    'papers.bib': lambda collection: bibtex_file(collection.papers),
    'papers.ris': lambda collection: ris(collection.papers),
    'papers.csl.json': lambda collection: csl_json(collection.papers),
    'resume.json': resume,
    'feed.xml': feed,
    'cv.txt': cv_text,
}

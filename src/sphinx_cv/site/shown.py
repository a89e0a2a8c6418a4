"""Digests of all that a row of a list of papers is made of, by which rows are kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.formatting.languages import foreign_words
from sphinx_cv.model.words import spoken
from sphinx_cv.site.kept import digest

if TYPE_CHECKING:
    from sphinx_cv.model import Paper
    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.nodes import cv_papers
    from sphinx_cv.site.quotes import Quotes


def shown_in(leaf: cv_papers, memory: Memory, quotes: Quotes) -> str:
    """Return a digest of what the rows of a list show of the site and of the list."""
    library = memory.library
    people = [(one.spellings, one.url) for one in library.people]
    looks = library.style, library.looks, memory.places.students
    site = spoken().fingerprint, library.owner, people, looks
    return digest(site, leaf.get('own'), leaf['sign'], leaf['files'], leaf['full'], quotes.key)


def shown_of(paper: Paper, memory: Memory) -> str:
    """Return a digest of what is said of a paper, wherever it stands in its file."""
    words = foreign_words(paper)
    numbers = memory.library.metrics.get(paper.key)
    return digest(words.fingerprint if words else '', numbers, _said(paper))


@lru_cache(maxsize=2**14)
def _said(paper: Paper) -> str:
    return digest(_anywhere(paper))


def _anywhere(paper: Paper) -> Paper:
    return replace(paper, line=0, versions=tuple(map(_anywhere, paper.versions)))

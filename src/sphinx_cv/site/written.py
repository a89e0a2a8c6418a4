"""What is written of a row of a list of papers, and the digest by which that is kept.

Its links have no addresses yet, which only the page gives them.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.formatting.languages import foreign_words
from sphinx_cv.model import Paper
from sphinx_cv.model.words import spoken
from sphinx_cv.site.kept import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.site.library import Library
    from sphinx_cv.site.lines import Target
    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.nodes import cv_papers
    from sphinx_cv.site.quotes import Quotes


class WrittenLink(NamedTuple):
    """A link: the name of its piece, where it leads, what is written in it, and its label."""

    name: str
    to: Target
    inside: tuple[str | WrittenLink, ...]
    label: str = ''


WrittenLine = tuple[str | WrittenLink, ...]


def joined_texts(parts: Iterable[str | WrittenLink]) -> WrittenLine:
    """Return *parts* with texts that follow one another as one text."""
    result: list[str | WrittenLink] = []
    text = ''
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            result += [text, part]
            text = ''
    return (*result, text)


def targets(written: WrittenLine) -> Iterator[Target]:
    """Yield to what the links lead."""
    for part in written:
        if isinstance(part, WrittenLink):
            yield part.to
            yield from targets(part.inside)


def shown_in(leaf: cv_papers, memory: Memory, quotes: Quotes) -> str:
    """Return a digest of what the rows of a list show of the site and of the list."""
    library = memory.library
    people = [(one.spellings, one.url) for one in library.people]
    looks = library.style, library.looks, memory.places.students
    site = spoken().fingerprint, library.owner, people, looks
    return digest(site, leaf.get('own'), leaf['sign'], leaf['files'], leaf['full'], quotes.key)


def shown_of(paper: Paper, memory: Memory) -> str:
    """Return a digest of what is said of a paper, wherever it stands in its file."""
    library = memory.library
    if library.papers.get(paper.key) is not paper:
        return _shown(paper, said_of(paper), library)
    if paper.key not in library.shown:
        library.shown[paper.key] = _shown(paper, said_in(library, paper.key), library)
    return library.shown[paper.key]


def _shown(paper: Paper, said: str, library: Library) -> str:
    words, numbers = foreign_words(paper), library.metrics.get(paper.key)
    return digest(words.fingerprint if words else '', numbers, said) if words or numbers else said


def said_by(library: Library) -> str:
    """Return a digest of all that the bibliographies of a site say."""
    # The files of the site are no part of the library's key.
    links = [library.papers[key].links for key in library.with_files]
    return digest(library.key, links)


def said_in(library: Library, key: str) -> str:
    """Return a digest of all that the entry of a paper says, wherever it stands in its file."""
    return library.said.get(key) or said_of(library.papers[key])


@lru_cache(maxsize=2**14)
def said_of(paper: Paper) -> str:
    """Return a digest of all that a paper says, but for the line on which its entry stands."""
    return digest(_facts(paper))


def _facts(paper: Paper) -> tuple[object, ...]:
    return (*_FACTS(paper), *map(_facts, paper.versions))


_FACTS = attrgetter(*(one.name for one in fields(Paper) if one.name not in {'line', 'versions'}))

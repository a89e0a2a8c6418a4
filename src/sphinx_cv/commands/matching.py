"""A test whether a paper is in the bibliography already, as itself or as its preprint."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.identifiers import clean_arxiv
from sphinx_cv.model import fold
from sphinx_cv.model.preprints import is_preprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.model import Paper

_NUMBERS = ('doi', 'arxiv', 'pmid', 'pmcid', 'openreview', 'hal')
_BOOKS = frozenset({'book', 'collection', 'proceedings', 'mvbook'})
_NO_LETTERS = re.compile(r'[\W_]+')
_ARXIV_DOI = '10.48550/arxiv.'
_ALIKE = 0.72  # of two titles, where the people are the same
_WITHIN = 0.8
_SAME_PEOPLE = 0.8


class Match(NamedTuple):
    """An entry that is the same work: as what, and whether that is certain.

    *what* is ``same``, or ``published`` where the new paper is the published form of the preprint
    *paper*, or ``preprint`` where it is the preprint of *paper*, or ``double`` where the two have
    the same title and people, and are two papers all the same.
    """

    what: str
    paper: Paper
    is_sure: bool = True


class Known(NamedTuple):
    """The papers of the owner by what tells them."""

    papers: list[Paper]
    numbers: dict[tuple[str, str], Paper]
    titles: dict[str, list[Paper]]

    def add(self, paper: Paper) -> None:
        """Take in one more."""
        self.papers.append(paper)
        for number in numbers_of(paper):
            self.numbers.setdefault(number, paper)
        self.titles.setdefault(bare_title(paper), []).append(paper)

    def find(self, paper: Paper, record: RawRecord) -> Match | None:
        """Return the entry that is the same work as *paper*, of which *record* tells more."""
        linked = _related(record, self.numbers)
        for other in linked:
            if is_preprint(other) and not is_preprint(paper):
                return Match('published', other)
        for number in numbers_of(paper):
            if (found := self.numbers.get(number)) is not None:
                return _judged(paper, found)
        if match := _by_title(paper, self.titles.get(bare_title(paper), ())):
            return match
        return next((Match('preprint', o) for o in linked if is_preprint(paper)), None) or _alike(
            paper, self.papers
        )


def make_known(papers: Iterable[Paper]) -> Known:
    """Return what is known of *papers* and the versions in them."""
    known = Known([], {}, {})
    for paper in papers:
        for version in (paper, *paper.versions):
            known.add(version)
    return known


def numbers_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the numbers by which a work is told; an ISBN is that of a whole book alone."""
    for kind in _NUMBERS:
        if number := paper.identifiers.get(kind, ''):
            yield _number(kind, number)
    if paper.type in _BOOKS and (isbn := paper.identifiers.get('isbn', '')):
        yield 'isbn', re.sub(r'[\s-]', '', isbn)[-10:-1]  # the same in both lengths


def _number(kind: str, number: str) -> tuple[str, str]:
    number = number.lower()
    if kind == 'doi' and number.startswith(_ARXIV_DOI):
        return 'arxiv', clean_arxiv(number.removeprefix(_ARXIV_DOI))
    return kind, number


def bare_title(paper: Paper) -> str:
    """Return the letters of the title."""
    return _NO_LETTERS.sub('', unicodedata.normalize('NFKC', paper.title_text).lower())


def people_of(paper: Paper) -> set[str]:
    """Return the folded family names of who made it."""
    return {fold(person.family) for person in paper.authors or paper.editors}


def _related(record: RawRecord, numbers: dict[tuple[str, str], Paper]) -> list[Paper]:
    dois = record.related('has-preprint', 'is-preprint-of', 'is-same-as', 'is-version-of')
    found = (numbers.get(_number('doi', doi)) for doi in dois)
    return [paper for paper in found if paper]


def _judged(paper: Paper, other: Paper) -> Match:
    """Return what two papers with the same number are to each other."""
    if is_preprint(other) and not is_preprint(paper):
        return Match('published', other)
    if is_preprint(paper) and not is_preprint(other):
        return Match('preprint', other)
    return Match('same', other)


def _by_title(paper: Paper, others: Iterable[Paper]) -> Match | None:
    is_short = len(bare_title(paper)) < 8
    doubles = None
    for other in others:
        if people_of(paper).isdisjoint(people_of(other)) and people_of(paper) | people_of(other):
            continue
        if is_short and (paper.year, people_of(paper)) != (other.year, people_of(other)):
            continue
        match = _judged(paper, other)
        if match.what != 'same':
            return match
        if _is_other(paper, other):
            doubles = doubles or Match('double', other)
        else:
            return match
    return doubles


def _is_other(paper: Paper, other: Paper) -> bool:
    """Return whether papers of one title are two works: with other numbers, years or kinds."""
    for kind in ('doi', 'arxiv'):
        one, two = paper.identifiers.get(kind, ''), other.identifiers.get(kind, '')
        if one and two:
            return one.lower() != two.lower()
    if paper.year and other.year and abs(paper.year - other.year) > 1:
        return True
    return (
        paper.type != other.type
        and {paper.type, other.type} & {'dataset', 'software', 'thesis'} != set()
    )


def _alike(paper: Paper, others: Sequence[Paper]) -> Match | None:
    """Return a preprint of the same people under a title that is like this one."""
    people = people_of(paper)
    if is_preprint(paper) or len(people) < 2:
        return None
    title = _words(paper)
    for other in others:
        if not is_preprint(other) or not _same_people(people, people_of(other)):
            continue
        later = (paper.year or 0) - (other.year or 0)
        if -1 <= later <= 4 and _titles_alike(title, _words(other)):
            return Match('published', other, is_sure=False)
    return None


def _titles_alike(one: str, other: str) -> bool:
    """Return whether two titles are much alike, or one contains the other."""
    words, others = set(one.split()), set(other.split())
    shared, fewer = len(words & others), min(len(words), len(others))
    is_within = fewer > 1 and shared >= _WITHIN * fewer
    return is_within or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def same_people(one: Paper, other: Paper) -> bool:
    """Return whether two papers are by nearly the same people."""
    return _same_people(people_of(one), people_of(other))


def _same_people(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SAME_PEOPLE * len(one | other)


def _words(paper: Paper) -> str:
    return ' '.join(sorted(_NO_LETTERS.sub(' ', fold(paper.title_text)).split()))

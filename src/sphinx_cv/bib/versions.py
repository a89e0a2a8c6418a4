"""The preprint and the published version of one work: shown as one where the entries say so."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.links import LINK_ORDER
from sphinx_cv.model import Problem, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_cv.model import Paper, Person

_PREPRINT_TYPES = frozenset({'preprint', 'unpublished'})
_MAYBE_PREPRINT = frozenset({'online', 'misc', 'report'})
_NO_TEXTS = frozenset({'dataset', 'software', 'talk', 'presentation', 'poster', 'patent', 'video'})
_PREPRINT_HOME = re.compile(
    r'arxiv|\bcorr\b|\beccc\b|electron\w*\.? colloq|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|'
    r'preprint|\bhal\b|eprint|osf|techrxiv|research square|openreview|zenodo',
    re.IGNORECASE,
)
_CONTAINERS = ('journaltitle', 'booktitle', 'maintitle', 'eventtitle', 'howpublished', 'publisher')
_SERVERS = ('arxiv', 'hal', 'openreview')
_NO_LETTERS = re.compile(r'[\W_]+')
_VERSION = re.compile(r'preprint|version|eprint|print', re.IGNORECASE)


class Twins(NamedTuple):
    """The papers with their preprints taken in, and hints at what else might be one work."""

    papers: list[Paper]
    hints: list[Problem]


def join_twins(papers: Sequence[Paper]) -> Twins:
    """Take the preprint of a published paper into its *versions*."""
    joined: dict[str, list[Paper]] = defaultdict(list)  # key of the published one -> its preprints
    gone: set[str] = set()
    hints: dict[str, Problem] = {}  # key -> one hint, not one for each of its versions
    for one, other in _candidates(papers):
        preprint, published = (one, other) if is_preprint(one) else (other, one)
        if {one.key, other.key} & gone or not _share_author(one, other):
            continue
        if is_preprint(published) or not is_preprint(preprint):
            if _look_the_same(one, other):
                hints.setdefault(other.key, _hint_at_double(one, other))
        elif _are_linked(preprint, published):
            joined[published.key].append(preprint)
            gone.add(preprint.key)
        elif _title(preprint) == _title(published):
            hints.setdefault(preprint.key, _hint(preprint, published))
    kept = [_join(paper, joined[paper.key]) if paper.key in joined else paper for paper in papers]
    return Twins([paper for paper in kept if paper.key not in gone], list(hints.values()))


def is_preprint(paper: Paper) -> bool:
    """Whether *paper* is out only on a server for preprints, as a report, or not at all."""
    container = ' '.join(paper.fields[name] for name in _CONTAINERS if name in paper.fields)
    if paper.type in _PREPRINT_TYPES or _PREPRINT_HOME.search(container):
        return True
    on_server = any(server in paper.identifiers for server in _SERVERS)
    return on_server and (paper.type in _MAYBE_PREPRINT or not container)


def _candidates(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Paper]]:
    """Return pairs with the same title, the same number on a server, or ``related``, each once."""
    seen = set()
    for group in _groups(papers):
        # Twenty entries of one title are columns or notices, and no twins.
        for one, other in combinations(group, 2) if len(group) < 20 else ():
            if one is not other and (one.key, other.key) not in seen:
                seen.update({(one.key, other.key), (other.key, one.key)})
                yield one, other


def _groups(papers: Sequence[Paper]) -> Iterable[list[Paper]]:
    groups: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    texts = [paper for paper in papers if paper.type not in _NO_TEXTS]
    keys = {paper.key: paper for paper in texts}
    for paper in texts:
        if title := _title(paper):
            groups['title', title].append(paper)
        for server in _SERVERS:
            if server in paper.identifiers:
                groups[server, paper.identifiers[server].lower()].append(paper)
        for key in paper.related:
            if key in keys:
                groups[key, paper.key] = [keys[key], paper]
    return groups.values()


def _title(paper: Paper) -> str:
    return _NO_LETTERS.sub('', unicodedata.normalize('NFKC', paper.title_text).lower())


def _share_author(one: Paper, other: Paper) -> bool:
    return not _families(one.authors or one.editors).isdisjoint(
        _families(other.authors or other.editors)
    )


def _families(people: Iterable[Person]) -> set[str]:
    return {fold(person.family) for person in people}


def _are_linked(one: Paper, other: Paper) -> bool:
    if any(
        s in one.identifiers and one.identifiers[s] == other.identifiers.get(s) for s in _SERVERS
    ):
        return True
    if one.key not in other.related and other.key not in one.related:
        return False
    kinds = one.fields.get('relatedtype', '') + other.fields.get('relatedtype', '')
    return _title(one) == _title(other) or bool(_VERSION.search(kinds))


def _join(published: Paper, preprints: list[Paper]) -> Paper:
    links = {link.url: link for paper in (published, *preprints) for link in paper.links}
    identifiers = dict(published.identifiers)
    for preprint in preprints:
        for server in _SERVERS:
            if server in preprint.identifiers:
                identifiers.setdefault(server, preprint.identifiers[server])
    keys = (key for paper in preprints for key in (paper.key, *paper.aliases))
    return replace(
        published,
        links=tuple(sorted(links.values(), key=lambda link: LINK_ORDER[link.kind])),
        identifiers=identifiers,
        aliases=(*published.aliases, *keys),
        versions=tuple(preprints),
    )


def _hint(preprint: Paper, published: Paper) -> Problem:
    message = (
        f'this seems to be the preprint of "{published.key}"; '
        f'to show both as one, add related = {{{preprint.key}}} to that entry'
    )
    return Problem(preprint.file, preprint.line, 'hint', message, preprint.key)


def _look_the_same(one: Paper, other: Paper) -> bool:
    same = (one.type, one.year, _title(one)) == (other.type, other.year, _title(other))
    return same and len(one.authors) == len(other.authors)


def _hint_at_double(one: Paper, other: Paper) -> Problem:
    message = f'this looks like the same work as "{one.key}" (line {one.line}); is one too many?'
    return Problem(other.file, other.line, 'hint', message, other.key)

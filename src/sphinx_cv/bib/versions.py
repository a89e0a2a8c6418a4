"""Several entries of one work: a preprint and its published version become one paper."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.paper_links import links_in_order
from sphinx_cv.model import Link, Problem, fold
from sphinx_cv.model.preprints import SERVERS, eprint, is_preprint
from sphinx_cv.model.types import WORKS, type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_cv.model import Paper, Person

# The numbers that a version has on a server for preprints.
_NUMBERS = tuple(server.identifier for server in SERVERS if server.identifier)
_NO_LETTERS = re.compile(r'[\W_]+')
_NO_ASCII_LETTERS = {sign: None for sign in range(128) if not chr(sign).isalnum()}
_VERSION = re.compile(r'preprint|version|eprint|print', re.IGNORECASE)
# Entries of one title, if they are so many, are columns or notices, and no twins.
_COLUMN = 20
_APART = re.compile(r'separate', re.IGNORECASE)
_WORD = re.compile(r'[^\W_]{3,}')
# A title of so few letters, such as "Introduction", is of many works of one person.
_SHORT_TITLE = 12
# What a title has behind it where the work appeared elsewhere in short.
_SAME_TITLE = re.compile(
    r'\s*[(\[](?:extended|full|long|complete|preprint|authors?[\'’]?s?) version[)\]]$|'
    r'\s*[(\[](?:preprint|with append(?:ix|ices))[)\]]$',
    re.IGNORECASE,
)
# What is written about a work may well bear its number, and is none of its versions.
_ABOUT = re.compile(
    r'(?:(?:author|publisher)(?:[\'’]?s)? )?(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|'
    r'addend(?:um|a)|retraction|reply|response|rejoinder|comments?|discussion)'
    r'(?:$|:| (?:to|on|of|for|note|notice)\b)|.*[:(\[—–-] ?(?:corrigendum|erratum|addendum|reply|'
    r'response|rejoinder|comment|discussion|supplement(?:ary|al) (?:materials?|information)|'
    r'supporting information)[)\]]?$',
    re.IGNORECASE,
)
# Which part of a work it is, and any other number of its title.
_PART = re.compile(
    r'\b(?i:part|parte|partie|teil|vol(?:ume)?|no|chapter|paper)\.? (\d+|[IVX]+)\b|'
    r'\b(IX|X?[IV]+)(?=[:.,)]|$)'
)
_NUMBER = re.compile(r'\d+')
_ROMAN = dict(zip('I II III IV V VI VII VIII IX X'.split(), map(str, range(1, 11)), strict=True))
_TWO_LETTERS = re.compile('([aou])e')
# What differs between two works of one title: volumes, translations, columns.
_FACTS = frozenset(
    'volume number issue pages eid part edition chapter doi isbn translator language month '
    'version'.split()
)
# Fields that differ between two occasions on which one talk was given.
_OCCASIONS = frozenset(
    'booktitle journaltitle howpublished note eventtitle eventdate venue location institution '
    'organization date url'.split()
)


class Twins(NamedTuple):
    """The papers, with their preprints as versions, and hints at other entries of one work."""

    papers: list[Paper]
    hints: list[Problem]


def join_twins(papers: Sequence[Paper]) -> Twins:
    """Return the papers, of which published ones have their preprints as *versions*."""
    joined: dict[str, list[Paper]] = defaultdict(list)  # key of the published one -> its preprints
    gone: set[str] = set()
    found: list[tuple[Paper, Paper]] = []  # joined for their titles and authors
    hints: dict[str, Problem] = {}  # key -> one hint, not one for each of its versions
    for one, other in _candidates(papers):
        preprint, published = (one, other) if _is_early(one) else (other, one)
        if {one.key, other.key} & gone or not _share_author(one, other):
            continue
        relation = _relation(preprint, published)
        if hint := _HINTS[relation](one, other):
            hints.setdefault(hint.key, hint)
        if relation in _JOINED:
            joined[published.key].append(preprint)
            gone.add(preprint.key)
        if relation == 'same':
            found.append((preprint, published))
    kept = [_join(paper, joined[paper.key]) if paper.key in joined else paper for paper in papers]
    said = [*hints.values(), *_notice(found)]
    return Twins([paper for paper in kept if paper.key not in gone], said)


def _is_early(paper: Paper) -> bool:
    """Return whether *paper* is a preprint, a manuscript or a report with an archive's number."""
    work = type_of(paper.type).work
    numbered = work == 'report' and any(name in paper.identifiers for name in _NUMBERS)
    return is_preprint(paper) or work == 'manuscript' or numbered


def _candidates(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Paper]]:
    """Yield each pair that shares a title or a number, or of which one names the other."""
    seen = set()
    for group in _groups(papers):
        for one, other in combinations(group, 2) if len(group) < _COLUMN else ():
            if one is not other and (one.key, other.key) not in seen:
                seen.update({(one.key, other.key), (other.key, one.key)})
                yield one, other


def _groups(papers: Sequence[Paper]) -> Iterable[list[Paper]]:
    groups: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    texts = [paper for paper in papers if WORKS[type_of(paper.type).work].is_text]
    keys = {paper.key: paper for paper in texts}
    for paper in texts:
        if title := _title(paper):
            groups['title', title].append(paper)
        for server in (*_NUMBERS, 'doi'):
            if server in paper.identifiers:
                groups[server, paper.identifiers[server].lower()].append(paper)
        for key in paper.related if len(paper.related) < _COLUMN else ():
            if key in keys:
                groups[key, paper.key] = [keys[key], paper]
    return groups.values()


def _title(paper: Paper) -> str:
    title = paper.title_text
    if title.endswith((')', ']')):
        title = _SAME_TITLE.sub('', title)
    title = title.lower().replace('&', 'and')
    if title.isascii():
        return title.translate(_NO_ASCII_LETTERS)  # faster than the pattern, which does the same
    return _NO_LETTERS.sub('', unicodedata.normalize('NFKC', title))


def _share_author(one: Paper, other: Paper) -> bool:
    return not _families(one.authors or one.editors).isdisjoint(
        _families(other.authors or other.editors)
    )


def _families(people: Iterable[Person]) -> set[str]:
    """Return the family names, in which "ü" and "ue" are one."""
    return {_TWO_LETTERS.sub(r'\1', fold(person.family)) for person in people}


def _relation(preprint: Paper, published: Paper) -> str:
    """Return the name of the relation between two papers, a key of the table of hints."""
    if _is_about(preprint) != _is_about(published):
        return 'none'
    if _is_early(published) or not _is_early(preprint):
        return 'double'
    if preprint.key in published.related or published.key in preprint.related:
        kinds = preprint.fields.get('relatedtype', '') + published.fields.get('relatedtype', '')
        is_version = _title(preprint) == _title(published) or _VERSION.search(kinds)
        return 'linked' if is_version and not _APART.search(kinds) else 'none'
    same_title = _title(preprint) == _title(published)
    if _shared_number(preprint, published):
        return 'linked' if same_title else _relation_by_number(preprint, published)
    if not same_title:
        return 'none'
    is_one = _nearly_same_authors(preprint, published) and not _numbers_differ(preprint, published)
    return 'same' if is_one and _tells_much(preprint) else 'hint'


def _relation_by_number(preprint: Paper, published: Paper) -> str:
    """Return the relation of two papers with one number and two titles."""
    if _are_parts(preprint, published):
        return 'slip'
    short, long = sorted(map(_title, (preprint, published)), key=len)
    are_near = _nearly_same_authors(preprint, published)
    if _are_alike(preprint, published) or (are_near and short and long.startswith(short)):
        return 'linked'
    is_renamed = are_near and _are_alike(preprint, published, by=min)
    return 'renamed' if is_renamed or _most_authors_shared(preprint, published) else 'slip'


def _is_about(paper: Paper) -> bool:
    """Return whether it is an erratum, a reply, or else about a work that it names."""
    return _ABOUT.match(paper.title_text) is not None


def _are_parts(one: Paper, other: Paper) -> bool:
    """Return whether the numbers in two titles say that these are two parts, or two years."""
    parts, others = (_parts(paper.title_text) for paper in (one, other))
    numbers, more = (set(_NUMBER.findall(paper.title_text)) for paper in (one, other))
    return parts != others or bool(numbers - more and more - numbers)


def _parts(title: str) -> set[str]:
    found = (match[1] or match[2] for match in _PART.finditer(title))
    return {_ROMAN.get(number, number) for number in found}


def _tells_much(preprint: Paper) -> bool:
    """Return whether a manuscript has a title of its own; those of preprints all are."""
    title = _title(preprint)
    return len(title) > _SHORT_TITLE or not title.isascii() or is_preprint(preprint)


def _shared_number(one: Paper, other: Paper) -> str:
    """Return the number on a server or the DOI that both have; '' if there is none."""
    for name in (*_NUMBERS, 'doi'):
        number = one.identifiers.get(name, '')
        if number and number.lower() == other.identifiers.get(name, '').lower():
            return number
    return ''


def _numbers_differ(one: Paper, other: Paper) -> bool:
    """Return whether both have a number on one server, and not the same."""
    return any(
        one.identifiers[name].lower() != other.identifiers[name].lower()
        for name in _NUMBERS
        if name in one.identifiers and name in other.identifiers
    )


def _are_alike(one: Paper, other: Paper, by: Callable[[Iterable[int]], int] = max) -> bool:
    """Return whether two titles have most words in common, of the longer or the shorter one."""
    words = [set(_WORD.findall(fold(paper.title_text))) for paper in (one, other)]
    return 5 * len(words[0] & words[1]) >= 3 * max(1, by(map(len, words)))


def _nearly_same_authors(one: Paper, other: Paper) -> bool:
    """Return whether at most one person, or one in four, is not in both lists of authors."""
    names, others = (_families(paper.authors or paper.editors) for paper in (one, other))
    if one.and_others or other.and_others:
        return names <= others or others <= names
    return len(names ^ others) <= max(1, len(names | others) // 4)


def _most_authors_shared(one: Paper, other: Paper) -> bool:
    """Return whether two papers have more than one author, and most of them in common."""
    names, others = (_families(paper.authors or paper.editors) for paper in (one, other))
    shared = len(names & others)
    return shared > 1 and 2 * shared > len(names | others) and _nearly_same_authors(one, other)


def _join(published: Paper, preprints: list[Paper]) -> Paper:
    more = (link for preprint in preprints for link in _links_beside(preprint, published))
    links = {link.url: link for link in (*published.links, *more)}
    identifiers = dict(published.identifiers)
    for preprint in preprints:
        for server in _NUMBERS:
            if server in preprint.identifiers:
                identifiers.setdefault(server, preprint.identifiers[server])
    keys = (key for paper in preprints for key in (paper.key, *paper.aliases))
    return replace(
        published,
        links=links_in_order(links.values()),
        identifiers=identifiers,
        aliases=(*published.aliases, *keys),
        versions=tuple(preprints),
    )


def _links_beside(preprint: Paper, published: Paper) -> Iterator[Link]:
    """Yield the links of a preprint; its DOI, which is another one, is called by its server."""
    for link in preprint.links:
        if link.kind != 'doi' or 'doi' not in published.identifiers:
            yield link
        elif (archive := eprint(preprint).archive) and archive != 'arXiv':  # whose number is linked
            yield Link('url', link.url, archive)


def _hint(one: Paper, other: Paper) -> Problem:
    preprint, published = (one, other) if _is_early(one) else (other, one)
    message = (
        f'this seems to be the preprint of "{published.key}"; '
        f'to show both as one, add related = {{{preprint.key}}} to that entry'
    )
    return Problem(preprint.file, preprint.line, 'hint', message, preprint.key)


def _hint_at_renamed(one: Paper, other: Paper) -> Problem:
    preprint, published = (one, other) if _is_early(one) else (other, one)
    message = (
        f'it is shown as the preprint of "{published.key}", as both have the number '
        f'{_shared_number(preprint, published)}; if these are two works, mend one of the numbers'
    )
    return Problem(preprint.file, preprint.line, 'hint', message, preprint.key)


def _hint_at_number(one: Paper, other: Paper) -> Problem | None:
    """Return a hint that two works have one number, which must be wrong in one of them."""
    number = _shared_number(one, other)
    # The papers of some proceedings have but one DOI, and two versions one preprint.
    is_one_book = one.text('booktitle') and one.text('booktitle') == other.text('booktitle')
    is_one_text = _title(one) == _title(other) and number.lower() != one.identifiers.get('doi', '')
    if not number or is_one_book or (is_one_text and not _is_early(one) and not _is_early(other)):
        return None
    message = f'it has the same number as "{one.key}" ({number}); mend the one that is wrong'
    return Problem(other.file, other.line, 'hint', message, other.key)


def _notice(found: Sequence[tuple[Paper, Paper]]) -> Iterator[Problem]:
    """Return one hint that names all preprints which were joined by title and authors."""
    if found:
        preprint, published = found[0]
        others = 'is 1 more preprint' if len(found) == 2 else f'are {len(found) - 1} more preprints'
        more = f', and so {others}' if len(found) > 1 else ''
        message = (
            f'it is shown as the preprint of "{published.key}", which has its title and '
            f'authors{more}; to part them, add related = {{{published.key}}}, '
            'relatedtype = {separate}'
        )
        yield Problem(preprint.file, preprint.line, 'hint', message, preprint.key)


def _look_the_same(one: Paper, other: Paper) -> bool:
    """Return whether two entries seem to be one work: no fact of one contradicts the other."""
    if (one.type, one.year, _title(one)) != (other.type, other.year, _title(other)):
        return False
    if _shared_number(one, other) or (is_preprint(one) and is_preprint(other)):
        return True
    are_talks = not any(name in paper.fields for paper in (one, other) for name in ('doi', 'pages'))
    facts = _FACTS | _OCCASIONS if are_talks else _FACTS
    return len(one.authors) == len(other.authors) and not any(
        one.fields[name] != other.fields[name] and _letters(one, name) != _letters(other, name)
        for name in facts & one.fields.keys() & other.fields.keys()
    )


def _letters(paper: Paper, name: str) -> str:
    return _NO_LETTERS.sub('', fold(paper.text(name) or paper.fields[name]))


def _hint_at_double(one: Paper, other: Paper) -> Problem | None:
    if not _look_the_same(one, other):
        return _hint_at_number(one, other)
    message = f'this looks like the same work as "{one.key}" (line {one.line}); is one too many?'
    return Problem(other.file, other.line, 'hint', message, other.key)


def _no_hint(one: Paper, other: Paper) -> None:
    """Return no hint."""


# Relation of two papers -> the function that makes a hint of it.
_HINTS = {
    'none': _no_hint, 'linked': _no_hint, 'same': _no_hint, 'renamed': _hint_at_renamed,
    'slip': _hint_at_number, 'hint': _hint, 'double': _hint_at_double,
}  # fmt: skip
_JOINED = frozenset({'linked', 'renamed', 'same'})

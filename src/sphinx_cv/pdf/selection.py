"""The selection of papers and entries for a variant: by filter, number and date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_cv.site.filters import asks_entries, choose
from sphinx_cv.site.lists import SORTS, sort, unknown_names
from sphinx_cv.site.nodes import cv_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set
    from typing import TypeGuard

    from sphinx_cv.model import Entry, Paper, Person
    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.pdf.settings import Settings

    Report = Callable[[str], None]


class Shelf(NamedTuple):
    """What a PDF may choose from: papers by key, entries by document and anchor, and people."""

    papers: Mapping[str, Paper]
    entries: Mapping[tuple[str, str], Entry]
    people: Callable[[str], Callable[[Person], bool]]


def narrow(parts: Sequence[Part], settings: Settings, shelf: Shelf, report: Report) -> list[Part]:
    """Return copies of *parts* with the papers and entries that *settings* choose.

    What is wrong with a filter goes to *report* as a sentence.
    """
    if not any(getattr(settings, name) for name in _NARROWING):
        return list(parts)
    for name in unknown_names(settings.sort, shelf.papers.values(), SORTS):
        report(f'sort cannot have "{name}"; it takes {", ".join(SORTS)}, or the name of a field')
    parts = [replace(part, nodes=_sorted(part.nodes, settings, shelf)) for part in parts]
    chosen = _chosen(settings, shelf, report)
    sieve = _Sieve(settings, shelf, chosen)
    copies = [replace(part, nodes=_narrowed(part.nodes, part.docname, sieve)) for part in parts]
    return [part for part in copies if any(_has_content(node) for node in part.nodes)]


_NARROWING = ('filter', 'entries', 'sort', 'limit', 'since')


def _sorted(
    given: Sequence[nodes.Node], settings: Settings, shelf: Shelf
) -> tuple[nodes.Node, ...]:
    """Return copies of nodes in which lists of papers have the order of the settings."""
    if not settings.sort:
        return tuple(given)
    around = nodes.container('', *(node.deepcopy() for node in given))
    for leaf in around.findall(cv_papers):
        anchors = dict(zip(leaf['keys'], leaf['ids'], strict=True))
        known = sort((shelf.papers[key] for key in anchors), settings.sort)
        leaf['keys'] = [paper.key for paper in known]
        leaf['ids'] = [anchors[key] for key in leaf['keys']]
    return tuple(around.children)


class _Chosen(NamedTuple):
    """The papers and the entries that filters choose."""

    papers: Set[str]
    entries: Set[tuple[str, str]]


def _chosen(settings: Settings, shelf: Shelf, report: Report) -> _Chosen:
    papers, entries = [*shelf.papers.values()], [*shelf.entries.values()]
    both: list[Paper | Entry] = [*papers, *entries]
    for source, things in (
        (settings.filter, both if asks_entries(settings.filter) else papers),
        (settings.entries, entries),
        (f'since {settings.since}' if settings.since else '', both),
    ):
        if not source:
            continue
        found, problem = choose(source, things, shelf.people)
        left = {id(thing) for thing in things} - {id(thing) for thing in found}
        papers = [paper for paper in papers if id(paper) not in left]
        entries = [entry for entry in entries if id(entry) not in left]
        if problem and source != f'since {settings.since}':
            report(problem)
    kept = {id(entry) for entry in entries}
    places = {place for place, entry in shelf.entries.items() if id(entry) in kept}
    return _Chosen({paper.key for paper in papers}, places)


def _narrowed(given: Sequence[nodes.Node], docname: str, sieve: _Sieve) -> tuple[nodes.Node, ...]:
    """Return copies of nodes that stand side by side, tidied; they may be lists or charts."""
    around = nodes.container('', *(_copy(node, docname, sieve) for node in given))
    _tidy(around)
    return tuple(around.children)


class _Sieve:
    """Tells in reading order which papers and entries to keep."""

    def __init__(self, settings: Settings, shelf: Shelf, chosen: _Chosen) -> None:
        self.limit, self.shelf, self.chosen = settings.limit, shelf, chosen
        self.seen: set[str] = set()

    def keeps_entry(self, docname: str, item: nodes.Element) -> bool:
        """Return whether to keep an entry: it stays as long as one within it does."""
        within = [place for place in _places(docname, item) if place in self.shelf.entries]
        return not within or not self.chosen.entries.isdisjoint(within)

    def keeps_paper(self, key: str) -> bool:
        """Return whether to keep a paper, which counts once, even if several lists have it."""
        if key not in self.chosen.papers:
            return False
        if key not in self.seen and self.limit and len(self.seen) >= self.limit:
            return False
        self.seen.add(key)
        return True


def _places(docname: str, item: nodes.Element) -> Iterator[tuple[str, str]]:
    """Yield where an entry, and those within it, are written."""
    for entry in item.findall(nodes.definition_list_item):
        if 'cv-entry' in entry['classes']:
            term = entry[0] if isinstance(entry[0], nodes.term) else nodes.term(ids=[''])
            yield entry.get('cv_place') or (docname, term['ids'][0] if term['ids'] else '')


def _copy(node: nodes.Node, docname: str, sieve: _Sieve) -> nodes.Node:
    """Return a copy of *node* with only the papers and entries that *sieve* keeps."""
    if not isinstance(node, nodes.Element):
        return node.copy()
    copy = node.copy()
    if isinstance(node, cv_papers):
        rows = zip(node['keys'], node['ids'], strict=True)
        kept = [(key, anchor) for key, anchor in rows if sieve.keeps_paper(key)]
        copy['keys'], copy['ids'] = [key for key, _ in kept], [anchor for _, anchor in kept]
        return copy
    copy.extend(
        _copy(child, docname, sieve)
        for child in node.children
        if not _is_entry(child) or sieve.keeps_entry(docname, child)
    )
    return copy


def _is_entry(node: nodes.Node) -> TypeGuard[nodes.definition_list_item]:
    return isinstance(node, nodes.definition_list_item) and 'cv-entry' in node['classes']


def _tidy(root: nodes.Element) -> None:
    """Remove empty lists and sections within, legends without marks, charts (of all papers)."""
    for chart in [n for n in root.findall(nodes.container) if 'cv_years' in n]:
        chart.parent.remove(chart)
    lists = list(root.findall(cv_papers))
    marks = {sign for leaf in lists for key in leaf['keys'] for sign in leaf['rows'][key].marks}
    marks.update(*(node.astext() for node in root.findall(nodes.superscript)))
    entries = [node for node in root.findall(nodes.definition_list) if not node.children]
    for empty in (*entries, *(leaf for leaf in lists if not leaf['keys'])):
        empty.parent.remove(empty)
    for legend in [n for n in root.findall(nodes.paragraph) if 'cv-legend' in n['classes']]:
        is_used = 'cv-looks' in legend['classes'] or marks.intersection(legend.astext())
        if not is_used or not _has_papers(legend):
            legend.parent.remove(legend)
    # The innermost first, so that a section of empty sections is empty itself.
    for section in reversed(list(root.findall(nodes.section))):
        if section is not root and not _has_content(section):
            section.parent.remove(section)


def _has_papers(legend: nodes.Element) -> bool:
    """Return whether papers are left in the list that a legend stands above."""
    following = legend.parent.children[legend.parent.index(legend) + 1 :]
    for node in following:
        if 'cv-legend' in getattr(node, 'attributes', {}).get('classes', ()):
            return False
        if any('cv-paper' in item['classes'] for item in node.findall(nodes.definition_list_item)):
            return True
    return False


def _has_content(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.section):
        return True
    silent = (nodes.title, nodes.target, nodes.comment)
    return any(not isinstance(child, silent) for child in node.children)

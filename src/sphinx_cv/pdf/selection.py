"""The selection of papers and entries for a variant: by filter, number and date."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_cv.site.filters import asks_entries, choose
from sphinx_cv.site.lists import SORTS, sort, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set
    from typing import TypeGuard

    from sphinx_cv.model import Entry, Paper, Person
    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.pdf.settings import Settings

    Keep = Callable[[nodes.definition_list_item], bool]
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
    for name in unknown(settings.sort, shelf.papers.values(), SORTS):
        report(f'sort cannot have "{name}"; it takes {", ".join(SORTS)}, or the name of a field')
    parts = [replace(part, nodes=_sorted(part.nodes, settings, shelf)) for part in parts]
    chosen = _chosen(settings, shelf, report)
    keep = _keep(settings, shelf, chosen)
    copies = [
        replace(part, nodes=_narrowed(part.nodes, partial(keep, part.docname))) for part in parts
    ]
    return [part for part in copies if any(_has_content(node) for node in part.nodes)]


_NARROWING = ('filter', 'entries', 'sort', 'limit', 'since')


def _sorted(
    given: Sequence[nodes.Node], settings: Settings, shelf: Shelf
) -> tuple[nodes.Node, ...]:
    """Return copies of nodes in which lists of papers have the order of the settings."""
    if not settings.sort:
        return tuple(given)
    around = nodes.container('', *(node.deepcopy() for node in given))
    for papers in around.findall(nodes.definition_list):
        if 'cv-publications' in papers['classes']:
            items = papers.findall(nodes.definition_list_item)
            rows = {item.get('cv_key', ''): item for item in items}
            known = [shelf.papers[key] for key in rows if key in shelf.papers]
            papers[:] = [rows[paper.key] for paper in sort(known, settings.sort)]
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


def _narrowed(given: Sequence[nodes.Node], keep: Keep) -> tuple[nodes.Node, ...]:
    """Return copies of nodes that stand side by side, tidied; they may be lists or charts."""
    around = nodes.container('', *(_copy(node, keep) for node in given))
    _tidy(around)
    return tuple(around.children)


def _keep(settings: Settings, shelf: Shelf, chosen: _Chosen) -> Callable[..., bool]:
    seen: set[str] = set()

    def keep(docname: str, item: nodes.definition_list_item) -> bool:
        if 'cv-entry' in item['classes']:
            # An entry stays as long as one within it does.
            within = [place for place in _places(docname, item) if place in shelf.entries]
            return not within or not chosen.entries.isdisjoint(within)
        key = item.get('cv_key', '')
        if key not in chosen.papers:
            return key not in shelf.papers
        # A paper counts once, even if several lists have it.
        if key not in seen and settings.limit and len(seen) >= settings.limit:
            return False
        seen.add(key)
        return True

    return keep


def _places(docname: str, item: nodes.definition_list_item) -> Iterator[tuple[str, str]]:
    """Yield where an entry, and those within it, are written."""
    for entry in item.findall(nodes.definition_list_item):
        if 'cv-entry' in entry['classes']:
            term = entry[0] if isinstance(entry[0], nodes.term) else nodes.term(ids=[''])
            yield entry.get('cv_place') or (docname, term['ids'][0] if term['ids'] else '')


def _copy(node: nodes.Node, keep: Keep) -> nodes.Node:
    """Return a copy of *node* with only the rows that *keep* accepts."""
    if not isinstance(node, nodes.Element):
        return node.copy()
    copy = node.copy()
    kept = (child for child in node.children if not _is_row(child) or keep(child))
    copy.extend(_copy(child, keep) for child in kept)
    return copy


def _is_row(node: nodes.Node) -> TypeGuard[nodes.definition_list_item]:
    return isinstance(node, nodes.definition_list_item) and not {'cv-entry', 'cv-paper'}.isdisjoint(
        node['classes']
    )


def _tidy(root: nodes.Element) -> None:
    """Remove empty lists and sections within, legends without marks, charts (of all papers)."""
    for chart in [n for n in root.findall(nodes.container) if 'cv_years' in n]:
        chart.parent.remove(chart)
    for empty in [n for n in root.findall(nodes.definition_list) if not n.children]:
        empty.parent.remove(empty)
    marks = {text for node in root.findall(nodes.superscript) for text in node.astext()}
    for legend in [n for n in root.findall(nodes.paragraph) if 'cv-legend' in n['classes']]:
        is_used = 'cv-looks' in legend['classes'] or marks.intersection(legend.astext())
        if not is_used:
            legend.parent.remove(legend)
    # The innermost first, so that a section of empty sections is empty itself.
    for section in reversed(list(root.findall(nodes.section))):
        if section is not root and not _has_content(section):
            section.parent.remove(section)


def _has_content(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.section):
        return True
    silent = (nodes.title, nodes.target, nodes.comment)
    return any(not isinstance(child, silent) for child in node.children)

"""The selection of papers and entries for a variant: by filter, number and date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.model.dates import DateRange, PartialDate
from sphinx_cv.site.filters import choose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeGuard

    from sphinx_cv.model import Paper
    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.pdf.settings import Settings

    Keep = Callable[[nodes.definition_list_item], bool]
    Report = Callable[[str], None]


def narrow(
    parts: Sequence[Part], settings: Settings, papers: Mapping[str, Paper], report: Report
) -> list[Part]:
    """Return copies of *parts* with the papers and entries that *settings* choose.

    What is wrong with the filter goes to *report* as a sentence.
    """
    if not (settings.filter or settings.limit or settings.since):
        return list(parts)
    keep = _keep(settings, papers, report)
    copies = [replace(part, nodes=_narrowed(part.nodes, keep)) for part in parts]
    return [part for part in copies if any(_has_content(node) for node in part.nodes)]


def _narrowed(given: Sequence[nodes.Node], keep: Keep) -> tuple[nodes.Node, ...]:
    """Return copies of nodes that stand side by side, tidied; they may be lists or charts."""
    around = nodes.container('', *(_copy(node, keep) for node in given))
    _tidy(around)
    return tuple(around.children)


def _keep(settings: Settings, papers: Mapping[str, Paper], report: Report) -> Keep:
    chosen = {*papers}
    if settings.filter:
        found, problem = choose(settings.filter, papers.values())
        chosen = {paper.key for paper in found}
        if problem:
            report(problem)
    first_day = PartialDate.parse(settings.since) if settings.since else None
    seen: set[str] = set()

    def keep(item: nodes.definition_list_item) -> bool:
        if 'cv-entry' in item['classes']:
            return first_day is None or not _ended_before(item.get('cv_dates', ''), first_day)
        paper = papers.get(item.get('cv_key', ''))
        if paper is None or paper.key not in chosen:
            return paper is None
        if first_day and paper.date and paper.date.year < first_day.year:
            return False
        # A paper counts once, even if several lists have it.
        if paper.key not in seen and settings.limit and len(seen) >= settings.limit:
            return False
        seen.add(paper.key)
        return True

    return keep


def _ended_before(dates: str, day: PartialDate) -> bool:
    """Return whether all EDTF *dates* end before the year of *day*; an open range does not end."""
    try:
        ranges = [DateRange.parse(text) for text in dates.split(',') if text.strip()]
    except ValueError:
        return False  # reported when the page was read
    return bool(ranges) and all(r.end is not None and r.end.year < day.year for r in ranges)


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
        if not marks.intersection(legend.astext()):
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

"""What pages were read with in the words of the site, in those of a PDF in another language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.formatting.marks import MARKS
from sphinx_cv.model.words import _, speaking
from sphinx_cv.site.lists import type_headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_cv.model import Entry
    from sphinx_cv.model.words import Words
    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.site.memory import Memory


def respeak(parts: Iterable[Part], memory: Memory, site: Words) -> None:
    """Say dates of entries, groups by type and meanings of marks in the words that are spoken.

    *site* are the words with which the pages were read.
    """
    found = {(docname, place.anchor): place.entry for docname, place in memory.entries()}
    undated = {place: replace(entry, when=None) for place, entry in found.items()}
    with speaking(site):
        before = _printed()
        # Dates in the owner's own words stay.
        entries = {at: e for at, e in undated.items() if e.stretches == found[at].stretches}
    words = dict(zip(before, _printed(), strict=True))
    for part in parts:
        for node in part.nodes:
            if isinstance(node, nodes.Element):
                _respeak_entries(node, part.docname, entries)
                for text in list(_ours(node)):
                    text.parent.replace(text, nodes.Text(_said(text.astext(), words)))


def _printed() -> list[str]:
    return [*type_headings(), *(_(meaning) for _sign, meaning in MARKS.values())]


def _respeak_entries(
    node: nodes.Element, docname: str, entries: Mapping[tuple[str, str], Entry]
) -> None:
    for item in node.findall(nodes.definition_list_item):
        term = item[0]
        if 'cv-entry' not in item['classes'] or not isinstance(term, nodes.Element):
            continue
        place = item.get('cv_place') or (docname, next(iter(term['ids']), ''))
        entry = entries.get(tuple(place))
        for span in term.findall(nodes.inline):
            if entry and entry.stretches and 'cv-dates' in span['classes']:
                span[:] = [nodes.Text(entry.stretches)]


def _ours(node: nodes.Element) -> Iterator[nodes.Text]:
    """Yield headings of groups and legends."""
    for text in node.findall(nodes.Text):
        around = text.parent
        is_heading = isinstance(around, nodes.title | nodes.rubric)
        if 'cv-legend' in around['classes'] or (
            is_heading and 'cv-group' in around.parent['classes']
        ):
            yield text


def _said(text: str, words: Mapping[str, str]) -> str:
    """Return a heading, or a legend of several marks, in other words."""
    if text in words:
        return words[text]
    for before, after in words.items():
        text = text.replace(f' {before}', f' {after}')
    return text

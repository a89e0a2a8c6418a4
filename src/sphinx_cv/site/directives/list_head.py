"""The head of a list of papers: their number, links to other views, data for the filter box."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.export import EXPORTS
from sphinx_cv.model.sorting import in_order
from sphinx_cv.model.words import _, comma, ngettext
from sphinx_cv.site.indices import INDICES
from sphinx_cv.site.nodes import inward
from sphinx_cv.site.render import filled_nodes, paragraph, separator, span_node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_cv.site.briefs import RowFacts

# A shorter list needs no filter box.
FILTER_FROM = 9


def head(
    rows: Mapping[str, RowFacts], *, whole: bool, has_index: Callable[[str], bool] = bool
) -> nodes.container:
    """Return the head of a list with *rows*: anchor -> what the filter box reads of it.

    A *whole* list also has links to indices and exports.
    """
    classes = ['cv-list-head', 'cv-html-only', 'cv-pages-only', 'no-search']
    block = nodes.container(classes=classes, is_div=True)
    line: list[nodes.Node] = [span_node('total', count_words(len(rows)))]
    if whole:
        words = {f'cv-{index.name}': _(index.word) for index in INDICES}
        if indices := {name: word for name, word in words.items() if has_index(name)}:
            # Translators: links to lists by year, venue and co-author
            by = filled_nodes(_('By {indices}'), indices=_links(indices, 'std', 'ref'))
            line += [separator(' · '), *by]
        files = {name: _(row.label) for name, row in EXPORTS.having('suffix').items()}
        # Translators: links to files that have all papers
        all_as = filled_nodes(_('All as {formats}'), formats=_links(files, 'cv', 'file'))
        line += [separator(' · '), *all_as]
    block += [_data(rows), paragraph('ways', line)]
    return block


def count_words(number: int) -> str:
    """Return a number of papers in words: ``1 paper``."""
    return ngettext('{number} paper', '{number} papers', number).format(number=number)


def _data(rows: Mapping[str, RowFacts]) -> nodes.raw:
    """Return what the filter box reads: what each menu offers, and of each row its places there."""
    *columns, hidden = zip(*rows.values(), strict=True)
    years, *others = map(Counter, columns)
    menus = [[*years.items()], *(sorted(menu.items(), key=_by_name) for menu in others)]
    places = ({name: at for at, (name, _) in enumerate(menu)} for menu in menus)
    numbers = (map(place.get, column) for place, column in zip(places, columns, strict=True))
    found = zip(rows, zip(*numbers, hidden, strict=True), strict=True)
    # Browsers do not run a block of data, so a strict Content-Security-Policy allows it.
    data = {'menus': menus, 'rows': [*found]}
    text = json.dumps(data, ensure_ascii=False, separators=(',', ':')).replace('<', '\\u003c')
    return nodes.raw(
        '', f'<script type="application/json" class="cv-facts">{text}</script>\n', format='html'
    )


def _by_name(item: tuple[str | int, int]) -> str:
    return in_order(str(item[0]))


def _links(targets: Mapping[str, str], domain: str, role: str) -> list[nodes.Node]:
    line: list[nodes.Node] = []
    for target, words in targets.items():
        line += [nodes.Text(comma())] if line else []
        line.append(inward(role, target, nodes.inline(words, words), domain=domain))
    return line

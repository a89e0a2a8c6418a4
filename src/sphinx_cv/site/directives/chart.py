"""The chart of papers per year and kind of venue: SVG for browsers, a table for others."""

from __future__ import annotations

from collections import Counter
from html import escape
from math import ceil
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.formatting.record import listing_of
from sphinx_cv.model.types import WORKS
from sphinx_cv.model.words import _, comma, continued
from sphinx_cv.site.builders import group_anchor, has_index
from sphinx_cv.site.directives.base import CVDirective
from sphinx_cv.site.directives.list_head import count_words
from sphinx_cv.site.filters import choose
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import details_node, inward
from sphinx_cv.site.project import is_cv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from sphinx.util.typing import OptionSpec

    from sphinx_cv.model import Paper

# In pixels: the height of the longest bar, and the places at which bars begin and end.
BAR_HEIGHT, TOP = 84, 18
BASE = TOP + BAR_HEIGHT


class Year(NamedTuple):
    """The papers of a year: how many of each kind of venue, as :func:`venues` has them."""

    year: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The number of papers of the year."""
        return sum(self.counts)


def years(papers: Iterable[Paper]) -> list[Year]:
    """Return the counts of all years from the first to the last, also of those without papers."""
    counts = Counter((paper.year, listing_of(paper).work.chart) for paper in papers if paper.year)
    known = [year for year, _venue in counts if year]
    span = range(min(known), max(known) + 1) if known else range(0)
    return [Year(year, tuple(counts[year, venue] for venue in venues())) for year in span]


def venues() -> list[str]:
    """Return the kinds of venue in their order, what is of none last."""
    return sorted(WORKS.names('chart'), key='Other'.__eq__)


_SVG = 'xmlns="http://www.w3.org/2000/svg"'  # which e-books want, as they are XML


def used_venues(data: Sequence[Year]) -> list[tuple[int, str]]:
    """Return the kinds of venue of which there are papers, with their place among all."""
    return [(i, name) for i, name in enumerate(venues()) if any(year.counts[i] for year in data)]


def svg(data: Sequence[Year], link: Callable[[int], str]) -> str:
    """Return the picture as SVG; the bar of each year leads to the address that *link* gives.

    Widths are per cent of the page, heights and letters are pixels. The stylesheet has the colours.
    """
    step = 100 / max(len(data), 6)
    every = ceil(len(data) / 15)  # years from one label to the next
    unit = BAR_HEIGHT / max(year.total for year in data)
    named = {year for year in data if (data[-1].year - year.year) % every == 0}
    bars = ''.join(
        _bar(year, index * step, step, unit, _label(year, step) if year in named else '', link)
        for index, year in enumerate(data)
    )
    name = escape(_('Papers per year'))
    axis = f'<rect class="cv-axis" y="{BASE}" width="{step * len(data):.2f}%" height="1"/>'
    return (
        f'<div role="group" aria-label="{name}">'
        f'<svg {_SVG} class="cv-bars" width="100%" height="{BASE + 20}">{axis}{bars}</svg></div>\n'
    )


def key(data: Sequence[Year]) -> str:
    """Return the key of the colours as HTML; '' if there is only one kind of venue."""
    kinds = used_venues(data)
    items = (f'<span><span class="cv-kind-{kind}"></span>{_(name)}</span>' for kind, name in kinds)
    return f'<p class="cv-key" aria-hidden="true">{"".join(items)}</p>\n' if len(kinds) > 1 else ''


def _bar(
    year: Year, x: float, step: float, unit: float, name: str, link: Callable[[int], str]
) -> str:
    y, parts = float(BASE), []
    for kind, count in enumerate(year.counts):
        y -= count * unit
        place = f'x="{x + step * 0.18:.2f}%" y="{y:.1f}" width="{step * 0.64:.2f}%"'
        size = f'height="{count * unit:.1f}"'
        parts += [f'<rect class="cv-kind-{kind}" {place} {size}/>'] if count else []
    middle = f'aria-hidden="true" x="{x + step / 2:.2f}%"'
    # Who takes the words of the page alone must not read the numbers as one.
    texts = f'<text {middle} y="{BASE + 16}">{name}</text> ' if name else ''
    if not year.total:
        return texts
    texts += f'<text {middle} y="{y - 5:.1f}">{year.total}</text> '
    # The link covers the whole column, because short bars are hard to hit.
    column = f'x="{x:.2f}%" y="{TOP - 16}" width="{step:.2f}%" height="{BAR_HEIGHT + 36}"'
    return _linked(year, f'<rect class="cv-hit" {column}/>{"".join(parts)}', link) + texts


def _linked(year: Year, bars: str, link: Callable[[int], str]) -> str:
    words, address = escape(f'{year.year}: {counts_in_words(year)}'), escape(link(year.year))
    opening = f'a href="{address}"' if address else 'g role="img"'
    return f'<{opening} aria-label="{words}">{bars}</{opening[0]}>'


def _label(year: Year, step: float) -> str:
    return str(year.year) if step > 11 else f'’{year.year % 100:02}'


def counts_in_words(year: Year) -> str:
    """Return the counts of a year in words: ``9 papers (8 conference, 1 preprint)``."""
    # Translators: of the papers of one year, how many are of one kind of venue; in a list
    sentence = _('{number} {kind}')
    counts = zip(year.counts, venues(), strict=True)
    parts = [sentence.format(number=n, kind=continued(_(kind))) for n, kind in counts if n]
    return f'{count_words(year.total)} ({comma().join(parts)})'


def table(data: Sequence[Year]) -> nodes.table:
    """Return the same counts as a table, newest first."""
    kinds = used_venues(data)
    body = [
        [str(year.year), *(str(year.counts[index]) for index, _name in kinds), str(year.total)]
        for year in reversed(data)
    ]
    heads = [_('Year'), *(_(name) for _at, name in kinds), _('All')]
    group = nodes.tgroup('', cols=len(heads))
    group += [nodes.colspec(colwidth=len(words)) for words in heads]
    group += nodes.thead('', _row(heads))
    group += nodes.tbody('', *map(_row, body))
    return nodes.table('', group, classes=['cv-counts', 'no-search'])


def _row(texts: Iterable[str]) -> nodes.row:
    return nodes.row('', *(nodes.entry('', nodes.paragraph(text, text)) for text in texts))


class ChartDirective(CVDirective):
    """``{cv:chart}``: the papers per year, each year a link to its papers."""

    option_spec: ClassVar[OptionSpec] = {
        'filter': directives.unchanged_required,
        'class': directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        self.note_files()
        data = years(self._papers())
        if not data:
            return []
        classes = ['cv-chart', *self.options.get('class', [])]
        parts: list[nodes.Node] = [table(data)]
        parts += [_index_link()] if has_index(self.config, 'html', 'cv-year') else []
        return [nodes.container('', *parts, classes=classes, is_div=True, cv_years=data)]

    def _papers(self) -> list[Paper]:
        papers = list(self.library.papers.values())
        if 'filter' not in self.options:
            return [paper for paper in papers if paper.year]
        chosen, problem = choose(self.options['filter'], papers, self.library.person_named)
        if problem:
            self.warn(problem, 'filter')
        return chosen


def _index_link() -> nodes.paragraph:
    """Return a link to the index by year, from which the picture gets the address of that page."""
    years = _('years')
    words = nodes.inline(years, years)
    link = inward('ref', 'cv-year', words, domain='std')
    return nodes.paragraph('', '', link, classes=['cv-html-only', 'cv-pages-only'])


class DrawCharts(SphinxPostTransform):
    """Draw the picture of each chart, and put its table into a disclosure below."""

    default_priority = 15  # after Sphinx has resolved references, at 10
    formats = ('html',)

    def run(self, **kwargs: Any) -> None:
        if memory_of(self.env).is_book and not is_cv(self.config):
            return  # Sphinx alone does not tell readers of a book of its pictures
        charts = [one for one in self.document.findall(nodes.container) if 'cv_years' in one]
        if not charts:
            return
        addresses = {
            section[0].astext(): f'#{section["ids"][0]}'
            for section in self.document.findall(nodes.section)
            if 'cv-group' in section['classes']
        }
        for chart in charts:
            self._draw(chart, addresses)

    def _draw(self, chart: nodes.container, addresses: Mapping[str, str]) -> None:
        """Draw a chart whose years lead to groups of a list on this page, else to the index."""
        index = next((link['refuri'] for link in chart.findall(nodes.reference)), '')

        def link(year: int) -> str:
            elsewhere = f'{index}#{group_anchor(str(year))}' if index else ''
            return addresses.get(str(year), elsewhere)

        data: list[Year] = chart['cv_years']
        picture = nodes.raw('', key(data) + svg(data, link), format='html', classes=['no-search'])
        chart[:] = [picture, details_node(_('Papers per year as a table'), chart[0])]

"""The directives of the domain: those for papers and the owner, and the table of all but entries.

The domain imports the table :data:`DIRECTIVES`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_cv.formatting.highlights import metrics_line
from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.site.briefs import row_facts
from sphinx_cv.site.builders import has_index
from sphinx_cv.site.directives.base import AnyOption, CVDirective
from sphinx_cv.site.directives.chart import ChartDirective
from sphinx_cv.site.directives.downloads import DownloadsDirective
from sphinx_cv.site.directives.entry_lists import EntriesDirective
from sphinx_cv.site.directives.list_head import FILTER_FROM, count_words, head
from sphinx_cv.site.directives.owner import OwnerDirective
from sphinx_cv.site.directives.paper_page import note_stub, paper_block, paper_page
from sphinx_cv.site.directives.people import PeopleDirective
from sphinx_cv.site.directives.rows import collected
from sphinx_cv.site.filters import choose
from sphinx_cv.site.lists import GROUPINGS, SORTS, group, listed_names, read_groups, sort
from sphinx_cv.site.metrics import OF_OWNER
from sphinx_cv.site.nodes import cv_papers
from sphinx_cv.site.pages import is_stub
from sphinx_cv.site.render import legend_nodes, paragraph
from sphinx_cv.site.slugs import words_slug

if TYPE_CHECKING:
    from sphinx_cv.model import Paper
    from sphinx_cv.site.briefs import RowFacts

# Option of a list -> the values that it takes; () if it takes any text.
LIST_OPTIONS: dict[str, tuple[str, ...]] = {
    'filter': (),
    'group-by': (),
    'groups': (),
    'limit': (),
    'of': (),
    'number': (),
    'number-order': ('date', 'down', 'up'),
    'sort': (),
    'details': ('full', 'none'),
    'filter-box': ('full', 'none'),
}
# Options that say which papers are listed, and '' for any that nobody knows: whoever misspells one
# must not get more papers than he asks for.
_NARROWING = frozenset({'of', 'filter', 'limit', ''})


class PublicationsDirective(CVDirective):
    """``{cv:publications}``: a list of papers, which its options filter, sort and group."""

    # MyST looks for options only where the table has one.
    option_spec: ClassVar[AnyOption] = AnyOption(filter=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        self.note_files()
        papers = self._papers() if self._check_options() else []
        if not papers:
            return []
        self.rows: dict[str, Paper] = {}
        with collector_at_rest():
            briefs = self.library.briefs
            badges = len([paper for paper in papers if briefs[paper.key].badge])
        # One badge among a hundred papers is worth no column.
        has_column = 2 * badges >= len(papers)
        self.badges = [] if has_column else ['cv-few-badges']
        if not has_column and isinstance(self.state_machine.node, nodes.section):
            # Text beside the list has its edge. A style sheet could see that for itself, but then
            # browsers look through a long page whenever it changes.
            self.state_machine.node['classes'].append('cv-no-column')
        self.own = read_groups(self.options.get('groups', ''))
        by = [name for name in listed_names(self.options.get('group-by', '')) if name != 'none']
        self.levels = len(by)
        self.leaves: list[cv_papers] = []
        with collector_at_rest():
            result = self._grouped(papers, by)
        self._number()
        # A grouped list ends in a section, behind which the legend would be a part of that section.
        return [*self._head(), *legend_nodes(papers, self.reader), *result]

    def _check_options(self) -> bool:
        """Report what is wrong; return whether it is clear which papers are asked for."""
        meant = self.drop_unknown_options(LIST_OPTIONS, 'list')
        is_clear = _NARROWING.isdisjoint(meant)
        for name, value in list(self.options.items()):
            allowed = LIST_OPTIONS[name]
            if allowed and value not in allowed:
                del self.options[name]
                self.warn(
                    f'{self.name} cannot have "{value}" as {name}; it takes {", ".join(allowed)}',
                    'list',
                )
        papers = self.library.papers.values()
        self.check_names('group-by', papers, (*GROUPINGS, 'none', 'tag'))
        self.check_names('sort', papers, tuple(SORTS))
        return self.check_limit() and is_clear

    def _head(self) -> list[nodes.Node]:
        box = self.options.get('filter-box', 'full' if len(self.rows) >= FILTER_FROM else 'none')
        whole = not _NARROWING & self.options.keys()
        if box == 'none':
            return []
        self.memory.note_asking(self.env.docname)
        indexed = partial(has_index, self.config, 'html')
        return [head(self._facts(), whole=whole, has_index=indexed)]

    def _facts(self) -> dict[str, RowFacts]:
        """Return what the filter box reads of each row, by its anchor."""
        if 'of' not in self.options:
            briefs = self.library.briefs
            return {anchor: briefs[paper.key].facts for anchor, paper in self.rows.items()}
        is_owner, style = self.reader.is_owner, self.library.style
        return {anchor: row_facts(paper, is_owner, style) for anchor, paper in self.rows.items()}

    def _papers(self) -> list[Paper]:
        papers = list(self.library.papers.values())
        if name := self.options.get('of'):
            papers = self._of(name, papers)
        if 'filter' in self.options:
            papers, problem = choose(self.options['filter'], papers, self.library.person_named)
            if problem:
                self.warn(problem, 'filter')
        limit = int(self.options['limit']) if 'limit' in self.options else None
        order = self.options.get('sort', 'newest')
        if order == 'newest':  # as all papers stand already
            wanted = {paper.key: paper for paper in papers}
            return [wanted[key] for key in self.library.order if key in wanted][:limit]
        return sort(papers, order)[:limit]

    def _of(self, name: str, papers: list[Paper]) -> list[Paper]:
        """Return the papers of one person, under all spellings that the settings know."""
        is_own = self.reader.is_owner
        found = [paper for paper in papers if any(map(is_own, (*paper.authors, *paper.editors)))]
        if papers and not found:
            self.warn(f'"{name}" is author or editor of none of the {len(papers)} papers', 'list')
        return found

    def _grouped(self, papers: list[Paper], by: list[str]) -> list[nodes.Node]:
        """Return the list, or groups by the first of *by* that hold groups by the others."""
        if not by:
            return [self._list(papers)]
        groups = group(papers, by[0], self.own)
        return [self._group(heading, found, by[1:]) for heading, found in groups.items()]

    def _group(self, heading: str, papers: list[Paper], by: list[str]) -> nodes.Element:
        if not isinstance(self.state_machine.node, nodes.document | nodes.section):
            # Within a list or a box there can be no section.
            inside = [nodes.rubric(heading, heading), *self._grouped(papers, by)]
            return nodes.container('', *inside, classes=['cv-group'])
        anchor = self.free_id(f'cv-{words_slug(heading)}')
        inner = ['cv-inner'] if len(by) + 1 < self.levels else []
        section = nodes.section(ids=[anchor], classes=['cv-group', *inner])
        count = paragraph('count', [nodes.Text(count_words(len(papers)))])
        count['classes'] += ['cv-html-only', 'no-search']
        section += [nodes.title(heading, heading), count, *self._grouped(papers, by)]
        return section

    def _list(self, papers: list[Paper]) -> cv_papers:
        # The search should find the paper's page, and not a page with the words of all papers.
        unsearched = ['no-search'] if self.config.cv_paper_pages else []
        full = self.options.get('details') != 'none'
        classes = [*unsearched, *self.badges]
        own = {'own': name} if (name := self.options.get('of')) else {}
        leaf = cv_papers(
            keys=[], files=[], full=full, sign='', classes=classes, labels={}, series={}, **own
        )
        self.leaves.append(leaf)
        slugs, note = self.library.slugs, partial(self.memory.note_row, self.env.docname)
        # Rows of the whole list and of selections have other anchors.
        part = _NARROWING & self.options.keys()
        start = f'cv-{words_slug(self.env.docname)}-' if part else 'cv-paper-'
        for paper in papers:
            anchor = self.free_id(f'{start}{slugs[paper.key]}')
            note(paper.key, anchor)
            self.rows[anchor] = paper
            leaf['keys'].append(paper.key)
            leaf['ids'].append(anchor)
        leaf += collected(papers, leaf, self.env, self.reader)
        return leaf

    def _number(self) -> None:
        """Give each row a number: by its place in this list, or in a series of the site."""
        if not {'number', 'number-order'} & self.options.keys():
            return
        order, letters = self.options.get('number-order', 'date'), self.options.get('number', '')
        rows = [(leaf, key) for leaf in self.leaves for key in leaf['keys']]
        for place, (leaf, key) in enumerate(rows):
            if order == 'date':
                given = (name for name, found in self.memory.series.items() if key in found)
                series = letters or next(given, '')
                leaf['series'][key] = series
                self.memory.note_number(self.env.docname, series, key)
            else:
                number = place + 1 if order == 'up' else len(rows) - place
                leaf['labels'][key] = f'{letters}{number}'


class PaperDirective(CVDirective):
    """``{cv:paper} KEY``: the page of a paper, with the directive's content below its links.

    Without KEY it is the paper whose slug is the name of the document.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        name = self.env.docname.rpartition('/')[2]
        key = self.arguments[0].strip() if self.arguments else self.library.key_of(name)
        paper = self.library.paper(key)
        if paper is None:
            self.warn(self.library.unknown_key(key or name), 'unknown_key')
            self.note_files()
            return self.parse_content_to_nodes()
        if is_stub(Path(self.env.doc2path(self.env.docname))):
            note_stub(self.env)
        else:
            self.note_files()
        if isinstance(self.state_machine.node, nodes.document):
            return [paper_page(paper, self.env, self.parse_content_to_nodes())]
        return paper_block(paper, self.env, self.parse_content_to_nodes())


class MetricsDirective(CVDirective):
    """``{cv:metrics}``: the numbers about the owner, from the file that the owner keeps."""

    def run(self) -> list[nodes.Node]:
        self.note_files()
        words = metrics_line(self.library.metrics.get(OF_OWNER, ()))
        return [paragraph('metrics', [nodes.Text(words)])] if words else []


DIRECTIVES = {
    'publications': PublicationsDirective,
    'paper': PaperDirective,
    'entries': EntriesDirective,
    'owner': OwnerDirective,
    'chart': ChartDirective,
    'downloads': DownloadsDirective,
    'metrics': MetricsDirective,
    'people': PeopleDirective,
}

"""The directives of the domain for papers and the owner, and the role that links an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.roles import XRefRole

from sphinx_cv.chart import ChartDirective
from sphinx_cv.directive import CVDirective
from sphinx_cv.entries import ENTRY_DIRECTIVES
from sphinx_cv.filters import compile_filter
from sphinx_cv.list_head import FILTER_FROM, count_words, head
from sphinx_cv.lists import GROUPINGS, SORTS, group, sort
from sphinx_cv.paper_page import disclosures, page_nodes
from sphinx_cv.render import details, legend, paragraph, term, title_nodes
from sphinx_cv.slugs import words_slug

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from sphinx_cv.model import Paper


class PublicationsDirective(CVDirective):
    """``{cv:publications}``: a list of papers, chosen, ordered and grouped by its options."""

    option_spec: ClassVar[OptionSpec] = {
        'filter': directives.unchanged_required,
        'group-by': lambda value: directives.choice(value, (*GROUPINGS, 'none')),
        'limit': directives.nonnegative_int,
        'sort': lambda value: directives.choice(value, tuple(SORTS)),
        'details': lambda value: directives.choice(value, ('full', 'none')),
        'filter-box': lambda value: directives.choice(value, ('full', 'none')),
    }

    def run(self) -> list[nodes.Node]:
        self.note_files()
        papers = self._papers()
        if not papers:
            return []
        by = self.options.get('group-by', 'none')
        self.rows: dict[str, Paper] = {}
        if by == 'none':
            result: list[nodes.Node] = [self._list(papers)]
        else:
            result = [self._group(*item) for item in group(papers, by).items()]
        # A list in groups ends in a section, and nothing may follow a section: explain first.
        return [*self._head(), *legend(papers), *result]

    def _head(self) -> list[nodes.Node]:
        box = self.options.get('filter-box', 'full' if len(self.rows) >= FILTER_FROM else 'none')
        whole = not {'filter', 'limit'} & self.options.keys()
        return [head(self.rows, self.library.is_owner, whole=whole)] if box == 'full' else []

    def _papers(self) -> list[Paper]:
        papers = list(self.library.papers.values())
        if 'filter' in self.options:
            try:
                chosen = compile_filter(self.options['filter'])
                papers = [paper for paper in papers if chosen(paper)]
            except ValueError as error:
                self.warn(str(error), 'filter')
        return sort(papers, self.options.get('sort', 'newest'))[: self.options.get('limit')]

    def _group(self, heading: str, papers: list[Paper]) -> nodes.section:
        section = nodes.section(ids=[f'cv-{words_slug(heading)}'], classes=['cv-group'])
        section['names'].append(nodes.fully_normalize_name(heading))
        self.state.document.note_explicit_target(section, section)
        count = paragraph('count', [nodes.Text(count_words(len(papers)))])
        count['classes'] += ['cv-html-only', 'no-search']
        section += [nodes.title(heading, heading), count, self._list(papers)]
        return section

    def _list(self, papers: list[Paper]) -> nodes.definition_list:
        # Whoever searches wants the paper's page, and not a page that has words of all papers.
        unsearched = ['no-search'] if self.config.cv_paper_pages else []
        rows = nodes.definition_list(classes=['cv-publications', 'simple', *unsearched])
        rows += [self._row(paper) for paper in papers]
        return rows

    def _row(self, paper: Paper) -> nodes.definition_list_item:
        anchor = self._anchor(paper)
        first = nodes.term('', '', *term(paper, self.view), ids=[anchor])
        self.domain.note_listed(self.env.docname, paper.key, anchor)
        self.rows[anchor] = paper
        body = nodes.definition('', *details(paper, self.view))
        if self.options.get('details') != 'none':
            body += disclosures(paper)
        return nodes.definition_list_item('', first, body, classes=['cv-paper'], cv_key=paper.key)

    def _anchor(self, paper: Paper) -> str:
        """Give the row's anchor; a part of the papers must not take that of the whole list."""
        part = 'filter' in self.options or 'limit' in self.options
        where = f'{words_slug(self.env.docname)}-' if part else 'paper-'
        anchor = f'cv-{where}{self.library.slugs[paper.key]}'
        if anchor in self.state.document.ids:
            anchor = f'{anchor}-{self.env.new_serialno("cv-row")}'
        target = nodes.target(ids=[anchor])
        self.state.document.note_explicit_target(target, target)
        return anchor


class PaperDirective(CVDirective):
    """``{cv:paper} KEY``: the page of one paper; the directive's content stands below its links.

    Without KEY it is the paper whose page would have the name of this document.
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
            return []
        anchor = f'cv-paper-{self.library.slugs[paper.key]}'
        self.domain.note_page(self.env.docname, paper.key, anchor)
        body = page_nodes(paper, self.library, self.view, self.parse_content_to_nodes())
        if isinstance(self.state_machine.node, nodes.document):
            section = nodes.section('', nodes.title('', '', *title_nodes(paper)), *body)
            section['ids'].append(anchor)
            section['classes'].append('cv-page')
            return [section]
        return [nodes.target(ids=[anchor]), *body]


class OwnerDirective(CVDirective):
    """``{cv:owner}``: the position and the addresses that ``cv_owner`` names."""

    def run(self) -> list[nodes.Node]:
        owner = self.library.owner
        where = ', '.join(part for part in (owner.position, owner.affiliation) if part)
        addresses = dict(owner.links)
        if owner.orcid:
            addresses['ORCID'] = f'https://orcid.org/{owner.orcid}'
        items = [_contact(label, address) for label, address in addresses.items()]
        if owner.email:
            items.insert(0, _contact(owner.email, f'mailto:{owner.email}'))
        block = nodes.container(classes=['cv-owner'])
        block += [paragraph('position', [nodes.Text(where)])] if where else []
        block += [nodes.bullet_list('', *items, classes=['cv-contact'])] if items else []
        return [block]


def _contact(label: str, address: str) -> nodes.list_item:
    reference = nodes.reference(label, label, refuri=address, internal=False)
    return nodes.list_item('', nodes.paragraph('', '', reference))


class CVRole(XRefRole):
    """A link to an object of the domain; its text is the object's title unless one is given."""

    innernodeclass = nodes.inline


DIRECTIVES = {
    'publications': PublicationsDirective,
    'paper': PaperDirective,
    'owner': OwnerDirective,
    'chart': ChartDirective,
    **ENTRY_DIRECTIVES,
}

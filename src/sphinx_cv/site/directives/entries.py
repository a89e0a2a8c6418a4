"""The directive of entries: one class for all rows of the table of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref

from sphinx_cv.bib.names import NameMatcher
from sphinx_cv.model import Entry
from sphinx_cv.model.addresses import clean_url, is_document
from sphinx_cv.model.dates import DateRange
from sphinx_cv.model.kinds import KINDS, LINK_OPTIONS, option_names
from sphinx_cv.site.directives.base import AnyOption, CVDirective, address_link, paper_link
from sphinx_cv.site.lines import short_title
from sphinx_cv.site.render import paragraph, separator, span
from sphinx_cv.site.slugs import words_slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.kinds import Kind

Line = list[nodes.Node]
ADDRESS_OPTIONS = frozenset({'url', *LINK_OPTIONS})


class EntryDirective(CVDirective):
    """``{cv:position} TITLE`` and its like: one line of the CV that is not a paper."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    # MyST looks for options only where the table has one.
    option_spec: ClassVar[AnyOption] = AnyOption(dates=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        self.kind_name = self.name.rpartition(':')[2]
        self.drop_unknown_options(option_names(self.kind_name), 'entry')
        self._clean_addresses()
        title = self._title()
        if not title:
            return self.parse_content_to_nodes()
        entry = self._entry(title)
        item = nodes.definition_list_item(
            '', self._term(entry), self._definition(entry),
            classes=['cv-entry', f'cv-{self.kind_name}'],
            cv_kind=self.kind_name, cv_dates=self.options.get('dates', ''),
        )  # fmt: skip
        return [nodes.definition_list('', item, classes=['cv-entries', 'simple'])]

    @property
    def kind(self) -> Kind:
        """The row of this directive in the table of kinds."""
        return KINDS[self.kind_name]

    def _clean_addresses(self) -> None:
        """Clean the options that are addresses; remove and report those not safe to link."""
        for name in ADDRESS_OPTIONS & self.options.keys():
            address = self.options[name]
            if is_document(address.partition('#')[0]) and '//' not in address:
                continue  # a page or a file of the site
            if url := clean_url(address).url:
                self.options[name] = url
            elif ':' in address.partition('/')[0]:
                del self.options[name]
                what = f'"{address}" does not become a link; write an https:// address'
                self.warn(f'{self.name}: {what}', 'url')

    def _title(self) -> str:
        """Return the title; report a missing one, and return an option in its place."""
        title = ' '.join(' '.join(self.arguments).split())
        if title:
            return title
        self.warn(
            f'{self.name} has no title; write it behind the name: {{{self.name}}} Title', 'entry'
        )
        others = (self.options.pop(name, '') for name in ('event', 'role', 'organization', 'place'))
        return next(filter(None, others), '')

    def _entry(self, title: str) -> Entry:
        """Return the entry as data; its options stay as nodes too, so each is parsed once."""
        dates = tuple(self._dates())
        inline = [name for name in self.kind.inline if name in self.options]
        self.shown = {name: self._inline(self.options[name]) for name in inline}
        self.shown['title'] = self._inline(title)
        fields = self.options | {name: self._plain(name) for name in inline}
        title = self._plain('title')
        key = self.options.get('name') or self._free_key(title)
        return Entry(kind=self.kind_name, key=key, title=title, dates=dates, fields=fields)

    def _plain(self, name: str) -> str:
        return ''.join(map(self._words, self.shown[name]))

    def _words(self, node: nodes.Node) -> str:
        """Return the text of a node, with the title of a paper for a link to its key."""
        if isinstance(node, pending_xref) and node['reftype'] == 'paper':
            paper = self.library.paper(node['reftarget'])
            if paper and not node['refexplicit']:
                self.note_files()
                return short_title(paper)
        return node.astext()

    def _free_key(self, title: str) -> str:
        """Return a key from the title, and from as many options as make it unique on the page."""
        taken = self.memory.keys_on(self.env.docname, self.kind.objtype)
        words = [title]
        for name in ('organization', 'role', 'dates', 'place'):
            if words_slug(' '.join(words)) not in taken:
                break
            words.append(self.options.get(name, ''))
        key = words_slug(' '.join(words))
        return key if key not in taken else f'{key}-{len(taken) + 1}'

    def _dates(self) -> Iterable[DateRange]:
        """Yield the dates; remove from the option, and report, what is no date."""
        texts = [text.strip() for text in self.options.pop('dates', '').split(',')]
        for text in filter(None, texts):
            try:
                yield DateRange.parse(text)
            except ValueError as error:
                self.warn(f'{self.name}: {error}, or a range such as 2021-08/2024-08 '
                          'or 2024-08/ (open)', 'date')  # fmt: skip
            else:
                before = f'{self.options["dates"]}, ' if 'dates' in self.options else ''
                self.options['dates'] = before + text

    # The first line: what, and when

    def _term(self, entry: Entry) -> nodes.term:
        what = span('what', *self._linked(self.shown['title']))
        term = nodes.term('', '', what, ids=[self._anchor(entry)])
        if entry.dates:
            dates = ', '.join(stretch.words for stretch in entry.dates)
            term += [separator(', '), span('dates', dates)]
        # In the text that the search shows, nothing else separates this line from the next.
        term += nodes.Text(' ')
        return term

    def _linked(self, children: Line) -> Line:
        """Return the title, as a link to the entry's address unless that has a ``link-text``."""
        url = self._url()
        if not url or 'link-text' in self.options:
            return children
        if any(isinstance(node, nodes.reference | pending_xref) for node in children):
            self.options['link-text'] = 'Link'  # for a link cannot stand in another one
            return children
        return [address_link(self.env, url, *children)]

    def _url(self) -> str:
        if 'url' not in self.options and self.kind.objtype == 'person':
            return self.library.url_of(self._plain('title'))
        return str(self.options.get('url', ''))

    def _anchor(self, entry: Entry) -> str:
        anchor = self.free_id(f'cv-{self.kind_name}-{words_slug(entry.key)}')
        self.memory.note_entry(self.env.docname, entry, anchor, self._names(entry))
        return anchor

    def _names(self, entry: Entry) -> frozenset[str]:
        """Return the slugs of all words by which a role may name the entry."""
        spellings = [entry.key, entry.title, *self._spellings(entry)]
        return frozenset(words_slug(spelling) for spelling in spellings)

    def _spellings(self, entry: Entry) -> list[str]:
        if self.kind.objtype != 'person':
            return []
        aliases = entry.fields.get('aliases', '').split(',')
        return [entry.title, *self.library.spellings(entry.title), *filter(str.strip, aliases)]

    # The lines below: where, and what else

    def _definition(self, entry: Entry) -> nodes.definition:
        definition = nodes.definition()
        lines = [
            ('where', self._where()),
            *(('more', self._more(name, words)) for name, words in self.kind.below),
            ('links', self._links()),
        ]
        definition += [paragraph(name, children) for name, children in lines if children]
        definition += self.parse_content_to_nodes()
        definition += self._papers_together(entry)
        return definition

    def _where(self) -> Line:
        line: Line = []
        for name in self.kind.where:
            if self.options.get(name):
                line += [separator(', ')] if line else []
                line.append(span(name, *self.shown[name]))
        return line

    def _more(self, name: str, words: str) -> Line:
        if not self.options.get(name):
            return []
        before, after = words.split('{}')
        return [nodes.Text(before), *self._with_people(self.shown[name]), nodes.Text(after)]

    def _with_people(self, line: Line) -> Line:
        """Return *line* with links at the names that have an address in ``cv_people``."""
        result: Line = []
        for node in line:
            parts = self.library.names_in(node.astext()) if isinstance(node, nodes.Text) else []
            if not parts:
                result.append(node)
            for words, url in parts:
                text = nodes.Text(words)
                result.append(nodes.reference('', '', text, refuri=url) if url else text)
        return result

    def _links(self) -> Line:
        links = [self._paper_link(key.strip()) for key in self._list('paper')]
        addresses = {
            self.options.get('link-text', ''): self.options.get('url', ''),
            **{words: self.options.get(name, '') for name, words in LINK_OPTIONS.items()},
        }
        for words, address in addresses.items():
            if words and address:
                link = address_link(self.env, address, nodes.Text(words))
                link['classes'].append('cv-link')
                links.append(link)
        return [part for link in links for part in (separator(' · '), link)][1:]

    def _paper_link(self, key: str) -> nodes.Node:
        paper = self.library.paper(key)
        words = short_title(paper) if paper else key
        inner = nodes.inline(words, words)
        xref = pending_xref(
            '', inner, refdomain='cv', reftype='paper', reftarget=key, refexplicit=True,
            refwarn=True, refdoc=self.env.docname, classes=['cv-link'],
        )  # fmt: skip
        self.set_source_info(xref)
        self.note_files()
        return xref

    def _papers_together(self, entry: Entry) -> list[nodes.Node]:
        if self.kind.objtype != 'person':
            return []
        self.note_files()
        matcher = NameMatcher(self._spellings(entry))
        papers = [
            paper
            for paper in self.library.papers.values()
            if any(matcher.matches(person) for person in paper.authors)
        ]
        if not papers:
            return []
        links = [paper_link(paper, [nodes.Text(short_title(paper))]) for paper in papers]
        line = [part for link in links for part in (separator(' · '), link)][1:]
        words = f'{len(papers)} papers together: ' if len(papers) > 1 else '1 paper together: '
        together = paragraph('together', [nodes.Text(words), *line])
        together['classes'].append('cv-html-only')
        return [together]

    def _list(self, name: str) -> list[str]:
        return [part for part in self.options.get(name, '').split(',') if part.strip()]

    def _inline(self, text: str) -> Line:
        children, messages = self.parse_inline(text)
        return [*children, *messages]


ENTRY_DIRECTIVES = dict.fromkeys(KINDS, EntryDirective)

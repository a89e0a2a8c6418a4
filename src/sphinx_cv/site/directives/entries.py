"""The directive of entries: one class for all rows of the table of kinds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref

from sphinx_cv.bib.names import NameMatcher
from sphinx_cv.bib.paper_links import unpublished
from sphinx_cv.model import Entry
from sphinx_cv.model.addresses import clean_url, not_in_site, site_file
from sphinx_cv.model.kinds import KINDS, option_names
from sphinx_cv.model.localized import localize
from sphinx_cv.model.words import _, capital, comma, ngettext
from sphinx_cv.model.written_dates import read_dates, read_series
from sphinx_cv.site.directives.base import AnyOption, CVDirective, address_link, paper_link
from sphinx_cv.site.lines import short_title
from sphinx_cv.site.loading import excluded
from sphinx_cv.site.nodes import definition_list_item, inward
from sphinx_cv.site.outline import names_paper, text_of, told_below
from sphinx_cv.site.render import filled_nodes, paragraph, separator, span_node
from sphinx_cv.site.slugs import words_slug
from sphinx_cv.site.within import page_of
from sphinx_cv.site.words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.kinds import Kind
    from sphinx_cv.model.options import Option
    from sphinx_cv.model.written_dates import WrittenDates

_Line = list[nodes.Node]
AROUND_ENTRY = 'cv_around'  # the options of the entry whose text is being read
WITHIN = 'cv_within'  # the anchors of the entries whose text is being read
INHERITED = ('organization', 'unit', 'place', 'tags')  # what entries within it have too


class EntryDirective(CVDirective):
    """``{cv:position} TITLE`` and its like: one line of the CV that is not a paper."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    # MyST looks for options only where the table has one.
    option_spec: ClassVar[AnyOption] = AnyOption(dates=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        self.kind_name = self.name.rpartition(':')[2]
        self._name_options()
        known = {*option_names(self.kind_name), *({'title'} - self.options.keys())}
        localize(self.options, known, self.config.language)
        own_title = self.options.pop('title', '') if 'title' in known else ''
        self.drop_unknown_options(option_names(self.kind_name), 'entry')
        self._clean_addresses()
        self._fill_flags()
        written = self._title()
        if not written:
            return self.parse_content_to_nodes()
        title = self._translate(own_title or written)
        entry = self._entry(title, written)
        item = definition_list_item(
            '', self._term(entry), self._definition(entry),
            classes=['cv-entry', f'cv-{self.kind_name}'],
            cv_kind=self.kind_name, cv_dates=self.options.get('dates', ''),
        )  # fmt: skip
        item.messages = self.messages
        self.set_source_info(item)
        return [nodes.definition_list('', item, classes=['cv-entries', 'simple'])]

    def _translate(self, title: str) -> str:
        """Put options in the language of the site, by the catalogue of the page; return the title.

        What has no letters is the same in all languages.
        """
        say = page_words(self.config, Path(self.env.srcdir), self.env.docname)
        plain = {option.name for option in self.kind.takes if option.form in {'flag', 'email'}}
        names = {*self.kind.inline, 'status', 'link-text', 'text', 'highlights'} - plain
        texts = {name: self.options[name] for name in self.options if name in names}
        texts = {name: text for name, text in texts.items() if any(map(str.isalpha, text))}
        self.messages = list(dict.fromkeys([title, *texts.values()]))
        self.options.update({name: say(text) for name, text in texts.items()})
        return say(title)

    @property
    def kind(self) -> Kind:
        """The row of this directive in the table of kinds."""
        return KINDS[self.kind_name]

    def _name_options(self) -> None:
        """Give options that have another name the one that the table has."""
        for other, name in self.kind.also.items():
            if other in self.options:
                self.options.setdefault(name, self.options.pop(other))

    def _fill_flags(self) -> None:
        """Give options without a value their name for one, and remove those that say no."""
        flags = [option.name for option in self.kind.takes if option.form == 'flag']
        for name in (name for name in ('compact', *flags) if name in self.options):
            self.options[name] = self.options[name] or _(name)
            if self.options[name].lower() in {'no', 'false', 'none'}:
                del self.options[name]

    def _clean_addresses(self) -> None:
        """Clean the options that are addresses; remove and report those not safe to link."""
        for name in {'url', *self.kind.links} & self.options.keys():
            address = self.options[name]
            if site_file(address) and not (why := self._unpublished(address)):
                continue
            if site_file(address):
                del self.options[name]
                self.warn(f'{self.name}: {why}', 'url')
            elif url := clean_url(address).url:
                self.options[name] = url
            elif what := not_in_site(address) or _unsafe(address):
                del self.options[name]
                self.warn(f'{self.name}: {what}', 'url')

    def _unpublished(self, address: str) -> str:
        """Return why a file, which may be named from the root or from the page, is not linked."""
        path = site_file(address).lstrip('/')
        if page_of(self.env, address, self.env.docname):
            return ''
        beside = PurePosixPath(self.env.docname).parent / path
        root = Path(self.env.srcdir)
        found = next((name for name in (path, str(beside)) if (root / name).is_file()), path)
        return unpublished(found, root, excluded(self.config))

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

    def _entry(self, title: str, written: str) -> Entry:
        """Return the entry as data; its options stay as nodes too, so each is parsed once."""
        dates = self._dates()
        inline = [name for name in self.kind.inline if name in self.options]
        self.shown = {name: self._inline(self.options[name]) for name in inline}
        self.shown['title'] = self._inline(title)
        fields = self.options | {name: self._plain(name) for name in inline}
        self._show_values()
        plain = self._plain('title')
        # One key in all languages, by which roles and other sites call the entry.
        words = plain if title == written else written
        key = self.options.get('name') or self._free_key(words)
        return Entry(
            kind=self.kind_name, key=key, title=plain, dates=dates.stretches, when=dates.words,
            fields=fields, around=self._around, within=self._within, page=self.env.docname,
        )  # fmt: skip

    def _show_values(self) -> None:
        """Show the options that are kept in another form, such as dates and numbers."""
        for option in (option for option in self.kind.takes if option.name in self.shown):
            text = self.options[option.name]
            if option.form == 'email':
                address = nodes.reference(text, text, refuri=f'mailto:{text}')
                self.shown[option.name] = [address]
            elif (shown := option.shown(text)) != text:
                self.shown[option.name] = [nodes.Text(shown)]

    @property
    def _around(self) -> dict[str, str]:
        """Where the entry was whose text is being read."""
        found = self.env.temp_data.get(AROUND_ENTRY)
        return dict(found) if isinstance(found, dict) else {}

    @property
    def _within(self) -> tuple[str, ...]:
        """The anchors of the entries whose text is being read."""
        found = self.env.temp_data.get(WITHIN)
        return found if isinstance(found, tuple) else ()

    def _plain(self, name: str) -> str:
        return ''.join(self._words(node) for node in self.shown[name])

    def _words(self, node: nodes.Node) -> str:
        if any(map(names_paper, node.findall(pending_xref))):
            self.note_files()
        return text_of(node, self.library)

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

    def _dates(self) -> WrittenDates:
        """Return the dates, and report what is none; the option becomes EDTF."""
        found = read_dates(self.options.pop('dates', ''))
        for reason in found.refused:
            self.warn(f'{self.name}: {reason}, or a range such as 2021-08/2024-08 '
                      'or 2024-08/ (open)', 'date')  # fmt: skip
        if found.status:
            self.options.setdefault('status', found.status)
        for option in self.kind.takes:
            if option.form == 'series' and option.name in self.options:
                self.options[option.name], stretches = read_series(self.options[option.name])
                found = found if found.words else found._replace(stretches=stretches)
        if found.stretches:
            self.options['dates'] = ', '.join(map(str, found.stretches))
        if any(stretch.is_ahead for stretch in found.stretches):
            self.env.note_reread()  # for the words change when it begins
        return found

    # The first line: what, and when

    def _term(self, entry: Entry) -> nodes.term:
        what = span_node('what', *self._linked(self.shown['title']))
        if aside := [(o.name, self._said(o)) for o in self.kind.at('title') if self._said(o)]:
            spans: list[_Line] = [[span_node(name, *said)] for name, said in aside]
            what += span_node('aside', separator(comma()), *_joined(spans, comma()))
        term = nodes.term('', '', what, ids=[self._anchor(entry)])
        if entry.stretches:
            term += [separator(comma()), span_node('dates', entry.stretches)]
        # In the text that the search shows, nothing else separates this line from the next.
        term += nodes.Text(' ')
        return term

    def _said(self, option: Option) -> _Line:
        """Return an option in its words; [] if it is not given."""
        if not self.options.get(option.name):
            return []
        line: _Line = []
        for text, name in option.parts(lambda name: self.options.get(name, '')):
            line += [nodes.Text(text)] if text else []
            line += [node.deepcopy() for node in self.shown.get(name, ())]
        return line

    def _linked(self, children: _Line) -> _Line:
        """Return the title, as a link to the entry's address unless that has a ``link-text``."""
        url = self._url()
        if not url or 'link-text' in self.options:
            return children
        if any(isinstance(node, nodes.reference | pending_xref) for node in children):
            self.options['link-text'] = _('Link')  # for a link cannot stand in another one
            return children
        return [address_link(self.env, url, *children)]

    def _url(self) -> str:
        if 'url' not in self.options and self.kind.objtype == 'person':
            return self.library.url_of(self._plain('title'))
        return str(self.options.get('url', ''))

    def _anchor(self, entry: Entry) -> str:
        self.anchor = self.free_id(f'cv-{self.kind_name}-{words_slug(entry.key)}')
        self.memory.note_entry(self.env.docname, entry, self.anchor, self._names(entry))
        return self.anchor

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
            ('where', _joined(self._where(), comma())),
            *(('more', self._more(options)) for options in self.kind.lines),
            ('links', self._links()),
        ]
        definition += [paragraph(name, children) for name, children in lines if children]
        definition += self._content(entry)
        definition += self._papers_together(entry)
        return definition

    def _content(self, entry: Entry) -> list[nodes.Node]:
        """Return what is written below the options; its words go to the entry."""
        own = {name: entry.fields.get(name, '') for name in INHERITED}
        whose = {'kind': entry.kind, 'title': entry.title}
        given = {name: value for name, value in own.items() if value}
        self.env.temp_data[AROUND_ENTRY] = {**entry.around, **given, **whose}
        self.env.temp_data[WITHIN] = (*entry.within, self.anchor)
        content = self._said_by_options(self.parse_content_to_nodes())
        self.env.temp_data[AROUND_ENTRY] = entry.around
        self.env.temp_data[WITHIN] = entry.within
        told = told_below(content, self.library)
        if any(told):
            full = replace(entry, text=told.text, highlights=told.highlights)
            self.memory.amend_entry(self.env.docname, self.anchor, full)
        return in_one_line(content) if 'compact' in self.options else content

    def _said_by_options(self, content: list[nodes.Node]) -> list[nodes.Node]:
        """Return *content* with what options have in the place of its paragraphs and lists."""
        if text := self.options.get('text'):
            content = _replaced(content, nodes.paragraph('', '', *self._inline(text)), 0)
        if items := self._list('highlights', ';'):
            lines = (nodes.paragraph('', '', *self._inline(one.strip())) for one in items)
            listed = nodes.bullet_list('', *(nodes.list_item('', line) for line in lines))
            content = _replaced(content, listed, len(content))
        return content

    def _where(self) -> list[_Line]:
        said = ((option.name, self._said(option)) for option in self.kind.where)
        return [[span_node(name, *line)] for name, line in said if line]

    def _more(self, options: Iterable[Option]) -> _Line:
        said = [self._with_people(self._said(option)) for option in options]
        first, *others = [line for line in said if line] or [[]]
        if first and isinstance(first[0], nodes.Text):
            first[0] = nodes.Text(capital(first[0]))
        return _joined([first, *others], '; ')

    def _with_people(self, line: _Line) -> _Line:
        """Return *line* with links at the names that have an address in ``cv_people``."""
        result: _Line = []
        for node in line:
            parts = self.library.names_in(node.astext()) if isinstance(node, nodes.Text) else []
            if not parts:
                result.append(node)
            for words, url in parts:
                text = nodes.Text(words)
                result.append(address_link(self.env, url, text) if url else text)
        return result

    def _links(self) -> _Line:
        links = [self._paper_link(key.strip()) for key in self._list('paper')]
        addresses = {
            self.options.get('link-text', ''): self.options.get('url', ''),
            **{_(words): self.options.get(name, '') for name, words in self.kind.links.items()},
        }
        for words, address in addresses.items():
            if words and address:
                link = address_link(self.env, address, nodes.Text(words))
                link['classes'].append('cv-link')
                links.append(link)
        return _joined([[link] for link in links], ' · ')

    def _paper_link(self, key: str) -> nodes.Node:
        paper = self.library.paper(key)
        words = short_title(paper) if paper else key
        inner = nodes.inline(words, words)
        xref = inward('paper', key, inner, refwarn=True, refdoc=self.env.docname)
        xref['classes'].append('cv-link')
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
        line = _joined([[link] for link in links], ' · ')
        number = len(papers)
        sentence = ngettext(
            '{number} paper together: {papers}', '{number} papers together: {papers}', number
        )
        sentence = sentence.replace('{number}', str(number))
        together = paragraph('together', filled_nodes(sentence, papers=line))
        together['classes'].append('cv-html-only')
        return [together]

    def _list(self, name: str, between: str = ',') -> list[str]:
        return [part for part in self.options.get(name, '').split(between) if part.strip()]

    def _inline(self, text: str) -> _Line:
        children, messages = self.parse_inline(text)
        return [*children, *messages]


def _unsafe(address: str) -> str:
    has_scheme = ':' in address.partition('/')[0]
    return f'"{address}" does not become a link; write an https:// address' if has_scheme else ''


def _joined(lines: Iterable[_Line], sign: str) -> _Line:
    """Return several pieces as one line, with *sign* between them."""
    return [node for line in lines if line for node in (separator(sign), *line)][1:]


def in_one_line(content: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return nodes with the entries among them as one paragraph of titles and dates."""
    result: list[nodes.Node] = []
    pieces: list[_Line] = []
    for node in content:
        if isinstance(node, nodes.definition_list) and 'cv-entries' in node['classes']:
            pieces += [_short(item) for item in node.findall(nodes.term)]
        else:
            result.append(node)
    return [paragraph('compact', _joined(pieces, '; ')), *result] if pieces else result


def _short(term: nodes.term) -> _Line:
    """Return title and dates of an entry, under its anchor."""
    what, *others = [node for node in term.children if isinstance(node, nodes.inline)]
    parts = [node for node in others if 'cv-dates' in node['classes']]
    line = [part for node in (what, *parts) for part in (nodes.Text(' '), node)][1:]
    return [nodes.inline('', '', *line, ids=term['ids'], classes=['cv-short'])]


def _replaced(content: list[nodes.Node], node: nodes.Element, end: int) -> list[nodes.Node]:
    """Return *content* with *node* in the place of all of its class; at *end* if there is none."""
    at = next((at for at, one in enumerate(content) if type(one) is type(node)), end)
    others = [one for one in content if type(one) is not type(node)]
    return [*others[:at], node, *others[at:]]

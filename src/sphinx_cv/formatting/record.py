"""What is said of a paper, worked out once, for pages, PDF, exports and metadata alike."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial, wraps
from typing import TYPE_CHECKING, TypeVar

from sphinx_cv.formatting.languages import language_of
from sphinx_cv.formatting.venues import (
    SUBTITLES,
    badge,
    collaboration_of,
    names_people,
    venue,
    venue_name,
)
from sphinx_cv.formatting.wording import WORDS_FIRST, literals
from sphinx_cv.model import Person
from sphinx_cv.model.calendar_words import undated
from sphinx_cv.model.fields import EDITOR_ROLES, FIELDS, editors_role, role_in
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.preprints import eprint, is_preprint, server_in
from sphinx_cv.model.text import one_line, plain_text
from sphinx_cv.model.types import SUBTYPES, TYPES, WORKS, type_of
from sphinx_cv.model.words import ENGLISH, capital, listed, speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_cv.formatting.names import NameStyle
    from sphinx_cv.model import Link, Paper, Rich
    from sphinx_cv.model.fields import Field
    from sphinx_cv.model.tables import Table
    from sphinx_cv.model.types import PaperType, Work

# Kinds of links that lead to the paper itself, the most lasting first.
_ADDRESSES = ('url', 'arxiv', 'hal', 'openreview', 'pmcid', 'pmid', 'jstor', 'hdl', 'html')
# Fields that name the work in which something of any sort is.
_ANY_CONTAINER = ('journaltitle', 'booktitle')
Result = TypeVar('Result')
_SEVERAL = regex(r'[,;]|\band\b|&')
_DASHES = regex(r'\s*(?:--+|[\u2012-\u2014])\s*')  # a hyphen is within a number


class Record:
    """The facts of one paper, in one line of text each, '' for what is not known.

    Most are worked out when they are first asked for, in the language that was spoken when the
    record was made. *type* is the row of its type, *kind* its kind of work and *work* the row of
    that; *texts* are fields and identifiers by name. *people* are its authors, or else its editors,
    as *roles* then has with their names. *venue* is the line on where it appeared and *container*
    the work that it is in, which a server for preprints is not: that is its *archive*, where it has
    the *number*. *whole* are the volumes that it or its container is one of. *groups* signed beside
    the authors. *issued* is its date in ISO 8601 and *year* the heading of its group by year. *url*
    is the best address elsewhere, *pdf* the path of its PDF where that is a file of the site.
    """

    def __init__(self, paper: Paper) -> None:
        # These a list asks of all papers, even in a build that writes but one of them anew.
        self.paper = paper
        self.type: PaperType = type_of('preprint' if is_preprint(paper) else _sort(paper))
        self.kind: str = self.type.work
        self.work: Work = WORKS[self.kind]
        self.people: tuple[Person, ...] = paper.authors or paper.editors
        self.badge: str = badge(paper)
        self.venue_name: str = venue_name(paper)
        self.year: str = str(paper.year) if paper.year else capital(undated(paper.date_text))
        self.links: tuple[Link, ...] = _links(paper)
        self._words = spoken()

    @cached_property
    def texts(self) -> Mapping[str, str]:
        found = {name: _line(name, rich) for name, rich in self.paper.texts.items()}
        return found | {name: one_line(text) for name, text in self.paper.identifiers.items()}

    @cached_property
    def title(self) -> str:
        return one_line(self.paper.title_text) or self.paper.key

    @cached_property
    def roles(self) -> str:
        return _roles(self.paper)

    @cached_property
    def venue(self) -> Rich:
        with speaking(self._words):
            return venue(self.paper)

    @cached_property
    def container(self) -> str:
        return _container(self.texts, type_of(self.paper.type).work)

    @cached_property
    def whole(self) -> str:
        return _titled(self.texts, 'maintitle')

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return tuple(name for name in (collaboration_of(self.paper),) if name)

    @cached_property
    def publisher(self) -> str:
        return _first(self.texts, self.work.publisher)

    @cached_property
    def _eprint(self) -> tuple[str, str]:
        return eprint(self.paper)

    @property
    def archive(self) -> str:
        return self._eprint[0]

    @cached_property
    def number(self) -> str:
        return one_line(self._eprint[1])

    @cached_property
    def _pages(self) -> tuple[str, str]:
        return _pages(self.texts.get('pages', ''))

    @property
    def first_page(self) -> str:
        return self._pages[0]

    @property
    def last_page(self) -> str:
        return self._pages[1]

    @cached_property
    def issued(self) -> str:
        return self.paper.issued.iso if self.paper.issued else ''

    @cached_property
    def language(self) -> str:
        return language_of(self.paper)

    @cached_property
    def subtype(self) -> str:
        found = self.texts.get('type', '')
        return SUBTYPES.get(found.lower(), found)

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        return _keywords(self.paper)

    @cached_property
    def url(self) -> str:
        return _web_address(self.paper)

    @cached_property
    def pdf(self) -> str:
        return local_pdf(self.paper)

    def text(self, *names: str) -> str:
        """Return the first of the named fields and identifiers that is there, else ''."""
        for name in names:
            if found := self.texts.get(name):  # asked often enough to do without a generator
                return found
        return ''

    def row(self, column: str, *, identifiers: bool = False) -> dict[str, str]:
        """Return what the paper has for each name in a *column* of the table of fields."""
        make = partial(_columns, column=column, identifiers=identifiers)
        columns = FIELDS.view(make, ('record', column, identifiers))
        return {name: self.text(*fields) for name, fields in columns}

    @property
    def issue(self) -> str:
        """The number of the issue, and what it is called if that stands beside."""
        both = dict.fromkeys((self.text('number'), self.text('issue')))
        return ', '.join(filter(None, both))

    @property
    def article_number(self) -> str:
        """The number that an article has in place of pages, by any of its names."""
        return self.text('eid', 'articleno', 'art_number')

    @property
    def begins(self) -> str:
        """Its first page, or else the number of the article, where readers look for a page."""
        return self.first_page or self.article_number

    @property
    def signed(self) -> tuple[Person, ...]:
        """The authors, with the groups that signed beside them."""
        groups = (Person(family=name, literal=True) for name in self.groups)
        return (*self.paper.authors, *groups)

    @property
    def hands(self) -> dict[str, tuple[Person, ...]]:
        """Who edited and translated it, or did whatever else, by CSL's names for that.

        Styles that name no author name the editor, and none of them a mere contributor.
        """
        paper = self.paper
        role = editors_role(paper.fields.get('editortype', '')).csl
        found = {'editor' if role == 'contributor' else role: paper.editors}
        rest = {name: role_in(name, paper.fields).csl for name in paper.hands}
        for name, role in {'translator': 'translator', **rest}.items():
            people = paper.translators if name == 'translator' else paper.hands[name]
            found[role] = (*found.get(role, ()), *people)
        return found

    @property
    def contributions(self) -> list[str]:
        """What mere contributors did, in a sentence for each role, with their names."""
        with speaking(ENGLISH):
            return [
                capital(role.words).replace('{names}', listed([person.name for person in people]))
                for name, people in self.paper.hands.items()
                if (role := role_in(name, self.paper.fields)).csl == 'contributor'
            ]

    @property
    def is_preprint(self) -> bool:
        """Whether it is out only on a server for preprints."""
        return self.kind == 'preprint'

    @property
    def numbered(self) -> str:
        """The number of a preprint with the name of its archive."""
        if self.number.startswith(f'{self.archive}:'):
            return self.number  # ark:/12345/x
        return f'{self.archive}:{self.number}' if self.archive and self.number else ''

    @property
    def also_numbered(self) -> str:
        """The number of a published preprint, as a line in the field "Extra" of Zotero has it."""
        return '' if self.is_preprint else self.numbered.replace(':', ': ', 1)

    @property
    def house(self) -> str:
        """Who made it public: the archive of a preprint, or else the publisher."""
        return self.archive if self.is_preprint else self.publisher

    @property
    def issuer(self) -> str:
        """Who made it public, or else how; an address is neither."""
        how = '' if self.work.container else self.text('howpublished')
        return self.house or ('' if '://' in how or 'www.' in how else how)

    @property
    def note(self) -> str:
        """What the entry says of it besides."""
        return one_line(plain_text(self.paper.sentences(*FIELDS.names('remark')['note'])))

    @property
    def summary(self) -> str:
        """What it is about: its summary, or else its abstract."""
        return self.text('summary', 'abstract')


def _columns(
    fields: Table[Field], column: str, *, identifiers: bool
) -> list[tuple[str, tuple[str, ...]]]:
    """Return each name in a *column* with its fields; they are all identifiers, or none is."""
    columns = fields.names(column).items()
    return [(name, rows) for name, rows in columns if fields[rows[0]].identifier is identifiers]


def kept_by_paper(work: Callable[[Paper], Result]) -> Callable[[Paper], Result]:
    """Return *work* with its result for each paper kept while tables and language stay."""

    @lru_cache(maxsize=2**14)
    def done(paper: Paper, *_changes: object) -> Result:
        return work(paper)

    @wraps(work)
    def asked(paper: Paper) -> Result:
        return done(paper, FIELDS.changes, TYPES.changes, spoken())

    return asked


@kept_by_paper
def record_of(paper: Paper) -> Record:
    """Return the facts of *paper*."""
    return Record(paper)


def venue_line(
    paper: Paper, names: NameStyle, is_owner: Callable[[Person], bool] = lambda person: False
) -> Rich:
    """Return the line on where *paper* appeared as a list has it, with people in its *names*."""
    return venue(paper, is_owner, names) if names_people(paper) else record_of(paper).venue


def _sort(paper: Paper) -> str:
    """Return the type of a paper; a book that has only editors is an edited one.

    BibTeX has no type for these.
    """
    is_edited = bool(paper.editors) and not paper.authors
    return _EDITED.get(paper.type, paper.type) if is_edited else paper.type


_EDITED = {'book': 'collection', 'mvbook': 'mvcollection'}


def local_pdf(paper: Paper) -> str:
    """Return the path of the paper's PDF where that is a file of the site, else ''."""
    return next((k.url for k in paper.links if k.kind == 'pdf' and '://' not in k.url), '')


def _first(texts: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((texts[name] for name in names if texts.get(name)), '')


def _line(name: str, rich: Rich) -> str:
    """Return a field in one line; of a list of names, the names as prose joins them."""
    if name in FIELDS and FIELDS[name].several:
        with speaking(ENGLISH):  # as all that machines are told
            rich = literals(rich)
    return one_line(plain_text(rich))


def _container(texts: Mapping[str, str], kind: str) -> str:
    """Return the name of the journal, proceedings or book that the paper is in."""
    work = WORKS[kind]
    names = work.container or (_ANY_CONTAINER if work.any_sort else ())
    name = next((name for name in names if texts.get(name)), '')
    if name == 'journaltitle' and texts.get('fjournal'):
        return texts['fjournal']
    return '' if server_in(texts.get(name, '')) else _titled(texts, name)


def _titled(texts: Mapping[str, str], name: str) -> str:
    """Return a title with its subtitle and what else is said of it."""
    title, subtitle = texts.get(name, ''), texts.get(SUBTITLES.get(name, ''), '')
    gap = ' ' if title.endswith(('?', '!', ':')) else ': '
    more = texts.get(f'{name}addon', '')
    whole = f'{title}{gap}{subtitle}' if subtitle else title
    return '. '.join(part for part in (whole, more) if part)


def _roles(paper: Paper) -> str:
    if paper.authors or not paper.editors:
        return ''
    role = editors_role(paper.fields.get('editortype', ''))
    if role is not EDITOR_ROLES['editor']:
        return role.words
    several = len(paper.editors) > 1 or paper.and_others
    return '{names} (eds.)' if several else '{names} (ed.)'


def _pages(text: str) -> tuple[str, str]:
    """Return the first and the last page; the last is '' for a single page, both are for words."""
    if not text or WORDS_FIRST.match(text):
        return '', ''
    first, *rest = _DASHES.split(text)
    simple = len(rest) == 1 and not _SEVERAL.search(text)
    return (first, rest[0]) if simple else (text, '')


def _keywords(paper: Paper) -> tuple[str, ...]:
    """Return the keywords, each without the semicolon at which readers split lists."""
    words = (one_line(word.replace(';', ',')) for word in paper.keywords)
    return tuple(word for word in words if word)


def _links(paper: Paper) -> tuple[Link, ...]:
    """Return the links of the paper and of its other versions, each address once."""
    once: dict[str, Link] = {}
    for version in (paper, *paper.versions):
        for link in version.links:
            once.setdefault(link.url, link)
    return tuple(once.values())


def _web_address(paper: Paper) -> str:
    """Return the best address of the paper: where it was published, else a preprint."""
    if doi := paper.identifiers.get('doi', ''):
        return FIELDS['doi'].resolver.format(doi)
    known = {link.kind: link.url for link in reversed(paper.links)}
    return next((known[kind] for kind in _ADDRESSES if kind in known), '')

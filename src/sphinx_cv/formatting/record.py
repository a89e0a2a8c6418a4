"""What is said of a paper, worked out once, for pages, PDF, exports and metadata alike."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from sphinx_cv.formatting.languages import language_of
from sphinx_cv.formatting.names import PLAIN
from sphinx_cv.formatting.venues import (
    SUBTITLES,
    badge_and_venue,
    collaboration_of,
    names_people,
    venue,
)
from sphinx_cv.formatting.wording import WORDS_FIRST, literals
from sphinx_cv.model import Person
from sphinx_cv.model.calendar_words import undated
from sphinx_cv.model.fields import EDITOR_ROLES, FIELDS, editors_role, role_in
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.preprints import eprint, is_preprint, server_in
from sphinx_cv.model.tables import nonempty
from sphinx_cv.model.text import one_line, plain_text
from sphinx_cv.model.types import SUBTYPES, TYPES, WORKS, type_of
from sphinx_cv.model.words import ENGLISH, capital, listed, speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_cv.formatting.names import NameStyle
    from sphinx_cv.model import Link, Paper, Rich
    from sphinx_cv.model.dates import PartialDate
    from sphinx_cv.model.fields import Field
    from sphinx_cv.model.tables import Table
    from sphinx_cv.model.types import PaperType, Work
    from sphinx_cv.model.words import Words

# Kinds of links that lead to the paper itself, the most lasting first.
_ADDRESSES = ('url', 'arxiv', 'hal', 'openreview', 'pmcid', 'pmid', 'jstor', 'hdl', 'html')
# Fields that name the work in which something of any sort is.
_ANY_CONTAINER = ('journaltitle', 'booktitle')
Result = TypeVar('Result')
_SEVERAL = regex(r'[,;]|\band\b|&')
_DASHES = regex(r'\s*(?:--+|[\u2012-\u2014])\s*')  # a hyphen is within a number


class Listing:
    """What lists and indices ask of each paper, even in a build that writes but one of them anew.

    *type* is the row of its type, *kind* its kind of work and *work* the row of that. *people* are
    its authors, or else its editors. *year* is the heading of its group by year, and *venue_name*
    that of its group by venue, in the language that is spoken.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.type: PaperType = type_of('preprint' if is_preprint(paper) else _sort(paper))
        self.kind: str = self.type.work
        self.work: Work = WORKS[self.kind]
        self.people: tuple[Person, ...] = paper.authors or paper.editors
        self.badge, self.venue_name = badge_and_venue(paper)
        self.year: str = str(paper.year) if paper.year else capital(undated(paper.date_text))
        self.links: tuple[Link, ...] = _links(paper)

    @property
    def is_preprint(self) -> bool:
        """Whether it is out only on a server for preprints."""
        return self.kind == 'preprint'


class Record(Listing):
    """The facts of one paper, in one line of text each, '' for what is not known.

    *texts* are those of its fields and identifiers that say something, by name. *roles* has the
    names of *people* and what they did if they are not the authors. *container* is the work that it
    is in, which a server for preprints is not: that is its *archive*, where it has the *number*.
    *whole* are the volumes that it or its container is one of. *groups* signed beside the authors.
    *date* is that of its publication, and *issued* the same in ISO 8601. *url* is the best address
    elsewhere, *pdf* the path of its PDF where that is a file of the site.
    """

    def __init__(self, paper: Paper) -> None:
        vars(self).update(vars(listing_of(paper)))
        self.texts = texts = _texts(paper)
        self.title: str = one_line(paper.title_text) or paper.key
        self.roles: str = _roles(paper)
        self.container: str = _container(texts, WORKS[type_of(paper.type).work])
        self.whole: str = _titled(texts, 'maintitle')
        self.groups: tuple[str, ...] = tuple(filter(None, (collaboration_of(paper),)))
        self.publisher: str = self.text(*self.work.publisher)
        self.archive, self.number = map(one_line, eprint(paper))
        self.first_page, self.last_page = _pages(texts.get('pages', ''))
        self.date: PartialDate | None = paper.issued
        self.issued: str = self.date.iso if self.date else ''
        self.language: str = language_of(paper)
        subtype = texts.get('type', '')
        self.subtype: str = SUBTYPES.get(subtype.lower(), subtype)
        self.keywords: tuple[str, ...] = _keywords(paper)
        self.url: str = _web_address(paper)
        self.pdf: str = local_pdf(paper)

    @property
    def venue(self) -> Rich:
        """The line on where it appeared, with people in the usual form of names."""
        return venue_line(self.paper)

    def text(self, *names: str) -> str:
        """Return the first of the named fields and identifiers that is there, else ''."""
        for name in names:
            if name in self.texts:
                return self.texts[name]
        return ''

    def row(
        self, column: str, *, identifiers: bool = False, more: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """Return what the paper, or *more*, has for each name in a *column* of the table."""
        texts = {**self.texts, **more} if more else self.texts
        names = FIELDS.view(_columns)[column, identifiers]
        return {name: texts[field] for name, field in names if field in texts}

    @property
    def issue(self) -> str:
        """The number of the issue, and what it is called if that stands beside."""
        number, issue = self.text('number'), self.text('issue')
        return f'{number}, {issue}' if number and issue and number != issue else number or issue

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
        groups = [Person(family=name, literal=True) for name in self.groups]
        return (*self.paper.authors, *groups)

    @property
    def hands(self) -> dict[str, tuple[Person, ...]]:
        """Who edited and translated it, or did whatever else, by CSL's names for that.

        Styles that name no author name the editor, and none of them a mere contributor.
        """
        paper = self.paper
        if not (paper.editors or paper.translators or paper.hands):
            return {}  # as of nearly all
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
        if not self.paper.hands:
            return []
        with speaking(ENGLISH):
            return [
                capital(role.words).replace('{names}', listed([person.name for person in people]))
                for name, people in self.paper.hands.items()
                if (role := role_in(name, self.paper.fields)).csl == 'contributor'
            ]

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


def _columns(fields: Table[Field]) -> dict[tuple[str, bool], list[tuple[str, str]]]:
    """Return the names in each column and their fields, of identifiers apart from all others.

    Of several fields the last one counts, which is the first of the table.
    """
    return {
        (column, identifiers): [
            (name, field)
            for name, rows in fields.names(column).items()
            for field in reversed(rows)
            if fields[field].identifier is identifiers
        ]
        for column in ('csl', 'ris', 'highwire', 'openurl')
        for identifiers in (False, True)
    }


def kept_by_paper(work: Callable[[Paper], Result]) -> Callable[[Paper], Result]:
    """Return *work* with its result for each paper kept while tables and language stay."""
    kept: dict[tuple[str, Words], tuple[Paper, int, Result]] = {}

    @wraps(work)
    def asked(paper: Paper) -> Result:
        key, changes = (paper.key, spoken()), FIELDS.changes + TYPES.changes
        found = kept.get(key)
        if found is None or found[0] is not paper or found[1] != changes:
            found = kept[key] = paper, changes, work(paper)
        return found[2]

    return asked


@kept_by_paper
def listing_of(paper: Paper) -> Listing:
    """Return what lists ask of *paper*."""
    return Listing(paper)


@kept_by_paper
def record_of(paper: Paper) -> Record:
    """Return the facts of *paper*."""
    return Record(paper)


_usual_venue = kept_by_paper(venue)


def venue_line(
    paper: Paper,
    names: NameStyle = PLAIN,
    is_owner: Callable[[Person], bool] = lambda person: False,
) -> Rich:
    """Return the line on where *paper* appeared as a list has it, with people in its *names*."""
    return venue(paper, is_owner, names) if names_people(paper) else _usual_venue(paper)


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


def _texts(paper: Paper) -> dict[str, str]:
    """Return what fields and identifiers say, of a list of names as prose joins them."""
    texts = {name: one_line(plain_text(rich)) for name, rich in paper.texts.items()}
    for name in FIELDS.having('several').keys() & texts.keys():
        with speaking(ENGLISH):  # as all that machines are told
            texts[name] = one_line(plain_text(literals(paper.texts[name])))
    texts.update((name, one_line(text)) for name, text in paper.identifiers.items())
    return nonempty(texts)


def _container(texts: Mapping[str, str], work: Work) -> str:
    """Return the name of the journal, proceedings or book that the paper is in."""
    names = work.container or (_ANY_CONTAINER if work.any_sort else ())
    name = next(filter(texts.__contains__, names), '')
    if name == 'journaltitle' and 'fjournal' in texts:
        return texts['fjournal']
    return '' if server_in(texts.get(name, '')) else _titled(texts, name)


def _titled(texts: Mapping[str, str], name: str) -> str:
    """Return a title with its subtitle and what else is said of it."""
    if name not in texts:
        return texts.get(f'{name}addon', '')
    title, subtitle = texts[name], texts.get(SUBTITLES[name], '') if name in SUBTITLES else ''
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
    return tuple(filter(None, [one_line(word.replace(';', ',')) for word in paper.keywords]))


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

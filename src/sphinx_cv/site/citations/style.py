"""Papers as pybtex's entries, and styles for them that never fail."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pybtex.database import Entry
from pybtex.database import Person as PybtexPerson
from pybtex.exceptions import PybtexError
from pybtex.richtext import HRef, Tag
from pybtex.richtext import Text as PybtexText
from pybtex.style import FormattedEntry
from pybtex.style.template import Node, node
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from sphinx_cv.export.bibtex import old_terms
from sphinx_cv.formatting.bylines import author_year, byline, families, quotable, stop, year_words
from sphinx_cv.formatting.languages import in_own_language
from sphinx_cv.formatting.record import record_of
from sphinx_cv.formatting.venues import filled
from sphinx_cv.model import Markup, Math, Text, plain_text
from sphinx_cv.model.month_names import ENGLISH_MONTHS
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, comma, listed, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from sphinx_cv.model import Inline, Paper, Person

    People = dict[str, list[PybtexPerson]]
    Reading = tuple[str, dict[str, str], People]

# Types that pybtex's own styles know -> the fields without which they stop.
_NEEDED = {
    'article': ('author', 'title', 'journal', 'year'),
    'book': ('author editor', 'title', 'publisher', 'year'),
    'booklet': ('author', 'title', 'year'),
    'dataset': (),
    'inbook': ('author editor', 'title', 'publisher', 'year'),
    'incollection': ('author', 'title', 'booktitle', 'year'),
    'inproceedings': ('author', 'title', 'booktitle', 'year'),
    'manual': ('title',),
    'mastersthesis': ('author', 'title', 'school', 'year'),
    'misc': (),
    'online': (),
    'patent': (),
    'phdthesis': ('author', 'title', 'school', 'year'),
    'proceedings': ('title', 'year'),
    'software': (),
    'techreport': ('author', 'title', 'institution', 'year'),
    'unpublished': ('author', 'title', 'note'),
}
_ROLES = frozenset({'author', 'editor'})
_INHERITING = frozenset({'crossref', 'xdata'})
_MONTHS = {name[:3].lower(): name for name in ENGLISH_MONTHS}
_MONTH = regex(rf'\b(?:{"|".join(_MONTHS)})\b')
_SPLITTING = regex(r'[{}]|\s+and\s+', re.IGNORECASE)
_TAGS = {
    'emphasis': 'em',
    'strong': 'strong',
    'code': 'tt',
    'subscript': 'sub',
    'superscript': 'sup',
}


class PaperEntry(Entry):
    """An entry of pybtex that knows the *paper* from which it was made."""

    def __init__(self, paper: Paper, type_: str, fields: object, persons: object) -> None:
        super().__init__(type_, fields, persons)
        self.key = paper.key
        self.paper = paper


def pybtex_entry(paper: Paper) -> PaperEntry:
    """Return *paper* for a bibliography, so that every style of pybtex can format it."""
    kind, fields, persons = next(
        reading for reading in _readings(paper) if _will_do(reading[0], {*reading[1], *reading[2]})
    )
    shown = {name: value for name, value in fields.items() if name not in _ROLES}
    if 'month' in shown:
        shown['month'] = _MONTH.sub(lambda match: _MONTHS[match[0]], shown['month'])
    return PaperEntry(paper, kind, shown, persons)


def _readings(paper: Paper) -> Iterator[Reading]:
    """Yield the entry in the words of its file, then in those of BibTeX."""
    kind, values = old_terms(paper)
    fields = {name: value.removeprefix('{').removesuffix('}') for name, value in values.items()}
    written, persons = paper.written.fields, _persons(paper)
    inherited = fields if not _INHERITING.isdisjoint(written) else {}
    own = {role: persons[role] for role in persons.keys() & written.keys()}
    yield paper.written.type, {**inherited, **written}, {**own, **_written_persons(written)}
    yield kind, fields, persons
    yield 'misc', fields, persons


def _will_do(kind: str, names: Set[str]) -> bool:
    return kind in _NEEDED and all(names & {*any_of.split()} for any_of in _NEEDED[kind])


def cited_entry(paper: Paper) -> PaperEntry:
    """Return *paper* for a citation, with a year, which every style of citations shows."""
    entry = pybtex_entry(paper)
    year = year_words(paper)
    fields = {'year': year, **entry.fields}
    return PaperEntry(paper, entry.type, fields, entry.persons)


def _persons(paper: Paper) -> People:
    people = {
        'author': (paper.authors, paper.and_others),
        'editor': (paper.editors, paper.and_other_editors),
    }
    return {
        role: [*map(_person, names), *([PybtexPerson('others')] if and_others else [])]
        for role, (names, and_others) in people.items()
        if names
    }


def _written_persons(fields: Mapping[str, str]) -> People:
    """Return the people as pybtex reads their names, in the roles in which it can do so."""
    people = {}
    for role in _ROLES & fields.keys():
        with suppress(PybtexError):
            people[role] = [*map(PybtexPerson, _split(fields[role]))]
    return people


def _split(source: str) -> Iterator[str]:
    """Split a list of names at each "and" that stands in no braces."""
    depth = begin = 0
    for match in _SPLITTING.finditer(source):
        depth += {'{': 1, '}': -1}.get(match[0], 0)
        if depth == 0 and match[0] not in '{}':
            yield source[begin : match.start()]
            begin = match.end()
    yield source[begin:]


def _person(person: Person) -> PybtexPerson:
    """Return *person* as pybtex's, whose constructor would parse the name again."""
    result = PybtexPerson()
    result.first_names, result.middle_names = person.given.split()[:1], person.given.split()[1:]
    result.prelast_names, result.lineage_names = person.prefix.split(), person.suffix.split()
    # Braces keep the words of an organisation in one piece.
    result.last_names = [f'{{{person.family}}}'] if person.literal else person.family.split()
    return result


class PaperStyle:
    """A style of pybtex that formats every entry, whatever it lacks, as the site cites it."""

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return *entries* in the order of citation."""
        return list(entries)

    def format_labels(self, entries: Iterable[Entry]) -> list[str]:
        """Return the labels of *entries*: ``Liu et al., 2024``."""
        return [author_year(entry.paper) for entry in entries]

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Return one entry formatted."""
        return formatted(entry.paper, label)


def labelled(paper: Paper) -> FormattedEntry:
    """Return the paper with its label alone, which is all that citations need."""
    return FormattedEntry(paper.key, PybtexText(), author_year(paper))


@in_own_language
def formatted(paper: Paper, label: str = '') -> FormattedEntry:
    """Return the paper as a line of a bibliography, in pybtex's rich text."""
    names, title = byline(paper), quotable(paper.title) or (Text(paper.key),)
    parts = [
        (Text(names),) if names else (),
        filled(_('“{title}”'), title=title),
        record_of(paper).venue,
    ]
    shown = [PybtexText(_richtext(part), stop(plain_text(part))) for part in parts if part]
    return FormattedEntry(paper.key, PybtexText(' ').join(shown), label or author_year(paper))


def _richtext(rich: Sequence[Inline]) -> PybtexText:
    return PybtexText(*map(_part, rich))


def _part(inline: Inline) -> PybtexText | str:
    match inline:
        case Text(value):
            return value
        case Math(latex):
            return latex
        case Markup('paper', children):
            return PybtexText(*map(_part, children))
        case Markup('link', children, target):
            return HRef(target, *map(_part, children))
        case Markup(kind, children):
            return Tag(_TAGS.get(kind, 'em'), *map(_part, children))


def _cited_names(children: object, data: Mapping[str, Entry], *, full: bool) -> PybtexText:
    """Return the names in a citation: all in *full*, else of many only the first."""
    paper: Paper = data['entry'].paper
    names = families(paper)
    if not names:
        return Tag('em', paper.title_text or paper.key)
    if paper.and_others or (len(names) > 2 and not full):
        shown = names if full else names[:1]
        return PybtexText(comma().join(shown), ' ', Tag('em', _('et al.')))
    if spoken().is_english and len(names) > 2:
        return PybtexText(f'{", ".join(names[:-1])}, and {names[-1]}')
    return PybtexText(listed(names))


_names = node(_cited_names)


class PaperPersonStyle(PersonStyle):
    """Names as the labels of papers have them."""

    def author_or_editor_or_title(self, full: bool) -> Node:
        return _names(full=full)


@dataclass
class PaperReferenceStyle(AuthorYearReferenceStyle):
    """Citations as people write them: ``(Liu et al., 2024)``."""

    bracket_textual: BracketStyle = field(default_factory=lambda: BracketStyle('(', ')', '; '))
    bracket_parenthetical: BracketStyle = field(
        default_factory=lambda: BracketStyle('(', ')', '; ')
    )
    bracket_author: BracketStyle = field(default_factory=lambda: BracketStyle('(', ')', '; '))
    bracket_year: BracketStyle = field(default_factory=lambda: BracketStyle('(', ')', '; '))
    person: PersonStyle = field(default_factory=PaperPersonStyle)

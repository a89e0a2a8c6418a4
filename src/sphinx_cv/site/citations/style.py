"""Papers as pybtex's entries, and styles for them that never fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pybtex.database import Entry
from pybtex.database import Person as PybtexPerson
from pybtex.richtext import HRef, Tag
from pybtex.richtext import Text as PybtexText
from pybtex.style import FormattedEntry
from pybtex.style.template import Node, node
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from sphinx_cv.formatting.bylines import author_year, byline, families, quotable, stop
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import Markup, Math, Text, plain_text
from sphinx_cv.model.fields import old_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_cv.model import Inline, Paper, Person

# The types that pybtex's own styles format; all others become "misc", which needs no field.
_CLASSIC = {
    'article': ('author', 'title', 'journal', 'year'),
    'book': ('author', 'title', 'publisher', 'year'),
    'incollection': ('author', 'title', 'booktitle', 'publisher', 'year'),
    'inproceedings': ('author', 'title', 'booktitle', 'year'),
}
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
    """Return *paper* as an entry of pybtex."""
    fields = {old_name(name): value for name, value in paper.fields.items()}
    fields.setdefault('year', str(paper.year) if paper.year else paper.date_text or 'n.d.')
    people = {'author': paper.authors, 'editor': paper.editors}
    persons = {role: list(map(_person, names)) for role, names in people.items() if names}
    needed = _CLASSIC.get(paper.type, ('',))
    known = all(name in fields or name in persons for name in needed)
    return PaperEntry(paper, paper.type if known else 'misc', fields, persons)


def _person(person: Person) -> PybtexPerson:
    """Return *person* as pybtex's, whose constructor would parse the name again."""
    result = PybtexPerson()
    result.first_names, result.middle_names = person.given.split()[:1], person.given.split()[1:]
    result.prelast_names, result.lineage_names = person.prefix.split(), person.suffix.split()
    # Braces keep a family name of several words together.
    result.last_names = [f'{{{person.family}}}']
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


def formatted(paper: Paper, label: str = '') -> FormattedEntry:
    """Return the paper as a line of a bibliography, in pybtex's rich text."""
    names, title = byline(paper), quotable(paper.title) or (Text(paper.key),)
    parts = [
        (Text(names),) if names else (),
        (Text('“'), *title, Text('”')),
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
        return PybtexText(', '.join(shown), ' ', Tag('em', 'et al.'))
    *before, last = names
    comma = ',' if len(before) > 1 else ''
    return PybtexText(f'{", ".join(before)}{comma} and {last}' if before else last)


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

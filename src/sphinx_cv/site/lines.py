"""What a list says of a paper, line by line: words, marks, links and formulas, in no format yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.formatting.bylines import byline, own_quotes, quotable, stop
from sphinx_cv.formatting.highlights import contribution, metrics_line
from sphinx_cv.formatting.languages import foreign_code, in_own_language
from sphinx_cv.formatting.marks import remarks, signs
from sphinx_cv.formatting.names import OWN, PLAIN, Look, NameStyle, shortened
from sphinx_cv.formatting.record import listing_of, record_of, venue_line
from sphinx_cv.model import Markup, Math, Person, Rich, Text, paragraphs
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.words import _, capital, ngettext, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_cv.formatting.highlights import Metric
    from sphinx_cv.formatting.record import Record
    from sphinx_cv.model import Link, Paper


_PRAISE = ('award', 'acceptance_rate', 'impact')  # fields behind the venue
# How many letters of a title are said with each link.
LABEL = 40


class Target(NamedTuple):
    """Where words lead: to a *url*, or to a part of the site.

    These are a *paper*, its row in a *list*, an *export* of it, a *person*, a *file* that a field
    of the paper with that *key* names, and what else an address within the *site* names.
    """

    kind: str
    name: str  # an address, a key, or a path
    field: str = ''  # that names the file, or the suffix of the export
    key: str = ''


class Piece(NamedTuple):
    """A part of a line that is more than words: its form, and its class ``cv-<name>`` if any."""

    form: str  # emphasis, strong, code, subscript, superscript, link or span
    children: Line
    name: str = ''
    to: Target | None = None
    person: str = ''  # the full name of whom it names, if it does so in another form
    label: str = ''  # what a link is called where its title cannot be seen beside it
    lang: str = ''  # its language, if that is not the one of the site


Line = list['str | Math | Piece']


class LineBlock(NamedTuple):
    """A line by itself, of class ``cv-<name>``."""

    name: str
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a list needs to know of the site beyond the paper itself.

    *is_owner* finds the own name, *person_url* the address of a known co-author ('' for none),
    *has_file* whether the site has the file that a link of the paper names.
    *student* gives the key of a person who is the owner's student, else '', and *sign* is the mark
    of students. *names* is how people are named, and *look* how one stands out, who is the "owner",
    one of the "students" or ''. *metrics* are numbers about papers, by key.
    """

    is_owner: Callable[[Person], bool]
    person_url: Callable[[Person], str]
    has_file: Callable[[str], bool]
    names: NameStyle = field(default_factory=NameStyle)
    student: Callable[[Person], str] = lambda person: ''
    sign: str = ''
    metrics: Mapping[str, Sequence[Metric]] = field(default_factory=dict)
    look: Callable[[Person, str], Look] = lambda person, role: OWN if role == 'owner' else Look()
    # Who was named, for most people stand in many papers; and whether that was in the first place.
    named: dict[tuple[Person, bool], Line] = field(default_factory=dict, init=False, repr=False)


def words(rich: Rich) -> Line:
    """Return *rich* as a line."""
    return [_part(inline) for inline in rich]


def _part(inline: Text | Math | Markup) -> str | Math | Piece:
    if isinstance(inline, Text):
        # Sphinx would turn an apostrophe before a digit, or at the start, into an opening quote.
        return inline.value.replace("'", '’')
    if isinstance(inline, Math):
        return inline
    children = words(inline.children)
    if inline.kind == 'link':
        return Piece('link', children, to=Target('url', inline.target))
    if inline.kind == 'paper':
        return Piece('link', [Piece('span', children)], to=Target('paper', inline.target))
    if inline.kind == 'small-caps':
        return Piece('span', children, 'small-caps')
    return Piece(inline.kind, children)


def authors(people: Sequence[Person], reader: Reader, *, and_others: bool = False) -> Line:
    """Return the names with commas; a long list is reduced to its ends and the owner."""
    result: Line = []
    style, number = reader.names, len(people)
    is_long = number > style.limit
    shown = shortened(people, style, reader.is_owner)
    ends = not and_others and shown[-1:] == [*people[-1:]]
    gaps = style.gaps(len(shown), ends=ends)
    for index, (gap, person) in enumerate(zip(gaps, shown, strict=False)):
        result += [gap] if gap else []
        result += ['…'] if person is None else _named(person, reader, index)
    if is_long and style.ends:
        number_of = ngettext('({number} author)', '({number} authors)', number)
        result.append(f' {number_of.format(number=number)}')
    if and_others or (is_long and not style.ends):
        return filled(_('{names}, et al.'), names=result) if result else [_('et al.')]
    return result


def _named(person: Person, reader: Reader, at: int) -> Line:
    key = person, at == 0
    found = reader.named.get(key)
    if found is None:
        found = reader.named[key] = _author(person, reader, at)
    return found


def _author(person: Person, reader: Reader, at: int) -> Line:
    own = reader.is_owner(person)
    student = '' if own else reader.student(person)
    look = reader.look(person, 'owner' if own else 'students' if student else '')
    shown = words(reader.names.named(person, at))
    behind = signs(person) + (reader.sign if student else look.sign)
    full = person.name if shown != [person.name] else ''
    if own:
        form = 'strong' if 'bold' in look.looks else 'span'
        name = Piece(form, shown, f'own{look.classes.replace(" cv-strong", "")}')
    else:
        url = reader.person_url(person)
        mark = f'{" cv-mentee" if student else ""}{look.classes}'
        if url:
            to = Target('url' if ':' in url else 'site', url)
            name = Piece('link', shown, f'person{mark}', to, full)
        else:
            name = Piece('span', shown, f'author{mark}', person=full)
            if student:
                name = Piece('link', [name], name.name, Target('person', student))
    found: Line = [name]
    if behind:
        found.append(Piece('superscript', [behind], 'mark'))
    if said := remarks(person):
        found.append(f' ({said})')
    return found


def title(paper: Paper) -> Line:
    """Return the title, or the key of a paper without one."""
    return words(own_quotes(paper)) or [paper.key]


def term(paper: Paper, number: str = '') -> Line:
    """Return the first line of a row: the badge, and number and title as a link to the paper."""
    badge = listing_of(paper).badge
    head: Line = [Piece('span', [badge], 'badge'), ' '] if badge else []
    before: Line = [Piece('span', [f'[{number}]'], 'number'), ' '] if number else []
    # In one piece, because Sphinx takes the first for the words of a link.
    name = Piece('span', [*before, *title(paper)], lang=foreign_code(paper))
    return [*head, Piece('link', [name], 'title', Target('paper', paper.key))]


def details(paper: Paper, reader: Reader) -> list[LineBlock]:
    """Return the lines below the title: authors, venue, notes and links."""
    record, numbers = record_of(paper), reader.metrics.get(paper.key, ())
    lines: list[tuple[str, Line]] = [
        ('authors', _people(paper, record, reader)),
        ('venue', _marked(_venue(paper, reader), foreign_code(paper))),
        *[('note', words(paper.sentences(*fields))) for fields in FIELDS.names('remark').values()],
        ('contribution', _contribution(paper)),
        ('metrics', [metrics_line(numbers)] if numbers else []),
        ('links', _links(record, reader)),
    ]
    return [LineBlock(name, line) for name, line in lines if line]


@in_own_language
def citation(paper: Paper, names: NameStyle = PLAIN, *, linked: bool = False) -> Line:
    """Return the paper as a line of a reference list, whose title leads to it if *linked*."""
    people = byline(paper, names)
    title = unlinked(words(quotable(paper.title))) or [paper.key]
    if linked:
        title = [Piece('link', [Piece('span', title)], to=Target('paper', paper.key))]
    parts: list[Line] = [
        [people] if people else [],
        filled(_('“{title}”'), title=title),
        unlinked(words(venue_line(paper, names))),
    ]
    return joined(([*part, stop(''.join(texts(part)))] for part in parts if part), ' ')


def unlinked(line: Line) -> Line:
    """Return *line* with words alone in the places of links into the site."""
    return [_unlinked(part) if isinstance(part, Piece) else part for part in line]


def _unlinked(piece: Piece) -> Piece:
    inside = piece._replace(children=unlinked(piece.children))
    inward = piece.to is not None and piece.to.kind != 'url'
    return inside._replace(form='span', to=None) if inward else inside


def _marked(line: Line, language: str) -> Line:
    """Return a line as one in that language, if it is not that of the site."""
    return [Piece('span', line, lang=language)] if line and language else line


def _contribution(paper: Paper) -> Line:
    """Return who did what; own words keep their markup, and roles of CRediT their usual form."""
    if not (text := paper.text('contribution')):
        return []
    said = contribution(text)
    line: Line = [said] if said != text else words(paper.rich('contribution'))
    return filled(_('Contribution: {words}'), words=line)


@in_own_language
def _people(paper: Paper, record: Record, reader: Reader) -> Line:
    names = authors(record.people, reader, and_others=paper.and_others)
    return filled(capital(_(record.roles)), names=names) if record.roles else names


def _venue(paper: Paper, reader: Reader) -> Line:
    """Return where and when the paper appeared, then award, acceptance rate and impact."""
    line = words(venue_line(paper, reader.names, reader.is_owner))
    if paper.texts.keys().isdisjoint(_PRAISE):
        return line if any(texts(line)) else []
    parts = [line, _strong('award', paper)]
    if rate := paper.text('acceptance_rate'):
        said = _('Acceptance rate: {rate}').format(rate=rate)
        parts.append([Piece('span', [said], 'acceptance')])
    parts.append(_strong('impact', paper))
    # Translators: between the sentences of a line
    return joined((part for part in parts if any(texts(part))), _('. '))


def _strong(name: str, paper: Paper) -> Line:
    rich = paper.rich(name)
    return [Piece('strong', words(rich), name)] if rich else []


def joined(lines: Iterable[Line], between: str | Piece) -> Line:
    """Return *lines* as one, with *between* between them."""
    result: Line = []
    for index, line in enumerate(lines):
        result += [between, *line] if index else line
    return result


def filled(sentence: str, **named: Line) -> Line:
    """Return a sentence with what is *named* in the places of these names."""
    result: Line = []
    for text, name in pieces(sentence):
        result += [*([text] if text else []), *named.get(name, [])]
    return result


def _links(record: Record, reader: Reader) -> Line:
    """Return the links of the paper, each with its title for screen readers."""
    there = [link for link in record.links if ':' in link.url or reader.has_file(link.url)]
    if not there:
        return []
    name = spoken_title(record.paper)
    return joined(([_link(link, name, record)] for link in there), ' · ')


def _link(link: Link, name: str, record: Record) -> Piece:
    label = _(link.label or FIELDS[link.kind].label).replace('{}', record.text(link.kind))
    spoken = label_of(label, name)
    if ':' in link.url:
        return Piece('link', [label], to=Target('url', link.url), label=spoken)
    to = Target('file', link.url, link.kind, record.paper.key)
    return Piece('link', [Piece('span', [label])], to=to, label=spoken)


def label_of(link: str, title: str) -> str:
    """Return what a link or a disclosure is called where its title cannot be seen beside it."""
    # Translators: "PDF of A Short Title"; for who hears a page, or has its links in a list
    return _('{link} of {title}').format(link=link, title=title)


def prose(paper: Paper) -> tuple[str, list[Line]]:
    """Return the heading of the abstract, or else of the summary, and its paragraphs, if any."""
    heading = _('Abstract') if paper.texts.get('abstract') else _('Summary')
    rich = paper.rich('abstract', 'summary')
    return heading, [words(part) for part in paragraphs(rich)] if rich else []


def short_title(paper: Paper) -> str:
    """Return the short title, or the words before a colon, or else the title."""
    whole = paper.title_text or paper.key
    name, colon, _ = whole.partition(':')
    return paper.text('shorttitle') or (name if colon and len(name) <= 40 else whole)


def spoken_title(paper: Paper) -> str:
    """Return the short title, or its first words, as a whole title is long to hear at each link."""
    name = short_title(paper)
    words = name[:LABEL].rpartition(' ')[0] or name[:LABEL]
    return name if len(name) <= LABEL else f'{words.rstrip(" ,;:&–—-")}…'


def texts(line: Line) -> list[str]:
    """Return the words of a line in their order."""
    found = []
    for part in line:
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, Math):
            found.append(part.latex)
        else:
            found += texts(part.children)
    return found

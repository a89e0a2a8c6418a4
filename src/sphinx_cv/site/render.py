"""Papers and people -> standard docutils nodes with our classes; knows no Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.formatting.bylines import byline, quotable, stop
from sphinx_cv.formatting.marks import legend as explained
from sphinx_cv.formatting.marks import remarks, signs
from sphinx_cv.formatting.record import record_of
from sphinx_cv.formatting.venues import container, venue
from sphinx_cv.model import Markup, Math, Person, Rich, Text, plain_text
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.site.nodes import cv_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_cv.model import Link, Paper

NodeList = list[nodes.Node]

_WRAPPERS: dict[str, Callable[[], nodes.Element]] = {
    'emphasis': nodes.emphasis,
    'strong': nodes.strong,
    'code': nodes.literal,
    'subscript': nodes.subscript,
    'superscript': nodes.superscript,
    'small-caps': lambda: nodes.inline(classes=['cv-small-caps']),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The functions that a rendering asks for names, addresses and links.

    *is_owner* finds the own name, *person_url* the address of a known co-author ('' for none).
    *paper_link* makes a link to the paper of some nodes, *list_link* one to its row in a list,
    *export_link* one to its file with a suffix, and *file_link* one to the file of the site that a
    link of the paper names, None if that is missing. At most *author_limit* authors are shown.
    """

    is_owner: Callable[[Person], bool]
    person_url: Callable[[Person], str]
    paper_link: Callable[[Paper, NodeList], nodes.Element]
    list_link: Callable[[Paper], nodes.Element]
    export_link: Callable[[Paper, str], nodes.Element]
    file_link: Callable[[Paper, Link], nodes.Element | None]
    author_limit: int = 20


def inline_nodes(rich: Rich) -> NodeList:
    """Return the nodes that show *rich*."""
    return [_inline_node(inline) for inline in rich]


def _inline_node(inline: Text | Math | Markup) -> nodes.Node:
    if isinstance(inline, Text):
        # Sphinx would turn an apostrophe before a digit, or at the start, into an opening quote.
        return nodes.Text(inline.value.replace("'", '’'))
    if isinstance(inline, Math):
        return nodes.math(inline.latex, inline.latex)
    if inline.kind == 'link':
        node: nodes.Element = nodes.reference(refuri=inline.target, internal=False)
    else:
        node = _WRAPPERS[inline.kind]()
    node.extend(inline_nodes(inline.children))
    return node


def span(name: str, *children: nodes.Node | str) -> nodes.inline:
    """Return an inline node of class ``cv-<name>``."""
    node = nodes.inline(classes=[f'cv-{name}'])
    node.extend(nodes.Text(child) if isinstance(child, str) else child for child in children)
    return node


def separator(text: str) -> nodes.inline:
    """Return punctuation that plain text needs and a layout may replace."""
    return span('sep', text)


def unseen(text: str) -> nodes.inline:
    """Return words for screen readers, which nobody sees and the search does not find."""
    return cv_unseen(text, text, classes=['cv-unseen', 'cv-html-only', 'no-search'])


def paragraph(name: str, children: Iterable[nodes.Node]) -> nodes.paragraph:
    """Return a paragraph of class ``cv-<name>``."""
    node = nodes.paragraph(classes=[f'cv-{name}'])
    node.extend(children)
    return node


def author_nodes(people: Sequence[Person], view: View, *, and_others: bool = False) -> NodeList:
    """Return the names with commas; a long list is reduced to its ends and the owner."""
    shown = _shortened(people, view)
    result: NodeList = []
    for index, person in enumerate(shown):
        if index:
            result.append(nodes.Text(', '))
        result += [nodes.Text('…')] if person is None else _author(person, view)
    if len(people) > view.author_limit:
        result.append(nodes.Text(f' ({len(people)} authors)'))
    if and_others:
        result.append(nodes.Text(', et al.' if result else 'et al.'))
    return result


def _shortened(people: Sequence[Person], view: View) -> list[Person | None]:
    """Return *people*; in a list over the limit, None stands for those left out in one place."""
    if len(people) <= view.author_limit:
        return list(people)
    head = view.author_limit // 2
    own = [index for index, person in enumerate(people) if view.is_owner(person)]
    kept = sorted({*range(head), *own, len(people) - 1})
    shown: list[Person | None] = []
    for before, index in zip([-1, *kept], kept, strict=False):
        if index > before + 1:
            shown.append(None)
        shown.append(people[index])
    return shown


def _author(person: Person, view: View) -> NodeList:
    name: nodes.Element
    if view.is_owner(person):
        name = nodes.strong(person.name, person.name, classes=['cv-own'])
    elif url := view.person_url(person):
        name = nodes.reference(person.name, person.name, refuri=url, classes=['cv-person'])
    else:
        name = nodes.inline(person.name, person.name, classes=['cv-author'])
    found: NodeList = [name]
    if behind := signs(person):
        found.append(mark(behind))
    if words := remarks(person):
        found.append(nodes.Text(f' ({words})'))
    return found


def mark(text: str) -> nodes.superscript:
    """Return a mark behind a name, which a legend explains."""
    return nodes.superscript(text, text, classes=['cv-mark'])


def legend(papers: Iterable[Paper]) -> list[nodes.paragraph]:
    """Explain the marks that stand behind names of *papers*, where there are any."""
    words = explained(papers)
    return [paragraph('legend', [nodes.Text(words)])] if words else []


def title_nodes(paper: Paper) -> NodeList:
    """Return the title, or the key of a paper without one."""
    return inline_nodes(paper.title) or [nodes.Text(paper.key)]


def term(paper: Paper, view: View) -> NodeList:
    """Return the first line of a row: the badge and the title, as a link to the paper."""
    text = record_of(paper).badge
    head: NodeList = [span('badge', text), nodes.Text(' ')] if text else []
    link = view.paper_link(paper, title_nodes(paper))
    link['classes'].append('cv-title')
    return [*head, link]


def details(paper: Paper, view: View) -> list[nodes.Element]:
    """Return the lines below the title: authors, venue, notes and links."""
    record = record_of(paper)
    names = author_nodes(record.people, view, and_others=paper.and_others)
    names += [nodes.Text(record.roles)] if record.roles else []
    notes = FIELDS.names('remark')
    lines = [
        ('authors', names),
        ('venue', venue_nodes(paper, view)),
        *(('note', inline_nodes(paper.rich(*fields))) for fields in notes.values()),
        ('links', link_nodes(record.links, paper, view)),
    ]
    return [paragraph(name, children) for name, children in lines if children]


def venue_nodes(paper: Paper, view: View) -> NodeList:
    """Return where and when the paper appeared, then award, acceptance rate and impact."""
    parts: list[NodeList] = [inline_nodes(venue(paper, view.is_owner))]
    parts.append(_strong('award', paper.rich('award')))
    if rate := paper.text('acceptance_rate'):
        parts.append([span('acceptance', f'Acceptance rate: {rate}')])
    parts.append(_strong('impact', paper.rich('impact')))
    shown = [part for part in parts if any(node.astext() for node in part)]
    return [node for part in _joined(shown, '. ') for node in part]


def _strong(name: str, rich: Rich) -> NodeList:
    return [nodes.strong('', '', *inline_nodes(rich), classes=[f'cv-{name}'])]


def _joined(parts: list[NodeList], between: str) -> Iterable[NodeList]:
    for index, part in enumerate(parts):
        if index:
            yield [nodes.Text(between)]
        yield part


def link_nodes(links: Sequence[Link], paper: Paper, view: View) -> NodeList:
    """Return the links of the paper, each with its title for screen readers."""
    result: NodeList = []
    for link in links:
        if (node := _link(link, paper, view)) is not None:
            result += [nodes.Text(' · '), node]
    return result[1:]


def _link(link: Link, paper: Paper, view: View) -> nodes.Element | None:
    words = [nodes.Text(link.label or FIELDS[link.kind].label), unseen(f' of {short_title(paper)}')]
    if ':' in link.url:
        return nodes.reference('', '', *words, refuri=link.url, internal=False)
    reference = view.file_link(paper, link)
    if reference is not None:
        reference += nodes.inline('', '', *words)
    return reference


def short_title(paper: Paper) -> str:
    """Return the short title, or the words before a colon, or else the title."""
    title = paper.title_text or paper.key
    name, colon, _ = title.partition(':')
    return paper.text('shorttitle') or (name if colon and len(name) <= 40 else title)


def citation(paper: Paper, link: Callable[[NodeList], NodeList] = list) -> NodeList:
    """Return the paper as a line of a reference list; *link* makes a link of the title."""
    names = byline(paper)
    title = inline_nodes(quotable(paper.title)) or [nodes.Text(paper.key)]
    parts: list[NodeList] = [
        [nodes.Text(names)] if names else [],
        [nodes.Text('“'), *link(title), nodes.Text('”')],
        inline_nodes(record_of(paper).venue),
    ]
    ended = [
        [*part, nodes.Text(stop(''.join(node.astext() for node in part)))] for part in parts if part
    ]
    return [node for part in _joined(ended, ' ') for node in part]


def tooltip(paper: Paper) -> str:
    """Return title, venue and year, for the tooltip of a link."""
    where = record_of(paper).badge or plain_text(container(paper))
    year = str(paper.year) if paper.year and str(paper.year) not in where else ''
    words = ', '.join(part for part in (where, year) if part)
    return f'{paper.title_text or paper.key} ({words})' if words else paper.title_text or paper.key

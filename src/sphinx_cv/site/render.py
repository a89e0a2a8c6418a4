"""Papers and people -> standard docutils nodes with our classes; knows no Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from docutils.utils.smartquotes import smartchars

from sphinx_cv.formatting.bylines import PLAIN, byline, quotable, stop
from sphinx_cv.formatting.languages import foreign_code, in_own_language
from sphinx_cv.formatting.marks import legend as explained
from sphinx_cv.formatting.names import Look
from sphinx_cv.formatting.record import record_of
from sphinx_cv.formatting.venues import container, venue
from sphinx_cv.model import Math, plain_text
from sphinx_cv.model.words import _, comma, pieces, speaking, words_of
from sphinx_cv.site import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_cv.formatting.names import NameStyle
    from sphinx_cv.model import Paper, Person, Rich
    from sphinx_cv.site.lines import Line, Piece, Reader, Target

NodeList = list[nodes.Node]

_FORMS: dict[str, type[nodes.TextElement]] = {
    'emphasis': nodes.emphasis,
    'strong': nodes.strong,
    'code': nodes.literal,
    'subscript': nodes.subscript,
    'superscript': nodes.superscript,
    'span': nodes.inline,
}


class View(NamedTuple):
    """What nodes need to know beyond the paper itself: the reader, and a maker of links."""

    reader: Reader
    link: Callable[[Target, Sequence[nodes.Node]], nodes.Element]


def outward(to: Target, children: Sequence[nodes.Node]) -> nodes.Element:
    """Return a link to a web address; for an address within the site, its words alone."""
    if to.kind != 'url':
        return nodes.inline('', '', *children)
    return nodes.reference('', '', *children, refuri=to.name, internal=False)


def line_nodes(
    line: Line, link: Callable[[Target, Sequence[nodes.Node]], nodes.Element] = outward
) -> NodeList:
    """Return the nodes that show *line*, in which *link* makes the links."""
    return [_node(part, link) for part in line]


def _node(
    part: str | Math | Piece, link: Callable[[Target, Sequence[nodes.Node]], nodes.Element]
) -> nodes.Node:
    if isinstance(part, str):
        return nodes.Text(part)
    if isinstance(part, Math):
        return nodes.math(part.latex, part.latex)
    if part.form == 'unseen':
        return unseen(''.join(lines.texts(part.children)))
    children = line_nodes(part.children, link)
    node = link(part.to, children) if part.to else _FORMS[part.form]('', '', *children)
    if part.person:
        node['cv_person'] = part.person
    if part.name:
        node['classes'] += f'cv-{part.name}'.split()
    if part.lang:
        node['classes'].append(_language_class(part.lang))
    return node


def in_language(paper: Paper) -> list[str]:
    """Return the class of what is in the language of a paper, if the site speaks another one."""
    return [_language_class(code)] if (code := foreign_code(paper)) else []


def _language_class(code: str) -> str:
    """Return the class that docutils writes as "lang", and have it know the language's quotes."""
    if code.partition('-')[0] not in smartchars.quotes:
        with speaking(words_of(code)):
            before, _title, after = _('“{title}”').partition('{title}')
            inner, _title, last = _('‘{title}’').partition('{title}')
        smartchars.quotes[code.lower()] = (before, after, inner, last)
    return f'language-{code}'


def inline_nodes(rich: Rich) -> NodeList:
    """Return the nodes that show *rich*, without links into the site."""
    return line_nodes(lines.words(rich))


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
    return nodes.inline(text, text, classes=['cv-unseen', 'cv-html-only', 'no-search'])


def paragraph(name: str, children: Iterable[nodes.Node]) -> nodes.paragraph:
    """Return a paragraph of class ``cv-<name>``."""
    node = nodes.paragraph(classes=[f'cv-{name}'])
    node.extend(children)
    return node


def mark(text: str) -> nodes.superscript:
    """Return a mark behind a name, which a legend explains."""
    return nodes.superscript(text, text, classes=['cv-mark'])


def legend(papers: Iterable[Paper], reader: Reader | None = None) -> list[nodes.paragraph]:
    """Explain the marks behind names of *papers*, and who stands out, where somebody does."""

    def look(person: Person) -> Look:
        return reader.look(person, 'owner' if reader.is_owner(person) else '') if reader else Look()

    words = explained(papers, look)
    if not words:
        return []
    found = paragraph('legend', [nodes.Text(words)])
    found['classes'] += ['cv-looks'] if words != explained(papers) else []
    return [found]


def title_nodes(paper: Paper) -> NodeList:
    """Return the title, or the key of a paper without one."""
    return line_nodes(lines.title(paper))


def term(paper: Paper, view: View) -> NodeList:
    """Return the first line of a row: the badge and the title, as a link to the paper."""
    return line_nodes(lines.term(paper), view.link)


def details(paper: Paper, view: View) -> list[nodes.Element]:
    """Return the lines below the title, a paragraph each."""
    blocks = lines.details(paper, view.reader)
    return [paragraph(name, line_nodes(line, view.link)) for name, line in blocks]


@in_own_language
def citation(
    paper: Paper, names: NameStyle = PLAIN, link: Callable[[NodeList], NodeList] = list
) -> NodeList:
    """Return the paper as a line of a reference list; *link* makes a link of the title."""
    people = byline(paper, names)
    title = inline_nodes(quotable(paper.title)) or [nodes.Text(paper.key)]
    parts: list[NodeList] = [
        [nodes.Text(people)] if people else [],
        filled(_('“{title}”'), title=link(title)),
        inline_nodes(venue(paper, names=names)),
    ]
    ended = [
        [*part, nodes.Text(stop(''.join(node.astext() for node in part)))] for part in parts if part
    ]
    return [node for part in _joined(ended, ' ') for node in part]


def filled(sentence: str, **named: NodeList) -> NodeList:
    """Return a sentence with what is *named* in the places of these names."""
    result: NodeList = []
    for text, name in pieces(sentence):
        result += [*([nodes.Text(text)] if text else []), *named.get(name, [])]
    return result


def _joined(parts: list[NodeList], between: str) -> Iterable[NodeList]:
    for index, part in enumerate(parts):
        if index:
            yield [nodes.Text(between)]
        yield part


def tooltip(paper: Paper) -> str:
    """Return title, venue and year, for the tooltip of a link."""
    where = record_of(paper).badge or plain_text(container(paper))
    year = str(paper.year) if paper.year and str(paper.year) not in where else ''
    words = comma().join(part for part in (where, year) if part)
    return f'{paper.title_text or paper.key} ({words})' if words else paper.title_text or paper.key

"""Papers and people -> standard docutils nodes with our classes; knows no Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.smartquotes import smartchars

from sphinx_cv.formatting.marks import legend as explained
from sphinx_cv.formatting.names import Look
from sphinx_cv.formatting.record import kept_by_paper, listing_of
from sphinx_cv.formatting.venues import container
from sphinx_cv.model import Math, plain_text
from sphinx_cv.model.words import _, comma, pieces, speaking, words_of
from sphinx_cv.site import lines
from sphinx_cv.site.nodes import cv_bibtex, cv_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_cv.model import Paper, Person
    from sphinx_cv.site.lines import Line, Piece, Reader, Target

    MakeLink = Callable[[Target, Sequence[nodes.Node]], nodes.Element]

NodeList = list[nodes.Node]

_FORMS: dict[str, type[nodes.TextElement]] = {
    'emphasis': nodes.emphasis,
    'strong': nodes.strong,
    'code': nodes.literal,
    'subscript': nodes.subscript,
    'superscript': nodes.superscript,
    'span': nodes.inline,
}


def outward(to: Target, children: Sequence[nodes.Node]) -> nodes.Element:
    """Return a link to a web address; for an address within the site, its words alone."""
    if to.kind != 'url':
        return nodes.inline('', '', *children)
    return nodes.reference('', '', *children, refuri=to.name, internal=False)


def line_nodes(line: Line, link: MakeLink = outward) -> NodeList:
    """Return the nodes that show *line*, in which *link* makes the links."""
    return [_node(part, link) for part in line]


def _node(part: str | Math | Piece, link: MakeLink) -> nodes.Node:
    if isinstance(part, str):
        return nodes.Text(part)
    if isinstance(part, Math):
        return nodes.math(part.latex, part.latex)
    children = line_nodes(part.children, link)
    if part.label:  # into the first child, which is all that Sphinx keeps of a link in the site
        inside = children[0] if isinstance(children[0], nodes.Element) else children
        inside.insert(0, cv_label(label=part.label))
    node = link(part.to, children) if part.to else _FORMS[part.form]('', '', *children)
    if part.person:
        node['cv_person'] = part.person
    if part.name:
        node['classes'] += f'cv-{part.name}'.split()
    node['classes'] += language_classes(part.lang)
    return node


def language_classes(code: str) -> list[str]:
    """Return the class that docutils writes as "lang", and have it know the language's quotes.

    There is none for what is in the language of the site, which is ''.
    """
    if not code:
        return []
    if code.partition('-')[0] not in smartchars.quotes:
        with speaking(words_of(code)):
            before, _title, after = _('“{title}”').partition('{title}')
            inner, _title, last = _('‘{title}’').partition('{title}')
        smartchars.quotes[code.lower()] = (before, after, inner, last)
    return [f'language-{code}']


def span_node(name: str, *children: nodes.Node | str) -> nodes.inline:
    """Return an inline node of class ``cv-<name>``."""
    node = nodes.inline(classes=[f'cv-{name}'])
    node.extend(nodes.Text(child) if isinstance(child, str) else child for child in children)
    return node


def separator(text: str) -> nodes.inline:
    """Return punctuation that plain text needs and a layout may replace."""
    return span_node('sep', text)


def paragraph(name: str, children: Iterable[nodes.Node]) -> nodes.paragraph:
    """Return a paragraph of class ``cv-<name>``."""
    node = nodes.paragraph(classes=[f'cv-{name}'])
    node.extend(children)
    return node


def mark(text: str) -> nodes.superscript:
    """Return a mark behind a name, which a legend explains."""
    return nodes.superscript(text, text, classes=['cv-mark'])


def bibtex_block(source: str) -> cv_bibtex:
    """Return BibTeX as code."""
    return cv_bibtex(source, source, language='none', classes=['cv-bibtex', 'no-search'])


def legend_nodes(papers: Iterable[Paper], reader: Reader | None = None) -> list[nodes.paragraph]:
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


def filled_nodes(sentence: str, **named: NodeList) -> NodeList:
    """Return a sentence with what is *named* in the places of these names."""
    result: NodeList = []
    for text, name in pieces(sentence):
        result += [*([nodes.Text(text)] if text else []), *named.get(name, [])]
    return result


@kept_by_paper
def tooltip(paper: Paper) -> str:
    """Return title, venue and year, for the tooltip of a link."""
    where = listing_of(paper).badge or plain_text(container(paper))
    year = str(paper.year) if paper.year and str(paper.year) not in where else ''
    words = comma().join(part for part in (where, year) if part)
    return f'{paper.title_text or paper.key} ({words})' if words else paper.title_text or paper.key

"""The body of a paper's page: the lines of its row, and what only the page has."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import only, pending_xref
from sphinx.search import languages

from sphinx_cv.export import EXPORTS
from sphinx_cv.export.bibtex import bibtex_citation
from sphinx_cv.export.citeproc import rich
from sphinx_cv.formatting.bylines import MANY_PEOPLE, eastern_parts
from sphinx_cv.formatting.languages import language_of
from sphinx_cv.model import fold, plain_text
from sphinx_cv.model.words import _
from sphinx_cv.site.lines import Target, prose
from sphinx_cv.site.nodes import cv_bibtex, details_node, meta
from sphinx_cv.site.render import (
    citation,
    details,
    filled,
    in_language,
    inline_nodes,
    legend,
    line_nodes,
    paragraph,
    separator,
    span,
)
from sphinx_cv.site.slugs import mentioned_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_cv.model import Paper
    from sphinx_cv.site.library import Library
    from sphinx_cv.site.references import Reference
    from sphinx_cv.site.render import View


_WORD = re.compile(r'\w+')


def page_nodes(
    paper: Paper,
    library: Library,
    view: View,
    content: Sequence[nodes.Node],
    references: Sequence[Reference] = (),
) -> list[nodes.Node]:
    """Return the body of the paper's page; *content* is that of the directive.

    *references* are how to cite the paper in the styles that the owner names.
    """
    return [
        _search_words(paper),
        back_link(paper, view),
        *people_linked(details(paper, view)),
        *legend([paper], view.reader),
        *content,
        *_prose(paper),
        _cite(paper, view, references),
        *_related(paper, library, view),
        _mentions(paper),
        *_neighbours(paper, library, view),
    ]


def back_link(paper: Paper, view: View) -> nodes.paragraph:
    """Return the link back to the paper's row in the list."""
    link = view.link(Target('list', paper.key), [])
    link['classes'].append('cv-back')
    result = paragraph('up', [link])
    result['classes'] += ['cv-html-only', 'no-search']
    return result


def _search_words(paper: Paper) -> nodes.meta:
    """Return the words by which the search finds the paper besides those of its page.

    Sphinx does not find "Müller" as "Muller", nor "Others", whose stem it leaves out; and of very
    many authors the page does not show all.
    """
    names = (person.name for person in (*paper.authors, *paper.editors))
    texts = ' '.join((*names, *map(plain_text, paper.texts.values())))
    folded = (fold(word) for word in _WORD.findall(texts) if not word.isascii())
    title = (fold(word) for word in _WORD.findall(paper.title_text))
    many = paper.authors if len(paper.authors) > MANY_PEOPLE else ()
    unseen = _WORD.findall(' '.join(person.family for person in many))
    keywords = _WORD.findall(' '.join(paper.keywords))
    words = dict.fromkeys((*keywords, *title, *folded, *unseen, *eastern_parts(paper)))
    said = [word for word in words if word.lower() not in stop_words(language_of(paper))]
    return meta('', name='keywords', content=', '.join(said))


@cache
def stop_words(code: str) -> frozenset[str]:
    """Return the words of a language that say nothing by themselves; those of English for ''."""
    found = languages.get(code.partition('-')[0], languages['en'])
    if isinstance(found, str):
        module, _, name = found.rpartition('.')
        found = getattr(import_module(module), name)
    return frozenset(found.stopwords)


def people_linked(lines: Sequence[nodes.Element]) -> Sequence[nodes.Element]:
    """Return *lines* with links to the index of co-authors at names without an address."""
    authors = [node for line in lines for node in line.findall(nodes.inline)]
    for author in authors:
        if 'cv-author' not in author['classes']:
            continue
        xref = pending_xref(
            '', refdomain='cv', reftype='person', refexplicit=True, refwarn=False,
            cv_generated=True, reftarget=author.get('cv_person', author.astext()),
        )  # fmt: skip
        author.replace_self(xref)
        xref += author
    return lines


def bibtex_block(paper: Paper) -> cv_bibtex:
    """Return the paper's BibTeX as code."""
    source = bibtex_citation(paper).rstrip()
    return cv_bibtex(source, source, language='none', classes=['cv-bibtex', 'no-search'])


def _section(title: str, name: str, *children: nodes.Node) -> nodes.section:
    heading = nodes.title(title, title, classes=['no-search'])
    return nodes.section('', heading, *children, ids=[f'cv-{name}'], classes=[f'cv-{name}'])


def _prose(paper: Paper) -> list[nodes.Node]:
    heading, lines = prose(paper)
    texts = (nodes.paragraph('', '', *line_nodes(line)) for line in lines)
    return [_section(heading, 'summary', *texts)] if lines else []


def _cite(paper: Paper, view: View, references: Sequence[Reference]) -> nodes.section:
    links: list[nodes.Node] = []
    for row in EXPORTS.having('suffix').values():
        links += [separator(' · ')] if links else []
        label = _(row.label)
        words = nodes.inline(label, label)
        links.append(view.link(Target('export', paper.key, row.suffix), [words]))
    # Translators: links to the formats of one paper stand in the place of {formats}
    line = paragraph('exports', filled(_('Download: {formats}'), formats=links))
    line['classes'].append('cv-html-only')
    text = paragraph('citation', citation(paper, view.reader.names))
    others = [paragraph('citation', inline_nodes(rich(html))) for _label, html in references]
    for shown in (text, *others):
        shown['classes'] += in_language(paper)
    labels = (label for label, _html in references)
    styled = map(details_node, labels, others)
    return _section(_('How to cite'), 'cite', text, *styled, bibtex_block(paper), line)


def _related(paper: Paper, library: Library, view: View) -> list[nodes.Node]:
    items = [
        nodes.list_item('', nodes.paragraph('', '', _link(other, view)))
        for other in library.related(paper)
    ]
    rows = nodes.bullet_list('', *items, classes=['no-search'])
    return [_section(_('Related papers'), 'related', rows)] if items else []


def _mentions(paper: Paper) -> only:
    """Return the section for pages that mention the paper, which is known when all are read."""
    section = _section(_('Mentioned on'), 'mentions')
    section['cv_mentions'] = paper.key
    return only('', section, expr=mentioned_tag(paper.key))


def _neighbours(paper: Paper, library: Library, view: View) -> list[nodes.Node]:
    """Return the links to the next newer and the next older paper."""
    items = [
        nodes.list_item('', _direction(words, other, view), classes=[f'cv-{name}'])
        for name, words, other in (
            ('newer', _('Newer:'), library.newer(paper)),
            ('older', _('Older:'), library.older(paper)),
        )
        if other
    ]
    classes = ['cv-neighbours', 'cv-html-only', 'no-search']
    return [nodes.bullet_list('', *items, classes=classes)] if items else []


def _direction(words: str, other: Paper, view: View) -> nodes.paragraph:
    return nodes.paragraph('', '', span('direction', f'{words} '), _link(other, view))


def _link(paper: Paper, view: View) -> nodes.Element:
    title = paper.title_text or paper.key
    words = nodes.inline(title, title)
    return view.link(Target('paper', paper.key), [words])

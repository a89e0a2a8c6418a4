"""The body of a paper's page: its headings, and what stands for the text below them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import only
from sphinx.search import languages

from sphinx_cv.formatting.bylines import MANY_PEOPLE, eastern_parts
from sphinx_cv.formatting.languages import language_of
from sphinx_cv.model import fold, plain_text
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _
from sphinx_cv.site.directives.page_parts import page_part
from sphinx_cv.site.lines import prose
from sphinx_cv.site.nodes import meta
from sphinx_cv.site.slugs import mentioned_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_cv.model import Paper
    from sphinx_cv.site.library import Library
    from sphinx_cv.site.nodes import cv_page_part
    from sphinx_cv.site.references import Reference


_WORD = regex(r'\w+')


def page_nodes(
    paper: Paper,
    library: Library,
    row: cv_page_part,
    content: Sequence[nodes.Node],
    references: Sequence[Reference] = (),
) -> list[nodes.Node]:
    """Return the body of the paper's page: *row*, *content*, and the sections below.

    *references* are how to cite the paper in the styles that the owner names.
    """
    title, lines = prose(paper)
    summary = page_part('prose', paper)
    related = page_part('related', paper)
    return [
        _search_words(paper),
        row,
        *content,
        *([_section(title, 'summary', summary)] if lines else []),
        _section(_('How to cite'), 'cite', page_part('cite', paper, references)),
        *([_section(_('Related papers'), 'related', related)] if library.related(paper) else []),
        _mentions(paper),
        page_part('neighbours', paper),
    ]


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


def _section(title: str, name: str, *children: nodes.Node) -> nodes.section:
    above = page_heading(nodes.Text(title), classes=['no-search'])
    return nodes.section('', above, *children, ids=[f'cv-{name}'], classes=[f'cv-{name}'])


def page_heading(*words: nodes.Node, classes: Sequence[str]) -> nodes.title:
    """Return a heading that stands in no file."""
    title = nodes.title('', '', *words, classes=[*classes])
    title.source = ''  # Sphinx prints one with None as XML, for a log that few people see
    return title


def _mentions(paper: Paper) -> only:
    """Return the section for pages that mention the paper, which is known when all are read."""
    section = _section(_('Mentioned on'), 'mentions')
    section['cv_mentions'] = paper.key
    return only('', section, expr=mentioned_tag(paper.key))

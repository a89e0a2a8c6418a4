"""The page of a paper: its headings, and what stands for the text below them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import only
from sphinx.search import languages

from sphinx_cv.formatting.bylines import MANY_PEOPLE, eastern_parts
from sphinx_cv.formatting.languages import foreign_code, language_of
from sphinx_cv.model import fold, plain_text
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _
from sphinx_cv.site.directives.base import has_file
from sphinx_cv.site.directives.page_parts import collect, expand, is_translated, page_part
from sphinx_cv.site.directives.rows import reader_of
from sphinx_cv.site.lines import prose
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import cv_page_part, meta
from sphinx_cv.site.previews import preview_nodes
from sphinx_cv.site.render import language_classes, legend_nodes, title_nodes
from sphinx_cv.site.slugs import mentioned_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Paper
    from sphinx_cv.site.library import Library
    from sphinx_cv.site.references import Reference


_WORD = regex(r'\w+')


def note_stub(env: BuildEnvironment) -> None:
    """Note that the document being read is a stub, and therefore in no table of contents."""
    env.metadata[env.docname]['orphan'] = True


def paper_page(
    paper: Paper, env: BuildEnvironment, content: Sequence[nodes.Node] = ()
) -> nodes.section:
    """Return the document being read as the page of a paper, with *content* below its links."""
    section = _section_of(paper, env, content)
    if is_translated(env):
        _expand_parts(section, env)
    section.insert(
        0, page_heading(*title_nodes(paper), classes=language_classes(foreign_code(paper)))
    )
    section['ids'].append(_note_page(paper, env))
    return section


def paper_block(
    paper: Paper, env: BuildEnvironment, content: Sequence[nodes.Node]
) -> list[nodes.Node]:
    """Return the same without a heading, for a place below one that the author has written."""
    section = _section_of(paper, env, content)
    _expand_parts(section, env)
    elements = [node for node in section if isinstance(node, nodes.Element)]
    next(filter(_is_in_all_formats, elements))['ids'].append(_note_page(paper, env))
    return section.children


def _note_page(paper: Paper, env: BuildEnvironment) -> str:
    """Note that the document being read is the page of a paper; return the anchor."""
    memory = memory_of(env)
    anchor = f'cv-paper-{memory.library.slugs[paper.key]}'
    memory.note_page(env.docname, paper.key, anchor)
    for name in (name for name in env.config.cv_citation_styles if name.endswith('.csl')):
        env.note_dependency(str(Path(env.srcdir, name)))
    return anchor


def _expand_parts(section: nodes.section, env: BuildEnvironment) -> None:
    for leaf in list(section.findall(cv_page_part)):
        expand(leaf, env)


def _is_in_all_formats(node: nodes.Element) -> bool:
    return not isinstance(node, nodes.meta) and 'cv-html-only' not in node['classes']


def _section_of(
    paper: Paper, env: BuildEnvironment, content: Sequence[nodes.Node]
) -> nodes.section:
    memory, row = memory_of(env), page_part('row', paper)
    reader = replace(reader_of(row, memory), has_file=partial(has_file, env))
    collect(row, paper, env, reader)
    below: list[nodes.Node] = [
        *legend_nodes([paper], reader),
        *preview_nodes(paper, Path(env.srcdir)),
        *content,
    ]
    references = memory.references.get(paper.key, ())
    body = _body(paper, memory.library, row, below, references)
    return nodes.section('', *body, classes=['cv-page'])


def _body(
    paper: Paper,
    library: Library,
    row: cv_page_part,
    content: Sequence[nodes.Node],
    references: Sequence[Reference],
) -> list[nodes.Node]:
    """Return *row*, *content*, and the sections below; *references* are how to cite the paper."""
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

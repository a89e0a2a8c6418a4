"""What stands on a paper's own page besides the lines of its list row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.export.bibtex import bibtex_citation
from sphinx_cv.model import Link
from sphinx_cv.nodes import details_node
from sphinx_cv.render import (
    citation,
    details,
    inline_nodes,
    paragraph,
    separator,
    short_title,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_cv.library import Library
    from sphinx_cv.model import Paper
    from sphinx_cv.render import View


# Suffix of an export of the paper -> its words; the files lie beside the page.
EXPORT_LABELS = {'bib': 'BibTeX', 'ris': 'RIS', 'json': 'CSL JSON'}


def page_nodes(
    paper: Paper, library: Library, view: View, content: Sequence[nodes.Node]
) -> list[nodes.Node]:
    """Give the body of the paper's page, with what its author wrote as *content*."""
    return [
        *details(paper, view),
        *content,
        *_prose(paper),
        _cite(paper, view),
        *_related(paper, library, view),
        _section('Mentioned on', 'mentions', cv_mentions=paper.key),
        _neighbours(paper, library, view),
    ]


def disclosures(paper: Paper) -> list[nodes.Node]:
    """Give what a list row shows on demand: summary or abstract, and BibTeX."""
    name = short_title(paper)
    result: list[nodes.Node] = []
    if rich := paper.rich('abstract', 'summary'):
        words = _prose_title(paper)
        text = nodes.paragraph('', '', *inline_nodes(rich))
        result.append(details_node(words, text, label=f'{words} of {name}'))
    return [*result, details_node('BibTeX', bibtex_block(paper), label=f'BibTeX of {name}')]


def bibtex_block(paper: Paper) -> nodes.literal_block:
    """Give the paper's BibTeX as code."""
    source = bibtex_citation(paper).rstrip()
    return nodes.literal_block(source, source, language='bibtex', classes=['cv-bibtex'])


def _section(title: str, name: str, *children: nodes.Node, **attributes: str) -> nodes.section:
    section = nodes.section('', nodes.title(title, title), *children, ids=[f'cv-{name}'])
    section.attributes |= attributes
    return section


def _prose_title(paper: Paper) -> str:
    return 'Abstract' if paper.texts.get('abstract') else 'Summary'


def _prose(paper: Paper) -> list[nodes.Node]:
    rich = paper.rich('abstract', 'summary')
    text = nodes.paragraph('', '', *inline_nodes(rich))
    return [_section(_prose_title(paper), 'summary', text)] if rich else []


def _cite(paper: Paper, view: View) -> nodes.section:
    exports = [Link('export', f'.{suffix}') for suffix in EXPORT_LABELS]
    links: list[nodes.Node] = [nodes.Text('Download: ')]
    for link, label in zip(exports, EXPORT_LABELS.values(), strict=True):
        links += [separator(' · ')] if len(links) > 1 else []
        reference = view.file_link(paper, link)
        reference += nodes.inline(label, label)
        links.append(reference)
    line = paragraph('exports', links)
    line['classes'].append('cv-html-only')
    text = paragraph('citation', citation(paper))
    return _section('How to cite', 'cite', text, bibtex_block(paper), line)


def _related(paper: Paper, library: Library, view: View) -> list[nodes.Node]:
    items = [
        nodes.list_item('', nodes.paragraph('', '', _link(other, view)))
        for other in library.related(paper)
    ]
    return [_section('Related papers', 'related', nodes.bullet_list('', *items))] if items else []


def _neighbours(paper: Paper, library: Library, view: View) -> nodes.paragraph:
    """Give the way to the newer and the older paper, and back to the list at the same place."""
    line: list[nodes.Node] = [span('back', view.list_link(paper, [nodes.Text('All publications')]))]
    for words, other in {'Newer': library.newer(paper), 'Older': library.older(paper)}.items():
        if other is not None:
            line += [separator(' · '), span(words.lower(), f'{words}: ', _link(other, view))]
    result = paragraph('neighbours', line)
    result['classes'].append('cv-html-only')
    return result


def _link(paper: Paper, view: View) -> nodes.Element:
    return view.paper_link(paper, [nodes.Text(paper.title_text or paper.key)])

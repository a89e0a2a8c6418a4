"""The rows of a list of papers, which become nodes only when a page is written, and if need be."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.export.bibtex import bibtex_citation
from sphinx_cv.formatting.bylines import eastern_parts
from sphinx_cv.formatting.names import shortened
from sphinx_cv.formatting.record import listing_of
from sphinx_cv.model import Markup, Math
from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.model.words import _
from sphinx_cv.site.directives.base import link
from sphinx_cv.site.kept import Kept, basis
from sphinx_cv.site.lines import (
    Piece,
    Reader,
    Target,
    details,
    label_of,
    prose,
    spoken_title,
    term,
    texts,
)
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import cv_leaf, cv_papers, details_node
from sphinx_cv.site.previews import preview_nodes
from sphinx_cv.site.quotes import Quotes
from sphinx_cv.site.render import bibtex_block, line_nodes, paragraph
from sphinx_cv.site.slugs import words_slug
from sphinx_cv.site.written import shown_in, shown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Paper, Person, Rich
    from sphinx_cv.site.lines import Line, LineBlock
    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.render import MakeLink


def rows(leaf: cv_papers, memory: Memory) -> Iterator[tuple[Paper, str]]:
    """Yield each paper of a list that is there, and the anchor of its row."""
    papers = memory.library.papers
    pairs = zip(leaf['keys'], leaf['ids'], strict=True)
    return ((papers[key], anchor) for key, anchor in pairs if key in papers)


def shown_number(leaf: cv_papers, key: str, memory: Memory) -> str:
    """Return the number that a list shows before a paper; '' if it numbers none."""
    if key in leaf['labels']:
        return str(leaf['labels'][key])
    return memory.number(key, leaf['series'][key]) if key in leaf['series'] else ''


def collected(
    papers: Sequence[Paper], leaf: cv_leaf, env: BuildEnvironment, reader: Reader
) -> Iterator[nodes.Node]:
    """Yield what Sphinx collects of rows as it reads: downloads, and a formula if there are any.

    Note in *leaf* the files that the site has of those to which *papers* lead.
    """
    with_files = {*memory_of(env).library.with_files}
    having = [paper for paper in papers if paper.key in with_files]
    for paper in having:
        for one in listing_of(paper).links:
            if ':' not in one.url and reader.has_file(one.url):
                leaf['files'].append(one.url)
                node = link(env, Target('file', one.url, one.kind, paper.key), [])
                if isinstance(node, download_reference):
                    yield node
    yield from _files_of_people(papers, env, reader)
    folder = Path(env.srcdir)
    for paper in having:
        yield from preview_nodes(paper, folder)
    # That a paper has no formula at all is quickly seen.
    with_formulas = (paper for paper in papers if any(map(_has_formula, paper.texts.values())))
    lines = (
        line
        for paper in with_formulas
        for line in lines_of(paper, details(paper, reader), full=leaf['full'])
    )
    if any(map(_line_has_formula, lines)):
        yield nodes.math('', '')


def _files_of_people(
    papers: Sequence[Paper], env: BuildEnvironment, reader: Reader
) -> Iterator[nodes.Node]:
    library = memory_of(env).library
    if not any(known.url and ':' not in known.url for known in library.people):
        return
    shown = (shortened(listing_of(p).people, reader.names, reader.is_owner) for p in papers)
    urls = {reader.person_url(person) for people in shown for person in people if person}
    for url in sorted(url for url in urls if url and ':' not in url):
        node = link(env, Target('site', url), [])
        if isinstance(node, download_reference):
            yield node


def reader_of(leaf: cv_leaf, memory: Memory) -> Reader:
    """Return what a list shows of the site: files as they were when its page was read."""
    return Reader(
        is_owner=memory.library.whose(leaf.get('own', '')),
        person_url=memory.library.person_url,
        has_file=frozenset(leaf['files']).__contains__,
        names=memory.library.style,
        look=memory.library.look,
        metrics=memory.library.metrics,
    )


def writing_reader(leaf: cv_leaf, memory: Memory) -> Reader:
    """Return the same when all pages are read, and so known who was a student."""
    students = memory.places.students
    return replace(
        reader_of(leaf, memory),
        student=lambda person: students.get(words_slug(person.name), ''),
        sign=leaf['sign'],
    )


def file_names(leaf: cv_leaf) -> dict[str, str]:
    """Return the names under which Sphinx copies the files that a list links, by their paths."""
    return {one['reftarget']: one['filename'] for one in _downloads(leaf) if 'filename' in one}


def people_shown(leaf: cv_leaf, memory: Memory, reader: Reader) -> Iterator[Person]:
    """Yield everybody whom the rows of a list name, or the lines of a row on a paper's page."""
    papers, has_rows = memory.library.papers, leaf.get('name', 'row') == 'row'
    for paper in (papers[key] for key in leaf['keys'] if key in papers and has_rows):
        for person in shortened(listing_of(paper).people, reader.names, reader.is_owner):
            if person is not None:
                yield person


def lines_of(paper: Paper, below: Iterable[LineBlock], *, full: bool) -> Iterator[Line]:
    """Yield all lines of a row, of which *below* are those below the first."""
    yield term(paper)
    yield from (block.line for block in below)
    if full:
        yield from prose(paper)[1]


def _has_formula(rich: Rich) -> bool:
    return any(
        isinstance(part, Math) or (isinstance(part, Markup) and _has_formula(part.children))
        for part in rich
    )


def _line_has_formula(line: Line) -> bool:
    return any(
        isinstance(part, Math) or (isinstance(part, Piece) and _line_has_formula(part.children))
        for part in line
    )


class ExpandLists(SphinxPostTransform):
    """Put nodes in the place of a list of papers, unless we write its rows ourselves."""

    default_priority = 1  # before all that goes through nodes
    formats = ('typst',)

    def is_supported(self) -> bool:
        return not super().is_supported()  # the PDF writes the rows itself, too

    def run(self, **kwargs: Any) -> None:
        leaves = list(self.document.findall(cv_papers))
        if not leaves:
            return
        memory = memory_of(self.env)
        if memory.writes_lines():
            with collector_at_rest():
                found = [one for one in leaves if 'no-search' not in one['classes']]
                self._add_words(found, memory)
            return
        for leaf in leaves:
            # Not leaf.replace_self(), which would give the anchors of the rows to the list.
            leaf.parent.replace(leaf, self._nodes(leaf, memory, reader_of(leaf, memory)))

    def _add_words(self, leaves: Sequence[cv_papers], memory: Memory) -> None:
        """Give each list the words by which search finds its page."""
        file = Path(self.env.doctreedir, f'{self.env.docname}.cv-words')
        kept: Kept[str] = Kept(file, basis())
        quotes = Quotes(self.document)
        memory.lines.clear()
        for leaf in leaves:
            shown, reader = shown_in(leaf, memory, quotes), reader_of(leaf, memory)
            words: list[str] = []
            for paper, _anchor in rows(leaf, memory):
                note = partial(memory.lines.__setitem__, (shown, paper.key))
                make = partial(_words, paper, reader, leaf, note)
                words.append(kept.get((shown, shown_of(paper, memory)), make))
            leaf += nodes.Text(' '.join(words))
        kept.save()

    def _nodes(self, leaf: cv_papers, memory: Memory, reader: Reader) -> nodes.definition_list:
        quotes = Quotes(self.document)
        make_link = links_of(leaf, self.env)

        def shown(line: Line) -> list[nodes.Node]:
            return line_nodes(quotes.set(line), make_link)

        result = nodes.definition_list(classes=['cv-publications', 'simple', *leaf['classes']])
        pictures = pictures_in(leaf)
        for paper, anchor in rows(leaf, memory):
            line = term(paper, shown_number(leaf, paper.key, memory))
            first = nodes.term('', '', *shown(line), ids=[anchor])
            body = nodes.definition('', *(one.deepcopy() for one in pictures.get(paper.key, ())))
            body += [paragraph(name, shown(line)) for name, line in details(paper, reader)]
            if leaf['full'] and memory.has_disclosures:
                heading, lines = prose(paper)
                texts = [nodes.paragraph('', '', *shown(line)) for line in lines]
                body += disclosures(paper, heading, texts)
            facts = {'classes': ['cv-paper'], 'cv_key': paper.key}
            result += nodes.definition_list_item('', first, body, **facts)
        return result


def _words(
    paper: Paper, reader: Reader, leaf: cv_papers, note: Callable[[list[LineBlock]], None]
) -> str:
    below = details(paper, reader)
    note(below)  # whoever writes the page asks for them next
    lines = lines_of(paper, below, full=leaf['full'])
    said = (text for line in lines for text in texts(line))
    return ' '.join((*eastern_parts(paper), *said))


def disclosures(paper: Paper, heading: str, children: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return what a row shows on demand: under *heading* the abstract, if any, and BibTeX."""
    name = spoken_title(paper)
    result: list[nodes.Node] = []
    if children:
        result.append(details_node(heading, *children, label=label_of(heading, name)))
    source = _('BibTeX')
    block = bibtex_block(bibtex_citation(paper).rstrip())
    return [*result, details_node(source, block, label=label_of(source, name))]


def pictures_in(leaf: cv_papers) -> dict[str, list[nodes.image]]:
    """Return the pictures of the papers in a list, by key."""
    found = [node for node in leaf if isinstance(node, nodes.image)]
    return {node['cv_key']: [node] for node in found}


def _downloads(leaf: cv_leaf) -> list[download_reference]:
    return [node for node in leaf if isinstance(node, download_reference)]


def links_of(leaf: cv_leaf, env: BuildEnvironment) -> MakeLink:
    """Return the maker of links of what stands in the place of *leaf*."""
    return partial(_link, env, {node['reftarget']: node for node in _downloads(leaf)})


def _link(
    env: BuildEnvironment,
    downloads: Mapping[str, download_reference],
    to: Target,
    children: Sequence[nodes.Node],
) -> nodes.Element:
    node = link(env, to, children)
    if isinstance(node, download_reference) and (found := downloads.get(node['reftarget'])):
        node.update_all_atts(found)  # with the name under which Sphinx serves the file
    return node

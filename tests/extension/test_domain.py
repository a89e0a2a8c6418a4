"""The domain: what it remembers of documents, and how little work it has to find anything."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from counting import work
from docutils import nodes
from docutils.utils import new_document
from sites import build, write_site
from sphinx.addnodes import pending_xref
from sphinx.util.inventory import InventoryFile

from sphinx_cv.model import Entry, Paper, Person, Text
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.site.library import Library
from sphinx_cv.site.memory import Place
from sphinx_cv.site.mentions import Mention, mentions_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sites import Site

    from sphinx_cv.site.domain import CVDomain

FEW, MANY = 100, 1_000


def library(count: int) -> Library:
    """Make a library of many papers, each with an author of its own."""
    papers = (
        Paper(key=f'key{number}', type='article', title=(Text(f'Title {number}'),),
              date=PartialDate(2024), authors=(Person(given='Ann', family=f'Family{number}'),))
        for number in range(count)
    )  # fmt: skip
    return Library(papers={paper.key: paper for paper in papers})


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site without anything, whose domain tests may fill."""
    return build(write_site(tmp_path_factory.mktemp('empty'), {'index.md': '# Home\n'}))


@pytest.fixture
def domain(site: Site) -> CVDomain:
    """Its domain, empty."""
    domain = site.domain
    for docname in ('a', 'b', 'c', 'index', 'papers/key1'):
        domain.clear_doc(docname)
    domain.data['pages'].clear()
    domain.memory.library = library(3)
    return domain


def entry(domain: CVDomain, docname: str, title: str, kind: str = 'talk') -> None:
    """Note an entry as its directive does."""
    slug = title.lower().replace(' ', '-')
    noted = Entry(kind=kind, key=slug, title=title)
    domain.memory.note_entry(docname, noted, f'cv-{kind}-{slug}', frozenset({slug}))


def test_a_paper_is_placed_on_its_page_or_in_the_longest_list(domain: CVDomain) -> None:
    """In builders of one document always in the list."""
    assert domain.memory.place('key1') is None
    domain.memory.note_row('b', 'key1', 'short')
    domain.memory.note_row('c', 'key1', 'long')
    domain.memory.note_row('c', 'key2', 'other')
    assert domain.memory.place('key1') == Place('c', 'long')
    domain.memory.note_page('papers/key1', 'key1', 'page')
    assert domain.memory.place('key1') == Place('papers/key1', 'page')
    for builder in ('singlehtml', 'latex', 'texinfo', 'man', 'cvpdf'):
        assert domain.memory.place('key1', builder) == Place('c', 'long')
    domain.clear_doc('papers/key1')
    domain.clear_doc('c')
    assert domain.memory.place('key1') == Place('b', 'short')


def test_of_lists_that_are_as_long_the_first_counts(domain: CVDomain) -> None:
    """By name, and not by the order in which they were read."""
    domain.memory.note_row('c', 'key1', 'x')
    domain.memory.note_row('a', 'key1', 'y')
    assert domain.memory.row('key1') == Place('a', 'y')


def test_what_a_document_told_goes_with_it(domain: CVDomain) -> None:
    """Entries, mentions and rows."""
    entry(domain, 'a', 'Rivers')
    domain.memory.note_mention('a', Mention('paper', 'key1'))
    assert domain.memory.entry('talk', 'Rivers') == (Place('a', 'cv-talk-rivers'), 'Rivers')
    assert domain.memory.mentions('key1') == {'a': None}
    domain.clear_doc('a')
    assert domain.memory.entry('talk', 'Rivers') is None
    assert domain.memory.mentions('key1') == {}


def test_processes_tell_what_they_read(domain: CVDomain, site: Site) -> None:
    """Of each, only its own documents count."""
    entry(domain, 'a', 'Rivers')
    domain.memory.note_row('b', 'key1', 'x')
    theirs = pickle.loads(pickle.dumps(domain.data))
    for docname in ('a', 'b'):
        domain.clear_doc(docname)
    domain.merge_domaindata({'a'}, theirs)
    assert domain.memory.entry('talk', 'rivers')
    assert domain.memory.row('key1') is None


def test_entries_of_one_name_are_told_apart(domain: CVDomain) -> None:
    """The first one has the name, in the order of the documents' names."""
    entry(domain, 'b', 'Rivers')
    entry(domain, 'a', 'Rivers')
    entry(domain, 'a', 'Rivers', 'course')
    names = [(objtype, name, docname) for name, _, objtype, docname, *_ in domain.get_objects()]
    assert [one for one in names if one[0] in {'talk', 'course'}] == [
        ('talk', 'rivers', 'a'), ('course', 'rivers', 'a'), ('talk', 'rivers-2', 'b')
    ]  # fmt: skip
    assert domain.memory.entry('talk', 'rivers-2') == (Place('b', 'cv-talk-rivers'), 'Rivers')


@pytest.mark.parametrize(('keys', 'found'), [('one,{see}two', ['one', 'two']), ('one{x', [])])
def test_citations_of_others_are_no_mentions(keys: str, found: list[str]) -> None:
    """Another extension may have a domain of that name, whose citations read otherwise."""
    document = new_document('notes')
    document += nodes.paragraph(
        '', '', pending_xref('', refdomain='cite', reftarget=keys, reftype='p')
    )
    assert [mention.target for mention, _ in mentions_in(document, 'notes')] == found


def test_a_mention_counts_by_key_alias_label_and_page(domain: CVDomain) -> None:
    """But never that of the paper's own page."""
    paper = Paper(key='key1', type='misc', aliases=('old',))
    domain.memory.library = Library(papers={'key1': paper})
    for docname, mention in {
        'a': Mention('paper', 'old'), 'b': Mention('any', 'key1'),
        'c': Mention('ref', 'paper:key1'),
        'index': Mention('doc', 'papers/key1'), 'papers/key1': Mention('paper', 'key1'),
    }.items():  # fmt: skip
        domain.memory.note_mention(docname, mention)
    domain.memory.note_page('papers/key1', 'key1', 'x')
    assert domain.memory.mentions('key1') == dict.fromkeys(['a', 'b', 'c', 'index'])
    assert domain.memory.mentions('gone') == {}


def test_labels_come_and_go_and_leave_those_of_the_author(domain: CVDomain, site: Site) -> None:
    """What an author calls paper:key0 stays hers."""
    std = site.app.env.domains.standard_domain
    std.anonlabels['paper:key0'] = ('index', 'mine')
    for key in ('key0', 'key1'):
        domain.memory.note_row('a', key, f'row-{key}')
    domain.memory.note_labels(site.app.env.domains.standard_domain)
    assert std.anonlabels['paper:key0'] == ('index', 'mine')
    assert std.labels['paper:key1'] == ('a', 'row-key1', 'Title 1')
    domain.clear_doc('a')
    domain.memory.note_labels(site.app.env.domains.standard_domain)
    assert 'paper:key1' not in std.labels
    assert 'paper:key1' not in std.anonlabels
    del std.anonlabels['paper:key0']


def fill(domain: CVDomain, count: int) -> None:
    """Give the domain so many papers, each with a row, a page, a talk and a mention."""
    domain.clear_doc('index')
    domain.memory.library = library(count)
    for number in range(count):
        domain.memory.note_row('index', f'key{number}', f'row{number}')
        domain.memory.note_page(f'papers/key{number}', f'key{number}', f'page{number}')
        entry(domain, 'index', f'Talk {number}')
        domain.memory.note_mention('index', Mention('paper', f'key{number}'))


@pytest.fixture
def filled(domain: CVDomain, site: Site) -> Iterator[Callable[[int], CVDomain]]:
    """Fill the domain with so many papers, and forget them after the test."""

    def fill_with(count: int) -> CVDomain:
        fill(domain, count)
        return domain

    yield fill_with
    domain.memory.library = Library()
    domain.clear_doc('index')
    for number in range(MANY):
        domain.clear_doc(f'papers/key{number}')
    domain.memory.note_labels(site.app.env.domains.standard_domain)


def test_an_inventory_grows_with_the_papers_and_no_faster(
    filled: Callable[[int], CVDomain], site: Site
) -> None:
    """Ten times the papers, each with a page, take ten times the work."""
    file = site.output / 'many.inv'

    def write(count: int) -> int:
        domain = filled(count)

        def steps() -> None:
            domain.memory.note_labels(site.app.env.domains.standard_domain)
            InventoryFile.dump(file, site.app.env, site.app.builder)

        return work(steps)

    few = write(FEW)
    assert write(MANY) < 11 * few
    found = InventoryFile.loads(file.read_bytes(), uri='').data
    assert len(found['cv:paper']) == MANY
    assert found['std:label']['paper:key17'].uri == 'papers/key17.html#page17'


@pytest.mark.parametrize('what', ['row', 'place', 'mentions', 'entry', 'key_of', 'paper'])
def test_finding_is_as_much_work_among_many_as_among_few(
    filled: Callable[[int], CVDomain], what: str
) -> None:
    """Tables are made once; then no question goes through all papers."""

    def asking(count: int) -> int:
        memory = filled(count).memory
        ask = getattr(memory.library if what in {'key_of', 'paper'} else memory, what)
        arguments = ('talk',) if what == 'entry' else ()
        ask(*arguments, 'key0')  # makes the tables
        return work(lambda: [ask(*arguments, f'key{number}') for number in range(FEW)])

    few = asking(FEW)
    assert 0 < asking(MANY) < 1.1 * few


def test_nothing_of_the_library_is_kept_in_the_environment(tmp_path: Path) -> None:
    """Each process of a parallel build would have to carry it."""
    papers = '\n'.join(
        f'@misc{{key{number}, title={{Title {number} {"word " * 50}}}, year={{2024}}}}'
        for number in range(200)
    )
    text = '# Home\n\n```{cv:publications}\n:limit: 1\n```\n\n{cite}`key0` {footcite}`key2`\n'
    site = build(write_site(tmp_path, {'refs.bib': papers, 'index.md': text}), cv_paper_pages=False)
    assert site.warnings == []
    stored = (tmp_path / '_build' / 'doctrees' / 'environment.pickle').read_bytes()
    assert b'Title 77 word' not in stored

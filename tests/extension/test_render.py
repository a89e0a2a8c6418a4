"""Papers as nodes: names, venues, links and what is said of a paper in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_cv.bib import read_bibliography
from sphinx_cv.formatting.bylines import author_year
from sphinx_cv.formatting.marks import behind
from sphinx_cv.formatting.names import NameStyle
from sphinx_cv.model import Link, Markup, Math, Paper, Person, Text
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.site.lines import (
    Reader,
    authors,
    citation,
    details,
    short_title,
    term,
    words,
)
from sphinx_cv.site.nodes import cv_label
from sphinx_cv.site.own_rows import place_rows
from sphinx_cv.site.render import legend_nodes, line_nodes, tooltip

if TYPE_CHECKING:
    from pathlib import Path

ANN, BOB, CLEO = (Person(given=given, family=family) for given, family in (
    ('Ann', 'Example'), ('Bob', 'Other'), ('Cleo', 'Third')
))  # fmt: skip


def reader(limit: int = 20) -> Reader:
    """How Ann sees papers; Bob has an address."""
    return Reader(
        is_owner=lambda person: person.family == 'Example',
        person_url=lambda person: 'https://example.org/bob' if person.family == 'Other' else '',
        has_file=lambda path: 'gone' not in path,
        names=NameStyle(limit=limit),
    )


def author_nodes(
    people: list[Person], reader: Reader, *, and_others: bool = False
) -> list[nodes.Node]:
    """Return the nodes of a list of authors."""
    return line_nodes(authors(people, reader, and_others=and_others))


def below(paper: Paper) -> list[nodes.paragraph]:
    """Return the lines below the title."""
    return [nodes.paragraph('', '', *line_nodes(line)) for _, line in details(paper, reader())]


def text(found: list[nodes.Node]) -> str:
    """Return the text of nodes."""
    return ''.join(node.astext() for node in found)


def paper(**facts: object) -> Paper:
    """Make a paper with a title and a date, unless *facts* say otherwise."""
    return Paper(**{
        'key': 'k', 'type': 'article', 'title': (Text('Rivers: a Survey'),),
        'date': PartialDate(2024, 7), 'authors': (ANN, BOB, CLEO), **facts
    })  # fmt: skip


def test_markup_becomes_nodes() -> None:
    """Each kind has the node that docutils has for it, and a formula is one."""
    rich = (
        Text('a'), Markup('emphasis', (Text('b'),)), Markup('small-caps', (Text('c'),)),
        Math('d^2'),
        Markup('link', (Markup('code', (Text('e'),)),), 'https://example.org'),
    )  # fmt: skip
    plain, emphasis, capitals, formula, link = line_nodes(words(rich))
    assert isinstance(plain, nodes.Text)
    assert isinstance(emphasis, nodes.emphasis)
    assert isinstance(capitals, nodes.inline)
    assert capitals['classes'] == ['cv-small-caps']
    assert isinstance(formula, nodes.math)
    assert isinstance(link, nodes.reference)
    assert isinstance(link[0], nodes.literal)


def test_names_say_who_is_who() -> None:
    """The owner is strong, whom one knows is linked, the others are marked as authors."""
    own, _, bob, _, cleo = author_nodes([ANN, BOB, CLEO], reader())
    assert isinstance(own, nodes.strong)
    assert own['classes'] == ['cv-own']
    assert 'example.org/bob' in str(bob)
    assert 'cv-author' in str(cleo)


@pytest.mark.parametrize(('count', 'limit', 'expected'), [
    (3, 3, 'P0, P1, P2'),
    (9, 4, 'P0, P1, …, P8 (9 authors)'),
    (3, 2, 'P0, …, P2 (3 authors)'),
])  # fmt: skip
def test_long_lists_of_authors_keep_their_ends(count: int, limit: int, expected: str) -> None:
    """What is left out is said."""
    people = [Person(family=f'P{number}') for number in range(count)]
    assert text(author_nodes(people, reader(limit))) == expected


def test_the_owner_is_never_left_out() -> None:
    """Wherever the name stands."""
    people = [Person(family=f'P{number}') for number in range(9)]
    people[5] = ANN
    assert text(author_nodes(people, reader(4))) == 'P0, P1, …, Ann Example, …, P8 (9 authors)'


def test_others_that_the_file_does_not_name() -> None:
    """BibTeX's "and others"."""
    assert text(author_nodes([ANN], reader(), and_others=True)) == 'Ann Example, et al.'
    assert text(author_nodes([], reader(), and_others=True)) == 'et al.'


def test_marks_are_explained_once() -> None:
    """And only those that are used."""
    equal = Person(given='Ann', family='Example', annotations=frozenset({'equal'}))
    both = Person(family='Third', annotations=frozenset({'equal', 'corresponding'}))
    assert text(author_nodes([equal, both], reader())) == 'Ann Example*, Third*†'
    assert text(legend_nodes([paper(authors=(equal,))])) == '* equal contribution'
    assert text(legend_nodes([paper(authors=(equal, both))])).count('*') == 1
    assert legend_nodes([paper()]) == []


def test_signs_and_words_of_the_entry_stand_behind_the_name() -> None:
    """What the entry prints at a name is shown: signs raised, words in parentheses."""
    said = replace(BOB, annotations=frozenset({'"‡"', '"Deceased"', 'equal', 'highlight'}))
    assert text(author_nodes([said], reader())) == 'Bob Other*‡ (Deceased)'
    assert behind(said) == '*‡ (Deceased)'
    assert legend_nodes([paper(authors=(replace(BOB, annotations=frozenset({'"‡"'})),))]) == []


def test_the_legend_does_not_speak_for_signs_with_another_meaning() -> None:
    """Where an entry uses a sign of the legend otherwise, the legend says so."""
    equal, star, dagger, both = (
        replace(ANN, annotations=frozenset(notes))
        for notes in (['equal'], ['"*"'], ['"†"'], ['corresponding'])
    )
    lists = [paper(authors=people) for people in ((equal, equal), (star, BOB), (dagger, both))]
    assert text(legend_nodes(lists)) == (
        '* equal contribution where several names bear it, '
        '† corresponding author unless a note says otherwise'
    )
    assert text(legend_nodes([lists[0], paper(authors=(star, star))])) == (
        '* equal contribution unless a note says otherwise'
    )
    assert text(legend_nodes([paper(authors=(), editors=(equal, equal))])) == '* equal contribution'


def test_a_paper_without_anything_can_be_shown() -> None:
    """It is called by its key."""
    bare = Paper(key='bare', type='misc')
    assert text(line_nodes(term(bare))) == 'bare'
    assert below(bare) == []
    assert (
        tooltip(bare)
        == text(line_nodes(citation(bare))).strip('“”.')
        == short_title(bare)
        == 'bare'
    )
    assert author_year(bare) == 'bare, n.d.'


def test_editors_stand_in_for_authors() -> None:
    """And are called so."""
    one = below(paper(authors=(), editors=(ANN,)))
    two = below(paper(authors=(), editors=(ANN, BOB)))
    assert one[0].astext() == 'Ann Example (ed.)'
    assert two[0].astext() == 'Ann Example, Bob Other (eds.)'


def test_an_annotation_is_a_note_and_no_award() -> None:
    """al-folio explains marks with it."""
    texts = {'annotation': (Text('† on leave'),), 'award': (Text('Best paper'),)}
    _, venue, note = below(paper(texts=texts))
    assert venue.astext() == 'Jul 2024. Best paper'
    assert note.astext() == '† on leave'


def test_a_file_that_is_not_there_leaves_no_trace() -> None:
    """Neither a link nor a separator stands for it."""
    links = (Link('pdf', 'gone.pdf'), Link('slides', 'here.pdf'), Link('poster', 'gone2.pdf'))
    line = below(paper(links=links))[-1]
    assert line.astext() == 'Slides'
    assert [one['label'] for one in line.findall(cv_label)] == ['Slides of Rivers']


def test_the_words_of_a_link_may_print_its_number(tmp_path: Path) -> None:
    """As funders want it of PubMed Central, if `cv_links` says so."""
    text = '@article{a, title={Rivers}, author={Ann Example}, journal={J}, year=2024, pmcid={PMC7}}'
    (tmp_path / 'a.bib').write_text(text, encoding='utf-8')
    (one,) = read_bibliography([tmp_path / 'a.bib']).papers
    try:
        assert place_rows({}, {'pmcid': 'PMCID: {}'}) == []
        assert below(one)[-1].astext().startswith('PMCID: PMC7')
    finally:
        place_rows({}, {})
    assert below(one)[-1].astext().startswith('PubMed Central')


def test_links_stand_once_and_say_of_what() -> None:
    """Of two versions of a paper, each address is shown once."""
    pdf, code = Link('pdf', 'https://example.org/a.pdf'), Link('code', 'https://example.org/b')
    preprint = paper(key='p', links=(pdf,))
    found = below(paper(links=(pdf, code), versions=(preprint,)))[-1]
    links = list(found.findall(nodes.reference))
    assert [link['refuri'] for link in links] == [pdf.url, code.url]
    assert [link.astext() for link in links] == ['PDF', 'Code']
    labels = [label['label'] for link in links for label in link.findall(cv_label)]
    assert labels == ['PDF of Rivers', 'Code of Rivers']


@pytest.mark.parametrize(('facts', 'expected'), [
    ({}, 'Example et al., 2024'),
    ({'authors': (ANN, BOB)}, 'Example and Other, 2024'),
    ({'authors': (ANN,)}, 'Example, 2024'),
    ({'authors': (ANN,), 'and_others': True}, 'Example et al., 2024'),
    ({'authors': (Person(prefix='van den', family='Berg'),)}, 'van den Berg, 2024'),
    ({'authors': (), 'editors': (BOB,)}, 'Other, 2024'),
    ({'authors': ()}, 'Rivers: a Survey, 2024'),
    ({'authors': (ANN,), 'date': None}, 'Example, n.d.'),
    ({'authors': (ANN,), 'date': None, 'date_text': 'in press'}, 'Example, in press'),
])  # fmt: skip
def test_labels_read_as_people_write_them(facts: dict[str, object], expected: str) -> None:
    """Names and year, as prose names a paper."""
    assert author_year(paper(**facts)) == expected


@pytest.mark.parametrize(('texts', 'expected'), [
    ({}, 'Rivers: a Survey (2024)'),
    ({'abbr': 'ICR 2024'}, 'Rivers: a Survey (ICR 2024)'),
    ({'journaltitle': 'Water'}, 'Rivers: a Survey (Water, 2024)'),
    ({'abbr': 'ICR', 'booktitle': 'Long name'}, 'Rivers: a Survey (ICR, 2024)'),
])  # fmt: skip
def test_hover_shows_title_venue_and_year(texts: dict[str, str], expected: str) -> None:
    """Each once."""
    rich = {name: (Text(value),) for name, value in texts.items()}
    assert tooltip(paper(texts=rich)) == expected


@pytest.mark.parametrize(('title', 'expected'), [
    ('KIVI: A Cache', 'KIVI'),
    ('No colon', 'No colon'),
    ('A title that is much too long to be a name of anything: it goes on',) * 2,
])  # fmt: skip
def test_short_titles(title: str, expected: str) -> None:
    """What people call a paper is what stands before the colon, if that is short."""
    assert short_title(paper(title=(Text(title),))) == expected
    named = paper(title=(Text(title),), texts={'shorttitle': (Text('Short'),)})
    assert short_title(named) == 'Short'

"""What stands above a list: facts for the filter, and when they are there."""

from __future__ import annotations

import json

import pytest
from docutils import nodes

from sphinx_cv.formatting.names import NameStyle
from sphinx_cv.model import Paper, Person, Text
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.site.briefs import leads, row_facts
from sphinx_cv.site.directives.list_head import head

OWNER = 'Müller'
EQUAL = frozenset({'equal'})


def is_owner(person: Person) -> bool:
    """Whether that is the owner."""
    return person.family == OWNER


def person(family: str, *, equal: bool = False) -> Person:
    """Make an author."""
    return Person(family=family, annotations=EQUAL if equal else frozenset())


@pytest.mark.parametrize(
    ('authors', 'expected'),
    [
        ([person(OWNER), person('Li')], True),
        ([person('Li'), person(OWNER)], False),
        ([person('Li', equal=True), person(OWNER, equal=True)], True),
        ([person('Li', equal=True), person(OWNER)], False),
        ([person('Li'), person('Abe', equal=True), person(OWNER, equal=True)], False),
        ([person('Li')], False),
        ([], False),
    ],
)
def test_who_leads(authors: list[Person], expected: bool) -> None:
    """The first author leads, and whoever shares the first place equally."""
    assert leads(Paper(key='k', type='article', authors=tuple(authors)), is_owner) is expected


def test_facts_name_what_a_row_does_not_show() -> None:
    """Keywords can be looked for, and all authors where a row does not show them."""
    paper = Paper(
        key='k', type='article', date=PartialDate(2024), keywords=('random graphs',),
        authors=(person(OWNER), person('Li')), texts={'journaltitle': (Text('Annals'),)},
    )  # fmt: skip
    facts = ('2024', 'Journal articles', 'Annals', 1)
    assert row_facts(paper, is_owner, NameStyle(limit=2)) == (*facts, 'random graphs')
    assert row_facts(paper, is_owner, NameStyle(limit=1)) == (*facts, 'random graphs Müller Li')


def test_facts_have_the_given_names_that_a_row_shortens() -> None:
    """So that the filter box finds people by their whole names."""
    who = Person(given='Zhe', family='Li')
    paper = Paper(key='k', type='misc', authors=(who,))
    assert row_facts(paper, is_owner, NameStyle(form='Family, G.'))[4] == 'Zhe'
    assert row_facts(paper, is_owner, NameStyle())[4] == ''


def test_data_cannot_end_the_script_that_holds_it() -> None:
    """A field with markup stays data."""
    paper = Paper(key='k', type='misc', keywords=('</script><script>alert(1)</script>',))
    block = head({'cv-paper-k': row_facts(paper, is_owner, NameStyle())}, whole=True)
    raw = next(iter(block.findall(nodes.raw))).astext()
    assert raw.count('<') == 2
    data = json.loads(raw.partition('>')[2].rpartition('</script>')[0])
    assert data['rows'] == [['cv-paper-k', [0, 0, 0, 0, '</script><script>alert(1)</script>']]]


def test_data_says_each_name_once() -> None:
    """Rows say the places of theirs in the menus, which are in order and say how often."""
    titles = {'a': 'Örtlich', 'b': 'Zeit', 'c': 'Zeit'}
    papers = {
        f'cv-{key}': Paper(
            key=key, type='article', date=PartialDate(2024), texts={'journaltitle': (Text(title),)}
        )
        for key, title in reversed(titles.items())
    }
    rows = {anchor: row_facts(paper, is_owner, NameStyle()) for anchor, paper in papers.items()}
    raw = next(iter(head(rows, whole=True).findall(nodes.raw))).astext()
    data = json.loads(raw.partition('>')[2].rpartition('</script>')[0])
    assert data['menus'] == [
        [['2024', 3]], [['Journal articles', 3]], [['Örtlich', 1], ['Zeit', 2]], [[0, 3]],
    ]  # fmt: skip
    assert data['rows'] == [
        ['cv-c', [0, 0, 1, 0, '']], ['cv-b', [0, 0, 1, 0, '']], ['cv-a', [0, 0, 0, 0, '']],
    ]  # fmt: skip


def test_only_a_whole_list_leads_to_its_other_views() -> None:
    """A part of the papers has no index of its own."""
    rows = {'a': row_facts(Paper(key='k', type='misc'), is_owner, NameStyle())}
    assert 'co-author' in head(rows, whole=True).astext()
    assert 'co-author' not in head(rows, whole=False).astext()

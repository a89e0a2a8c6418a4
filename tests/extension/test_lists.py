"""Which papers a list shows, in which order and under which headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bib import read_bibliography
from sphinx_cv.model import Paper, Person, Text
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.site.lists import GROUPINGS, SORTS, group, read_groups, sort

if TYPE_CHECKING:
    from pathlib import Path


def paper(key: str, date: str = '', kind: str = 'article', **fields: str) -> Paper:
    """Make a paper that has what an order looks at."""
    author = fields.pop('author', '')
    texts = {name: (Text(value),) for name, value in fields.items() if name != 'status'}
    return Paper(
        key=key,
        type=kind,
        title=texts.get('title', ()),
        authors=(Person(family=author),) if author else (),
        date=PartialDate.parse(date) if date else None,
        date_text=fields.get('status', ''),
        texts=texts,
    )


PAPERS = [
    paper('b', '2023-05', title='Émile', author='Zeta', abbr='NeurIPS 2023'),
    paper('a', '2024', 'inproceedings', title='alpha', author='Alpha', abbr='ICML 2024'),
    paper('d', '2023-05-02', 'book', title='Zulu', journaltitle='Journal of Maps'),
    paper('c', status='in press', title='Beta', author='Ångström', abbr="ICML'23"),
    paper('e', '2023-05', 'mystery', title='beta', author='zeta'),
]
ORDERS = {
    'newest': 'cadbe',
    'oldest': 'bedac',
    'title': 'acebd',
    'author': 'acbed',
    'venue': 'ac',
    'file': 'badce',
}


@pytest.mark.parametrize(('order', 'expected'), ORDERS.items())
def test_orders(order: str, expected: str) -> None:
    """What is in press is newest; accents and case do not matter; alike papers keep their order."""
    found = ''.join(one.key for one in sort(PAPERS, order))
    assert found.startswith(expected) or (order == 'venue' and found.index('a') < found.index('c'))


def test_an_entry_says_where_it_stands(tmp_path: Path) -> None:
    """As biblatex has it: before or behind all others, by another name, by another title."""
    file = tmp_path / 'refs.bib'
    file.write_text(
        '@book{a, author={Doe, A}, title={The Alps}, sorttitle={Zoo}, sortname={Zzz and Poe}}'
        '@book{b, author={Roe, B}, title={Books}, sortkey={aaa}}'
        '@book{c, author={Poe, C}, title={Cows}, presort={zz}}'
        '@book{d, author={Foe, D}, title={Dogs}, key={aaa}}'
        '@book{e, title={Eels}, key={bbb}}',
        encoding='utf-8',
    )
    papers = read_bibliography([file]).papers
    assert ''.join(one.key for one in sort(papers, 'author')) == 'bedac'
    assert ''.join(one.key for one in sort(papers, 'title')) == 'bcdea'


def test_a_year_may_be_another_one_for_the_order(tmp_path: Path) -> None:
    """Biblatex's ``sortyear`` counts in place of the year, and parts what came in one year."""
    file = tmp_path / 'refs.bib'
    file.write_text(
        '@book{a, title={A}, year={2001}, sortyear={1999-2}}'
        '@book{b, title={B}, year={2000}}'
        '@book{c, title={C}, year={2003}, sortyear={1999-1}}'
        '@book{d, title={D}, pubstate={inpress}}',
        encoding='utf-8',
    )
    papers = read_bibliography([file]).papers
    assert ''.join(one.key for one in sort(papers, 'oldest')) == 'cabd'


def test_every_order_and_grouping_takes_any_paper() -> None:
    """A paper of which nothing is known has its place everywhere."""
    bare = Paper(key='bare', type='misc')
    for order in SORTS:
        assert bare in sort([bare, *PAPERS], order)
    for by in GROUPINGS:
        assert bare in [one for rows in group([bare, *PAPERS], by).values() for one in rows]


def keys(groups: dict[str, list[Paper]]) -> dict[str, str]:
    """Return the keys of each group."""
    return {heading: ''.join(one.key for one in rows) for heading, rows in groups.items()}


def test_years_stand_in_the_order_of_the_papers() -> None:
    """What has no date stands under the words that it has in place of one."""
    groups = keys(group(sort(PAPERS, 'newest'), 'year'))
    assert groups == {'In press': 'c', '2024': 'a', '2023': 'dbe'}
    assert list(groups) == ['In press', '2024', '2023']


def test_types_stand_in_the_order_of_a_cv() -> None:
    """Books, journals, conferences, and types that nobody knows at the end."""
    groups = keys(group(PAPERS, 'type'))
    assert list(groups) == ['Books', 'Journal articles', 'Conference papers', 'Mystery']
    assert groups['Journal articles'] == 'bc'


@pytest.mark.parametrize(('kind', 'fields', 'expected'), [
    ('article', {'journaltitle': 'arXiv preprint arXiv:2201.00001'}, 'Preprints'),
    ('misc', {'publisher': 'bioRxiv'}, 'Preprints'),
    ('misc', {'howpublished': 'medRxiv'}, 'Preprints'),
    ('misc', {'eprinttype': 'arXiv', 'eprint': '2201.00001'}, 'Preprints'),
    ('article', {'journaltitle': 'Water', 'eprinttype': 'arXiv', 'eprint': '2201.00001'},
     'Journal articles'),
    ('misc', {'publisher': 'Zenodo'}, 'Other'),
    ('mvbook', {}, 'Books'),
    ('bookinbook', {}, 'Book chapters'),
    ('inreference', {}, 'Encyclopedia entries'),
])  # fmt: skip
def test_a_type_has_a_name_for_people(kind: str, fields: dict[str, str], expected: str) -> None:
    """And what is only in an archive is not called an article of a journal."""
    assert list(group([paper('a', '2024', kind, **fields)], 'type')) == [expected]


@pytest.mark.parametrize('name', ['arXiv preprint arXiv:2201.00001', 'CoRR', 'arXiv'])
def test_arxiv_is_one_venue(name: str) -> None:
    """Whatever a program wrote in place of a journal."""
    assert list(group([paper('a', '2022', journaltitle=name)], 'venue')) == ['arXiv']


def test_venues_stand_together_without_their_years() -> None:
    """ICML 2024 and ICML'23 are one venue."""
    groups = keys(group(PAPERS, 'venue'))
    assert groups['ICML'] == 'ac'
    assert {'NeurIPS', 'Journal of Maps'} <= groups.keys()


def test_what_is_only_in_an_archive_is_a_preprint() -> None:
    """Whether people make it a journal article or something else, it is listed as what it is."""
    journal = {'journaltitle': (Text('arXiv preprint'),)}
    archived = {'identifiers': {'arxiv': '2101.00001'}}
    papers = [
        Paper(key='a', type='article', texts=journal, **archived),
        Paper(key='b', type='misc', **archived),
        Paper(key='c', type='article', texts={'journaltitle': (Text('Annals'),)}, **archived),
        Paper(key='d', type='misc'),
    ]
    assert keys(group(papers, 'type')) == {
        'Journal articles': 'c', 'Preprints': 'ab', 'Other': 'd',
    }  # fmt: skip


def joined(papers: list[Paper]) -> str:
    """Return the keys of papers."""
    return ''.join(one.key for one in papers)


def test_the_first_of_several_orders_decides() -> None:
    """Each may be reversed, and a field is an order too; what lacks it comes last."""
    papers = [
        paper('a', '2020', 'book', pages='30'), paper('b', '2021', 'article', pages='4'),
        paper('c', '2023', 'article'), paper('d', '2022', 'book', pages='100'),
    ]  # fmt: skip
    assert joined(sort(papers, 'type, newest')) == 'dacb'
    assert joined(sort(papers, 'type, -newest')) == 'adbc'
    assert joined(sort(papers, 'pages')) == 'badc'


def test_what_is_not_out_yet_comes_first_if_asked() -> None:
    """Also if it has a date by now."""
    papers = [paper('a', '2024', 'book'), Paper(key='b', type='book', state='in press')]
    dated = [*papers, replace(paper('c', '2020', 'book'), state='forthcoming')]
    assert joined(sort(dated, 'forthcoming, oldest')) == 'cba'


def test_groups_may_be_of_the_owners_making() -> None:
    """Two types under one heading, in an order of one's own, with all others where * stands."""
    papers = [
        paper('a', '2024', 'article'), paper('b', '2023', 'book'),
        paper('c', '2022', 'incollection'), paper('d', '2021', 'thesis'),
    ]  # fmt: skip
    own = read_groups('Book, incollection = Books and chapters; *; article')
    found = {heading: joined(some) for heading, some in group(papers, 'type', own).items()}
    assert list(found.items()) == [
        ('Books and chapters', 'bc'), ('Theses', 'd'), ('Journal articles', 'a'),
    ]  # fmt: skip


def test_books_in_three_languages_stand_in_three_groups() -> None:
    """By the field of BibTeX or of biblatex, under the names of the languages."""
    papers = [
        Paper(key='a', type='book', fields={'langid': 'german'}),
        Paper(key='b', type='book', fields={'langid': 'french'}),
        paper('c', '2022', 'book', language='german'), paper('d', '2023', 'book'),
    ]  # fmt: skip
    assert keys(group(papers, 'language')) == {'German': 'ac', 'French': 'b', 'Other': 'd'}


def test_a_paper_with_several_tags_stands_in_one_group() -> None:
    """In the first that the owner names, or else that of its first tag."""
    papers = [
        replace(paper('a', '2024', 'article'), keywords=('wind', 'sand')),
        replace(paper('b', '2024', 'article'), keywords=('wind',)),
        paper('c', '2023', 'article'),
    ]
    found = group(papers, 'tag')
    assert {head: joined(some) for head, some in found.items()} == {
        'Sand': 'a', 'Wind': 'b', 'Other': 'c',
    }  # fmt: skip
    own = read_groups('wind = Air')
    assert [*group(papers, 'tag', own)] == ['Air', 'Other']

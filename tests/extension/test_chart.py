"""The picture of papers per year: its counts, its bars and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from sphinx_cv.model import Paper
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.site.directives.chart import Year, counts_in_words, key, svg, table, years

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def paper(type_: str, year: int | None) -> Paper:
    """Make a paper of that type and year."""
    date = PartialDate(year) if year else None
    identifiers = {'arxiv': '2101.00001'} if type_ == 'misc' else {}
    return Paper(key=f'{type_}{year}', type=type_, date=date, identifiers=identifiers)


def test_papers_are_counted_by_year_and_kind() -> None:
    """Years between the first and the last are there, papers without a date are not."""
    papers = [
        paper('inproceedings', 2021), paper('article', 2021), paper('misc', 2023),
        paper('thesis', 2023), paper('article', None), paper('incollection', 2022),
    ]  # fmt: skip
    assert years(papers) == [
        Year(2021, (1, 1, 0, 0, 0)), Year(2022, (0, 0, 1, 0, 0)), Year(2023, (0, 0, 0, 1, 1)),
    ]  # fmt: skip
    assert years([]) == []


def picture(data: Sequence[Year], link: Callable[[int], str]) -> ElementTree.Element:
    """Return the picture, whose elements have plain names."""
    return ElementTree.fromstring(
        svg(data, link).replace(' xmlns="http://www.w3.org/2000/svg"', '')
    )


def test_each_year_with_papers_is_a_link_with_a_name() -> None:
    """Bars lead to their years and say in words what they show; an empty year does not."""
    data = [Year(2021, (2, 1, 0, 0, 0)), Year(2022, (0, 0, 0, 0, 0)), Year(2023, (0, 0, 0, 1, 0))]
    tree = picture(data, lambda year: f'#y{year}')
    links = {link.get('href'): link.get('aria-label') for link in tree.iter('a')}
    assert links == {
        '#y2021': '2021: 3 papers (2 conference, 1 journal)',
        '#y2023': '2023: 1 paper (1 preprint)',
    }
    assert [text.text for text in tree.iter('text')] == ['2021', '3', '2022', '2023', '1']


def test_heights_are_shares_of_the_most() -> None:
    """Twice as many papers are twice as high, and the parts of a bar stand on one another."""
    tree = picture([Year(2021, (2, 2, 0, 0, 0)), Year(2022, (2, 0, 0, 0, 0))], str)
    bars = [bar for bar in tree.iter('rect') if 'cv-kind' in bar.get('class', '')]
    heights = [float(bar.get('height', '')) for bar in bars]
    assert heights == [heights[0]] * 3
    assert float(bars[0].get('y', '')) == float(bars[1].get('y', '')) + heights[0]


def test_without_an_address_a_bar_is_a_picture() -> None:
    """Where there is no page for a year, nothing looks like a link to one."""
    tree = picture([Year(2021, (1, 0, 0, 0, 0))], lambda year: '')
    assert not list(tree.iter('a'))
    assert [group.get('role') for group in tree.iter('g')] == ['img']


@pytest.mark.parametrize(('count', 'named'), [(9, 9), (15, 15), (16, 8), (40, 14)])
def test_years_have_room(count: int, named: int) -> None:
    """A long career names each second or third year, and always the last."""
    data = [Year(1980 + index, (1, 0, 0, 0, 0)) for index in range(count)]
    tree = picture(data, str)
    names = [text.text or '' for text in tree.iter('text') if text.text != '1']
    assert len(names) == named
    assert names[-1].endswith(f'{data[-1].year % 100:02}')


def test_the_key_explains_several_kinds() -> None:
    """Kinds that the papers lack are not explained, and one kind alone needs no key."""
    assert key([Year(2021, (1, 0, 0, 0, 0))]) == ''
    words = key([Year(2021, (1, 0, 0, 1, 0))])
    assert 'Conference' in words
    assert 'Preprint' in words
    assert 'Journal' not in words


def test_the_table_has_the_same_counts() -> None:
    """Who cannot see the picture reads it, the newest year first."""
    node = table([Year(2021, (2, 1, 0, 0, 0)), Year(2022, (0, 1, 0, 0, 0))])
    cells = [entry.astext() for entry in node.findall() if entry.tagname == 'entry']
    assert cells == [
        'Year', 'Conference', 'Journal', 'All',
        '2022', '0', '1', '1',
        '2021', '2', '1', '3',
    ]  # fmt: skip


def test_one_paper_is_spoken_of_as_one() -> None:
    """Words agree with numbers."""
    assert counts_in_words(Year(2020, (0, 0, 0, 0, 1))) == '1 paper (1 other)'


def test_columns_have_room_for_their_heads() -> None:
    """Where a table is drawn with letters, its columns are as wide as their words."""
    node = table([Year(2021, (2, 1, 0, 0, 0))])
    widths = [spec['colwidth'] for spec in node.findall() if spec.tagname == 'colspec']
    assert widths == [len('Year'), len('Conference'), len('Journal'), len('All')]

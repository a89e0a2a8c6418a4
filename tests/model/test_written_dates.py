"""Dates as people write them are read by one reader, whoever asks for it."""

from __future__ import annotations

import pytest

from sphinx_cv.model.month_names import ENGLISH_MONTHS, month_called, month_or_season_like
from sphinx_cv.model.written_dates import read_dates

# What stands in an old CV or behind `:dates:` -> the same as EDTF.
WRITTEN = {
    '2017-2019': '2017/2019', 'Sept. 2020 - now': '2020-09/', 'since 2020': '2020/',
    'desde 2019': '2019/', '2019–going on': '2019/', '2019 – (present)': '2019/',
    'until May 2020': '/2020-05', 'c. 2019': '2019~', '2018-19': '2018/2019',
    '2021/22': '2021/2022', 'AY 2019/20': '2019/2020', 'Dec 2020/Jan 2021': '2020-12/2021-01',
    'Jan - Mar 2020': '2020-01/2020-03', 'June 3-5, 2020': '2020-06-03/2020-06-05',
    'Aug 15, 2024': '2024-08-15', '15 of May 2020': '2020-05-15', '3rd May 2020': '2020-05-03',
    '1 de mayo de 2020': '2020-05-01', '12.05.2020': '2020-05-12', '12. 5. 2020': '2020-05-12',
    '06/2020–08/2021': '2020-06/2021-08', '05-2020': '2020-05', '2020.3': '2020-03',
    '2020-01-05T10:00:00Z': '2020-01-05', '2024年9月': '2024-09', '2024年9月15日': '2024-09-15',
    '2019年9月 至 2020年6月': '2019-09/2020-06', '2019 至今': '2019/', 'WS 2022/23': '2022-24',
    'Winter 2020': '2020-24', '2020 Winter': '2020-24', 'Q3 2024': '2024-35',
    'June, 2008': '2008-06', 'Fall, 2019, 2021': '2019-23, 2021',
    'Q3 2019/': '2019-35/', 'Michaelmas Term 2011': '2011-23', 'Semester 1, 2020': '2020-40',
    '1991-94': '1991/1994', '2003–5': '2003/2005', '1999-00': '1999/2000', '2010-12': '2010-12',
    '2019/2018/2016': '2019, 2018, 2016', '2021/ 2016/2000': '2021, 2016, 2000',
    '2008; 2018': '2008, 2018',
    '12.-14. Mai 2022': '2022-05-12/2022-05-14', '30.4.–2.5.2022': '2022-04-30/2022-05-02',
    '12./13. Mai 2022': '2022-05-12/2022-05-13', '2000/2021': '2000/2021',
    '2024 Fall, 2025': '2024-23, 2025',
    '2017, 2018-2020': '2017, 2018/2020', 'mars 2019 -- juin 2020': '2019-03/2020-06',
}  # fmt: skip


def test_dates_are_read_as_people_write_them() -> None:
    """Stretches, academic years, seasons, the order of other countries, and several at once."""
    read = {text: read_dates(text) for text in WRITTEN}
    assert {text: ', '.join(map(str, found.stretches)) for text, found in read.items()} == WRITTEN
    assert not [text for text, found in read.items() if found.refused or found.status]


@pytest.mark.parametrize('text', ['Marseille 2024', 'soon', '2020-13', '03/04/2020', 'May'])
def test_what_is_no_date_stays_as_it_stands(text: str) -> None:
    """A word that begins like a month is none."""
    found = read_dates(text)
    assert (found.stretches, found.words, len(found.refused)) == ((), text, 1)


def test_months_have_names_in_many_languages() -> None:
    """Whole, shortened and, where only a month can stand, with a slip or in another language."""
    for number, name in enumerate(ENGLISH_MONTHS, start=1):
        assert month_called(name) == month_called(name[:3]) == number
    named = {'März': 3, 'août': 8, 'Mai': 5, 'dicembre': 12, 'outubro': 10, 'Sept': 9}
    assert {name: month_called(name) for name in named} == named
    like = {'Septemebr': 9, 'juillet': 7, 'juin': 6, 'maaliskuu': 3, 'Sommer': 22, 'other': 0}
    assert {name: month_or_season_like(name) for name in like} == like
    assert month_called('Septemebr') == month_called('Marseille') == 0

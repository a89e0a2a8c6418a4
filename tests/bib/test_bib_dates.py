"""Dates of publication, in all spellings that people use."""

from __future__ import annotations

import pytest

from sphinx_cv.bib.published import read_date, read_other_date


@pytest.mark.parametrize(
    ('fields', 'date'),
    [
        ({'date': '2022'}, '2022'),
        ({'date': '2022-05'}, '2022-05'),
        ({'date': '2022-05-03'}, '2022-05-03'),
        ({'date': '2022-05-03/2022-05-05'}, '2022-05-03'),
        ({'date': '2022/2023'}, '2022'),
        ({'date': '2022-21'}, '2022-21'),
        ({'date': '2022~'}, '2022~'),
        ({'date': '2022/05/03'}, '2022-05-03'),
        ({'date': '2022-5-3'}, '2022-05-03'),
        ({'date': '2022-05-03T10:00:00Z'}, '2022-05-03'),
        ({'date': 'May 3, 2022'}, '2022-05-03'),
        ({'date': '3 May 2022'}, '2022-05-03'),
        ({'date': 'August 2022'}, '2022-08'),
        ({'date': '{2022}'}, '2022'),
        ({'date': 'in press', 'year': '2022'}, '2022'),
        ({'year': '2022'}, '2022'),
        ({'year': ' {2022} '}, '2022'),
        ({'year': '2022/2023'}, '2022'),
        ({'year': '2022--2023'}, '2022'),
        ({'year': '2022-05-03'}, '2022-05-03'),
        ({'year': '2022 (in press)'}, '2022'),
        ({'year': 'c. 2022'}, '2022~'),
        ({'year': 'circa [2022]'}, '2022~'),
        ({'date': '2022年12月3日'}, '2022-12-03'),
        ({'date': '2022년 5월'}, '2022-05'),
        ({'date': '20220503'}, '2022-05-03'),
        ({'date': 'Q3 2022'}, '2022-35'),
        ({'year': '2022', 'month': '3rd quarter'}, '2022-35'),
        ({'year': '2022', 'month': 'Q4'}, '2022-36'),
        ({'year': '2022a'}, '2022'),
        ({'year': '{\\noopsort{1999b}}2022'}, '2022'),
        ({'year': '2022', 'month': 'may'}, '2022-05'),
        ({'year': '2022', 'month': 'May'}, '2022-05'),
        ({'year': '2022', 'month': '{May}'}, '2022-05'),
        ({'year': '2022', 'month': 'Sept.'}, '2022-09'),
        ({'year': '2022', 'month': '5'}, '2022-05'),
        ({'year': '2022', 'month': '????'}, '2022'),
        ({'year': '2022', 'month': 'June and September'}, '2022-06'),
        ({'year': '2022', 'month': '05'}, '2022-05'),
        ({'year': '2022', 'month': 'aug~27'}, '2022-08-27'),
        ({'year': '2022', 'month': '27 August'}, '2022-08-27'),
        ({'year': '2022', 'month': 'August 27--29'}, '2022-08-27'),
        ({'year': '2022', 'month': 'May/June'}, '2022-05'),
        ({'year': '2022', 'month': 'Spring'}, '2022-21'),
        ({'year': '2022', 'month': 'Dez.'}, '2022-12'),
        ({'year': '2022', 'month': 'août'}, '2022-08'),
        ({'year': '2022', 'month': 'märz'}, '2022-03'),
        ({'year': '2022', 'month': 'giugno'}, '2022-06'),
        ({'year': '2022', 'month': 'may', 'day': '3'}, '2022-05-03'),
        ({'year': '2022', 'month': 'may', 'day': '99'}, '2022-05'),
        ({'year': '2022', 'day': '3'}, '2022'),
        ({'month': 'May 2022'}, '2022-05'),
        ({'date': '2022', 'month': '6', 'day': '16'}, '2022-06-16'),
        ({'date': '2022-05', 'month': '6'}, '2022-05'),
        ({'date': '2022-11-XX'}, '2022-11'),
        ({'date': '2022-XX-XX'}, '2022'),
        ({'date': '2022-05-00'}, '2022-05'),
        ({'year': '2022', 'month': '00'}, '2022'),
        ({'date': '199X'}, '1990'),
        ({'year': '19uu'}, '1900'),
        ({'date': '09/2015'}, '2015-09'),
        ({'date': '15.1.2015'}, '2015-01-15'),
        ({'date': '28.02.18'}, '2018-02-28'),
        ({'year': '15. 1. 2015'}, '2015-01-15'),
        ({'date': '15/01/2015'}, '2015-01-15'),
        ({'date': '1/15/2015'}, '2015-01-15'),
        ({'date': '3-2015'}, '2015-03'),
        ({'eventdate': '2022-05-03/2022-05-05'}, '2022-05-03'),
        ({'year': '平成16年'}, '2004'),
        ({'date': '令和元年5月'}, '2019-05'),
        ({'date': '昭和50年3月5日'}, '1975-03-05'),
        ({'year': '民國 110 年'}, '2021'),
        ({'year': 'Winter 2023/2024'}, '2023-24'),
    ],
)
def test_a_date_is_read_in_any_spelling(fields: dict[str, str], date: str) -> None:
    """What is clear is read, and nothing is said of it."""
    found = read_date(fields)
    assert str(found.date) == date
    assert found.problem == ''


@pytest.mark.parametrize(
    ('fields', 'edtf'),
    [
        ({'year': '1998--99'}, '1998/1999'),
        ({'year': '1998/99'}, '1998/1999'),
        ({'year': '2004/11'}, '2004-11'),
        ({'date': '3--5 May 2004'}, '2004-05-03/2004-05-05'),
        ({'date': 'May 3-5, 2004'}, '2004-05-03/2004-05-05'),
        ({'date': 'May 30 – June 2, 2004'}, '2004-05-30/2004-06-02'),
        ({'date': 'Dec 2004 - Jan 2005'}, '2004-12/2005-01'),
        ({'date': 'Oktober bis November 2004'}, '2004-10/2004-11'),
        ({'date': 'March/April 2004'}, '2004-03/2004-04'),
        ({'date': '2004-06--2004-08'}, '2004-06/2004-08'),
        ({'date': '1984~/2004-06?'}, '1984~/2004-06?'),
        ({'year': '2004', 'month': 'May 30 -- June 10'}, '2004-05-30/2004-06-10'),
        ({'year': '2004', 'month': '1.-3. Mai'}, '2004-05-01/2004-05-03'),
        ({'year': '2004', 'month': 'Spring/Summer'}, '2004-21/2004-22'),
        ({'year': '2004', 'month': 'December 2003/January 2004'}, '2003-12/2004-01'),
        ({'year': '2004', 'month': '2004-06-11'}, '2004-06-11'),
        ({'year': '2004', 'month': 'Firstquarter'}, '2004-33'),
        ({'year': '2004/5'}, '2004/2005'),
        ({'year': '2004-'}, '2004/'),
        ({'year': '2004--present'}, '2004/'),
        ({'date': '2004-06/open'}, '2004-06/'),
        ({'date': '2004-05-03/05'}, '2004-05-03/2004-05-05'),
        ({'year': '1990s'}, '1990/1999'),
        ({'year': '1900s'}, '1900/1999'),
        ({'year': '1425 AH/2004'}, '2004'),
    ],
)
def test_a_stretch_of_time_has_both_ends(fields: dict[str, str], edtf: str) -> None:
    """What one end does not say, the other says."""
    found = read_date(fields)
    assert found.edtf == edtf
    assert found.problem == ''


@pytest.mark.parametrize(
    'year', ['before 2004', 'vor 2004', 'après 1920', '1425 AH', '\u06f1\u06f3\u06f9\u06f8']
)
def test_a_year_that_it_is_not_is_no_date(year: str) -> None:
    """It is shown as it is written."""
    found = read_date({'year': year})
    assert (found.date, found.text, found.problem) == (None, year, '')


@pytest.mark.parametrize(
    'text',
    [
        'eingereicht',
        'à paraître',
        'en prensa',
        'no prelo',
        'in stampa',
        '印刷中',
        'in press',
        'forthcoming',
        'To appear',
        'n.d.',
        's.a.',
        'o. J.',
        'submitted',
        'under review',
        'accepted',
    ],
)
def test_words_for_no_date_are_kept(text: str) -> None:
    """They are shown where the date would stand, and are no mistake."""
    found = read_date({'year': text})
    assert (found.date, found.text, found.problem) == (None, text, '')


def test_the_state_of_publication_is_said_in_words() -> None:
    """The states that biblatex knows are written as words; others stand as they are."""
    assert read_date({'pubstate': 'inpress'}).text == 'in press'
    assert read_date({'pubstate': 'to be printed'}).text == 'to be printed'


def test_the_state_of_publication_stands_for_a_date() -> None:
    """The field of biblatex for it is "pubstate"."""
    assert read_date({'pubstate': 'forthcoming'}).text == 'forthcoming'


@pytest.mark.parametrize(
    ('fields', 'field', 'words'),
    [
        ({'year': '20I9'}, 'year', '"20I9" is not a date'),
        ({'year': '20222'}, 'year', 'write a year such as 2024'),
        ({'date': 'someday'}, 'date', '"someday" is not a date'),
        ({'year': '2022', 'month': '13'}, 'month', '"13" is not a month'),
        ({'date': '1996-13-03'}, 'date', 'has no such month'),
        ({'date': '32.1.2015'}, 'date', 'has no such day'),
        ({'date': '1.13.2015'}, 'date', 'has no such month'),
        ({'date': '1/2/2015'}, 'date', 'may be two days'),
        ({'date': '2015', 'year': '2016'}, 'year', 'the year 2016 beside the date 2015'),
        ({'year': '2022', 'month': 'foo'}, 'month', '"foo" is not a month'),
        ({'date': '2008/2004'}, 'date', '"2008/2004" ends before it begins'),
        ({'year': '5765'}, 'year', '"5765" is not a year of ours'),
        ({'year': '2022', 'month': 'part 3'}, 'month', '"part 3" is not a month'),
    ],
)
def test_what_is_no_date_is_reported(fields: dict[str, str], field: str, words: str) -> None:
    """With the field that holds it, and a form to write."""
    found = read_date(fields)
    assert found.field == field
    assert words in found.problem


def test_a_stretch_of_time_is_kept_for_exports() -> None:
    """The paper has its beginning, the field has both ends."""
    assert read_date({'date': '2022-05-03/2022-05-05'}).edtf == '2022-05-03/2022-05-05'
    assert read_date({'year': '2022--2023'}).edtf == '2022/2023'


def test_no_field_means_no_date() -> None:
    """Nothing is made up."""
    assert read_date({'title': 'On 2022'}) == (None, '', '', '', '')


@pytest.mark.parametrize(
    ('fields', 'edtf'),
    [
        ({'date': '199X'}, '1990/1999'),
        ({'year': '2022', 'month': 'mar--apr'}, '2022-03/2022-04'),
        ({'year': '2022', 'month': 'May/June'}, '2022-05/2022-06'),
        ({'year': '2022', 'month': '3-4'}, '2022-03/2022-04'),
        ({'year': '2022', 'month': 'June and July'}, '2022-06/2022-07'),
        ({'year': '2022', 'month': 'June and September'}, '2022-06'),
        ({'year': '2022', 'month': 'May', 'day': '21-23'}, '2022-05-21/2022-05-23'),
        ({'year': '2022', 'month': '5', 'day': '3rd -- 5th'}, '2022-05-03/2022-05-05'),
        ({'year': '2022', 'month': 'may', 'day': '30--2'}, '2022-05-30'),
        ({'year': '2022', 'month': 'may', 'day': '9.'}, '2022-05-09'),
        ({'year': '2001', 'date': '17--22 September'}, '2001-09-17/2001-09-22'),
        ({'year': '2001', 'date': 'May'}, '2001-05'),
    ],
)
def test_both_ends_of_a_stretch_are_kept(fields: dict[str, str], edtf: str) -> None:
    """A decade has its first and its last year, as biblatex has it."""
    assert read_date(fields).edtf == edtf


@pytest.mark.parametrize(('date', 'text'), [('y-50000', '50001 BC'), ('Y17101', '17101')])
def test_a_year_of_more_than_four_digits_is_kept(date: str, text: str) -> None:
    """Nothing that sorts and exports dates knows such years."""
    assert read_date({'date': date}) == (None, '', text, 'date', '')


def test_a_winter_keeps_both_its_years() -> None:
    """It is sorted by the one in which it begins."""
    found = read_date({'date': 'Winter 2004/05'})
    assert found.date is not None
    assert (found.edtf, found.date.words) == ('2004-24', 'Winter 2004/05')


@pytest.mark.parametrize(
    ('text', 'edtf'),
    [('11 June 2004', '2004-06-11'), ('May 3--5, 2004', '2004-05-03/2004-05-05'),
     ('2004-06-11T10:00:00Z', '2004-06-11'), ('11/06/2004', ''), ('', '')],
)  # fmt: skip
def test_a_date_of_an_event_or_a_visit_is_read_alike(text: str, edtf: str) -> None:
    """What may be two days stays as it is written."""
    assert read_other_date(text, 'urldate').edtf == edtf


def test_a_year_before_ours_is_no_year_of_ours() -> None:
    """EDTF counts a year 0, as astronomers do."""
    found = read_date({'date': '-2000'})
    assert (found.date, found.text, found.problem) == (None, '2001 BC', '')

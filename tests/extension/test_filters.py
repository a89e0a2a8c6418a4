"""The language of `:filter:`: that of sphinxcontrib-bibtex, and nothing that could do harm."""

from __future__ import annotations

import pytest
from counting import work

from sphinx_cv.model import Entry, Paper, Person, Text
from sphinx_cv.model.dates import DateRange, PartialDate
from sphinx_cv.model.words import Words, speaking
from sphinx_cv.site.filters import asks_entries, choose, compile_filter

PAPER = Paper(
    key='rivers2024',
    type='article',
    title=(Text('Rivers and Lakes'),),
    authors=(Person(family='Example', given='Ann'), Person(family='Müller', given='Bob')),
    date=PartialDate(2024, 7),
    fields={'volume': '7', 'abbr': 'ICR'},
    texts={'volume': (Text('7'),), 'abbr': (Text('ICR'),)},
    keywords=('water', 'maps'),
    selected=True,
)
UNDATED = Paper(key='soon', type='misc')


@pytest.mark.parametrize('source', [
    'selected', 'year == 2024', 'year == "2024"', 'year >= 2023 and year < 2025', 'year > "2020"',
    '2023 < year <= 2024', 'key == "rivers2024"', 'type == "article"', 'not (type == "book")',
    'type in {"article", "book"}', 'type in ["article"]', 'key not in ("x", "y")',
    'author % "müller"', 'author % "Example, A"', 'title % "^Rivers"', '"water" in keywords',
    '"Rivers" in title', 'volume == 7', 'volume == "7"', 'abbr', 'not doi', 'True',
    'doi or selected',
    'keywords & {"maps"}', 'keywords == {"water", "maps"}', 'year != 2023',
    'author % "Nobody" or author % "Ann"', ' selected ', 'type is "article"', 'doi is not "x"',
    'keywords % "^ma"', 'not journal', 'author % "Example.*Müller"',
])  # fmt: skip
def test_what_chooses_a_paper(source: str) -> None:
    """Names are fields, % searches, and a year is a number or a string as one likes."""
    assert compile_filter(source)(PAPER)


@pytest.mark.parametrize('source', [
    'year == 2023', 'not selected', 'type == "book"', 'author % "Nobody"', '"fire" in keywords',
    'volume > 7', 'doi', 'year < 2024', 'False', 'keywords & {"fire"}', 'title % "^rivers$"',
])  # fmt: skip
def test_what_passes_a_paper_over(source: str) -> None:
    """The same expressions, with the other outcome."""
    assert not compile_filter(source)(PAPER)


@pytest.mark.parametrize('source', ['year > 2000', 'year < 3000', 'year == 2024', 'volume >= 1'])
def test_a_paper_without_the_field_is_passed_over(source: str) -> None:
    """A paper in press has no year, and no comparison fails for that."""
    assert not compile_filter(source)(UNDATED)


@pytest.mark.parametrize('source', [
    'year >=', '', 'year = 2024', '__import__("os")', 'key.upper() == "X"', 'lambda: 1', 'year + 1',
    '[key for key in "x"]', 'key[0]', 'f"{key}"', 'a if b else c', '(x := 1)', '-year',
    'print("x")',     '"x" * 10**9', '~year', 'import os',
])  # fmt: skip
def test_what_is_no_filter_is_refused(source: str) -> None:
    """It is said before any paper is looked at, and nothing is ever run."""
    with pytest.raises(ValueError, match='filter'):
        compile_filter(source)


@pytest.mark.parametrize('source', ['title % "["', 'year | {"x"}', 'year & year'])
def test_what_cannot_be_applied_says_so(source: str) -> None:
    """A regular expression that is none, and sets that are none."""
    test = compile_filter(source)
    with pytest.raises(ValueError, match=r'^the filter .* cannot be applied'):
        test(PAPER)


@pytest.mark.parametrize(('source', 'words'), [
    ('year >=', ['"year >="', 'is not an expression', '==']),
    ('year = 2024', ['==']),
    ('keywords contains water', ['is not an expression']),
    ('slected', ['"slected"', 'did you mean selected?']),
    ('type == article', ['"article"', 'a text needs quotes']),
    ('type == "journal"', ['matches none of the 2 papers', 'their types are article, misc']),
    ('year == 1900', ['matches none of the 2 papers']),
    ('doi', ['matches none of the 2 papers']),
    ('title % "["', ['cannot be applied']),
    ('(' * 300 + 'year' + ')' * 300, ['is not an expression']),
])  # fmt: skip
def test_a_filter_that_chooses_nothing_says_why(source: str, words: list[str]) -> None:
    """What cannot be read lists nothing, and what matches nothing is told with its reason."""
    chosen, problem = choose(source, [PAPER, UNDATED])
    assert chosen == []
    for word in words:
        assert word in problem


def test_a_field_that_no_paper_has_is_told_although_papers_are_chosen() -> None:
    """A slip behind "not" would choose everything in silence."""
    chosen, problem = choose('not slected', [PAPER, UNDATED])
    assert chosen == [PAPER, UNDATED]
    assert 'did you mean selected?' in problem


def test_a_filter_that_is_right_says_nothing() -> None:
    """Nor does one of a site that has no papers yet."""
    assert choose('selected', [PAPER, UNDATED]) == ([PAPER], '')
    assert choose('not award', [PAPER]) == ([PAPER], '')
    assert choose('type in {"article", "phdthesis", "chapter"}', [PAPER]) == ([PAPER], '')
    assert choose('selected', []) == ([], '')


@pytest.mark.parametrize('pattern', [
    '(a+)+$', '(a|a)*$', '(a|aa)+$', '((a)+b?)*$', '(?:a*)*$', '(?P<x>a+){10,}$', '(.*a){20}',
    'a*a*a*a*a*a*a*a*$', '(a?){40}a{40}', '([a-z]+)*$',
])  # fmt: skip
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    """A regular expression that may explode is refused, whatever title it would meet."""
    paper = Paper(key='a', type='misc', title=(Text('a' * 40 + 'b'),))
    chosen, problem = choose(f'title % "{pattern}"', [paper])
    assert chosen == []
    assert 'for ever' in problem
    assert work(lambda: choose(f'title % "{pattern}"', [paper])) < 100_000


@pytest.mark.parametrize('pattern', [
    '^Rivers', 'Riv.*Lak', '(rivers|streams) and', r'\\brivers\\b', 'r[a-z]+s', 'lakes?$', '.*',
    'Ri{0,3}v', '(?i)rivers', '[(|]*Rivers', r'\\(?rivers\\)?',
])  # fmt: skip
def test_patterns_of_everyday_are_not_refused(pattern: str) -> None:
    """Repeats and alternatives by themselves are no danger."""
    assert choose(f'title % "{pattern}"', [PAPER]) == ([PAPER], '')


KIM = Person(family='Kim', given='A.')
ARXIV = Paper(
    key='kim2021',
    type='article',
    title=(Text('Sand'),),
    authors=(Person(family='Kimchi', given='Bo'), KIM),
    date=PartialDate(2021, 3),
    fields={'journaltitle': 'arXiv preprint arXiv:2101.00001', 'tags': 'industry, sand'},
    texts={'journaltitle': (Text('arXiv preprint arXiv:2101.00001'),)},
    file='talks.bib',
)


def entry(kind: str, title: str, dates: str = '', **fields: str) -> Entry:
    """Return an entry as its directive makes it."""
    stretches = tuple(map(DateRange.parse, filter(None, dates.split(','))))
    given = {name.replace('_', '-'): text for name, text in fields.items()}
    return Entry(kind=kind, key=title.lower(), title=title, dates=stretches, fields=given)


GRANT = entry(
    'grant', 'Sand', '2020/2999', amount='1,200,000', people='A. Kim and Bo Li', tags='Industry'
)
TALK = entry('talk', 'Dunes', '2021-05-03', type='Invited', co_speaker='Cy Poe')
DEGREE = entry('degree', 'PhD', '2010/2014')


@pytest.mark.parametrize(('source', 'chosen'), [
    ('by("Ann Kim")', [ARXIV, GRANT]),
    ("by('Kim, Ann')", [ARXIV, GRANT]),
    ('by("Bo Kimchi")', [ARXIV]),
    ('author % "A. Kim$"', [ARXIV]),
    ('type == "preprint"', [ARXIV]),
    ('type == "Preprints"', [ARXIV]),
    ('type in {"invited", "preprint"}', [ARXIV, TALK]),
    ('type != "preprint"', [GRANT, TALK, DEGREE]),
    ('file == "talks.bib"', [ARXIV]),
    ('"industry" in tags', [ARXIV, GRANT]),
    ('tags & {"INDUSTRY"}', [ARXIV, GRANT]),
    ('tags == "industry"', [ARXIV, GRANT]),
    ('tags != "industry"', [TALK, DEGREE]),
    ('running', [GRANT]),
    ('since 2021-04', [GRANT, TALK]),
    ('since(2021) and kind == "talk"', [TALK]),
    ('kind in {"talks", "degree"}', [TALK, DEGREE]),
    ('during 2021', [ARXIV, GRANT, TALK]),
    ('before 2015', [DEGREE]),
    ('not before("2015")', [ARXIV, GRANT, TALK]),
    ('amount > 1000000', [GRANT]),
    ('co-speaker == "Cy Poe"', [TALK]),
    ('co_speaker', [TALK]),
    ('title == "since 2021" or year == 2014', [DEGREE]),
])  # fmt: skip
def test_one_language_for_papers_and_entries(source: str, chosen: list[Paper | Entry]) -> None:
    """A person in all spellings, types by their headings, times, tags and any option."""
    things = [ARXIV, GRANT, TALK, DEGREE]
    assert [thing for thing in things if compile_filter(source)(thing)] == chosen


def test_an_edited_book_is_one_whatever_its_type_is_called() -> None:
    """BibTeX has only books, and of these one may have no author."""
    ann = (Person(family='Example', given='Ann'),)
    own = Paper(key='a', type='book', authors=ann)
    edited = Paper(key='b', type='book', editors=ann)
    papers = [own, edited, Paper(key='c', type='collection', editors=ann)]
    assert choose('type == "book"', papers)[0] == [own]
    assert choose('type == "collection"', papers)[0] == papers[1:]
    assert choose('type == "edited books"', papers)[0] == papers[1:]


def test_types_are_called_as_they_are_printed() -> None:
    """In the language of the site, and with the owner's own words, too."""
    with speaking(Words(own={'Journal articles': 'Aufsätze', 'Grants': 'Drittmittel'})):
        assert compile_filter('type == "aufsätze"')(PAPER)
        assert compile_filter('kind in {"Drittmittel", "paper"}')(GRANT)
        assert choose('type == "aufsatze"', [PAPER]) == ([PAPER], '')


@pytest.mark.parametrize(('source', 'things', 'words'), [
    ('by("Ann Kym")', [ARXIV], 'asks for "Ann Kym", whom no paper names'),
    ('year > 2000 or by("Ann Kym")', [ARXIV], 'whom no paper names'),
    ('fundr == "NSF"', [GRANT], 'a field that no entry has; did you mean funder?'),
    ('volum and kind', [GRANT, PAPER], 'a field that no paper or entry has; did you mean volume?'),
    ('kind == "talk"', [GRANT, DEGREE], 'matches none of the 2 entries'),
    ('type in {"preprint", "jornal"}', [ARXIV], 'for the type "jornal", of which there is nothing'),
    ('kind in {"grant", "taks"}', [GRANT], 'for the kind "taks", of which there is nothing'),
])  # fmt: skip
def test_what_nobody_has_is_told(source: str, things: list[Paper | Entry], words: str) -> None:
    """A stranger and a field of nobody are told, whatever else the filter chooses."""
    assert words in choose(source, things)[1]


@pytest.mark.parametrize('source', [
    'by(Kim)', 'by()', 'since("soon")', 'since(2020, 2021)', 'by("a").x', 'by(name="Kim")',
    'since 2020-19', 'year - 1', 'during',
])  # fmt: skip
def test_questions_take_one_text(source: str) -> None:
    """What is no question of ours is refused before anything is asked."""
    problem = choose(source, [GRANT, PAPER])
    assert problem[0] == []
    assert 'filter' in problem[1]


@pytest.mark.parametrize(('source', 'asks'), [
    ('"industry" in tags', True), ('since 2020', True), ('running', True),
    ('kind == "talk" and since 2020', True), ('organization == "NSF"', False),
    ('selected', False), ('year >= 2020', False), ('type == "article"', False),
    ('"x" in tags or selected', False), ('by("Ann Kim")', False), ('year >', False),
])  # fmt: skip
def test_which_filters_of_a_variant_are_about_entries(source: str, asks: bool) -> None:
    """One that asks for what papers alone have leaves entries as they are."""
    assert asks_entries(source) is asks

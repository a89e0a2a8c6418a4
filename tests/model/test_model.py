"""The plain data of a CV: dates, people, text without markup."""

from __future__ import annotations

import pickle

import pytest

from sphinx_cv.model import Markup, Math, Paper, Person, Problem, Text, fold, is_cjk, plain_text
from sphinx_cv.model.dates import DateRange, PartialDate
from sphinx_cv.model.preprints import is_preprint


@pytest.mark.parametrize(('text', 'words'), [
    ('2024', '2024'), ('2024-08', 'Aug 2024'), ('2024-08-15', '15 Aug 2024'),
    ('2024-21', 'Spring 2024'), ('2024-24', 'Winter 2024'), ('2024?', '2024?'),
    ('2024~', 'c. 2024'), ('2024-08%', 'c. Aug 2024?'), (' 0987 ', '987'),
])  # fmt: skip
def test_dates_are_read_and_written(text: str, words: str) -> None:
    """As EDTF has them, and as people write them."""
    date = PartialDate.parse(text)
    assert date.words == words
    assert str(date) == text.strip()
    assert PartialDate.parse(str(date)) == date


@pytest.mark.parametrize('text', [
    '', '24', 'soon', '2024-13', '2024-00', '2024-00-01', '2024-08-00', '2024-1', '2024-08-32',
    '2023-02-29',
    '2024-21-01', '2024/08', 'Aug 2024', '2024-08-15T10:00',
])  # fmt: skip
def test_what_is_no_date_is_said_in_a_sentence(text: str) -> None:
    """It quotes what was written."""
    with pytest.raises(ValueError, match=f'^"{text}" (is|has)'):
        PartialDate.parse(text)


@pytest.mark.parametrize(('text', 'words', 'is_open'), [
    ('2024', '2024', False), ('2021-08/2024-08', 'Aug 2021 – Aug 2024', False),
    ('2019-06-12/2019-06-14', '12–14 Jun 2019', False),
    ('2019-07-30/2019-08-02', '30 Jul – 2 Aug 2019', False),
    ('2019-12-30/2020-01-02', '30 Dec 2019 – 2 Jan 2020', False),
    ('2019-06-12/2019-06', '12 Jun 2019 – Jun 2019', False),
    ('2019-06-12~/2019-06-14', 'c. 12 Jun 2019 – 14 Jun 2019', False),
    ('2024-08/', 'Aug 2024 – present', True), ('2024-08/..', 'Aug 2024 – present', True),
    ('2024/2024', '2024', False), ('2024-23/2025-21', 'Fall 2024 – Spring 2025', False),
    ('/2015', 'until 2015', False), ('../2015-06', 'until Jun 2015', False),
    ('2024-33/2024-36', 'Q1 2024 – Q4 2024', False), ('2999-09/', 'from Sep 2999', True),
])  # fmt: skip
def test_stretches_of_time(text: str, words: str, is_open: bool) -> None:
    """From and to, or open as biblatex writes it."""
    stretch = DateRange.parse(text)
    assert stretch.words == words
    assert stretch.is_open is is_open


@pytest.mark.parametrize('text', ['2024/2020', '2024/soon', '/soon', '2020/2021/2022'])
def test_what_is_no_stretch_is_said(text: str) -> None:
    """Ends before it begins, or has no beginning."""
    with pytest.raises(ValueError, match=r'^"'):
        DateRange.parse(text)


def test_dates_sort_by_time() -> None:
    """What is less exact comes first."""
    texts = ['2024-08-15', '2024', '2023-12', '2024-08']
    assert sorted(map(PartialDate.parse, texts)) == [
        PartialDate.parse(text) for text in ('2023-12', '2024', '2024-08', '2024-08-15')
    ]


@pytest.mark.parametrize(('text', 'folded'), [
    ('Müller', 'muller'), ('Łukasz Ørsted', 'lukasz orsted'), ('STRAẞE', 'strasse'),
    ('Ðorđe', 'dorde'), ('Æsop', 'aesop'), ('ﬁnite', 'finite'), ('李', '李'),
    ('İstanbul', 'istanbul'),
])  # fmt: skip
def test_folding_is_for_people_without_the_key(text: str, folded: str) -> None:
    """Accents and case go, other scripts stay."""
    assert fold(text) == folded


def test_names_in_three_orders() -> None:
    """As one reads them, as one sorts them, and as one compares them."""
    person = Person(given='Ann', prefix='van den', family='Berg', suffix='Jr.')
    assert person.name == 'Ann van den Berg Jr.'
    assert person.sort_name == 'van den Berg, Jr., Ann'
    assert person.sort_key == 'berg, ann, van den'
    assert Person(family='松岡', given='大樹').name == '松岡大樹'
    assert is_cjk('김')
    assert not is_cjk('Kim')
    assert not is_cjk('')


def test_text_without_markup() -> None:
    """Links and emphasis give their words, a formula its source."""
    rich = (Text('A '), Markup('link', (Markup('emphasis', (Text('b'),)),), 'x'), Math('n^2'))
    assert plain_text(rich) == 'A bn^2'
    paper = Paper(key='k', type='misc', texts={'note': rich, 'empty': ()})
    assert paper.text('empty', 'note') == 'A bn^2'
    assert paper.rich('missing', 'empty') == ()


def test_problems_read_as_compilers_write_them() -> None:
    """Editors find the line."""
    assert str(Problem('refs.bib', 4, 'date', 'no date')) == 'refs.bib:4: no date'
    assert str(Problem('refs.bib', 4, 'date', 'no', 'k')) == 'refs.bib:4: entry k: no'


def test_data_can_be_pickled() -> None:
    """It goes into Sphinx's environment, and to its other processes."""
    paper = Paper(key='k', type='misc', date=PartialDate(2024), authors=(Person(family='B'),))
    assert pickle.loads(pickle.dumps(paper)) == paper


PREPRINT_SERVERS = (
    'arXiv preprint arXiv:2201.00001', 'CoRR', 'Research Square', 'TechRxiv', 'OSF Preprints',
    'OpenReview', 'Cryptology ePrint Archive', 'IACR Cryptol. ePrint Arch.', 'EarthArXiv',
    'Electron. Colloquium Comput. Complex.', 'SSRN Electronic Journal', 'Available at SSRN 123',
    'Zenodo', 'HAL', 'hal-0123456', 'AfricArXiv', 'Preprints', 'viXra', 'PeerJ PrePrints',
    'medRxiv: the preprint server', 'Preprint at https://arxiv.org/abs/2201.00001',
)  # fmt: skip
NO_PREPRINT_SERVERS = (
    'Nature', 'Reprints of Law', 'Corr. Math. J.', 'Halle Journal', 'Open Review of Management',
    'Journal of Physics (arXiv:2001.00001)', 'Archive of Formal Proofs', 'Printing News',
)  # fmt: skip


@pytest.mark.parametrize('name', PREPRINT_SERVERS)
def test_what_is_in_no_journal_but_on_a_server_is_a_preprint(name: str) -> None:
    """Whichever server it is, and whichever field names it."""
    for field, kind in (('journaltitle', 'article'), ('institution', 'report')):
        paper = Paper(key='a', type=kind, texts={field: (Text(name),)})
        assert is_preprint(paper), (field, kind)


@pytest.mark.parametrize('name', NO_PREPRINT_SERVERS)
def test_a_journal_is_no_server(name: str) -> None:
    """Whatever its name reminds of."""
    paper = Paper(
        key='a', type='article', texts={'journaltitle': (Text(name),)},
        identifiers={'arxiv': '2201.00001'},
    )  # fmt: skip
    assert not is_preprint(paper)


def test_the_publisher_of_proceedings_makes_no_preprint() -> None:
    """OpenReview publishes conferences too, and Zenodo data."""
    texts = {'booktitle': (Text('ICLR'),), 'publisher': (Text('OpenReview.net'),)}
    assert not is_preprint(Paper(key='a', type='inproceedings', texts=texts))
    for kind in ('misc', 'dataset', 'software'):
        texts = {'publisher': (Text('Zenodo'),)}
        assert not is_preprint(Paper(key='a', type=kind, texts=texts)), kind

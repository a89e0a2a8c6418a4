"""The owner is found in lists of authors by what all lists say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_cv.bib.names import claim, match_owner, parse_names
from sphinx_cv.model import Owner, Paper


def papers(lists: list[str]) -> dict[str, Paper]:
    """Make a paper for each list of authors, marks of one as annotations behind a plus."""
    made = {}
    for at, names in enumerate(lists):
        people = parse_names(names.replace('+', ''), lambda *_: None).people
        marked = [person.rstrip().endswith('+') for person in names.split(' and ')]
        noted = (
            replace(person, annotations=frozenset({'highlight'})) if is_marked else person
            for person, is_marked in zip(people, marked, strict=True)
        )
        made[str(at)] = Paper(key=str(at), type='article', title=(), authors=tuple(noted), line=at)
    return made


def mine(name: str, *lists: str, aliases: tuple[str, ...] = ()) -> list[str]:
    """Return the owner's name as each of the lists has it, '' where none does."""
    owner = Owner(name=name, aliases=aliases)
    found = claim(papers(list(lists)), owner).papers
    matches = match_owner(owner).matches
    return [' + '.join(p.name for p in paper.authors if matches(p)) for paper in found.values()]


def hints(name: str, *lists: str) -> list[str]:
    """Return what is asked."""
    return [hint.message for hint in claim(papers(list(lists)), Owner(name=name)).hints]


@pytest.mark.parametrize(
    ('name', 'lists', 'expected'),
    [
        ('João Lind', ['Lind, João P.', 'Lind, J. P. and Roe, A.'], ['João P. Lind', 'J. P. Lind']),
        ('João P. Lind', ['Lind, J. M.', 'Lind, J. P.'], ['', 'J. P. Lind']),
        ('Ann Doe', ['A. B. Doe', 'Doe AB and Roe C', 'Ann B. Doe'],
         ['A. B. Doe', 'AB Doe', 'Ann B. Doe']),
        ('Ann Doe', ['Ann B. Doe', 'A. C. Doe'], ['Ann B. Doe', '']),
        ('Ann Doe', ['Ann Doe', 'Andrew Doe', 'B. Doe'], ['Ann Doe', '', '']),
        ('Ann Doe', ['Ann Doe', 'A. B. Doe and A. C. Doe'], ['Ann Doe', '']),
        ('Ann Doe', ['Ann Doe and A. B. Doe'], ['Ann Doe']),
        ('C. Manuel Vale', ['Carlos M. Vale', 'M. Vale'], ['Carlos M. Vale', 'M. Vale']),
        ('Rafael Prado', ['de Sousa Prado, Rafael', 'Prado, Rafael de Sousa', 'Sousa Prado, R.'],
         ['Rafael de Sousa Prado', 'Rafael de Sousa Prado', 'R. Sousa Prado']),
        ('Gabriel García Márquez', ['García, Gabriel', 'Márquez, G.', 'García Márquez, G.'],
         ['Gabriel García', 'G. Márquez', 'G. García Márquez']),
        ('Marta Vidal Roca',
         ['Vidal, M.', 'Vidal, M. and Vidal, J.', 'Vidal, Miguel', 'Roca, M. V.'],
         ['M. Vidal', 'M. Vidal', '', 'M. V. Roca']),
        ('María José García López', ['García, M. J.', 'M. García and García, P.', 'García, P.'],
         ['M. J. García', 'M. García', '']),
        ('Jin Li', ['Jin Li', 'Jin-Woo Li', 'J.-W. Li', 'J. W. Li'],
         ['Jin Li', '', '', 'J. W. Li']),
        ('Wei Wang', ['Wei Wang', 'Wei-Ming Wang', 'Wang Wei'], ['Wei Wang', '', '']),
        ('Jane Doe', ['Doe Jane and Roe Bo', 'Doe, J.'], ['Doe Jane', 'J. Doe']),
        ('Søren Ødegård', ['Oedegaard, Soren', 'Odegaard, Søren'],
         ['Soren Oedegaard', 'Søren Odegaard']),
        ('Jürgen Müller', ['Muller, Juergen', 'Mueller, Jurgen'],
         ['Juergen Muller', 'Jurgen Mueller']),
        ('Jordan Lee', ['Lee, Jordan and Lee, Jordan B.', 'Lee, Jordan B. and Roe, A.'],
         ['Jordan Lee', '']),
        ('Jordan Lee', ['Lee, J. and Lee, Jordan', 'Lee, J.'], ['Jordan Lee', 'J. Lee']),
        ('Jordan Lee', ['Lee, Jordan B.'], ['Jordan B. Lee']),
        ('Jordan Lee', ['Lee, J. and Lee, J.', 'Lee, Jordan'], ['', 'Jordan Lee']),
        ('Kovács István', ['István Kovács', 'Kovács, I.', 'Kovács István', 'Kovács, Imre'],
         ['István Kovács', 'I. Kovács', 'Kovács István', '']),
        ('Li Wei', ['W. Li', 'Wei Li', 'Li Wei and L. Wei'], ['W. Li', 'Wei Li', 'Li Wei']),
        ('James Roe', ['James Roe and R. James', 'R. James and James Roe'], ['James Roe'] * 2),
        ('Kovácsné Szabó Éva', ['Kovácsné Szabó, É.', 'Szabó, Éva'],
         ['É. Kovácsné Szabó', 'Éva Szabó']),
        ('Nguyễn Văn An', ['An Van Nguyen', 'Nguyen, A. V.', 'N. V. An', 'Nguyen Van Anh'],
         ['An Van Nguyen', 'A. V. Nguyen', 'N. V. An', '']),
        ('Jón Þór Sigurðsson', ['Jón Þ. Sigurðsson', 'Sigurdsson, J. T.'],
         ['Jón Þ. Sigurðsson', 'J. T. Sigurdsson']),
        ('María José García López', ['García, Mª José', 'García López, Mª. J.'],
         ['Mª José García', 'Mª. J. García López']),
        ('Ana Ferreira dos Santos', ['Ferreira-Santos, A.'], ['A. Ferreira-Santos']),
        ('Ana da Luz Alves Pereira', ['Alves-Pereira, A.'], ['A. Alves-Pereira']),
        ('Jan van der Berg', ['J. van den Berg', 'J. v. d. Berg', 'Berg, J.', 'Van der Berg J'],
         ['', 'J. v. d. Berg', 'J. Berg', 'J Van der Berg']),
        ('Robert Roe Jr.', ['Roe, R.', 'Robert Roe III', 'Roe, Sr., R.', 'R. A. Roe, Jr'],
         ['R. Roe', '', '', 'R. A. Roe Jr']),
        ('Xiao-Ming Li', ['Li, Xiao Ming', 'Xiao Li', 'X. M. Li'],
         ['Xiao Ming Li', '', 'X. M. Li']),
        ('Karl-Heinz Roe', ['Roe, Karl H.', 'Karl Roe', 'K. Roe'], ['Karl H. Roe', '', 'K. Roe']),
        ('Björn Åström', ['Bjorn Astroem', 'Astroem, B'], ['Bjorn Astroem', 'B Astroem']),
        ('William "Bill" Roe', ['W. S. Roe', 'Roe, B.'], ['W. S. Roe', 'B. Roe']),
        ('김민준', ['민준 김', '김 민준', '김민지'], ['김민준', '김민준', '']),
        ('Ann Doe', ['Doe, (A.)', 'Doe, "A."', 'DOE A.B.', 'Doe J'], ['', '', 'DOE A.B.', '']),
    ],
)  # fmt: skip
def test_the_owner_in_each_list(name: str, lists: list[str], expected: list[str]) -> None:
    """One author at most is the owner, by the name that fits best, or as the only one that may."""
    assert mine(name, *lists) == expected


@pytest.mark.parametrize(
    ('lists', 'expected'),
    [
        (['Lee, J. and Lee, J.+'], ['J. Lee']),
        (['Doe, Ann+ and Lee, Jordan', 'Lee, Jordan'], ['Ann Doe', 'Jordan Lee']),
        (['Lee, Jordan+ and Roe, Ann+'], ['Jordan Lee']),
        (['Doe, Ann+ and Roe, Ann+ and Lee, Jo'], ['']),
    ],
)
def test_a_highlight_decides(lists: list[str], expected: list[str]) -> None:
    """Whom the entry highlights is the owner, whatever the name; of several, the one who fits."""
    assert mine('Jordan Lee', *lists) == expected


def test_each_spelling_that_was_not_taken_is_told_once() -> None:
    """Only papers without the owner are asked about, and each spelling with their number."""
    found = hints(
        'Ann Doe', 'Ann Doe and Doe, Xu', 'Andrew Doe', 'Andrew Doe and Roe, B.', 'Poe, C.'
    )
    assert found == [
        '"Andrew Doe", author of 2 papers, is not taken for the owner; '
        'if that is you, add the spelling to "aliases" of cv_owner in conf.py'
    ]


@pytest.mark.parametrize(('name', 'spelling'), [
    ('José García-López', 'García, J.'), ('Jane Doe', 'Jane Doe-Smith'),
    ('Minh Nguyen', 'Nguyen Van Minh'), ('Wei Wang', 'Wang Wei'),
])  # fmt: skip
def test_a_part_of_the_family_name_or_the_other_order_is_asked_about(
    name: str, spelling: str
) -> None:
    """These may well be the owner; others with a hyphen are not."""
    [hint] = hints(name, name, spelling, 'Smith-Roe, Bo')
    assert 'is not taken for the owner' in hint


def test_family_names_first_are_told_once() -> None:
    """The owner's name shows the order of the whole list."""
    [hint] = hints('Jane Doe', 'Doe Jane and Roe Bo', 'Poe Cy and Doe Jane')
    assert hint.endswith('write "Doe, Jane" (and in 1 more entry)')


@pytest.mark.parametrize(
    ('name', 'lists', 'said'),
    [
        ('김민준', ['김민준'], []),
        ('Ramanujam', ['Ramanujam'], []),
        ('Kovács István', ['I. Kovács', 'István Kovács'], []),
        ('Wei Zhang', ['Wei Zhang', 'Zhang W'], ['write "Zhang, W"']),
    ],
)
def test_names_in_their_order_are_not_told(name: str, lists: list[str], said: list[str]) -> None:
    """Neither names without given ones, nor those whose order the owner's name has."""
    assert [hint.rpartition('; ')[2] for hint in hints(name, *lists)] == said


def test_two_who_may_be_the_owner_are_told() -> None:
    """The hint says how to decide."""
    assert hints('Ann Doe', 'Ann Doe', 'Doe, A. and Doe, A.') == [
        '"A. Doe" (1) and "A. Doe" (2) may all be the owner; say who: author+an = {1=highlight}'
    ]


@pytest.mark.parametrize(
    ('name', 'lists', 'near'),
    [
        ('Ann Doe', ['Bob Doe and Roe, C.', 'Bob Doe'], '; the nearest names are Bob Doe'),
        ('Ann Doee', ['Ann Doe and Roe, C.'], '; the nearest names are Ann Doe'),
        ('Ann Doe', ['Zhu, Xi'], ''),
    ],
)
def test_an_owner_of_nothing_is_told_once(name: str, lists: list[str], near: str) -> None:
    """The only hint names the spellings that come nearest."""
    assert hints(name, *lists) == [
        f'"{name}" is author of none of the papers{near}; '
        'mend "name" of cv_owner, or add the spelling to its "aliases"'
    ]


def test_a_lab_or_nobody_asks_nothing() -> None:
    """An organisation is no author of its papers, and without a name there is no owner."""
    for name in ('Example Lab', '', 'Institute of Things'):
        assert hints(name, 'Ann Doe and Bob Roe') == []


SPELLINGS = st.sampled_from(
    ['Ann Doe', 'Doe, A.', 'A. B. Doe', 'Ann Roe', 'Doe, Bob', 'Ann-Lu Doe']
)


@given(st.lists(st.lists(SPELLINGS, min_size=1, max_size=3).map(' and '.join), max_size=4))
def test_at_most_one_author_is_the_owner(lists: list[str]) -> None:
    """Whatever stands in the lists, no paper has two owners, and asking again changes nothing."""
    owner = Owner(name='Ann Doe')
    found = claim(papers(lists), owner).papers
    matches = match_owner(owner).matches
    for paper in found.values():
        assert sum(map(matches, paper.authors)) <= 1
    assert claim(papers(lists), owner).papers == found

"""Each odd construct of real bibliographies has the outcome that is written down for it."""

from __future__ import annotations

import pytest
from bibtext import paper_line
from places import DATA

from sphinx_cv.bib import read_bibliography

CASES = DATA / 'bib-cases'
GOOD = {
    'first': 'first | article | First good entry | Doe, Jane | J. Good | 2020',
    'last': 'last | article | Last good entry | Doe, Jane | J. Good | 2024',
}


def expected_outcomes() -> dict[str, list[str]]:
    """Read the table: a line with the name of the case, then its outcome, indented."""
    outcomes: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in (CASES / 'expected.txt').read_text(encoding='utf-8').splitlines():
        if line.startswith(' '):
            rows.append(line.strip())
        elif line and not line.startswith('#'):
            rows = outcomes[line] = []
    return outcomes


EXPECTED = expected_outcomes()


@pytest.mark.parametrize('case', EXPECTED)
def test_the_odd_entry_is_shown_or_reported_as_expected(case: str) -> None:
    """What is shown, and the line, kind and words of each problem, are those of the table."""
    bibliography = read_bibliography([CASES / f'{case}.bib'], CASES)
    expected = [line for line in EXPECTED[case] if not line.startswith('!')]
    assert [paper_line(p) for p in bibliography.papers if p.key not in GOOD] == expected
    reports = [line.removeprefix('! ').split(': ', 1) for line in EXPECTED[case] if line[0] == '!']
    found = [(f'{p.line} {p.subtype}', p.message) for p in bibliography.problems]
    assert [where for where, _ in found] == [where for where, _ in reports]
    assert all(words in said for (_, said), (_, words) in zip(found, reports, strict=True))


@pytest.mark.parametrize('case', EXPECTED)
def test_the_good_entries_beside_it_are_untouched(case: str) -> None:
    """The entries before and after the odd one are read as if it were not there."""
    path = CASES / f'{case}.bib'
    shown = {paper.key: paper_line(paper) for paper in read_bibliography([path], CASES).papers}
    for key, line in GOOD.items():
        if f'{{{key},' in path.read_text(encoding='utf-8-sig'):
            assert shown[key] == line


def test_every_case_has_an_outcome() -> None:
    """No case is left out of the table, and none in the table is missing."""
    assert set(EXPECTED) == {path.stem for path in CASES.glob('*.bib')}

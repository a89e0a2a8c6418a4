"""Hostile and odd bibliographies take time in proportion to their length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from counting import cost

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from pathlib import Path

# What took the square of the length would take many times as long.
LIMIT = 600
FIFTY = ','.join(f'k{number}' for number in range(50))
FIELDS = 'author={Doe, Jane}, year=2020'


def doubled(count: int) -> str:
    """Return definitions each of which is twice the one before it."""
    return ''.join(f'@string{{a{n + 1} = a{n} # a{n}}}\n' for n in range(count))


HOSTILE = {
    'crossref in a chain': ''.join(
        f'@inbook{{k{n}, title={{T{n}}}, crossref={{k{n + 1}}}, {FIELDS}, f{n}={{x}}}}\n'
        for n in range(1000)
    ),
    'xdata that name each other': ''.join(
        f'@xdata{{k{n}, xdata={{{",".join(f"k{m}" for m in range(99))}}}, f{n}={{x}}}}\n'
        for n in range(99)
    ),
    'a volume of many fields': f'@book{{p, {", ".join(f"f{n}={{xxxx}}" for n in range(2000))}}}\n'
    + ''.join(f'@inbook{{k{n}, crossref=p, xdata=p}}\n' for n in range(2000)),
    'a long note in many parts': f'@book{{p, note={{{"abc $x$ " * 9000}}}}}\n'
    + ''.join(f'@inbook{{k{n}, crossref=p}}\n' for n in range(1000)),
    'definitions that double': f'@string{{a0="xxxxxxxxxx"}}\n{doubled(30)}@misc{{k, title=a30}}',
    'macros that double': '@preamble{"\\def\\a{x}'
    + ''.join(
        f'\\def\\{"a" * (n + 2)}{{{f"{chr(92)}{chr(97) * (n + 1)} " * 2}}}' for n in range(30)
    )
    + f'"}}@misc{{k, title={{\\{"a" * 20} {"x" * 9}}}}}',
    'a macro of itself': r'@preamble{"\newcommand{\a}[1]{\a{#1#1}\a{#1}}"}'
    + r'@misc{k, title={'
    + r'\a{x}' * 9000
    + '}}',
    'a macro not closed': r'@preamble{"\newcommand{\a}[2]{#1#2#2}"}'
    + r'@misc{k, title={'
    + r'\a' * 16000
    + '}}',
    'elements': f'@misc{{k, title={{{"<i>" * 32000}}}, year=2020}}',
    'elements of many names': f'@misc{{k, title={{{"".join(f"<x{n} >" for n in range(16000))}}}}}',
    'formulas of MathML': f'@misc{{k, title={{{"<math>" * 16000}}}, year=2020}}',
    'formulas not closed': f'@misc{{k, title={{{(chr(92) + "(") * 32000}}}, year=2020}}',
    'related': ''.join(
        f'@misc{{k{n}, title={{T{n}}}, {FIELDS}, related={{{FIFTY}}}}}\n' for n in range(2000)
    ),
    'one number': ''.join(
        f'@misc{{k{n}, title={{T{n}}}, {FIELDS}, arxiv={{2003.01234}}}}\n' for n in range(2000)
    ),
    'a DOI of many parts': f'@misc{{k, title={{T}}, doi={{{"10.1" * 32000}}}}}',
    'entries that are hidden': 'article{k,\n a = {\n' * 8000,
}


@pytest.mark.parametrize('kind', HOSTILE)
def test_no_bibliography_takes_long(tmp_path: Path, kind: str) -> None:
    """A file from a co-author cannot hang a build."""
    path = tmp_path / 'refs.bib'
    path.write_text(f'{HOSTILE[kind]}\n@article{{last, title={{Last}}, {FIELDS}}}\n')
    loops, bibliography = cost(lambda: read_bibliography([path]))
    assert loops < LIMIT
    assert bibliography.papers[-1].key == 'last'
    assert not [problem for problem in bibliography.problems if problem.subtype == 'internal']

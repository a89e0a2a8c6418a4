"""What an owner wants to be seen below a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import build, plain, write_site

from sphinx_cv.bib.notes import annotation, from_markdown
from sphinx_cv.formatting.highlights import Metric, contribution, metrics_line
from sphinx_cv.site.metrics import read_metrics

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(('text', 'latex'), [
    ('see [here](https://a.org/x_y)', r'see \href{https://a.org/x_y}{here}'),
    ('*a* and **b** and _c d_', r'\emph{a} and \textbf{b} and \emph{c d}'),
    ('run `f_x 5%` now', r'run \texttt{f\_x 5\%} now'),
    ('* equal, snake_case_name, $a_1 b_1$', '* equal, snake_case_name, $a_1 b_1$'),
    ("``Best'' and `best'", "``Best'' and `best'"),
])  # fmt: skip
def test_markdown(text: str, latex: str) -> None:
    """What al-folio's users write means the same here, and LaTeX stays LaTeX."""
    assert from_markdown(text) == latex
    assert annotation(text) == latex


@pytest.mark.parametrize(('text', 'expected'), [
    ('conceptualisation; writing - original draft', 'Conceptualization, writing – original draft'),
    ('Writing (review and editing), Software', 'Writing – review & editing, software'),
    ('I wrote sections 2, 3 and the code.', 'I wrote sections 2, 3 and the code.'),
])  # fmt: skip
def test_contributions(text: str, expected: str) -> None:
    """Roles of CRediT have one form; other words are the owner's."""
    assert contribution(text) == expected


def test_a_line_of_numbers() -> None:
    """Those of one source and day stand together."""
    crossref = Metric('Citations', '12', 'Crossref', '2026-11-01')
    scholar = [Metric(what, '7', 'Scholar', '2026-10') for what in ('Citations', 'h-index')]
    assert metrics_line([crossref, *scholar]) == (
        'Citations: 12 (Crossref, 1 Nov 2026); Citations: 7, h-index: 7 (Scholar, Oct 2026)'
    )


ROW = '"what": "Citations", "number": 12, "source": "Crossref", "day": "2026-11-01"'


@pytest.mark.parametrize(('text', 'problem'), [
    ('{', 'metrics.json is not JSON'),
    ('{}', 'metrics.json is not a list; write'),
    ('[5]', 'row 1: it is no object'),
    (f'[{{{ROW}}}, {{"what": "Citations"}}]', 'row 2: it has no "number"; each row has what,'),
    (f'[{{{ROW.replace("2026-11-01", "soon")}}}]', '"soon" is no day; write 2026-11-01'),
    (f'[{{{ROW}, "paper": "gone"}}]', 'no paper has the key "gone"'),
])  # fmt: skip
def test_a_file_that_is_wrong(text: str, problem: str, tmp_path: Path) -> None:
    """Each is one sentence."""
    (tmp_path / 'metrics.json').write_text(text, encoding='utf-8')
    said: list[str] = []
    read_metrics(tmp_path / 'metrics.json', {'k'}, 'en', said.append)
    assert len(said) == 1
    assert problem in said[0]


REFS = """
@article{k, title={T}, author={Ann Example}, journal={J}, year={2024},
  annotation={An *oral*, see [the list](https://a.org/)}, award={[Best paper](https://b.org/)},
  contribution={software, Validation}, note={First of three}, pubstate={inpress}}
@article{l, title={U}, author={Ann Example}, journal={J}, year={2023}}
"""
INDEX = '# Ann Example\n\n```{cv:metrics}\n```\n\n```{cv:publications}\n```\n'


def test_highlights_on_pages_in_text_and_pdf(tmp_path: Path) -> None:
    """All stand below the paper, with links, and a changed number is seen by the next build."""
    numbers = f'[{{{ROW}, "paper": "k"}}, {{{ROW.replace("Citations", "h-index")}}}, 5]'
    source = write_site(tmp_path / 'site', {
        'index.md': INDEX, 'refs.bib': REFS, 'metrics.json': numbers,
    }, "cv_outputs = ['cv.txt']\ncv_metrics = 'metrics.json'\n")  # fmt: skip
    site = build(source)
    contributed, cited = 'Contribution: Software, validation', '12 (Crossref, 1 Nov 2026)'
    for name in ('index.html', 'papers/k.html'):
        page = site.text(name)
        assert '<em>oral</em>, see <a' in page
        assert 'href="https://b.org/">Best paper</a>' in page
        assert contributed in plain(page)
        assert f'Citations: {cited}' in plain(page)
        assert 'First of three' in plain(page)
        assert 'in press' in plain(page)
    assert f'h-index: {cited}' in plain(site.text())
    assert any('metrics.json:1: WARNING: metrics.json, row 3:' in w for w in site.warnings)
    line = next(row for row in site.text('cv.txt').splitlines() if 'T' in row and '2024' in row)
    assert line.endswith(
        f'Best paper. First of three. An oral, see the list. {contributed}. Citations: {cited}.'
    )
    (source / 'metrics.json').write_text(numbers.replace('12', '13'), encoding='utf-8')
    site = build(source)
    for name in ('index.html', 'papers/k.html', 'cv.txt'):
        assert 'Citations: 13' in plain(site.text(name))

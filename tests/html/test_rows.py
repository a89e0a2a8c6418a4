"""Rows of lists that pages write without nodes: the same as Sphinx writes of the nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import build, write_site

from sphinx_cv.site import lines

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.model import Paper

PAPERS = r"""
@article{one, title = {On ``Quotes'' and {H$_2$O}: the $\alpha^2$ way --- it's},
  author = {Example, Ann and Other, Bob and O'Brien, Sean and Stu, Dent},
  author+an = {1=equal; 2=equal; 4=corresponding}, journal = {Journal of "Things" \& more},
  year = 2024, abstract = {With $x^2$, "quotes", 'single' and \texttt{code  "here"} -- dashes...},
  pdf = {files/one.pdf}, slides = {files/one slides.pdf}, poster = {files/gone.pdf},
  code = {https://example.org/~a/b?x=1&y=2}, award = {Best \emph{Paper}}, selected = {true},
  acceptance_rate = {10\%}, note = {Write to \href{mailto:ann@example.org}{ann@example.org}}}
@inproceedings{two:a/b, title = {Two}, booktitle = {Proc.}, year = 2023, abbr = {P \& T},
  author = {A, B and C, D and E, F and G, H and Example, Ann and K, L and Stu, Dent},
  doi = {10.1000/xyz<1>}, summary = {Short.}, impact = {Cited \textbf{10} times}}
@book{three, title = {\textsc{Small} \textit{Three}}, editor = {Example, Ann and Other, Bob},
  publisher = {P}, year = 2023, note = {From \cite{seven, nobody}}}
@article{seven, title = {Seven@home}, author = {Example, Ann and Stu, Dent}, author+an = {2="‡"},
  year = 2020, journal = {J}}
"""
PAGE = """\
# Ann Example

```{toctree}
mentoring
```

## Some

```{cv:publications}
:limit: 2
:details: none
```

## All

```{cv:publications}
:group-by: year
```

```{note}
~~~{cv:publications}
:group-by: type
:filter: year < 2024
~~~
```
"""
CONF = """\
cv_people = {'Bob Other': {'url': 'https://example.org/bob?a=1&b="2"'}}
cv_author_limit = 5
cv_pdf = False
"""
# A translator that does nothing else, but might.
TRANSLATOR = """\
from sphinx.writers.html5 import HTML5Translator
class Translator(HTML5Translator):
    def visit_strong(self, node):
        super().visit_strong(node)
def setup(app):
    app.set_translator('html', Translator)
"""
MENTORING = '# Mentoring\n\n```{cv:mentee} Dent Stu\n```\n'
# What rows without nodes leave out, as nobody styles it: a class of links and one of plain names.
LIGHTER = (
    (r' class="reference external"| reference external(?=")', ''),
    (r'<span class="cv-author">([^<]*)</span>', r'<bdi>\1</bdi>'),
)


def pages(folder: Path, conf: str) -> dict[str, str]:
    """Return the pages and the search index of the site."""
    files = {'refs.bib': PAPERS, 'index.md': PAGE, 'mentoring.md': MENTORING}
    root = write_site(folder, files, CONF + conf)
    (root / 'files').mkdir()
    for name in ('one.pdf', 'one slides.pdf'):
        (root / 'files' / name).write_bytes(b'%PDF-1.4')
    output = build(root).output
    found = [*output.rglob('*.html'), output / 'searchindex.js']
    return {path.name: path.read_text(encoding='utf-8') for path in found}


def lighter(page: str) -> str:
    """Return a page as it is where no class is written that nobody styles."""
    for long, short in LIGHTER:
        page = re.sub(long, short, page)
    return page


@pytest.mark.parametrize('conf', [
    '', 'cv_paper_pages = False\n', "language = 'de'\nhtml_math_renderer = 'mathjax'\n",
    'cv_paper_pages = False\nsmartquotes = False\n',
])  # fmt: skip
def test_rows_are_what_sphinx_writes_of_nodes(tmp_path: Path, conf: str) -> None:
    """Letter by letter, and a theme's own translator gets the nodes."""
    direct, translated = (pages(tmp_path / name, conf + more) for name, more in (
        ('direct', ''), ('translated', TRANSLATOR)
    ))  # fmt: skip
    assert {name: lighter(page) for name, page in translated.items()} == {
        name: lighter(page) for name, page in direct.items()
    }
    assert len(re.findall('class="cv-badge"', direct['index.html'])) >= 3
    cited = re.search(r'From \[(.*?)\]', direct['index.html'])
    assert cited
    link = r'<a class="reference internal" href="[^"]+"><span>Example and Stu, 2020</span></a>'
    assert re.fullmatch(rf'{link}; nobody', cited[1])


def test_an_entry_that_changes_costs_its_own_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All other rows are those of the build before, but for those that Sphinx has a part in."""
    made: list[str] = []

    def noted(paper: Paper, *rest: str) -> object:
        made.append(paper.key)
        return lines.term(paper, *rest)

    pages(tmp_path, 'cv_paper_pages = False\n')
    monkeypatch.setattr('sphinx_cv.html.rows.term', noted)
    papers = tmp_path / 'refs.bib'
    papers.write_text(PAPERS.replace('{Two}', '{Deux}'), encoding='utf-8')
    output = build(tmp_path).output
    assert {*made} == {'one', 'two:a/b'}  # the first has formulas
    page = (output / 'index.html').read_text(encoding='utf-8')
    assert 'Deux' in page
    assert '>Two<' not in page

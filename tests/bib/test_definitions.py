"""Macros that a file defines in its preamble are read wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bib import read_bibliography
from sphinx_cv.model import Markup, Text, plain_text

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.bib import Bibliography


def read(folder: Path, preamble: str, entry: str) -> Bibliography:
    """Read an entry below a preamble."""
    path = folder / 'refs.bib'
    path.write_text(f'@preamble{{{preamble}}}\n@article{{k, {entry}, year=2020}}\n')
    return read_bibliography([path])


TITLES = [
    (r'"\newcommand{\R}{\mathbb{R}}"', r'Maps of $\R^n$', 'Maps of ℝⁿ'),
    (r'"\newcommand\be{\beta}"', r'The $\be x$ test', 'The βx test'),
    (r'"\def\pair#1#2{#2 by #1}"', r'\pair{A}{B}, \pair xy', 'B by A, y by x'),
    (r'"\newcommand{\hi}[2][World]{#2, #1}"', r'\hi{Hi} \hi[All]{Oh}', 'Hi, World Oh, All'),
    (r'"\newcommand{\ie}{i.e.\xspace}"', r'A, \ie B, \ie, \ie{} C', 'A, i.e. B, i.e., i.e. C'),
    (r'"\let\tool=\emph"', r'\tool{Rivers}', 'Rivers'),
    (r'"\DeclareMathOperator{\Tr}{Tr}"', r'$\Tr A$', 'Tr A'),
    (r'"\newcommand{\a}{b}" # "\renewcommand{\a}{c}"', r'\a', 'c'),
    (r'"\newcommand{\a}{b}" # {\providecommand{\a}{c}}', r'\a', 'b'),
    (r'"\newcommand{\one}[1]{(\two{#1})}\newcommand{\two}[1]{#1#1}"', r'\one{xy}', '(xyxy)'),
    (r'"\newcommand{\noopsort}[1]{} "', r'\noopsort{a}Rivers', 'Rivers'),
    (r'"\def\at#1 in #2;{#2 (#1)}"', r'\at 3 in {a; b}; c', 'a; b (3) c'),
    (r'"\def\iso(#1,#2){#2--#1}"', r'\iso(a, b)x', 'b–ax'),
    (r'"\NewDocumentCommand{\duo}{m m}{#2#1}"', r'\duo{a}{b}', 'ba'),
    ("\"\\newcommand{\\sep}{%\n  and}%\n\"", r'A \sep{} B', 'A and B'),
]  # fmt: skip


@pytest.mark.parametrize(('preamble', 'title', 'shown'), TITLES)
def test_text_has_what_its_macros_stand_for(
    tmp_path: Path, preamble: str, title: str, shown: str
) -> None:
    """Arguments, defaults and macros within macros are followed, in text and in formulas."""
    papers, problems, _ = read(tmp_path, preamble, f'author={{Doe, Jane}}, title={{{title}}}')
    assert plain_text(papers[0].title) == shown
    assert not problems


NAMES = [
    (r'"\newcommand{\lind}{R. Lind}"', r'\lind and Doe, Jane', ['R. Lind', 'Jane Doe']),
    (r'"\newcommand{\lind}{R. Lind}"', r'Doe, Jane and {\lind}', ['Jane Doe', 'R. Lind']),
    (r'"\newcommand{\team}{Doe, Jane and Roe, Bo}"', r'\team', ['Jane Doe', 'Bo Roe']),
    (r'"\newcommand{\me}[1]{\textbf{#1}}"', r'\me{Doe, Jane} and Roe, Bo', ['Jane Doe', 'Bo Roe']),
    (r'"\newcommand{\oz}{{\"O}z}"', r'\oz, Ada', ['Ada Öz']),
]


@pytest.mark.parametrize(('preamble', 'authors', 'shown'), NAMES)
def test_people_are_those_that_macros_stand_for(
    tmp_path: Path, preamble: str, authors: str, shown: list[str]
) -> None:
    """A macro for oneself, or for a whole team, is read as the names that it stands for."""
    papers, problems, _ = read(tmp_path, preamble, f'author={{{authors}}}, title={{T}}')
    assert [person.name for person in papers[0].authors] == shown
    assert not problems


def test_what_is_known_is_shown_as_ever(tmp_path: Path) -> None:
    """Boxes that are moved about to draw a letter do not take its place."""
    preamble = (
        r'"\ifx\undefined\Dbar\def\Dbar{\raise0.2ex\hbox{-}\kern-0.5em D}\fi" # '
        r'"\providecommand{\url}[1]{\texttt{#1}} \providecommand{\aap}{A and A}"'
    )
    fields = (
        r'author={\Dbar okovi{\'c}, Ana}, title={See \url{https://example.org}}, journal={\aap}'
    )
    paper = read(tmp_path, preamble, fields).papers[0]
    assert paper.authors[0].family == 'Đoković'
    assert paper.title[1] == Markup('link', (Text('https://example.org'),), 'https://example.org')
    assert plain_text(paper.texts['journaltitle']) == 'Astronomy & Astrophysics'


def test_exports_need_no_preamble(tmp_path: Path) -> None:
    """The fields that exports write have the text, for no preamble goes with them."""
    fields = r'author={Doe, Jane}, title={T}, note={With \lab}'
    paper = read(tmp_path, r'"\newcommand{\lab}{the Lab}"', fields).papers[0]
    assert paper.fields['note'] == 'With the Lab'


def test_a_preamble_may_stand_in_parentheses(tmp_path: Path) -> None:
    """Parentheses within its quotes do not end it, and the next entry is read."""
    path = tmp_path / 'refs.bib'
    path.write_text(
        '@preamble("\\newcommand{\\f}[1]{(#1)}" # { \\newcommand{\\g}{)} })\n'
        '@article{k, author={Doe, Jane}, title={A \\f{b} \\g}, year=2020}\n'
    )
    papers, problems, _ = read_bibliography([path])
    assert [plain_text(paper.title) for paper in papers] == ['A (b) )']
    assert not problems


def test_files_know_the_macros_of_one_another(tmp_path: Path) -> None:
    """The macros of all files are known in each, its own before those of others."""
    for name in ('one', 'two'):
        macros = rf'\newcommand{{\who}}{{{name}}}\newcommand{{\only{name}}}{{only {name}}}'
        text = f'@preamble{{"{macros}"}}'
        entry = rf'@misc{{{name}, author={{Doe, Jane}}, title={{\who, \onlyone}}, year=2020}}'
        (tmp_path / f'{name}.bib').write_text(f'{text}\n{entry}\n')
    papers = read_bibliography([tmp_path / 'one.bib', tmp_path / 'two.bib']).papers
    assert [plain_text(paper.title) for paper in papers] == ['one, only one', 'two, only one']


def test_authors_who_disappear_are_told_once(tmp_path: Path) -> None:
    """A macro that nothing defines loses an author, which is said with how many papers it costs."""
    entries = (
        rf'@article{{k{n}, author={{\lind and Doe, Jane}}, title={{T{n}}}, year=2020}}' '\n'
        for n in range(44)
    )
    path = tmp_path / 'refs.bib'
    path.write_text(''.join(entries))
    papers, problems, _ = read_bibliography([path])
    assert [person.name for person in papers[0].authors] == ['Jane Doe']
    [problem] = problems
    assert problem.subtype == 'name'
    assert r'an author is lost: nothing defines \lind' in problem.message
    assert 'and in 43 more entries' in problem.message

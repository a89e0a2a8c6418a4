"""``sphinx-cv new --from`` a CV in LaTeX: macros of its class, or of its owner, are entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from takeovers import Taken, build, missing, take_over, write_files

if TYPE_CHECKING:
    from pathlib import Path

MODERNCV = r"""
    \documentclass{moderncv}
    \moderncvstyle{classic}
    \newcommand{\unow}{University of Nowhere} % its own macro
    \name{Ada}{Example}
    \title{Professor of Rivers}
    \address{River Road 1}{0000 Nowhere}{Nowhereland}
    \phone[mobile]{+1~(234)~567}
    \phone[fixed]{+2~345}
    \email{ada@example.org}
    \homepage{www.ada.example.org}
    \social[github]{ada\_example}
    \social[fediplace]{@ada}
    \born{1 May 1980}
    \begin{document}
    \makecvtitle
    \section{Education}
    \cventry{2001--2005}{PhD in Hydrology}{\unow}{Nowhere}{\textit{summa cum laude}}%
      {On bends \& floods.%
      \newline{}With honours:\begin{itemize}\item First \item Second
        \begin{itemize}\item Inner\end{itemize}\end{itemize}}
    \section{Experience}
    \subsection{Vocational}
    \cventry{since May 2010}{Lecturer}{\href{https://harbour.example/a_b}{Harbour School}}{}{}{}
    \input{more}
    \section{Languages}
    \cvitemwithcomment{Dutch}{Native}{spoken daily}
    \section{Computer skills}
    \cvdoubleitem{Old}{Fortran}{New}{Python, C}
    \section{Other}
    \cvitem{2019}{A walk along $x^2$ rivers}
    \cvlistitem{Item \textbf{one}}
    \cvlistdoubleitem{Item two}{Item three}
    \gauge{high}{low}
    \nocite{*}
    \bibliography{papers}
    \end{document}
    """
AWESOME = r"""
    \documentclass[11pt]{awesome-cv}
    \name{Ada}{Example}
    \position{Engineer{\enskip\cdotp\enskip}Hydrologist}
    \github{adaexample}
    \begin{document}
    \makecvheader
    \cvsection{Experience}
    \begin{cventries}
      \cventry
        {Founding Member \& Engineer} % title
        {Floods Inc.}
        {Seoul}
        {Mar. 2021 - Present}
        {
          \begin{cvitems}
            \item {Built 90\% of the dams.}
          \end{cvitems}
        }
    \end{cventries}
    \cvsection{Honors}
    \cvhonor{River Medal}{Society of Rivers}{Delft}{2020}
    \cvsection{Skills}
    \cvskill{Dams}{Earth, Stone}
    \end{document}
    """
OWN = r"""
    \documentclass{article}
    \newcommand{\job}[4]{\textbf{#1} at #2 \hfill #3\\ #4}
    \newcommand{\me}[1]{\textsc{#1}}
    \author{Ada Example}
    \begin{document}
    \section*{Work}
    \job{Lecturer}{Harbour School}{Jan 2010 -- May 2012}{Taught \me{tides}.}
    \section*{About}
    Some prose on \emph{rivers}, with a macro that is \unknown{not known}.

    \begin{tabular}{ll} 1999 & Born again \\ 2000 & Again \end{tabular}
    \end{document}
    """


@pytest.fixture(scope='module')
def moderncv(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """A new project from a folder with a moderncv."""
    folder = tmp_path_factory.mktemp('latex')
    files = {
        'cv.tex': MODERNCV,
        'more.tex': '\\cventry{2008}{Guide}{River Tours}{Delft}{}{}\n',
        'papers.bib': '@misc{rivers2024, title={Rivers}, author={Ada Example}, year=2024}\n',
    }
    return take_over(write_files(folder / 'old', files), folder / 'new')


def test_every_fact_of_moderncv_has_a_place(moderncv: Taken) -> None:
    """Owner, entries, lists, skills and papers."""
    assert not missing(
        moderncv,
        "'name': 'Ada Example'", "'Professor of Rivers'", 'River Road 1, 0000 Nowhere, Nowhereland',
        '+1 (234) 567, +2 345', "'ada@example.org'", 'https://www.ada.example.org',
        'https://github.com/ada_example', '1 May 1980', '{cv:degree} PhD in Hydrology',
        ':organization: University of Nowhere', ':dates: 2001/2005', 'summa cum laude',
        'On bends & floods.', '- First\n- Second', '  - Inner', '### Vocational',
        '[Harbour School](https://harbour.example/a_b)', ':dates: 2010-05/', '{cv:position} Guide',
        'River Tours', 'Dutch', 'Native — spoken daily', 'Fortran', 'Python, C', '2019',
        '- Item **one**\n- Item two\n- Item three', '@misc{rivers2024',
    )  # fmt: skip


def test_what_only_latex_knows_is_told(moderncv: Taken) -> None:
    """By the name of its macro; the words are kept."""
    assert 'fediplace: @ada' in moderncv.said
    assert r'cv.tex: \gauge' in moderncv.said
    assert 'high' in moderncv.text


def test_the_project_builds_without_a_warning(moderncv: Taken) -> None:
    """As every new project does."""
    assert build(moderncv.folder) == ''


def test_awesome_cv_has_other_arguments(tmp_path: Path) -> None:
    """Five, and the title is the first."""
    taken = take_over(write_files(tmp_path, {'cv.tex': AWESOME}) / 'cv.tex', tmp_path / 'new')
    assert not missing(
        taken, 'Ada Example', 'https://github.com/adaexample', 'Engineer', 'Hydrologist',
        '{cv:position} Founding Member & Engineer\n:organization: Floods Inc.\n'
        ':place: Seoul\n:dates: 2021-03/\n\n- Built 90% of the dams.', '{cv:award} River Medal',
        'Society of Rivers',
        ':place: Delft', 'Dams', 'Earth, Stone',
    )  # fmt: skip


def test_macros_of_the_owner_are_entries_where_they_have_a_date(tmp_path: Path) -> None:
    """Others are put in, and prose stays prose."""
    taken = take_over(write_files(tmp_path, {'cv.tex': OWN}) / 'cv.tex', tmp_path / 'new')
    assert not missing(
        taken, 'Ada Example', '{cv:position} Lecturer', ':organization: Harbour School',
        ':dates: 2010-01/2012-05', 'Taught tides.', 'Some prose on *rivers*', 'not known',
        '1999, Born again', '2000, Again',
    )  # fmt: skip
    assert r'\unknown' in taken.said

"""A CV in R Markdown, and the papers of Google Scholar: every fact is taken or told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bib import read_bibliography
from sphinx_cv.cli import main
from sphinx_cv.commands.new.sources import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.commands.new.found import Found

CV = r"""---
name: Ada
surname: Example
position: "Associate Professor"
www: ada.example.org
github: ada
orcid: 0000-0002-1825-0097
date: "`r Sys.time()`"
output: vitae::awesomecv
---

```{r setup, include=FALSE}
library(vitae)
# Not a heading
```

\faIcon{university} Education
===========================

```{r}
library(tibble)
tribble(
  ~ Degree, ~ Year, ~ Institution, ~ Where, ~ Why,
  "PhD, Hydrology", "2012-2016", "Nowhere \\& Sons", "Somewhere", "Thesis: How Rivers Bend",
  "PhD, Hydrology", "2012-2016", "Nowhere \\& Sons", "Somewhere", "With \\textit{distinction}",
  "MSc", "2010-2012", "Elsewhere", "Elsewhere", NA # no thesis, ("really")
) %>%
  detailed_entries(Degree, Year, Institution, Where, Why)
```

# Awards

```{r}
prizes <- tibble::tribble(
  ~`the prize`, ~from, ~to,
  "Prize for \"Rivers\"", 2020, 2021,
)
prizes |> brief_entries(what = `the prize`, when = glue::glue("{from} -- {to}"))
```

# Talks

```{r}
readr::read_csv("talks.csv") %>% vitae::detailed_entries(with = event, what = title, when = date)
```

# Publications

```{r}
bibliography_entries("papers.bib")
```

# Citations

```{r}
scholar::get_profile("abc")$total_cites
```

```{r}
detailed_entries(rorcid::orcid_works("abc"), what = title)
```

<!-- # Hidden -->

# Interests {#interests}

I like **water**.
"""


@pytest.fixture(scope='module')
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What stands in the CV and the files beside it."""
    folder = tmp_path_factory.mktemp('vitae')
    (folder / 'cv.Rmd').write_text(CV, encoding='utf-8')
    (folder / 'talks.csv').write_text('title,event,date\nRivers,"On, Rivers",2024-05\n')
    (folder / 'papers.bib').write_text('@article{sand, title={Sand}, year={2023}}\n')
    return read_source(str(folder))


def blocks(found: Found, title: str) -> tuple[object, ...]:
    """Return what stands in a section."""
    (page,) = found.pages
    return next(section.blocks for section in page.sections if section.title == title)


def test_the_front_matter_says_whose_it_is(found: Found) -> None:
    """What R would say there is the date, which nobody needs."""
    assert found.owner['name'] == 'Ada Example'
    assert found.owner['position'] == 'Associate Professor'
    assert found.owner['orcid'] == '0000-0002-1825-0097'
    assert found.owner['links'] == {
        'Home page': 'https://ada.example.org', 'GitHub': 'https://github.com/ada',
    }  # fmt: skip


def test_rows_of_a_table_are_entries(found: Found) -> None:
    """Those that differ in their last words only are one, and comments are none."""
    phd, msc = blocks(found, 'Education')
    assert (phd.kind, phd.title, phd.options) == (
        'degree',
        'PhD, Hydrology',
        {'dates': '2012/2016', 'organization': 'Nowhere & Sons', 'place': 'Somewhere'},
    )
    assert phd.body == '- Thesis: How Rivers Bend\n- With *distinction*'
    assert (msc.title, msc.body) == ('MSc', '')


def test_a_table_may_have_a_name_or_lie_in_a_file(found: Found) -> None:
    """Columns are named, and put together by glue."""
    (prize,) = blocks(found, 'Awards')
    assert (prize.title, prize.options) == ('Prize for "Rivers"', {'dates': '2020/2021'})
    (talk,) = blocks(found, 'Talks')
    assert (talk.title, talk.options) == (
        'Rivers', {'dates': '2024-05', 'organization': 'On, Rivers'},
    )  # fmt: skip


def test_words_and_papers_come_along(found: Found) -> None:
    """What stands in a comment does not."""
    assert blocks(found, 'Interests') == ('I like **water**.',)
    assert list(found.bibliographies) == ['papers.bib']
    assert 'Hidden' not in {section.title for section in found.pages[0].sections}


def test_what_only_r_can_make_is_told(found: Found) -> None:
    """With the section in which it stands."""
    assert [left.place for left in found.left] == ['cv.Rmd, Citations'] * 2
    assert 'total_cites' in found.left[0].what
    assert 'not written out' in found.left[1].what


def test_a_table_of_scholar_becomes_a_bibliography(tmp_path: Path) -> None:
    """With the same authors, in BibTeX; a row without a title is told."""
    file = tmp_path / 'citations.csv'
    file.write_text(
        'Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n'
        '"Example, Ada; Other, Bob; ","Sand & Water","Journal of Sand",12,,1-9,2023,Sand Press\n'
        ',,,,,,,\n',
        encoding='utf-8',
    )
    assert main(['new', str(tmp_path / 'cv'), '--from', str(file), '--name', 'A', '--yes']) == 1
    (paper,) = read_bibliography([tmp_path / 'cv' / 'refs.bib']).papers
    assert paper.title_text == 'Sand & Water'
    assert [person.name for person in paper.authors] == ['Ada Example', 'Bob Other']
    assert paper.key == 'example2023sand'


def test_other_tables_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And a file of Zotero's own, with what to export instead."""
    refusals = {
        'a.csv': 'no table of papers',
        'b.rdf': 'BibTeX or CSL-JSON',
        'takeout.zip': 'unpack it, and name the folder',
    }
    for name, words in refusals.items():
        (tmp_path / name).write_text('x,y\n1,2\n')
        assert main(['new', str(tmp_path / 'cv'), '--from', str(tmp_path / name)]) == 5
        assert words in capsys.readouterr().err


def test_an_unpacked_archive_is_its_only_list_of_papers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However deep it lies; of two lists nobody can say which is meant."""
    folder = tmp_path / 'Takeout' / 'Google Scholar'
    folder.mkdir(parents=True)
    (folder / 'citations.csv').write_text('Authors,Title,Year\n"Example, Ada","Sand",2023\n')
    (found,) = read_source(str(tmp_path / 'Takeout')).bibliographies.values()
    assert 'title = {Sand}' in found
    (folder / 'more.ris').write_text('TY  - JOUR\nTI  - Water\nER  - \n')
    assert main(['new', str(tmp_path / 'cv'), '--from', str(tmp_path / 'Takeout')]) == 5
    assert 'name the file in it that has your CV' in capsys.readouterr().err

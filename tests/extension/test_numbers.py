"""Numbers of papers: given by date, printed everywhere, cited, and kept in a file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from sites import build, plain, write_site
from typst_pdf import flaws, text_of

from sphinx_cv.commands.numbers import with_numbers
from sphinx_cv.site.numbering import read_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

REFS = '\n'.join(
    f'@{kind}{{{key}, title = {{On {key.title()}}}, author = {{Ann Example}}, '
    f'year = {year}, {more}}}'
    for kind, key, year, more in [
        ('article', 'mud', 2012, 'journal = {J}'),
        ('article', 'sand', 2016, 'journal = {J}'),
        ('article', 'clay', 2014, 'journal = {J}'),
        ('book', 'dunes', 2015, 'publisher = {P}'),
        ('thesis', 'thesis', 2010, 'institution = {U}'),
    ]
)
INDEX = """\
# Ann Example

{cv:paper:number}`clay` is not {cv:paper:number}`dunes`.

## New

```{cv:publications}
:filter: type == "article" and year > 2013
:number:
```

## Old

```{cv:publications}
:filter: type == "article" and year < 2013 or type == "book"
:number:
```

## Theses

```{cv:publications}
:filter: type == "thesis"
:number: T
```

## From the top

```{cv:publications}
:number-order: up
:limit: 2
```

## Talks

```{cv:entries}
:kind: talk
:number: V
:limit: 2
```

```{cv:talk} First
:dates: 2020
```

```{cv:talk} Second
:dates: 2021
```

```{cv:talk} Third
:dates: 2022
```

```{cv:entries}
:filter: title % "Second"
:number: V
```
"""
CONF = """cv_pdf = False\ncv_numbers = {'J': 'type == "article"'}\n"""
FILES = {'index.md': INDEX, 'refs.bib': REFS}


def numbers(site: Site, name: str = 'index.html') -> list[str]:
    """Return number and title of each row of a page."""
    found = re.findall(r'<dt id="[^"]*"><a class="cv-title.*?</a>', site.text(name))
    return [plain(row) for row in found]


def talks(site: Site) -> list[str]:
    """Return number and title of each entry that has a number."""
    rows = re.findall(r'<span class="cv-what">(.*?)</dt>', site.text())
    return [row.partition(',')[0] for row in map(plain, rows) if row.startswith('[')]


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with several series of numbers."""
    return build(write_site(tmp_path_factory.mktemp('numbers'), FILES, CONF))


def test_the_newest_has_the_highest_number(site: Site) -> None:
    """A series goes on from list to list; what `cv_numbers` does not name has no letters."""
    assert site.warnings == []
    assert numbers(site) == [
        '[J3] On Sand', '[J2] On Clay', '[1] On Dunes', '[J1] On Mud', '[T1] On Thesis',
        '[1] On Sand', '[2] On Dunes',
    ]  # fmt: skip


def test_entries_are_numbered_on_from_list_to_list(site: Site) -> None:
    """And the command keeps their numbers as those of papers."""
    assert talks(site) == ['[V3] Third', '[V2] Second', '[V2] Second']
    found = json.loads(build(site.source, 'cvnumbers').text('numbers.json'))
    assert found['V'] == {'first': 1, 'second': 2, 'third': 3}
    assert found['J'] == {'mud': 1, 'clay': 2, 'sand': 3}


def test_a_number_is_cited_and_linked(site: Site) -> None:
    """The link leads to the paper, and the text has the number too."""
    links = {link.text: link.href for link in site.links()}
    assert links['[J2]'] == 'papers/clay.html#cv-paper-clay'
    # The page of the paper has the number beside the way back to its row.
    back = {link.text: link.href for link in site.links('papers/clay.html')}
    assert back['Ann Example [J2]'] == '../index.html#cv-index-clay'
    text = site.text('cv.txt')
    assert '[J2] is not [1].' in text
    assert '- [J3] Ann Example. “On Sand”.' in text


def test_a_page_is_written_again_when_its_numbers_change(site: Site) -> None:
    """A number that is kept stays; the next goes on from the highest, whose paper may be gone."""
    kept = '[J]\nsand = 1\nclay = 7\ngone = 9\n["odd one"]\n[V]\nthird = 1\ngone = 4\n'
    (site.source / 'numbers.toml').write_text(kept, encoding='utf-8')
    again = build(site.source)
    assert numbers(again)[:4] == ['[J1] On Sand', '[J7] On Clay', '[1] On Dunes', '[J10] On Mud']
    assert '[J7]' in {link.text for link in again.links()}
    assert 'Ann Example [J7]' in {link.text for link in again.links('papers/clay.html')}
    status = again.app.status.getvalue()
    (told,) = re.findall('has no number for (.*?); run "sphinx-cv numbers"', status)
    assert {'mud', 'first', 'second'} <= set(told.split(', '))
    assert talks(again) == ['[V1] Third', '[V6] Second', '[V6] Second']
    (site.source / 'numbers.toml').unlink()


def test_the_pdf_has_the_same_numbers(tmp_path: Path) -> None:
    """In a column before the papers, beside their titles; variants have them too."""
    conf = CONF.replace('cv_pdf = False', "cv_variants = {'cv-two': {'title': 'Two'}}")
    site = build(write_site(tmp_path, FILES, conf), 'cvpdf')
    for name in ('cv.pdf', 'cv-two.pdf'):
        assert flaws(site.output / name) == []
        text = ' '.join(text_of(site.output / name).split())
        assert '[J2] is not [1].' in text
        assert '[J3] On Sand Ann Example' in text


def test_mistakes_are_told(tmp_path: Path) -> None:
    """A file that cannot be read, a series that no filter gives, a paper without a number."""
    index = '# A\n\n{cv:paper:number}`mud`\n\n```{cv:publications}\n```\n'
    files = {'index.md': index, 'refs.bib': REFS, 'numbers.toml': '[J]\nmud = 1\nsand =\n'}
    site = build(write_site(tmp_path, files, "cv_numbers = {'J': 'fild'}\n"), 'xml')
    said = '\n'.join(site.warnings)
    assert 'numbers.toml:3: WARNING: it cannot be read: Invalid value' in said
    assert 'cv_numbers["J"]: the filter "fild" names "fild"' in said
    assert 'mud has no number; give a list that has it the option "number"' in said


def test_two_papers_cannot_have_one_number(tmp_path: Path) -> None:
    """Whoever came first keeps it; a label may be any text."""
    file = tmp_path / 'numbers.toml'
    file.write_text('top = 1\n[J]\nmud = 1\nsand = 1\nclay = "2024/17"\ndunes = true\n')
    found = read_numbers(file)
    assert found.kept == {'J': {'mud': 1, 'clay': '2024/17'}}
    assert [(problem.line, problem.message.partition(';')[0]) for problem in found.problems] == [
        (1, 'top has no number'),
        (4, 'sand and mud have the same number in [J]'),
        (6, 'dunes has no number'),
    ]


def test_the_command_adds_what_the_file_lacks() -> None:
    """Remarks, and what is written by hand, stay."""
    text = '# mine\n[J]  # journals\nmud = 1  # the first\n\n[T]\nthesis = "I"\n'
    given = {'J': {'mud': 1, 'clay': 3, 'sand': 2}, 'T': {'thesis': 'I'}, '': {'a:b': 1}}
    assert with_numbers(text, given) == (
        '# mine\n[J]  # journals\nmud = 1  # the first\nsand = 2\nclay = 3\n\n[T]\nthesis = "I"\n'
        '\n[""]\n"a:b" = 1\n'
    )
    assert with_numbers(with_numbers('', given), given) == with_numbers('', given)

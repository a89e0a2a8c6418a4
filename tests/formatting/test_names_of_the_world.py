"""Names of the world: one table of what each name is to each output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sphinx_cv.bib import read_bibliography
from sphinx_cv.export.bibtex import bibtex_file
from sphinx_cv.export.csl import item
from sphinx_cv.export.ris import ris
from sphinx_cv.formatting.bylines import author_year, byline, eastern_parts
from sphinx_cv.formatting.names import written
from sphinx_cv.model import Paper, fold, plain_text
from sphinx_cv.model.words import speaking, words_of
from sphinx_cv.site.library import Library

if TYPE_CHECKING:
    from pathlib import Path


class Row(NamedTuple):
    """A name as it is written, and what becomes of it."""

    shown: str  # in a row
    short: str  # in the style "Family, G."
    cited: str  # in a citation
    csl: str  # family|given
    ris: str
    also: str  # another order in which it is searched


# As in the bibliography -> what becomes of it.
NAMES = {
    '松岡, 大樹': Row('松岡大樹', '松岡大樹', '松岡', '松岡|大樹', '松岡, 大樹', '大樹 松岡'),
    '村上 春樹': Row('村上春樹', '村上春樹', '村上', '村上|春樹', '村上, 春樹', '春樹 村上'),
    '𠮷野 花子': Row('𠮷野花子', '𠮷野花子', '𠮷野', '𠮷野|花子', '𠮷野, 花子', '花子 𠮷野'),
    '王小明': Row('王小明', '王小明', '王小明', '王小明|', '王小明', '王小明'),
    '김 철수': Row('김철수', '김철수', '김', '김|철수', '김, 철수', '철수 김'),
    'アン・リー': Row(
        'アン・リー', 'アン・リー', 'アン・リー', 'アン・リー|', 'アン・リー', 'アン・リー',
    ),
    'Nguyễn Văn An': Row(
        'Nguyễn Văn An', 'Nguyễn Văn An', 'Nguyễn', 'Nguyễn|Văn An', 'Nguyễn, Văn An',
        'Văn An Nguyễn',
    ),
    'Nguyễn, Văn An': Row(
        'Văn An Nguyễn', 'Nguyễn, V. A.', 'Nguyễn', 'Nguyễn|Văn An', 'Nguyễn, Văn An',
        'Nguyễn Văn An',
    ),
    'García Márquez, Gabriel': Row(
        'Gabriel García Márquez', 'García Márquez, G.', 'García Márquez',
        'García Márquez|Gabriel', 'García Márquez, Gabriel', 'Gabriel García Márquez',
    ),
    'Oliveira e Silva, João': Row(
        'João Oliveira e Silva', 'Oliveira e Silva, J.', 'Oliveira e Silva',
        'Oliveira e Silva|João', 'Oliveira e Silva, João', 'João Oliveira e Silva',
    ),
    'Silva Neto, João da': Row(
        'João da Silva Neto', 'da Silva Neto, J.', 'da Silva Neto', 'da Silva Neto|João',
        'da Silva Neto, João', 'João da Silva Neto',
    ),
    'Jón Stefánsson': Row(
        'Jón Stefánsson', 'Stefánsson, J.', 'Stefánsson', 'Stefánsson|Jón', 'Stefánsson, Jón',
        'Stefánsson Jón',
    ),
    'Bartók, Béla': Row(
        'Béla Bartók', 'Bartók, B.', 'Bartók', 'Bartók|Béla', 'Bartók, Béla', 'Bartók Béla',
    ),
    'Plato': Row('Plato', 'Plato', 'Plato', 'Plato|', 'Plato', 'Plato'),
    '{La Monte}': Row('La Monte', 'La Monte', 'La Monte', 'La Monte', 'La Monte', 'La Monte'),
    'Muhammad al-Khwarizmi': Row(
        'Muhammad al-Khwarizmi', 'al-Khwarizmi, M.', 'al-Khwarizmi', 'al-Khwarizmi|Muhammad',
        'al-Khwarizmi, Muhammad', 'al-Khwarizmi Muhammad',
    ),
    'محمد بن سلمان': Row(
        'محمد بن سلمان', 'بن سلمان, م.', 'بن سلمان', 'بن سلمان|محمد', 'بن سلمان, محمد',
        'سلمان محمد',
    ),
    'דוד בן גוריון': Row(
        'דוד בן גוריון', 'בן גוריון, ד.', 'בן גוריון', 'בן גוריון|דוד', 'בן גוריון, דוד',
        'גוריון דוד',
    ),
    'van den Berg, Ann': Row(
        'Ann van den Berg', 'van den Berg, A.', 'van den Berg', 'van den Berg|Ann',
        'van den Berg, Ann', 'Ann van den Berg',
    ),
}  # fmt: skip


def papers(folder: Path, *names: str, langid: str = '') -> list[Paper]:
    """Return a paper of each of the names."""
    entries = (
        f'@article{{k{at}, author = {{{name}}}, title = {{T}}, journal = {{J}}, year = 2024,'
        f' langid = {{{langid}}}}}'
        for at, name in enumerate(names)
    )
    file = folder / 'refs.bib'
    file.write_text('\n'.join(entries), encoding='utf-8')
    return list(read_bibliography([file]).papers)


@pytest.fixture(scope='module')
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """The papers by the names of their authors, as they are written."""
    return dict(zip(NAMES, papers(tmp_path_factory.mktemp('names'), *NAMES), strict=True))


@pytest.mark.parametrize('name', NAMES)
def test_a_name_in_all_outputs(name: str, found: dict[str, Paper], tmp_path: Path) -> None:
    """On pages, in styles with initials, in citations and in each format."""
    paper, row = found[name], NAMES[name]
    (person,) = paper.authors
    assert byline(paper) == row.shown
    assert plain_text(written(person, 'Family, G.')) == row.short
    assert author_year(paper) == f'{row.cited}, 2024'
    (author,) = item(paper)['author']
    csl = author.get('literal') or f'{author["family"]}|{author.get("given", "")}'
    assert csl == row.csl
    assert re.findall(r'^AU  - (.*?)\r?$', ris([paper]), re.MULTILINE) == [row.ris]
    file = tmp_path / 'again.bib'
    file.write_text(bibtex_file([paper]), encoding='utf-8')
    (again,) = read_bibliography([file]).papers
    assert again.authors == paper.authors


@pytest.mark.parametrize('name', NAMES)
def test_a_name_is_found_in_both_orders(name: str, found: dict[str, Paper]) -> None:
    """By the filter ``by()``, and word by word as the search and the box above a list do it."""
    paper, row = found[name], NAMES[name]
    others = [found[one] for one, other in NAMES.items() if other.csl != row.csl]
    library = Library(papers={one.key: one for one in found.values()})
    for order in (name.strip('{}'), row.shown, row.also):
        is_meant = library.person_named(order)
        assert is_meant(paper.authors[0]), order
        assert [one.key for one in others if is_meant(one.authors[0])] == [], order
        words = fold(f'{row.shown} {" ".join(eastern_parts(paper))}')
        assert all(word in words for word in re.split('[ ,]+', fold(order).strip())), order


def test_order_of_hungary(tmp_path: Path) -> None:
    """In a Hungarian entry a name without a comma has the family name first, and keeps it there."""
    one, two = papers(tmp_path, 'Bartók Béla', 'Kodály, Zoltán', langid='magyar')
    assert (one.authors[0].family, byline(one)) == ('Bartók', 'Bartók Béla')
    assert byline(two) == 'Zoltán Kodály'


@pytest.mark.parametrize(('language', 'names'), [
    ('en', ['Ólafur Aran', 'Muhammad al-Khwarizmi', 'Ludwig van Lund', 'Jón Zophonías']),
    ('is', ['Halla Jónsdóttir', 'Jón Bjarnason', 'Ólafur Arason']),
    ('sv', ['Ann Zorn', 'Eva Åberg', 'Bo Ärlig', 'Al Öman']),
    ('es', ['Ana Muñiz', 'Bea Nadal', 'Eva Nunes', 'Luz Ñandú']),
    ('ar', ['محمد الباز', 'أحمد تامر', 'علي الجابر']),
    ('ja', ['山, 一', '山一二', '山, 三']),
])  # fmt: skip
def test_names_are_sorted_by_the_rules_of_the_language(
    language: str, names: list[str], tmp_path: Path
) -> None:
    """Without articles and particles; Icelanders by their given names in Iceland."""
    people = [paper.authors[0] for paper in papers(tmp_path, *names)]
    with speaking(words_of(language)):
        assert sorted(people, key=lambda person: person.sort_key) == people

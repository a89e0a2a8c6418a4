"""Broken syntax: an entry keeps what it says, the mend is named, its neighbours are untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bibtext import paper_line
from counting import cost

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.bib import Bibliography

BEFORE = '@article{first, author={Doe, Jane}, title={First}, journal={J}, year={2020}}\n'
AFTER = '\n@article{last, author={Doe, Jane}, title={Last}, journal={J}, year={2024}}\n'
MIDDLE = 'mid | article | A middle | Doe, Jane |  | 2022'


def read(folder: Path, text: str) -> Bibliography:
    """Read a file that holds *text*."""
    path = folder / 'refs.bib'
    path.write_text(text, encoding='utf-8')
    return read_bibliography([path], folder)


SLIPS = [
    ('author={Doe, Jane}\ntitle={A middle},\nyear=2022', 3, 'be missing after "author"'),
    ('author={Doe, Jane},\ntitle={A middle}\nyear=2022', 4, 'be missing after "title"'),
    ('author="Doe, Jane,\ntitle="A middle",\nyear=2022', 3, 'end it with "'),
    ('author={Doe, Jane,\ntitle={A middle},\nyear=2022', 3, 'end it with }'),
    ('author={Doe, Jane},\ntitle={A {middle},\nyear=2022', 4, '"title" is not closed'),
    ('author={Doe, Jane}},\ntitle={A middle},\nyear=2022', 3, 'a } too many'),
    ('author {Doe, Jane},\ntitle={A middle},\nyear=2022', 3, 'a = is missing after "author"'),
    ('author: {Doe, Jane},\ntitle={A middle},\nyear=2022', 3, 'a = is missing after "author"'),
    ('author={Doe, Jane},\ntitle={A middle},\nyear 2022', 5, 'a = is missing after "year"'),
    ('author=Doe, Jane,\ntitle={A middle},\nyear=2022', 3, 'write author = {…}'),
    ('author=Doe, Jane},\ntitle={A middle},\nyear=2022', 3, 'write author = {…}'),
    ('author={Doe, Jane},\ntitle=A middle},\nyear=2022', 4, 'write title = {…}'),
    ('author={Doe, Jane};\ntitle={A middle},\nyear=2022', 3, 'the ; after "author"'),
    ('author={Doe, Jane},\ntitle=“A middle”,\nyear=2022', 4, 'typographic quotes'),
    ('author={Doe, Jane},\ntitle={A middle},\nyear=2022,\nvolume=,', 6, 'has no value'),
    ('author={Doe, Jane},\nmy own note={},\ntitle={A middle},\nyear=2022', 4, 'have a space'),
    ('author={Doe, Jane} % who\ntitle={A middle}, % what\nyear=2022', 3, 'missing after "author"'),
    ('author={Doe, Jane},\ntitle={A middle},\nyear=2022,\nselected', 6, 'has no value'),
    ('author={Doe, Jane},\ntitle={A middle},\nselected,\nyear=2022', 5, 'has no value'),
]
GOOD_FIELDS = 'author={Doe, Jane},\ntitle={A middle},\nyear=2022\n'
BROKEN_ENTRIES = [
    *((f'@article{{mid,\n{fields}\n}}', line, words) for fields, line, words in SLIPS),
    (f'@article{{mid,\n{GOOD_FIELDS}', 2, 'the entry is not closed'),
    (f'@article{{mid\n{GOOD_FIELDS}}}', 2, 'write mid,'),
    (f'@article{{mid {GOOD_FIELDS}}}', 2, 'write mid,'),
    (f'@article mid,\n{GOOD_FIELDS}}}', 2, 'write @article{mid,'),
]


@pytest.mark.parametrize(('broken', 'line', 'words'), BROKEN_ENTRIES)
def test_a_slip_of_syntax_is_mended_and_reported(
    tmp_path: Path, broken: str, line: int, words: str
) -> None:
    """The entry reads as it was meant, with one report on the very line."""
    bibliography = read(tmp_path, BEFORE + broken + AFTER)
    assert [paper.key for paper in bibliography.papers] == ['first', 'mid', 'last']
    assert paper_line(bibliography.papers[1]) == MIDDLE
    [problem] = bibliography.problems
    assert (problem.line, problem.subtype, problem.key) == (line, 'syntax', 'mid')
    assert words in problem.message


@pytest.mark.parametrize(
    'form',
    [
        '@ARTICLE {mid , AUTHOR = {Doe, Jane} , TITLE = {A middle} , YEAR = 2022 }',
        '@article\n{\nmid,\nauthor = {Doe, Jane}, title = {A middle}, year = 2022 }',
        '@article(mid, author = {Doe, Jane}, title = {A middle}, year = 2022)',
        '@article{mid,, author = {Doe, Jane},, title = {A middle},\n, year = 2022,,}',
        '@article{mid, author = "Doe, " # {Jane}, title = "A" # { mid} # "dle", year = 2022}',
        '@article{mid,\n% nobody\nauthor = {Doe, Jane}, % {\n% year = {1999},\n'
        'title = {A middle}, year = 2022}',
        '@article{mid, author = {Doe, Jane}, title = {A\n   middle}, year = {2022}} and so on',
        '1. @article{mid, author = {Doe, Jane}, title = {A middle}, year = 2022},',
        '\u00a0@article{mid, author = {Doe, Jane}, title = {A middle}, year = 2022}',
        '```bibtex\n@article{mid, author = {Doe, Jane}, title = {A middle}, year = 2022}\n```',
        '@@article{mid, author = {Doe, Jane}, title = {A middle}, year = 2022}',
        '@article{{mid}, author = {Doe, Jane}, title = {A middle}, year = 2022}',
    ],
)  # fmt: skip
def test_unusual_forms_are_no_slips(tmp_path: Path, form: str) -> None:
    """What is clear is read without a word."""
    bibliography = read(tmp_path, BEFORE + form + AFTER)
    assert [paper_line(paper) for paper in bibliography.papers][1:-1] == [MIDDLE]
    assert bibliography.problems == ()


@pytest.mark.parametrize(
    'text',
    [
        '% @article{hidden, title={Hidden}, year=2022}\n',
        '% @article{hidden,\n% title={Hidden},\n% year=2022\n% }\n',
        '// @article{hidden, title={Hidden}, year=2022}\n',
        '<!-- @article{hidden, title={Hidden}, year=2022} -->\n',
        '@comment @article{hidden, title={Hidden}, year=2022}\n',
        '@comment{hidden, title={Hidden}}\n',
        '@Comment{\n@article{hidden,\n title={Hidden}, year=2022\n}\n}\n',
        'Write to jane@uni.example {office 3}.\n',
        'Papers {and talks\n',
        '@\n@@\n@ jane\n@article\n',
        '@preamble{"\\newcommand{\\x}[1]{#1}"}\n',
        '@control{REVTEX41Control}\n',
        '---\ntitle = "Publications"\n---\n',
        '\\iffalse\n@article{hidden,\n title={Hidden}, year=2022\n}\n\\fi\n',
        '\\if0\n@article{hidden, title={Hidden}}\n@misc{more, title={M}}\n\\fi % here\n',
        '\\begin{comment}\n@article{hidden, title={Hidden}}\n\\end{comment}\n',
        '<!--\n@article{hidden, title={Hidden}}\n-->\n',
        '/*\n@article{hidden,\n title={Hidden}, year=2022\n}\n*/\n',
        '<p>\n',
    ],
)
def test_what_stands_between_entries_is_passed_over(tmp_path: Path, text: str) -> None:
    """Comments, front matter, addresses and markup are no entries and cost none."""
    bibliography = read(tmp_path, BEFORE + text + AFTER)
    assert [paper.key for paper in bibliography.papers] == ['first', 'last']


@pytest.mark.parametrize('broken', ['@comment{ x {\n', '@preamble{"x\n', '@string{x = {y}\n'])
def test_a_block_that_is_not_closed_is_reported_and_costs_nothing(
    tmp_path: Path, broken: str
) -> None:
    """The entries behind it are read."""
    bibliography = read(tmp_path, BEFORE + broken + AFTER)
    assert [paper.key for paper in bibliography.papers] == ['first', 'last']
    [problem] = bibliography.problems
    assert (problem.line, problem.subtype) == (2, 'syntax')
    assert 'is not closed' in problem.message


def test_a_key_with_signs_that_keys_cannot_have_is_cleaned(tmp_path: Path) -> None:
    """The report says what to write."""
    text = '@misc{M{\\"u}ller2020,\n title={T}, author={Doe, J.}, year={2020}}'
    bibliography = read(tmp_path, text)
    assert [paper.key for paper in bibliography.papers] == ['Muller2020']
    assert [(p.line, p.subtype) for p in bibliography.problems] == [(1, 'syntax')]


def test_a_file_without_entries_is_reported(tmp_path: Path) -> None:
    """It may be of another format; an empty one is none of our business."""
    assert [p.subtype for p in read(tmp_path, 'TY  - JOUR\nER  -\n').problems] == ['file']
    assert read(tmp_path, '').problems == ()


def test_entries_on_one_line_are_told_apart(tmp_path: Path) -> None:
    """Also where the first of them is not closed."""
    text = (
        '@misc{a, title={A, year={2020}} @misc{b, title={B}, year=2021}@misc{c, title={C}, year=1}'
    )
    assert [p.key for p in read(tmp_path, text).papers] == ['a', 'b', 'c']


def test_an_entry_within_an_entry_ends_it(tmp_path: Path) -> None:
    """An entry that was forgotten to be closed does not swallow the next one."""
    text = '@article{a,\n title={A},\n@article{b,\n title={B},\n year=2022\n}\n'
    shown = [(paper.key, paper.title_text) for paper in read(tmp_path, text).papers]
    assert shown == [('a', 'A'), ('b', 'B')]


def test_a_field_may_quote_bibtex(tmp_path: Path) -> None:
    """The code in a field such as "bibtex" is no entry."""
    text = (
        '@article{mid,\n title={A},\n bibtex = {\n@article{mid,\n title={B}\n}\n},\n year={2022}\n}'
    )
    [paper] = read(tmp_path, text).papers
    assert (paper.title_text, paper.year) == ('A', 2022)


def test_text_that_begins_a_line_with_an_at_sign_is_no_entry(tmp_path: Path) -> None:
    """An abstract may mention accounts and addresses."""
    abstract = 'We study\n@twitter (a service) and\n@mentions {x} there'
    text = f'@article{{mid,\n title={{A}},\n abstract={{{abstract}}},\n year=2022\n}}'
    [paper] = read(tmp_path, text).papers
    assert paper.text('abstract') == 'We study @twitter (a service) and @mentions x there'


def test_a_file_that_breaks_off_keeps_what_it_says(tmp_path: Path) -> None:
    """The value that is cut off is shown as far as it goes."""
    bibliography = read(tmp_path, BEFORE + '@article{mid,\n author={Doe, Jane},\n title={A mid')
    assert bibliography.papers[1].title_text == 'A mid'
    assert [(p.line, p.subtype) for p in bibliography.problems] == [(4, 'syntax')]


def test_braces_may_be_nested_deeply(tmp_path: Path) -> None:
    """Neither depth nor a brace that is missing far inside costs more than the field."""
    deep = f'@misc{{deep, title={{{"{" * 40}A{"}" * 40}}}, year=2022}}\n'
    broken = f'@misc{{broken,\n title={{{"{" * 400}A{"}" * 390}}},\n year=2022}}\n'
    papers = read(tmp_path, deep + broken + AFTER).papers
    assert [(paper.title_text, paper.year) for paper in papers[:2]] == [('A', 2022)] * 2
    assert papers[2].key == 'last'
    braces = f'@misc{{m, abstract={{of S {"{" * 9}S{"}" * 9} here}}, title={{A}}, year=2022}}\n'
    [paper] = read(tmp_path, braces).papers  # as Nature has them in abstracts
    assert paper.text('abstract') == 'of S S here'
    assert [p.subtype for p in read(tmp_path, braces).problems] == []


HIDDEN = 'author={Doe, Jane},\ntitle={A middle},\nyear={2022},\nnote={Under review}\n'


@pytest.mark.parametrize(
    'hidden',
    [
        f'article{{mid,\n{HIDDEN}}}',
        f'  article{{mid, {HIDDEN}}}',
        'article{mid, author={Doe, Jane}, title={A middle}, year={2022}}',
        f'xarticle{{mid,\n{HIDDEN}}}',
        f'ARTICLE\n{{ mid ,\n% why\n{HIDDEN}}}',
        f'article(mid,\n{HIDDEN})',
        f'article mid,\n{HIDDEN}}}',
        f'{{mid,\n{HIDDEN}}}',
        f'% @article{{mid,\n{HIDDEN}}}',
        f'#@article{{mid,\n{HIDDEN}}}',
        'article{mid,\ntitle={A middle}},\nnote={Under review},\nyear={2022}\n}',
        f'article{{mid,\nnote={{Under {{review}},\n{HIDDEN}}}',
        f'article{{mid,\n{HIDDEN}',
        f'- article{{mid,\n{HIDDEN}}}',
        f'at article{{mid,\n{HIDDEN}}}',
        f'@comment @article{{mid,\n{HIDDEN}}}',
        f'<!-- @article{{mid,\n{HIDDEN}}} -->',
        f'article{{"mid",\n{HIDDEN}}}',
        f'article{{mid\n , {HIDDEN}}}',
    ],
)
def test_an_entry_without_its_at_sign_is_never_shown(tmp_path: Path, hidden: str) -> None:
    """People hide an entry so, which may be under review; BibTeX skips it, and one hint says so."""
    bibliography = read(tmp_path, f'{BEFORE}{hidden}\n{AFTER}')
    assert [paper.key for paper in bibliography.papers] == ['first', 'last']
    [hint] = bibliography.problems
    assert (hint.subtype, hint.key) == ('hint', 'mid')
    is_comment = '@' in hidden
    assert ('is a comment' if is_comment else 'BibTeX skips it') in hint.message


@pytest.mark.parametrize(
    ('hidden', 'key'),
    [
        (f'article{{,\n{HIDDEN}}}', 'key'),
        (f'inproceedings{{\n{HIDDEN}}}', 'key'),
        (f'article{{my paper,\n{HIDDEN}}}', 'my paper'),
        ('@misc{b, title={B}, year=2023} article{mid, title={A middle}, year={2022}}', 'mid'),
        (f'@misc{{b, title={{B}}, year=2023\n}}article{{mid,\n{HIDDEN}}}', 'mid'),
        ('article{mid,\ntitle={A middle},\nbib={@article{mid, title={A middle}}}\n}', 'mid'),
    ],
)
def test_a_hidden_entry_is_told_by_its_type_alone(tmp_path: Path, hidden: str, key: str) -> None:
    """Whatever its key is, and wherever it begins or quotes itself."""
    bibliography = read(tmp_path, f'{BEFORE}{hidden}\n{AFTER}')
    assert [paper.key for paper in bibliography.papers if paper.key != 'b'] == ['first', 'last']
    [hint] = (problem for problem in bibliography.problems if problem.key != 'b')
    assert f'{{{key},' in hint.message


def test_options_of_biblatex_hide_an_entry(tmp_path: Path) -> None:
    """As its bibliographies leave it out, and not what it is the volume of."""
    hidden = f'@proceedings{{mid, options={{useprefix, skipbib=true}},\n{HIDDEN}}}\n'
    inner = '@inproceedings{in, crossref={mid}, author={Doe, Jane}, title={In}}\n'
    shown = f'@misc{{shown, options={{dataonly=false}},\n{HIDDEN}}}'
    bibliography = read(tmp_path, f'{BEFORE}{inner}{hidden}{shown}\n{AFTER}')
    assert [paper.key for paper in bibliography.papers] == ['first', 'in', 'shown', 'last']
    [hint] = bibliography.problems
    assert (hint.subtype, hint.key) == ('hint', 'mid')
    assert 'skipbib' in hint.message


@pytest.mark.parametrize('start', ['article{mid,', 'xarticle{mid,', '% @article{mid,'])
def test_an_entry_that_is_not_closed_takes_nothing_of_a_hidden_one(
    tmp_path: Path, start: str
) -> None:
    """What is hidden would else be published as a part of the entry before it."""
    open_entry = '@article{open,\ntitle={Open},\nyear={2020}\n\n'
    papers = read(tmp_path, f'{open_entry}{start}\n{HIDDEN}}}\n{AFTER}').papers
    assert [paper.key for paper in papers] == ['open', 'last']
    assert not any('review' in str(paper.fields) for paper in papers)


def test_fields_without_their_first_line_are_reported(tmp_path: Path) -> None:
    """Nobody knows whether the line above them was lost or taken off, so they are not shown."""
    lost = ' author={Doe, Jane},\n title={A middle},\n year={2022}\n}\n'
    bibliography = read(tmp_path, BEFORE + lost + AFTER)
    assert [p.title_text for p in bibliography.papers] == ['First', 'Last']
    assert [(p.line, p.subtype) for p in bibliography.problems] == [(2, 'syntax')]


def test_fields_that_make_no_entry_are_reported(tmp_path: Path) -> None:
    """Text that looks as if it had been part of an entry does not vanish silently."""
    bibliography = read(tmp_path, BEFORE + ' title={A middle},\n' + AFTER)
    [problem] = bibliography.problems
    assert (problem.line, problem.subtype) == (2, 'syntax')
    assert '"title" belongs to no entry' in problem.message


def test_an_entry_without_any_field_is_reported_and_left_out(tmp_path: Path) -> None:
    """There is nothing to show of it."""
    bibliography = read(tmp_path, BEFORE + '@article{empty}\n@article{}\n' + AFTER)
    assert [paper.key for paper in bibliography.papers] == ['first', 'last']
    assert [(p.line, p.subtype) for p in bibliography.problems] == [(2, 'field'), (3, 'field')]
    bibliography = read(tmp_path, BEFORE + '@book{bad, url={%E0}, owner={me}}\n' + AFTER)
    assert [paper.key for paper in bibliography.papers] == ['first', 'last']
    assert [(p.line, p.subtype) for p in bibliography.problems] == [(2, 'url'), (2, 'field')]


@pytest.mark.parametrize(
    'broken',
    [
        '{\n', '"\n', '}\n', 'title = "\n', '@comment{\n', '@article{{{{{\n',
        '@article{x, title={\n', 'x @a{b,c=d ', '@a{b,c=\n', 'a = {\n', 'a=b c ',
        'foo bar, baz {\n', '%\n', ',', 'a#', '{',
    ],
)  # fmt: skip
@pytest.mark.parametrize('start', ['', '@article{x, a='])
def test_reading_takes_time_in_proportion_to_the_text(
    tmp_path: Path, start: str, broken: str
) -> None:
    """A file of nothing but errors is read in moments."""
    loops, bibliography = cost(lambda: read(tmp_path, start + broken * 4000 + AFTER))
    assert loops < 600
    assert bibliography.papers[-1].key == 'last'


def test_what_git_could_not_join_is_called_so(tmp_path: Path) -> None:
    """Once for the file; both versions are read, and no mark is part of a value."""
    text = (
        f'{BEFORE}@article{{mid,\nauthor={{Doe, Jane}},\n<<<<<<< HEAD\ntitle={{A middle}},\n'
        f'=======\ntitle={{A muddle}},\n>>>>>>> other branch\nyear=2022\n}}{AFTER}'
    )
    found = read(tmp_path, text)
    assert [paper_line(paper) for paper in found.papers][1] == MIDDLE
    assert [(problem.line, problem.subtype) for problem in found.problems] == [
        (4, 'file'), (7, 'duplicate')
    ]  # fmt: skip
    assert 'git has left a conflict' in found.problems[0].message

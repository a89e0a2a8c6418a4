"""A preprint and its published version: one row where the entries say so, else a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.bib import Bibliography

PUBLISHED = '@article{pub, title={On {BERT}}, author={Doe, Jane}, journal={J}, year={2023}%s}\n'
PREPRINT = '@misc{pre, title={On Bert.}, author={Doe, J. and Roe, R.}, year={2022}%s}\n'
EPRINT = ', eprint={2201.00001}, eprinttype={arxiv}'


@pytest.fixture(name='folder')
def folder_of_files(tmp_path: Path) -> Path:
    """Return a folder for the files of a test."""
    return tmp_path


def read(folder: Path, text: str) -> Bibliography:
    """Read a file that holds *text*."""
    path = folder / 'refs.bib'
    path.write_text(text)
    return read_bibliography([path], folder)


@pytest.mark.parametrize(
    'text',
    [
        PUBLISHED % EPRINT + PREPRINT % EPRINT,
        PREPRINT % EPRINT + PUBLISHED % EPRINT,
        PUBLISHED % ', related={pre}' + PREPRINT % EPRINT,
        PUBLISHED % '' + PREPRINT % f'{EPRINT}, related={{pub}}',
        PUBLISHED % ', url={https://arxiv.org/abs/2201.00001}' + PREPRINT % EPRINT,
    ],
)
def test_twins_that_say_so_are_one_paper(folder: Path, text: str) -> None:
    """The published one is shown, with the links of both, and answers to both keys."""
    bibliography = read(folder, text)
    [paper] = bibliography.papers
    assert paper.key == 'pub'
    assert [version.key for version in paper.versions] == ['pre']
    assert 'pre' in paper.aliases
    assert ('arxiv', 'https://arxiv.org/abs/2201.00001') in [(x.kind, x.url) for x in paper.links]
    assert paper.identifiers['arxiv'] == '2201.00001'
    assert bibliography.problems == ()


@pytest.mark.parametrize(
    ('doi', 'labels'),
    [('10.48550/arXiv.2201.00001', ['', '']), ('10.1101/2020.11.23.391771', ['', 'bioRxiv'])],
)
def test_the_doi_of_a_preprint_is_called_by_its_server(
    folder: Path, doi: str, labels: list[str]
) -> None:
    """Else there were two links of one name; arXiv's leads where its number does."""
    text = PUBLISHED % ', doi={10.1000/a}, related={pre}' + PREPRINT % f', doi={{{doi}}}'
    [paper] = read(folder, text).papers
    assert [link.label for link in paper.links] == labels


def test_a_new_title_does_not_part_twins_that_share_a_number(folder: Path) -> None:
    """Titles change on the way to publication; but never is a paper taken in without a word."""
    renamed = PREPRINT.replace('On Bert.', 'Another title')
    published = PUBLISHED.replace('Doe, Jane', 'Doe, Jane and Roe, Richard')
    bibliography = read(folder, published % EPRINT + renamed % EPRINT)
    assert [paper.key for paper in bibliography.papers] == ['pub']
    [hint] = bibliography.problems
    assert (hint.subtype, hint.key, hint.line) == ('hint', 'pre', 2)
    assert 'both have the number 2201.00001' in hint.message


def test_one_author_in_common_does_not_join_two_titles(folder: Path) -> None:
    """One person writes several papers alone, of which one may have a wrong number."""
    alone = PREPRINT.replace('On Bert.', 'The depth of trees').replace(' and Roe, R.', '')
    bibliography = read(folder, PUBLISHED % EPRINT + alone % EPRINT)
    assert [paper.key for paper in bibliography.papers] == ['pub', 'pre']


@pytest.mark.parametrize('number', [EPRINT, ', arxiv={2201.00001}', ', doi={10.1000/182}'])
def test_a_number_that_slipped_into_another_paper_costs_none(folder: Path, number: str) -> None:
    """Two titles and two lists of authors are two papers, whatever number both have."""
    other = PREPRINT.replace('On Bert.', 'The depth of trees')
    bibliography = read(folder, PUBLISHED % number + other % number)
    assert [paper.key for paper in bibliography.papers] == ['pub', 'pre']
    [hint] = bibliography.problems
    assert 'it has the same number as "pub"' in hint.message


@pytest.mark.parametrize(
    ('title', 'other', 'is_joined'),
    [
        ('Braids. Part I: Roots', 'Braids. Part II: Leaves', False),
        ('Braids. Part 1: Roots', 'Braids. Part I: Deep roots', True),
        ('On primes', 'On primes, II', False),
        ('Findings of the 2019 task', 'Findings of the 2020 task', False),
        ('Findings of the task', 'Findings of the 2020 task', True),
        ('Deep nets', 'Deep nets: a long story of how they came', True),
        ('On f(x)', 'On f(x) and more', True),
    ],
)
def test_numbers_in_titles_part_two_works(
    folder: Path, title: str, other: str, is_joined: bool
) -> None:
    """Two parts, or two years of a series, of which one bears the other's number by a slip."""
    published = PUBLISHED.replace('On {BERT}', other).replace('Jane', 'Jane and Roe, R.')
    bibliography = read(folder, published % EPRINT + PREPRINT.replace('On Bert.', title) % EPRINT)
    assert len(bibliography.papers) == 2 - is_joined
    said = ['it has the same number' in problem.message for problem in bibliography.problems]
    assert said == ([] if is_joined else [True])


def test_a_few_words_of_a_title_join_nothing_in_silence(folder: Path) -> None:
    """A short title within a longer one of other people is two works; of the same, a hint."""
    published = PUBLISHED.replace('On {BERT}', 'A survey of deep nets for images of the heart')
    alone = PREPRINT.replace('On Bert.', 'Deep nets').replace(' and Roe, R.', '')
    [hint] = read(folder, published % EPRINT + alone % EPRINT).problems
    assert 'shown as the preprint of "pub"' in hint.message
    many = published.replace('Jane', 'Jane and Roe, R. and Poe, A. and Coe, B.')
    bibliography = read(folder, many % EPRINT + alone % EPRINT)
    assert len(bibliography.papers) == 2
    assert 'it has the same number' in bibliography.problems[0].message


@pytest.mark.parametrize(
    'title',
    [
        'Erratum: On BERT',
        'Corrigendum to "On BERT"',
        'On BERT (Erratum)',
        'Reply to On BERT',
        'On BERT: Supplementary Material',
    ],
)
def test_what_is_about_a_paper_is_none_of_its_versions(folder: Path, title: str) -> None:
    """It may well bear its number, and says nothing wrong."""
    about = PUBLISHED.replace('On {BERT}', title).replace('{pub', '{about')
    text = about % EPRINT + PREPRINT % EPRINT + PUBLISHED % EPRINT
    bibliography = read(folder, text)
    assert [paper.key for paper in bibliography.papers] == ['about', 'pub']
    assert bibliography.papers[1].versions[0].key == 'pre'
    assert bibliography.problems == ()


def test_titles_that_many_works_have_join_no_manuscript(folder: Path) -> None:
    """A manuscript "Introduction" is hardly the preprint of the next one; a hint asks."""
    manuscript = '@unpublished{pre, title={Introduction}, author={Doe, J.}, year={2001}}\n'
    text = PUBLISHED.replace('On {BERT}', 'Introduction') % '' + manuscript
    bibliography = read(folder, text)
    assert len(bibliography.papers) == 2
    assert 'this seems to be the preprint' in bibliography.problems[0].message
    assert len(read(folder, text.replace('Introduction', 'On the depth of trees')).papers) == 1


@pytest.mark.parametrize('title', ['On Bert (Extended Version)', 'On Bert [preprint]'])
def test_a_word_on_the_version_is_no_other_title(folder: Path, title: str) -> None:
    """The preprint has all of what appeared in short."""
    published = PUBLISHED.replace('Jane', 'Jane and Roe, R.')
    preprint = PREPRINT.replace('On Bert.', title) % EPRINT
    assert len(read(folder, published % '' + preprint).papers) == 1
    both = (published % '').replace('On {BERT}', 'Nets \\& trees')
    text = both + PREPRINT.replace('On Bert.', 'Nets and trees') % EPRINT
    assert len(read(folder, text).papers) == 1


def test_two_letters_for_an_umlaut_are_one_name(folder: Path) -> None:
    """A name is written as the keys of its time have it."""
    umlaut = PREPRINT.replace('Doe, J. and Roe, R.', 'Müller, J.')
    letters = PUBLISHED.replace('Doe, Jane', 'Mueller, Jana')
    assert len(read(folder, letters % '' + umlaut % EPRINT).papers) == 1


def test_a_preprint_of_two_versions_says_its_number_twice(folder: Path) -> None:
    """A conference version and a journal version have one preprint, and no wrong number."""
    conference = PUBLISHED.replace('@article{pub', '@inproceedings{conf')
    text = PUBLISHED % EPRINT + conference.replace('journal', 'booktitle') % EPRINT
    assert read(folder, text).problems == ()


def test_the_same_title_and_authors_are_one_paper(folder: Path) -> None:
    """One hint says so for all of them, and how to part two that are no twins."""
    text = ''.join(
        (PUBLISHED % '' + PREPRINT % EPRINT).replace('pre,', f'pre{n},').replace('pub,', f'pub{n},')
        .replace('BERT', f'BERT {n}').replace('Bert', f'Bert {n}').replace('.00001', f'.0000{n}')
        for n in range(3)
    )  # fmt: skip
    bibliography = read(folder, text)
    assert [paper.key for paper in bibliography.papers] == ['pub0', 'pub1', 'pub2']
    [hint] = bibliography.problems
    assert (hint.line, hint.subtype, hint.key) == (2, 'hint', 'pre0')
    assert 'preprint of "pub0"' in hint.message
    assert 'so are 2 more' in hint.message
    parted = text.replace('@misc{pre0,', '@misc{pre0, related={pub0}, relatedtype={separate},')
    assert [p.key for p in read(folder, parted).papers][:2] == ['pub0', 'pre0']


def test_two_numbers_on_one_server_are_two_papers(folder: Path) -> None:
    """Title and authors may be the same, as in two parts of a series: a hint asks."""
    other = EPRINT.replace('.00001', '.00002')
    bibliography = read(folder, PUBLISHED % EPRINT + PREPRINT % other)
    assert [paper.key for paper in bibliography.papers] == ['pub', 'pre']
    assert [problem.subtype for problem in bibliography.problems] == ['hint']


def test_the_same_title_of_other_authors_is_a_hint(folder: Path) -> None:
    """Both are shown; the hint says how to join them, on the line of the preprint."""
    more = PREPRINT.replace('Roe, R.', 'Roe, R. and Poe, A. and Moe, B.')
    bibliography = read(folder, PUBLISHED % '' + more % EPRINT)
    assert len(bibliography.papers) == 2
    [problem] = bibliography.problems
    assert (problem.line, problem.subtype, problem.key) == (2, 'hint', 'pre')
    assert 'related = {pre}' in problem.message


def test_a_preprint_of_several_versions_is_one_hint(folder: Path) -> None:
    """A conference version and a journal version are no twins of each other."""
    conference = PUBLISHED.replace('@article{pub', '@inproceedings{conf').replace(
        'journal', 'booktitle'
    )
    bibliography = read(folder, PUBLISHED % '' + conference % '' + PREPRINT % EPRINT)
    assert [problem.subtype for problem in bibliography.problems] == ['hint']


def test_works_of_other_people_are_no_twins(folder: Path) -> None:
    """A title or a mistyped number may be the same by chance."""
    other = PREPRINT.replace('Doe, J. and ', '')
    bibliography = read(folder, PUBLISHED % EPRINT + other % EPRINT)
    assert len(bibliography.papers) == 2
    assert bibliography.problems == ()


def test_data_and_talks_are_no_twins_of_their_paper(folder: Path) -> None:
    """They often have its title."""
    text = PUBLISHED % '' + (PREPRINT % '').replace('@misc', '@dataset')
    assert read(folder, text).problems == ()


def test_the_same_work_under_two_keys_is_a_hint(folder: Path) -> None:
    """Both are shown, as they may be two works all the same."""
    bibliography = read(folder, PUBLISHED % '' + (PUBLISHED % '').replace('{pub', '{pub2'))
    assert len(bibliography.papers) == 2
    assert [(p.line, p.subtype) for p in bibliography.problems] == [(2, 'hint')]


@pytest.mark.parametrize(
    ('kind', 'one', 'other'),
    [
        ('misc', 'howpublished={Talk in Rome}', 'howpublished={Talk in Oslo}'),
        ('unpublished', 'note={Keynote, A}', 'note={Keynote, B}'),
        ('inproceedings', 'eventtitle={A 2020}', 'eventtitle={B 2020}'),
        ('book', 'volume={1}', 'volume={2}'),
        ('book', 'language={german}', 'language={french}'),
        ('article', 'number={3}', 'number={4}'),
        ('article', 'journal={J}, month=jan', 'journal={J}, month=feb'),
        ('article', 'journal={J}, pages={1--2}', 'journal={J}, pages={7}'),
    ],
)  # fmt: skip
def test_works_of_one_title_that_differ_in_a_fact_are_two(
    folder: Path, kind: str, one: str, other: str
) -> None:
    """Talks given twice, volumes, translations and columns are no doubles."""
    entry = '@%s{%s, title={Trees}, author={Doe, Jane}, year={2023}, %s}\n'
    bibliography = read(folder, entry % (kind, 'a', one) + entry % (kind, 'b', other))
    assert bibliography.problems == ()


def test_many_works_of_one_title_are_a_column(folder: Path) -> None:
    """Editorials and reviews are neither compared nor hinted at."""
    entry = '@article{k%d, title={Editorial}, author={Doe, Jane}, journal={J}, year={2023}}\n'
    assert read(folder, ''.join(entry % n for n in range(30))).problems == ()

"""CSL-JSON and RIS, read by the programs that import them."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import rispy
from places import DATA

from sphinx_cv.bib import read_bibliography
from sphinx_cv.export.csl import csl_json, item
from sphinx_cv.export.ris import ris
from sphinx_cv.model import Markup, Math, Paper, Person, Text
from sphinx_cv.model.dates import PartialDate

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = DATA / 'exports' / 'papers.bib'
EVERY_TYPE = DATA / 'exports' / 'types.bib'

# CSL 1.0.2, appendices III and IV, without the type at which Zotero refuses a whole file.
CSL_TYPES = {
    'article', 'article-journal', 'paper-conference', 'chapter', 'book', 'thesis', 'report',
    'patent', 'dataset', 'webpage', 'speech', 'manuscript', 'document', 'motion_picture',
}  # fmt: skip
CSL_NAMES = {'author', 'editor', 'translator', 'container-author'}
CSL_TEXTS = {
    'id', 'type', 'title', 'container-title', 'event-title', 'collection-title', 'volume', 'issue',
    'edition', 'chapter-number', 'number-of-volumes', 'publisher', 'publisher-place', 'event-place',
    'version', 'language', 'title-short', 'container-title-short', 'note', 'abstract', 'page',
    'keyword', 'DOI', 'ISBN', 'ISSN', 'PMID', 'PMCID', 'URL', 'number', 'collection-number',
    'genre', 'status', 'volume-title', 'part-number', 'number-of-pages',
}  # fmt: skip
CSL_NAME_PARTS = {'family', 'given', 'suffix', 'literal'}
CSL_DATES = {'issued', 'accessed', 'event-date', 'original-date'}
CSL_DATE_PARTS = {'date-parts', 'season', 'circa', 'literal'}


@pytest.fixture
def papers() -> tuple[Paper, ...]:
    """Papers as our reader gives them."""
    return read_bibliography([SAMPLE, EVERY_TYPE]).papers


@pytest.fixture
def sample() -> dict[str, Paper]:
    """The papers that are hard to export, by key."""
    return {paper.key: paper for paper in read_bibliography([SAMPLE]).papers}


@pytest.fixture
def every() -> dict[str, Paper]:
    """One paper of every kind, by key."""
    return {paper.key: paper for paper in read_bibliography([EVERY_TYPE]).papers}


def test_csl_has_known_variables_only(papers: tuple[Paper, ...]) -> None:
    """Every item is as the specification says, and nothing in it is empty."""
    items = json.loads(csl_json(papers))
    assert [item['id'] for item in items] == [paper.key for paper in papers]
    for found in items:
        assert found['type'] in CSL_TYPES
        assert found.keys() <= CSL_TEXTS | CSL_NAMES | CSL_DATES
        assert all(isinstance(found[n], str) and found[n] for n in found.keys() & CSL_TEXTS)
        for name in CSL_NAMES & found.keys():
            assert all(person.keys() <= CSL_NAME_PARTS for person in found[name])
        for date in (found[name] for name in CSL_DATES & found.keys()):
            assert date.keys() <= CSL_DATE_PARTS
            assert all(isinstance(n, int) for part in date.get('date-parts', []) for n in part)


def test_csl_keeps_what_styles_need(sample: dict[str, Paper]) -> None:
    """Names in their parts, dates as numbers, markup as the tags that processors know."""
    fast = item(sample['doe2024fast'])
    assert fast['type'] == 'paper-conference'
    assert fast['author'] == [
        {'family': 'Doe', 'given': 'Jane'},
        {'family': 'van den Berg', 'given': 'Ann Marie'},
        {'family': 'de la Cruz', 'given': 'Juan', 'suffix': 'Jr.'},
        {'literal': 'AT&T Labs and Friends'},
    ]
    assert fast['title'] == (
        'Fast BERT for <i>n</i><sup>2</sup> Tokens: <i>Less</i> is <b>More</b> & 100% Better'
    )
    assert fast['issued'] == {'date-parts': [[2024, 7]]}
    assert (fast['page'], fast['volume']) == ('101-112', '235')
    assert item(sample['berg2022'])['issued'] == {'date-parts': [[2022]], 'season': 1}
    assert item(sample['doe2026'])['issued'] == {'literal': 'in press'}
    assert item(sample['doe2020']) == {
        'id': 'doe2020', 'type': 'thesis', 'title': 'On Things', 'genre': 'PhD thesis',
        'author': [{'family': 'Doe', 'given': 'Jane'}], 'issued': {'date-parts': [[2020, 5]]},
        'publisher': 'University of Somewhere',
    }  # fmt: skip
    preprint = item(sample['roe2025'])
    assert (preprint['type'], preprint['number']) == ('article', 'arXiv:2501.00001')


def facts(paper: Paper, names: str) -> dict[str, object]:
    """Return what an item has for the variables that are named."""
    found = item(paper)
    return {name: found[name] for name in names.split() if name in found}


@pytest.mark.parametrize(('key', 'expected'), [
    ('article', {
        'title': 'Waves in Lake Geneva of Height <i>h</i><sub>0</sub> < 2', 'issue': '3',
        'container-title': 'Journal of Water: Letters', 'container-title-short': 'J. Water',
        'note': 'arXiv: 2301.00001',
    }),
    ('numbered', {'volume': '8', 'number': '041001'}),
    ('accepted', {'status': 'in press'}),
    ('paper', {
        'container-title': 'Proceedings of the 41st Conference on Water: Part One',
        'event-title': '41st Conference on Water', 'event-place': 'Vienna', 'page': '1-9',
        'event-date': {'date-parts': [[2024, 7, 1], [2024, 7, 5]]}, 'collection-number': '4',
    }),
    ('chapter', {
        'container-title': 'The Big Books', 'volume-title': 'The Big Book', 'volume': '1.2',
        'note': 'volume-title: The Big Book',
        'publisher': 'Big Press and Small Press', 'publisher-place': 'London and New York',
        'collection-title': 'Lecture Notes', 'collection-number': '17',
    }),
    ('book', {
        'title': 'The Whole Book: And More', 'original-date': {'date-parts': [[1999]]},
        'issued': {'date-parts': [[2016], [2017]]}, 'number-of-pages': '250',
    }),
    ('patent', {'type': 'patent', 'genre': 'U.S. patent', 'number': 'US 1234567 B2'}),
    ('software', {'type': 'book', 'genre': 'Computer software', 'version': '1.2'}),
    ('manuscript', {'type': 'manuscript', 'status': 'submitted'}),
    ('online', {'type': 'webpage', 'accessed': {'date-parts': [[2024, 2, 3]]}}),
])  # fmt: skip
def test_csl_has_the_facts_of_each_kind(
    every: dict[str, Paper], key: str, expected: dict[str, object]
) -> None:
    """Subtitles, volumes, ranges, numbers and states are where processors look for them."""
    assert facts(every[key], ' '.join(expected)) == expected


@pytest.mark.parametrize(('entry', 'expected'), [
    ('@article{k, title={T}, journal={J. W.}, fjournal={Journal of Water}}',
     {'container-title': 'Journal of Water', 'container-title-short': 'J. W.'}),
    ('@book{k, title={T}, maintitle={Works}, volume={2}}',
     {'title': 'Works', 'volume-title': 'T', 'volume': '2', 'note': 'volume-title: T'}),
    ('@report{k, title={T}, number={TR-7}, series={S}}',
     {'number': 'TR-7', 'collection-title': 'S'}),
    ('@article{k, title={T}, journal={J}, issuetitle={On Water}, note={N}}',
     {'title': 'T', 'container-title': 'J', 'volume-title': 'On Water', 'note': 'N'}),
    ('@jurisdiction{k, title={T}, institution={High Court}}',
     {'type': 'legal_case', 'authority': 'High Court'}),
    ('@inreference{k, title={T}, booktitle={B}}', {'type': 'entry-encyclopedia'}),
    ('@online{k, title={T}, eprint={math/0307200v3}, eprinttype={arxiv}}',
     {'number': 'arXiv:math/0307200', 'version': '3', 'publisher': 'arXiv'}),
    ('@inproceedings{k, title={T}, journal={Water Congress 3}}',
     {'container-title': 'Water Congress 3'}),
    ('@inproceedings{k, title={T}, booktitle={Water Congress}, journal={Water Notices}}',
     {'container-title': 'Water Congress', 'collection-title': 'Water Notices'}),
    ('@online{k, title={T}, journal={Water Weekly}}', {'container-title': 'Water Weekly'}),
    ('@article{k, title={T}, titleaddon={A Reply}, journal={J}}', {'title': 'T. A Reply'}),
    ('@article{k, title={T}, journal={J}, number=3, issue={Spring}}', {'issue': '3, Spring'}),
    ('@article{k, title={T}, journal={J}, note={One.}, addendum={Two}}', {'note': 'One. Two'}),
    ('@book{k, title={T}, author={D, J}, editor={B, A}, editortype={translator}}',
     {'translator': [{'family': 'B', 'given': 'A'}]}),
    ('@movie{k, title={T}, editor={B, A}, editortype={director}}',
     {'director': [{'family': 'B', 'given': 'A'}]}),
    ('@book{k, title={T}, editor={B, A}, editortype={compiler}}',
     {'editor': [{'family': 'B', 'given': 'A'}]}),
    ('@book{k, title={T}, author={D, J}, editora={B, A}, editoratype={redactor}, foreword={E, F}}',
     {'contributor': [{'family': 'E', 'given': 'F'}, {'family': 'B', 'given': 'A'}]}),
    ('@book{k, title={T}, author={D, J}, serieseditor={B, A}, illustrator={E, F}}',
     {'collection-editor': [{'family': 'B', 'given': 'A'}],
      'illustrator': [{'family': 'E', 'given': 'F'}]}),
    ('@misc{k, title={T}, urlaccessdate={2024-02-03}}',
     {'accessed': {'date-parts': [[2024, 2, 3]]}}),
    ('@book{k, title={T}, date={-0043-03/-0041}}',
     {'issued': {'date-parts': [[-44, 3], [-42]]}}),
    ('@booklet{k, title={T}, howpublished={Printed by hand}}', {'publisher': 'Printed by hand'}),
    ('@misc{k, title={T}, howpublished={\\url{https://x.org}}}', {'URL': 'https://x.org'}),
    ('@article{k, crossref={l}} @article{l, title={T}, journal={J}, pages={3--4}}',
     {'title': 'T', 'page': '3-4'}),
    ('@misc{k, title={T}, author={B, A and others}}',
     {'author': [{'family': 'B', 'given': 'A'}, {'literal': 'others'}]}),
    ('@misc{k, title={T}, author={given=A, family=B, given=C}}',
     {'author': [{'family': 'B', 'given': 'C'}]}),
])  # fmt: skip
def test_csl_has_all_that_an_entry_says(
    entry: str, expected: dict[str, object], tmp_path: Path
) -> None:
    """What has no variable of its own stands in the one where readers look for it."""
    file = tmp_path / 'refs.bib'
    file.write_text(entry, encoding='utf-8')
    paper = read_bibliography([file]).papers[0]
    assert facts(paper, ' '.join([*expected, 'publisher'])) == expected


@pytest.mark.parametrize('field', ['number', 'articleno'])
def test_csl_of_a_paper_in_proceedings_keeps_its_pages(field: str) -> None:
    """Where such an item has a "number", APA prints that in their stead."""
    texts = {'booktitle': (Text('Proc.'),), field: (Text('4'),), 'pages': (Text('1–9'),)}
    found = item(Paper(key='k', type='inproceedings', texts=texts))
    assert found['page'] == '1-9'
    assert 'number' not in found


def test_csl_has_no_formula_in_latex() -> None:
    """Titles go into documents that do not know it."""
    title = (Text('On '), Math(r'\frac{a}{b}', 'a/b'))
    assert item(Paper(key='k', type='misc', title=title))['title'] == 'On a/b'


@pytest.mark.parametrize(('name', 'code'), [
    ('latin', 'la'), ('ngerman', 'de'), ('Vietnamese', 'vi'), ('de', 'de'), ('en-us', 'en-US'),
    ('eng', 'en'), ('pt_BR', 'pt-BR'), ('zh-hans', 'zh-Hans'), ('Brazilian Portuguese', 'pt-BR'),
    ('Swahili', 'sw'), ('Deutsch', 'de'), ('langenglish', 'en'), ('Ancient Greek', 'grc'),
    ('Klingonese', 'Klingonese'), ('xq', 'xq'),
])  # fmt: skip
def test_languages_have_codes(name: str, code: str) -> None:
    """Programs know the codes, and not the names that LaTeX has for languages."""
    assert item(Paper(key='k', type='book', fields={'langid': name}))['language'] == code


def test_all_hands_are_named() -> None:
    """Translators and the author of the book that an afterword is in, too."""
    ann, bob = Person(family='Roe', given='Ann'), Person(family='Poe', given='Bob')
    paper = Paper(key='k', type='bookinbook', translators=(ann,), book_authors=(bob,))
    assert item(paper)['translator'] == [{'family': 'Roe', 'given': 'Ann'}]
    assert item(paper)['container-author'] == [{'family': 'Poe', 'given': 'Bob'}]
    assert rispy.loads(ris([paper]))[0]['subsidiary_authors'] == ['Roe, Ann']


@pytest.mark.skipif(not shutil.which('pandoc'), reason='pandoc is not installed')
def test_pandoc_renders_every_item(papers: tuple[Paper, ...]) -> None:
    """A citation processor prints each paper's authors and title in its bibliography."""
    done = subprocess.run(
        ['pandoc', '-f', 'csljson', '-t', 'html', '--citeproc', '--wrap=none'],
        input=csl_json(papers), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not done.stderr
    page = html.unescape(re.sub(r'<[^>]+>', '', done.stdout)).casefold()
    assert done.stdout.count('class="csl-entry"') == len(papers)
    for paper in papers:
        assert all(person.family.casefold() in page for person in paper.authors[:3])
        words = re.findall(r'[^\W\d_]{4,}', paper.title_text.casefold())
        assert all(word in page for word in words)


def test_ris_gives_rispy_every_record(papers: tuple[Paper, ...]) -> None:
    """An importer finds names, title, year, pages and identifiers of each paper."""
    records = rispy.loads(ris(papers))
    assert [record['id'] for record in records] == [paper.key for paper in papers]
    for record, paper in zip(records, papers, strict=True):
        # EndNote and Zotero know the number of a series, and rispy does not.
        assert record.get('unknown_tag', {}).keys() <= {'SV'}
        assert record['type_of_reference'] in rispy.config.TYPE_OF_REFERENCE_MAPPING
        assert record['title'] == paper.title_text
        assert len(record.get('authors', [])) == len(paper.authors) + ('ATLAS' in str(paper.texts))
        assert record.get('year') == (f'{paper.issued.year:04}' if paper.issued else None)
        assert record.get('doi') == paper.identifiers.get('doi')
        assert record.get('keywords', []) == list(paper.keywords)


def test_ris_has_the_lines_that_the_format_asks_for(sample: dict[str, Paper]) -> None:
    """TY comes first and ER last, each line has a tag, two spaces and a dash, and ends in CR LF."""
    text = ris(sample.values())
    lines = text.split('\r\n')
    assert '\n' not in text.replace('\r\n', '')
    assert all(re.fullmatch(r'[A-Z][A-Z0-9]  - .*', line) for line in lines if line)
    assert lines[0] == 'TY  - CPAPER'
    assert text.count('TY  - ') == text.count('ER  - ') == len(sample)
    fast = rispy.loads(ris([sample['doe2024fast']]))[0]
    assert fast['authors'] == [
        'Doe, Jane', 'van den Berg, Ann Marie', 'de la Cruz, Juan, Jr.', 'AT&T Labs and Friends',
    ]  # fmt: skip
    assert (fast['start_page'], fast['end_page'], fast['date']) == ('101', '112', '2024/07//')
    assert fast['secondary_title'] == 'Proceedings of the 41st Conference on Things'
    tool = rispy.loads(ris([sample['doe2021tool']]))[0]
    assert tool['urls'] == ['https://example.org/tool?a=1%3Bb=2']


@pytest.mark.parametrize(('key', 'lines'), [
    ('article', 'T2  - Journal of Water: Letters|IS  - 3|SN  - 1234-5679|AN  - arXiv:2301.00001'),
    ('numbered', 'AU  - ATLAS Collaboration|SP  - 041001'),
    ('paper', 'A2  - Smith, Ann|T3  - Water Research|SN  - 978-3-16-148410-0'),
    ('chapter', 'SV  - 17|T3  - Lecture Notes'),
    ('book', 'TI  - The Whole Book: And More|ET  - 2|A4  - Trans, Lee|SP  - 250'),
    ('edited', 'A3  - Smith, Ann|A3  - Jones, Bob'),
    ('report', 'SN  - TR-7|PB  - Water Labs'),
    ('patent', 'SN  - US 1234567 B2|PB  - Water Inc.'),
    ('preprint', 'TY  - MANSCPT|M3  - Preprint|DB  - arXiv|AN  - arXiv:2501.00001'),
    ('manuscript', 'TY  - MANSCPT'),
    ('software', 'TY  - COMP|ET  - 1.2'),
])  # fmt: skip
def test_ris_has_facts_where_readers_look(every: dict[str, Paper], key: str, lines: str) -> None:
    """Zotero and EndNote know each number and hand by a tag that depends on the kind."""
    assert set(lines.split('|')) <= set(ris([every[key]]).split('\r\n'))


@pytest.mark.parametrize(('entry', 'lines'), [
    ('@talk{k, title={T}, eventtitle={Water Congress}, date={2024}}', 'T2  - Water Congress'),
    ('@misc{k, title={T}, howpublished={Water Workshop}}', 'PB  - Water Workshop'),
    ('@article{k, title={T}, journal={J}, note={One}, addendum={Two}}', 'N1  - One. Two'),
    ('@article{k, title={T}, journal={J}, pubstate={inpress}}', 'N1  - in press'),
    ('@article{k, title={T}, journal={J}, number=2, pages={Supplement 5}}', 'IS  - 2, Suppl. 5'),
    ('@article{k, title={T}, journal={J}, pages={Session 5}}', 'N1  - Session 5'),
    ('@book{k, title={T}, numpages={Бюл. № 5.~1}}', 'N1  - Бюл. № 5. 1'),
    ('@book{k, title={T}, year={Siglo IV a.C.}}', 'N1  - Siglo IV a.C.'),
    ('@misc{k, title={T}, urldate={2024-02-03}}', 'Y2  - 2024/02/03/'),
    ('@article{k, title={T}, shorttitle={S}, shortjournal={J. W.}}', 'ST  - S|J2  - J. W.'),
    ('@book{k, title={T}, series={S}, number=4, volumes=3}', 'T2  - S|M1  - 4|NV  - 3'),
    ('@standard{k, title={T}, number={ISO 690}}', 'TY  - STAND|SN  - ISO 690'),
    ('@jurisdiction{k, title={T}, journaltitle={U.S.}, number={93-518}}',
     'A2  - U.S.|SV  - 93-518'),
    ('@legislation{k, title={T}, number={Pub. L. 9}}', 'M1  - Pub. L. 9'),
    ('@inreference{k, title={T}, booktitle={B}}', 'TY  - ENCYC|T2  - B'),
    ('@audio{k, title={T}, maintitle={Water Talks}}', 'TY  - SOUND|T2  - Water Talks'),
    ('@poster{k, title={T}, type={Poster}}', 'M3  - Poster'),
    ('@book{k, title={T}, editor={B, A}, editortype={translator}}', 'A4  - B, A'),
    ('@book{k, title={T}, foreword={B, A and D, J}}', 'N1  - With a foreword by A B and J D'),
    ('@book{k, title={T}, editora={B, A}, editoratype={reviser}}', 'N1  - Revised by A B'),
    ('@article{k, title={T}, journal={J}, eventtitle={Water Congress}}', 'N1  - Water Congress'),
    ('@book{k, title={T}, serieseditor={B, A}, editor={D, J}}', 'A2  - B, A|A3  - D, J'),
    ('@incollection{k, title={T}, serieseditor={B, A}, editor={D, J}}', 'A3  - B, A|A2  - D, J'),
])  # fmt: skip
def test_ris_has_all_that_an_entry_says(entry: str, lines: str, tmp_path: Path) -> None:
    """Events, remarks, states, visits and the people beside the authors."""
    file = tmp_path / 'refs.bib'
    file.write_text(entry, encoding='utf-8')
    written = ris(read_bibliography([file]).papers)
    assert set(lines.split('|')) <= set(written.split('\r\n'))
    assert 'SP  - ' not in written


@pytest.mark.parametrize(('pages', 'first', 'last'), [
    ('12--15', '12', '15'), ('12-1--12-10', '12-1', '12-10'), ('dev-123456', 'dev-123456', None),
    ('2E6-GS-6-02', '2E6-GS-6-02', None), ('12, 15--20', '12, 15–20', None),
    ('12-15 and 20-22', '12–15 and 20–22', None),
])  # fmt: skip
def test_ris_has_both_ends_of_a_range(
    pages: str, first: str, last: str | None, tmp_path: Path
) -> None:
    """A hyphen is within a number, and a list of pages has no two ends."""
    file = tmp_path / 'refs.bib'
    file.write_text(f'@article{{k, title={{T}}, journal={{J}}, pages={{{pages}}}}}', 'utf-8')
    [record] = rispy.loads(ris(read_bibliography([file]).papers))
    assert (record['start_page'], record.get('end_page')) == (first, last)


HOSTILE = '</script><script>alert(1)</script> & "x" <!-- \x00\x1f\r\nTY  - BOOK \u2028'


def test_hostile_text_stays_text() -> None:
    """A title cannot add a record, a line or an element wherever the export is read or embedded."""
    text = (Text(HOSTILE), Markup('strong', (Text('<b>'),)))
    person = Person(family=HOSTILE, given='A')
    paper = Paper(key='k', type='article', title=text, authors=(person,),
                  date=PartialDate(2024), texts={'abstract': text, 'journaltitle': text},
                  keywords=(HOSTILE,))  # fmt: skip
    assert len(rispy.loads(ris([paper]))) == 1
    assert '\x00' not in ris([paper])
    assert '<' not in csl_json([paper])
    assert json.loads(csl_json([paper]))[0]['author'][0]['family'] == HOSTILE

"""Our BibTeX, read by everything that people read BibTeX with."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import bibtexparser
import pybtex.database
import pytest
from places import DATA
from typst_pdf import text_of

from sphinx_cv.bib import read_bibliography
from sphinx_cv.bib.latex.tags import is_html
from sphinx_cv.export.bibtex import bibtex, bibtex_citation, bibtex_file
from sphinx_cv.model import Paper, Person
from sphinx_cv.model.dates import PartialDate

if TYPE_CHECKING:
    from pathlib import Path


SAMPLE = DATA / 'exports' / 'papers.bib'
# What is not for others, and what stands in the entry itself since it was resolved.
NOT_EXPORTED = {'file', 'comment', 'crossref', 'xdata', 'owner'}


def record(paper: Paper) -> tuple[object, ...]:
    """Return all that must come through an export, names apart from how they were spelled."""
    fields = {
        # What is shown is compared as it is shown, for HTML comes back as LaTeX.
        name: paper.texts[name] if name in paper.texts else ' '.join(value.split())
        for name, value in paper.fields.items()
        if name not in {*NOT_EXPORTED, 'author', 'editor', 'author+an', 'editor+an', 'ids'}
    }
    people = (paper.authors, paper.editors, paper.translators, paper.and_others)
    return (paper.key, paper.type, paper.title, people, paper.date, paper.date_text, fields,
            paper.identifiers, paper.links, paper.keywords, paper.aliases)  # fmt: skip


@pytest.fixture
def exported(tmp_path: Path) -> tuple[tuple[Paper, ...], Path]:
    """Papers, and the file that they were exported to."""
    papers = read_bibliography([SAMPLE]).papers
    assert papers
    file = tmp_path / 'papers.bib'
    file.write_text(bibtex_file(papers), encoding='utf-8')
    return papers, file


def test_our_own_reader_reads_the_same_records(exported: tuple[tuple[Paper, ...], Path]) -> None:
    """Nothing is lost on the way out and in again, and nothing is complained about."""
    papers, file = exported
    again = read_bibliography([file])
    assert not again.problems
    assert [record(paper) for paper in again.papers] == [record(paper) for paper in papers]


def test_an_export_of_an_export_is_the_same(exported: tuple[tuple[Paper, ...], Path]) -> None:
    """The form is canonical."""
    _, file = exported
    assert bibtex_file(read_bibliography([file]).papers) == file.read_text(encoding='utf-8')


def test_bibtexparser_reads_every_entry(exported: tuple[tuple[Paper, ...], Path]) -> None:
    """A parser for scripts finds each key, year and title."""
    papers, file = exported
    library = bibtexparser.parse_file(str(file))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [paper.key for paper in papers]
    for entry, paper in zip(library.entries, papers, strict=True):
        bare, known = (re.sub('[{}]', '', text) for text in (entry['title'], paper.fields['title']))
        assert bare == known or is_html(known)
        assert entry['year'] == (f'{paper.year:04}' if paper.year else paper.date_text)


def test_pybtex_reads_every_name(exported: tuple[tuple[Paper, ...], Path]) -> None:
    """A parser of the classic dialect splits each name into the same parts."""
    papers, file = exported
    database = pybtex.database.parse_file(str(file), 'bibtex')
    for paper in papers:
        entry = database.entries[paper.key]
        people = [p for p in entry.persons.get('author', []) if str(p) != 'others']
        assert len(people) == len(paper.authors)
        for person, known in zip(people, paper.authors, strict=True):
            given = ' '.join([*person.first_names, *person.middle_names])
            family = ' '.join(person.last_names).replace('\\', '').strip('{}')
            assert (given, family) == (known.given, known.family)
            assert ' '.join(person.prelast_names) == known.prefix
            assert ' '.join(person.lineage_names) == known.suffix


@pytest.mark.skipif(not shutil.which('biber'), reason='biber is not installed')
def test_biber_reads_every_entry(exported: tuple[tuple[Paper, ...], Path]) -> None:
    """The reader of biblatex accepts every entry without an error, and knows its dates."""
    papers, file = exported
    done = subprocess.run(
        ['biber', '--tool', '--nolog', '--output-format=bibtex', str(file)],
        cwd=file.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert 'ERROR' not in done.stdout
    read = pybtex.database.parse_file(str(file.with_name('papers_bibertool.bib')), 'bibtex')
    assert list(read.entries) == [paper.key for paper in papers]
    for paper in papers:
        if paper.date and not paper.date.month > 12:
            assert read.entries[paper.key].fields['date'] == str(paper.date)
        if journal := paper.fields.get('journaltitle'):
            assert read.entries[paper.key].fields['journaltitle'] == journal


@pytest.mark.skipif(not shutil.which('pandoc'), reason='pandoc is not installed')
@pytest.mark.parametrize('dialect', ['bibtex', 'biblatex'])
def test_pandoc_reads_the_same_in_both_dialects(
    exported: tuple[tuple[Paper, ...], Path], dialect: str
) -> None:
    """People who write Markdown or Word get authors, year, container and pages."""
    papers, file = exported
    done = subprocess.run(
        ['pandoc', '-f', dialect, '-t', 'csljson', str(file)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    items = {item['id']: item for item in json.loads(done.stdout)}
    for paper in papers:
        item = items[paper.key]
        people = [person for person in item.get('author', []) if person.get('literal') != 'others']
        assert len(people) == len(paper.authors)
        if paper.year:
            assert item['issued']['date-parts'][0][0] == paper.year
        if 'journaltitle' in paper.fields:
            assert item['container-title'].casefold() == paper.fields['journaltitle'].casefold()


def test_old_names_stand_for_new_ones() -> None:
    """Readers that know BibTeX only find journal, year, month, address and school."""
    papers = {paper.key: paper for paper in read_bibliography([SAMPLE]).papers}
    assert 'journal = {Journal of Things}' in bibtex(papers['mueller2023'])
    assert '  month = jul,' in bibtex(papers['doe2024fast'])
    thesis = bibtex(papers['doe2020'])
    assert thesis.startswith('@phdthesis{')
    assert 'school = {University of Somewhere}' in thesis
    assert 'type' not in thesis


@pytest.mark.parametrize(
    ('date', 'written'),
    [
        (PartialDate(2024), ['year = {2024}']),
        (PartialDate(2024, 8), ['month = aug', 'year = {2024}']),
        (PartialDate(2024, 8, 5), ['date = {2024-08-05}', 'month = aug', 'year = {2024}']),
        (PartialDate(2024, 21), ['date = {2024-21}', 'year = {2024}']),
        (PartialDate(1850, qualifier='~'), ['date = {1850~}', 'year = {1850}']),
    ],
)
def test_a_date_is_also_a_year_and_a_month(date: PartialDate, written: list[str]) -> None:
    """What year and month cannot say is added, and nothing else is."""
    paper = Paper(key='k', type='misc', date=date, fields={'date': str(date)})
    lines = [line.strip(' ,') for line in bibtex(paper).splitlines()[1:-1]]
    assert sorted(lines) == written


def test_nothing_private_is_published() -> None:
    """Paths of a private disk, comments, and the notes of reference managers stay at home."""
    fields = {
        'title': 'T', 'file': 'paper.pdf', 'pdf': '/home/jane/p.pdf', 'url': 'file:///tmp/p.pdf',
        'comment': 'c', 'bdsk-file-1': 'YnBsaXN0', 'owner': 'jane', 'slides': 'C:\\talks\\s.pdf',
        'review': 'weak', 'note': 'public', 'optnote': 'o', 'alteditor': 'o', 'xnote': 'x',
        '_abstract': 'u', 'note_': 'u', 'note-hidden': 'h', 'oldtitle': 'o', 'referee2': 'r',
        'internal_note': 'i', 'todo': 't', 'notes': 'n',
    }  # fmt: skip
    text = bibtex(Paper(key='k', type='misc', fields=fields))
    assert text == '@misc{k,\n  title = {T},\n  note = {public},\n}\n'
    kept = {'options': 'useprefix', 'xdoi-note': 'x', 'altmetric': '1', 'number': '2', 'nota': 'n'}
    text = bibtex(Paper(key='k', type='misc', fields=kept))
    assert all(f'{name} = ' in text for name in kept)
    assert 'secret' not in bibtex_file(read_bibliography([SAMPLE]).papers)


@pytest.mark.parametrize('value', ['a } b', 'a { b', r'a \{ b', '}{', '{{}'])
def test_a_value_never_ends_the_entry(value: str) -> None:
    """Braces that do not match are left out, so that the next entry is read."""
    papers = [Paper(key=key, type='misc', fields={'title': value}) for key in ('one', 'two')]
    library = bibtexparser.parse_string(bibtex_file(papers))
    assert [entry.key for entry in library.entries] == ['one', 'two']
    assert not library.failed_blocks


def test_names_that_bibtex_would_take_apart_are_kept_together() -> None:
    """Organisations, "and", commas and lower-case words within a family name stay in one piece."""
    people = (
        Person(family='Centre for X and Y', literal=True),
        Person(family='de Leeuw Mendes', given='J.'),
        Person(family='Procter & Gamble, Inc.'),
        Person(family='Mann', given='Thomas', prefix='von', suffix='III'),
    )
    text = bibtex(Paper(key='k', type='misc', authors=people, fields={'author': 'ignored'}))
    expected = (
        '{Centre for X and Y} and {de Leeuw Mendes}, J. and '
        r'{Procter \& Gamble, Inc.} and von Mann, III, Thomas'
    )
    assert f'author = {{{expected}}}' in text


def test_what_is_copied_into_a_bibliography_is_not_nine_hundred_names() -> None:
    """INSPIRE shortens the authors of collaborations so; the file to download has all of them."""
    people = tuple(Person(family=f'P{number}') for number in range(900))
    paper = Paper(key='k', type='article', authors=people)
    assert bibtex_citation(paper).count(' and ') == 10
    assert 'P9 and others}' in bibtex_citation(paper)
    assert bibtex(paper).count(' and ') == 899


@pytest.mark.parametrize(('written', 'exported'), [
    ('On <i>E. coli</i> &amp; H<sub>2</sub>O', r'On \emph{E. coli} \& {H}\textsubscript{2}{O}'),
    ('2010&ndash;2018: 5&#37;', r'2010–2018: 5\%'),
    (r'\emph{A} \& $a<b$', r'\emph{A} \& {$a<b$}'),
    ('A {$<$}math{$>$}{$<$}mi{$>$}g{$<$}/Mi{$>$}{$<$}/Math{$>$} Factor {$<$}/Math{$>$}',
     'A g Factor'),
    (r'A \ce{Na+} of \ce{SO4^2-}', r'A {Na}\textsuperscript{+} of {SO}\textsubscript{4}'
     r'\textsuperscript{2-}'),
    (r'At \SI{5}{\nm} and $E=\SI{5}{\eV}$', r'At 5~nm and \emph{E}={5~eV}'),
    (r'The \textipa{[S]} and \textgreek{logos}', r'The [ʃ] and λογος'),
    (r'\begin{otherlanguage}{ngerman}Welt\end{otherlanguage}', 'Welt'),
    (r'For $$x_i$$ \protect\url{https://x.org/a}', r'For {$$x_i$$} https://x.org/a'),
])  # fmt: skip
def test_html_becomes_latex(tmp_path: Path, written: str, exported: str) -> None:
    """LaTeX would stop at an entity, and print a tag."""
    file = tmp_path / 'refs.bib'
    file.write_text(f'@misc{{k, title={{{written}}}, year={{2020}}}}', encoding='utf-8')
    [paper] = read_bibliography([file]).papers
    assert f'title = {{{exported}}}' in bibtex(paper)
    file.write_text(bibtex(paper), encoding='utf-8')
    assert read_bibliography([file]).papers[0].title == paper.title


def test_other_editors_are_kept() -> None:
    """Beside authors, and in their stead."""
    paper = Paper(key='k', type='book', editors=(Person(family='Roe'),), and_other_editors=True)
    assert 'editor = {Roe and others}' in bibtex(paper)


def test_other_versions_have_entries_of_their_own() -> None:
    """A preprint that was folded into the published paper is not lost, nor its key taken twice."""
    preprint = Paper(key='pre', type='misc', fields={'title': 'T'})
    paper = Paper(key='pub', type='article', fields={'title': 'T'}, aliases=('pre', 'old'),
                  versions=(preprint,))  # fmt: skip
    text = bibtex_file([paper])
    assert '@misc{pre,' in text
    assert 'ids = {old}' in text


def entry(tmp_path: Path, text: str) -> Paper:
    """Return the one paper of a file."""
    file = tmp_path / 'refs.bib'
    file.write_text(text, encoding='utf-8')
    return read_bibliography([file]).papers[0]


@pytest.mark.parametrize(('title', 'written'), [
    ('On BERT and iPhones', 'On {BERT} and {iPhones}'),
    ('Waves in Lake Geneva are not those of Basel',
     'Waves in {Lake} {Geneva} are not those of {Basel}'),
    ('Waves in Lake: A Deep Study of Water', 'Waves in Lake: A Deep Study of Water'),
    ('Heights of $h_0$ and {GPT}-4, again', 'Heights of {$h_0$} and {GPT}-4, again'),
    (r'A {$x^2$} by \'Etienne', r'A {$x^2$} by \'Etienne'),
    ('COVID-19: a view', '{COVID-19}: a view'),
    (r'On $\Big(\Gamma\Big)$ in \LaTeX', r'On {$\Big(\Gamma\Big)$} in {\LaTeX}'),
    (r'\LaTeX for all, \KIVI and more', r'{\LaTeX} for all, {\KIVI} and more'),
])  # fmt: skip
def test_styles_keep_the_case_of_names_and_formulas(
    tmp_path: Path, title: str, written: str
) -> None:
    """Classic styles write titles in lower case but for what stands in braces."""
    paper = entry(tmp_path, f'@misc{{k, title={{{title}}}, year=2020}}')
    assert f'title = {{{written}}}' in bibtex(paper)
    assert entry(tmp_path, bibtex(paper)).title == paper.title


@pytest.mark.parametrize(('field', 'written'), [
    (r'note={Code: \url{https://x.org/a_b} and \href{https://y.org}{here}}',
     r'note = {Code: https://x.org/a\_b and {here} (https://y.org)}'),
    (r'note={Talk, \href{https://x.org/talk/b}{talk}/\href{https://y.org}{y.org}}',
     'note = {Talk, {talk} (https://x.org/talk/b)/https://y.org}'),
    (r'note={An \enquote{idea}}', 'note = {An “idea”}'),
    (r'journal=\apj', 'journal = {The Astrophysical Journal}'),
    (r'journal={\aap}', r'journal = {Astronomy \& Astrophysics}'),
    ('pubstate={inpress}', 'pubstate = {inpress}'),
    ('collaboration={ATLAS}', 'collaboration = {ATLAS}'),
    ('url={https://a.org/1 https://b.org/2}', 'url = {https://a.org/1 https://b.org/2}'),
])  # fmt: skip
def test_no_package_is_needed(tmp_path: Path, field: str, written: str) -> None:
    """What needs one is text, and addresses stay."""
    field = field if '{' in field else field.replace('=', '={') + '}'
    paper = entry(tmp_path, f'@article{{k, author={{Doe, J}}, title={{T}}, {field}, year=2020}}')
    assert written in bibtex(paper)


def test_arxiv_numbers_reach_old_and_new_readers(tmp_path: Path) -> None:
    """BibTeX's styles know ``archiveprefix``, Zotero and biblatex ``eprinttype``."""
    paper = entry(
        tmp_path, '@misc{k, title={T}, eprint={2001.00001}, year=2020, eprinttype={arxiv}}'
    )
    assert 'archiveprefix = {arxiv}' in bibtex(paper)
    assert 'eprinttype = {arxiv}' in bibtex(paper)
    assert not read_bibliography([tmp_path / 'refs.bib']).problems


@pytest.mark.parametrize(('kind', 'old'), [
    ('dataset', 'misc'), ('talk', 'misc'), ('poster', 'misc'), ('bookinbook', 'incollection'),
    ('suppperiodical', 'article'), ('mvcollection', 'book'), ('software', 'software'),
    ('collection', 'book'), ('mvbook', 'book'), ('inreference', 'incollection'),
])  # fmt: skip
def test_types_that_nobody_knows_are_old_ones(tmp_path: Path, kind: str, old: str) -> None:
    """What they were is their subtype, from which our own reader has them again."""
    paper = entry(tmp_path, f'@{kind}{{k, author={{Doe, J}}, title={{T}}, year=2020}}')
    text = bibtex(paper)
    assert text.startswith(f'@{old}{{')
    assert ('howpublished = {' in text) == (old == 'misc')
    again = entry(tmp_path, text)
    assert (again.type, again.fields) == (kind, paper.fields)


@pytest.mark.parametrize(('written', 'old'), [
    ('@thesis{k, type={bathesis}, institution={U}',
     '@mastersthesis{k, type={Bachelor’s thesis}, school={U}'),
    ('@thesis{k, type={Habilitationsschrift}, institution={U}',
     '@phdthesis{k, type={Habilitationsschrift}, school={U}'),
    ('@mastersthesis{k, type={Diploma thesis}, school={U}',
     '@mastersthesis{k, type={Diploma thesis}, school={U}'),
    ('@report{k, type={resreport}', '@techreport{k, type={Research report}'),
    ('@report{k, type={White paper}', '@techreport{k, type={White paper}'),
    ('@poster{k, type={Demo}', '@misc{k, type={Demo}'),
    ('@article{k, journaltitle={J}, journalsubtitle={{\\O}sters}',
     '@article{k, journal={J}, fjournal={J: {\\O}sters}'),
])  # fmt: skip
def test_what_styles_print_stands_in_fields_that_they_know(
    tmp_path: Path, written: str, old: str
) -> None:
    """Sorts of theses and reports, and whole names of journals, are in the words of BibTeX."""
    paper = entry(tmp_path, f'{written}, author={{Doe, J}}, title={{T}}, year=2020}}')
    text = bibtex(paper)
    assert 'howpublished' not in text
    assert set(old.replace('={', ' = {').split(', ')) <= {
        line.strip(' ,') if line.startswith(' ') else line.strip(',') for line in text.splitlines()
    }
    again = entry(tmp_path, text)
    assert (again.type, again.fields) == (paper.type, paper.fields)


@pytest.mark.skipif(not shutil.which('pdflatex'), reason='LaTeX is not installed')
def test_plain_latex_compiles_every_entry(tmp_path: Path) -> None:
    """A document without any package prints all of it without an error."""
    hard = entry(
        tmp_path,
        r"""@article{hard, author={Doe, J}, journal={\apj}, year=2020,
        title={On $\mathbb{R}^n$, $\text{if } x \leqslant 1$ and \enquote{BERT} of
        Szeg\H o{} and \L\'od\'z},
        publisher={Trams & Trains}, address={\k{A}land and Łódź and \dj{}, ą, Szeg\h{o}},
        note={See \href{https://x.org/a_b#c%20d}{here}, 100% of a_b, l\'\'eau, $\~O(n)$, ≤,
        \({}^{\mbox{1}}\),,
        王 カ 가 Яблоко ḥ, «x́», \METAFONT, \pkg{x}, \endwords, A\emdash B}}""",
    )
    papers = read_bibliography([DATA / 'exports' / 'types.bib']).papers
    (tmp_path / 'papers.bib').write_text(bibtex_file([*papers, hard]), encoding='utf-8')
    (tmp_path / 'a.tex').write_text(
        '\\documentclass{article}\\begin{document}\\nocite{*}\n'
        '\\bibliographystyle{plain}\\bibliography{papers}\\end{document}\n'
    )
    for command in (['pdflatex', '-draftmode'], ['bibtex'], ['pdflatex']):
        run = [*command, *(['-interaction=nonstopmode'] if len(command) > 1 else []), 'a']
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors='replace')
    printed = (tmp_path / 'a.bbl').read_text(encoding='utf-8')
    assert all(f'bibitem{{{paper.key}}}' in printed for paper in papers)
    assert 'Lake Geneva' in printed
    page = text_of(tmp_path / 'a.pdf')
    assert 'Yabloko' in page
    assert 'METAFONT, x, , A—B' in page


@pytest.mark.parametrize(
    'fields',
    [
        r'title={T}, note={see\url{https://x.org/}and more}',
        r'title={See \url{https://x.org/~doe}}',
        r'title={T}, howpublished={\href {https://x.org} {\texttt{https://x.org}}}',
        r'title={\textbackslash\{\}: \\{}}',
        'title={T}, abstract={Abstract&nbsp;&nbsp;One &lt; two.<p>Second.</p>}',
        r'title={T}, url={\url{https://doi.org/10.1000/x}}',
        r'title={T}, url={\url{http://dx.doi.org/10.1007/978-3-642\_16}}',
        'title={T}, url={Available at: http://dx.doi.org/10.1002/(SICI)10:4%3C32::A%3E3.0.CO;2-E}',
        'title={T}, year={2020 (In Press)}',
        r'title={T}, howpublished={Disponível em: \url{https://x.org}}',
        r'title={T}, note={preprint. \href{http://arxiv.org/abs/1302.1207/}{arXiv:1302.1207}}',
        'title={T}, url={https://x.org/a https://doi.org/10.1000/x https://x.org/b}',
        r'title={The {\TeX}book: \LaTeX system}',
        r'title={T}, howpublished={Short papers, \url{http://x.org/Planners}}',
        'title={T}, url={https://x.org/doi/10.1002/abc.1/abstract file:///M:/My Box/a.pdf}',
        r'title={T}, author={Jur{\v s}\textbackslash.enas, S}',
        'title={T}, author={P. A. {v}an {d}er Helm and {G}alouzeau Roe}',
        'title={T}, author={sortingnamekeytemplatename=snks1 and Ann Roe and family=Doe, given=J}',
        r'title={On $(S3\mathop{\hbox{$}\times{$}\!\lower 3pt\hbox{--}}\ S1)$}',
    ],
)
def test_odd_texts_come_back(tmp_path: Path, fields: str) -> None:
    """Whatever a field holds, our export of it is read as the field was."""
    file = tmp_path / 'refs.bib'
    names = '' if 'author' in fields else 'author={Doe, J.Q. and G\\i\\^rgel, I.}, '
    year = '' if 'year' in fields else 'year=2022, '
    file.write_text(f'@misc{{k, {names}{year}{fields}}}')
    papers = read_bibliography([file]).papers
    file.write_text(bibtex_file(papers), encoding='utf-8')
    again = read_bibliography([file]).papers
    kept = ('title', 'authors', 'texts', 'identifiers', 'links', 'state')
    for name in kept:
        assert getattr(again[0], name) == getattr(papers[0], name)


def test_keys_that_differ_in_case_are_told_apart(tmp_path: Path) -> None:
    """BibTeX takes them for one; the key that was written stays a name of the paper."""
    file = tmp_path / 'refs.bib'
    file.write_text('@misc{Doe, title={A}, year=2022}\n@misc{doe, title={B}, year=2022}')
    file.write_text(bibtex_file(read_bibliography([file]).papers))
    assert [(p.key, p.aliases) for p in read_bibliography([file]).papers] == [
        ('Doe', ()),
        ('doe-2', ('doe',)),
    ]

"""Papers by whatever names them, from services with the dirt of real ones."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import WORKS, date, put_all
from services import arxiv_entry

from sphinx_cv.bib.drafts import SourceFile, make_draft
from sphinx_cv.bib.grammar import Lines
from sphinx_cv.bib.syntax import split
from sphinx_cv.cli import main

if TYPE_CHECKING:
    from services import Services

DOE, ROE, POE = (
    {'given': given, 'family': family}
    for given, family in (('Jane', 'Doe'), ('Richard', 'Roe'), ('Petra', 'Poe'))
)


def entries(path: str = 'refs.bib') -> list[dict[str, str]]:
    """Return the entries of a file as written, each with its type under ''."""
    text = Path(path).read_text()
    raws, flaws, _, _ = split(text)
    assert flaws == []
    found = []
    for raw in raws:
        fields = {item.name: item.tokens[0].strip('"').removeprefix('{').removesuffix('}')
                  for item in raw.fields}  # fmt: skip
        found.append({'': raw.type, 'key': raw.key, **fields})
        assert make_draft(raw, SourceFile(path, Lines(text))).problems == []
    return found


@pytest.mark.parametrize(('what', 'expected'), WORKS, ids=[what for what, _ in WORKS])
def test_a_work_is_found_by_what_names_it(
    what: str, expected: dict[str, str], services: Services
) -> None:
    """And its entry is clean, whatever the record was like; asked again, it is there."""
    put_all(services)
    assert main(['add', what]) == 0
    [entry] = entries()
    for name, wanted in expected.items():
        assert entry.get(name, '') in wanted.split('|'), (name, entry)
    before = Path('refs.bib').read_bytes()
    assert main(['add', what]) == 0
    assert Path('refs.bib').read_bytes() == before


def test_all_of_them_go_into_one_file(services: Services) -> None:
    """With different keys, and none twice."""
    put_all(services)
    assert main(['add', *(what for what, _ in WORKS)]) == 0
    found = entries()
    assert len(found) == len(WORKS)
    assert len({entry['key'] for entry in found}) == len(WORKS)
    before = Path('refs.bib').read_bytes()
    assert main(['add', *(what for what, _ in WORKS)]) == 0
    assert Path('refs.bib').read_bytes() == before


def put_paper(services: Services, **more: object) -> None:
    """Teach Crossref one paper."""
    paper = {
        'type': 'journal-article', 'title': ['Deep folds'], 'author': [DOE, ROE],
        'container-title': ['Journal of Folding'], 'issued': date(2030), 'volume': '1',
        'abstract': '<jats:p>We <jats:italic>fold</jats:italic> 3% more.</jats:p>', **more,
    }  # fmt: skip
    services.put_crossref('10.1/fold', **paper)


def test_a_dry_run_shows_and_writes_nothing(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """The entry is on standard output, what was done on standard error."""
    put_paper(services)
    assert main(['add', '--dry-run', '10.1/fold']) == 0
    out, err = capsys.readouterr()
    assert out.startswith('@article{doe2030deep,\n')
    assert 'would be added to refs.bib' in err
    assert not Path('refs.bib').exists()


def test_what_was_changed_is_shown(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    """Every repair has its line."""
    put_paper(services, title=['DEEP FOLDS OF LARGE THINGS'], page='1-2')
    assert main(['add', '10.1/fold']) == 0
    assert 'title: "DEEP FOLDS OF LARGE THINGS" -> "Deep folds of large things"' in (
        capsys.readouterr().err
    )


def test_key_selected_and_file_are_the_owners_choice(services: Services) -> None:
    """The options say them."""
    put_paper(services)
    assert main(['add', '10.1/fold', '--key', 'fold', '--selected', '--to', 'other.bib']) == 0
    [entry] = entries('other.bib')
    assert (entry['key'], entry['selected']) == ('fold', 'true')
    assert not Path('refs.bib').exists()


@pytest.mark.parametrize('arguments', [['--key', 'a b'], ['--key', 'x', '10.1/b']])
def test_a_wrong_key_is_refused(services: Services, arguments: list[str]) -> None:
    """Before anybody is asked."""
    assert main(['add', *arguments, '10.1/fold']) == 2
    assert services.asked == []


def test_the_abstract_comes_only_when_asked_for(services: Services) -> None:
    """And in LaTeX."""
    put_paper(services)
    assert main(['add', '10.1/fold']) == 0
    assert 'abstract' not in entries()[0]
    assert main(['add', '10.1/fold', '--abstract', '--to', 'b.bib']) == 0
    Path('refs.bib').unlink()
    assert main(['add', '10.1/fold', '--abstract', '--to', 'c.bib']) == 0
    assert entries('c.bib')[0]['abstract'] == r'We \emph{fold} 3\% more.'


FILES = {
    'x.bib': '@article{x, title={Deep folds}, author={Jane Doe}, journal={J}, year=2030}',
    'x.ris': 'TY  - JOUR\nAU  - Doe, Jane\nTI  - Deep folds\nT2  - J\nPY  - 2030///\nER  - \n',
    'x.nbib': 'PMID- 31\nTI  - Deep\n      folds\nFAU - Doe, Jane\nJT  - J\nDP  - 2030 Feb\n',
    'x.json': '[{"type": "article-journal", "title": "Deep folds", "container-title": "J",'
    ' "author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [["2030"]]}}]',
    'CITATION.cff': 'cff-version: 1.2.0\ntitle: Deep folds\nauthors:\n- family-names: Doe\n'
    '  given-names: Jane\ndate-released: 2030-01-01\n',
}


@pytest.mark.parametrize('name', FILES)
def test_files_of_others_are_read(name: str, services: Services) -> None:
    """In every form in which references are exchanged, and without the network."""
    Path(name).write_text(FILES[name])
    assert main(['add', name]) == 0
    [entry] = entries()
    assert (entry['title'], entry['author'], entry['year']) == ('Deep folds', 'Doe, Jane', '2030')
    assert services.asked == []


def test_standard_input_may_list_numbers(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One on each line."""
    put_all(services)
    data = io.TextIOWrapper(io.BytesIO(b'# mine\n10.1/caps\n\n3001.00001\n'))
    monkeypatch.setattr(sys, 'stdin', data)
    assert main(['add', '-']) == 0
    assert len(entries()) == 2


def test_a_pdf_is_known_by_its_number(services: Services) -> None:
    """From its metadata."""
    put_paper(services)
    Path('x.pdf').write_bytes(b'%PDF-1.7\n<prism:doi>doi:10.1/fold</prism:doi>'.replace(
        b'10.1/', b'10.1234/'))  # fmt: skip
    services.put_crossref('10.1234/fold', type='journal-article', title=['Deep folds'])
    assert main(['add', 'x.pdf']) == 0
    assert entries()[0]['doi'] == '10.1234/fold'


@pytest.mark.parametrize(
    ('what', 'status', 'words'),
    [
        ('10.1/none', 4, 'nobody knows the DOI'),
        ('2912.99999', 4, 'arXiv does not know'),
        ('978-0-262-03561-7', 2, 'its last digit'),
        ('what is this', 2, 'neither a number'),
        ('https://nowhere.example/x', 4, 'nothing at'),
        ('https://github.com/doe/nothing', 4, 'no CITATION.cff'),
    ],
)
def test_what_nobody_knows_is_said(
    what: str, status: int, words: str, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words, with a status, and nothing is written."""
    services.put_arxiv()
    assert main(['add', what]) == status
    assert words in capsys.readouterr().err
    assert not Path('refs.bib').exists()


def test_one_that_fails_does_not_keep_the_others(services: Services) -> None:
    """They are added; the status tells that one was not."""
    put_paper(services)
    assert main(['add', '10.1/none', '10.1/fold']) == 4
    assert len(entries()) == 1


def test_machines_read_json(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    """A list with an object for each work."""
    put_paper(services)
    assert main(['add', '--json', '10.1/fold', '10.1/none']) == 4
    [added, failed] = json.loads(capsys.readouterr().out)
    assert (added['status'], added['key'], added['file']) == ('added', 'doe2030deep', 'refs.bib')
    assert added['entry'].startswith('@article{doe2030deep,')
    assert failed['status'] == 'failed'


PREPRINT = """\
@misc{doe2029fold,
  author = {Doe, Jane and Roe, Richard},
  author+an = {1=equal; 2=equal},
  title = {Deep folds},
  howpublished = {arXiv preprint},
  year = {2029},
  eprint = {2901.00001},
  archiveprefix = {arXiv},
  code = {https://github.com/doe/fold}, % mine
  note = {Best paper of the year}
}
"""


def test_the_published_form_takes_the_place_of_the_preprint(services: Services) -> None:
    """Under its key; what the owner wrote by hand stays, and so does the preprint's number."""
    put_paper(services, page='3-9', DOI='10.1/fold')
    services.put_arxiv(arxiv_entry('2901.00001', 'Deep folds', ['Jane Doe'], '2029-01-01'))
    Path('refs.bib').write_text(PREPRINT)
    assert main(['add', '10.1/fold']) == 0
    [entry] = entries()
    assert (entry[''], entry['key']) == ('article', 'doe2029fold')
    assert 'howpublished' not in entry
    for name, value in (
        ('journal', 'Journal of Folding'), ('year', '2030'), ('doi', '10.1/fold'), ('volume', '1'),
        ('pages', '3--9'), ('eprint', '2901.00001'), ('note', 'Best paper of the year'),
        ('author+an', '1=equal; 2=equal'), ('code', 'https://github.com/doe/fold'),
    ):  # fmt: skip
        assert entry[name] == value
    assert '  code = {https://github.com/doe/fold}, % mine\n' in Path('refs.bib').read_text()
    after = Path('refs.bib').read_bytes()
    assert main(['add', '10.1/fold', '2901.00001']) == 0
    assert Path('refs.bib').read_bytes() == after


def test_a_relation_tells_the_published_form_under_another_title(services: Services) -> None:
    """Crossref's, or that of arXiv; the title was the preprint's own and becomes the new one."""
    put_paper(services, title=['On folding'], relation={
        'has-preprint': [{'id-type': 'doi', 'id': '10.48550/arXiv.2901.00001'}]})  # fmt: skip
    services.put_arxiv(arxiv_entry('2901.00001', 'Deep folds', ['Jane Doe'], '2029-01-01'))
    Path('refs.bib').write_text(PREPRINT)
    assert main(['add', '10.1/fold']) == 0
    assert (entries()[0]['key'], entries()[0]['title']) == ('doe2029fold', 'On folding')


def test_arxiv_tells_the_published_form_too(services: Services) -> None:
    """A title that was changed by hand stays."""
    put_paper(services, title=['On folding'])
    services.put_arxiv(
        arxiv_entry('2901.00001', 'Deep folding', ['Jane Doe'], '2029-01-01', doi='10.1/fold')
    )
    Path('refs.bib').write_text(PREPRINT)
    assert main(['add', '10.1/fold']) == 0
    assert (entries()[0]['key'], entries()[0]['title']) == ('doe2029fold', 'Deep folds')


def test_a_title_that_is_only_alike_is_asked_about(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written before somebody says which it is."""
    put_paper(services, title=['Deep folds, revisited'])
    services.put_arxiv(arxiv_entry('2901.00001', 'Deep folds', ['Jane Doe'], '2029-01-01'))
    Path('refs.bib').write_text(PREPRINT)
    assert main(['add', '10.1/fold']) == 1
    assert Path('refs.bib').read_text() == PREPRINT
    assert '--merge' in capsys.readouterr().err
    assert main(['add', '10.1/fold', '--new', '--to', 'new.bib']) == 0
    Path('new.bib').unlink()
    assert main(['add', '10.1/fold', '--merge']) == 0
    assert [entry['key'] for entry in entries()] == ['doe2029fold']


def test_two_papers_of_one_title_stay_two(services: Services) -> None:
    """A paper of a conference and one of a journal have different DOIs."""
    Path('refs.bib').write_text(
        '@inproceedings{doe2029deep,\n  author = {Doe, Jane},\n  title = {Deep folds},\n'
        '  booktitle = {Proceedings},\n  year = {2029},\n  doi = {10.1/conf},\n}\n'
    )
    put_paper(services)
    assert main(['add', '10.1/fold']) == 0
    assert len(entries()) == 2


def test_the_files_of_the_project_are_those_of_conf(services: Services) -> None:
    """It is read, and not executed; a paper in any of them is there."""
    Path('conf.py').write_text(
        'raise SystemExit\nbibtex_bibfiles = ["a.bib", "b.bib"]\n'
        'cv_owner = {"email": "j@doe.org"}\n'
    )
    Path('a.bib').write_text('')
    Path('b.bib').write_text('@article{x,\n  title = {Deep folds},\n  doi = {10.1/FOLD},\n}\n')
    put_paper(services)
    assert main(['add', '10.1/fold']) == 0
    assert Path('a.bib').read_text() == ''
    assert all('mailto:j@doe.org' in agent for agent in services.agents)

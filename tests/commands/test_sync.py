"""A record of ORCID with 200 works against a bibliography with 180 of them, 12 as preprints."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from answers import date
from services import arxiv_entry, arxiv_feed

from sphinx_cv.cli import COMMANDS, main
from sphinx_cv.commands import new
from sphinx_cv.commands.shape import STATUSES, make_parser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services import Services

TEMPLATES = Path(new.__file__).parent / 'template'
ORCID = '0000-0002-1825-0097'
NEW = range(180, 200)
PREPRINTS = range(12)
NO_DOI = range(20, 25)
WORDS = (
    'folding graphs oceans lasers proteins markets archives grammars glaciers neurons theorems '
    'bridges viruses planets crystals networks prisons cathedrals enzymes orbits'
).split()


def title(number: int) -> str:
    """Return the title of a work, each another one."""
    return f'{WORDS[number % 20].title()} and {WORDS[number // 20]} of kind {number}'


def summary(number: int) -> dict[str, Any]:
    """Return a group of works as ORCID has it, with another spelling of the title in it."""
    ids = [
        {
            'external-id-type': 'doi',
            'external-id-value': f'https://doi.org/10.1234/W.{number}',
            'external-id-normalized': {'value': f'10.1234/w.{number}', 'transient': True},
            'external-id-relationship': 'self',
        },
        {
            'external-id-type': 'issn',
            'external-id-value': '1111-2222',
            'external-id-relationship': 'part-of',
        },
    ]
    work = {
        'put-code': number, 'type': 'journal-article', 'path': f'/{ORCID}/work/{number}',
        'title': {'title': {'value': title(number).upper()}, 'subtitle': None},
        'journal-title': {'value': 'Journal of Everything'}, 'url': None,
        'publication-date': {'year': {'value': str(2000 + number // 10)}, 'month': None},
        'external-ids': {'external-id': ids},
    }  # fmt: skip
    return {'external-ids': {'external-id': ids[:1]}, 'work-summary': [work, work]}


def crossref(number: int) -> dict[str, Any]:
    """Return a work as Crossref has it."""
    return {
        'type': 'journal-article', 'title': [title(number)], 'volume': str(number),
        'author': [{'given': 'Jane', 'family': 'Doe'}, {'given': 'P.', 'family': f'Poe{number}'}],
        'container-title': ['Journal of Everything'], 'issued': date(2000 + number // 10),
    }  # fmt: skip


def entry(number: int) -> str:
    """Return a work as the owner has it: some without DOI, twelve as preprints, one changed."""
    head = (
        f'  author = {{Doe, Jane and Poe{number}, P.}},\n  title  = {{{{{title(number)}}}}},\n'
        f'  year   = {{{2000 + number // 10}}},\n'
    )
    if number in PREPRINTS:
        place = f'  eprint = {{10{number + 1:02}.00001}},\n  archiveprefix = {{arXiv}},\n'
        return f'@misc{{doe-{number},\n{head}{place}  note   = {{My favourite {number}}}\n}}\n'
    doi = '' if number in NO_DOI else f'  doi    = {{10.1234/w.{number}}},\n'
    place = f'  journal = {{My journal}},\n{doi}'
    return f'@article{{doe-{number},\n{head}{place}  volume = {{{number}}}\n}}\n'


BIBLIOGRAPHY = '% Everything, oldest first\n\n' + '\n'.join(map(entry, range(180)))


@pytest.fixture
def record(services: Services) -> Services:
    """The services with the record, and the bibliography beside the settings."""
    services.put(f'pub.orcid.org/v3.0/{ORCID}/works', {'group': [*map(summary, range(200))]})
    for number in range(200):
        services.put_crossref(f'10.1234/w.{number}', **crossref(number))
    services.put_arxiv(
        *(
            arxiv_entry(f'10{n + 1:02}.00001', title(n), ['Jane Doe'], f'{2000 + n // 10}-01-01')
            for n in PREPRINTS
        )
    )
    services.put('api.crossref.org/works', {'message': {'items': []}})
    Path('refs.bib').write_text(BIBLIOGRAPHY)
    Path('conf.py').write_text(f"cv_owner = {{'name': 'Jane Doe', 'orcid': '{ORCID}'}}\n")
    return services


def shorten(services: Services, numbers: Iterable[int]) -> None:
    """Have ORCID list these works alone."""
    services.put(f'pub.orcid.org/v3.0/{ORCID}/works', {'group': [*map(summary, numbers)]})


def kept(after: str) -> list[str]:
    """Return the entries that were there and are as they were, letter by letter."""
    return [text for number in range(180) if (text := entry(number)) in after]


def test_what_is_new_or_published_or_lacks_its_doi_is_a_patch_that_git_applies(
    record: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twenty entries more, twelve published forms under their keys, five DOIs; nothing else."""
    assert main(['sync', '--patch', 'sync.patch']) == 0
    assert '20 new, 12 published since, 5 without their DOI' in capsys.readouterr().err
    assert Path('refs.bib').read_text() == BIBLIOGRAPHY
    subprocess.run(['git', 'apply', 'sync.patch'], check=True)
    after = Path('refs.bib').read_text()
    assert after.count('\n@') == 200
    assert len(kept(after)) == 180 - 12 - 5
    for number in PREPRINTS:
        changed = one_entry(after, number)
        for line in (
            f'doi = {{10.1234/w.{number}}}', f'note = {{My favourite {number}}}',
            f'eprint = {{10{number + 1:02}.00001}}', f'title = {{{{{title(number)}}}}}',
            'journal = {Journal of Everything}',
        ):  # fmt: skip
            assert line in changed
    for number in NO_DOI:
        added = entry(number).replace('  volume', f'  doi    = {{10.1234/w.{number}}},\n  volume')
        assert added in after
    for number in NEW:
        assert f'doi    = {{10.1234/w.{number}}}' in after
    assert main(['sync', '--yes', '--fresh']) == 0  # a second run
    assert Path('refs.bib').read_text() == after


def one_entry(text: str, number: int) -> str:
    """Return an article without the spaces that align it."""
    [found] = re.findall(rf'@article\{{doe-{number},\n.*?\n\}}\n', text, re.DOTALL)
    return re.sub(' +', ' ', found)


def test_without_somebody_to_answer_nothing_is_changed(
    record: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """What there is to do is told, and the status says that it is."""
    shorten(record, [*range(8, 26), 180])
    assert main(['sync', '--json']) == 1
    assert Path('refs.bib').read_text() == BIBLIOGRAPHY
    told = json.loads(capsys.readouterr().out)
    tasks = [one['task'] for one in told]
    assert [tasks.count(task) for task in ('new', 'published', 'doi')] == [1, 4, 5]
    assert not any(one['accepted'] for one in told)


def converse(arguments: list[str], answers: list[str]) -> int:
    """Run the command on a terminal, and answer its questions; return the exit status."""
    ours, theirs = pty.openpty()
    command = [Path(sys.executable).with_name('sphinx-cv'), *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as run:
        os.close(theirs)
        said = b''
        for answer in answers:
            while not said.rstrip().endswith(b'[y/n/i/q]'):
                said += os.read(ours, 4096)
            os.write(ours, f'{answer}\n'.encode())
            said = b''
        with suppress(OSError):  # as Linux tells the end of a terminal
            while os.read(ours, 4096):
                pass
    os.close(ours)
    return run.returncode


def test_proposals_are_accepted_one_by_one(record: Services) -> None:
    """Yes, no, never, and stop; what is never wanted is not proposed again."""
    shorten(record, range(178, 186))
    skip = ['--skip', 'published,doi,links']
    assert converse(['sync', *skip], ['what?', 'y', 'n', 'i', 'q']) == 1
    after = Path('refs.bib').read_text()
    assert after.count('\n@') == 181
    assert len(kept(after)) == 180
    assert after.count('10.1234/w.180') == 1
    assert 'new 10.1234/w.182' in Path('sync-ignored.txt').read_text()
    assert main(['sync', '--yes', *skip]) == 0
    assert '10.1234/w.182' not in Path('refs.bib').read_text()


def test_a_service_that_is_away_changes_nothing(
    record: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the status says so."""
    record.put(f'pub.orcid.org/v3.0/{ORCID}/works', '', status=503)
    assert main(['sync', '--yes', '--skip', 'doi,published,links']) == 3
    assert Path('refs.bib').read_text() == BIBLIOGRAPHY
    assert 'pub.orcid.org is out of order' in capsys.readouterr().err


def test_a_broken_bibliography_is_told_before_anybody_is_asked(record: Services) -> None:
    """It would not be written to."""
    Path('refs.bib').write_text(BIBLIOGRAPHY.replace('},\n  year', '}\n  year', 1))
    assert main(['sync', '--yes']) == 5
    assert record.asked == []


SMALL = """\
@misc{doe2029fold,
  author = {Doe, Jane and Roe, Richard},
  title = {Deep folds},
  year = {2029},
  eprint = {2901.00001},
  archiveprefix = {arXiv},
}

@article{doe2020old,
  author = {Doe, Jane},
  title = {Something from long ago},
  journal = {Old Journal},
  year = {2020},
  url = {https://gone.example/paper},
  code = {https://there.example/code},
}
"""


def put_found(services: Services, **message: object) -> None:
    """Teach the search of Crossref one paper."""
    services.put('api.crossref.org/works', {'message': {'items': [message]}})


def test_arxiv_says_what_was_published(services: Services) -> None:
    """Without any list of works."""
    Path('refs.bib').write_text(SMALL)
    services.put_arxiv(
        arxiv_entry('2901.00001', 'Deep folds', ['Jane Doe'], '2029-01-01', doi='10.1/fold')
    )
    services.put_crossref(
        '10.1/fold', type='journal-article', title=['Deep folds, revised'],
        author=[{'given': 'Jane', 'family': 'Doe'}], issued=date(2030),
        **{'container-title': ['Folding']},
    )  # fmt: skip
    assert main(['sync', '--yes', '--skip', 'links,doi']) == 0
    after = Path('refs.bib').read_text()
    assert '@article{doe2029fold,' in after
    assert 'title = {Deep folds, revised}' in after
    assert 'eprint = {2901.00001}' in after


def test_a_missing_doi_is_found_by_title_and_people(services: Services) -> None:
    """And by nothing less."""
    Path('refs.bib').write_text(SMALL)
    services.put_arxiv()
    message = {
        'type': 'journal-article', 'title': ['Something from Long Ago'], 'issued': date(2020),
        'author': [{'given': 'Jane', 'family': 'Doe'}], 'container-title': ['Old Journal'],
        'DOI': '10.1/old',
    }  # fmt: skip
    put_found(services, **message | {'author': [{'given': 'A.', 'family': 'Other'}]})
    assert main(['sync', '--yes', '--skip', 'links']) == 0
    assert Path('refs.bib').read_text() == SMALL
    put_found(services, **message)
    assert main(['sync', '--yes', '--skip', 'links', '--fresh']) == 0
    old = '  year = {2020},\n'
    assert Path('refs.bib').read_text() == SMALL.replace(old, f'{old}  doi = {{10.1/old}},\n')


def test_addresses_that_lead_nowhere_are_told(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody but the owner can mend them."""
    Path('refs.bib').write_text(SMALL)
    services.put('there.example/code', 'Here I am')
    assert main(['sync', '--yes', '--skip', 'new,published,doi']) == 1
    assert Path('refs.bib').read_text() == SMALL
    out = capsys.readouterr().out
    assert '"doe2020old": https://gone.example/paper is not found (404)' in out
    assert 'there.example' not in out


BIBTEX = (
    '@article{X:2031, author={Doe, Jane}, title={A new thing}, journal={J}, year={2031},'
    ' doi={10.1/new}}'
)


@pytest.mark.parametrize(
    ('option', 'person', 'address'),
    [
        ('--inspire', 'J.Doe.1', 'inspirehep.net/api/literature'),
        ('--dblp', '12/3456', 'dblp.org/pid/12/3456.bib'),
        ('--dblp', 'https://dblp.org/pid/d/JaneDoe.html', 'dblp.org/pid/d/JaneDoe.bib'),
        ('--zotero', 'users/123', 'api.zotero.org/users/123/publications/items'),
        ('--zotero', 'groups/9', 'api.zotero.org/groups/9/items/top'),
    ],
)
def test_other_lists_are_read(option: str, person: str, address: str, services: Services) -> None:
    """Each from its service."""
    services.put(address, BIBTEX)
    services.put_crossref(
        '10.1/new', type='journal-article', title=['A new thing'], volume='3', issued=date(2031),
        author=[{'given': 'Jane', 'family': 'Doe'}], **{'container-title': ['J']},
    )  # fmt: skip
    assert main(['sync', '--yes', option, person]) == 0
    assert 'title = {A new thing}' in Path('refs.bib').read_text()


def test_the_preprints_of_an_author_are_read(services: Services) -> None:
    """From arXiv."""
    feed = arxiv_feed(arxiv_entry('3001.00001', 'A new preprint', ['Jane Doe'], '2030-01-01'))
    services.put('arxiv.org/a/doe_j_1.atom2', feed)
    services.put_arxiv()
    assert main(['sync', '--yes', '--arxiv', 'doe_j_1']) == 0
    assert 'eprint = {3001.00001}' in Path('refs.bib').read_text()


def test_a_token_goes_to_its_service_alone_and_nowhere_on_the_disk(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """It comes from the environment, and is not printed either."""
    monkeypatch.setenv('ZOTERO_API_KEY', 'sesame')
    services.put('api.zotero.org/users/123/items/top', BIBTEX)
    services.put_crossref('10.1/new', type='journal-article', title=['A new thing'])
    assert main(['sync', '--yes', '-v', '--zotero', 'users/123', '--skip', 'links']) == 0
    told = [headers for headers in services.headers if 'Zotero-API-Key' in headers]
    assert len(told) == 1
    assert not [path for path in tmp_path.rglob('*.json') if 'A new thing, J' in path.read_text()]
    out, err = capsys.readouterr()
    assert 'sesame' not in out + err


@pytest.mark.parametrize('arguments', [['--orcid', '0000-0002-1825-0098'], ['--skip', 'all']])
def test_a_slip_in_the_command_is_told(arguments: list[str], services: Services) -> None:
    """Before anybody is asked: the last digit of an ORCID iD proves the others."""
    assert main(['sync', *arguments]) == 2
    assert services.asked == []


def test_the_workflow_of_a_new_project_calls_the_command_as_it_is() -> None:
    """And commits bibliographies alone."""
    path = TEMPLATES / 'workflows' / 'sync.yml.txt'
    workflow = yaml.safe_load(path.read_text().replace('$$', '$'))
    steps = workflow['jobs']['sync']['steps']
    [command] = [step['run'] for step in steps if 'sphinx-cv sync' in step.get('run', '')]
    words = command.partition('sphinx-cv ')[2].partition(' >')[0].split()
    assert make_parser(COMMANDS).parse_args(words).yes
    assert "git add '*.bib'" in steps[-1]['run']


def test_the_manual_has_all_exit_statuses() -> None:
    """In the words of the help."""
    manual = (Path(__file__).parents[2] / 'docs' / 'adding.md').read_text()
    for status, words in STATUSES.items():
        assert f'| {status:d} | {words} |' in manual

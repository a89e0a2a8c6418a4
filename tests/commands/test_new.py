"""The command ``sphinx-cv new``: a project that builds at once, and never at a file's cost."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build

from sphinx_cv.cli import main
from sphinx_cv.commands.directives import directive, option
from sphinx_cv.commands.new.project import python_literal

if TYPE_CHECKING:
    from pathlib import Path

ADA = ['--name', 'Ada Example', '--position', 'Associate Professor', '--yes']


def test_a_new_project_builds_without_a_warning(tmp_path: Path) -> None:
    """Site and PDF are there, and nothing is to be mended first."""
    folder = tmp_path / 'cv'
    assert main(['new', str(folder), *ADA, '--affiliation', 'University of Nowhere']) == 0
    built = sphinx_build(folder, folder / '_build' / 'html', *STRICT)
    assert built.warnings == ''
    assert (folder / '_build/html/cv.pdf').read_bytes().startswith(b'%PDF')
    home = (folder / '_build/html/index.html').read_text(encoding='utf-8')
    assert 'Associate Professor, University of Nowhere' in home
    # Browsers ask for a picture of every site, and complain of one that has none.
    assert 'href="_static/favicon.svg"' in home
    assert '>A</text>' in (folder / '_build/html/_static/favicon.svg').read_text(encoding='utf-8')


def test_no_file_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of the files is there, none is written."""
    (tmp_path / 'conf.py').write_text('mine', encoding='utf-8')
    assert main(['new', str(tmp_path), *ADA]) == 5
    assert 'conf.py already' in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ['conf.py']


def test_what_was_not_taken_is_told_to_machines_and_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A long list stands beside the pages, in whole, and the screen has the beginning."""
    unknown = {f'x{number}': {'of': 'a `fact`'} for number in range(30)}
    source = tmp_path / 'resume.json'
    source.write_text(json.dumps({'basics': {'name': 'Ada Example'}, **unknown}))
    assert main(['new', str(tmp_path / 'a'), '--yes', '--json', '--from', str(source)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told['folder'] == str(tmp_path / 'a')
    assert len(told['left']) == 30
    assert told['left'][0].keys() == {'place', 'what'}
    assert main(['new', str(tmp_path / 'b'), '--yes', '--from', str(source)]) == 1
    said = capsys.readouterr()
    assert said.out == f'cd {tmp_path / "b"} && make\n'
    assert said.err.count('not taken: ') < 10
    listed = (tmp_path / 'b' / 'NOT_TAKEN.md').read_text('utf-8')
    assert listed.count('\n- ') == 30


def test_a_name_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is asked where nobody answers."""
    assert main(['new', str(tmp_path / 'cv'), '--yes']) == 2
    assert '--name' in capsys.readouterr().err
    assert not (tmp_path / 'cv').exists()


def test_the_project_says_where_the_package_comes_from(tmp_path: Path) -> None:
    """What --package names stands among the dependencies."""
    assert main(['new', str(tmp_path / 'cv'), *ADA, '--package', 'sphinx-cv[site]==9.9']) == 0
    assert '"sphinx-cv[site]==9.9"' in (tmp_path / 'cv/pyproject.toml').read_text('utf-8')


def test_a_bibliography_is_taken_as_it_is(tmp_path: Path) -> None:
    """Every byte of its text, in refs.bib."""
    bib = tmp_path / 'my.bib'
    bib.write_text('@misc{key, title = {Über}}\n', encoding='utf-8')
    assert main(['new', str(tmp_path / 'cv'), *ADA, '--from', str(bib)]) == 0
    assert (tmp_path / 'cv/refs.bib').read_bytes() == bib.read_bytes()


@pytest.mark.parametrize(
    'value',
    ['plain', '"A" and B', 'Dept #3', 'C #', 'a: b', "it's", '- dash', '[x]', '{y}', '50 %', '@me'],
)
def test_options_are_read_as_they_are_written(value: str) -> None:
    """MyST's own reader gives back each value."""
    from myst_parser.parsers.options import options_to_items

    ((name, read),), _ = options_to_items(option('organization', value)[1:].replace(':', ':', 1))
    assert (name, read) == ('organization', value)


def test_a_directive_holds_blocks_of_code() -> None:
    """Its fence is longer than any in its text."""
    text = directive('cv:entry', 'Title', {'dates': '2020', 'place': ''}, '```\ncode\n```')
    assert text == '````{cv:entry} Title\n:dates: 2020\n\n```\ncode\n```\n````\n'


def test_a_title_may_have_code_in_it() -> None:
    """Markdown would take the directive for code within a line."""
    assert directive('cv:entry', 'Of `x`', {}, '~~~\n~~~').startswith('~~~~{cv:entry} Of `x`\n')


def test_settings_are_python() -> None:
    """Names with quotes, and what is long, are read again as they were."""
    links = {'A': 'https://a.example'}
    owner = {'name': "Conor O'Brien", 'links': links, 'aliases': ['x' * 50] * 2}
    assert ast.literal_eval(python_literal(owner)) == owner

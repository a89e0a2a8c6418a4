"""The command ``sphinx-cv check``: what the reader finds, in three forms, with an exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from places import PROJECT

from sphinx_cv.cli import main

GOOD = '@article{a, title={T}, author={Doe, J.}, journal={J}, year={2022}}\n'
BROKEN = GOOD + '@article{b,\n title={U}\n author={Doe, J.}, journal={J}, year={2022}}\n'
HINT = '@article{c, title={T}, journal={J}, year={2022}}\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder with a good, a broken and a doubtful file."""
    monkeypatch.chdir(tmp_path)
    for name, text in (('good', GOOD), ('broken', BROKEN), ('hint', HINT)):
        Path(f'{name}.bib').write_text(text)


def test_nothing_is_said_of_a_good_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0 and no output, as of other checkers."""
    assert main(['check', 'good.bib']) == 0
    assert capsys.readouterr().out == ''


def test_a_finding_is_a_line_with_file_line_entry_and_mend(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In the form that editors and people know, with status 1."""
    assert main(['check', 'broken.bib']) == 1
    assert capsys.readouterr().out == (
        'broken.bib:3: entry b: a comma seems to be missing after "title"; add it [cv.syntax]\n'
    )


def test_a_hint_is_shown_and_does_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    """It is worth a look, and no mistake."""
    assert main(['check', 'hint.bib']) == 0
    assert '[cv.hint]' in capsys.readouterr().out


def test_kinds_of_findings_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """As "suppress_warnings" does it in a build."""
    assert main(['check', '--ignore', 'syntax,hint', 'broken.bib', 'hint.bib']) == 0
    assert capsys.readouterr().out == ''


def test_json_has_everything_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """For other programs."""
    assert main(['check', 'broken.bib', '--format', 'json']) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            'file': 'broken.bib',
            'line': 3,
            'key': 'b',
            'subtype': 'syntax',
            'level': 'warning',
            'message': 'a comma seems to be missing after "title"; add it',
        }
    ]


def test_github_shows_findings_beside_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    """As warnings and notices, with signs escaped that mean something there."""
    Path('odd,name.bib').write_text('@misc{k, title={T}, year={100%: no}}')
    assert main(['check', '--format', 'github', 'odd,name.bib', 'hint.bib']) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        '::warning file=odd%2Cname.bib,line=1,title=cv.date::entry k: "100%25: no" is not a date'
    )
    assert any(line.startswith('::notice file=hint.bib,line=1,') for line in lines)


def test_several_files_are_checked_together(capsys: pytest.CaptureFixture[str]) -> None:
    """A key may be in two of them."""
    Path('again.bib').write_text(GOOD)
    assert main(['check', 'good.bib', 'again.bib']) == 1
    assert 'good.bib line 1' in capsys.readouterr().out


def test_a_missing_file_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback."""
    assert main(['check', 'none.bib']) == 1
    assert 'none.bib:' in capsys.readouterr().out


@pytest.mark.parametrize('arguments', [[], ['check'], ['check', 'good.bib', '--format', 'xml']])
def test_a_wrong_command_has_status_2(arguments: list[str]) -> None:
    """As of other commands."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_a_poor_console_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it cannot show is shown as an escape."""
    Path('kanji.bib').write_text('@misc{題, title={T}, year={題}}', encoding='utf-8')
    console = io.TextIOWrapper(io.BytesIO(), encoding='ascii')
    monkeypatch.setattr(sys, 'stdout', console)
    assert main(['check', 'kanji.bib']) == 1


def test_the_command_is_installed() -> None:
    """It runs from the shell."""
    command = Path(sys.executable).with_name('sphinx-cv')
    run = subprocess.run([command, 'check', 'broken.bib'], capture_output=True, text=True)
    assert run.returncode == 1
    assert 'broken.bib:3:' in run.stdout
    assert run.stderr == ''


def test_the_hook_runs_the_command() -> None:
    """What pre-commit is told fits the command."""
    hooks = PROJECT / '.pre-commit-hooks.yaml'
    [hook] = yaml.safe_load(hooks.read_text())
    assert hook['entry'] == 'sphinx-cv check'
    assert hook['files'] == r'\.bib$'

"""The shape of the command line: help, completion, colours, exit statuses."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.cli import COMMANDS, main
from sphinx_cv.commands.console import Console

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize('name', [command.name for command in COMMANDS])
def test_help_has_examples_and_exit_statuses(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """People learn a command from what it can do for them."""
    with pytest.raises(SystemExit) as stop:
        main([name, '--help'])
    out = capsys.readouterr().out
    assert stop.value.code == 0
    assert f'examples:\n  sphinx-cv {name}' in out
    assert 'exit status:\n  0  done' in out


def test_a_shell_completes_commands_and_options(capsys: pytest.CaptureFixture[str]) -> None:
    """Bash itself offers the command that begins so, and its options."""
    assert main(['completion', 'bash']) == 0
    script = capsys.readouterr().out
    ask = 'COMP_WORDS=(sphinx-cv {}); COMP_CWORD={}; _sphinx_cv; echo "${{COMPREPLY[*]}}"'
    run = subprocess.run(
        ['bash', '-c', script + ask.format('ch', 1) + '\n' + ask.format('check --ig', 2)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ['check', '--ignore']


@pytest.mark.parametrize('shell', ['zsh', 'fish'])
def test_other_shells_have_a_script_too(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """They name the same commands."""
    assert main(['completion', shell]) == 0
    assert 'check' in capsys.readouterr().out


def test_colours_are_for_screens_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets none; NO_COLOR switches them off, and --color decides before both."""
    for name in ('NO_COLOR', 'FORCE_COLOR'):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv('TERM', 'xterm')
    monkeypatch.setattr(sys.stdout, 'isatty', lambda: False)
    assert Console().paint('red', 'x') == 'x'
    monkeypatch.setattr(sys.stdout, 'isatty', lambda: True)
    assert Console().paint('red', 'x') == '\x1b[31mx\x1b[0m'
    monkeypatch.setenv('NO_COLOR', '1')
    assert Console().paint('red', 'x') == 'x'
    assert Console(color='always').paint('red', 'x') == '\x1b[31mx\x1b[0m'


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """As every command does it."""
    with pytest.raises(SystemExit) as stop:
        main(['--version'])
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith('sphinx-cv ')


def test_the_command_runs_without_sphinx(tmp_path: Path) -> None:
    """It answers at once, for it loads no Sphinx and no client of the network before it must."""
    (tmp_path / 'a.bib').write_text('@misc{a, title={T}, year={2020}}\n')
    code = (
        'import sys; from sphinx_cv.cli import main; main(["check", "a.bib"]); '
        'print([name for name in ("sphinx", "docutils", "requests") if name in sys.modules])'
    )
    run = subprocess.run(
        [sys.executable, '-c', code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == '[]'


def test_a_reader_who_has_enough_is_no_error(tmp_path: Path) -> None:
    """As in ``sphinx-cv check … | head``."""
    (tmp_path / 'a.bib').write_text('@article{a, title={T} author={B, C}, year={2020}}')
    reading, writing = os.pipe()
    os.close(reading)
    program = 'import sys; from sphinx_cv.cli import main; sys.exit(main())'
    done = subprocess.run(
        [sys.executable, '-c', program, 'check', str(tmp_path / 'a.bib')],
        stdout=writing, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b'')

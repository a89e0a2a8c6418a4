"""Somebody else's site in place of this one: the checks that look at the site are green."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build
from places import PROJECT
from readme import take_over

if TYPE_CHECKING:
    from pathlib import Path

LEFT = shutil.ignore_patterns('.?*', '_build', 'papers')


@pytest.fixture(scope='module')
def taken_over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the settings, the bibliography and the page of the README, and no other."""
    folder = tmp_path_factory.mktemp('taken') / 'project'
    shutil.copytree(PROJECT, folder, ignore=LEFT)
    take_over(folder)
    return folder


@pytest.mark.parametrize('command', ['ruff check', 'ruff format --check'])
def test_nobody_has_to_write_settings_in_our_style(taken_over: Path, command: str) -> None:
    """Lint and format pass over what belongs to the owner."""
    arguments = [sys.executable, '-m', *command.split(), '--no-cache']
    done = subprocess.run(arguments, cwd=taken_over, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_tests_of_the_site_are_about_the_new_site(taken_over: Path) -> None:
    """They pass, and those that know the first owner's CV are left out."""
    options = ['-q', '-p', 'no:cacheprovider', '--ignore', 'tests/site/test_readthedocs.py']
    done = subprocess.run(
        [sys.executable, '-m', 'pytest', *options, 'tests/site'],
        cwd=taken_over, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert 'passed' in done.stdout
    assert 'test_cv_' not in done.stdout


def test_site_and_manual_are_built(taken_over: Path) -> None:
    """The manual links to a paper of the site, whosever it is."""
    html = taken_over / '_build' / 'html'
    sphinx_build(taken_over, html, *STRICT, doctrees=taken_over / '_build' / 'doctrees')
    manual = sphinx_build(
        taken_over / 'docs', html / 'manual', *STRICT, '-D', 'gallery_renders=0',
        '-D', 'html_theme=basic',  # of which the manual has less to write
        doctrees=taken_over / '_build' / 'manual',
    )  # fmt: skip
    pages = ''.join(page.read_text('utf-8') for page in manual.output.glob('*.html'))
    assert '../papers/example2024rivers.html' in pages

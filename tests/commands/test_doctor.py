"""The command ``sphinx-cv doctor``: what in a project is outdated, unknown or missing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.cli import main
from sphinx_cv.commands.doctor import changes
from sphinx_cv.commands.doctor.changes import Change
from sphinx_cv.commands.doctor.pages import OTHER_DIRECTIVES
from sphinx_cv.commands.shape import Status
from sphinx_cv.site.directives import DIRECTIVES

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
extensions = ['myst_parser', 'sphinx_cv']
exclude_patterns = ['drafts', '_*']
html_theme = 'furo'
cv_owner = {
    'name': 'Ada Example',
    'mail': 'ada@example.org',
}
cv_authors_limit = 3
cv_pdf: dict[str, str] = {'papers': 'a4'}
cv_variants = {'cv-short': {'limits': 2}}
cv_kinds = {'dig': {'options': {'season': {}}}, 'talk': {'options': {'audience': '{}'}}}
"""
PAGE = """\
# Ada

```{cv:talk} Rivers
:evnt: Conference
:audience: 200
:dates: 2024
```

```{cv:posision} Professor
```

```{cv:dig} Harbour
:season: third
```

```{cv:publications}
```
"""
PROJECT = """\
[project]
dependencies = [
    "sphinx-cv[site]==0.1.0",
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a slip of each sort."""
    for name, text in {'conf.py': CONF, 'index.md': PAGE, 'pyproject.toml': PROJECT}.items():
        (tmp_path / name).write_text(text, encoding='utf-8')
    for name in ('drafts', '_build', '.venv'):
        (tmp_path / name).mkdir()
        (tmp_path / name / 'page.md').write_text(PAGE, encoding='utf-8')
    return tmp_path


def examine(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Return the exit status, and what was found."""
    status = main(['doctor', str(folder)])
    return status, capsys.readouterr().out.splitlines()


def test_each_slip_is_told_with_its_place_and_the_nearest_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kinds and options that the settings add are none, nor is what no build reads."""
    status, lines = examine(folder, capsys)
    assert status == Status.FOUND
    told = [
        re.sub(r'; (did you mean|write|there).*?("\w[^"]*"|>=\S+|,).*', r'; \2', line)
        for line in lines
    ]
    assert told == [
        'conf.py:6: there is no key "mail"; "email"',
        'conf.py:8: there is no setting "cv_authors_limit"; "cv_author_limit"',
        'conf.py:9: there is no key "papers"; "paper"',
        'conf.py:10: there is no key "limits"; "limit"',
        'index.md:4: there is no option "evnt"; "event"',
        'index.md:9: there is no directive "posision"; "position"',
        'pyproject.toml:3: sphinx-cv stays at 0.1.0; >=0.1.0,',
    ]


def test_machines_read_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a list of objects."""
    assert main(['doctor', '--json', str(folder)]) == Status.FOUND
    found = json.loads(capsys.readouterr().out)
    assert found[0].keys() == {'file', 'line', 'subtype', 'message'}
    assert {row['subtype'] for row in found} == {'unknown', 'version'}


def test_what_changed_since_an_earlier_version_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Markdown that nothing reads, a theme that nothing installs, a CV of nobody."""
    (folder / 'conf.py').write_text(
        "extensions = ['sphinx_cv']\nexclude_patterns = ['drafts']\n"
        "html_theme = 'furo'\ncv_pdf = {}\n"
    )
    (folder / 'index.md').write_text('# Ada\n')
    (folder / 'pyproject.toml').write_text('[project]\ndependencies = ["sphinx-cv"]\n')
    _, lines = examine(folder, capsys)
    assert [line.partition(' since 0.2.0 ')[2][:9] for line in lines] == [
        'pages in ', 'a project', 'the theme',
    ]  # fmt: skip


def test_a_name_that_has_another_one_now_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the version since which it has."""
    row = Change(
        '0.3.0', 'setting', 'cv_authors_limit', 'it is called otherwise', 'cv_author_limit'
    )
    monkeypatch.setattr(changes, 'CHANGES', (*changes.CHANGES, row))
    _, lines = examine(folder, capsys)
    assert (
        'conf.py:8: setting "cv_authors_limit": since 0.3.0 it is called otherwise; '
        'write cv_author_limit [doctor.outdated]'
    ) in lines


def test_a_new_project_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """But for the place that it takes the package from, which may be on this machine only."""
    package = ['--package', 'sphinx-cv[site]']
    main(['new', str(tmp_path / 'cv'), '--name', 'Ada Example', '--yes', *package])
    capsys.readouterr()
    assert examine(tmp_path / 'cv', capsys) == (Status.DONE, [])


def test_a_package_from_this_machine_is_out_of_reach(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the hosts, which install what the file names."""
    (folder / 'pyproject.toml').write_text(
        '[project]\ndependencies = ["sphinx-cv[site] @ file:///home/ada/sphinx-cv"]\n'
    )
    _, lines = examine(folder, capsys)
    assert 'hosts do not have' in lines[-1]


def test_settings_that_are_no_python_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the pages are looked at nevertheless."""
    (folder / 'conf.py').write_text('cv_owner = {\n')
    _, lines = examine(folder, capsys)
    assert lines[0].startswith('conf.py:1: it cannot be read as Python')
    assert any(line.startswith('index.md:4:') for line in lines)


def test_without_settings_there_is_no_project(tmp_path: Path) -> None:
    """That is a mistake in the command, not a finding."""
    assert main(['doctor', str(tmp_path)]) == Status.USAGE


def test_the_doctor_knows_every_directive_and_every_change() -> None:
    """The command line has no Sphinx to ask, so that its list is held against Sphinx's here."""
    assert {*DIRECTIVES} <= {*OTHER_DIRECTIVES}
    assert all(row.version and row.words for row in changes.CHANGES)

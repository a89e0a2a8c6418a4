"""An entry of the CV from the command line, in the page that has others of its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_cv.cli import main

TALKS = """\
# Talks

```{cv:talk} Second
:event: Workshop
:dates: 2030-05
```

```{cv:talk} First
:dates: 2028
```

Some words.
"""
YAML = """\
:::{cv:award} Old prize
---
organization: Society
dates: '2020'
---
:::

:::{cv:award} New prize
---
dates: '2030'
---
:::
"""
RST = """\
Work
====

.. cv:position:: Assistant
   :organization: Here
   :dates: 2020/2024

.. cv:position:: Student
   :dates: 2018/2020

The end.
"""


@pytest.fixture(autouse=True)
def _pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a project with three pages."""
    monkeypatch.chdir(tmp_path)
    Path('conf.py').write_text('')
    Path('talks.md').write_bytes(TALKS.replace('\n', '\r\n').encode())
    Path('awards').mkdir()
    Path('awards/list.md').write_text(YAML)
    Path('work.rst').write_text(RST)
    Path('_build').mkdir()
    Path('_build/talks.md').write_text(TALKS * 3)


def test_a_talk_is_written_as_the_others_and_in_their_order() -> None:
    """The newest first; all else stays, line ends too, and a second run changes nothing."""
    arguments = ['add', 'talk', 'A: new one', '--dates', '2029-02', '--event', 'Meeting']
    for _ in range(2):
        assert main(arguments) == 0
        new = '```{cv:talk} A: new one\n:event: Meeting\n:dates: 2029-02\n```\n\n'
        expected = TALKS.replace('```{cv:talk} First', f'{new}```{{cv:talk}} First')
        assert Path('talks.md').read_bytes() == expected.replace('\n', '\r\n').encode()


def test_options_in_yaml_and_the_oldest_first_are_kept() -> None:
    """As the page has them."""
    assert main(['add', 'award', 'Prize', '--organization', 'A: B', '--dates', '2031']) == 0
    assert Path('awards/list.md').read_text() == (
        YAML.rstrip('\n')
        + "\n\n:::{cv:award} Prize\n---\norganization: 'A: B'\ndates: '2031'\n---\n:::\n"
    )


def test_a_page_in_restructuredtext_gets_its_directive() -> None:
    """A position that goes on comes before those that ended."""
    assert main(['add', 'position', 'Professor', '--dates', '2024-09/']) == 0
    new = '.. cv:position:: Professor\n   :dates: 2024-09/\n\n'
    assert Path('work.rst').read_text() == RST.replace(
        '.. cv:position:: A', f'{new}.. cv:position:: A'
    )


def test_the_first_entry_of_a_kind_needs_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """It is named once; the next one finds it."""
    assert main(['add', 'course', 'Logic']) == 5
    assert '--to' in capsys.readouterr().err
    assert main(['add', 'course', 'Logic', '--to', 'teaching.md']) == 0
    assert main(['add', 'course', 'Sets', '--dates', '2030']) == 0
    assert Path('teaching.md').read_text() == (
        '```{cv:course} Sets\n:dates: 2030\n```\n\n```{cv:course} Logic\n```\n'
    )


@pytest.mark.parametrize(
    ('arguments', 'words'),
    [
        (['talk', 'T', '--dates', 'soon'], '"soon" is not a date'),
        (['talk', 'T', '--advisor', 'Doe'], 'a talk has no "advisor"; it has name, dates'),
        (['talk'], 'a talk has a title'),
    ],
)
def test_a_slip_is_told(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to write, and nothing is written."""
    assert main(['add', *arguments]) == 2
    assert words in capsys.readouterr().err
    assert Path('talks.md').read_bytes() == TALKS.replace('\n', '\r\n').encode()


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """It shows the directive."""
    assert main(['add', '--dry-run', 'talk', 'T']) == 0
    assert capsys.readouterr().out == '```{cv:talk} T\n```\n'
    assert Path('talks.md').read_bytes() == TALKS.replace('\n', '\r\n').encode()

"""A build that is killed leaves nothing that the next one does not mend."""

from __future__ import annotations

import random
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from builds import sphinx_build, start_build
from comparing import contents, differences
from places import ROOTS

if TYPE_CHECKING:
    from pathlib import Path


def edit(source: Path, number: int) -> None:
    """Give one page a title that stands in the navigation of all, or take it back."""
    text = (ROOTS / 'test-edits' / 'talks.md').read_text()
    (source / 'talks.md').write_text(text.replace('# Talks', '# Lectures') if number % 2 else text)


def kill_a_build(source: Path, folder: Path, moment: float) -> str:
    """Kill a build *moment* seconds after it began to write pages; return what it said."""
    said = folder / 'html.status.txt'
    said.unlink()  # what the last build said
    killed = start_build(source, folder / 'html')
    while killed.process.is_alive() and not (said.is_file() and 'writing' in said.read_text()):
        time.sleep(0.001)
    time.sleep(moment)
    killed.process.kill()
    killed.process.join()
    return said.read_text()


def check(folder: Path, chance: random.Random, kills: int) -> None:
    """Kill builds while they write, and compare what the next ones leave with clean builds."""
    source = folder / 'source'
    clean = []
    for number in (1, 0):
        shutil.copytree(ROOTS / 'test-edits', folder / str(number))
        edit(folder / str(number), number)
        clean.insert(0, contents(sphinx_build(folder / str(number), folder / f'c{number}').output))
    shutil.copytree(ROOTS / 'test-edits', source)
    sphinx_build(source, folder / 'html')
    for number in range(1, kills + 1):
        edit(source, number)
        status = kill_a_build(source, folder, chance.uniform(0, 0.06))
        found = contents(sphinx_build(source, folder / 'html').output)
        assert not differences(found, clean[number % 2]), f'kill {number}, after {status}'


def test_what_a_killed_build_left_is_mended(tmp_path: Path) -> None:
    """Titles, pages and the index of the search are those of a clean build."""
    check(tmp_path, random.Random(1), 3)


@pytest.mark.long
@pytest.mark.parametrize('seed', range(5))
def test_what_fifty_killed_builds_left_is_mended(seed: int, tmp_path: Path) -> None:
    """The same at fifty other moments."""
    check(tmp_path, random.Random(seed), 10)

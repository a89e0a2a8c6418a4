"""The date of the last change: of the commit, of the file, or of the environment."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.pdf.document import date_in_words
from sphinx_cv.site.history import last_change

if TYPE_CHECKING:
    from pathlib import Path

COMMITTED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
TOUCHED = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that was written on a certain day, outside of git."""
    monkeypatch.delenv('SOURCE_DATE_EPOCH', raising=False)
    monkeypatch.setenv('GIT_CEILING_DIRECTORIES', str(tmp_path.parent))
    file = tmp_path / 'page.md'
    file.write_text('text', encoding='utf-8')
    os.utime(file, (TOUCHED.timestamp(), TOUCHED.timestamp()))
    return file


@pytest.fixture
def committed(page: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same page, committed on another day."""
    monkeypatch.setenv('GIT_COMMITTER_DATE', COMMITTED.isoformat())
    name = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
    for command in (['init', '-q'], ['add', '.'], [*name, 'commit', '-q', '-m', 'Begin']):
        subprocess.run(['git', *command], cwd=page.parent, check=True)
    return page


def test_the_day_of_the_newest_file(page: Path) -> None:
    """Without git the file tells the day, and the hour does not count."""
    older = page.with_name('older.md')
    older.write_text('text', encoding='utf-8')
    os.utime(older, (0, 0))
    assert last_change([older, page], page.parent) == datetime(2025, 1, 2, tzinfo=UTC)


def test_the_commit(committed: Path) -> None:
    """In git the last commit of these files tells the time, whenever they were checked out."""
    assert last_change([committed], committed.parent) == COMMITTED


def test_a_change_that_is_not_committed(committed: Path) -> None:
    """An edit counts from the day on which it was made."""
    committed.write_text('other text', encoding='utf-8')
    os.utime(committed, (TOUCHED.timestamp(), TOUCHED.timestamp()))
    assert last_change([committed], committed.parent) == datetime(2025, 1, 2, tzinfo=UTC)


def test_the_environment_decides(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH comes before all others."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '86400')
    assert last_change([committed], committed.parent) == datetime(1970, 1, 2, tzinfo=UTC)


def test_words() -> None:
    """A date is written as people write it; the owner may name one, or none."""
    assert date_in_words('auto', COMMITTED) == '6 May 2024'
    assert date_in_words('2025-08', COMMITTED) == 'Aug 2025'
    assert date_in_words('', COMMITTED) == ''

"""A folder with a bibliography, and all services on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from services import Services, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope='session')
def server() -> Iterator[Services]:
    """The one server of all tests."""
    with serve() as services:
        yield services


@pytest.fixture
def services(server: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Services that know nothing yet, and a cache and a folder of their own."""
    server.answers.clear()
    server.asked.clear()
    server.agents.clear()
    server.headers.clear()
    folder = tmp_path / 'cv'
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name, value in (
        ('SPHINX_CV_SERVICES', server.address),
        ('SPHINX_CV_CACHE', str(tmp_path / 'cache')),
        ('SPHINX_CV_PATIENCE', '0'),
        ('SPHINX_CV_TIMEOUT', '30'),
        ('NO_COLOR', '1'),
    ):
        monkeypatch.setenv(name, value)
    return server

"""A small site that several modules look at."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builds import sphinx_build
from places import ROOTS

if TYPE_CHECKING:
    from builds import Build

SITE_URL = 'https://example.org/cv/'


@pytest.fixture(scope='session', params=['html', 'dirhtml'])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site at an address, with a page for each kind of work; read it, but leave it as it is."""
    folder = tmp_path_factory.mktemp('published')
    source = Path(shutil.copytree(ROOTS / 'test-published', folder / 'source'))
    output = folder / str(request.param)
    return sphinx_build(source, output, '-W', f'-Dhtml_baseurl={SITE_URL}', builder=request.param)

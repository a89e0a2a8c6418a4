"""A small CV that several modules look at."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build
from places import ROOTS

if TYPE_CHECKING:
    from builds import Build


@pytest.fixture(scope='session')
def printed(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A CV with two variants as PDFs, without a warning; read it, but leave it as it is."""
    folder = tmp_path_factory.mktemp('printed')
    source = Path(shutil.copytree(ROOTS / 'test-typst-cv', folder / 'source'))
    build = sphinx_build(source, folder / 'pdf', *STRICT, builder='cvpdf')
    assert build.warnings == ''
    return build


@pytest.fixture
def output(printed: Build) -> Path:
    """Where the PDFs of that CV are."""
    return printed.output

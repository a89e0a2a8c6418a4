"""The package that others install: whole, free of the owner's content, and itself an extension."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from places import PACKAGE, PROJECT


@pytest.fixture(scope='module')
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel of the project."""
    folder = tmp_path_factory.mktemp('wheel')
    uv = Path(sys.executable).with_name('uv')
    subprocess.run([uv, 'build', '--quiet', '--wheel', '-o', folder, PROJECT], check=True)
    (path,) = folder.glob('*.whl')
    return zipfile.ZipFile(path).namelist()


def test_the_wheel_has_all_files_of_the_package(wheel: list[str]) -> None:
    """Styles, script, template and fonts are installed with the code."""
    files = [path for path in PACKAGE.rglob('*') if path.is_file() and path.suffix != '.pyc']
    assert {f'sphinx_cv/{path.relative_to(PACKAGE).as_posix()}' for path in files} <= set(wheel)
    assert any(name.endswith('/cv.typ') for name in wheel)
    assert any(name.endswith('/cv.css') for name in wheel)
    assert any(name.endswith('/de/LC_MESSAGES/sphinx_cv.mo') for name in wheel)
    assert 'sphinx_cv/py.typed' in wheel


def test_the_wheel_has_nothing_else(wheel: list[str]) -> None:
    """The pages and the bibliography of this CV stay out of other people's."""
    assert not [name for name in wheel if not name.startswith(('sphinx_cv/', 'sphinx_cv-'))]

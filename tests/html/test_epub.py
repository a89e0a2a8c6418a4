"""The site as an e-book: valid, and legible with the little CSS that readers know."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from builds import sphinx_build
from places import ROOTS

if TYPE_CHECKING:
    from builds import Build

# Debian's command needs a kernel that runs Java archives, which containers often lack.
EPUBCHECK = Path('/usr/share/java/epubcheck.jar')


@pytest.fixture(scope='module')
def book(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site with pages and papers of every sort, a chart and formulas, as an e-book."""
    folder = tmp_path_factory.mktemp('epub')
    source = Path(shutil.copytree(ROOTS / 'test-browser', folder / 'source'))
    return sphinx_build(source, folder / 'epub', builder='epub')


@pytest.mark.skipif(not EPUBCHECK.is_file(), reason='epubcheck is not installed')
def test_the_book_is_valid(book: Build) -> None:
    """The checker of those who sell e-books finds no error."""
    (file,) = book.output.glob('*.epub')
    # In a run of seconds, Java spends more on compiling well than that saves.
    command = ['java', '-XX:TieredStopAtLevel=1', '-jar', EPUBCHECK, file]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_the_book_has_its_own_styles_and_no_script(book: Build) -> None:
    """Sheets for browsers are not in it, and ids have no blank of any kind."""
    (file,) = book.output.glob('*.epub')
    with ZipFile(file) as archive:
        names = {Path(name).name for name in archive.namelist()}
        pages = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith('.xhtml')
        ]
    assert {name for name in names if name.startswith('cv') and name.endswith('s')} == {
        'cv-epub.css'
    }
    assert not [name for page in pages for name in re.findall(r'\bid="([^"]*\s[^"]*)"', page)]
    chart = next(page for page in pages if 'class="cv-bars"' in page)
    assert not re.search(r'</text><', chart)

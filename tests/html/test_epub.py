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
    # In a run of seconds, compiling well and several threads for garbage cost more than they save.
    options = ('-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC')
    command = ['java', *options, '-jar', EPUBCHECK, file]
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


def test_a_book_with_papers_that_is_no_cv(tmp_path: Path) -> None:
    """It has no sheet for browsers, and no pictures that Sphinx alone would not declare."""
    (tmp_path / 'conf.py').write_text(
        "extensions = ['sphinx_cv']\nbibtex_bibfiles = ['a.bib']\nversion = '1'\n"
        "copyright = 'Ann'\nproject = author = 'Ann'\n",
        encoding='utf-8',
    )
    (tmp_path / 'a.bib').write_text(
        '@misc{a, title={A}, author={Ann}, year=2024}', encoding='utf-8'
    )
    page = 'Ann\n===\n\n.. cv:chart::\n\n.. cv:publications::\n   :group-by: year\n'
    (tmp_path / 'index.rst').write_text(page, encoding='utf-8')
    output = sphinx_build(tmp_path, tmp_path / 'epub', builder='epub').output
    assert {file.name for file in output.glob('_static/cv*')} == {'cv-epub.css'}
    html = (output / 'index.xhtml').read_text(encoding='utf-8')
    assert '<svg' not in html
    assert 'class="cv-counts' in html

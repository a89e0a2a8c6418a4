"""Builds of a warm process: the same as cold ones, and the pages before the PDFs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from builds import sphinx_build
from sites import PDF, write_site

from sphinx_cv import watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not watch.CAN_FORK, reason='builds are cold where no fork is safe')

FILES = {
    'refs.bib': '@article{a, title={Rivers}, author={Example, Ann}, journal={Lakes}, date={2024}}',
    'index.md': '# Home\n\nFirst words.\n\n```{cv:publications}\n```\n',
}
# What its end frees, no build need look for.
COLLECTS = """
import gc, pathlib
pathlib.Path(__file__).with_name('collects.txt').write_text(str(gc.isenabled()))
"""


@contextmanager
def warm_process(folder: Path) -> Iterator[str]:
    """Start a warm process; yield its address, and end it."""
    address = folder / 'builds'
    command = [sys.executable, '-m', 'sphinx_cv.watch', watch.SERVE, str(address)]
    with subprocess.Popen(command) as process:
        try:
            while not address.exists():
                assert process.poll() is None
                time.sleep(0.02)
            yield str(address)
        finally:
            process.terminate()


def wait_for(file: Path) -> bytes:
    """Return the content of a file that comes later."""
    end = time.monotonic() + 60
    while not file.is_file():
        assert time.monotonic() < end
        time.sleep(0.02)
    return file.read_bytes()


def pages(folder: Path) -> dict[str, bytes]:
    """Return the pages and exports of a built site; Sphinx's index for search tells of edits."""
    files = (file for form in ('*.html', 'papers.*', 'cv.txt') for file in folder.glob(form))
    return {file.name: file.read_bytes() for file in files}


def test_a_warm_process_builds_as_a_cold_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """After edits the site is the same, what fails is said, and the PDF comes behind the pages."""
    site = write_site(tmp_path / 'site', FILES, PDF)
    with (site / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(COLLECTS)
    out, cold = tmp_path / 'warm', tmp_path / 'cold'
    with warm_process(tmp_path) as address:
        assert watch.ask(address, ['-q', str(site), str(out)]) == 0
        assert 'First words' in (out / 'index.html').read_text(encoding='utf-8')
        assert wait_for(out / 'cv.pdf').startswith(b'%PDF')
        assert wait_for(site / 'collects.txt') == b'False'
        (site / 'refs.bib').write_text(
            FILES['refs.bib'].replace('Rivers', 'Seas'), encoding='utf-8'
        )
        assert watch.ask(address, ['-q', str(site), str(out)]) == 0
        assert 'Seas' in (out / 'index.html').read_text(encoding='utf-8')
        # A save while the PDF of the last one is made.
        page = site / 'index.md'
        page.write_text(FILES['index.md'].replace('First', 'Second'), encoding='utf-8')
        assert watch.ask(address, ['-q', str(site), str(out)]) == 0
        broken = ['-q', '-D', 'extensions=none_such', str(site), str(out)]
        assert watch.ask(address, broken) != 0
        page.write_text(FILES['index.md'], encoding='utf-8')
        assert watch.ask(address, ['-q', str(site), str(out)]) == 0
    assert 'none_such' in capfd.readouterr().err
    sphinx_build(site, cold)
    assert pages(out) == pages(cold)


def test_without_a_warm_process_builds_are_cold(tmp_path: Path) -> None:
    """When it has gone, the next build starts Python anew."""
    site = write_site(tmp_path / 'site', {'index.md': '# Home\n', 'refs.bib': ''})
    gone = os.fspath(tmp_path / 'gone')
    assert watch.ask(gone, ['-q', str(site), str(tmp_path / 'out')]) == 0
    assert (tmp_path / 'out' / 'index.html').is_file()

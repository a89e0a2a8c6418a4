"""What several tests share: the owner's site, built once in a copy, and a browser to look at it."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builds import sphinx_build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from builds import Build
    from playwright.sync_api import Browser

pytest_plugins = ['sphinx.testing.fixtures', 'themes']
collect_ignore = ['roots', 'data']

PROJECT = Path(__file__).parents[1]
CHROMIUM = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
# Without these the site is the same; they are big or belong to somebody else.
NOT_SITE = ('.*', '_build', 'benchmarks', 'docs', 'node_modules', 'papers', 'src', 'tests')


@pytest.fixture(scope='session')
def rootdir() -> Path:
    """Where `@pytest.mark.sphinx(testroot=…)` finds the small sites."""
    return Path(__file__).parent / 'roots'


def copy_site(target: Path) -> Path:
    """Copy the owner's pages, refs.bib and conf.py to *target*, without what a build has left."""
    shutil.copytree(PROJECT, target, ignore=shutil.ignore_patterns(*NOT_SITE))
    return target


@pytest.fixture(scope='session')
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The owner's site as html, without a warning; read it, but leave it as it is."""
    folder = tmp_path_factory.mktemp('site')
    source = copy_site(folder / 'source')
    return sphinx_build(source, folder / 'html', '-n', '-W', '--keep-going')


@pytest.fixture(scope='session')
def browser() -> Iterator[Browser]:
    """Chromium: the system's, else the one that Playwright has downloaded."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, added: Mapping[str, str], directory: str) -> None:
        self.added = added
        super().__init__(*args, directory=directory)

    def end_headers(self) -> None:
        for name, value in self.added.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path, **headers: str) -> Iterator[str]:
    """Serve *folder* on this machine, with further *headers*; give the address of its root."""
    added = {name.replace('_', '-'): value for name, value in headers.items()}
    handler = functools.partial(_QuietHandler, added=added, directory=str(folder))
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f'http://127.0.0.1:{server.server_port}/'
        server.shutdown()


@pytest.fixture(scope='session')
def site_url(site: Build) -> Iterator[str]:
    """The address at which the owner's site is served during the tests."""
    with serving(site.output) as address:
        yield address

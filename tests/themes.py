"""Fixtures: a small site under every theme, and pages of it in a browser."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING, NamedTuple

import pytest
from builds import STRICT, start_build
from places import ROOTS
from serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = ROOTS / 'test-browser'
THEMES = (
    'furo', 'alabaster', 'pydata_sphinx_theme', 'sphinx_book_theme', 'sphinx_rtd_theme',
)  # fmt: skip
# One page of each kind.
PAGES = (
    'index', 'publications', 'papers/sieve2024', 'talks', 'teaching', 'mentoring', 'service',
    'cv-year', 'cv-venue', 'cv-coauthor', 'search',
)  # fmt: skip


class Site(NamedTuple):
    """A built site: where its files lie, and where it is served."""

    folder: Path
    url: str


@pytest.fixture(scope='session')
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small site, built once under each theme without a warning."""
    base = tmp_path_factory.mktemp('themes')
    builds = {}
    for theme in THEMES:
        source = copytree(ROOT, base / f'{theme}-source')
        options = (*STRICT, '-D', f'html_theme={theme}')
        builds[theme] = start_build(source, base / theme, *options)
    return {theme: build.finish().output for theme, build in builds.items()}


@pytest.fixture(scope='session')
def furo(folders: dict[str, Path]) -> Iterator[Site]:
    """The site under the theme that most use."""
    with serving(folders['furo']) as url:
        yield Site(folders['furo'], url)


@pytest.fixture(scope='session', params=THEMES)
def themed(request: pytest.FixtureRequest, folders: dict[str, Path]) -> Iterator[Site]:
    """The site under each theme in turn."""
    with serving(folders[request.param]) as url:
        yield Site(folders[request.param], url)


@pytest.fixture(scope='session')
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A profile of the browser, in which opening a page takes a third of the time."""
    profile = browser.new_context(viewport={'width': 1280, 'height': 800})
    yield profile
    profile.close()


@pytest.fixture
def context(profile: BrowserContext) -> Iterator[BrowserContext]:
    """The profile with no page open, and nothing allowed or kept by the tests before."""
    yield profile
    for page in profile.pages:
        page.close()
    profile.clear_permissions()
    profile.clear_cookies()


@pytest.fixture
def opened(context: BrowserContext) -> Iterator[Callable[[str], Page]]:
    """Open a page, and fail when our script fails on it."""
    errors: list[str] = []

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.on('pageerror', lambda error: errors.append(error.stack or ''))
        page.goto(address)
        return page

    yield open_page
    assert not [stack for stack in errors if 'cv.js' in stack]

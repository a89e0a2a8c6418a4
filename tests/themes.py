"""Fixtures: a small site under every theme, and pages of it in a browser."""

from __future__ import annotations

import functools
from shutil import copytree
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urldefrag

import pytest
from builds import STRICT, sphinx_build
from places import ROOTS
from serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Error, Frame, Page, ViewportSize

ROOT = ROOTS / 'test-browser'
THEMES = (
    'furo', 'alabaster', 'pydata_sphinx_theme', 'sphinx_book_theme', 'sphinx_rtd_theme',
)  # fmt: skip
# One page of each kind, and their files.
PAGES = (
    'index', 'publications', 'papers/sieve2024', 'talks', 'teaching', 'mentoring', 'service',
    'cv-year', 'cv-venue', 'cv-coauthor', 'search',
)  # fmt: skip
FILES = [f'{name}.html' for name in PAGES]
DESK: ViewportSize = {'width': 1280, 'height': 800}
EMPTY = 'about:blank'
# A file of every site that shows next to nothing.
SMALLEST = '_static/plus.png'
# Lays files over each other in frames of one page, each as large as the window.
FRAMES = """(addresses) => Promise.all(addresses.map((address) => new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0';
    frame.onload = resolve;
    frame.src = address;
    document.body.append(frame);
})))"""


class Framed(Protocol):
    """Opens files below an address, each in a frame as wide as the window."""

    def __call__(self, root: str, names: Sequence[str], width: int = ...) -> list[Frame]: ...


class Site(NamedTuple):
    """A built site: where its files lie, and where it is served."""

    folder: Path
    url: str


@pytest.fixture(scope='session')
def themes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the folder of the small site under a theme, built without a warning when asked for."""
    base = tmp_path_factory.mktemp('themes')

    @functools.cache
    def built(theme: str) -> Path:
        source = copytree(ROOT, base / f'{theme}-source')
        return sphinx_build(source, base / theme, *STRICT, '-D', f'html_theme={theme}').output

    return built


@pytest.fixture(scope='session')
def furo(themes: Callable[[str], Path]) -> Iterator[Site]:
    """The site under the theme that most use."""
    with serving(themes('furo')) as url:
        yield Site(themes('furo'), url)


@pytest.fixture(scope='session', params=THEMES)
def themed(request: pytest.FixtureRequest, themes: Callable[[str], Path]) -> Iterator[Site]:
    """The site under each theme in turn."""
    with serving(themes(request.param)) as url:
        yield Site(themes(request.param), url)


@pytest.fixture(scope='session')
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A profile of the browser, in which opening a page takes a third of the time."""
    profile = browser.new_context(viewport=DESK)
    yield profile
    profile.close()


@pytest.fixture(scope='session')
def tab(profile: BrowserContext) -> Page:
    """The tab that stays open: a new one takes as long as a page does."""
    return profile.new_page()


@pytest.fixture
def context(profile: BrowserContext, tab: Page) -> Iterator[BrowserContext]:
    """The profile with one tab, and nothing allowed or kept by the tests before."""
    yield profile
    for page in profile.pages:
        if page is not tab:
            page.close()
    profile.clear_permissions()
    profile.clear_cookies()
    if tab.url != EMPTY:
        tab.evaluate('sessionStorage.clear(); localStorage.clear()')
    tab.emulate_media(media='null', color_scheme='null', reduced_motion='null')
    tab.set_viewport_size(DESK)


@pytest.fixture
def opened(context: BrowserContext, tab: Page) -> Iterator[Callable[[str], Page]]:
    """Open a page, and fail when our script fails on it."""
    errors: list[str] = []
    pages: list[Page] = []

    def note(error: Error) -> None:
        errors.append(error.stack or '')

    def open_page(address: str) -> Page:
        page = context.new_page() if pages else tab
        pages.append(page)
        page.on('pageerror', note)
        # Otherwise the page that the test before has left would only be scrolled.
        if urldefrag(page.url).url == urldefrag(address).url:
            page.goto(EMPTY)
        page.goto(address)
        return page

    yield open_page
    tab.remove_listener('pageerror', note)
    assert not [stack for stack in errors if 'cv.js' in stack]


@pytest.fixture
def framed(opened: Callable[[str], Page]) -> Framed:
    """Open files of a site in frames of one page, which takes half the time of a page for each."""

    def open_frames(root: str, names: Sequence[str], width: int = DESK['width']) -> list[Frame]:
        page = opened(root + SMALLEST)
        page.set_viewport_size({'width': width, 'height': DESK['height']})
        page.evaluate(FRAMES, [root + name for name in names])
        frames = page.main_frame.child_frames
        assert [frame.url for frame in frames] == [root + name for name in names]
        return frames

    return open_frames

"""What several tests share: the small sites, a browser to look at them, one profile of chance."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import hypothesis
import pytest
from places import ROOTS
from sparing import spare_repetitions

from sphinx_cv.model.words import Words, speak

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytest_plugins = ['sphinx.testing.fixtures', 'themes']
collect_ignore = ['roots', 'data']

# Their tests take long, and come first: at the end of a run, one process would have such a test
# while the others have nothing to do.
LONG = ('test_incremental.py', 'test_readthedocs.py', 'test_takeover.py', 'test_epub.py')
CHROMIUM = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
# Each window would have pages of its own, for what unfolds below a bar of addresses that nobody
# sees: they take as long as ten pages of ours.
UNSEEN = '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup'

# Where the system forbids it, each of the many processes would compile all modules anew.
os.environ.pop('PYTHONDONTWRITEBYTECODE', None)
sys.dont_write_bytecode = False
spare_repetitions()

# A busy machine is no mistake, and hosted checks try the same examples each time.
hypothesis.settings.register_profile(
    'here', deadline=None, derandomize='CI' in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)  # fmt: skip
hypothesis.settings.load_profile('here')


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Have one worker more than processors, as workers wait for browsers, forks and Typst."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope='session')
def rootdir() -> Path:
    """Where `@pytest.mark.sphinx(testroot=…)` finds the small sites."""
    return ROOTS


@pytest.fixture(autouse=True)
def _english() -> None:
    """Whatever language a site has spoken, the next test begins in English."""
    speak(Words())


@pytest.fixture(scope='session')
def browser() -> Iterator[Browser]:
    """Chromium: the system's, else the one that Playwright has downloaded."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[UNSEEN])
        yield browser
        browser.close()

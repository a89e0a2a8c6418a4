"""The garbage collector, at rest while Sphinx takes up what an earlier build knows of the site.

That is one object for each node of each title and table of contents, and the collector goes
through all of them again and again: with a page for each of 3,500 papers, it had a quarter of a
build in which nothing had changed.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_WAS_ENABLED = gc.isenabled()  # who switches it off for the whole process wants it so


def begin_rest(app: Sphinx, config: Config) -> None:
    """Switch the collector off; a handler of ``config-inited``."""
    gc.disable()


def end_rest(app: Sphinx) -> None:
    """Switch it on again, but for what is there now and stays as long as the build."""
    gc.freeze()
    if _WAS_ENABLED:
        gc.enable()


def forget_rest(app: Sphinx, exception: Exception | None) -> None:
    """Have it go through everything again, for processes that build more than once."""
    gc.unfreeze()


def install_rest(app: Sphinx) -> None:
    """Have the collector at rest from when the settings are read until Sphinx knows the site."""
    app.connect('config-inited', begin_rest, priority=1000)
    app.connect('builder-inited', end_rest, priority=0)
    app.connect('build-finished', forget_rest, priority=1000)

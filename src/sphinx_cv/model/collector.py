"""The garbage collector, at rest while much is made and nothing becomes garbage.

It goes through all that is there again and again. With a page for each of 3,500 papers, it had a
quarter of a build in which nothing had changed, most of it while Sphinx took up what it knows of
the site, with one object for each node of each title and table of contents.
"""

from __future__ import annotations

import gc
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REST = ExitStack()  # what is to be done when Sphinx knows the site


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Switch the collector off; who had done so before finds it off afterwards, too."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def begin_rest(*_: object) -> None:
    """Switch it off until :func:`end_rest`; a handler of ``config-inited``."""
    _REST.enter_context(collector_at_rest())
    _REST.callback(gc.freeze)


def end_rest() -> None:
    """Have it at work again, but for what is there now and stays as long as the build."""
    _REST.close()


def forget_rest(*_: object) -> None:
    """Have it go through everything again, for processes that build more than once."""
    gc.unfreeze()


def install_rest(connect: Callable[..., object]) -> None:
    """Have it at rest when Sphinx takes up the site; :class:`CVDomain` ends that right behind."""
    # The last handler, since one that fails would leave it so.
    connect('config-inited', begin_rest, priority=1000)
    connect('build-finished', forget_rest, priority=1000)

"""``python -m sphinx_cv.watch``: sphinx-autobuild, whose builds are forks of a warm process.

Most of a small build is Python's imports. The warm process has them behind it and builds nothing
itself, so each build starts as fresh as one from a shell. The browser sees the pages at once,
before the PDFs are made.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import subprocess
import sys
import sysconfig
import time
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Client, Listener
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx.cmd.build import main as sphinx_build
from sphinx_autobuild import __main__ as autobuild
from sphinx_autobuild import build

from sphinx_cv.pdf import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from multiprocessing.connection import Connection
    from typing import Any, NoReturn

# Only there do all libraries bear a fork.
CAN_FORK = sys.platform == 'linux'
SERVE = '--serve'
BUILD = [sys.executable, '-m', 'sphinx', 'build']
PAGES = 'pages'  # what a build answers when a browser may look, before its exit status
_INSTALLED = tuple(sysconfig.get_paths()[name] for name in ('stdlib', 'purelib', 'platlib'))


class WarmBuilder:
    """A builder of sphinx-autobuild that runs builds in the warm process at *address*."""

    def __init__(self, address: str, *given: Any, **named: Any) -> None:
        self.address = address
        self.builder = build.Builder(*given, **named)

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build; sphinx-autobuild does so in a process that may know nothing of this one."""
        build.subprocess = _Runs(self.address)
        self.builder(changed_paths=changed_paths)


class _Runs:
    """A stand-in for the :mod:`subprocess` of sphinx-autobuild: builds run in a warm process."""

    CalledProcessError = subprocess.CalledProcessError

    def __init__(self, address: str) -> None:
        self.address = address

    def run(self, command: list[str], **options: Any) -> None:
        """Run a command, and raise an error if it fails."""
        if command[:4] != BUILD:
            subprocess.run(command, **options)
        elif status := ask(self.address, command[4:]):
            raise subprocess.CalledProcessError(status, command)


def ask(address: str, arguments: list[str]) -> int:
    """Have the warm process build; return 0 as soon as there are pages, else the exit status."""
    try:
        with Client(address) as connection:
            connection.send(arguments)
            answer = connection.recv()
    except (OSError, EOFError):  # it has gone, or begins anew
        return subprocess.run([*BUILD, *arguments]).returncode
    return 0 if answer == PAGES else int(answer)


def serve(address: str) -> None:
    """Run the builds that are asked for at *address*, one after the other, each as a fork."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is ended by who has started it
    names: Iterable[str] = ()
    before = 0
    with Listener(address) as listener:
        while True:
            _load(names)
            stamps = _stamps()
            gc.freeze()
            with listener.accept() as connection:
                arguments = connection.recv()
                _end(before)
                if stamps != _stamps():
                    break
                told, tell = Pipe(duplex=False)
                before = os.fork()
                if not before:
                    _build(arguments, connection, tell)
                tell.close()
                names = _names(told)
    # What is loaded was changed, by an update or its author.
    os.execv(sys.executable, [sys.executable, '-m', 'sphinx_cv.watch', SERVE, address])


def _names(told: Connection) -> Iterable[str]:
    try:
        names: list[str] = told.recv()
    except EOFError:  # the build was ended before it could tell
        return ()
    return names


def _end(process: int) -> None:
    """End a build that still makes PDFs, which the next one makes anew."""
    if process:
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGTERM)
        os.waitpid(process, 0)


def _load(names: Iterable[str]) -> None:
    """Import what the last build has imported."""
    for name in names:
        if name not in sys.modules:
            with suppress(Exception):
                importlib.import_module(name)


def _build(arguments: list[str], connection: Connection, tell: Connection) -> NoReturn:
    """Build, and end this process; *tell* which modules that took."""
    os.setsid()
    gc.disable()  # what it would free goes with this process, and to look for it takes a while
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    answers: list[object] = []

    def answer(status: object) -> None:
        if not answers:
            answers.append(status)
            sys.stdout.flush()
            tell.send([name for name in [*sys.modules] if _is_kept(name)])
            connection.send(status)

    beside.when_pages_are_written.append(lambda: answer(PAGES))
    status = 1
    try:
        status = sphinx_build(arguments)
    finally:
        try:
            answer(status)
        finally:
            sys.stdout.flush()
            os._exit(status)


def _is_kept(name: str) -> bool:
    """Return whether a module is one of an installed package or ours, and not of the site."""
    return _file(name).startswith(_INSTALLED) or name.startswith('sphinx_cv.')


def _stamps() -> Mapping[str, int]:
    files = {_file(name) for name in [*sys.modules]}
    return {file: Path(file).stat().st_mtime_ns for file in files if file and Path(file).is_file()}


def _file(name: str) -> str:
    return getattr(sys.modules[name], '__file__', None) or ''


def main(arguments: list[str]) -> None:
    """Serve the site as sphinx-autobuild does, and build it warm where the system can."""
    if arguments[:1] == [SERVE]:
        serve(arguments[1])
    elif CAN_FORK:
        _watch(arguments)
    else:
        sys.stderr.write('This system has no safe fork, so each build starts Python anew.\n')
        autobuild.main(arguments)


def _watch(arguments: list[str]) -> None:
    with TemporaryDirectory() as folder:
        address = str(Path(folder, 'builds'))
        warm = subprocess.Popen([sys.executable, '-m', 'sphinx_cv.watch', SERVE, address])
        while not Path(address).exists() and warm.poll() is None:
            time.sleep(0.02)
        autobuild.Builder = partial(WarmBuilder, address)
        try:
            autobuild.main(arguments)
        finally:
            warm.terminate()


if __name__ == '__main__':
    main(sys.argv[1:])

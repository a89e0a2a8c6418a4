"""Run sphinx-build many times without paying for imports each time."""

from __future__ import annotations

import functools
import multiprocessing
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sparing import spare_repetitions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.context import ForkServerProcess

# Each build is a fork of a process that has built one site, and so need not load and compile what
# is the same for all. That they are as those from a shell is what tests of the command line show.
METHODS = multiprocessing.get_all_start_methods()
# Windows has no forks; there, each build imports for itself.
FORKS = multiprocessing.get_context('forkserver' if 'forkserver' in METHODS else 'spawn')
FORKS.set_forkserver_preload(['builds', 'warm'])

# What every warning is an error for, references that lead nowhere among them.
STRICT = ('-n', '-W', '--keep-going')


class Build(NamedTuple):
    """A run of sphinx-build: where it reads and writes, and its process."""

    source: Path
    output: Path
    doctrees: Path
    process: ForkServerProcess

    @property
    def status(self) -> str:
        """What the run says that it does."""
        return _log(self.output, 'status').read_text(encoding='utf-8')

    @property
    def warnings(self) -> str:
        """What the run complains of."""
        return _log(self.output, 'warnings').read_text(encoding='utf-8')

    def finish(self) -> Build:
        """Wait for the end of the run, and fail the test if the run has failed."""
        self.process.join()
        assert self.process.exitcode == 0, self.warnings + self.status[-2000:]
        return self


def start_build(
    source: Path, output: Path, *options: str, builder: str = 'html', doctrees: Path | None = None
) -> Build:
    """Begin to run sphinx-build; doctrees and logs go beside the output."""
    doctrees = doctrees or output.with_name(output.name + '.doctrees')
    output.parent.mkdir(parents=True, exist_ok=True)
    arguments = ['-b', builder, '-d', str(doctrees), *options, str(source), str(output)]
    logs = str(_log(output, 'status')), str(_log(output, 'warnings'))
    _serve_forks()
    process = FORKS.Process(target=_run, args=(arguments, *logs, dict(os.environ)))
    process.start()
    return Build(source, output, doctrees, process)


def sphinx_build(
    source: Path, output: Path, *options: str, builder: str = 'html', doctrees: Path | None = None
) -> Build:
    """Run sphinx-build to its end, and fail the test if it fails."""
    return start_build(source, output, *options, builder=builder, doctrees=doctrees).finish()


@functools.cache
def _serve_forks() -> None:
    """Start the process that builds are forks of where it finds the modules of the tests."""
    if 'forkserver' in METHODS:
        from multiprocessing import forkserver  # which Windows lacks

        import pytest  # which the process of forks need not load

        with pytest.MonkeyPatch.context() as patch:
            patch.setenv('PYTHONPATH', str(Path(__file__).parent))
            forkserver.ensure_running()


def _log(output: Path, name: str) -> Path:
    return output.with_name(f'{output.name}.{name}.txt')


def _run(arguments: list[str], status: str, warnings: str, environment: Mapping[str, str]) -> None:
    # Not that of the process which this one is a fork of.
    os.environ.clear()
    os.environ.update(environment)
    # Where CI is set, Sphinx takes a file for a terminal, and tests could not read what it says.
    os.environ['NO_COLOR'] = '1'
    for descriptor, name in ((1, status), (2, warnings)):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    spare_repetitions()
    from sphinx.cmd.build import main

    sys.exit(main(arguments))

"""Run the tests of other extensions, and of Sphinx, without sphinx-cv and with it everywhere.

    python benchmarks/peers.py FOLDER [FOLDER …] [-- options of pytest]

Each FOLDER holds tests of a peer, such as ``sphinx/tests/test_builders`` of a checkout of Sphinx.
They run twice: as they are, and with ``'sphinx_cv'`` at the end of the extensions of every project
that they build. All that passes as it is must pass with it; what does not is printed, and counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from typing import Any

SWITCH = 'SPHINX_CV_LOADED'


def pytest_configure() -> None:
    """Load sphinx-cv in every project; pytest calls this, as it takes this file for a plugin."""
    if not os.environ.get(SWITCH):
        return
    from sphinx.config import Config

    original = Config.__init__

    def loaded(self: Config, *args: Any, **settings: Any) -> None:
        original(self, *args, **settings)
        self.extensions = [*self.extensions, 'sphinx_cv']

    pytest.MonkeyPatch().setattr(Config, '__init__', loaded)


def passed(folder: Path, options: list[str], *, loaded: bool) -> set[str]:
    """Return the names of the tests in *folder* that pass."""
    here = Path(__file__)
    path = os.pathsep.join([str(here.parent), os.environ.get('PYTHONPATH', '')])
    environment = os.environ | {'PYTHONPATH': path, SWITCH: '1' if loaded else ''}
    with tempfile.TemporaryDirectory() as temporary:
        report = Path(temporary, 'report.xml')
        command = [sys.executable, '-m', 'pytest', '-q', '-p', here.stem, str(folder)]
        # What a peer needs and is not installed costs the tests of one file, not all.
        command += [f'--junit-xml={report}', '--continue-on-collection-errors', *options]
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
        cases = ElementTree.parse(report).iter('testcase')
        return {f'{case.get("classname")}::{case.get("name")}' for case in cases if not len(case)}


def main(arguments: list[str]) -> int:
    """Compare all folders; return how many tests fail because of sphinx-cv."""
    end = arguments.index('--') if '--' in arguments else len(arguments)
    options = arguments[end + 1 :]
    lost = 0
    for folder in map(Path, arguments[:end]):
        before = passed(folder.resolve(), options, loaded=False)
        after = passed(folder.resolve(), options, loaded=True)
        print(f'{folder}: {len(before)} pass without, {len(before & after)} of them with')
        for name in sorted(before - after):
            print(f'    {name}')
        lost += len(before - after)
    return lost


if __name__ == '__main__':
    sys.exit(bool(main(sys.argv[1:])))

"""Measure what a save costs while `make watch` runs, and that many leave what a cold build makes.

A build is a fork of the warm process of :mod:`sphinx_cv.watch`, and its processor time is taken:
until a browser may look, and until all is made, the PDFs too. The reference is a build of an empty
project of Furo in which nothing changed, which starts Python anew.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING

from builds import Project, copy_of_the_cv, empty, synthetic

from sphinx_cv import watch

if TYPE_CHECKING:
    from collections.abc import Iterator

# As tests do, which are no package.
COMPARING = run_path(str(Path(__file__).parents[1] / 'tests' / 'comparing.py'))
LIMITS = {'word': 0.45, 'entry': 0.55}
TICK = os.sysconf('SC_CLK_TCK')
BUILD = ['-q', '.', '_build']


class Warm:
    """A warm process that builds one folder."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self.process, self.address = process, address

    def build(self) -> tuple[float, float]:
        """Build; return the processor seconds until a browser may look, and all of them."""
        watch.ask(self.address, BUILD)
        children = Path(f'/proc/{self.process.pid}/task/{self.process.pid}/children')
        *_, child = children.read_text(encoding='utf-8').split()
        _, shown = _state(child)
        while _state(child)[0] != 'Z':  # the next build takes note of the end of this one
            time.sleep(0.02)
        return shown, _state(child)[1]


def _state(process: str) -> tuple[str, float]:
    """Return the state of a process, and what it and its children have used, in seconds."""
    stat = Path(f'/proc/{process}/stat').read_text(encoding='utf-8').rpartition(')')[2].split()
    return stat[0], sum(map(int, stat[11:15])) / TICK


@contextmanager
def warm(folder: Path) -> Iterator[Warm]:
    """Start a warm process in *folder*, and end it."""
    address = folder / '_address'
    command = [sys.executable, '-m', 'sphinx_cv.watch', watch.SERVE, str(address)]
    with subprocess.Popen(command, cwd=folder) as process:
        try:
            while not address.exists():
                time.sleep(0.02)
            yield Warm(process, str(address))
        finally:
            process.terminate()


def edit_word(folder: Path, number: int) -> None:
    """Write a word more on the first page."""
    page = folder / 'index.md'
    page.write_text(page.read_text(encoding='utf-8') + f'\nword {number}\n', encoding='utf-8')


def edit_entry(folder: Path, number: int) -> None:
    """Change the title of some paper."""
    papers = folder / 'refs.bib'
    text = papers.read_text(encoding='utf-8')
    titles = [match.end() for match in re.finditer(r'\btitle\s*=\s*\{', text)]
    at = random.Random(number).choice(titles)
    papers.write_text(f'{text[:at]}Revised {number}: {text[at:]}', encoding='utf-8')


EDITS = {'word': edit_word, 'entry': edit_entry}


def measure(folder: Path, runs: int) -> dict[str, tuple[float, float]]:
    """Return the median times of a build for each sort of edit."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in EDITS}
    with warm(folder) as process:
        for _ in range(2):  # what the first has imported, the next ones have
            process.build()
        for number in range(runs):
            for name, edit in EDITS.items():
                edit(folder, number)
                times[name].append(process.build())
    return {name: _medians(found) for name, found in times.items()}


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    shown, whole = zip(*times, strict=True)
    return statistics.median(shown), statistics.median(whole)


def stays_cold(folder: Path, edits: int) -> list[str]:
    """Return the files that differ from a cold build after random *edits* in a warm process."""
    rng = random.Random(edits)
    with warm(folder) as process:
        process.build()
        for number in range(edits):
            rng.choice([*EDITS.values()])(folder, number)
            process.build()
    command = [sys.executable, '-m', 'sphinx', '-q', '-d', '_cold-doctrees', '.', '_cold']
    subprocess.run(command, cwd=folder, check=True)
    left, right = (_pages(folder / name) for name in ('_build', '_cold'))
    differing: list[str] = COMPARING['differences'](left, right)
    return differing


def _pages(folder: Path) -> dict[str, bytes]:
    found = COMPARING['contents'](folder)
    return {
        name: content
        for name, content in found.items()
        if not name.startswith('.doctrees/') and name != '.buildinfo'
    }


def main() -> None:
    """Measure and print; fail where a warm process and a cold build differ."""
    parser = argparse.ArgumentParser(description='Measure builds of a warm process.')
    parser.add_argument('--runs', type=int, default=5, help='how often each edit is made')
    parser.add_argument('--sizes', type=int, nargs='*', default=[350, 3500], help='of lists')
    parser.add_argument('--edits', type=int, default=50, help='in the warm process, 0 for none')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        nothing = Project('an empty project', empty(folder / 'empty'))
        for _ in range(options.runs + 1):
            nothing.build('no change')
        floor = nothing.median('no change')
        print(f'An empty project takes {floor:.2f} s where nothing changed.\n')
        projects = {'this CV': copy_of_the_cv(folder / 'cv')}
        for size in options.sizes:
            list_only = synthetic(folder / f'list{size}', size, ours=True)
            projects[f'{size:,} papers, list only'] = list_only
        print('| project | a word | with PDFs | an entry | with PDFs |\n|---|---:|---:|---:|---:|')
        for name, place in projects.items():
            found = measure(place, options.runs)
            cells = (f'× {seconds / floor:.2f}' for one in EDITS for seconds in found[one])
            print(f'| {name} | {" | ".join(cells)} |')
        print(f'\nThe aims are {LIMITS["word"]} and {LIMITS["entry"]}.')
        different = stays_cold(copy_of_the_cv(folder / 'edited'), options.edits)
    print(f'After {options.edits} edits, {len(different)} files differ from a cold build.')
    sys.exit('\n'.join(different))


if __name__ == '__main__':
    main()

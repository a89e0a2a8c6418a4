"""Measure builds: this CV against an empty project, and long lists against the usual stack.

Each figure is the processor time of one serial sphinx-build process; the median of the runs
counts, and the projects take turns, so that a change in the machine's mood meets all of them.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
STEPS = ('clean', 'no change', 'one word')
CONF = """\
project = 'Ann Example'
extensions = {extensions!r}
html_theme = 'furo'
bibtex_bibfiles = ['refs.bib']
cv_owner = {{'name': 'Ann Example'}}
cv_paper_pages = {paper_pages!r}
"""
INDEX = """\
# Ann Example

A word, and a paper {cite}`key0`.

```{toctree}
publications
```
"""
USUAL = '# Publications\n\n```{bibliography}\n:all:\n```\n'
OURS = '# Publications\n\n```{cv:publications}\n```\n'
WORDS = (
    'attention cache compression context decoding efficient embedding fast graph inference kernel '
    'language learning linear long memory model network quantization retrieval sampling scalable '
    'sparse training transformer tuning'
).split()
GIVEN = 'Ada Bela Chen Dana Emil Farid Gita Hana Ivo Jun Kofi Lena'.split()
FAMILY = 'Abe Brandt Cruz Dvořák Endo Fischer García Huang Ito Jansen Kim Lindqvist'.split()


@dataclass
class Project:
    """A folder that is built over and over, the page to edit in it, and its times."""

    name: str
    folder: Path
    page: str = 'index.md'
    times: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})

    def build(self, step: str) -> None:
        """Run sphinx-build once and note the processor time it took."""
        output = self.folder / '_build'
        command = [sys.executable, '-m', 'sphinx', '-q', str(self.folder), str(output)]
        before = os.times()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        after = os.times()
        used = after.children_user + after.children_system
        self.times[step].append(used - before.children_user - before.children_system)

    def run(self) -> None:
        """Build from nothing, again without a change, and again after an edit of one word."""
        shutil.rmtree(self.folder / '_build', ignore_errors=True)
        shutil.rmtree(self.folder / 'papers', ignore_errors=True)
        self.build('clean')
        self.build('no change')
        page = self.folder / self.page
        page.write_text(page.read_text(encoding='utf-8') + '\nword\n', encoding='utf-8')
        self.build('one word')

    def median(self, step: str) -> float:
        """Return the median time of a step in seconds."""
        return statistics.median(self.times[step])


def bibliography(size: int) -> str:
    """Make up entries, the same ones each time."""
    rng = random.Random(size)
    entries = []
    for number in range(size):
        title = ' '.join(rng.choices(WORDS, k=7)).capitalize()
        authors = ' and '.join(
            f'{rng.choice(FAMILY)}, {rng.choice(GIVEN)}' for _ in range(rng.randint(2, 7))
        )
        kind, venue = rng.choice([('article', 'journal'), ('inproceedings', 'booktitle')])
        entries.append(
            f'@{kind}{{key{number},\n  title = {{{title}}},\n  author = {{{authors}}},\n'
            f'  {venue} = {{Proceedings of {rng.choice(WORDS)}}},\n'
            f'  year = {{{rng.randint(1990, 2025)}}},\n}}\n'
        )
    return '\n'.join(entries)


def synthetic(folder: Path, size: int, *, ours: bool, paper_pages: bool = False) -> Path:
    """Write a project of two pages with a list of *size* papers."""
    folder.mkdir()
    extension = 'sphinx_cv' if ours else 'sphinxcontrib.bibtex'
    conf = CONF.format(extensions=['myst_parser', extension], paper_pages=paper_pages)
    (folder / 'conf.py').write_text(conf, encoding='utf-8')
    (folder / 'index.md').write_text(INDEX, encoding='utf-8')
    (folder / 'publications.md').write_text(OURS if ours else USUAL, encoding='utf-8')
    (folder / 'refs.bib').write_text(bibliography(size), encoding='utf-8')
    return folder


def empty(folder: Path) -> Path:
    """Write a project of one page that has a title."""
    folder.mkdir()
    conf = "project = 'Empty'\nextensions = ['myst_parser']\nhtml_theme = 'furo'\n"
    (folder / 'conf.py').write_text(conf, encoding='utf-8')
    (folder / 'index.md').write_text('# Empty\n', encoding='utf-8')
    return folder


def copy_of_the_cv(folder: Path) -> Path:
    """Copy the site at the root of this project."""
    ignored = shutil.ignore_patterns('.*', '_build', 'benchmarks', 'docs', 'papers', 'src', 'tests')
    shutil.copytree(ROOT, folder, ignore=ignored)
    return folder


def measure(projects: list[Project], runs: int) -> None:
    """Let the projects take turns."""
    for _ in range(runs):
        for project in projects:
            project.run()


def table(projects: list[Project], reference: Project) -> str:
    """Return the times as a Markdown table, each with its ratio to the reference."""
    lines = ['| project | ' + ' | '.join(STEPS) + ' |', '|---|' + '---:|' * len(STEPS)]
    for project in projects:
        cells = (
            f'{project.median(step):.2f} s ({project.median(step) / reference.median(step):.2f})'
            for step in STEPS
        )
        lines.append(f'| {project.name} | ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines) + '\n'


def main() -> None:
    """Measure, and print one table for the CV and one for each size of list."""
    parser = argparse.ArgumentParser(description='Measure builds against the usual ones.')
    parser.add_argument('--runs', type=int, default=3, help='how often each build is run')
    parser.add_argument('--sizes', type=int, nargs='*', default=[35, 350, 3500])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        nothing = Project('an empty project', empty(folder / 'empty'))
        pair = [nothing, Project('this CV', copy_of_the_cv(folder / 'cv'))]
        measure(pair, options.runs)
        print(table(pair, nothing))
        for size in options.sizes:
            usual = Project(
                f'{size} papers, the usual stack',
                synthetic(folder / f'usual{size}', size, ours=False),
            )
            plain = synthetic(folder / f'plain{size}', size, ours=True)
            paged = synthetic(folder / f'paged{size}', size, ours=True, paper_pages=True)
            group = [
                usual,
                Project(f'{size} papers, sphinx-cv without their pages', plain),
                Project(f'{size} papers, sphinx-cv with a page for each', paged),
            ]
            measure(group, options.runs)
            print(table(group, usual))


if __name__ == '__main__':
    main()

"""Measure builds: this CV, long lists, other tools, each against an empty project of Furo.

Each figure is the processor time of one serial process and all that it starts; the median of the
runs counts, and the projects take turns, so that a change in the machine's mood meets all of them.
What two processes save is told by the clock.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rivals import rivals

ROOT = Path(__file__).parents[1]
STEPS = ('clean', 'no change', 'one word', 'one entry')
# What is installed is compiled, so our modules are to be, too, wherever this is run.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != 'PYTHONDONTWRITEBYTECODE'}
PLOT = Path(__file__).with_name('growth.svg')
WORDS_A_PAGE = 120  # of a paper's page and of the bare orphan page beside it
CONF = """\
project = 'Ann Example'
extensions = {extensions!r}
html_theme = 'furo'
exclude_patterns = ['_build']
bibtex_bibfiles = ['refs.bib']
cv_owner = {{'name': 'Ann Example'}}
cv_paper_pages = {paper_pages!r}
cv_pdf = {pdf}
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


class Aim(NamedTuple):
    """What a step of a project may take at most, as a ratio to another step of another."""

    project: str
    step: str
    most: float
    other: str = 'an empty project'
    of: str = 'seconds'  # or 'memory', or 'waited' by the clock


def _aims(project: str, *most: float) -> list[Aim]:
    return [Aim(project, step, aim) for step, aim in zip(STEPS, most, strict=True)]


_USUAL, _PANDOC = 'the usual stack', 'pandoc’s citeproc, one page'
AIMS = [
    *_aims('this CV', 1.7, 1.1, 1.2, 1.3),
    Aim('3,500 papers, list only, no PDF', 'clean', 3),
    Aim('3,500 papers, list only, no PDF', 'clean', 1, f'3,500 papers, {_PANDOC}'),
    Aim('3,500 papers, list only, no PDF', 'clean', 1, f'3,500 papers, {_USUAL}', 'memory'),
    *_aims('10,000 papers, list only, no PDF', 6, 1.3, 1.5, 3),
    *_aims('10,000 papers, list only', 12, 1.3, 5, 8),
    *(
        Aim(f'{size} papers, a page for each', 'clean', 1.3, f'{size} bare orphan pages of Furo')
        for size in ('350', '3,500', '10,000')
    ),
    Aim(
        '3,500 papers, a page for each, -j 2',
        'clean',
        0.6,
        '3,500 papers, a page for each',
        'waited',
    ),
    Aim('3,500 papers, a page for each', 'one entry', 2),
]


@dataclass
class Project:
    """A folder that is built over and over, the pages to edit in it, its times and its memory."""

    name: str
    folder: Path
    page: str = 'index.md'
    command: list[str] = field(default_factory=list)
    only_clean: bool = False
    times: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    waits: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    memory: int = 0  # in MB, the most that one process of a clean build took

    def build(self, step: str) -> None:
        """Run the build once and note the processor time it took."""
        command = self.command or [sys.executable, '-m', 'sphinx', '-q', '.', '_build']
        quiet = subprocess.DEVNULL
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=self.folder, env=ENVIRONMENT, stdout=quiet, stderr=quiet
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        self.times[step].append(used.ru_utime + used.ru_stime)
        self.waits[step].append(time.perf_counter() - start)
        self.memory = max(self.memory, used.ru_maxrss // 1024)

    def run(self) -> None:
        """Build from nothing, again without a change, and after an edit of a word and an entry."""
        for name in ('_build', 'papers', 'public', 'site', 'rendercv_output'):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.build('clean')
        if self.only_clean:
            return
        self.build('no change')
        page = self.folder / self.page
        page.write_text(page.read_text(encoding='utf-8') + '\nword\n', encoding='utf-8')
        self.build('one word')
        papers = self.folder / 'refs.bib'
        if papers.is_file():
            text = papers.read_text(encoding='utf-8')
            changed = re.sub(r'(\btitle\s*=\s*\{)', r'\1New ', text, count=1)
            papers.write_text(changed, encoding='utf-8')
            self.build('one entry')

    def median(self, step: str) -> float:
        """Return the median time of a step in seconds; 0 where there is no such step."""
        return statistics.median(self.times[step] or [0])

    def took(self, step: str, of: str) -> float:
        """Return what a step took: the median seconds of processors, or by the clock, or memory."""
        if of == 'memory':
            return self.memory
        return self.median(step) if of == 'seconds' else statistics.median(self.waits[step] or [0])


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


def synthetic(
    folder: Path, size: int, *, ours: bool, paper_pages: bool = False, pdf: bool = True
) -> Path:
    """Write a project of two pages with a list of *size* papers."""
    folder.mkdir()
    extension = 'sphinx_cv' if ours else 'sphinxcontrib.bibtex'
    conf = CONF.format(
        extensions=['myst_parser', extension], paper_pages=paper_pages, pdf='{}' if pdf else 'False'
    )
    (folder / 'conf.py').write_text(conf, encoding='utf-8')
    (folder / 'index.md').write_text(INDEX, encoding='utf-8')
    (folder / 'publications.md').write_text(OURS if ours else USUAL, encoding='utf-8')
    (folder / 'refs.bib').write_text(bibliography(size), encoding='utf-8')
    return folder


def orphans(folder: Path, size: int) -> Path:
    """Write an empty project and *size* pages in no table of contents, of words alone."""
    empty(folder)
    for number in range(size):
        words = ' '.join(random.Random(number).choices(WORDS, k=WORDS_A_PAGE))
        page = f'---\norphan: true\n---\n\n# Page {number}\n\n{words}\n'
        (folder / f'page{number}.md').write_text(page, encoding='utf-8')
    return folder


def empty(folder: Path) -> Path:
    """Write a project of one page that has a title."""
    folder.mkdir()
    conf = "project = 'Empty'\nextensions = ['myst_parser']\nhtml_theme = 'furo'\n"
    (folder / 'conf.py').write_text(f"{conf}exclude_patterns = ['_build']\n", encoding='utf-8')
    (folder / 'index.md').write_text('# Empty\n', encoding='utf-8')
    return folder


def copy_of_the_cv(folder: Path) -> Path:
    """Copy the site at the root of this project."""
    ignored = shutil.ignore_patterns('.*', '_build', 'benchmarks', 'docs', 'papers', 'src', 'tests')
    shutil.copytree(ROOT, folder, ignore=ignored)
    return folder


def measure(projects: list[Project], runs: int) -> None:
    """Let the projects take turns; what fails is said, and left out."""
    for _ in range(runs):
        for project in [*projects]:
            try:
                project.run()
            except subprocess.CalledProcessError as error:
                print(f'{project.name} fails: {error}')
                projects.remove(project)


def table(projects: list[Project], reference: Project) -> str:
    """Return the times as a Markdown table, each as a ratio to the clean build of the reference."""
    head = ['project', *STEPS, 'memory']
    lines = [f'| {" | ".join(head)} |', '|---|' + '---:|' * (len(head) - 1)]
    for project in projects:
        cells = [_cell(project.median(step), reference.median('clean')) for step in STEPS]
        lines.append(f'| {project.name} | {" | ".join(cells)} | {project.memory} MB |')
    return '\n'.join(lines) + '\n'


def _cell(seconds: float, floor: float) -> str:
    return f'× {seconds / floor:.2f}' if seconds else '–'


def lists(folder: Path, size: int) -> list[Project]:
    """Return the projects of one size that have a list and no pages of papers."""
    name = f'{size:,} papers'
    plain, no_pdf, usual = (folder / f'{kind}{size}' for kind in ('plain', 'no-pdf', 'usual'))
    return [
        Project(f'{name}, list only', synthetic(plain, size, ours=True)),
        Project(f'{name}, list only, no PDF', synthetic(no_pdf, size, ours=True, pdf=False)),
        Project(f'{name}, {_USUAL}', synthetic(usual, size, ours=False), only_clean=True),
    ]


def pages(folder: Path, size: int) -> list[Project]:
    """Return the projects of one size that have a page for each paper, or as many bare pages.

    None makes a PDF, as bare pages have none.
    """
    name, bare = f'{size:,} papers, a page for each', f'{size:,} bare orphan pages of Furo'
    one, two = (folder / f'paged{jobs}-{size}' for jobs in (1, 2))
    for place in (one, two):
        synthetic(place, size, ours=True, paper_pages=True, pdf=False)
    command = [sys.executable, '-m', 'sphinx', '-q', '-j', '2', '.', '_build']
    return [
        Project(name, one),
        Project(f'{name}, -j 2', two, command=command, only_clean=True),
        Project(bare, orphans(folder / f'orphans{size}', size), only_clean=True),
    ]


def aims(projects: list[Project]) -> str:
    """Return what is aimed at and what was measured as a Markdown table."""
    known = {project.name: project for project in projects}
    lines = ['| project | step | against | aim | measured | |', '|---|---|---|---:|---:|---|']
    for aim in AIMS:
        ours, other = known.get(aim.project), known.get(aim.other)
        if ours and other and (found := ours.took(aim.step, aim.of)):
            ratio = found / other.took('clean', aim.of)
            against = aim.other if aim.of == 'seconds' else f'{aim.other}, {aim.of}'
            cells = aim.project, aim.step, against, f'{aim.most}', f'{ratio:.2f}'
            lines.append(f'| {" | ".join(cells)} | {"met" if ratio <= aim.most else "missed"} |')
    return '\n'.join(lines) + '\n'


def plot(projects: list[Project], floor: float) -> str:
    """Return a picture of how builds grow with the papers, both axes logarithmic, as SVG."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for project in projects:
        size, _, kind = project.name.partition(' papers, ')
        for step in {'list only': STEPS, 'the usual stack': STEPS[:1]}.get(kind, ()):
            if seconds := project.median(step):
                point = (int(size.replace(',', '')), seconds / floor)
                lines.setdefault(f'{kind}, {step}', []).append(point)
    shown = []
    for index, (name, points) in enumerate(lines.items()):
        color = f'hsl({index * 72} 60% 40%)'
        path = ' '.join(f'{_x(size):.0f},{_y(ratio):.0f}' for size, ratio in points)
        x, y = _x(points[-1][0]), _y(points[-1][1])
        shown.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        shown.append(f'<text x="{x + 6:.0f}" y="{y + 4:.0f}" fill="{color}">{name}</text>')
    marks = [f'<text x="4" y="{_y(r):.0f}">× {r}</text>' for r in (1, 3, 10, 30)]
    marks += [f'<text x="{_x(n) - 12:.0f}" y="292">{n:,}</text>' for n in (35, 350, 3500, 10000)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" font-family="sans-serif" '
        'font-size="11">\n<title>Ratio to an empty project, by papers</title>\n'
        + '\n'.join((*marks, *shown))
        + '\n</svg>\n'
    )


def _x(size: int) -> float:
    return 50 + 160 * (math.log10(size) - math.log10(35))


def _y(ratio: float) -> float:
    return 260 - 150 * math.log10(max(ratio, 0.8))


def main() -> None:
    """Measure everything in one run, and print one table."""
    parser = argparse.ArgumentParser(description='Measure builds against an empty project.')
    parser.add_argument('--runs', type=int, default=5, help='how often each build is run')
    parser.add_argument('--sizes', type=int, nargs='*', default=[35, 350, 3500, 10_000])
    parser.add_argument('--pages', type=int, nargs='*', default=[350, 3500])
    parser.add_argument('--rivals', type=int, nargs='*', default=[350, 3500])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        nothing = Project('an empty project', empty(folder / 'empty'))
        projects = [nothing, Project('this CV', copy_of_the_cv(folder / 'cv'))]
        for size in options.sizes:
            projects += lists(folder, size)
        for size in options.pages:
            projects += pages(folder, size)
        for size in options.rivals:
            found = rivals(folder / f'rivals{size}', bibliography(size), size)
            projects += [
                Project(one.name, one.folder, command=one.command, only_clean=True) for one in found
            ]
        measure(projects, options.runs)
        print(f'An empty project takes {nothing.median("clean"):.2f} s of processor time.\n')
        print(table(projects, nothing))
        print(aims(projects))
        PLOT.write_text(plot(projects, nothing.median('clean')), encoding='utf-8')


if __name__ == '__main__':
    main()

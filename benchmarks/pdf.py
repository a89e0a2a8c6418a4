"""Measure the PDF: from doctrees, from nothing, of a thousand papers, and beside other ways.

Figures are processor times, the median of the runs. LaTeX and RenderCV take part where they are
installed; RenderCV fetches a package of Typst when it runs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from builds import bibliography, copy_of_the_cv, empty
from sphinx.application import Sphinx

from sphinx_cv.pdf.compile import compile_pdf
from sphinx_cv.pdf.editions import make_sources
from sphinx_cv.site.loading import load_library
from sphinx_cv.site.memory import memory_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


LONG_LIST = '# Ann Example\n\n## Publications\n\n```{cv:publications}\n:group-by: year\n```\n'
LONG_CONF = """\
project = author = 'Ann Example'
extensions = ['sphinx_cv']
bibtex_bibfiles = ['refs.bib']
cv_paper_pages = False
html_theme = 'basic'
"""


def application(source: Path) -> Sphinx:
    """Build a project once with cvpdf and give its application."""
    output = source / '_pdf'
    app = Sphinx(source, source, output, output / '.doctrees', 'cvpdf', status=None, warning=None)
    app.build()
    return app


def used(work: Callable[[], object], runs: int) -> float:
    """Return the median processor time of *work* in this process, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def used_by(command: Sequence[str], runs: int, clean: Sequence[Path], where: Path) -> float:
    """Return the median processor time of *command* in a folder, without the folders *clean*."""
    times = []
    for _ in range(runs):
        for folder in clean:
            shutil.rmtree(folder, ignore_errors=True)
        before = os.times()
        subprocess.run(command, check=True, capture_output=True, cwd=where)
        after = os.times()
        times.append(
            after.children_user + after.children_system
            - before.children_user - before.children_system
        )  # fmt: skip
    return statistics.median(times)


def sphinx(source: Path, builder: str, runs: int) -> float:
    """Return the time of a whole sphinx-build from nothing."""
    output = source / f'_{builder}'
    command = [sys.executable, '-m', 'sphinx', '-M', builder, str(source), str(output), '-q']
    return used_by(command, runs, [output, source / 'papers'], source)


def long_list(folder: Path, size: int) -> Path:
    """Write a project with one list of *size* papers."""
    folder.mkdir()
    (folder / 'conf.py').write_text(LONG_CONF, encoding='utf-8')
    (folder / 'index.md').write_text(LONG_LIST, encoding='utf-8')
    (folder / 'refs.bib').write_text(bibliography(size), encoding='utf-8')
    return folder


def rendercv_input(app: Sphinx) -> str:
    """Return the papers and entries of the CV as RenderCV reads them; JSON is YAML."""
    library = load_library(app.config, Path(app.confdir))
    papers = [
        {
            'title': paper.title_text,
            'authors': [person.name for person in paper.authors],
            'journal': paper.text('journaltitle', 'booktitle'),
            'date': str(paper.year or ''),
        }
        for paper in library.papers.values()
    ]
    entries = [
        {
            'name': place.entry.title,
            'date': ', '.join(stretch.words for stretch in place.entry.dates),
            'location': place.entry.fields.get('place', ''),
            'summary': place.entry.fields.get('organization', ''),
        }
        for _, place in memory_of(app.env).entries()
    ]
    sections = {'Publications': papers, 'Everything else': entries}
    return json.dumps({'cv': {'name': library.owner.name, 'sections': sections}})


def latex(folder: Path) -> str:
    """Measure Sphinx's own way by LaTeX, or say why it cannot be measured."""
    if not (shutil.which('latexmk') and shutil.which('xelatex')):
        return 'not measured: no latexmk, no xelatex'
    try:
        return f'{sphinx(copy_of_the_cv(folder / "latex"), "latexpdf", 1):.2f} s'
    except subprocess.CalledProcessError as error:
        return 'not measured: ' + ' '.join(error.stderr.decode().split())[-160:]


def rendercv(command: str, app: Sphinx, folder: Path, runs: int) -> str:
    """Measure RenderCV on the same content, or say why it cannot be measured."""
    folder.mkdir()
    file = folder / 'cv.yaml'
    file.write_text(rendercv_input(app), encoding='utf-8')
    arguments = [command, 'render', str(file), '-nomd', '-nohtml', '-nopng']
    try:
        return f'{used_by(arguments, runs, [], folder):.2f} s'
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, 'stdout', b'') or b''
        return 'not measured: ' + (' '.join(said.decode().split())[-160:] or str(error))


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description='Measure the making of the PDF.')
    parser.add_argument('--runs', type=int, default=5, help='how often each thing is done')
    parser.add_argument('--papers', type=int, default=1000, help='length of the long list')
    parser.add_argument('--rendercv', default='rendercv', help='the command of RenderCV')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, figure in figures(folder, options):
            print(f'| {name} | {figure} |')


def figures(folder: Path, options: argparse.Namespace) -> list[tuple[str, str]]:
    """Return what was measured, in words."""
    app = application(copy_of_the_cv(folder / 'cv'))
    builder = app.builder
    read = used(lambda: make_sources(builder, ['cv']), options.runs)
    source = make_sources(builder, ['cv'])['cv']
    set_ = used(lambda: compile_pdf(source), options.runs)
    long_app = application(long_list(folder / 'long', options.papers))
    long = make_sources(long_app.builder, ['cv'])['cv']
    nothing = sphinx(empty(folder / 'empty'), 'html', options.runs)
    whole = sphinx(copy_of_the_cv(folder / 'whole'), 'cvpdf', options.runs)
    found = [
        ('doctrees to Typst, this CV', f'{read:.2f} s'),
        ('Typst to PDF, this CV', f'{set_:.2f} s'),
        ('doctrees to PDF, this CV (aim: 0.3 s)', f'{read + set_:.2f} s'),
        ('sphinx-build -b html, an empty project', f'{nothing:.2f} s'),
        ('sphinx-build -b cvpdf, this CV', f'{whole:.2f} s'),
        ('ratio of the two (aim: 2.5)', f'{whole / nothing:.2f}'),
        (f'Typst to PDF, {options.papers} papers (aim: 3 s)',
         f'{used(lambda: compile_pdf(long), options.runs):.2f} s'),
    ]  # fmt: skip
    found.append(('sphinx-build -M latexpdf, this CV', latex(folder)))
    found.append(('RenderCV, this CV', rendercv(options.rendercv, app, folder / 'rendercv', 1)))
    return found


if __name__ == '__main__':
    main()

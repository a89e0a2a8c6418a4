"""Measure what citations cost, here and in the usual stack, and the inventory of many papers.

A project of many papers is built with citations on its pages, with as many links to another page,
and with neither; the ratio of the processor times counts. The projects take turns, and the median
of the runs is taken.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from builds import OURS, USUAL, Project, bibliography
from sphinx.application import Sphinx
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

PER_PAGE = 100
CONF = """\
project = 'Ann Example'
extensions = ['myst_parser', {extension!r}]
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib']
cv_owner = {{'name': 'Ann Example'}}
cv_paper_pages = False
"""
INDEX = '# Ann Example\n\n```{toctree}\n:glob:\n\n*\n```\n'


# What stands on the pages -> how it is written.
FORMS = {
    'neither': 'As in {}.',
    'links': 'As in {{doc}}`publications`, a word.',
    'citations': 'As in {{cite}}`{}`, a word.',
}


def project(folder: Path, papers: int, form: str, *, ours: bool) -> Path:
    """Write a project with a list of papers and pages of prose, which name them in a *form*."""
    folder.mkdir()
    extension = 'sphinx_cv' if ours else 'sphinxcontrib.bibtex'
    files = {
        'conf.py': CONF.format(extension=extension),
        'refs.bib': bibliography(papers),
        'index.md': INDEX,
        'publications.md': OURS if ours else USUAL,
    }
    for page in range(papers // PER_PAGE):
        keys = [f'key{number}' for number in range(page * PER_PAGE, (page + 1) * PER_PAGE)]
        lines = map(FORMS[form].format, keys)
        files[f'page{page}.md'] = f'# Page {page}\n\n' + '\n\n'.join(lines) + '\n'
    for name, text in files.items():
        (folder / name).write_text(text, encoding='utf-8')
    return folder


def clean_build(one: Project) -> None:
    """Build once from nothing."""
    for path in sorted(one.folder.glob('_build/**/*'), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    one.build('clean')


def compare(folder: Path, papers: int, runs: int) -> str:
    """Return a table: the times of each form, and their ratios to neither, for both stacks."""
    stacks = {'sphinx-cv': True, 'sphinxcontrib-bibtex': False}
    projects = {
        name: [
            Project(name, project(folder / f'{name}-{form}', papers, form, ours=ours))
            for form in FORMS
        ]
        for name, ours in stacks.items()
    }
    for _ in range(runs):
        for each in projects.values():
            for one in each:
                clean_build(one)
    lines = [f'| stack | {" | ".join(FORMS)} |', f'|---|{"---:|" * len(FORMS)}']
    for name, each in projects.items():
        floor, *others = [one.median('clean') for one in each]
        cells = [f'{floor:.1f} s', *(f'{time:.1f} s (× {time / floor:.2f})' for time in others)]
        lines.append(f'| {name} | {" | ".join(cells)} |')
    lines.append('\nThe aim of ours is × 1.10 of neither.')
    return '\n'.join(lines)


def inventory(folder: Path, papers: int) -> float:
    """Return the seconds that the inventory of a site with many papers takes."""
    source = project(folder / 'inventory', papers, 'neither', ours=True)
    for page in source.glob('page*.md'):
        page.unlink()
    quiet = io.StringIO()
    output = source / '_build'
    app = Sphinx(source, source, output, output, 'html', status=quiet, warning=quiet)
    app.build()
    before = time.perf_counter()
    builder = cast('StandaloneHTMLBuilder', app.builder)
    InventoryFile.dump(str(source / 'objects.inv'), app.env, builder)
    return time.perf_counter() - before


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description='Measure what citations and inventories cost.')
    parser.add_argument('--runs', type=int, default=5, help='how often each project is built')
    parser.add_argument('--papers', type=int, default=4000, help='papers, and citations')
    parser.add_argument('--inventory', type=int, default=10_000, help='papers in the inventory')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f'{options.papers} papers, each cited once:\n')
        print(compare(Path(folder), options.papers, options.runs))
        seconds = inventory(Path(folder), options.inventory)
        print(f'\nThe inventory of {options.inventory} papers takes {seconds:.2f} s.')


if __name__ == '__main__':
    main()

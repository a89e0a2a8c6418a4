"""List what runs import and how long that takes, by package, as Python's own clock says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from builds import CONF, OURS, bibliography

LINE = re.compile(r'import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)')
INDEX = '# Ann Example\n\nWords, and no formula.\n\n```{toctree}\npublications\n```\n'
MOST = 8  # packages that are named
SPHINX = ('-m', 'sphinx', '-q')
CHECK = ('-c', 'import sys; from sphinx_cv.cli import main; sys.exit(main(sys.argv[1:]))', 'check')
READER, FORMULAS = 'sphinx_cv.bib.syntax', 'latex2mathml'
# A run -> its arguments, and modules of which it has no need.
RUNS = {
    'html, clean': ((*SPHINX, '.', '_build'), {FORMULAS, 'citeproc'}),
    'html, no change': ((*SPHINX, '.', '_build'), {FORMULAS, 'citeproc', READER}),
    '`cvpdf`, clean': ((*SPHINX, '-b', 'cvpdf', '.', '_pdf'), {FORMULAS, 'citeproc', 'furo'}),
    '`sphinx-cv check`': ((*CHECK, 'refs.bib'), {'sphinx', 'docutils', 'typst', 'jinja2'}),
}


def project(folder: Path) -> None:
    """Write a CV of 35 papers without a formula."""
    conf = CONF.format(extensions=['myst_parser', 'sphinx_cv'], paper_pages=False, pdf='{}')
    texts = {'index.md': INDEX, 'publications.md': OURS, 'refs.bib': bibliography(35)}
    for name, text in {**texts, 'conf.py': conf}.items():
        (folder / name).write_text(text, encoding='utf-8')


def imports(arguments: tuple[str, ...], folder: Path) -> dict[str, float]:
    """Return the modules that a run imports, each with its own milliseconds."""
    command = [sys.executable, '-X', 'importtime', *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding='utf-8', check=True)
    return {name: int(time) / 1000 for time, name in LINE.findall(done.stderr)}


def row(name: str, found: dict[str, float]) -> str:
    """Return a row of the table."""
    packages: Counter[str] = Counter()
    for module, time in found.items():
        packages[module.partition('.')[0]] += round(time)
    longest = ', '.join(f'{one} {time}' for one, time in packages.most_common(MOST))
    return f'| {name} | {len(found)} | {sum(found.values()):.0f} ms | {longest} |'


def main() -> None:
    """Print a table, and fail where a run imports what it has no need of."""
    print('| run | modules | time | the longest packages, in ms |\n|---|---:|---:|---|')
    wrong = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        project(folder)
        for name, (arguments, needless) in RUNS.items():
            if name.endswith('clean'):
                imports(arguments, folder)  # so that all is compiled
                for made in folder.glob('_*'):
                    shutil.rmtree(made)
            found = imports(arguments, folder)
            print(row(name, found))
            wrong += [f'{name} imports {one}' for one in sorted(needless & found.keys())]
    sys.exit('\n'.join(wrong))


if __name__ == '__main__':
    main()

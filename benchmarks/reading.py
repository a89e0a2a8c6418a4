"""Compare the time to read bibliographies with that of bibtexparser and pybtex: ``[SIZE …]``.

Ours is everything: parsing, cleaning, names, markup, links, checks. The others only parse:
"split" is bibtexparser's splitter, "parse" its default, without names or LaTeX; pybtex does names.
Ratios of one run mean something on any machine, the milliseconds do not.
"""

from __future__ import annotations

import argparse
import gc
import logging
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bibtexparser.entrypoint import parse_string as parse_with_bibtexparser
from bibtexparser.splitter import Splitter
from pybtex.database import parse_string

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (100, 1_000, 10_000)
ROUNDS = 7
# Fields as people have them. Of the titles of real lists one in nineteen has a formula, one in
# fifteen a macro of LaTeX; half of the entries have an abstract.
ENTRY = """@{kind}{{key{n},
  author = {{Doe, Jane and Roe, Richard A. and M{{\\"u}}ller, Karl and Author, Number{letter}}},
  title = {{Entry {n} of a list about {{BERT}}{formula} and its {studies}}},
  {container} = {{Journal of Results, Series {letter}}},
  volume = {{{volume}}},
  number = {{2}},
  pages = {{{n}--{end}}},
  year = {{{year}}},
  month = jan,
  doi = {{10.1000/abc.{n}}},
  url = {{https://example.org/papers/{n}}},{abstract}
}}

"""
ABSTRACT = '\n  abstract = {' + 'We show that results hold, and that they are useful. ' * 12 + '},'


def bibliography(size: int) -> str:
    """Make a file of *size* entries, the same each time."""
    return ''.join(
        ENTRY.format(
            n=n,
            kind='article' if n % 2 else 'inproceedings',
            container='journal' if n % 2 else 'booktitle',
            letter=chr(ord('A') + n % 26),
            volume=n % 90,
            end=n + 12,
            year=1990 + n % 35,
            abstract='' if n % 2 else ABSTRACT,
            formula='' if n % 19 else ', which takes $O(n^2)$,',
            studies='studies' if n % 15 else "{\\'e}tudes",
        )
        for n in range(size)
    )


def measure(size: int, folder: Path) -> dict[str, float]:
    """Time all readers in turn, several times; give the shortest time of each in seconds.

    It is the time of the processor, which depends less on what else the machine does.
    """
    path = folder / f'{size}.bib'
    text = bibliography(size)
    path.write_text(text, encoding='utf-8')
    readers: dict[str, Callable[[], object]] = {
        'ours': lambda: read_bibliography([path], folder),
        'split': lambda: Splitter(text).split(),
        'parse': lambda: parse_with_bibtexparser(text),
        'pybtex': lambda: parse_string(text, 'bibtex'),
    }
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS if size < 10_000 else 2):
        for name, read in readers.items():
            gc.collect()
            start = time.process_time()
            read()
            times[name].append(time.process_time() - start)
    return {name: min(found) for name, found in times.items()}


def main() -> int:
    """Print a row for each size; give 1 where a ratio is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__.partition(':')[0])
    parser.add_argument('sizes', nargs='*', type=int, default=SIZES, metavar='SIZE')
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    columns = ('ours', 'split', 'parse', 'pybtex', 'ours/parse', 'ours/pybtex')
    print(f'{"entries":>8}' + ''.join(f'{column:>12}' for column in columns))
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            times = measure(size, Path(folder))
            row = ''.join(f'{1000 * seconds:10.1f}ms' for seconds in times.values())
            to_parse = times['ours'] / times['parse']
            to_pybtex = times['ours'] / times['pybtex']
            print(f'{size:8}{row}{to_parse:12.2f}{to_pybtex:13.2f}')
            failed |= to_parse > 2 or to_pybtex > 1
    return int(failed)


if __name__ == '__main__':
    raise SystemExit(main())

"""Measure on a folder of ``.bib`` files what of them reaches the reader: ``FOLDER [--build] [-v]``.

Entries are counted by a pattern of their own, not by the reader that is measured. For every file:
its entries, those shown, those with visible LaTeX or HTML code, and those that are missing and that
no report mentions. With ``--build`` each file becomes a site, and its pages are searched as well.
"""

from __future__ import annotations

import argparse
import html
import io
import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.bib import read_bibliography
from sphinx_cv.model import Math, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.bib import Bibliography
    from sphinx_cv.model import Inline, Paper

ENTRY = re.compile(r'(?:^|\})[ \t]*@[ \t]*(\w+)\s*[{(](?:\s*[^\s,{}()"=]*\s*[,\n])', re.MULTILINE)
NO_ENTRIES = {'comment', 'string', 'preamble', 'xdata', 'control'}
# A macro, a brace, a dollar sign with mathematics, a tag, an entity, or TeX's quotes.
CODE = re.compile(
    r'\\[A-Za-z"\'`^~=.&%_$#{}]|[{}]|\$[^$\d\s][^$]*\$|</?[A-Za-z][^<>]*>|&(?:#\d+|[A-Za-z]+);|``'
)
ERROR = re.compile(r'Traceback \(most|class="[^"]*(?:system-message|problematic)')


@dataclass
class Tally:
    """What was found in one file."""

    entries: int = 0
    shown: int = 0
    code: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)
    failure: str = ''
    code_on_pages: list[str] = field(default_factory=list)


def measure(path: Path) -> Tally:
    """Read one file, and compare what came of it with what it holds."""
    try:
        bibliography = read_bibliography([path], path.parent)
    except Exception as error:  # the measurement itself must not stop at a failure
        return Tally(failure=repr(error))
    lines = entry_lines(path)
    shown = {paper.line for paper in all_papers(bibliography.papers)}
    missing = [line for line in lines if line not in shown]
    code = [f'{path.name}:{p.line}: {text}' for p in bibliography.papers for text in code_in(p)]
    return Tally(
        entries=len(lines),
        shown=len(lines) - len(missing),
        code=code,
        unreported=list(unreported(path, bibliography, missing, lines)),
    )


def entry_lines(path: Path) -> list[int]:
    """Return the lines on which entries begin, by a simple pattern."""
    text = path.read_bytes().decode('utf-8', 'replace').replace('\r\n', '\n').replace('\r', '\n')
    return [
        text.count('\n', 0, text.index('@', match.start())) + 1
        for match in ENTRY.finditer(text)
        if match[1].lower() not in NO_ENTRIES
    ]


def all_papers(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Return papers, and the versions shown with them."""
    for paper in papers:
        yield paper
        yield from paper.versions


def unreported(
    path: Path, bibliography: Bibliography, missing: list[int], lines: list[int]
) -> Iterator[str]:
    """Return the missing entries that no problem is reported of."""
    for line in missing:
        end = next((other for other in lines if other > line), sys.maxsize)
        if not any(line <= problem.line < end for problem in bibliography.problems):
            yield f'{path.name}:{line}'


def code_in(paper: Paper) -> Iterator[str]:
    """Return the texts of a paper in which code is left; a formula is none, it is rendered."""
    texts = [visible(paper.title), *(person.name for person in (*paper.authors, *paper.editors))]
    texts.extend(visible(rich) for name, rich in paper.texts.items() if name != 'title')
    for text in (*texts, *paper.keywords, paper.date_text):
        if match := CODE.search(text):
            yield text[max(0, match.start() - 30) : match.end() + 30]
            return


def visible(rich: Iterable[Inline]) -> str:
    """Return the text of *rich* as it stands on a page."""
    parts = []
    for inline in rich:
        if isinstance(inline, Text):
            parts.append(inline.value)
        elif not isinstance(inline, Math):
            parts.append(visible(inline.children))
    return ''.join(parts)


def build(path: Path, folder: Path) -> list[str]:
    """Build a site of one file; give what code or error text its pages show."""
    from sphinx.application import Sphinx

    source = folder / path.stem
    source.mkdir()
    (source / 'refs.bib').write_bytes(path.read_bytes())
    (source / 'index.md').write_text('# Publications\n\n```{cv:publications}\n```\n')
    settings = {'extensions': ['myst_parser', 'sphinx_cv'], 'bibtex_bibfiles': ['refs.bib']}
    output = source / '_build' / 'html'
    app = Sphinx(
        source, None, output, output / '.doctrees', 'html', settings, io.StringIO(), io.StringIO()
    )
    app.build()
    return [f'{path.name}: {text}' for page in pages(output) for text in code_on(page)]


def pages(output: Path) -> list[Path]:
    """Return the pages that show papers."""
    return [output / 'index.html', *sorted((output / 'papers').glob('*.html'))]


def code_on(page: Path) -> Iterator[str]:
    """Return what of a page is code or an error, outside formulas and what is meant as code."""
    source = page.read_text(encoding='utf-8')
    if match := ERROR.search(source):
        yield f'{page.name}: {match[0]}'
    body = source.partition('<article')[2].partition('</article>')[0] or source
    bare = re.sub(r'(?s)<(script|style|math|pre|code)\b.*?</\1>', '', body)
    text = html.unescape(re.sub(r'<[^>]*>', '', bare))
    if match := CODE.search(text):
        around = text[max(0, match.start() - 30) : match.end() + 30]
        yield f'{page.name}: {" ".join(around.split())}'


def main() -> int:
    """Measure, and print a line for each file and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.partition(':')[0])
    parser.add_argument('folder', type=Path)
    parser.add_argument('--build', action='store_true', help='build a site of each file')
    parser.add_argument('-v', '--verbose', action='store_true', help='show each finding')
    options = parser.parse_args()
    tallies = {}
    print(f'{"file":24}{"entries":>8}{"shown":>7}{"code":>6}{"unsaid":>8}')
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(options.folder.glob('*.bib')):
            tally = tallies[path.name] = measure(path)
            if options.build and not tally.failure:
                tally.code_on_pages = build(path, Path(folder))
            print_row(path.name, tally, verbose=options.verbose)
    return print_sums(list(tallies.values()), built=options.build)


def print_row(name: str, tally: Tally, *, verbose: bool) -> None:
    """Print what was found in one file."""
    counts = f'{tally.entries:8}{tally.shown:7}{len(tally.code):6}{len(tally.unreported):8}'
    print(f'{name:24}{counts}  {tally.failure}')
    for finding in (*tally.code, *tally.unreported, *tally.code_on_pages) if verbose else ():
        print(f'    {finding}')


def print_sums(tallies: list[Tally], *, built: bool) -> int:
    """Print the figures over all files; give 0 if nothing is lost without a word."""
    entries = sum(tally.entries for tally in tallies) or 1
    shown = sum(tally.shown for tally in tallies)
    code = sum(len(tally.code) for tally in tallies)
    unsaid = sum(len(tally.unreported) for tally in tallies)
    failures = sum(bool(tally.failure) for tally in tallies)
    print(f'files read: {len(tallies) - failures} of {len(tallies)}')
    print(f'entries shown: {shown} of {entries} ({100 * shown / entries:.2f} %)')
    print(f'entries with visible code: {code} ({100 * code / entries:.2f} %)')
    print(f'missing without a report: {unsaid}')
    if built:
        print(f'findings on built pages: {sum(len(tally.code_on_pages) for tally in tallies)}')
    return int(bool(failures or unsaid))


if __name__ == '__main__':
    raise SystemExit(main())

"""Measure the filter: how long a keystroke takes until the browser has laid the list out anew.

For each size of list a page is built and opened in Chromium; words are typed letter by letter and
taken back. A keystroke is timed from the event to the end of style and layout, which the
measurement forces; the next frame then only paints.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from builds import CONF, bibliography
from playwright.sync_api import sync_playwright

CHROMIUM = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
PAGE = '# Publications\n\n```{cv:publications}\n:group-by: year\n```\n'
TYPED = 'graph memory lindqvist 2024'
LIMITS = {350: 16, 3500: 100}  # papers -> milliseconds that a keystroke may take
KEYSTROKES = """(typed) => {
    const box = document.querySelector('.cv-filter input[type=search]');
    const texts = [...typed].map((_, index) => typed.slice(0, index + 1));
    return [...texts, ...texts.toReversed(), ''].map((text) => {
        box.value = text;
        const start = performance.now();
        box.dispatchEvent(new Event('input', {bubbles: true}));
        document.body.getBoundingClientRect();
        return performance.now() - start;
    });
}"""


def build(folder: Path, size: int) -> Path:
    """Build a page with a list of *size* papers, and give its file."""
    folder.mkdir()
    conf = CONF.format(extensions=['myst_parser', 'sphinx_cv'], paper_pages=False, pdf='{}')
    (folder / 'conf.py').write_text(conf, encoding='utf-8')
    (folder / 'index.md').write_text(PAGE, encoding='utf-8')
    (folder / 'refs.bib').write_text(bibliography(size), encoding='utf-8')
    command = [sys.executable, '-m', 'sphinx', '-q', str(folder), str(folder / '_build')]
    subprocess.run(command, check=True)
    return folder / '_build' / 'index.html'


def keystrokes(file: Path) -> list[float]:
    """Return the time of each keystroke in milliseconds."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        page = browser.new_page(viewport={'width': 1280, 'height': 800})
        page.goto(file.as_uri())
        page.evaluate(KEYSTROKES, TYPED)  # until the script is compiled
        times: list[float] = page.evaluate(KEYSTROKES, TYPED)
        browser.close()
    return times


def main() -> None:
    """Measure, print a table, and fail where a limit is broken."""
    parser = argparse.ArgumentParser(description='Measure the filter above a list of papers.')
    parser.add_argument('--sizes', type=int, nargs='*', default=list(LIMITS))
    options = parser.parse_args()
    print('| papers | median | slowest keystroke | limit |\n|---:|---:|---:|---:|')
    broken = False
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            times = keystrokes(build(Path(temporary) / 'site', size))
        limit = LIMITS.get(size, 0)
        broken |= bool(limit) and max(times) > limit
        print(f'| {size} | {statistics.median(times):.1f} ms | {max(times):.1f} ms | {limit} ms |')
    sys.exit('A keystroke takes too long.' if broken else 0)


if __name__ == '__main__':
    main()

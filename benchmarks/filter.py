"""Measure long lists in a browser: a keystroke in the filter, the time to the first, the weight.

For each size of list a page is built and opened in Chromium; words are typed letter by letter and
taken back. A keystroke is timed from the event to the end of style and layout, which the
measurement forces; the next frame then only paints. A page is usable when its filter answers: that
is timed from the start of loading, the processor slowed four times, as that of a telephone. The
weight is that of the page alone, compressed as hosts do.
"""

from __future__ import annotations

import argparse
import gzip
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
SIZES = 350, 3500, 10_000
KEY = 16  # milliseconds that a keystroke may take, one with another
USABLE = 1000  # milliseconds until a page may be used where the processor is slow
SLOWED = 4  # times
PAUSE = 2000  # milliseconds, until rows out of sight are hidden or shown, too
RUNS = 5
WEIGHT = 250  # kB of 1,000 papers
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


# When the filter is there and has answered a letter.
FIRST = """() => new Promise((done) => {
    const look = () => {
        const box = document.querySelector('.cv-filter input[type=search]');
        if (!box) return setTimeout(look, 5);
        box.value = 'g';
        box.dispatchEvent(new Event('input', {bubbles: true}));
        document.body.getBoundingClientRect();
        done(performance.now());
    };
    look();
})"""


def usable(file: Path) -> float:
    """Return after how many milliseconds of loading the filter answers, on a slow processor."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        for _ in range(RUNS):
            page = browser.new_page(viewport={'width': 390, 'height': 844})
            session = page.context.new_cdp_session(page)
            session.send('Emulation.setCPUThrottlingRate', {'rate': SLOWED})
            page.goto(file.as_uri(), wait_until='commit')
            times.append(page.evaluate(FIRST))
            page.close()
        browser.close()
    return statistics.median(times)


def weight(file: Path, size: int) -> float:
    """Return how many kB the page has for 1,000 papers."""
    return len(gzip.compress(file.read_bytes(), 6)) / size


def keystrokes(file: Path) -> list[float]:
    """Return the time of each keystroke in milliseconds, the median of some runs."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        page = browser.new_page(viewport={'width': 1280, 'height': 800})
        page.goto(file.as_uri())
        page.evaluate(KEYSTROKES, TYPED)  # until the script is compiled
        runs: list[list[float]] = []
        for _ in range(RUNS):
            page.wait_for_timeout(PAUSE)
            runs.append(page.evaluate(KEYSTROKES, TYPED))
        browser.close()
    return [statistics.median(times) for times in zip(*runs, strict=True)]


def main() -> None:
    """Measure, print a table, and fail where an aim is missed."""
    parser = argparse.ArgumentParser(description='Measure the filter above a list of papers.')
    parser.add_argument('--sizes', type=int, nargs='*', default=SIZES)
    options = parser.parse_args()
    head = 'papers', 'median', 'slowest keystroke', 'answers first', 'kB a thousand'
    print(f'| {" | ".join(head)} |\n|{"---:|" * len(head)}')
    missed = False
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            page = build(Path(temporary) / 'site', size)
            times, first, kilobytes = keystrokes(page), usable(page), weight(page, size)
        key = statistics.median(times)
        cells = f'{key:.1f} ms', f'{max(times):.1f} ms'
        print(f'| {size} | {" | ".join(cells)} | {first:.0f} ms | {kilobytes:.0f} |')
        missed |= key > KEY or first > USABLE or kilobytes > WEIGHT
    print(f'\nThe aims are {KEY} ms, {USABLE} ms and {WEIGHT} kB.')
    sys.exit('An aim is missed.' if missed else 0)


if __name__ == '__main__':
    main()

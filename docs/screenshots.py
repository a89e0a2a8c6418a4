"""Take the README's pictures from the built site: one of its pages, and the first of the PDF."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
SITE = ROOT / '_build' / 'html'
PICTURES = ROOT / 'docs' / 'pictures'
CHROMIUM = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
# Name of the picture -> page, width and height of the window.
PAGES = {
    'publications': ('publications.html', 1180, 860),
}


def photograph_pages() -> None:
    """Take a picture of each page, as a window on a desktop shows it."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        for name, (page_name, width, height) in PAGES.items():
            page = browser.new_page(viewport={'width': width, 'height': height})
            page.goto((SITE / page_name).as_uri())
            page.screenshot(path=PICTURES / f'{name}.png')
        browser.close()


def photograph_pdf() -> None:
    """Draw the first page of the PDF."""
    if not shutil.which('pdftoppm'):
        sys.exit('The picture of the PDF needs pdftoppm; install poppler (poppler-utils).')
    options = ['-png', '-r', '80', '-f', '1', '-l', '1', '-singlefile']
    subprocess.run(['pdftoppm', *options, SITE / 'cv.pdf', PICTURES / 'pdf'], check=True)


if __name__ == '__main__':
    PICTURES.mkdir(exist_ok=True)
    photograph_pages()
    photograph_pdf()

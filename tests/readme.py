"""The code that the README shows, and the site that it makes."""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

from places import PROJECT

FENCE = re.compile(r'(?ms)^( *)(`{3,})(\w+)\n(.*?)^\1\2 *$')
# What stands beside the pages of the site and is none.
OF_THE_PROJECT = {'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'}
FILES = {'conf.py': 'python', 'refs.bib': 'bibtex', 'index.md': 'markdown'}


def blocks(language: str) -> list[str]:
    """Return the code blocks of the README in a language."""
    text = (PROJECT / 'README.md').read_text(encoding='utf-8')
    return [textwrap.dedent(m[4]) for m in FENCE.finditer(text) if m[3] == language]


def write_readme_site(folder: Path) -> None:
    """Write the settings, the bibliography and the page of the README."""
    for name, language in FILES.items():
        (text,) = blocks(language)
        (folder / name).write_text(text, encoding='utf-8')


def take_over(folder: Path) -> None:
    """Put the site of the README in place of the site of a project."""
    for page in folder.glob('*.md'):
        if page.name not in OF_THE_PROJECT:
            page.unlink()
    write_readme_site(folder)


if __name__ == '__main__':
    take_over(Path(sys.argv[1]))

"""The code that the README shows, and the site that it makes."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from places import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

FENCE = re.compile(r'(?ms)^( *)(`{3,})(\w+)\n(.*?)^\1\2 *$')
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

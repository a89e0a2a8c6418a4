"""What the README says is so: its commands exist, its links lead somewhere, its five steps work."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build
from places import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = ('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md')
FENCE = re.compile(r'(?ms)^( *)(`{3,})(\w+)\n(.*?)^\1\2 *$')


def blocks(document: str, language: str) -> list[str]:
    """Return the code blocks in a language."""
    text = (PROJECT / document).read_text(encoding='utf-8')
    return [textwrap.dedent(m[4]) for m in FENCE.finditer(text) if m[3] == language]


def targets() -> set[str]:
    """Return what make can be asked for."""
    makefile = (PROJECT / 'Makefile').read_text(encoding='utf-8')
    return {name for line in re.findall(r'(?m)^\.PHONY: (.*)', makefile) for name in line.split()}


@pytest.mark.parametrize('document', DOCUMENTS)
def test_named_targets_of_make_exist(document: str) -> None:
    """Each `make something` can be run."""
    text = (PROJECT / document).read_text(encoding='utf-8')
    assert set(re.findall(r'(?:^|`)make ([a-z]+)', text, re.M)) <= targets()


@pytest.mark.parametrize('document', DOCUMENTS)
def test_links_within_the_project_lead_somewhere(document: str) -> None:
    """Pictures and pages that are linked are there."""
    text = (PROJECT / document).read_text(encoding='utf-8')
    local = [name for name in re.findall(r'(?:\]\(|src=")([^)"#\s]+)', text) if '://' not in name]
    assert not [name for name in local if not (PROJECT / name).exists()]


def test_make_it_yours(tmp_path: Path) -> None:
    """The settings, bibliography and page of the README make a CV with its PDF, and no warning."""
    files = {'conf.py': 'python', 'refs.bib': 'bibtex', 'index.md': 'markdown'}
    for name, language in files.items():
        (text,) = blocks('README.md', language)
        (tmp_path / name).write_text(text, encoding='utf-8')
    build = sphinx_build(tmp_path, tmp_path / '_build' / 'html', *STRICT)
    page = (build.output / 'index.html').read_text(encoding='utf-8')
    assert 'University of Nowhere' in page
    assert 'Rivers and their Bends' in page
    assert (build.output / 'papers' / 'example2024rivers.html').is_file()
    assert (build.output / 'cv.pdf').read_bytes().startswith(b'%PDF')

"""What the README says is so: its commands exist, its links lead somewhere, its five steps work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build
from places import PROJECT
from readme import write_readme_site

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = ('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md')


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
    write_readme_site(tmp_path)
    build = sphinx_build(tmp_path, tmp_path / '_build' / 'html', *STRICT)
    page = (build.output / 'index.html').read_text(encoding='utf-8')
    assert 'University of Nowhere' in page
    assert 'Rivers and their Bends' in page
    assert (build.output / 'papers' / 'example2024rivers.html').is_file()
    assert (build.output / 'cv.pdf').read_bytes().startswith(b'%PDF')

"""Whose site this is, and a copy of it to build."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path
from typing import Any

from places import PROJECT
from sphinx.config import eval_config_file
from sphinx.util.tags import Tags

DATA = Path(__file__).parent / 'data'
# Of the top folder, these are no part of the site, or what a build has left.
NOT_SITE = {'_build', 'benchmarks', 'docs', 'node_modules', 'src', 'tests'}
STUB_MARK = 'cv-stub: '


@functools.cache
def _settings() -> dict[str, Any]:
    return eval_config_file(PROJECT / 'conf.py', Tags())


def setting(name: str, default: Any) -> Any:
    """Return a setting of the site, as conf.py has it."""
    return _settings().get(name, default)


def owner() -> dict[str, Any]:
    """Return the owner as conf.py names her."""
    return dict(setting('cv_owner', {}))


def is_first_owner() -> bool:
    """Return whether the site is that of the CV in the data of these tests."""
    cv = DATA / 'cv.txt'
    return cv.exists() and first_line(cv) in [owner().get('name'), *owner().get('aliases', [])]


def first_line(file: Path) -> str:
    """Return the first line of a text that is not empty."""
    return file.read_text(encoding='utf-8').lstrip().partition('\n')[0].strip()


def copy_site(target: Path) -> Path:
    """Copy the owner's pages, refs.bib and conf.py to *target*, without what a build has left."""
    shutil.copytree(PROJECT, target, ignore=_ignored)
    return target


def _ignored(folder: str, names: list[str]) -> set[str]:
    if Path(folder) == PROJECT:
        return {name for name in names if name in NOT_SITE or name.startswith('.')}
    return {name for name in names if name.endswith('.md') and _is_stub(Path(folder, name))}


def _is_stub(page: Path) -> bool:
    return STUB_MARK in page.read_text(encoding='utf-8')

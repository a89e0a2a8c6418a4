"""The guide for those who change the code names files and functions that are there."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from places import PACKAGE, PROJECT
from test_architecture import DOORS, FLOW

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (PROJECT / 'docs' / 'architecture.md').read_text(encoding='utf-8')
STATIONS = re.findall(r'(?m)^\|[^|]+\| `([\w/]+\.py)` \| (`\w+`(?:, `\w+`)*) \|$', GUIDE)


def defined(path: Path) -> set[str]:
    """Return the names that a module defines at its top level."""
    found = set()
    for node in ast.parse(path.read_text(encoding='utf-8')).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {ast.unparse(target) for target in targets}
    return found


@pytest.mark.parametrize(('file', 'names'), STATIONS)
def test_the_stations_of_a_paper_are_there(file: str, names: str) -> None:
    """Who follows a paper from the bibliography to its page opens no file in vain."""
    assert set(re.findall(r'\w+', names)) <= defined(PACKAGE / file)


def test_the_way_of_a_paper_passes_every_folder() -> None:
    """No folder of the flow is left out of the guide, of the picture, or of the paper's way."""
    picture = (PROJECT / 'docs' / 'pictures' / 'flow.svg').read_text(encoding='utf-8')
    folders = [name for name in FLOW if (PACKAGE / name).is_dir()]
    passed = {file.partition('/')[0] for file, _ in STATIONS}
    assert {name for name in folders if f'`{name}/`' not in GUIDE} == set()
    assert {name for name in folders if f'>{name}</text>' not in picture} == set()
    assert set(folders) - passed <= {'mathematics', 'export'}
    assert {name for name in DOORS if name != '__init__' and name not in GUIDE} == set()


def test_every_path_in_the_guide_exists() -> None:
    """A file that was moved is moved in the guide too."""
    paths = set(re.findall(r'`([\w./-]+(?:\.py|\.md|/))`', GUIDE)) - {'papers/KEY.md'}
    places = (PACKAGE, PROJECT)
    assert {path for path in paths if not any((place / path).exists() for place in places)} == set()

"""The owner's project as the commands see it: what ``conf.py`` says, read and never executed."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

_CONF = 'conf.py'
_WANTED = frozenset({'bibtex_bibfiles', 'cv_owner'})


class Project(NamedTuple):
    """A folder with pages, its bibliographies in their order, and whose CV it is."""

    root: Path
    bibliographies: tuple[Path, ...]
    owner: dict[str, object]

    def owner_text(self, name: str) -> str:
        """Return what the owner says under *name*, if it is text."""
        value = self.owner.get(name, '')
        return value if isinstance(value, str) else ''


def shown(path: Path, root: Path | None = None) -> str:
    """Return a path as people are told it: from *root* on, or from where they are."""
    root = root or Path.cwd()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def read_project(start: Path) -> Project:
    """Read the project that *start* is in: the nearest folder above it that has a ``conf.py``."""
    root = next((f for f in (start, *start.parents) if (f / _CONF).is_file()), None)
    if root is None:
        return Project(start, _existing(start, ['refs.bib']), {})
    settings = read_settings(root / _CONF)
    names = settings.get('bibtex_bibfiles')
    files = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    owner = settings.get('cv_owner')
    owner = owner if isinstance(owner, dict) else {}
    return Project(root, _existing(root, files or ['refs.bib']), owner)


def read_settings(path: Path) -> dict[str, object]:
    """Return the settings of a ``conf.py`` whose values are written out, as far as they are."""
    try:
        tree = ast.parse(path.read_text(encoding='utf-8'))
    except (OSError, SyntaxError, ValueError):
        return {}
    found: dict[str, object] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            found |= dict.fromkeys(names & _WANTED, _literal(node.value))
    return found


def _literal(node: ast.expr) -> object:
    """Return the value of what is written out; of a list or dictionary those parts that are."""
    match node:
        case ast.List(elts) | ast.Tuple(elts):
            return [_literal(element) for element in elts]
        case ast.Dict(keys, values):
            pairs = zip(keys, values, strict=True)
            return {
                key.value: _literal(value) for key, value in pairs if isinstance(key, ast.Constant)
            }
        case ast.Constant(value):
            return value
    return None


def _existing(root: Path, names: list[str]) -> tuple[Path, ...]:
    paths = [root / name for name in names]
    return tuple(path for path in paths if path.is_file()) or tuple(paths[:1])

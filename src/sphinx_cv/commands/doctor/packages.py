"""What the doctor sees in what a project installs: theme, pins, and places that hosts lack.

Requirements are read as https://packaging.python.org/en/latest/specifications/dependency-specifiers/
has them, as far as a look needs.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from sphinx_cv.commands.doctor.changes import change
from sphinx_cv.commands.doctor.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = 'sphinx-cv'
# Themes that Sphinx brings along.
BUILT_IN = ('alabaster', 'basic', 'classic', 'scrolls', 'agogo', 'nature', 'pyramid', 'haiku',
            'traditional', 'epub', 'bizstyle')  # fmt: skip
REQUIREMENTS = ('pyproject.toml', 'requirements.txt', 'docs/requirements.txt')
_NAME = re.compile(r'\s*([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?')


def normal(name: str) -> str:
    """Return the name of a package as indices compare it."""
    return re.sub(r'[-_.]+', '-', name).lower()


def requirements(root: Path) -> dict[str, list[str]]:
    """Return file -> what it asks for. What cannot be read asks for nothing."""
    found = {}
    for name in REQUIREMENTS:
        if (root / name).is_file():
            text = (root / name).read_text(encoding='utf-8', errors='replace')
            lines = [line for line in text.splitlines() if _NAME.match(line)]
            found[name] = _of_project(text) if name.endswith('.toml') else lines
    return found


def _of_project(text: str) -> list[str]:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return []
    project = read.get('project', {})
    lists = [project.get('dependencies', []), *project.get('optional-dependencies', {}).values()]
    lists += read.get('dependency-groups', {}).values()
    return [item for found in lists for item in found if isinstance(item, str)]


def look_at_packages(root: Path, theme: str) -> Iterator[Finding]:
    """Yield what of the packages is missing, fixed or out of the reach of others."""
    asked = requirements(root)
    for file, items in asked.items():
        text = (root / file).read_text(encoding='utf-8', errors='replace')
        for item in (item for item in items if _is(item, PACKAGE)):
            line = text[: max(text.find(item), 0)].count('\n') + 1
            yield from _look_at_own((file, line), item)
    items = [item for found in asked.values() for item in found]
    if any(_is(item, PACKAGE) for item in items):
        yield from _look_at_theme(theme, items)


def _is(item: str, package: str) -> bool:
    match = _NAME.match(item)
    return match is not None and normal(match[1]) == package


def _has_site(item: str) -> bool:
    match = _NAME.match(item)
    return match is not None and _is(item, PACKAGE) and 'site' in (match[2] or '')


def _look_at_own(place: tuple[str, int], item: str) -> Iterator[Finding]:
    rest = item[match.end() :] if (match := _NAME.match(item)) else ''
    if fixed := re.search(r'===?\s*([\w.]+)', rest):
        message = f'sphinx-cv stays at {fixed[1]}; write >={fixed[1]}, and upgrades come'
        yield Finding(*place, 'version', message)
    elif re.match(r'\s*@\s*file:', rest):
        message = (
            'sphinx-cv comes from a file that hosts do not have; '
            'name it from an index or a repository before you publish'
        )
        yield Finding(*place, 'version', message)


def _look_at_theme(theme: str, items: list[str]) -> Iterator[Finding]:
    if not theme or theme in BUILT_IN:
        return
    wanted = normal(theme)
    brought = any(_is(item, wanted) for item in items)
    if brought or (wanted == 'furo' and any(map(_has_site, items))):
        return
    row = change('package', wanted)
    words = f'since {row.version} {row.words}' if row else f'add {wanted} to pyproject.toml'
    yield Finding('conf.py', 1, 'missing', f'nothing installs the theme {theme}: {words}')

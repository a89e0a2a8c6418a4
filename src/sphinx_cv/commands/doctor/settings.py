"""What the doctor sees in ``conf.py``, which is read and never executed."""

from __future__ import annotations

import ast
import difflib
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.doctor.changes import change
from sphinx_cv.commands.doctor.findings import Finding, unknown_name
from sphinx_cv.pdf.settings import CHECKS
from sphinx_cv.site.settings import NAMES, OWNER, PERSON, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

CONF = 'conf.py'

# Setting -> the keys that it may have; '*' where these are the keys of each of its values.
KEYS: dict[str, tuple[str, Collection[str]]] = {
    'cv_owner': ('', OWNER),
    'cv_names': ('', NAMES),
    'cv_pdf': ('', CHECKS),
    'cv_people': ('*', PERSON),
    'cv_variants': ('*', CHECKS),
}


class Conf(NamedTuple):
    """What a ``conf.py`` assigns at its top level: name -> value."""

    values: Mapping[str, ast.expr]

    def texts(self, name: str) -> list[str]:
        """Return the texts of a setting that is a list, or the one text that it is."""
        nodes = ast.walk(self.values[name]) if name in self.values else ()
        return [
            node.value
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]

    def keys(self, name: str) -> set[str]:
        """Return the keys of a setting that is a dictionary, and of dictionaries within."""
        nodes = ast.walk(self.values[name]) if name in self.values else ()
        keys = (key for node in nodes if isinstance(node, ast.Dict) for key in node.keys)
        return {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def read_conf(text: str) -> Conf:
    """Return what a ``conf.py`` sets. Raises SyntaxError if it is no Python."""
    values: dict[str, ast.expr] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign):
            values |= {t.id: node.value for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            values[node.target.id] = node.value
    return Conf(values)


def look_at_settings(conf: Conf, *, has_markdown: bool) -> Iterator[Finding]:
    """Yield what is outdated or unknown in the settings."""
    for name, value in conf.values.items():
        place = (CONF, value.lineno)
        if name not in SETTINGS and _is_meant(name):
            yield unknown_name(place, 'setting', name, SETTINGS)
        elif name in KEYS:
            yield from _look_at_keys(name, value)
    yield from _look_at_extensions(conf, has_markdown=has_markdown)
    yield from _look_at_owner(conf)


def _is_meant(name: str) -> bool:
    """Return whether an unknown name was meant as one of our settings."""
    near = difflib.get_close_matches(name.lower(), SETTINGS, 1, 0.85)
    return name.lower().startswith('cv_') or bool(near) or change('setting', name) is not None


def _look_at_keys(name: str, value: ast.expr) -> Iterator[Finding]:
    depth, known = KEYS[name]
    dictionaries = [value]
    if depth:
        dictionaries = value.values if isinstance(value, ast.Dict) else []
    for node in dictionaries:
        for key in node.keys if isinstance(node, ast.Dict) else ():
            if isinstance(key, ast.Constant) and key.value not in known:
                yield unknown_name((CONF, key.lineno), 'key', f'{name}.{key.value!s}', known)


def _look_at_extensions(conf: Conf, *, has_markdown: bool) -> Iterator[Finding]:
    if 'extensions' not in conf.values:
        return
    line, named = conf.values['extensions'].lineno, conf.texts('extensions')
    if 'sphinx_cv' not in named:
        message = 'sphinx-cv is not loaded; put "sphinx_cv" into extensions'
        yield Finding(CONF, line, 'missing', message)
    row = change('extension', 'myst_parser')
    if row and has_markdown and not {'myst_parser', 'myst_nb'} & {*named}:
        yield Finding(CONF, line, 'outdated', f'since {row.version} {row.words}')


def _look_at_owner(conf: Conf) -> Iterator[Finding]:
    row = change('setting', 'cv_owner')
    if row and 'cv_owner' not in conf.values and {'cv_pdf', 'cv_variants'} & conf.values.keys():
        yield Finding(CONF, 1, 'outdated', f'since {row.version} {row.words}')

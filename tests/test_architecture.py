"""The architecture as a table: who may import whom, how large things may grow, what stays out."""

from __future__ import annotations

import ast
import re
import statistics
from functools import cache
from graphlib import TopologicalSorter

import pytest
from places import PACKAGE

MODULES = {
    '.'.join(path.relative_to(PACKAGE).with_suffix('').parts): path
    for path in sorted(PACKAGE.rglob('*.py'))
}

# A module imports from its own folder and from rows above it, never from below, and never in a
# circle. Imports for type checkers count: who names another's types knows it.
FLOW = (
    'model',
    'mathematics',
    'bib',
    'formatting',
    'export',
    'site',
    'html',
    'pdf',
    'events',
    'extension',
)
# What is entered from outside -> the last row of the flow that it may use.
DOORS = {'__init__': 'extension', 'cli': 'pdf', 'commands': 'pdf', 'links': 'site', 'watch': 'pdf'}
RANKS = {name: rank for rank, name in enumerate(FLOW)}
RANKS |= {name: RANKS[last] for name, last in DOORS.items()}
# Neither knows the other.
APART = ({'bib', 'formatting'}, {'html', 'pdf'})
PURE = ('model', 'mathematics', 'bib', 'formatting', 'export', 'cli', 'commands')
BIBTEX_PARSERS = ('bibtexparser', 'pybtex.database.input', 'pybtex.bibtex')


def part_of(module: str) -> str:
    """Return what stands for a module in the table: its package, else itself."""
    return module.split('.')[0]


@cache
def tree(module: str) -> ast.Module:
    """Return what a module is written as."""
    return ast.parse(MODULES[module].read_text(encoding='utf-8'))


@cache
def imports(module: str) -> set[str]:
    """Return the dotted names that *module* imports, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = 'sphinx_cv' if node.level and not node.module else str(node.module)
            found |= {f'{source}.{alias.name}' for alias in node.names}
    return found


@cache
def own_imports(module: str) -> set[str]:
    """Return the modules of the package that *module* imports."""
    names = {name.removeprefix('sphinx_cv.') for name in imports(module) if 'sphinx_cv' in name}
    found = set()
    for name in names:
        while name and name not in MODULES and f'{name}.__init__' not in MODULES:
            name = name.rpartition('.')[0]
        found.add(name if name in MODULES else f'{name}.__init__')
    return found - {'.__init__'}


def functions() -> dict[str, int]:
    """Return the length in lines of each function, docstring and all."""
    return {
        f'{module}.{node.name}:{node.lineno}': (node.end_lineno or node.lineno) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def may_import(part: str, other: str) -> bool:
    """Return whether modules of one part of the flow may import those of another."""
    return part == other or (RANKS[other] <= RANKS[part] and {part, other} not in APART)


def test_imports_go_one_way() -> None:
    """A module has its place in the flow and imports nothing from below it."""
    assert {part_of(module) for module in MODULES} <= set(RANKS), 'give the folder a row in FLOW'
    below = {
        module: other
        for module in MODULES
        for other in own_imports(module)
        if not may_import(part_of(module), part_of(other))
    }
    assert not below


def test_only_the_command_line_knows_the_commands() -> None:
    """No build can come to where the network is asked."""
    others = [name for name in MODULES if part_of(name) != 'commands' and name != 'cli']
    assert not [name for name in others if 'commands' in map(part_of, own_imports(name))]


def test_the_top_level_is_small() -> None:
    """At most six modules stand at the top level, and each folder says what it is for."""
    assert sum('.' not in name for name in MODULES) <= 6
    folders = {name.rpartition('.')[0] for name in MODULES if '.' in name}
    assert not {name for name in folders if f'{name}.__init__' not in MODULES}


def test_nobody_imports_in_a_circle() -> None:
    """No chain of imports comes back to where it began."""
    TopologicalSorter({module: own_imports(module) for module in MODULES}).prepare()


def test_every_row_of_the_table_exists() -> None:
    """The flow names no folder that is gone."""
    assert set(RANKS) == {part_of(module) for module in MODULES}


def test_the_pure_modules_do_without_sphinx() -> None:
    """What reads, cleans and exports a bibliography works without Sphinx and docutils."""
    pure = {name: imports(name) for name in MODULES if part_of(name) in PURE}
    frameworks = {'sphinx', 'docutils'}
    assert not {
        module: name
        for module, names in pure.items()
        for name in names
        if name.partition('.')[0] in frameworks
    }


def test_only_the_reader_knows_a_bibtex_parser() -> None:
    """The choice of a parser can be changed in one place."""
    others = {name: imports(name) for name in MODULES if part_of(name) != 'bib'}
    assert not {
        module: name
        for module, names in others.items()
        for name in names
        if name.startswith(BIBTEX_PARSERS)
    }


def test_modules_stay_small_and_say_what_they_are_for() -> None:
    """A module has a charter, and ends where its subject ends."""
    assert not [name for name in MODULES if not ast.get_docstring(tree(name))]
    lengths = {name: path.read_text(encoding='utf-8').count('\n') for name, path in MODULES.items()}
    assert not {name: length for name, length in lengths.items() if length > 450}


def test_functions_stay_short() -> None:
    """Half of the functions have at most 10 lines, nine of ten at most 25, and none over 50."""
    lengths = functions()
    assert not {name: length for name, length in lengths.items() if length > 50}
    assert statistics.median(lengths.values()) <= 10
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 25


@pytest.mark.parametrize(
    ('call', 'limit'), [('add_config_value', 11), ('add_node', 4), ('connect', 5)]
)
def test_setup_stays_small(call: str, limit: int) -> None:
    """The extension keeps to its budget of settings, custom nodes and events."""
    source = MODULES['extension'].read_text(encoding='utf-8')
    assert len(re.findall(rf'\bapp\.{call}\(', source)) <= limit


def test_no_check_is_switched_off() -> None:
    """The source satisfies linter and type checker without exceptions."""
    off = re.compile(r'# *(?:noqa|type: *ignore|pragma)')
    assert not [n for n, path in MODULES.items() if off.search(path.read_text(encoding='utf-8'))]

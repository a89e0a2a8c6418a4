"""The architecture as a table: who may import whom, how large things may grow, what stays out."""

from __future__ import annotations

import ast
import re
import statistics
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / 'src' / 'sphinx_cv'
MODULES = {
    '.'.join(path.relative_to(PACKAGE).with_suffix('').parts): path
    for path in sorted(PACKAGE.rglob('*.py'))
}

# A module imports from its own row and from rows above, never from below, and never in a circle.
LAYERS = (
    # Data, tables and text, without Sphinx and docutils; a package is one thing in the table
    {'edtf'},
    {'model'},
    {'bylines', 'filters', 'kinds', 'slugs', 'venues'},
    {'latex'},
    {'names'},
    {'bib', 'export', 'lists'},
    # What is run without Sphinx
    {'cli'},
    # Nodes of docutils
    {'nodes', 'render'},
    # Sphinx
    {'builders', 'library', 'people'},
    {'changes', 'cite', 'directives', 'indices', 'links', 'mathml', 'metadata', 'missing', 'pages'}
    | {'places', 'publish', 'transforms', 'typst'},
    {'domain'},
    {'build', 'website'},
    {'extension'},
    {'__init__'},
)
RANKS = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
PURE = set().union(*LAYERS[:7])
BIBTEX_PARSERS = ('bibtexparser', 'pybtex.database.input', 'pybtex.bibtex')


def part_of(module: str) -> str:
    """Give what stands for a module in the table: its package, else itself."""
    return module.split('.')[0]


def imports(module: str) -> set[str]:
    """Give the dotted names that *module* imports when it runs, wherever it does so."""
    found, waiting = set(), [ast.parse(MODULES[module].read_text(encoding='utf-8'))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = 'sphinx_cv' if node.level and not node.module else str(node.module)
            found |= {f'{source}.{alias.name}' for alias in node.names}
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == 'TYPE_CHECKING'):
            waiting += ast.iter_child_nodes(node)
    return found


def own_imports(module: str) -> set[str]:
    """Give the modules of the package that *module* imports."""
    names = {name.removeprefix('sphinx_cv.') for name in imports(module) if 'sphinx_cv' in name}
    found = set()
    for name in names:
        while name and name not in MODULES and f'{name}.__init__' not in MODULES:
            name = name.rpartition('.')[0]
        found.add(name if name in MODULES else f'{name}.__init__')
    return found - {'.__init__'}


def functions() -> dict[str, int]:
    """Give the length in lines of each function, docstring and all."""
    return {
        f'{module}.{node.name}:{node.lineno}': (node.end_lineno or node.lineno) - node.lineno + 1
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding='utf-8')))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize('module', MODULES)
def test_imports_go_one_way(module: str) -> None:
    """A module has its place in the table and imports nothing from below it."""
    assert part_of(module) in RANKS, 'give the module a row in LAYERS'
    rank = RANKS[part_of(module)]
    below = {name for name in own_imports(module) if RANKS[part_of(name)] > rank}
    assert not below


def test_nobody_imports_in_a_circle() -> None:
    """No chain of imports comes back to where it began."""
    TopologicalSorter({module: own_imports(module) for module in MODULES}).prepare()


def test_every_row_of_the_table_exists() -> None:
    """The table names no module that is gone."""
    assert set(RANKS) == {part_of(module) for module in MODULES}


@pytest.mark.parametrize('module', [name for name in MODULES if part_of(name) in PURE])
def test_the_pure_modules_do_without_sphinx(module: str) -> None:
    """What reads, cleans and exports a bibliography works without Sphinx and docutils."""
    assert not {name for name in imports(module) if name.split('.')[0] in {'sphinx', 'docutils'}}


@pytest.mark.parametrize('module', [name for name in MODULES if part_of(name) != 'bib'])
def test_only_the_reader_knows_a_bibtex_parser(module: str) -> None:
    """The choice of a parser can be changed in one place."""
    assert not {name for name in imports(module) if name.startswith(BIBTEX_PARSERS)}


@pytest.mark.parametrize('module', MODULES)
def test_modules_stay_small_and_say_what_they_are_for(module: str) -> None:
    """A module has a charter and at most 300 lines."""
    source = MODULES[module].read_text(encoding='utf-8')
    assert ast.get_docstring(ast.parse(source))
    assert source.count('\n') <= 300


def test_functions_stay_short() -> None:
    """Half of the functions have at most 10 lines, nine of ten at most 25, and none over 50."""
    lengths = functions()
    assert not {name: length for name, length in lengths.items() if length > 50}
    assert statistics.median(lengths.values()) <= 10
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 25


@pytest.mark.parametrize(
    ('call', 'limit'), [('add_config_value', 8), ('add_node', 3), ('connect', 5)]
)
def test_setup_stays_small(call: str, limit: int) -> None:
    """The extension keeps to its budget of settings, custom nodes and events."""
    source = MODULES['extension'].read_text(encoding='utf-8')
    assert len(re.findall(rf'\bapp\.{call}\(', source)) <= limit


@pytest.mark.parametrize('module', MODULES)
def test_no_check_is_switched_off(module: str) -> None:
    """The source satisfies linter and type checker without exceptions."""
    source = MODULES[module].read_text(encoding='utf-8')
    assert not re.findall(r'# *(?:noqa|type: *ignore|pragma)', source)


def owner_words() -> set[str]:
    """Give what is particular to the owner: spellings of the name, addresses, keys of papers."""
    tree = ast.parse((PROJECT / 'conf.py').read_text(encoding='utf-8'))
    owner = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == 'cv_owner'
    )
    keys = re.findall(r'^@\w+\{([^,\s]+),', (PROJECT / 'refs.bib').read_text('utf-8'), re.M)
    links = owner.get('links', {}).values()
    return {owner['name'], owner.get('email', ''), *owner.get('aliases', ()), *links, *keys} - {''}


def test_nothing_in_the_package_is_about_the_owner() -> None:
    """Somebody else's CV is made without touching the package."""
    words = owner_words()
    assert len(words) > 2
    for path in PACKAGE.rglob('*'):
        if path.suffix in {'.css', '.html', '.js', '.json', '.py', '.typ'}:
            text = path.read_text(encoding='utf-8')
            assert not {word for word in words if word in text}, path

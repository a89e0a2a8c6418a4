"""The guide for those who change the code names files and functions that are there."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest
from places import PACKAGE, PROJECT
from test_architecture import DOORS, FLOW
from typst_pdf import text_of

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
    assert set(folders) - passed <= {'mathematics'}
    assert {name for name in DOORS if name != '__init__' and name not in GUIDE} == set()


def test_every_path_in_the_guide_exists() -> None:
    """A file that was moved is moved in the guide too."""
    new = {'papers/KEY.md', *re.findall('Write `([^`]+)`', GUIDE)}
    paths = set(re.findall(r'`([\w./-]+(?:\.py|\.md|/))`', GUIDE)) - new
    places = (PACKAGE, PROJECT)
    assert {path for path in paths if not any((place / path).exists() for place in places)} == set()


# Recipes: what follows "In `FILE`, add … to `TABLE`:", "Write `FILE`:" and the like.
RECIPES = GUIDE.partition('## How to add something')[2].partition('\n## ')[0]
STEP = re.compile(
    r'(?m)^(?P<words>[^\n`|]*(?:`[^`\n]+`[^\n`]*)*):\n\n```(?:python|text)\n(?P<code>.*?)```', re.S
)


def follow(package: Path) -> None:
    """Follow all recipes to the letter, in a copy of the package."""
    file = package
    for step in STEP.finditer(RECIPES):
        names = re.findall(r'`([^`]+)`', step['words'])
        files = [name for name in names if name.endswith('.py')]
        file = package / files[0] if files else file
        if step['words'].startswith('Write'):
            file.write_text(step['code'], encoding='utf-8')
            continue
        text = file.read_text(encoding='utf-8')
        if 'import' in step['words']:
            head, _, rest = text.partition('\nfrom sphinx_cv')
            text = f'{head}\n{step["code"]}from sphinx_cv{rest}'
        elif 'above' in step['words']:
            head, _, rest = text.partition(f'\n{names[-1]} = ')
            text = f'{head}\n\n{step["code"]}\n\n{names[-1]} = {rest}'
        else:
            opening = re.search(rf'(?m)^{names[-1]}\b.* = (?:Table\()?[\[{{(]+', text)
            assert opening, step['words']
            text = f'{text[: opening.end()]}\n{step["code"]}{text[opening.end() :]}'
        file.write_text(text, encoding='utf-8')


@pytest.fixture(scope='module')
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built with a copy of the package in which all recipes were followed."""
    folder = tmp_path_factory.mktemp('recipes')
    shutil.copytree(PACKAGE, folder / 'sphinx_cv')
    follow(folder / 'sphinx_cv')
    site = folder / 'site'
    site.mkdir()
    for name, text in SITE.items():
        (site / name).write_text(text, encoding='utf-8')
    command = [sys.executable, '-m', 'sphinx', '-qW', str(site), str(folder / 'html')]
    run = subprocess.run(
        command,
        env=os.environ | {'PYTHONPATH': str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return folder / 'html'


SITE = {
    'conf.py': (
        "extensions = ['myst_parser', 'sphinx_cv']\nbibtex_bibfiles = ['refs.bib']\n"
        "html_theme = 'basic'\ncv_owner = {'name': 'Ann Example'}\n"
    ),
    'index.md': (
        '# Ann\n\n```{cv:dig} Rivers\n:dates: 2024\n```\n\n'
        '```{cv:publications}\n:group-by: type\n:filter-box: full\n```\n'
    ),
    'refs.bib': (
        '@essay{doe, title={T}, author={Example, Ann}, year=2024, duration=30,\n'
        ' notebook={https://example.org/doe}, keywords={water}}\n'
    ),
}


@pytest.mark.parametrize(('file', 'expected'), [
    ('index.html', 'Rivers'), ('cv.txt', '- Rivers, 2024'), ('feed.xml', 'Dig: Rivers'),
    ('resume.json', '"type": "dig"'), ('searchindex.js', 'rivers'),
    ('index.html', '<h2>Essays'), ('index.html', 'Essay'), ('index.html', '30 minutes'),
    ('papers/doe.html', '>Notebook<'), ('papers.keys', 'doe\n'), ('papers/doe.keys', 'doe\n'),
    ('index.html', 'href="papers.keys"'), ('cv-keyword.html', 'water'),
    ('index.html', 'href="cv-keyword.html"'),
])  # fmt: skip
def test_recipes_do_what_they_promise(followed: Path, file: str, expected: str) -> None:
    """Who follows them to the letter has the kind, type, field, link, export and index."""
    assert expected in (followed / file).read_text(encoding='utf-8')


def test_the_recipes_reach_the_inventory_and_the_pdf(followed: Path) -> None:
    """Other sites can link the new entry, and print has it, as the recipes say."""
    packed = (followed / 'objects.inv').read_bytes().split(b'\n', 4)[4]
    assert 'rivers cv:dig' in zlib.decompress(packed).decode()
    said = text_of(followed / 'cv.pdf')
    assert 'Rivers' in said
    assert 'Essay, 30 minutes, 2024 · Notebook' in said


# What their manuals describe of that which we import from others; all else is a private door.
DOCUMENTED = frozenset(
    '_ main logging nodes directives Sphinx ExtensionMetadata Config BuildEnvironment Builder '
    'StandaloneHTMLBuilder Epub3Builder Domain ObjType Index IndexEntry StandardDomain XRefRole '
    'SphinxDirective SphinxTransform SphinxPostTransform SphinxTranslator HTML5Translator '
    'OptionSpec NoUri ExtensionError pending_xref download_reference only start_of_file toctree '
    'translatable AuthorYearReferenceStyle BracketStyle PersonStyle PybtexError BibliographyData '
    'Entry Person Node node FormattedEntry Text HRef Tag register_plugin MystParser Transform '
    'Directive _asdict _replace _exit'.split()
)
FOREIGN = ('sphinx.', 'sphinx_autobuild', 'sphinxcontrib.', 'docutils', 'myst_parser', 'pybtex')
DOORS_LISTED = GUIDE.partition('## Private doors')[2].partition('\n\nSome ways')[0]


def used_of_others() -> set[str]:
    """Return what the package imports of others, and whose private attributes it reads."""
    imported, read, own = set(), set(), set()
    for path in PACKAGE.rglob('*.py'):
        for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith(FOREIGN):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                own.add(node.name)
            elif isinstance(node, ast.Attribute) and re.match('_(?!_)', node.attr):
                is_own = ast.unparse(node.value) in {'self', 'cls'}
                (own if is_own else read).add(node.attr)
    return imported | (read - own)


def test_every_private_door_is_listed() -> None:
    """What may break when another package changes stands in the guide, and nothing else does."""
    listed = set(re.findall(r'\w+', DOORS_LISTED))
    assert used_of_others() - DOCUMENTED - listed == set()
    text = ' '.join(path.read_text(encoding='utf-8') for path in PACKAGE.rglob('*.py'))
    doors = re.findall(r'(?m)^\| (.*?) \|', DOORS_LISTED)[2:]
    names = {name for door in doors for name in re.findall(r'`[^`]*?(\w+)\W*`', door)}
    assert names - set(re.findall(r'\w+', text)) == set()

"""The manual shows everything: each directive, option, role and setting stands in an example."""

from __future__ import annotations

import ast
import contextlib
import importlib
import re
import runpy
import shlex
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build
from places import PROJECT

from sphinx_cv.cli import COMMANDS, main
from sphinx_cv.commands.completion import make_completion
from sphinx_cv.model.kinds import COMMON_OPTIONS, EVERYWHERE, KINDS, LINK_OPTIONS, Kind
from sphinx_cv.pdf.settings import Settings
from sphinx_cv.site.directives import DIRECTIVES, LIST_OPTIONS
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import NAMES, OWNER, PERSON, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

DOCS = PROJECT / 'docs'
PAGES = {path.stem: path.read_text(encoding='utf-8') for path in DOCS.glob('*.md')}
BLOCK = re.compile(r'(?ms)^(~{3,})\{(?:example|kind)\} [\w-]+\n(.*?)^\1$')
EXAMPLES = [found[2] for page in PAGES.values() for found in BLOCK.finditer(page)]
SHOWN = '\n'.join(EXAMPLES)


@pytest.fixture(scope='module')
def modules() -> dict[str, dict[str, object]]:
    """The modules of the manual, by name."""
    sys.path.insert(0, str(DOCS))
    names = ('gallery', 'reference', 'rendering')
    try:
        return {name: runpy.run_path(str(DOCS / f'{name}.py')) for name in names}
    finally:
        sys.path.remove(str(DOCS))


def options(directive: str) -> set[str]:
    """Return the options that examples give to a directive."""
    blocks = re.findall(rf'(?ms)^`{{3,}}\{{cv:{directive}\}}[^\n]*\n((?::.*?\n)*)', SHOWN)
    return {name for block in blocks for name in re.findall(r'(?m)^:([\w-]+):', block)}


@pytest.mark.parametrize('name', KINDS)
def test_each_kind_is_shown_with_its_options(name: str) -> None:
    """Names that say the same as another option are told beside the example."""
    row = KINDS[name]
    assert f'{{kind}} {name}\n' in PAGES['kinds']
    assert {*row.own} - {*row.also} <= options(name)


def test_each_directive_is_shown_with_its_options() -> None:
    """Those of all kinds stand in one example."""
    assert {*COMMON_OPTIONS, *EVERYWHERE, *LINK_OPTIONS} <= options('entry')
    assert options('publications') >= {*LIST_OPTIONS}
    for name, directive in DIRECTIVES.items():
        assert re.search(rf'\{{rst:directive\}} (\.\. )?cv:{name}\b', PAGES['directives']), name
        assert f'{{cv:{name}}}' in SHOWN
        assert {*(directive.option_spec or ())} <= options(name)


def test_each_role_is_shown(modules: dict[str, dict[str, object]]) -> None:
    """Those of entries stand with their kinds."""
    kind = modules['reference']['kind']
    assert callable(kind)
    of_kinds = ''.join(kind(name, f'```{{cv:{name}}} Title\n```') for name in KINDS)
    for name in CVDomain.roles:
        assert f'{{cv:{name}}}`' in SHOWN
        assert f'{{rst:role}} cv:{name}\n' in PAGES['roles'] + of_kinds
    for row in KINDS.values():
        assert f'{{cv:{row.objtype}}}`Title`' in of_kinds
        assert f'{{rst:role}} cv:{row.objtype}\n' in of_kinds


def test_each_setting_is_shown_with_its_keys() -> None:
    """In Python that can be copied into a conf.py."""
    # What needs an extra is shown, and not rendered.
    pages = f'{SHOWN}\n{PAGES["settings"]}'
    code = '\n'.join(re.findall(r'(?ms)^```python\n(.*?)^```', pages))
    names = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    assert {*SETTINGS, 'bibtex_bibfiles'} <= names
    keys = {*re.findall(r"'(\w+)':", code)}
    assert {*OWNER, *PERSON, *NAMES, *(field.name for field in fields(Settings))} <= keys
    for name in (*SETTINGS, 'bibtex_bibfiles', *(f'cv_pdf.{f.name}' for f in fields(Settings))):
        assert f'{{setting}} {name}\n' in PAGES['settings']


def test_each_command_is_shown() -> None:
    """With its options, examples and exit statuses, which come from its help."""
    commands = (*COMMANDS, make_completion(COMMANDS))
    assert {*re.findall(r'(?m)^```\{command\} (\w+)$', PAGES['commands'])} == {
        row.name for row in commands
    }
    assert all(row.examples for row in commands)


def test_the_reference_says_what_the_tables_say(
    modules: dict[str, dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of a kind that was just added."""
    kind, setting = modules['reference']['kind'], modules['reference']['setting']
    assert callable(kind)
    assert callable(setting)
    monkeypatch.setitem(KINDS, 'dig', Kind(objtype='dig', about='field work', heading='Digs'))
    assert 'Field work.\n\nHeading of a group: Digs.' in kind('dig', '```{cv:dig} Harbour\n```')
    said = setting('cv_author_limit', 'More of it.')
    assert said.startswith("```{confval} cv_author_limit\n:type: 'a number from 1'\n")
    assert ":default: '`20`'" in said
    assert 'More of it.' in said


def test_what_code_may_build_upon_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each name of the page for those who extend it, and its code runs."""
    page = PAGES['extending']
    for dotted in set(re.findall(r'`(sphinx_cv\.[\w.]+)`', page)):
        module, _, name = dotted.rpartition('.')
        assert hasattr(importlib.import_module(module), name), dotted
    (tmp_path / 'refs.bib').write_text((DOCS / 'samples' / 'refs.bib').read_text('utf-8'))
    monkeypatch.chdir(tmp_path)
    for code in re.findall(r'(?ms)^```python\n(.*?)^```', page):
        exec(compile(code, 'extending.md', 'exec'), {})


def test_the_tutorial_leads_to_a_site(tmp_path: Path) -> None:
    """What is to be typed and written there makes a site and a PDF without a warning."""
    page = PAGES['tutorial']
    command = re.search(r'(?m)^sphinx-cv (new cv .*)$', page)
    assert command
    with contextlib.chdir(tmp_path):
        assert main(shlex.split(command[1])) == 0
    (markdown,) = re.findall(r'(?ms)^````markdown\n(.*?)^````', page)
    (bibtex,) = re.findall(r'(?ms)^```bibtex\n(.*?)^```', page)
    project = tmp_path / 'cv'
    for file, text in {'index.md': markdown, 'refs.bib': bibtex}.items():
        (project / file).write_text(f'{(project / file).read_text("utf-8")}\n{text}')
    assert main(['check', str(project / 'refs.bib')]) == 0
    html = sphinx_build(project, tmp_path / 'html', *STRICT).output
    assert (html / 'papers' / 'sand.html').is_file()
    assert (html / 'cv.pdf').is_file()
    assert 'Rivers in Spring' in (html / 'index.html').read_text('utf-8')


def test_an_example_has_ids_and_addresses_of_its_own(
    modules: dict[str, dict[str, object]],
) -> None:
    """Several on one page do not get in each other's way, and their links lead somewhere."""
    here, parts = modules['gallery']['here'], modules['gallery']['parts']
    assert callable(here)
    assert callable(parts)
    body = (
        '<h2 id="a">A</h2> <a href="#a">a</a> <a href="papers/b.html">b</a> <a href="https://c.d">'
    )
    assert here(body, 'one', 'gallery/site') == (
        '<h4 id="one-a">A</h4> <a href="#one-a">a</a> '
        '<a href="gallery/site/papers/b.html">b</a> <a href="https://c.d">'
    )
    assert parts('```python\na = 1\n```\n\nWords') == {'python': 'a = 1\n', 'markdown': 'Words'}


def test_settings_of_the_pdf_need_no_site_of_their_own(
    modules: dict[str, dict[str, object]],
) -> None:
    """Everything else does."""
    settings = modules['gallery']['pdf_settings']
    assert callable(settings)
    assert settings("cv_pdf = {'paper': 'a4'}") == {'paper': 'a4'}
    assert settings('') == {}
    assert settings('cv_author_limit = 2') is None


def test_settings_of_the_manual_need_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever builds the manual alone gets all of it but the link into the site."""
    monkeypatch.setenv('READTHEDOCS_OUTPUT', str(tmp_path))
    monkeypatch.setattr(sys, 'path', [*sys.path])
    settings = runpy.run_path(str(DOCS / 'conf.py'))
    assert settings['intersphinx_mapping'] == {}
    assert settings['myst_substitutions'] == {'paper': 'the paper'}

"""What loading the extension does not do, because few builds need it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# Run in a process of its own: this one has loaded everything.
_LOAD = """
import json, re, sys
import sphinx.application, sphinxcontrib.bibtex
made = []
compile_one = re._compile
re._compile = lambda *given: made.append(sys._getframe(2).f_globals) or compile_one(*given)
import sphinx_cv.extension
ours = [one for one in made if one.get('__name__', '').startswith('sphinx_cv')]
print(json.dumps([sorted(sys.modules), len(ours)]))
"""


@pytest.fixture(scope='module')
def loaded() -> tuple[set[str], int]:
    """Return the modules that the extension brings, and how many expressions it compiles."""
    done = subprocess.run(
        [sys.executable, '-c', _LOAD], capture_output=True, check=True, encoding='utf-8'
    )
    modules, expressions = json.loads(done.stdout)
    return set(modules), expressions


@pytest.mark.parametrize('name', ['bib.syntax', 'bib.papers', 'bib.inheritance', 'bib.versions'])
def test_a_build_that_reads_nothing_anew_loads_no_reader(
    name: str, loaded: tuple[set[str], int]
) -> None:
    """What the bibliography says lies beside the doctrees; its readers wait for a change."""
    modules, _ = loaded
    assert f'sphinx_cv.{name}' not in modules


@pytest.mark.parametrize('name', ['latex2mathml.converter', 'citeproc', 'furo'])
def test_what_few_projects_use_is_loaded_by_these(name: str, loaded: tuple[set[str], int]) -> None:
    """MathML is for formulas, citeproc for styles of citations, and a theme for websites."""
    modules, _ = loaded
    assert name not in modules


def test_expressions_wait_until_they_are_used(loaded: tuple[set[str], int]) -> None:
    """Compiling all took as long as all else that is done to load the extension."""
    _, expressions = loaded
    assert expressions < 25


def test_a_check_of_a_bibliography_loads_no_sphinx(tmp_path: Path) -> None:
    """Who checks at every save waits for the reader alone."""
    file = tmp_path / 'refs.bib'
    file.write_text('@book{a, title={A}, author={Doe, Ann}, year=2020}', encoding='utf-8')
    run = 'import sys; from sphinx_cv.cli import main; main(["check", sys.argv[1]]); '
    show = 'print(sorted({name.partition(".")[0] for name in sys.modules}))'
    done = subprocess.run(
        [sys.executable, '-c', run + show, file], capture_output=True, check=True, encoding='utf-8'
    )
    found = set(re.findall(r'\w+', done.stdout.splitlines()[-1]))
    assert found.isdisjoint({'sphinx', 'docutils', 'jinja2', 'typst', 'latex2mathml'})
    assert 'sphinx_cv' in found

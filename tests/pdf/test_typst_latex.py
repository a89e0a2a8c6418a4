"""The CV by Sphinx's own LaTeX builder: one article, complete, without pages that say nothing."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from builds import sphinx_build
from typst_pdf import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Path]


SETUP = """
from sphinx_cv.pdf.latex import set_latex_defaults

def setup(app):
    app.connect('config-inited', set_latex_defaults)
"""


@pytest.fixture
def make(tmp_path: Path, rootdir: Path) -> Make:
    """Build the small site with more settings, and give the folder of its LaTeX file."""

    def build(settings: str = '') -> Path:
        source = shutil.copytree(rootdir / 'test-typst-cv', tmp_path / 'source')
        with (source / 'conf.py').open('a', encoding='utf-8') as file:
            file.write(settings + SETUP)
        done = sphinx_build(source, tmp_path / 'latex', builder='latex')
        assert done.warnings == ''
        return done.output

    return build


def test_the_latex_file_is_a_short_document_with_all_sections(make: Make) -> None:
    """A howto with name, sections, papers and links; no contents, index, cover or references."""
    text = (make("cv_pdf = {'paper': 'a4'}\n") / 'cv.tex').read_text(encoding='utf-8')
    assert r'\documentclass[a4paper,10pt,english]{sphinxhowto}' in text
    assert r'\title{Ada Example}' in text
    assert r'\usepackage{sphinxcv}' in text
    for section in ('Appointments', 'Recognition', 'Publications', 'Talks'):
        assert rf'section{{{section}}}' in text
    for words in ('Second Results on Tests', 'Old Results', r'{https://doi.org/10.1000/first}'):
        assert words in text
    for absent in (r'\printindex', r'\sphinxtableofcontents', 'References', r'\chapter'):
        assert absent not in text


def test_settings_of_the_owner_come_first(make: Make) -> None:
    """What conf.py says of LaTeX stands over what a CV wants, and the rest stays."""
    folder = make("latex_elements = {'pointsize': '12pt'}\n")
    text = (folder / 'cv.tex').read_text(encoding='utf-8')
    assert r'\documentclass[letterpaper,12pt,english]{sphinxhowto}' in text
    assert r'\usepackage{sphinxcv}' in text


@pytest.mark.skipif(
    not (shutil.which('xelatex') and shutil.which('latexmk')), reason='TeX is not installed'
)
def test_xelatex_sets_it(make: Make) -> None:
    """The PDF has every entry and paper, and each section once."""
    folder = make()
    command = ['latexmk', '-xelatex', '-interaction=nonstopmode', '-halt-on-error', 'cv.tex']
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    text = text_of(folder / 'cv.pdf')
    for words in ('Ada Example', 'Reader, Test University', 'ada@example.org', 'Old Results'):
        assert words in text
    assert text.count('Publications') == 1
    assert 'References' not in text

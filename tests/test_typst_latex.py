"""The CV by Sphinx's own LaTeX builder: one article, complete, without pages that say nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typst_pdf import text_of

from sphinx_cv.typst.latex import latex_defaults

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


def built(app: SphinxTestApp) -> Path:
    """Build with the settings for a CV and give the folder of the LaTeX file."""
    for name, value in latex_defaults(app.config).items():
        setattr(app.config, name, value)
    app.build()
    return Path(app.outdir)


@pytest.mark.sphinx('latex', testroot='typst-cv', confoverrides={'cv_pdf': {'paper': 'a4'}})
def test_the_latex_file_is_a_short_document_with_all_sections(app: SphinxTestApp) -> None:
    """A howto with name, sections, papers and links; no contents, index, cover or references."""
    text = Path(built(app), 'cv.tex').read_text(encoding='utf-8')
    assert r'\documentclass[a4paper,10pt,english]{sphinxhowto}' in text
    assert r'\title{Ada Example}' in text
    assert r'\usepackage{sphinxcv}' in text
    for section in ('Appointments', 'Recognition', 'Publications', 'Talks'):
        assert rf'\section{{{section}}}' in text
    for words in ('Second Results on Tests', 'Old Results', r'{https://doi.org/10.1000/first}'):
        assert words in text
    for absent in (r'\printindex', r'\sphinxtableofcontents', 'References', r'\chapter'):
        assert absent not in text


@pytest.mark.sphinx(
    'latex', testroot='typst-cv', confoverrides={'latex_elements': {'pointsize': '12pt'}}
)
def test_settings_of_the_owner_come_first(app: SphinxTestApp) -> None:
    """What conf.py says of LaTeX stands over what a CV wants."""
    text = Path(built(app), 'cv.tex').read_text(encoding='utf-8')
    assert '12pt' in text.partition(r'\begin{document}')[0]


@pytest.mark.skipif(
    not (shutil.which('xelatex') and shutil.which('latexmk')), reason='TeX is not installed'
)
@pytest.mark.sphinx('latex', testroot='typst-cv')
def test_xelatex_sets_it(app: SphinxTestApp) -> None:
    """The PDF has every entry and paper, and each section once."""
    folder = built(app)
    command = ['latexmk', '-xelatex', '-interaction=nonstopmode', '-halt-on-error', 'cv.tex']
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    text = text_of(folder / 'cv.pdf')
    for words in ('Ada Example', 'Reader, Test University', 'ada@example.org', 'Old Results'):
        assert words in text
    assert text.count('Publications') == 1
    assert 'References' not in text

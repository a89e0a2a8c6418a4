"""Nodes that the PDF does not know, and pictures that it cannot show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from typst_pdf import addresses, flaws, text_of

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx('cvpdf', testroot='typst-nodes')
def test_nodes_of_other_extensions(app: SphinxTestApp) -> None:
    """One with visitors has its form; one without is told once, and its text is printed."""
    app.build()
    typ = Path(app.outdir, 'cv.typ').read_text(encoding='utf-8')
    assert '#box(stroke: 1pt, inset: 2pt)[' in typ
    assert app.warning.getvalue().count('no form for the node "Riddle"') == 1
    assert 'no form for the node "Stamp"' not in app.warning.getvalue()
    text = text_of(Path(app.outdir, 'cv.pdf'))
    for words in ('A stamped word.', 'A puzzling word.', 'Another one.', 'Raw Typst.'):
        assert words in text


@pytest.mark.sphinx('cvpdf', testroot='typst-nodes')
def test_pictures_that_are_not_there(app: SphinxTestApp) -> None:
    """Their words are printed, nothing is fetched, and a picture without words is told."""
    app.build()
    warnings = app.warning.getvalue()
    pdf = Path(app.outdir, 'cv.pdf')
    assert flaws(pdf) == []
    assert 'Words of a lost picture' in text_of(pdf)
    assert 'Words of a far picture' in text_of(pdf)
    assert 'the image https://example.org/far.png is not in the PDF' in warnings
    assert 'the image dot.png has no alternative text' in warnings


@pytest.mark.sphinx(
    'cvpdf', testroot='typst-nodes', confoverrides={'html_baseurl': 'https://cv.example.org/me/'}
)
def test_relative_addresses_lead_to_the_site(app: SphinxTestApp) -> None:
    """A file beside the page is linked where the site has it."""
    app.build()
    with pikepdf.open(Path(app.outdir, 'cv.pdf')) as document:
        assert addresses(document) == {'https://cv.example.org/me/papers/first.pdf'}

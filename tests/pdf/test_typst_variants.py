"""Further PDFs from the same pages: by sections, by query, by date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from typst_pdf import flaws, text_of

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


def text(output: Path | str, name: str) -> str:
    """Return the text of a PDF that was built, which conforms to the standards."""
    pdf = Path(output, f'{name}.pdf')
    assert flaws(pdf) == []
    return text_of(pdf)


def test_a_variant_holds_chosen_sections_and_papers(output: Path) -> None:
    """Sections come in the order of the list, papers by the filter, empty years not at all."""
    short = text(output, 'cv-short')
    assert short.index('Publications') < short.index('Appointments')
    assert 'First Results' in short
    for absent in ('Second Results', 'Old Results', 'Talks', 'Recognition', 'equal'):
        assert absent not in short
    with pikepdf.open(output / 'cv-short.pdf') as document:
        assert str(document.docinfo.Title) == 'Ada Example – Short CV'


def test_a_variant_by_date_and_number(output: Path) -> None:
    """What ended before the year is left out, what goes on stays; the newest papers count."""
    recent = text(output, 'cv-recent')
    for present in ('Aug 2024 – present', 'First prize', 'Second Results'):
        assert present in recent
    for absent in ('Student', 'On Tests', 'Zoë Ünal', 'Old Results'):
        assert absent not in recent


def test_the_full_cv_is_not_touched_by_its_variants(output: Path) -> None:
    """Variants are made from copies, and only they lose the table that counts all papers."""
    full = text(output, 'cv')
    assert 'Journal' in full
    assert 'Journal' not in text(output, 'cv-short') + text(output, 'cv-recent')
    for present in ('Student', 'On Tests', 'First Results', 'Second Results', 'Old Results'):
        assert present in full


@pytest.mark.sphinx(
    'cvpdf',
    testroot='typst-cv',
    confoverrides={
        'cv_pdf': {'sections': ['Educaton', '*'], 'filter': 'year >', 'colour': 'red'},
        'cv_variants': {},
    },
)
def test_mistakes_are_told_and_cost_nothing(app: SphinxTestApp) -> None:
    """A section or a setting that is none costs nothing; a filter that is none prints no paper."""
    app.build()
    warnings = app.warning.getvalue()
    assert 'cv.pdf has no section "Educaton"; the sections are "Appointments"' in warnings
    assert 'cv.pdf: the filter "year >" is not an expression' in warnings
    assert '"colour" is not a setting' in warnings
    printed = text(app.outdir, 'cv')
    assert 'Student' in printed
    assert 'Old Results' not in printed


@pytest.mark.sphinx(
    'cvpdf', testroot='typst-cv', confoverrides={'cv_pdf': {'pages': 1, 'font_size': '30pt'}}
)
def test_more_pages_than_allowed_are_told(app: SphinxTestApp) -> None:
    """A CV that must fit on a page says when it does not."""
    app.build()
    assert 'pages, and 1 is allowed' in app.warning.getvalue()


@pytest.mark.sphinx(
    'cvpdf',
    testroot='typst-cv',
    confoverrides={'cv_variants': {'cv-none': {'since': '2999', 'filter': 'year == 1900'}}},
)
def test_a_list_and_a_chart_may_stand_under_the_first_title(app: SphinxTestApp) -> None:
    """What a variant leaves out may stand in no section of its own."""
    page = '# Ada Example\n\n```{cv:chart}\n```\n\n```{cv:publications}\n```\n'
    Path(app.srcdir, 'index.md').write_text(page, encoding='utf-8')
    app.build()
    assert 'cv-none.pdf: the filter "year == 1900" matches none' in app.warning.getvalue()
    assert 'Old Results' in text(app.outdir, 'cv')
    assert 'Old Results' not in text(app.outdir, 'cv-none')

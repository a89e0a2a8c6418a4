"""What a page says outside of its sections, and behind them, is in the PDF, in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import build, write_site
from typst_pdf import text_of

if TYPE_CHECKING:
    from sites import Site

GROUPED = '```{cv:publications}\n:group-by: type\n```'
DEGREE = '```{cv:degree} Behind a list\n:dates: 2012\n```'
REFS = '@article{sand, title = {On Sand}, author = {Ann Example}, year = 2016, journal = {J}}'
OTHER = f'Before the title.\n\n# Other\n\n{GROUPED}\n\nBehind another list.\n'


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A PDF of two pages, and a variant of one section."""
    toctree = '```{toctree}\nother\n```'
    index = (
        f'# Ann Example\n\nFirst.\n\n{GROUPED}\n\n{DEGREE}\n\n## Work\n\nLast.[^a]\n\n{toctree}\n'
    )
    index += '\n[^a]: Told at the foot.\n'
    conf = "cv_variants = {'cv-work': {'sections': ['Work']}}\n"
    files = {'index.md': index, 'other.md': OTHER, 'refs.bib': REFS}
    return build(write_site(tmp_path_factory.mktemp('parts'), files, conf), 'cvpdf')


def test_nothing_between_sections_is_lost(site: Site) -> None:
    """Groups of a list are sections, and what follows them is in none."""
    pdf = text_of(site.output / 'cv.pdf')
    places = [
        pdf.index(words)
        for words in (
            'First.', 'On Sand', 'Behind a list', 'Last.', 'Before the title.',
            'Behind another list.',
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_footnotes_are_set_wherever_their_text_stands(site: Site) -> None:
    """It stands at the end of a page, in no section that a variant may choose."""
    for name in ('cv', 'cv-work'):
        assert text_of(site.output / f'{name}.pdf').count('Told at the foot.') == 1
    assert 'Other' not in text_of(site.output / 'cv-work.pdf')

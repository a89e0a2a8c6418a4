"""What a page says outside of its sections, and behind them, is in the PDF, in its place."""

from __future__ import annotations

import pytest
from sites import build, write_site
from typst_pdf import text_of

GROUPED = '```{cv:publications}\n:group-by: type\n```'
DEGREE = '```{cv:degree} Behind a list\n:dates: 2012\n```'
REFS = '@article{sand, title = {On Sand}, author = {Ann Example}, year = 2016, journal = {J}}'
OTHER = f'Before the title.\n\n# Other\n\n{GROUPED}\n\nBehind another list.\n'


@pytest.fixture(scope='module')
def pdf(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of a PDF of two pages."""
    toctree = '```{toctree}\nother\n```'
    index = f'# Ann Example\n\nFirst.\n\n{GROUPED}\n\n{DEGREE}\n\n## Work\n\nLast.\n\n{toctree}\n'
    files = {'index.md': index, 'other.md': OTHER, 'refs.bib': REFS}
    site = build(write_site(tmp_path_factory.mktemp('parts'), files), 'cvpdf')
    return text_of(site.output / 'cv.pdf')


def test_nothing_between_sections_is_lost(pdf: str) -> None:
    """Groups of a list are sections, and what follows them is in none."""
    places = [
        pdf.index(words)
        for words in (
            'First.', 'On Sand', 'Behind a list', 'Last.', 'Before the title.',
            'Behind another list.',
        )
    ]  # fmt: skip
    assert places == sorted(places)

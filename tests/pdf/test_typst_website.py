"""The PDFs beside the pages of a website: always there, always right, made only when needed."""

from __future__ import annotations

import functools
import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest
from builds import sphinx_build
from typst_pdf import addresses, flaws, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from builds import Build

    Make = Callable[..., Build]


@pytest.fixture
def make(tmp_path: Path, rootdir: Path) -> Make:
    """Build one copy of a small site, without a warning, into folders of that name."""
    source = shutil.copytree(rootdir / 'test-typst-cv', tmp_path / 'source')

    def build(builder: str, output: str = '', *options: str) -> Build:
        done = sphinx_build(source, tmp_path / (output or builder), *options, builder=builder)
        assert done.warnings == ''
        return done

    return build


@pytest.fixture(scope='module')
def built(tmp_path_factory: pytest.TempPathFactory, rootdir: Path) -> Make:
    """Return what was built once of that site, without a warning; no test edits it."""
    folder = tmp_path_factory.mktemp('website')
    source = shutil.copytree(rootdir / 'test-typst-cv', folder / 'source')

    @functools.cache
    def build(builder: str, *options: str) -> Build:
        output = folder / ''.join([builder, *options])
        done = sphinx_build(source, output, *options, builder=builder)
        assert done.warnings == ''
        return done

    return build


def pdf_of(build: Build, name: str = 'cv') -> Path:
    """Return the PDF *name* of a build."""
    return build.output / f'{name}.pdf'


def edit(file: Path, old: str, new: str) -> None:
    """Replace *old* in *file*."""
    text = file.read_text(encoding='utf-8')
    assert old in text
    file.write_text(text.replace(old, new), encoding='utf-8')


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
def test_every_website_has_the_same_pdfs_as_the_builder(
    built: Make, printed: Build, builder: str
) -> None:
    """The full CV and all variants lie beside the pages, with the bytes that cvpdf gives."""
    site, alone = built(builder), printed
    for name in ('cv', 'cv-short', 'cv-recent'):
        assert flaws(pdf_of(site, name)) == []
        assert text_of(pdf_of(site, name)) == text_of(pdf_of(alone, name))


def test_a_parallel_build_gives_the_same_bytes(built: Make, printed: Build) -> None:
    """Serial and parallel builds, and cvpdf, agree byte by byte."""
    serial, parallel, alone = built('html'), built('html', '-j4'), printed
    assert pdf_of(serial).read_bytes() == pdf_of(parallel).read_bytes()
    assert pdf_of(serial).read_bytes() == pdf_of(alone).read_bytes()


def test_only_and_tags_are_those_of_the_pdf(make: Make, tmp_path: Path) -> None:
    """Within a build of pages, the PDF sees the tags of its own builder, and the pages theirs."""
    words = '```{only} typst\nPrinted words.\n```\n\n```{only} html\nScreen words.\n```\n\nSee'
    edit(tmp_path / 'source' / 'talks.md', 'See', words)
    build = make('html')
    text = text_of(pdf_of(build))
    page = (build.output / 'talks.html').read_text(encoding='utf-8')
    assert ('Printed words' in text, 'Screen words' in text) == (True, False)
    assert ('Printed words' in page, 'Screen words' in page) == (False, True)


def test_nothing_is_made_when_nothing_changed(make: Make) -> None:
    """A second build leaves the files alone; a lost or spoilt one is made again."""
    pdf = pdf_of(make('html'))
    first, stamp = pdf.read_bytes(), pdf.stat().st_mtime_ns
    make('html')
    assert pdf.stat().st_mtime_ns == stamp
    pdf.write_bytes(b'spoilt')
    make('html')
    assert pdf.read_bytes() == first


def test_a_change_of_a_page_or_of_a_paper_reaches_the_pdf(make: Make) -> None:
    """After an edit the PDF is that of a clean build."""
    source = make('html').source
    edit(source / 'talks.md', 'On Tests', 'On Proofs')
    edit(source / 'refs.bib', 'Old Results', 'Aged Results')
    edited, clean = make('html'), make('html', 'clean')
    assert 'On Proofs' in text_of(pdf_of(edited))
    assert 'Aged Results' in text_of(pdf_of(edited))
    assert pdf_of(edited).read_bytes() == pdf_of(clean).read_bytes()


@pytest.mark.parametrize('builder', ['html', 'cvpdf'])
def test_a_variant_that_is_no_longer_wanted_goes(make: Make, builder: str) -> None:
    """Settings count as changes, and PDFs of variants that are gone are removed."""
    build = make(builder)
    assert pdf_of(build, 'cv-short').is_file()
    edit(build.source / 'conf.py', "'cv-short'", "'cv-other'")
    make(builder)
    assert not pdf_of(build, 'cv-short').exists()
    assert pdf_of(build, 'cv-other').is_file()


def test_a_link_that_leads_nowhere_is_told_once(make: Make, tmp_path: Path) -> None:
    """The pages have said so; the PDF beside them does not say it again."""
    source = make('html').source
    edit(source / 'talks.md', 'See', 'See {cv:paper}`nobody2000nothing` and')
    build = sphinx_build(source, tmp_path / 'html')
    assert build.warnings.count('nobody2000nothing') == 1


@pytest.mark.parametrize(
    ('builder', 'page'), [('html', 'example2023first.html'), ('dirhtml', 'example2023first/')]
)
def test_links_have_the_addresses_of_this_website(built: Make, builder: str, page: str) -> None:
    """Where a paper's page lies depends on the builder of the pages."""
    with pikepdf.open(pdf_of(built(builder))) as document:
        assert f'https://cv.example.org/papers/{page}' in addresses(document)

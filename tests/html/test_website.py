"""What pages have around their bodies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import build, write_site

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    'index.md': '# A\n\n```python\nimport this\n```\n',
    'plain.md': '# B\n\nWords that highlight nothing.\n',
    'list.md': '# C\n\n```{cv:publications}\n```\n',
    'rows.md': '# D\n\n```{cv:publications}\n:details: none\n```\n',
    'refs.bib': '@article{k, title = {T}, year = 2024}',
}
COLOURS, SCRIPT, STYLES = 'pygments.css', 'cv.js', 'cv.css'


@pytest.mark.parametrize(('builder', 'ending'), [('html', '.html'), ('dirhtml', '/index.html')])
def test_a_page_loads_what_it_needs(tmp_path: Path, builder: str, ending: str) -> None:
    """The script is for lists and papers, and colours of code are for pages with code."""
    site = build(write_site(tmp_path, PAGES), builder, cv_pdf=False)
    for name, expected in {
        'index': {COLOURS}, 'plain': set(), 'list': {SCRIPT}, 'rows': set(), 'papers/k': {SCRIPT},
    }.items():  # fmt: skip
        html = site.text('index.html' if name == 'index' else name + ending)
        loaded = set(re.findall(r'(?:href|src)="[./]*_static/([^"?]+)', html))
        assert loaded & {COLOURS, SCRIPT, STYLES} == {STYLES, *expected}, name


@pytest.mark.parametrize('pages', [True, False])
def test_a_file_of_the_site_is_named_for_those_who_listen(tmp_path: Path, pages: bool) -> None:
    """The link to a paper's own PDF says of which paper it is, as links to other sites do."""
    papers = '@article{k, title = {Rivers}, year = 2024, pdf = {papers/rivers.pdf}}'
    files = {**PAGES, 'refs.bib': papers, 'papers/rivers.pdf': '%PDF-1.4'}
    site = build(write_site(tmp_path, files), cv_paper_pages=pages, cv_pdf=False)
    shown = r'<a aria-label="(.*?)"[^>]* href="[^"]*\.pdf">(?:<span>)?(.*?)<'
    assert re.findall(shown, site.text('list.html')) == [('PDF of Rivers', 'PDF')]


def test_files_lie_where_al_folio_keeps_them(tmp_path: Path) -> None:
    """A name alone is that of a file of the site, or of one in the folder of al-folio."""
    papers = '@article{k, title = {Rivers}, year = 2024, pdf = {a.pdf}, slides = {b.pdf}}'
    here = {
        'a.pdf': '%PDF-1.4 here',
        'assets/pdf/a.pdf': '%PDF-1.4',
        'assets/pdf/b.pdf': '%PDF-1.4',
    }
    site = build(write_site(tmp_path, {**PAGES, 'refs.bib': papers, **here}))
    assert not [words for words in site.warnings if '[cv' in words]
    assert site.text('papers/k.pdf') == here['a.pdf']
    slides = next(link.href for link in site.links('list.html') if link.text.startswith('Slides'))
    assert site.text(slides) == here['assets/pdf/b.pdf']


def test_templates_are_compiled_once(tmp_path: Path) -> None:
    """A build that writes a page takes up what an earlier one has made of the theme's templates."""
    site = build(write_site(tmp_path, PAGES))
    (folder,) = tmp_path.rglob('cv-templates-*')
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert len(before) > 3
    shown = site.text('plain.html')
    (tmp_path / 'plain.md').write_text(PAGES['plain.md'] + '\nMore.\n', encoding='utf-8')
    again = build(tmp_path)
    assert '<p>More.</p>' in again.text('plain.html')
    assert again.text('plain.html').replace('<p>More.</p>\n', '') == shown
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before

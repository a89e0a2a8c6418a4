"""Pictures of papers: beside their rows and on their pages, with words for those who cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from places import ROOTS
from sites import build, write_site

from sphinx_cv.site.previews import preview_problems

if TYPE_CHECKING:
    from pathlib import Path

REFS = """
@article{a, title={A}, author={Ann Example}, journal={J}, year={2024}, preview={a\\_b.png},
  preview_alt={A river & "more"}}
@article{b, title={B}, author={Ann Example}, journal={J}, year={2023}, preview={img/b.png}}
@article{c, title={C}, author={Ann Example}, journal={J}, year={2022}, preview={gone.png}}
@article{d, title={D}, author={Ann Example}, journal={J}, year={2021}, preview={../d.png}}
"""


def test_pictures_of_papers(tmp_path: Path) -> None:
    """They are found where al-folio keeps them too, and who lacks words for one is told."""
    source = write_site(tmp_path / 'site', {
        'index.md': '# Ann Example\n\n```{cv:publications}\n```\n', 'refs.bib': REFS,
        'img/x': '', 'assets/img/publication_preview/x': '',
    }, 'cv_outputs = []\n')  # fmt: skip
    dot = (ROOTS / 'test-typst-everything' / 'dot.png').read_bytes()
    (source / 'img' / 'b.png').write_bytes(dot)
    (source / 'assets' / 'img' / 'publication_preview' / 'a_b.png').write_bytes(dot)
    site = build(source)
    page = site.text()
    words = 'alt="A river &amp; &quot;more&quot;"'
    assert f'<img class="cv-preview" src="_images/a_b.png" {words} loading="lazy" />' in page
    assert page.count('class="cv-preview"') == 2
    assert 'cv-extra.css' in page
    assert 'src="../_images/a_b.png"' in site.text('papers/a.html')
    assert (site.output / '_images' / 'b.png').read_bytes() == dot
    said = sorted(warning.partition('WARNING: ')[2] for warning in site.warnings)
    assert [text.partition(';')[0] for text in said] == [
        'entry c: there is no picture gone.png', 'entry d: there is no picture ../d.png',
    ]  # fmt: skip
    (hint,) = (
        one
        for one in preview_problems(site.domain.memory.library.papers.values(), source)
        if one.key == 'b'
    )
    assert hint.subtype == 'hint'
    assert 'add preview_alt = {' in hint.message
    assert '_images' not in build(source, 'text').text('index.txt')

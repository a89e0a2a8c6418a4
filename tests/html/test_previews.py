"""Pictures of papers: beside their rows and on their pages, with words for those who cannot see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PIL import Image
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
@article{e, title={E}, author={Ann Example}, journal={J}, year={2020}, preview={img/e.jpg},
  preview_alt={E}}
"""


def _picture(page: str) -> dict[str, str]:
    """The attributes of the last picture of a paper on a page."""
    picture = re.findall('<img.*cv-preview.*>', page)[-1]
    # Before 0.22, docutils writes the size as a style.
    styled = re.findall(r'(width|height): (\d+)px', picture)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', picture) + styled)


def test_pictures_of_papers(tmp_path: Path) -> None:
    """They are found where al-folio keeps them too, and who lacks words for one is told."""
    source = write_site(tmp_path / 'site', {
        'index.md': '# Ann Example\n\n```{cv:publications}\n```\n', 'refs.bib': REFS,
        'img/x': '', 'assets/img/publication_preview/x': '',
    }, 'cv_outputs = []\n')  # fmt: skip
    dot = (ROOTS / 'test-typst-everything' / 'dot.png').read_bytes()
    (source / 'img' / 'b.png').write_bytes(dot)
    (source / 'assets' / 'img' / 'publication_preview' / 'a_b.png').write_bytes(dot)
    # Held upright, as a telephone notes it.
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new('CMYK', (4000, 3000)).save(source / 'img' / 'e.jpg', exif=turned)
    site = build(source)
    page = site.text()
    words = 'alt="A river &amp; &quot;more&quot;" loading="lazy" width="8" height="8"'
    assert f'<img class="cv-preview" src="_images/a_b.png" {words} />' in page
    assert page.count('class="cv-preview"') == 3
    row, own = _picture(page), _picture(site.text('papers/e.html'))
    assert (row['width'], row['height']) == ('66', '88')
    assert (own['width'], own['height']) == ('192', '256')
    # Twice as many pixels as are shown, for sharp screens.
    for shown, size in ((row, (132, 176)), (own, (384, 512))):
        file = site.output / shown['src'].removeprefix('../')
        with Image.open(file) as image:
            assert (image.size, image.mode) == (size, 'RGB')
        assert file.stat().st_size < 20_000
    assert len([*(site.output / '_images').iterdir()]) == 4
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

"""The photograph of the owner in the head of a PDF, and pictures of the size that print needs."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from sites import build, write_site
from sphinx.util.images import get_image_size

from sphinx_cv.site.pictures import fitted

if TYPE_CHECKING:
    from pathlib import Path


def png(width: int, height: int) -> bytes:
    """Return a picture, of which no two rows are alike."""
    rows = b''.join(b'\0' + bytes([y % 251, 90, 160]) * width for y in range(height))
    head = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    chunks = ((b'IHDR', head), (b'IDAT', zlib.compress(rows, 1)), (b'IEND', b''))
    return b'\x89PNG\r\n\x1a\n' + b''.join(
        struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
        for kind, data in chunks
    )


def test_pictures_are_made_smaller(tmp_path: Path) -> None:
    """Only those that are far wider than print needs, and each once."""
    file = tmp_path / 'large.png'
    file.write_bytes(png(3000, 30))
    small = fitted(file, 300, tmp_path / 'kept')
    assert small is not None
    assert get_image_size(str(small)) == (300, 3)
    assert fitted(file, 300, tmp_path / 'kept') == small
    assert fitted(file, 2500, tmp_path / 'kept') is None
    (tmp_path / 'no.png').write_text('no picture', encoding='utf-8')
    assert fitted(tmp_path / 'no.png', 300, tmp_path / 'kept') is None


HOME = """# Ann Example

```{cv:owner}
:show: photo
```

```{cv:publications}
```
"""
REFS = """
@article{sand, title={Sand}, author={Ann Example}, year=2024, preview={ann.png},
  preview_alt={A wave}}
@article{mud, title={Mud}, author={Ann Example}, year=2023}
"""
CONF = """
cv_owner = {
    'name': 'Ann Example', 'position': 'Professor', 'pronouns': 'she/her',
    'photo': {'file': 'ann.png', 'alt': 'Ann at a river'}, 'summary': 'I study sand.',
    'show': {'photo': ['site', 'pdf'], 'pronouns': True, 'summary': ['pdf']},
}
cv_variants = {
    'modern': {'design': 'modern', 'previews': True}, 'columns': {'design': 'columns'},
    'plain': {'owner': {'show': {'photo': ['site']}}},
}
"""


@pytest.mark.filterwarnings('ignore::DeprecationWarning')
def test_the_head_of_a_pdf_has_what_the_owner_wants(tmp_path: Path) -> None:
    """In all three designs, with a description, and without the weight of the photograph."""
    files = {'index.md': HOME, 'refs.bib': REFS}
    source = write_site(tmp_path / 'site', files, CONF)
    (source / 'ann.png').write_bytes(png(4000, 3000))
    site = build(source, 'cvpdf')
    assert site.warnings == []
    for name in ('cv', 'modern', 'columns'):
        text = site.text(f'{name}.typ')
        assert 'photo: image("_images/ann.png", width: 2.6cm, alt: "Ann at a river")' in text
        assert 'about: ([#"I study sand."], )' in text
        assert 'position: [#"Professor · she/her"]' in text
        assert (site.output / f'{name}.pdf').stat().st_size < 100_000
    assert 'photo: image' not in site.text('plain.typ')
    # Pictures of papers, too, if the PDF is to have them.
    given = 'alt: "A wave", width: 2.4cm, height: 1.4cm, fit: "contain"'
    picture = f'image("_images/previews/ann.png", {given})'
    assert site.text('modern.typ').count(f'paper(picture: {picture}, ') == 1
    assert 'paper(picture' not in site.text('columns.typ')
    assert get_image_size(str(site.output / '_images' / 'ann.png')) == (307, 230)

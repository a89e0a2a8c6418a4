"""Pictures of no more pixels than are shown of them, for pages, PDFs and previews of links.

The only module that knows Pillow, which it loads only where there are pictures.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from sphinx.util.images import get_image_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

COPIES = 'cv-pictures'  # of the smaller copies, in the folder of the doctrees

# Format of a picture -> that of its copy; MPO is what some telephones make of JPEG.
_FORMATS = {'JPEG': 'JPEG', 'MPO': 'JPEG', 'PNG': 'PNG', 'GIF': 'PNG', 'WEBP': 'WEBP'}
_ENDINGS = {'JPEG': '.jpg', 'PNG': '.png', 'WEBP': '.webp'}
# Mode of the pixels -> that of the copy.
_MODES = {
    'L': 'L', 'LA': 'LA', 'RGB': 'RGB', 'RGBA': 'RGBA', '1': 'L', 'P': 'RGBA', 'CMYK': 'RGB',
    'YCbCr': 'RGB',
}  # fmt: skip
_TURNED = 0x0112  # where a camera says how it was held
_UNREADABLE = (OSError, ValueError, SyntaxError)


def size_of(file: Path) -> tuple[int, int] | None:
    """Return width and height of a picture as it is shown, in pixels; None if it has none."""
    try:
        with _opened(file) as image:
            width, height = image.size
            is_turned = image.getexif().get(_TURNED, 1) > 4
    except _UNREADABLE:
        return get_image_size(str(file))  # such as a drawing in SVG
    return (height, width) if is_turned else (width, height)


def is_photographic(file: Path) -> bool:
    """Return whether a file is a picture made of pixels, in a format that every program shows."""
    try:
        with _opened(file) as image:
            return image.format in _FORMATS
    except _UNREADABLE:
        return False


def fitted(file: Path, width: int, folder: Path) -> Path | None:
    """Return a copy in *folder* of a picture that is far wider than *width* pixels; else None."""
    size = size_of(file)
    if size is None or size[0] < 1.5 * width:
        return None
    content = file.read_bytes()
    name = f'{hashlib.sha256(content).hexdigest()[:24]}-{width}'
    found = [folder / f'{name}{ending}' for ending in _ENDINGS.values()]
    if there := next((copy for copy in found if copy.is_file()), None):
        return there
    small, ending = _smaller(file, width)
    if not small or len(small) >= len(content):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    # Pages are written by several processes at once, of which others must see all of it or nothing.
    part = folder / f'{name}.{os.getpid()}'
    part.write_bytes(small)
    return part.replace(folder / f'{name}{ending}')


def _smaller(file: Path, width: int) -> tuple[bytes, str]:
    """Return a picture with *width* pixels, and the end of its name; nothing if it cannot be."""
    from PIL import ImageOps

    target = BytesIO()
    try:
        with _opened(file) as image:
            name = _FORMATS.get(image.format or '', '')
            moves = getattr(image, 'is_animated', False) and image.format != 'MPO'
            if not name or moves or image.mode not in _MODES:
                return b'', ''
            profile = image.info.get('icc_profile') if image.mode.startswith('RGB') else None
            image.draft('RGB', (2 * width, 2 * width))
            upright = ImageOps.exif_transpose(image)
            upright = upright.convert(_MODES[upright.mode])
            size = width, max(round(upright.height * width / upright.width), 1)
            small = upright.resize(size, reducing_gap=3)
            small.save(target, name, quality=85, optimize=True, icc_profile=profile)
    except _UNREADABLE:
        return b'', ''
    return target.getvalue(), _ENDINGS[name]


def light(png: bytes, limit: int) -> bytes:
    """Return a drawing of at most *limit* bytes, with fewer colours if it takes that."""
    if len(png) <= limit:
        return png
    from PIL import Image

    target = BytesIO()
    with Image.open(BytesIO(png)) as image:
        flat = image.convert('RGB').quantize(
            64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    flat.save(target, 'PNG')  # to optimize it would take five times as long
    return target.getvalue()


@contextmanager
def _opened(file: Path) -> Iterator[Image]:
    """Open a picture of the owner's, however large."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter('ignore', Image.DecompressionBombWarning)
        try:
            with Image.open(file) as image:
                yield image
        except Image.DecompressionBombError as error:
            raise OSError(str(error)) from error

"""Images, with their descriptions for readers who cannot see them."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.pdf.literals import string
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.pictures import COPIES, fitted
from sphinx_cv.site.previews import preview_of

if TYPE_CHECKING:
    from sphinx_cv.pdf.translator import TypstTranslator

# Unit of the size of an image -> the same in Typst, which has no pixels.
_UNITS = {'': (0.75, 'pt'), 'px': (0.75, 'pt'), 'pc': (12, 'pt'), 'ex': (0.5, 'em')}
_POINTS = {'pt': 1, 'mm': 72 / 25.4, 'cm': 72 / 2.54, 'in': 72, 'em': 10}
_DPI, _WHOLE = 300, 2000
PHOTO, PREVIEW = '2.6cm', ('2.4cm', '1.4cm')
_READ = {'.png', '.jpg', '.jpeg', '.gif', '.svg', '.webp'}
_SIZE = re.compile(r'(\d+(?:\.\d+)?)\s*([a-z%]*)')


def picture(translator: TypstTranslator, node: nodes.Element) -> str:
    """Return the image in Typst; its description if the file cannot be used."""
    alt = node.get('alt')
    file = translator.builder.images.get(node.get('uri', ''))
    if file is None:
        if '://' in (address := str(node.get('uri', ''))):
            message = f'the image {address} is not in the PDF; keep a copy of it beside the page'
            translator.warn('image', message, node)
        return f'text({string(alt or "")})'
    if alt is None:
        message = (
            f'the image {node["uri"]} has no alternative text; '
            'describe it with the option alt, or leave alt empty if it is only decoration'
        )
        translator.warn('alt', message, node)
    sizes = {side: size for side in ('width', 'height') if (size := _size(node.get(side)))}
    if 'cv-photo' in node['classes']:
        sizes = sizes or {'width': PHOTO}
    name = take_picture(translator, node['uri'], file, sizes.get('width', ''))
    words = f', alt: {string(alt)}' if alt else ''
    given = ''.join(f', {side}: {size}' for side, size in sizes.items())
    image = f'image({string(name)}{words}{given})'
    translator.risks[image] = f'text({string(alt or "")})'
    shown = image if alt else f'pdf.artifact({image})'
    return f'box({shown})' if isinstance(node.parent, nodes.paragraph) else shown


def preview(translator: TypstTranslator, key: str) -> str:
    """Return the picture of a paper in Typst; '' if it has none that Typst reads."""
    env = translator.builder.env
    found = preview_of(memory_of(env).library.papers[key], Path(env.srcdir))
    if found is None or Path(found.path).suffix.lower() not in _READ:
        return ''
    width, height = PREVIEW
    name = take_picture(translator, found.path, f'previews/{found.path}', width)
    words = f', alt: {string(found.alt)}' if found.alt else ''
    image = f'image({string(name)}{words}, width: {width}, height: {height}, fit: "contain")'
    translator.risks[image] = f'text({string(found.alt)})'
    return image if found.alt else f'pdf.artifact({image})'


def take_picture(translator: TypstTranslator, uri: str, file: str, width: str) -> str:
    """Note a picture for the PDF, no larger than print needs; return its name there."""
    builder = translator.builder
    name = posixpath.join(builder.imagedir, file)
    small = fitted(Path(builder.srcdir, uri), _pixels(width), Path(builder.doctreedir, COPIES))
    if small:
        name = f'{posixpath.splitext(name)[0]}{small.suffix}'
    translator.pictures[name] = str(small or uri)
    return name


def _pixels(width: str) -> int:
    """Return how many pixels print needs for a width in Typst, or else for that of a page."""
    match = _SIZE.fullmatch(width)
    points = float(match[1]) * _POINTS.get(match[2], 0) if match else 0
    return round(points / 72 * _DPI) or _WHOLE


def _size(given: str | None) -> str:
    match = _SIZE.fullmatch(given or '')
    if match is None:
        return ''
    factor, unit = _UNITS.get(match[2], (1, match[2]))
    return (
        f'{float(match[1]) * factor:g}{unit}' if unit in {'pt', 'mm', 'cm', 'in', 'em', '%'} else ''
    )

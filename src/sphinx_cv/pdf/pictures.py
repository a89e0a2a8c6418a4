"""Images, with their descriptions for readers who cannot see them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.pdf.literals import string

if TYPE_CHECKING:
    from sphinx_cv.pdf.translator import TypstTranslator

# Unit of the size of an image -> the same in Typst, which has no pixels.
_UNITS = {'': (0.75, 'pt'), 'px': (0.75, 'pt'), 'pc': (12, 'pt'), 'ex': (0.5, 'em')}
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
    name = posixpath.join(translator.builder.imagedir, file)
    translator.pictures[name] = node['uri']
    sizes = ''.join(
        f', {side}: {size}' for side in ('width', 'height') if (size := _size(node.get(side)))
    )
    words = f', alt: {string(alt)}' if alt else ''
    image = f'image({string(name)}{words}{sizes})'
    translator.risks[image] = f'text({string(alt or "")})'
    shown = image if alt else f'pdf.artifact({image})'
    return f'box({shown})' if isinstance(node.parent, nodes.paragraph) else shown


def _size(given: str | None) -> str:
    match = _SIZE.fullmatch(given or '')
    if match is None:
        return ''
    factor, unit = _UNITS.get(match[2], (1, match[2]))
    return (
        f'{float(match[1]) * factor:g}{unit}' if unit in {'pt', 'mm', 'cm', 'in', 'em', '%'} else ''
    )

"""Icons in the place of the words of a link, drawn within the page, so that nothing is loaded.

Those of websites are of Simple Icons (https://simpleicons.org, CC0 1.0), and the others our own.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILE = Path(__file__).with_suffix('.json')
# Without a name, because the words beside it are the name of the link; 24 pixels can be hit.
_DRAWING = (
    '<svg class="cv-icon" viewBox="0 0 24 24" width="24" height="24" fill="currentColor" '
    'aria-hidden="true"><path fill-rule="evenodd" d="{}"/></svg>'
)


class _Icon(NamedTuple):
    match: re.Pattern[str]  # in the host and the words of a link, of which the first decides
    path: str  # its outline, in a square of 24


@cache
def _icons() -> Sequence[_Icon]:
    rows = json.loads(_FILE.read_text(encoding='utf-8')).values()
    return [_Icon(re.compile(row['match'], re.IGNORECASE), row['path']) for row in rows]


def icon(words: str, address: str) -> nodes.raw:
    """Return the icon for a link: that of its website, or a globe."""
    parts = urlsplit(address)
    text = f'{parts.hostname or parts.scheme} {words}'
    path = next(row.path for row in _icons() if row.match.search(text))
    return nodes.raw('', _DRAWING.format(path), format='html')

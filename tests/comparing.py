"""What builds have written, file by file, and in which files two of them differ."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def contents(output: Path) -> dict[str, bytes]:
    """Return every file of a build, but not the note that Sphinx leaves when settings change."""
    return {
        path.relative_to(output).as_posix(): settled(path.name, path.read_bytes())
        for path in sorted(output.rglob('*'))
        if path.is_file() and path.name != '.buildinfo.bak'
    }


def settled(name: str, content: bytes) -> bytes:
    """Return the content of a file without the one difference that is Sphinx's own.

    A word that has left the site stays in the index of the search, with an empty list of pages.
    """
    if name != 'searchindex.js':
        return content
    index = json.loads(content.partition(b'(')[2].rpartition(b')')[0])
    for part in ('terms', 'titleterms'):
        index[part] = {word: pages for word, pages in index[part].items() if pages != []}
    return json.dumps(index).encode()


def differences(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    """Return the names of the files that are not the same, or not there, on both sides."""
    return sorted(name for name in found.keys() | expected if found.get(name) != expected.get(name))

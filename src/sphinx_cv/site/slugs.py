"""BibTeX keys and titles -> file names and anchors that are safe, stable and unique."""

from __future__ import annotations

import hashlib

from sphinx_cv.model import fold
from sphinx_cv.model.patterns import regex

_SAFE = regex(r'[A-Za-z0-9][A-Za-z0-9_-]{0,79}')
_UNSAFE_RUN = regex(r'[^A-Za-z0-9]+')
# Windows opens a device in place of a file of such a name.
_RESERVED = {'con', 'prn', 'aux', 'nul', *(f'{d}{n}' for d in ('com', 'lpt') for n in range(10))}


def slug(key: str) -> str:
    """Return the slug of a paper's key, for file names and anchors: the key itself if it is safe.

    Otherwise its safe characters and eight digits of its SHA-256, so that the slug of a paper
    never depends on other papers.
    """
    if _SAFE.fullmatch(key) and key.lower() not in _RESERVED:
        return key
    readable = _UNSAFE_RUN.sub('-', fold(key)).strip('-')[:60]
    return '-'.join(part for part in (readable, _digest(key)) if part)


def slugs(keys: list[str]) -> dict[str, str]:
    """Return the slugs of all keys; of two that differ only in case, the later is longer."""
    taken: set[str] = set()
    result = {}
    for key in keys:
        name = slug(key)
        if name.lower() in taken:
            name = f'{name}-{_digest(key)}'
        taken.add(name.lower())
        result[key] = name
    return result


def words_slug(text: str) -> str:
    """Return an anchor from the words of *text*; from its digest if it has no Latin letters."""
    return _UNSAFE_RUN.sub('-', fold(text)).strip('-')[:60].rstrip('-') or _digest(text)


def mentioned_tag(key: str) -> str:
    """Return the tag under which a build shows that pages mention the paper: a plain name."""
    return f'cv_mentioned_{key.encode().hex()}'


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]

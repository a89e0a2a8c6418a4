"""What braces hold together in names, as the reader of LaTeX marks it."""

from __future__ import annotations

from sphinx_cv.bib.latex.namelists import (
    PROTECTED_COMMA,
    PROTECTED_END,
    PROTECTED_SPACE,
    PROTECTED_START,
)


def restored(text: str) -> str:
    """Take the signs away that protect spaces and commas."""
    if not text.isprintable():  # as these signs are not
        text = text.replace(PROTECTED_SPACE, ' ').replace(PROTECTED_COMMA, ',')
        text = text.replace(PROTECTED_START, '').replace(PROTECTED_END, '')
    return ' '.join(text.split()).strip(' ,')


def is_protected(name: str) -> bool:
    """Return whether braces hold the whole name together."""
    return name.startswith(PROTECTED_START) and name.find(PROTECTED_END) == len(name) - 1

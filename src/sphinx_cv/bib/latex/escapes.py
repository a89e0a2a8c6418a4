"""LaTeX that a program took for plain text and escaped once more -> the LaTeX that was meant."""

from __future__ import annotations

from sphinx_cv.model.patterns import regex

_BACKSLASH = r'(?:\$\\backslash\$|\{?\\textbackslash(?:\{\}|\s|\}|(?![A-Za-z])))'
# Braces around capitals, which plain text does not have: {\{}CMP{\}}; {\{}0,1{\}} is a set.
_BRACES = regex(r'\{\\\{\}((?=[^{}]*[A-Z])[\w+/. -]+)\{\\\}\}')
_ACCENT = regex(
    rf"""{_BACKSLASH}(['`"^~=.])"""
    rf'(?:{_BACKSLASH}([ij]) ?|(?:\{{\\\{{\}})?([A-Za-z])(?:\{{\\\}}\}})?)'
)


def unescaped(text: str) -> str:
    """Return a text in which braces and accents that were escaped twice are LaTeX again."""
    if 'backslash' in text:
        text = _ACCENT.sub(lambda accent: f'\\{accent[1]}{{{_letter(accent[2], accent[3])}}}', text)
    return _BRACES.sub(r'{\1}', text) if '{\\{}' in text else text


def _letter(dotless: str | None, letter: str) -> str:
    return f'\\{dotless}' if dotless else letter

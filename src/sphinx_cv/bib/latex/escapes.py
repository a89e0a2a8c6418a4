"""LaTeX that a program escaped once more, or with misplaced braces -> the LaTeX that was meant."""

from __future__ import annotations

from sphinx_cv.model.patterns import regex

_BACKSLASH = r'(?:\$\\backslash\$|\{?\\textbackslash(?:\{\}|\s|\}|(?![A-Za-z])))'
# Braces around capitals, which plain text does not have: {\{}CMP{\}}; {\{}0,1{\}} is a set.
_BRACES = regex(r'\{\\\{\}((?=[^{}]*[A-Z])[\w+/. -]+)\{\\\}\}')
_ACCENT = regex(
    rf"""{_BACKSLASH}(['`"^~=.])"""
    rf'(?:{_BACKSLASH}([ij]) ?|(?:\{{\\\{{\}})?([A-Za-z])(?:\{{\\\}}\}})?)'
)
# A letter whose backslash stands before the brace: S\{o}ren, Jos\{'e}.
_LETTER = regex(r'\\\{([\'`"^~][A-Za-z]|o|O|l|L|i|j|a[ae]|A[AE]|oe|OE|ss)\}')


def unescaped(text: str) -> str:
    """Return a text in which braces and letters with misplaced escapes are LaTeX again."""
    if 'backslash' in text:
        text = _ACCENT.sub(lambda accent: f'\\{accent[1]}{{{_letter(accent[2], accent[3])}}}', text)
    return _LETTER.sub(r'{\\\1}', _BRACES.sub(r'{\1}', text)) if '\\{' in text else text


def _letter(dotless: str | None, letter: str) -> str:
    return f'\\{dotless}' if dotless else letter

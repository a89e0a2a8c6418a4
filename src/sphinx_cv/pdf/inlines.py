"""Words that stand out, and formulas: in Typst the same for nodes and for the lines of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.mathematics import to_typst
from sphinx_cv.pdf.literals import string

if TYPE_CHECKING:
    from collections.abc import Sequence

# Class of words -> the function that sets them.
_LOOKS = {
    'cv-small-caps': 'smallcaps',
    'cv-strong': 'strong',
    'cv-italic': 'emph',
    'cv-underlined': 'underline',
}


def around(classes: Sequence[str]) -> tuple[str, str]:
    """Return what stands before and behind words of these classes, to set them and their language.

    docutils names the language by a class too.
    """
    calls = [f'#{function}[' for name, function in _LOOKS.items() if name in classes]
    names = (name for name in classes if name.startswith('language-'))
    code = next(names, '').removeprefix('language-').partition('-')[0]
    if code.isascii() and code.isalpha():
        calls.append(f'#text(lang: {string(code)})[')
    return ''.join(reversed(calls)), ']' * len(calls)


def raw(text: str) -> str:
    """Return *text* as code."""
    return f'#raw({string(text)})'


def formula(latex: str, options: str = '') -> str:
    """Return a formula, as code where its LaTeX has no counterpart in Typst."""
    source = to_typst(latex)
    return raw(latex) if source is None else f'#formula({string(latex)}, {string(source)}{options})'


def risks(latex: str, options: str = '') -> dict[str, str]:
    """Return a formula that Typst may refuse, and what can then stand in its place."""
    shown, plain = formula(latex, options), raw(latex)
    return {} if shown == plain else {shown: plain}

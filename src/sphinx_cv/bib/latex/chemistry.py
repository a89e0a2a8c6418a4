r"""Formulas of chemistry, as ``\ce{SO4^2-}`` has them -> LaTeX of a text or of mathematics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    import re

_GROUP = r'\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}'
_MACRO = regex(rf'\\(?:ce|ch|cf)\s*{_GROUP}|\\(?:isotope|nuclide)\s*((?:\[\d*\])*)\s*{_GROUP}')
MACROS = ('ce', 'ch', 'cf', 'isotope', 'nuclide')
_ANY = regex(rf'\\(?:{"|".join(MACROS)})(?![A-Za-z])')
_ARROWS = {
    '<=>>': '⇌', '<<=>': '⇌', '<=>': '⇌', '<-->': '⇄', '<->': '↔', '->': '→', '<-': '←',
}  # fmt: skip
# What is raised, and a charge; what stands below; arrows; a triple bond, and water of crystals.
_PART = regex(
    r'\\[A-Za-z]+|\$[^$]*\$'
    r'|\^(?:\{(?P<above>[^{}]*)\}|(?P<charge>\d*[+-]|[^\s{}]))'
    r'|_(?:\{(?P<below>[^{}]*)\}|(?P<index>\d+|\w))|(?<=[A-Za-z)\]}])(?P<count>\d+)'
    r'|(?P<arrow><<?[=-]+>{0,2}|->)|(?P<sign>(?<=[\w)\]}])[+-])(?=[\s,;)\]]|$)'
    r'|(?P<bond>(?<=[A-Za-z\d)\]])#(?=[A-Za-z\d(\[]))'
    r'|(?P<dot>(?<=[\w)\]])(?: ?\* ?|\.)(?=\d*[A-Z(]))'
)


def in_latex(source: str) -> str:
    """Return *source* with its formulas of chemistry in macros of LaTeX, or of mathematics.

    What stands between dollars is in mathematics.
    """
    if _ANY.search(source) is None:
        return source
    found, at = '', 0
    for match in _MACRO.finditer(source):
        found += source[at : match.start()]
        at = match.end()
        is_within = found.count('$') % 2
        shown = _written(
            match, ('^', '_') if is_within else (r'\textsuperscript', r'\textsubscript')
        )
        found += rf'\mathrm{{{shown}}}' if is_within else shown
    return found + source[at:]


def _written(match: re.Match[str], macros: tuple[str, str]) -> str:
    formula, numbers, element = match.groups()
    if formula is None:  # \isotope[227][90]{Th}
        mass, *below = numbers.strip('[]').split('][')
        formula = ''.join((f'^{{{mass}}}' * bool(mass), *(f'_{{{n}}}' for n in below), element))
    raised, lowered = macros

    def part(found: re.Match[str]) -> str:
        if above := found['above'] or found['charge'] or found['sign']:
            return f'{raised}{{{above}}}'
        if below := found['below'] or found['index'] or found['count']:
            return f'{lowered}{{{below}}}'
        if found['arrow']:
            return _ARROWS.get(found['arrow'], found['arrow'])
        return '≡' if found['bond'] else '·' if found['dot'] else found[0]

    return _PART.sub(part, formula)

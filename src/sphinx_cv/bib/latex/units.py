r"""Numbers, units and formulas of chemistry as text: ``\SI{5}{\metre\per\second}`` is 5 m s⁻¹."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_PREFIXES = {
    'quecto': 'q', 'ronto': 'r', 'yocto': 'y', 'zepto': 'z', 'atto': 'a', 'femto': 'f',
    'pico': 'p', 'nano': 'n', 'micro': 'µ', 'milli': 'm', 'centi': 'c', 'deci': 'd', 'deca': 'da',
    'deka': 'da', 'hecto': 'h', 'kilo': 'k', 'mega': 'M', 'giga': 'G', 'tera': 'T', 'peta': 'P',
    'exa': 'E', 'zetta': 'Z', 'yotta': 'Y', 'ronna': 'R', 'quetta': 'Q', 'kibi': 'Ki',
    'mebi': 'Mi', 'gibi': 'Gi', 'tebi': 'Ti',
}  # fmt: skip
_UNITS = {
    'ampere': 'A', 'candela': 'cd', 'kelvin': 'K', 'kilogram': 'kg', 'gram': 'g', 'metre': 'm',
    'meter': 'm', 'mole': 'mol', 'second': 's', 'becquerel': 'Bq', 'degreeCelsius': '°C',
    'celsius': '°C', 'coulomb': 'C', 'farad': 'F', 'gray': 'Gy', 'hertz': 'Hz', 'henry': 'H',
    'joule': 'J', 'lumen': 'lm', 'katal': 'kat', 'lux': 'lx', 'newton': 'N', 'ohm': 'Ω',
    'pascal': 'Pa', 'radian': 'rad', 'siemens': 'S', 'sievert': 'Sv', 'steradian': 'sr',
    'tesla': 'T', 'volt': 'V', 'watt': 'W', 'weber': 'Wb', 'astronomicalunit': 'au', 'bel': 'B',
    'dalton': 'Da', 'atomicmassunit': 'u', 'day': 'd', 'decibel': 'dB', 'degree': '°',
    'arcminute': '′', 'arcsecond': '″', 'electronvolt': 'eV', 'hectare': 'ha', 'hour': 'h',
    'litre': 'L', 'liter': 'L', 'minute': 'min', 'neper': 'Np', 'tonne': 't', 'bit': 'bit',
    'byte': 'B', 'percent': '%', 'angstrom': 'Å', 'bar': 'bar', 'barn': 'b', 'parsec': 'pc',
    'lightyear': 'ly', 'gauss': 'G', 'erg': 'erg', 'year': 'yr', 'clight': 'c', 'elementarycharge':
    'e', 'electronmass': 'mₑ', 'hbar': 'ħ', 'planckbar': 'ħ', 'dyne': 'dyn', 'torr': 'Torr',
}  # fmt: skip
_POWERS = {'square': '2', 'squared': '2', 'cubic': '3', 'cubed': '3'}
_TOKEN = regex(
    r'\\(?:tothe|raiseto)\s*\{(?P<to>[^{}]*)\}|\\(?P<macro>[A-Za-z]+)|'
    r'\^\s*(?:\{(?P<group>[^{}]*)\}|(?P<sign>-?\d))|(?P<literal>[^\\^{}\s.~]+)'
)
_RAISED = str.maketrans('0123456789+-−', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻')
_MICRO = regex(r'u(?=[A-Za-z]{1,2}$)')  # as in \um
_EXPONENT = regex(r'(?<=[\d.)])[eEdD]([+-]?\d+)$|^[eEdD]([+-]?\d+)$')
_CLOSE = ('°', '′', '″')  # which stand at their number without a space


def si_number(text: str) -> str:
    """Return a number as siunitx prints it: ``1e-5`` -> 1 × 10⁻⁵."""
    text = ''.join(text.split()).replace(r'\pm', '±').replace('+-', '±').replace('x', ' × ')
    found = _EXPONENT.search(text)
    power = f'10{(found[1] or found[2]).lstrip("+").translate(_RAISED)}' if found else ''
    digits = text[: found.start()] if found else text
    return ' × '.join(filter(None, (digits.replace('-', '−'), power)))


def unit(latex: str) -> str:
    """Return a unit, of macros or of letters, as text."""
    parts: list[str] = []
    prefix, power, is_per = '', '', False
    for token in _TOKEN.finditer(latex):
        macro, exponent = token['macro'] or '', token['to'] or token['group'] or token['sign']
        if exponent or macro in {'squared', 'cubed'}:
            _raise(parts, exponent or _POWERS[macro])
        elif macro == 'per':
            is_per = True
        elif macro in _POWERS:
            power = _POWERS[macro]
        elif macro in _PREFIXES:
            prefix = _PREFIXES[macro]
        else:
            name = _UNITS.get(macro, _MICRO.sub('µ', macro)) if macro else token['literal']
            parts.append(prefix + name + _exponent(power, is_per=is_per))
            prefix, power, is_per = '', '', False
    return '\u00a0'.join(parts)


def quantity(value: str, of: str) -> str:
    """Return a number, or several, with its unit."""
    return f'{value}{of}' if of.startswith(_CLOSE) and of != '°C' else f'{value}\u00a0{of}'


def angle(text: str) -> str:
    """Return degrees, minutes and seconds: ``45;30;`` -> 45° 30′."""
    parts = zip(text.split(';'), _CLOSE, strict=False)
    return ' '.join(si_number(part) + sign for part, sign in parts if part.strip())


def _raise(parts: list[str], exponent: str) -> None:
    """Raise the last unit to a power; one that is divided by has its minus already."""
    if parts:
        base = parts[-1].removesuffix('⁻¹')
        minus = '⁻' if base != parts[-1] else ''
        parts[-1] = base + minus + exponent.translate(_RAISED)


def _exponent(power: str, *, is_per: bool) -> str:
    return ('-' + (power or '1') if is_per else power).translate(_RAISED)


def _range(low: str, high: str) -> str:
    return f'{si_number(low)}–{si_number(high)}'


def _list(numbers: str) -> str:
    return ', '.join(map(si_number, numbers.split(';')))


class Macro(NamedTuple):
    """A macro of siunitx: how many arguments it has, and what writes them."""

    arguments: int
    write: Callable[..., str]


_QUANTITY = Macro(2, lambda value, of: quantity(si_number(value), unit(of)))
_RANGE = Macro(3, lambda low, high, of: quantity(_range(low, high), unit(of)))
_LIST = Macro(2, lambda numbers, of: quantity(_list(numbers), unit(of)))
MACROS = {
    **dict.fromkeys(('SI', 'qty', 'qtyproduct', 'complexqty'), _QUANTITY),
    **dict.fromkeys(('SIrange', 'qtyrange'), _RANGE),
    **dict.fromkeys(('SIlist', 'qtylist'), _LIST),
    **dict.fromkeys(('si', 'unit'), Macro(1, unit)),
    **dict.fromkeys(('num', 'numproduct', 'tablenum', 'complexnum'), Macro(1, si_number)),
    'ang': Macro(1, angle), 'numrange': Macro(2, _range), 'numlist': Macro(1, _list),
}  # fmt: skip
_GROUP = r'\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}'
_IN_FORMULA = {
    count: regex(rf'\\({"|".join(names)})(?![A-Za-z])\s*(?:\[[^\]]*\])?' + rf'\s*{_GROUP}' * count)
    for count in (1, 2, 3)
    if (names := [name for name, macro in MACROS.items() if macro.arguments == count])
}


def in_formula(latex: str) -> str:
    """Return a formula in which numbers with units are text."""

    def written(match: re.Match[str]) -> str:
        shown = MACROS[match[1]].write(*match.groups()[1:]).replace('%', r'\%')
        return rf'\text{{{shown}}}'

    for pattern in _IN_FORMULA.values():
        latex = pattern.sub(written, latex)
    return latex

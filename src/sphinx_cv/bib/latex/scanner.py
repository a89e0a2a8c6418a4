"""A scanner of LaTeX: it finds braces, arguments and formulas, and knows no macro."""

from __future__ import annotations

import re
import sys
import unicodedata

from sphinx_cv.bib.latex import chemistry, tags
from sphinx_cv.model.patterns import regex

_INVISIBLE = regex(
    r'[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e'
    r'\u2060-\u206f\ufeff\ufff9-\ufffc\ue000-\ue005\uf020-\uf07e\ud800-\udfff]'
)
_CONTROL = regex(r'[\x00-\x08\x0e-\x1f\x7f]')
_ASCII_SPACE = regex(r'[ \t\n\r\f\v]+')
_SPACE = regex(r'[ \t\n\r\f\v\x85\u2028\u2029]+')
_BRACE = regex(r'\\.|[{}]', re.DOTALL)
_BRACE_OR_DOLLAR = regex(r'\\.|[{}$]', re.DOTALL)
_FORMULA = regex(r'[\\^_]')
_PRICE = regex(r'\d[\d.,]* ?[A-Za-z]* .*[A-Za-z]{2}')
_OPTION = regex(r' ?\[[^\][{}]*\](?= ?\{)|\[[\d*, ]*\]')
_ANY_OPTION = regex(r' ?\[[^\][{}]*\]')
_LENGTH = regex(r'\*?\[?[+-]?\d*\.?\d+ ?(?:pt|em|ex|mm|cm|in|mu|sp|bp)?(?![a-z])(?:\]| )?')
_DIGITS = regex(r' ?(\d{1,4})')
# Some programs export the backslash of a macro as a sign.
_ESCAPED_BACKSLASH = regex(
    r'(?:\$\\backslash\$|\{\\(?:text)?backslash\}|\\textbackslash(?:\{\}| ))'
    r'(?=[A-Za-z]+ *\{(?!\\\$|\\textdollar))'
)
# An accent whose backslash, and perhaps its braces, were exported as signs.
_ESCAPED_ACCENT = regex(
    r'(?:\{\\textbackslash\}|\\textbackslash(?:\{\}| )?)([\'"`^~=.])'
    r'(?:\\\{([A-Za-z])\\\}|(\{?[A-Za-z]\}?))'
)
# A character by its number, in TeX's four ways to write one.
# What stands for text where there may be a formula, as Citation Machine has accents.
_IF_FORMULA = regex(
    r'\\ifmmode(?![A-Za-z]).*?\\else(?![A-Za-z])\s*(.*?)\\fi(?![A-Za-z])', re.DOTALL
)
_CLOSING_TAG = regex(r'\$\\?(?:>?<|less|lt)\$\}?(?:/|br\b)')
_CHARACTER = regex(
    r'\\(?:char|symbol|unichar)(?![A-Za-z])\s*\{?\s*'
    r"(?:\"([\dA-F]{1,5})|'([0-7]{1,7})|`\\?(.)|(\d{1,6}))\s?\}?(?:\{\})?"
)
_RESERVED = {'\\': r'\textbackslash{}', '~': r'\textasciitilde{}', '^': r'\textasciicircum{}'}
# These bounds keep a text full of lone dollars from being read over and over.
_LONGEST, _MANY = 4000, 50


class Scanner:
    """A *source* and the place *at* which it is read; methods move the place."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.lone_dollars = 0
        self.missing: set[str] = set()

    @property
    def sign(self) -> str:
        """The character at the place; '' at the end."""
        return self.source[self.at : self.at + 1]

    def skip_spaces(self) -> None:
        while self.sign == ' ':
            self.at += 1

    def skip_option(self) -> None:
        """Skip an optional argument in square brackets."""
        match = _OPTION.match(self.source, self.at)
        if match is not None:
            self.at = match.end()

    def option(self) -> str:
        """Return an optional argument; '' if there is none."""
        match = _ANY_OPTION.match(self.source, self.at)
        if match is None:
            return ''
        self.at = match.end()
        return match[0].strip(' []')

    def skip_length(self) -> None:
        """Pass over a length, in brackets or without, as ``-.1em``, or over the number of one."""
        match = _LENGTH.match(self.source, self.at)
        if match is not None:
            self.at = match.end()

    def number(self) -> int:
        """Return the number of digits here; 0 if there is none."""
        match = _DIGITS.match(self.source, self.at)
        if match is None:
            return 0
        self.at = match.end()
        return int(match[1])

    def skip_options(self) -> None:
        """Pass over all optional arguments."""
        while (match := _ANY_OPTION.match(self.source, self.at)) is not None:
            self.at = match.end()

    def before_brace(self) -> bool:
        """Skip an option and spaces before a brace; return whether there is a brace."""
        start = self.at
        self.skip_option()
        self.skip_spaces()
        if self.sign == '{':
            return True
        self.at = start
        return False

    def raw_argument(self) -> str:
        """Return an argument in braces as it is written; '' if there is none."""
        if not self.before_brace():
            return ''
        start = self.at + 1
        end = self.closing_brace()
        self.at = min(end + 1, len(self.source))
        return self.source[start:end]

    def closing_brace(self) -> int:
        """Return the place of the brace that closes the group here, or the end of the source."""
        depth = 0
        for match in _BRACE.finditer(self.source, self.at):
            depth += (match[0] == '{') - (match[0] == '}')
            if not depth:
                return match.start()
        return len(self.source)

    def closing_dollar(self, start: int, delimiter: str) -> int:
        """Return the end of the formula that begins at *start*; -1 if it does not end."""
        depth = 0
        for match in _BRACE_OR_DOLLAR.finditer(self.source, start, start + _LONGEST):
            depth += (match[0] == '{') - (match[0] == '}')
            if depth < 0:
                return -1
            if match[0] == '$' and not depth and self.source.startswith(delimiter, match.start()):
                return match.start()
        return -1

    def dollar_formula(self) -> str | None:
        """Return the formula between the dollars here; None if this dollar opens none."""
        delimiter = '$$' if self.source.startswith('$$', self.at) else '$'
        start = self.at + len(delimiter)
        end = self.closing_dollar(start, delimiter) if self.lone_dollars < _MANY else -1
        self.lone_dollars += end < 0
        after = end + len(delimiter)
        if end < 0 or not _is_formula(self.source[start:end], self.source[after : after + 1]):
            return None
        self.at = after
        return self.source[start:end]

    def bracket_formula(self, closing: str) -> str | None:
        r"""Return the formula behind a ``\(`` or ``\[``; None if it does not end."""
        end = -1 if closing in self.missing else self.source.find(closing, self.at)
        if end < 0:
            self.missing.add(closing)  # so that it is not looked for over and over
            return None
        start, self.at = self.at, end + len(closing)
        return self.source[start:end]


def cleaned(source: str) -> str:
    """Return *source* without invisible characters, entities, code and extra spaces."""
    if '&' in source:
        source = tags.decode_entities(source)
    if '\\char' in source or '\\symbol' in source or '\\unichar' in source:
        source = _CHARACTER.sub(_character, source)
    if '\\' in source:
        source = chemistry.in_latex(source.replace(r'\expandafter', ''))
    if 'backslash' in source:
        source = _ESCAPED_BACKSLASH.sub(r'\\', _ESCAPED_ACCENT.sub(r'\\\1{\2\3}', source))
    if '\\ifmmode' in source:
        source = _IF_FORMULA.sub(r'\1', source)
    if 'textless' in source or _CLOSING_TAG.search(source):
        source = tags.restore_tags(source)
    if '<' in source:
        source = tags.CODE.sub('', source)
        source = tags.formulas_between_dollars(source) if 'tex' in source.lower() else source
    if source.isascii():
        return _ASCII_SPACE.sub(' ', _CONTROL.sub('', source))
    text = _SPACE.sub(' ', _INVISIBLE.sub('', source))
    return unicodedata.normalize('NFC', text.replace('ı\u0301', 'í'))


def _character(match: re.Match[str]) -> str:
    """Return the character that a number stands for, so that it is read as itself."""
    sixteen, eight, sign, ten = match.groups()
    number = int(sixteen or eight or ten or '0', 16 if sixteen else 8 if eight else 10)
    sign = sign or (chr(number) if number <= sys.maxunicode else '')
    return _RESERVED.get(sign) or (f'\\{sign}' if sign in set('&%$#_{}') else sign)


def _is_formula(latex: str, after: str) -> bool:
    """Return whether a text between dollars is a formula, and not the text between two prices."""
    if _FORMULA.search(latex):
        return True
    if not latex or ' ' in {latex[0], latex[-1]} or ((latex[0] + after).isdigit() and after):
        return False
    return _PRICE.match(latex) is None

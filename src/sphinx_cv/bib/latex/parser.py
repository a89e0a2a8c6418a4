"""The parser of fields: LaTeX and HTML, well-formed or not, into inline content."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_cv import mathematics
from sphinx_cv.bib.latex import macros, tags, units
from sphinx_cv.bib.latex.journals import JOURNALS
from sphinx_cv.bib.latex.scanner import Scanner, cleaned
from sphinx_cv.mathematics import macros as math_macros
from sphinx_cv.mathematics.accents import ACCENTS, MATH_ACCENTS, accented
from sphinx_cv.mathematics.macros import rare_symbol
from sphinx_cv.model import PARAGRAPH, Inline, Markup, Math, Text
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.text import in_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model import MarkupKind

    Report = Callable[[str, str], None]
    Protect = Callable[[list[Inline]], list[Inline]]

# Text, or one of the ligatures, or a sign that could have begun one.
_TEXT = regex(r"[^\\{}$<~`'\"!?-]+|---?|``|''|!`|\?`|\"[`']|.", re.DOTALL)
_LIGATURES = {
    '---': '—', '--': '–', '``': '“', "''": '”', '`': '‘', '"`': '„', '"\'': '“', '!`': '¡',
    '?`': '¿', '~': '\u00a0',
}  # fmt: skip
_MACRO = regex(r'\\(?:([A-Za-z@]+)\*? *|(.))?', re.DOTALL)
_HEXADECIMAL = regex(r'(?!d[89a-f])[\da-f]{4}', re.IGNORECASE)
_SIGNS = {'\u0302': '^', '\u0303': '~'}  # \^{} and \~{} are the signs themselves
_NEXT_WORD = re.compile(r' (?:and|or|as|in|for|from|to|with|without|on|of|by|is|und|mit|et|y|e)\b')
# Groups, arguments, styles and elements within one another; what is deeper loses its markup.
_DEEPEST = 50


class Parser(Scanner):
    """A recursive descent over one field; nothing it meets raises.

    In a list of names braces keep words together: *protect* marks what they enclose.
    """

    def __init__(
        self,
        source: str,
        report: Report,
        protect: Protect | None = None,
        *,
        has_paragraphs: bool = False,
    ) -> None:
        super().__init__(cleaned(source))
        self.report = report
        self.protect = protect
        self.has_paragraphs = has_paragraphs
        self.depth = 0
        self.quoted = False
        self.reported: set[str] = set()
        self.open_tags: list[str] = []
        self.has_mathml = '<' in self.source and 'math' in self.source.lower()

    def whole(self) -> list[Inline]:
        """Return the content of the whole field."""
        found = self.rest()
        while self.at < len(self.source):  # a closing brace too many
            self.at += 1
            found += self.rest()
        return found

    def rest(self) -> list[Inline]:
        """Return the content up to a closing brace, an end tag or the end of the field."""
        found: list[Inline] = []
        while (sign := self.sign) and sign != '}' and not (sign == '<' and self.at_end_tag()):
            found += self.item(sign)
        return found

    def item(self, sign: str) -> list[Inline]:
        """Return the content of the next item, which begins with *sign*."""
        match sign:
            case '\\':
                return self.macro()
            case '{':
                return self.group()
            case '$':
                return self.dollar()
            case '<':
                return self.tag()
        return self.text()

    def text(self) -> list[Inline]:
        match = _TEXT.match(self.source, self.at)
        if match is None:
            return []
        self.at = match.end()
        if match[0] == "'" and '`' in self.source:
            return [Text('’')]
        if match[0] == '"' and '``' in self.source:
            is_opening = self.source[max(0, self.at - 2) : self.at - 1] in {'', ' ', '('}
            return [Text('“' if is_opening else '”')]  # as people end what these signs begin
        return [Text(_LIGATURES.get(match[0], match[0]))]

    def verbatim(self, length: int) -> list[Inline]:
        self.at += length
        return [Text(self.source[self.at - length : self.at])]

    def group(self) -> list[Inline]:
        # A group that begins with a macro is BibTeX's "special character", and protects nothing.
        protects = not self.depth and self.source[self.at + 1 : self.at + 2] != '\\'
        found = self.nested()
        return self.protect(found) if found and protects and self.protect else found

    def nested(self) -> list[Inline]:
        """Return the content of a group, and move behind its closing brace."""
        self.at += 1
        if self.depth >= _DEEPEST:
            return []
        outer, self.open_tags = self.open_tags, []
        self.depth += 1
        found = self.rest()
        self.depth -= 1
        self.at += 1
        self.open_tags = outer
        return found

    def argument(self) -> list[Inline]:
        """Return the argument of a macro: a group, a macro or one sign."""
        self.skip_option()
        self.skip_spaces()
        sign = self.sign
        if sign in {'', '}'} or self.depth >= _DEEPEST:
            return []
        if sign == '{':
            return self.nested()
        self.depth += 1
        found = self.item(sign) if sign in '\\$<' else self.verbatim(1)
        self.depth -= 1
        return found

    def macro(self) -> list[Inline]:
        match = _MACRO.match(self.source, self.at)
        if match is None or match.lastindex is None:  # the backslash is the last sign
            self.at += 1
            return []
        self.at = match.end()
        word, sign = match.groups()
        if sign is not None:
            return self.escape(sign)
        if word in ACCENTS:
            return self.accent(ACCENTS[word])
        special = SPECIAL.get(word)
        return self.word(word) if special is None else special(self)

    def escape(self, sign: str) -> list[Inline]:
        """Return the content of a macro of one sign: an accent, a formula or a reserved sign."""
        if sign in ACCENTS:
            return self.accent(ACCENTS[sign])
        if sign in '([':
            return self.bracketed('\\)' if sign == '(' else '\\]')
        if sign == ';' and self.sign == ' ' and self.source[self.at - 3 : self.at - 2] != ' ':
            return [Text(';')]  # which some programs escape
        return [] if sign in ')]' else [Text(macros.SYMBOLS.get(sign, sign))]

    def word(self, word: str) -> list[Inline]:
        """Return the content of a macro of letters, by the tables."""
        for table in (macros.SYMBOLS, JOURNALS, math_macros.SYMBOLS, math_macros.OPERATORS):
            if word in table:
                # "\TeX and" is meant with the space that LaTeX takes, "\TeX book" without.
                is_apart = word.endswith('TeX') and _NEXT_WORD.match(self.source, self.at - 1)
                return [Text(f'{table[word]} ' if is_apart else table[word])]
        if word in macros.STYLES:
            return [Markup(macros.STYLES[word], tuple(self.argument()))]
        if word in macros.SWITCHES:
            return self.switch(macros.SWITCHES[word])
        if word in macros.TRANSPARENT:
            return self.argument()
        if word in macros.DROPPED:
            return self.drop(macros.DROPPED[word])
        if word in macros.LOST:
            return self.lost(word)
        if word in MATH_ACCENTS:
            return self.accent(MATH_ACCENTS[word])
        return self.unknown(word)

    def unknown(self, word: str) -> list[Inline]:
        argument = self.nested() if self.before_brace() else []
        symbol = None if argument else rare_symbol(word)
        if symbol is not None:
            return [Text(symbol)]
        if word not in self.reported:
            self.reported.add(word)
            self.report(
                'unknown_macro',
                f'the macro \\{word} is not known, so only what it is applied to is shown; '
                'write plain text or Unicode in its place',
            )
        # A macro of one's own for the name of a thing is mostly called as the thing is.
        is_name = not (argument or self.protect or word.islower())
        return [Text(word.replace('@', ''))] if is_name else argument

    def switch(self, kind: MarkupKind) -> list[Inline]:
        """Return the rest of the group in a style."""
        if self.depth >= _DEEPEST:
            return []
        self.depth += 1
        rest = self.rest()
        self.depth -= 1
        return [Markup(kind, tuple(rest))]

    def drop(self, arguments: int) -> list[Inline]:
        self.skip_option()
        for _ in range(arguments):
            self.raw_argument()
        return []

    def paragraph(self) -> list[Inline]:
        return [Text(PARAGRAPH if self.has_paragraphs else ' ')]

    def entry_of_list(self) -> list[Inline]:
        self.skip_option()
        return [*self.paragraph(), Text('• ')] if self.has_paragraphs else [Text(' ')]

    def environment(self) -> list[Inline]:
        """Return the end of a paragraph where a list or the like begins or ends."""
        name = self.raw_argument()
        self.skip_option()
        return self.paragraph() if name in macros.BLOCKS else []

    def heading(self) -> list[Inline]:
        return [*self.paragraph(), Markup('strong', tuple(self.argument())), *self.paragraph()]

    def blank(self) -> list[Inline]:
        self.skip_option()
        return [Text(' ')]

    def distance(self) -> list[Inline]:
        return [Text(' ' if self.raw_argument() else '')]

    def lost(self, word: str) -> list[Inline]:
        """Say what of a text cannot be shown in it."""
        held = tags.shown_address(self.raw_argument())[:40]
        what = f'\\{word}{{{held}}} is left out, as it cannot be shown here'
        self.report('unknown_macro', f'{what}; write its words, or put them into note')
        return []

    def in_capitals(self) -> list[Inline]:
        return [in_case(inline, str.upper) for inline in self.argument()]

    def in_small_letters(self) -> list[Inline]:
        return [in_case(inline, str.lower) for inline in self.argument()]

    def listing(self) -> list[Inline]:
        return [Markup('code', tuple(self.argument()))] if self.before_brace() else self.code()

    def fraction(self) -> list[Inline]:
        return [*self.argument(), Text('/'), *self.argument()]

    def phantom(self) -> list[Inline]:
        self.argument()
        return []

    def code(self) -> list[Inline]:
        """Return what stands between two signs of any sort."""
        self.at -= len(self.source[: self.at]) - len(self.source[: self.at].rstrip(' '))
        end = self.source.find(self.sign, self.at + 1) if self.sign.strip() else -1
        if end < 0:
            return []
        start, self.at = self.at + 1, end + 1
        return [Markup('code', (Text(self.source[start:end]),))]

    def citation(self) -> list[Inline]:
        """Return the keys of what is cited in brackets, for there is no list to number them by."""
        self.skip_options()
        keys = [key.strip() for key in self.raw_argument().split(',') if key.strip()]
        found: list[Inline] = []
        for key in keys:
            found += [Text('; ' if found else '['), Markup('paper', (Text(key),), key)]
        return [*found, Text(']')] if found else []

    def quantity(self) -> list[Inline]:
        value = units.si_number(self.raw_argument())
        return [Text(units.quantity(value, units.unit(self.raw_argument())))]

    def quantity_range(self) -> list[Inline]:
        return [Text(units.quantity(self.number_range(), units.unit(self.raw_argument())))]

    def quantity_list(self) -> list[Inline]:
        return [Text(units.quantity(self.number_list(), units.unit(self.raw_argument())))]

    def number_range(self) -> str:
        return f'{units.si_number(self.raw_argument())}–{units.si_number(self.raw_argument())}'

    def number_list(self) -> str:
        return ', '.join(map(units.si_number, self.raw_argument().split(';')))

    def accent(self, combining: str) -> list[Inline]:
        found = self.argument()
        if not found:
            return [Text(_SIGNS.get(combining, ''))]
        return [accented(found[0], combining), *found[1:]]

    def quotation(self) -> list[Inline]:
        marks = '‘’' if self.quoted else '“”'
        self.quoted = not self.quoted
        found = self.argument()
        self.quoted = not self.quoted
        return [Text(marks[0]), *found, Text(marks[1])]

    def address(self) -> list[Inline]:
        address = self.raw_argument().strip('{} ')
        return tags.checked_link(address, [Text(tags.shown_address(address))], self.report)

    def hyperlink(self) -> list[Inline]:
        address = self.raw_argument()
        content = self.argument() or [Text(tags.shown_address(address))]
        return tags.checked_link(address, content, self.report)

    def glyph(self) -> list[Inline]:
        """Return the character of a number in hexadecimal digits."""
        number = self.raw_argument().strip()
        return [Text(chr(int(number, 16)))] if _HEXADECIMAL.fullmatch(number) else []

    def second(self) -> list[Inline]:
        self.raw_argument()
        return self.argument()

    def first(self) -> list[Inline]:
        found = self.argument()
        self.raw_argument()
        return found

    def dollar(self) -> list[Inline]:
        latex = self.dollar_formula()
        if latex is not None:
            return self.formula(latex)
        return self.verbatim(2 if self.source.startswith('$$', self.at) else 1)

    def bracketed(self, end: str) -> list[Inline]:
        latex = self.bracket_formula(end)
        return self.formula(latex) if latex else []

    def ensured(self) -> list[Inline]:
        return self.formula(self.raw_argument()) if self.before_brace() else self.argument()

    def formula(self, latex: str) -> list[Inline]:
        """Return a formula as text if it is simple, else as mathematics, at worst as letters."""
        latex = mathematics.repaired(latex)
        rich = mathematics.to_rich(latex)
        if rich is not None:
            return list(rich)
        line = mathematics.to_line(latex)
        if line and mathematics.to_mathml(latex) is not None:
            return [Math(latex, line)]
        self.report(
            'unknown_macro',
            f'the formula "{latex[:60]}" cannot be read, so only its letters are shown; '
            'write it with the macros of LaTeX and amsmath',
        )
        return [Text(line)]

    def at_end_tag(self) -> bool:
        if not self.open_tags:
            return False
        match = tags.TAG.match(self.source, self.at)
        return match is not None and bool(match[1]) and match[2].lower() in self.open_tags

    def tag(self) -> list[Inline]:
        """Return the content of an element of HTML or MathML; a "less than" is text."""
        end = self.end_of_mathml()
        if end > 0:
            source, self.at = self.source[self.at : end], end
            return tags.mathml_rich(source, lambda text: Parser(text, self.report).whole())
        match = tags.TAG.match(self.source, self.at)
        if match is None or not tags.is_tag(match, self.tag_names):
            return self.verbatim(1)
        self.at = match.end()
        name = match[2].lower()
        if name in tags.BREAKS:
            return [Text(' ')]
        if name.rpartition(':')[2] in tags.PARAGRAPHS:
            return self.paragraph()
        kind = tags.kind(name, match[3])
        is_empty = bool(match[1]) or match[3].endswith('/')
        if is_empty or kind is None or self.depth >= _DEEPEST:
            return []
        return self.element(name, kind, match[3])

    @cached_property
    def tag_names(self) -> frozenset[tuple[str, str]]:
        """All that could be a tag in the field."""
        return tags.tag_names(self.source)

    def end_of_mathml(self) -> int:
        """Return where a ``<math>`` element that begins here ends; -1 if there is none."""
        if not self.has_mathml:
            return -1
        end = tags.mathml_end(self.source, self.at)
        # One that is not closed is looked for once, and not from every further "<math>" again.
        self.has_mathml = end != 0
        return end

    def element(self, name: str, kind: MarkupKind, attributes: str) -> list[Inline]:
        self.open_tags.append(name)
        self.depth += 1
        content = self.rest()
        self.depth -= 1
        self.open_tags.pop()
        end = tags.TAG.match(self.source, self.at)
        if end is not None and end[1] and end[2].lower() == name:
            self.at = end.end()
        if kind != 'link':
            return [Markup(kind, tuple(content))]
        address = tags.href(attributes)
        return tags.checked_link(address, content, self.report) if address else content


# Macros that are more than a text or a style.
SPECIAL: dict[str, Callable[[Parser], list[Inline]]] = {
    'enquote': Parser.quotation, 'textquote': Parser.quotation, 'mkbibquote': Parser.quotation,
    'url': Parser.address, 'nolinkurl': Parser.address, 'href': Parser.hyperlink,
    'ensuremath': Parser.ensured, 'textcolor': Parser.second, 'colorbox': Parser.second,
    'foreignlanguage': Parser.second, 'textlang': Parser.second, 'bibinfo': Parser.second,
    'bibfield': Parser.second, 'texorpdfstring': Parser.first, 'scalebox': Parser.second,
    'raisebox': Parser.second, 'par': Parser.paragraph, 'item': Parser.entry_of_list,
    'phantom': Parser.phantom, 'vphantom': Parser.phantom, 'hphantom': Parser.phantom,
    'nicefrac': Parser.fraction, 'sfrac': Parser.fraction, 'frac': Parser.fraction,
    'verb': Parser.code, 'cite': Parser.citation, 'citep': Parser.citation,
    'citet': Parser.citation, 'citealp': Parser.citation, 'citealt': Parser.citation,
    'parencite': Parser.citation, 'textcite': Parser.citation, 'autocite': Parser.citation,
    'SI': Parser.quantity, 'qty': Parser.quantity, 'SIrange': Parser.quantity_range,
    'qtyrange': Parser.quantity_range, 'SIlist': Parser.quantity_list,
    'qtylist': Parser.quantity_list,
    'si': lambda parser: [Text(units.unit(parser.raw_argument()))],
    'unit': lambda parser: [Text(units.unit(parser.raw_argument()))],
    'num': lambda parser: [Text(units.si_number(parser.raw_argument()))],
    'ang': lambda parser: [Text(units.angle(parser.raw_argument()))],
    'numrange': lambda parser: [Text(parser.number_range())],
    'numlist': lambda parser: [Text(parser.number_list())],
    **dict.fromkeys(('newline', 'linebreak', 'break', 'hfill', 'hfil'), Parser.blank),
    **dict.fromkeys(('section', 'subsection', 'subsubsection', 'paragraph'), Parser.heading),
    **dict.fromkeys(('uppercase', 'MakeUppercase', 'MakeTextUppercase'), Parser.in_capitals),
    **dict.fromkeys(('lowercase', 'MakeLowercase', 'MakeTextLowercase'), Parser.in_small_letters),
    'begin': Parser.environment, 'end': Parser.environment, 'hspace': Parser.distance,
    'vspace': Parser.distance, 'lstinline': Parser.listing, 'code': Parser.listing,
    'ElsevierGlyph': Parser.glyph, 'citeauthor': Parser.citation, 'citeyear': Parser.citation,
}  # fmt: skip

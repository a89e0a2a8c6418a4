"""The parser of fields: LaTeX and HTML, well-formed or not, into inline content."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from sphinx_cv import mathematics
from sphinx_cv.bib.latex import macros, scripts, tags, units
from sphinx_cv.bib.latex.elements import DEEPEST, Elements
from sphinx_cv.bib.latex.journals import JOURNALS
from sphinx_cv.bib.latex.scanner import cleaned
from sphinx_cv.mathematics import macros as math_macros
from sphinx_cv.mathematics.accents import ACCENTS, MATH_ACCENTS, accented
from sphinx_cv.mathematics.macros import rare_symbol
from sphinx_cv.model import Inline, Markup, Math, Text
from sphinx_cv.model.numbers import roman
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
_ICON = regex('(?:fa|ai|icon)(?=[A-Z])')  # of Font Awesome, Academicons and one's own
_HEXADECIMAL = regex(r'(?!d[89a-f])[\da-f]{4}', re.IGNORECASE)
_SIGNS = {'\u0302': '^', '\u0303': '~'}  # \^{} and \~{} are the signs themselves
NEXT_WORD = regex(r' (?:and|or|as|in|for|from|to|with|without|on|of|by|is|und|mit|et|y|e)\b')


class Parser(Elements):
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
        super().__init__(cleaned(source), report, has_paragraphs=has_paragraphs)
        self.protect = protect
        self.quoted = False
        self.reported: set[str] = set()

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

    def again(self, source: str) -> list[Inline]:
        """Return the content of a text that is not that of the field."""
        return Parser(source, self.report).whole()

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

    def group(self) -> list[Inline]:
        # A group that begins with a macro is BibTeX's "special character", and protects nothing.
        protects = not self.depth and self.source[self.at + 1 : self.at + 2] != '\\'
        found = self.nested()
        return self.protect(found) if found and protects and self.protect else found

    def nested(self) -> list[Inline]:
        """Return the content of a group, and move behind its closing brace."""
        self.at += 1
        if self.depth >= DEEPEST:
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
        if sign in {'', '}'} or self.depth >= DEEPEST:
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
        if sign == '\\':
            return self.line_end()
        if sign == ';' and self.sign == ' ' and self.source[self.at - 3 : self.at - 2] != ' ':
            return [Text(';')]  # which some programs escape
        return [] if sign in ')]' else [Text(macros.SYMBOLS.get(sign, sign))]

    def word(self, word: str) -> list[Inline]:
        """Return the content of a macro of letters, by the tables."""
        for table in (macros.SYMBOLS, JOURNALS, math_macros.SYMBOLS, math_macros.OPERATORS):
            if word in table:
                # "\TeX and" is meant with the space that LaTeX takes, "\TeX book" without.
                is_apart = word.endswith('TeX') and NEXT_WORD.match(self.source, self.at - 1)
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
        is_name = not (argument or self.protect or word.islower() or _ICON.match(word))
        if not is_name:
            return argument
        gap = ' ' if NEXT_WORD.match(self.source, self.at - 1) else ''  # which LaTeX takes
        return [Text(word.replace('@', '') + gap)]

    def switch(self, kind: MarkupKind) -> list[Inline]:
        """Return the rest of the group in a style."""
        if self.depth >= DEEPEST:
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

    def line_end(self) -> list[Inline]:
        self.skip_length()
        return self.paragraph()

    def entry_of_list(self) -> list[Inline]:
        sign = self.option() or ('•' if self.has_paragraphs else '')
        return [*self.paragraph(), *self.again(sign), Text(' ')]

    def begin(self) -> list[Inline]:
        """Return the start of the paragraph that an environment is, or the formula that it is."""
        name = self.raw_argument()
        kind = name.rstrip('*')
        if kind in macros.FORMULAS and (latex := self.bracket_formula(rf'\end{{{name}}}')):
            edge = [] if kind == 'math' else self.paragraph()
            return [*edge, *self.formula(mathematics.in_rows(latex)), *edge]
        self.skip_option()
        for _ in range(macros.ARGUMENTS.get(kind, 0)):
            self.raw_argument()
        return self.paragraph() if kind in macros.BLOCKS else []

    def end(self) -> list[Inline]:
        return self.paragraph() if self.raw_argument().rstrip('*') in macros.BLOCKS else []

    def heading(self) -> list[Inline]:
        return [*self.paragraph(), Markup('strong', tuple(self.argument())), *self.paragraph()]

    def blank(self) -> list[Inline]:
        self.skip_option()
        return [Text(' ')]

    def distance(self) -> list[Inline]:
        length = self.raw_argument()
        return [Text(' ' if length and length[0] != '-' else '')]

    def length(self) -> list[Inline]:
        self.skip_length()
        return []

    def skip(self) -> list[Inline]:
        self.skip_length()
        return [Text(' ')]

    def space(self) -> list[Inline]:
        """Return the space that a macro has swallowed, which is meant behind this one."""
        return [Text(' ')] if self.source[self.at - 1] == ' ' else []

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

    def measured(self, macro: units.Macro) -> list[Inline]:
        """Return what siunitx prints for a macro of its own."""
        return [Text(macro.write(*(self.raw_argument() for _ in range(macro.arguments))))]

    def accent(self, combining: str) -> list[Inline]:
        found = self.argument()
        if not found and combining not in _SIGNS and self.sign.isalpha():
            found = self.verbatim(1)  # as some programs write it: \"{}o
        if not found:
            return [Text(_SIGNS.get(combining, ''))]
        return [accented(found[0], combining), *found[1:]]

    def quotation(self) -> list[Inline]:
        marks = '‘’' if self.quoted else '“”'
        self.quoted = not self.quoted
        found = self.argument()
        self.quoted = not self.quoted
        return [Text(marks[0]), *found, Text(marks[1])]

    def foreign_quotation(self) -> list[Inline]:
        self.raw_argument()
        return self.quotation()

    def ion(self) -> list[Inline]:
        r"""Return a state of an element as astronomers have it: ``\ion{Fe}{2}`` is Fe II."""
        element, stage = self.argument(), self.raw_argument().strip().lower()
        stage = roman(int(stage)) if stage.isdecimal() else stage
        return [*element, Text('\u2009'), Markup('small-caps', (Text(stage),))]

    def roman_number(self) -> list[Inline]:
        return [Text(roman(self.number()))]

    def phonetics(self) -> list[Inline]:
        return self.again(scripts.phonetic(self.raw_argument()))

    def greek(self) -> list[Inline]:
        return self.again(scripts.greek(self.raw_argument()))

    def address(self) -> list[Inline]:
        address = self.raw_argument().strip('{} ')
        return tags.checked_link(address, [Text(tags.shown_address(address))], self.report)

    def number_linked(self, words: str, resolver: str) -> list[Inline]:
        """Return a link to an identifier of another work, as packages have a macro for some."""
        number = tags.shown_address(self.raw_argument())
        return tags.checked_link(resolver + number, [Text(words + number)], self.report)

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
        latex = units.in_formula(mathematics.repaired(latex))
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
    'fg': lambda parser: [Text('\u00a0» ' if parser.sign.isalnum() else '\u00a0»')],  # as xspace
    'foreignquote': Parser.foreign_quotation, 'hyphenquote': Parser.foreign_quotation,
    'ion': Parser.ion, '@': Parser.space,
    'textipa': Parser.phonetics, 'textgreek': Parser.greek, 'xspace': Parser.space,
    'romannumeral': Parser.roman_number, 'newline': Parser.line_end, 'hskip': Parser.skip,
    'vskip': Parser.skip, 'kern': Parser.length, 'penalty': Parser.length,
    **dict.fromkeys(('linebreak', 'break', 'hfill', 'hfil', 'vfill', 'vfil'), Parser.blank),
    **dict.fromkeys(('smallskip', 'medskip', 'bigskip'), Parser.paragraph),
    **dict.fromkeys(('section', 'subsection', 'subsubsection', 'paragraph'), Parser.heading),
    **dict.fromkeys(('uppercase', 'MakeUppercase', 'MakeTextUppercase'), Parser.in_capitals),
    **dict.fromkeys(('lowercase', 'MakeLowercase', 'MakeTextLowercase'), Parser.in_small_letters),
    'begin': Parser.begin, 'end': Parser.end, 'hspace': Parser.distance,
    'vspace': Parser.distance, 'lstinline': Parser.listing, 'code': Parser.listing,
    'ElsevierGlyph': Parser.glyph,
    **dict.fromkeys(
        ('citeauthor', 'citeyear', 'citetitle', 'footcite', 'fullcite', 'smartcite', 'supercite'),
        Parser.citation,
    ),
}  # fmt: skip
SPECIAL['doi'] = partial(Parser.number_linked, words='doi:', resolver='https://doi.org/')
SPECIAL['arxiv'] = partial(Parser.number_linked, words='arXiv:', resolver='https://arxiv.org/abs/')
SPECIAL['arXiv'] = SPECIAL['arxiv']
SPECIAL |= {name: partial(Parser.measured, macro=macro) for name, macro in units.MACROS.items()}
SPECIAL |= {name: partial(Parser.again, source=latex) for name, latex in macros.MEANT.items()}

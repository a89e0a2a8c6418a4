"""LaTeX and HTML in a BibTeX field -> a small inline tree of text, markup and mathematics."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_cv import mathematics, tags
from sphinx_cv.journals import JOURNALS
from sphinx_cv.macros import (
    ACCENTS,
    DROPPED,
    MATH_ACCENTS,
    MATH_SYMBOLS,
    OPERATORS,
    STYLES,
    SWITCHES,
    SYMBOLS,
    TRANSPARENT,
    rare_symbol,
)
from sphinx_cv.model import Inline, Markup, Math, Rich, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_cv.model import MarkupKind

    Report = Callable[[str, str], None]

# What text that needs no parsing does not have: signs of LaTeX and HTML, control characters
# (line ends among them), invisible and bidirectional ones, two spaces, dashes and quotes.
_SPECIAL = re.compile(
    r"[\\{}$&<~`\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffc\ue000-\ue003\ud800-\udfff]|''|--|  |[!?]`"
)
_INVISIBLE = re.compile(
    r'[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e'
    r'\u2060-\u206f\ufeff\ufff9-\ufffc\ue000-\ue003\ud800-\udfff]'
)
_SPACES = re.compile(' {2,}')
_SPACE = re.compile(r'[ \t\n\r\f\v\x85\u2028\u2029]+')
_TEXT = re.compile(r'[^\\{}$<~`\'"!?-]+')
_MACRO = re.compile(r'\\(?:([A-Za-z@]+)\*?\s*|(.))?', re.DOTALL)
_OPTION = re.compile(r'\s*\[[^\][{}]*\](?=\s*\{)|\[\d*\]')
_LIGATURES = {
    '---': '—', '--': '–', '``': '“', "''": '”', '`': '‘', '"`': '„', '"\'': '“', '!`': '¡',
    '?`': '¿', '~': '\u00a0',
}  # fmt: skip
_LIGATURE = re.compile(r"---?|``|''|!`|\?`|\"[`']|[`~'\"!?-]")
_MATH_MACROS = MATH_SYMBOLS | OPERATORS
_PRICE = re.compile(r'\d[\d.,]*\s*[A-Za-z]*\s.*[A-Za-z]{2}', re.DOTALL)
_DEEPEST = 50
# In names braces protect spaces and commas; these stand for them, and for the braces, meanwhile.
PROTECTED_SPACE, PROTECTED_COMMA, PROTECTED_START, PROTECTED_END = '\ue000\ue001\ue002\ue003'


def parse_latex(source: str, report: Report) -> Rich:
    """Read one field; say through *report* (subtype, message) what is odd in it.

    Case is never changed, nothing is raised, and no backslash or brace of markup is left.
    """
    if _SPECIAL.search(source) is None:
        text = source.strip()
        return (Text(text),) if text else ()
    return _tidy(Parser(source, report).whole())


class Parser:
    """A recursive descent over one field; every method leaves *at* behind what it has read."""

    def __init__(self, source: str, report: Report, *, protect: bool = False) -> None:
        source = _INVISIBLE.sub('', source)
        if '&' in source:
            source = _INVISIBLE.sub('', tags.decode_entities(source))
        if '<' in source:
            source = tags.CODE.sub('', source)
        self.source = _SPACE.sub(' ', source)
        self.report = report
        self.protect = protect
        self.reported: set[str] = set()
        self.open_tags: list[str] = []
        self.at = 0
        self.depth = 0

    def whole(self) -> list[Inline]:
        found = self.until('')
        while self.at < len(self.source):  # a brace or an end tag too many
            self.at += self.source[self.at] == '}'
            found += self.until('')
        return found

    def until(self, stop: str) -> list[Inline]:
        """Read up to *stop*: "}", "]", or "" for the end; a switch style takes the rest."""
        found: list[Inline] = []
        while self.at < len(self.source):
            sign = self.source[self.at]
            if sign == '}' or sign == stop:
                break
            if sign == '<' and self.closes_tag():
                break
            found += self.item(sign)
        return found

    def item(self, sign: str) -> list[Inline]:
        match sign:
            case '\\':
                return self.macro()
            case '{':
                return self.group()
            case '$':
                return self.dollar()
            case '<':
                return self.tag()
        text = _TEXT.match(self.source, self.at)
        if text is not None:
            self.at = text.end()
            return [Text(text[0])]
        return self.ligature()

    def ligature(self) -> list[Inline]:
        match = _LIGATURE.match(self.source, self.at)
        assert match is not None  # the pattern has every sign that _TEXT leaves out
        self.at = match.end()
        if match[0] == "'" and '`' in self.source:
            return [Text('’')]
        return [Text(_LIGATURES.get(match[0], match[0]))]

    # Groups and arguments

    def group(self) -> list[Inline]:
        self.at += 1
        protects = self.protect and self.source[self.at : self.at + 1] != '\\'
        found = self.nested()
        return _protected(found) if protects and not self.depth else found

    def nested(self) -> list[Inline]:
        """Read up to the closing brace and take it; beyond a sane depth braces are passed over."""
        if self.depth >= _DEEPEST:
            return []
        outer, self.open_tags = self.open_tags, []
        self.depth += 1
        found = self.until('}')
        while self.source[self.at : self.at + 1] == '<':  # an end tag of nothing open here
            found += self.item('<')
            found += self.until('}')
        self.depth -= 1
        self.at += 1
        self.open_tags = outer
        return found

    def argument(self) -> list[Inline] | None:
        """Read what a macro applies to: a group, a macro or one sign; None if there is nothing."""
        while self.source[self.at : self.at + 1] == ' ':
            self.at += 1
        sign = self.source[self.at : self.at + 1]
        if sign in {'', '}'}:
            return None
        if sign == '{':
            self.at += 1
            return self.nested()
        if sign in '\\$':
            return self.item(sign)
        self.at += 1
        return [Text(sign)]

    def braced(self) -> list[Inline] | None:
        """Read an argument in braces; None if there is no brace."""
        option = _OPTION.match(self.source, self.at)
        at = option.end() if option else self.at
        rest = self.source[at : at + 2].lstrip()
        if not rest.startswith('{'):
            return None
        self.at = self.source.index('{', at) + 1
        return self.nested()

    def raw(self) -> str:
        """Read an argument as it stands: an address."""
        match = re.compile(r'\s*(?:\[[^\]]*\])?\s*\{((?:[^{}]|\{[^{}]*\})*)\}?').match(self.source, self.at)
        if match is None:
            return ''
        self.at = match.end()
        return match[1]

    # Macros

    def macro(self) -> list[Inline]:
        match = _MACRO.match(self.source, self.at)
        assert match is not None  # the pattern needs a backslash only, which is here
        self.at = match.end()
        word, sign = match.groups()
        if sign is not None:
            return self.sign(sign)
        if word is None:
            return []
        if word in ACCENTS and (len(word) > 1 or self.at < len(self.source)):
            return self.accent(ACCENTS[word])
        special = _SPECIAL_MACROS.get(word)
        if special is not None:
            return special(self)
        return self.word(word)

    def sign(self, sign: str) -> list[Inline]:
        if sign in '([':
            return self.display(')' if sign == '(' else ']')
        if sign in ACCENTS:
            return self.accent(ACCENTS[sign])
        if sign in ')]':
            return []
        return [Text(SYMBOLS.get(sign, '' if sign in '`\'"' else sign))]

    def word(self, word: str) -> list[Inline]:
        if word in STYLES:
            return [Markup(STYLES[word], tuple(self.argument() or ()))]
        if word in SWITCHES:
            return self.switch(SWITCHES[word])
        if word in SYMBOLS:
            return [Text(SYMBOLS[word])]
        if word in TRANSPARENT:
            return self.argument() or []
        if word in DROPPED:
            for _ in range(DROPPED[word]):
                self.raw()
            return []
        if word in JOURNALS:
            return [Text(JOURNALS[word])]
        if word in _MATH_MACROS:
            return [Text(_MATH_MACROS[word])]
        if word in MATH_ACCENTS:
            return self.accent(MATH_ACCENTS[word])
        return self.unknown(word)

    def unknown(self, word: str) -> list[Inline]:
        argument = self.braced()
        symbol = rare_symbol(word) if not argument else None
        if symbol is not None:
            return [Text(symbol)]
        if word not in self.reported:
            self.reported.add(word)
            self.report(
                'unknown_macro',
                f'the macro \\{word} is not known, so only what it is applied to is shown; '
                'write the text itself, or Unicode, in its place',
            )
        return argument or [Text(word.replace('@', ''))]

    def switch(self, kind: MarkupKind | None) -> list[Inline]:
        """Read the rest of the group in a style."""
        if kind is None:
            return []
        rest = self.until('}')
        return [Markup(kind, tuple(rest))] if rest else []

    def accent(self, combining: str) -> list[Inline]:
        found = self.argument()
        if not found:
            return []
        first, *rest = found
        if not isinstance(first, Text) or not first.value:
            return found
        head = {'ı': 'i', 'ȷ': 'j'}.get(first.value[0], first.value[0])
        if head == ' ':
            return [Text(first.value), *rest]
        return [Text(unicodedata.normalize('NFC', head + combining) + first.value[1:]), *rest]

    def enquote(self) -> list[Inline]:
        marks = '‘’' if self.quoted else '“”'
        self.quoted = not self.quoted
        found = self.argument() or []
        self.quoted = not self.quoted
        return [Text(marks[0]), *found, Text(marks[1])]

    quoted = False

    def url(self) -> list[Inline]:
        address = self.raw()
        return self.link(address, [Text(_shown_address(address))])

    def hyperlink(self) -> list[Inline]:
        address = self.raw()
        return self.link(address, self.argument() or [Text(_shown_address(address))])

    def link(self, address: str, content: list[Inline]) -> list[Inline]:
        target = tags.safe_address(address)
        if target:
            return [Markup('link', tuple(content), target)]
        self.report(
            'unsafe_url',
            f'"{_shown_address(address)[:60]}" is not an address that can be linked; '
            'write one that begins with https://, http:// or mailto:',
        )
        return content

    def skip_first(self) -> list[Inline]:
        self.raw()
        return self.argument() or []

    def both(self) -> list[Inline]:
        self.argument()
        return self.argument() or []

    # Mathematics

    def dollar(self) -> list[Inline]:
        width = 2 if self.source.startswith('$$', self.at) else 1
        start = self.at + width
        end = self.math_end(start, '$' * width)
        latex = self.source[start:end]
        if end < 0 or not latex.strip() or not self.is_formula(latex, end + width):
            self.at = start
            return [Text('$' * (width if end < 0 or latex.strip() else 0))]
        self.at = end + width
        return self.formula(latex, display=False)

    def display(self, bracket: str) -> list[Inline]:
        end = self.source.find('\\' + bracket, self.at)
        if end < 0:
            return []
        latex = self.source[self.at : end]
        self.at = end + 2
        return self.formula(latex, display=False)

    def math_end(self, start: int, delimiter: str) -> int:
        """Give where the formula that begins at *start* ends, braces counted; -1 if nowhere."""
        depth = 0
        for match in re.compile(r'\\.|[{}$]', re.DOTALL).finditer(self.source, start):
            if match[0] == '{':
                depth += 1
            elif match[0] == '}':
                depth -= 1
                if depth < 0:
                    return -1
            elif match[0] == '$' and not depth and self.source.startswith(delimiter, match.start()):
                return match.start()
        return -1

    def is_formula(self, latex: str, after: int) -> bool:
        """Whether what two dollars enclose is mathematics, and not text between two prices."""
        if re.search(r'[\\^_]', latex):
            return True
        if latex[0] == ' ' or latex[-1] == ' ' or self.source[after : after + 1].isdigit():
            return False
        return _PRICE.match(latex) is None

    def formula(self, latex: str, *, display: bool) -> list[Inline]:
        rich = mathematics.unicode(latex)
        if rich is not None:
            return list(rich)
        if mathematics.mathml(latex, display) is not None:
            return [Math(latex.strip())]
        return Parser(re.sub(r'[$^_&]', ' ', latex), self.report).whole()

    def ensured(self) -> list[Inline]:
        start = self.at
        if self.source[start : start + 1] == '{':
            end = self.math_end(start + 1, '$') if False else _closing_brace(self.source, start)
            if end > 0:
                self.at = end + 1
                return self.formula(self.source[start + 1 : end], display=False)
        return self.argument() or []

    # HTML

    def closes_tag(self) -> bool:
        match = tags.TAG.match(self.source, self.at)
        return match is not None and bool(match[1]) and match[2].lower() in self.open_tags

    def tag(self) -> list[Inline]:
        mathml = tags.MATHML.match(self.source, self.at)
        if mathml is not None:
            self.at = mathml.end()
            return list(tags.mathml_rich(mathml[0]))
        match = tags.TAG.match(self.source, self.at)
        if match is None or not self.is_tag(match):
            self.at += 1
            return [Text('<')]
        self.at = match.end()
        name = match[2].lower()
        if name in tags.BREAKS:
            return [Text(' ')]
        kind = tags.kind(name, match[3])
        if match[1] or kind is None or match[3].endswith('/'):
            return []
        return self.element(name, kind, match[3])

    def is_tag(self, match: re.Match[str]) -> bool:
        """Whether it is a tag, known or with an end or attributes, and not a word such as <T>."""
        name = match[2]
        if name.lower() in tags.KNOWN or ':' in name or '=' in match[3]:
            return True
        other = f'<{name}' if match[1] else f'</{name}'
        return other in self.source

    def element(self, name: str, kind: MarkupKind, attributes: str) -> list[Inline]:
        if len(self.open_tags) >= _DEEPEST:
            return []
        self.open_tags.append(name)
        content = self.until('}')
        self.open_tags.pop()
        end = tags.TAG.match(self.source, self.at)
        if end is not None and end[2].lower() == name:
            self.at = end.end()
        if kind == 'link':
            address = tags.href(attributes)
            return self.link(address, content) if address else content
        return [Markup(kind, tuple(content))]


_SPECIAL_MACROS = {
    'enquote': Parser.enquote, 'url': Parser.url, 'nolinkurl': Parser.url, 'href': Parser.hyperlink,
    'ensuremath': Parser.ensured, 'textcolor': Parser.skip_first, 'colorbox': Parser.skip_first,
    'foreignlanguage': Parser.skip_first, 'textlang': Parser.skip_first,
    'texorpdfstring': Parser.both,
}  # fmt: skip


def _closing_brace(source: str, start: int) -> int:
    depth = 0
    for match in re.compile(r'\\.|[{}]').finditer(source, start):
        depth += {'{': 1, '}': -1}.get(match[0], 0)
        if not depth and match[0] == '}':
            return match.start()
    return -1


def _shown_address(address: str) -> str:
    return re.sub(r'[\\{}]', '', address).strip()


def _protected(inlines: list[Inline]) -> list[Inline]:
    """Mark what braces protect in a name, so that it is not split there."""
    table = {ord(' '): PROTECTED_SPACE, ord(','): PROTECTED_COMMA}

    def protect(inline: Inline) -> Inline:
        match inline:
            case Text(value):
                return Text(value.translate(table))
            case Markup(kind, children, target):
                return Markup(kind, tuple(map(protect, children)), target)
        return inline

    return [Text(PROTECTED_START), *map(protect, inlines), Text(PROTECTED_END)]


def _tidy(inlines: list[Inline]) -> Rich:
    """Join neighbouring text, drop what is empty, collapse spaces and trim the ends."""
    tidied: list[Inline] = []
    _collect(inlines, tidied, ' ')
    while tidied and isinstance(tidied[-1], Text):
        text = tidied.pop().value.rstrip(' ')
        if text:
            tidied.append(Text(text))
            break
    return tuple(tidied)


def _collect(inlines: Iterable[Inline], tidied: list[Inline], before: str) -> str:
    """Append *inlines* tidied; give the last character of the text so far."""
    for inline in inlines:
        match inline:
            case Text(value):
                value = _SPACES.sub(' ', value)
                value = value.lstrip(' ') if before == ' ' else value
                if not value:
                    continue
                before = value[-1]
                if tidied and isinstance(tidied[-1], Text):
                    value = tidied.pop().value + value  # type: ignore
                tidied.append(Text(value))
            case Markup(kind, children, target):
                inner: list[Inline] = []
                before = _collect(children, inner, before)
                if inner:
                    tidied.append(Markup(kind, tuple(inner), target))
            case Math():
                tidied.append(inline)
                before = ''
    return before

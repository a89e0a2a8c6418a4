"""A list of names in LaTeX and HTML -> one line to split, what braces hold and remarks marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from sphinx_cv.bib.latex.parser import Parser
from sphinx_cv.mathematics.macros import rare_symbol
from sphinx_cv.model import Inline, Markup, Text
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    Report = Callable[[str, str], None]

# In names braces keep words together; these stand for the spaces, commas and braces meanwhile.
PROTECTED_SPACE, PROTECTED_COMMA, PROTECTED_START, PROTECTED_END = '\ue000\ue001\ue002\ue003'
# Around what is said at a name and is no part of it: a footnote, a raised number, a role.
NOTE_START, NOTE_END = '\ue004\ue005'
# Macros that hold a remark in their argument, or its number in their option.
_REMARKS = frozenset((
    'thanks', 'footnote', 'footnotemark', 'tnote', 'tnoteref', 'fnref', 'fnmark', 'inst', 'affil',
    'IEEEauthorrefmark', 'corref', 'altaffilmark', 'authormark', 'samethanks',
))  # fmt: skip
# Macros of one's own whose name says what they mean: \equalcontrib, \corrauth.
_MEANING = regex('(?i)(equal|cofirst)|^corr(?:auth|esp)')
_OPTION = regex(r'\s*\[([^\][{}]*)\]')
# TeX would take the space behind a macro away, by which BibTeX has split the list before.
_MACRO_BEFORE_AND = regex(r'(\\[A-Za-z]+)(?=\s+and\s)', re.IGNORECASE)
_SPACES = regex(' {2,}')
_PLAIN_SPACES = {ord('\u00a0'): ' ', ord('\u2009'): ' '}
_PROTECTED = {ord(' '): PROTECTED_SPACE, ord('\u00a0'): PROTECTED_SPACE, ord(','): PROTECTED_COMMA}
# Nothing at which lists and names are taken apart may stand in a remark meanwhile.
_HIDDEN = {sign: 0xF000 + sign for sign in range(0x20, 0x7F) if not chr(sign).isalpha()}
_SEEN = {hidden: sign for sign, hidden in _HIDDEN.items()}


class _NameParser(Parser):
    """Reads names as any text, and keeps what is remarked at them apart."""

    def __init__(self, source: str, report: Report) -> None:
        super().__init__(source, report, _protect)
        self.footnotes: list[str] = []

    def word(self, word: str) -> list[Inline]:
        return self.remark(word) if word in _REMARKS else super().word(word)

    def remark(self, word: str) -> list[Inline]:
        option = _OPTION.match(self.source, self.at)
        if option is not None:
            self.at = option.end()
        content = _flatten(self.argument(), ()) if self.before_brace() else ''
        number = option[1] if option else ''
        if word == 'corref':
            content = 'corresponding author'
        elif word in {'thanks', 'footnote'}:
            self.footnotes.append(content)
        elif word in {'footnotemark', 'samethanks'} and not content:
            number = number or '1'
            content = self.footnote(number)
        return [Text(note(content or number))]

    def footnote(self, number: str) -> str:
        """Return the footnote of an earlier name to which a mark points; '' if there is none."""
        is_there = number.isdecimal() and 0 < int(number) <= len(self.footnotes)
        return self.footnotes[int(number) - 1] if is_there else ''

    def unknown(self, word: str) -> list[Inline]:
        is_alone = self.source.startswith('{}', self.at) or not self.before_brace()
        if self.source.startswith('{}', self.at):
            self.at += 2
        if is_alone and (said := _MEANING.search(word)):
            return [Text(note('equal' if said[1] else 'corresponding'))]
        if not is_alone or rare_symbol(word) is not None:
            return super().unknown(word)
        # What is written in capitals is the acronym of an organisation.
        return [Text(word if word.isupper() and len(word) > 1 else note(f'\\{word}'))]


def flatten_names(source: str, marks: Collection[str], report: Report) -> str:
    """Return a list of names without markup, the words that braces keep together marked.

    What is raised or lowered is a remark, except for *marks*, which stay as they are. A macro that
    nobody knows is the remark of its name.
    """
    parser = _NameParser(_MACRO_BEFORE_AND.sub(r'\1{}', source), report)
    flat = _flatten(parser.whole(), marks).translate(_PLAIN_SPACES)
    return _SPACES.sub(' ', normalize('NFC', flat))


def note(text: str) -> str:
    """Return *text* as a remark within a list of names; '' for nothing."""
    text = ' '.join(text.split())
    return f'{NOTE_START}{text.translate(_HIDDEN)}{NOTE_END}' if text else ''


def note_text(inner: str) -> str:
    """Return what a remark says, from what stands between its two signs."""
    plain = inner.replace(PROTECTED_SPACE, ' ').replace(PROTECTED_COMMA, ',').translate(_SEEN)
    return plain.replace(PROTECTED_START, '').replace(PROTECTED_END, '').strip()


def _protect(inlines: list[Inline]) -> list[Inline]:
    return [Text(PROTECTED_START), *map(_protected, inlines), Text(PROTECTED_END)]


def _protected(inline: Inline) -> Inline:
    match inline:
        case Text(value):
            return Text(value.translate(_PROTECTED))
        case Markup(kind, children, target):
            return Markup(kind, tuple(map(_protected, children)), target)
    return inline


def _flatten(inlines: Iterable[Inline], marks: Collection[str]) -> str:
    flat = ''
    for inline in inlines:
        match inline:
            case Text(value):
                flat += value
            case Markup('superscript' | 'subscript', children):
                flat += _raised(_flatten(children, marks), flat, marks)
            case Markup(children=children):
                flat += _flatten(children, marks)
    return flat


def _raised(text: str, before: str, marks: Collection[str]) -> str:
    """Return what is raised behind *before*: marks, a letter of the name, or a remark."""
    if all(sign in marks or sign in ', \u2009' for sign in text):
        return ''.join(sign for sign in text if sign in marks)
    if text.isalpha() and re.search(r'\b[Mm]$', before):
        return 'ª' if text == 'a' else text  # María; the other one is McRoe
    parts = [part.strip() for part in text.split(',')]
    own = ''.join(part for part in parts if part and all(sign in marks for sign in part))
    return own + note(','.join(part for part in parts if part not in own) if own else text)

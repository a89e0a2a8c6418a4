"""An option of a kind of entry: what it is, where it stands, and the words in which it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from sphinx_cv.model.numbers import grouped
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, ngettext
from sphinx_cv.model.written_dates import read_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Where an option stands: behind the title; before, behind the organization or behind the place, in
# the line below; in a line of its own, or in the line of the option before it; among the links;
# or nowhere on the page.
OPTION_PLACES = ('title', 'before', 'after', 'end', 'below', 'beside', 'link', 'hidden')

# What an option is: a text, with markup; nothing but its name; a list with commas; a list with
# semicolons, whose items have dates; an address; a number, whose digits are grouped; or a date.
OPTION_FORMS = ('text', 'flag', 'list', 'series', 'email', 'number', 'date')

MANY = 100  # a number whose form is that of numbers in general, in all languages
NAMED = regex(r'\{([\w-]*)\}(\s*)')
# "120", "20–30", "> 1,000", "c. 50"; of "9, and dozens online" the words would not be right.
_COUNT = regex(r'(?:[c~<>≈]|ca)?[.\s]*\d[\d\s.,’+/–-]*')


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a kind of entry."""

    name: str
    words: str = '{}'  # in which it is shown; they may name other options: '{currency} {amount}'
    at: str = 'below'  # one of PLACES
    resume: str = ''  # the property of JSON Resume that it is; '' if it is a highlight there
    form: str = 'text'  # one of FORMS
    one: str = ''  # its words for the number 1, if its text is a number

    def parts(self, given: Callable[[str], str]) -> list[tuple[str, str]]:
        """Return its words as pairs of text and of the option that follows, '' for none.

        Of the options that the words name, those that are not *given* go with the space behind.
        """
        result, start, dropped, words = [], 0, '', self._words(given(self.name))
        for match in NAMED.finditer(words):
            name = match[1] or self.name
            text = words[start : match.start()]
            start = match.end()
            if value := given(name):
                result.append((dropped + text, name))
                dropped = '' if _is_sign(value) else match[2]
            else:
                dropped += text
        return [*result, ((dropped + words[start:]).rstrip(), '')]

    def shown(self, text: str) -> str:
        """Return its text as the language that is spoken writes numbers and dates."""
        if self.form == 'number' or self.one:
            return grouped(text)
        found = read_dates(text) if self.form == 'date' else None
        return found.words if found and not found.refused else text

    def _words(self, text: str) -> str:
        """Return its words for a text; of a number such as "12–15" there are many.

        What is more than a number, such as "9, and dozens online", says all itself.
        """
        if not self.one:
            return _(self.words)
        if not _COUNT.fullmatch(text):
            return '{}'
        return ngettext(self.one, self.words, int(text) if text.isdecimal() else MANY)

    def said(self, fields: Mapping[str, str]) -> str:
        """Return its words as text, '' if it is not given."""
        if not fields.get(self.name):
            return ''
        shown = {**fields, self.name: self.shown(fields[self.name])}
        parts = self.parts(lambda name: shown.get(name, ''))
        return ''.join(text + shown.get(name, '') for text, name in parts)


def _is_sign(text: str) -> bool:
    """Return whether *text* is the sign of a currency, which stands close to its number."""
    return category(text[-1]) == 'Sc'


def title(name: str, words: str = '{}', resume: str = '', form: str = 'text') -> Option:
    """Return an option that stands behind the title."""
    return Option(name, words, 'title', resume, form)


def before(name: str, words: str = '{}', resume: str = '', form: str = 'text') -> Option:
    """Return an option that stands before the organization."""
    return Option(name, words, 'before', resume, form)


def after(name: str, words: str = '{}', resume: str = '', one: str = '') -> Option:
    """Return an option that stands behind the organization."""
    return Option(name, words, 'after', resume, one=one)


def beside(name: str, words: str = '{}', resume: str = '', form: str = 'text') -> Option:
    """Return an option that stands in the line of the one before it."""
    return Option(name, words, 'beside', resume, form)


def below(name: str, words: str = '{}', resume: str = '', form: str = 'text') -> Option:
    """Return an option that has a line of its own."""
    return Option(name, words, 'below', resume, form)


def end(name: str, words: str = '{}', one: str = '', form: str = 'text') -> Option:
    """Return an option that stands behind the place."""
    return Option(name, words, 'end', '', form, one)

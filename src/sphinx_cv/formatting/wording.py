"""Numbers, editions, series and lists of houses in the words of the line of the venue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model import Text, plain_text
from sphinx_cv.model.month_names import month_called, season_called
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, comma, listed, ordinal

if TYPE_CHECKING:
    from sphinx_cv.model import Rich

# What says by itself that it is an edition, in the languages of the lists seen.
_EDITION = regex(r'\b(?:ed|edn|edition|aufl|auflage|éd|édition|edición|edizione|uitgave)\b', re.I)
# Fields whose text may say by itself what it is a number of: "Part 1, No. 7".
_NUMBERED = frozenset({'number', 'pages', 'chapter'})
_SAYS_ITSELF = regex(
    r'§|\D*\b(?:part|no\.|nr\.|iss(?:ue|\.)|section|suppl(?:ement)?\b|special|pages?|p\.|chapter)',
    re.IGNORECASE,
)
# What stands for pages and is none: "Session 5".
WORDS_FIRST = regex(r'(?![ivxlcdm]+\b)[^\W\d_]{4,}[ .:]|(?:suppl|vol|art)\b\.?', re.IGNORECASE)
_LONG_WORD = regex(r'\b(?![ivxlcdm]+\b)[^\W\d_]{4}', re.IGNORECASE)
_AND_FURTHER = regex(r'(?:\d ?|\b[ivxlcIVXLC]+ )(?:ff?\b|et seq|sqq?\b|and\b|&)')
# Series as biblatex's keys and numbers of journals have them, in English.
_NUMBERED_SERIES = regex(r'(\d+)(?:st|nd|rd|th) series')
_SERIES = frozenset({'new series', 'old series'})


def sentence(name: str, rich: Rich, pattern: str) -> tuple[str, Rich]:
    """Return the words of a field in the line, and what fills them."""
    text = plain_text(rich)
    match name:
        case 'issue' if text[0].isdigit():
            return _('no. {}'), rich
        case _name if name in _NUMBERED and says_itself(text):
            return '{}', rich
        case 'number' if month_called(word := text.split()[0]) or season_called(word):
            return '{}', rich
        case 'edition':
            return '{}' if _EDITION.search(text) else pattern, text_of(_ordinal(text))
        case 'series' if match := _NUMBERED_SERIES.fullmatch(text):
            return _('{} series'), text_of(ordinal(match[1]))
        case 'series':
            return pattern, text_of(_(text)) if text in _SERIES else rich
        case 'pages' if WORDS_FIRST.match(text):
            return '{}', rich
        case 'pages' if not ('–' in text or ',' in text or _AND_FURTHER.search(text)):
            return _('p. {}'), rich
    return pattern, rich


def says_itself(text: str) -> bool:
    """Return whether what stands for a number says what it is a number of, or is a name."""
    return _SAYS_ITSELF.match(text) is not None or _is_name(text)


def _is_name(text: str) -> bool:
    """Return whether what stands for a number is the name of an issue or of a part."""
    return not any(map(str.isdecimal, text)) and ' ' in text and _LONG_WORD.search(text) is not None


def _ordinal(text: str) -> str:
    """Return the number of an edition as people say it: ``2nd`` for biblatex's ``2``."""
    number = text.removesuffix('.')
    return ordinal(number) if number.isdecimal() else text


def literals(rich: Rich) -> Rich:
    """Return a list of biblatex, in which "and" separates names, as prose has it."""
    match rich:
        case (Text(value),) if value.count(' and ') > 1 and ',' not in value:
            *names, last = value.split(' and ')
            if last == 'others':
                return text_of(_('{names} et al.').format(names=comma().join(names)))
            return text_of(listed([*names, last]))
        case (Text(value),) if value.endswith(' and others'):
            return text_of(_('{names} et al.').format(names=value.removesuffix(' and others')))
    return rich


def text_of(text: str) -> Rich:
    """Return plain text as a part of the line; nothing for ``''``."""
    return (Text(text),) if text else ()

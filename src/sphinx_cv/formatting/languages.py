"""The codes of languages in BCP 47, from their names.

Babel, on which Sphinx depends, has the names; this module adds those of LaTeX's package babel.
"""

from __future__ import annotations

import re
from functools import cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sphinx_cv.model.patterns import regex
from sphinx_cv.model.text import one_line
from sphinx_cv.model.words import speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model import Paper
    from sphinx_cv.model.words import Words

P = ParamSpec('P')
T = TypeVar('T')

# Names in https://ctan.org/pkg/babel that are not the English names.
_NAMES_IN_LATEX = {
    'american': 'en-US', 'usenglish': 'en-US', 'british': 'en-GB', 'ukenglish': 'en-GB',
    'canadian': 'en-CA', 'australian': 'en-AU', 'newzealand': 'en-NZ', 'ngerman': 'de',
    'austrian': 'de-AT', 'naustrian': 'de-AT', 'swissgerman': 'de-CH', 'nswissgerman': 'de-CH',
    'francais': 'fr', 'canadien': 'fr-CA', 'acadian': 'fr-CA', 'mexican': 'es-MX',
    'portuges': 'pt', 'brazilian': 'pt-BR', 'brazil': 'pt-BR', 'ancientgreek': 'grc',
    'polutonikogreek': 'grc', 'slovene': 'sl', 'magyar': 'hu', 'farsi': 'fa', 'nynorsk': 'nn',
    'bahasa': 'id', 'lsorbian': 'dsb', 'usorbian': 'hsb', 'samin': 'se',
}  # fmt: skip
# Languages whose names in the language itself, such as "Deutsch", are known too.
_NAMED_IN_THEMSELVES = 'ar da de es fi fr it ja ko nb nl pl pt ru sv tr uk zh'.split()
_CODE = regex(r'([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}))?')


def language_of(paper: Paper) -> str:
    """Return the code of the paper's language by BCP 47; '' if it names none."""
    name = paper.fields.get('langid', '') or paper.text('language')
    return language_code(one_line(name)) if name else ''


def foreign_words(paper: Paper) -> Words | None:
    """Return the words of the paper's language; None if it is described in that of the site."""
    others = spoken().others
    code = language_of(paper) if others else ''
    if not others or not code or same_language(code, spoken().language):
        return None
    words = others(code)
    return words if words.is_english or words.digest else None


def foreign_code(paper: Paper) -> str:
    """Return the code of the language in which the paper is described, '' for that of the site."""
    return language_of(paper) if spoken().others and foreign_words(paper) else ''


def same_language(code: str, other: str) -> bool:
    """Return whether two codes name one language, of whatever countries."""
    return re.split('[-_]', code)[0].lower() == re.split('[-_]', other)[0].lower()


def in_own_language(
    describe: Callable[Concatenate[Paper, P], T],
) -> Callable[Concatenate[Paper, P], T]:
    """Have a function describe each paper in its own language, if the site wants that."""

    @wraps(describe)
    def described(paper: Paper, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if not spoken().others or (words := foreign_words(paper)) is None:
            return describe(paper, *args, **kwargs)
        with speaking(words):
            return describe(paper, *args, **kwargs)

    return described


def language_name(name: str) -> str:
    """Return what the language of the site calls the language of that name or code."""
    if spoken().is_english and name.isalpha() and len(name) > 3:
        return name.capitalize()
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language_code(name), sep='-').get_display_name(spoken().locale)
    except (UnknownLocaleError, ValueError):
        found = None
    return found or name


@cache
def language_code(name: str) -> str:
    """Return the code of a language; a name that nobody knows stays as it is."""
    folded = name.casefold().removeprefix('lang')  # biblatex also writes "langenglish"
    return _NAMES_IN_LATEX.get(folded) or _normal_code(folded) or _names().get(folded) or name


def _normal_code(code: str) -> str:
    """Return a code as BCP 47 writes it, "en-US" for "eng_us"; '' if it is none."""
    # A late import, because most bibliographies name no language and Babel takes long to load.
    from babel.core import get_global

    match = _CODE.fullmatch(code)
    if match is None:
        return ''
    language = get_global('language_aliases').get(match[1], match[1])
    if language not in _names().values():
        return ''
    script, region = (match[2] or '').capitalize(), (match[3] or '').upper()
    return '-'.join(part for part in (language, script, region) if part)


@cache
def _names() -> dict[str, str]:
    """Return the codes of all languages by their English names, of some also by their own."""
    from babel import Locale

    own = {Locale(code).languages[code].casefold(): code for code in _NAMED_IN_THEMSELVES}
    english = Locale('en').languages.items()
    return own | {name.casefold(): code.replace('_', '-') for code, name in english}

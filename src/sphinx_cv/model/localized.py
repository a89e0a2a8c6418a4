"""What is written in several languages: ``title_de`` beside ``title``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Container, MutableMapping

Value = TypeVar('Value')

_WITH_LANGUAGE = regex(r'(.+?)[-_]([a-z]{2,3}(?:[-_][a-z]{2,4})?)', re.IGNORECASE)

_PLAIN = regex(r'(.+?)[-_][a-z]{2}(?:[-_][a-z]{2,4})?', re.IGNORECASE)


def split_language(name: str, known: Container[str]) -> tuple[str, str]:
    """Return which of *known* names a name is, and the code behind it; '' twice if none is."""
    match = None if name in known else _WITH_LANGUAGE.fullmatch(name)
    if match is None or match[1] not in known:
        return '', ''
    return match[1], match[2].lower().replace('-', '_')


def is_for(code: str, language: str) -> bool:
    """Return whether a site in that language takes what is written for a code."""
    return code in {language.lower(), language.lower().partition('_')[0]}


def localized(value: object, language: str) -> object:
    """Return *value* with what its dictionaries, at any depth, have in the language.

    There a name with a language, of two letters, stands beside the plain one. A dictionary may say
    of itself which language it is in, as that of a PDF.
    """
    if not isinstance(value, dict):
        return value
    language = str(value.get('language') or language)
    found = dict(value)
    codes = {name: _PLAIN.fullmatch(name) for name in found if isinstance(name, str)}
    plain = {name for name, match in codes.items() if not match or match[1] not in found}
    if len(plain) < len(codes) == len(found):
        localize(found, plain, language)
    return {name: localized(inner, language) for name, inner in found.items()}


def localize(values: MutableMapping[str, Value], known: Container[str], language: str) -> None:
    """Put what *values* have in the language in its place, and drop what is in other languages."""
    found = []
    for name in list(values):
        base, code = split_language(name, known)
        if base:
            found.append((len(code), base, code, values.pop(name)))
    # The more precise code counts, "de_at" before "de".
    for _length, base, code, value in sorted(found, key=lambda one: one[0]):
        if is_for(code, language):
            values[base] = value

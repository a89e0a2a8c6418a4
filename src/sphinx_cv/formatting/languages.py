"""The codes of languages in BCP 47, from their names.

Babel, on which Sphinx depends, has the names; this module adds those of LaTeX's package babel.
"""

from __future__ import annotations

import re
from functools import cache

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
_CODE = re.compile(r'([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}))?')


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

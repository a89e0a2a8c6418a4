"""The fonts that are taken for scripts of which those that come with the package have no letters.

None of them is fetched: they are taken where the system or ``cv_pdf`` has them.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Script(NamedTuple):
    """A script: from which letter to which, and fonts for it with and without serifs."""

    name: str
    first: str
    last: str
    serif: tuple[str, ...]
    sans: tuple[str, ...]


# Language, or that with its country -> the end of the names of fonts with its Chinese characters.
_HAN = {'ja': 'JP', 'ko': 'KR', 'zh_tw': 'TC', 'zh_hk': 'TC', 'zh_hant': 'TC'}
# What no better font has, before a font for code would be taken.
_LAST = ('FreeSerif', 'DejaVu Sans', 'FreeSans')


def _noto(first: str, last: str, name: str, *others: str) -> Script:
    serif, sans = f'Noto Serif {name}', f'Noto Sans {name}'
    return Script(name, first, last, (serif, *others, sans), (sans, *others, serif))


SCRIPTS = (
    _noto('\u0530', '\u058f', 'Armenian'),
    _noto('\u0590', '\u05ff', 'Hebrew', 'Frank Ruehl CLM'),
    Script('Arabic', '\u0600', '\u077f', ('Noto Naskh Arabic', 'Amiri', 'Noto Sans Arabic'),
           ('Noto Sans Arabic', 'Noto Naskh Arabic', 'Amiri')),
    _noto('\u0900', '\u097f', 'Devanagari', 'Lohit Devanagari'),
    _noto('\u0980', '\u09ff', 'Bengali', 'Lohit Bengali'),
    _noto('\u0b80', '\u0bff', 'Tamil', 'Lohit Tamil'),
    _noto('\u0e00', '\u0e7f', 'Thai', 'Norasi'),
    _noto('\u10a0', '\u10ff', 'Georgian'),
    _noto('\u1200', '\u137f', 'Ethiopic'),
)  # fmt: skip
# Chinese characters, kana, hangul, and their punctuation; their fonts differ by language.
_EASTERN = (('\u1100', '\u11ff'), ('\u2e80', '\u9fff'), ('\uac00', '\ud7af'), ('\uf900', '\uffef'))

# What fonts are called in a PDF, behind six letters that say which part of a font is there.
_IN_PDF = re.compile(rb'/BaseFont ?/(?:[A-Z]{6}\+)?(\w+)')

# Letters of scripts other than Latin, Greek and Cyrillic, for which the system has better fonts
# than the one for code that comes with Typst.
_OTHER_SCRIPTS = (
    ('\u0530', '\u1c7f'), ('\u1cc0', '\u1cff'), ('\u2c00', '\u2c5f'), ('\u2c80', '\u2ddf'),
    ('\u2e80', '\ua63f'), ('\ua6a0', '\ua6ff'), ('\ua800', '\uab2f'), ('\uab70', '\ufaff'),
    ('\ufb07', '\ufffc'), ('\U00010000', '\U0001d3ff'), ('\U0001d800', '\U000effff'),
)  # fmt: skip


def fonts_for(text: str, language: str, *, serif: bool) -> list[str]:
    """Return fonts for the scripts of *text* besides Latin, Greek and Cyrillic, the best first."""
    letters = {*text}
    found = [script for script in SCRIPTS if _has(letters, script.first, script.last)]
    names = [name for script in found for name in (script.serif if serif else script.sans)]
    if any(_has(letters, first, last) for first, last in _EASTERN):
        names += _eastern(language.lower().replace('-', '_'), serif=serif)
    return [*names, *_LAST] if names else []


def fonts_taken(text: str, pdf: bytes) -> dict[str, str]:
    """Return the scripts of *text* besides Latin, Greek and Cyrillic -> the font that *pdf* has."""
    letters = {*text}
    wanted = {s.name: s.serif + s.sans for s in SCRIPTS if _has(letters, s.first, s.last)}
    if any(_has(letters, first, last) for first, last in _EASTERN):
        wanted['Chinese, Japanese and Korean'] = tuple(_eastern('', serif=True))
    there = {name.lower() for name in _IN_PDF.findall(pdf)}
    found = {
        script: next((name for name in names if _plain(name) in there), '')
        for script, names in wanted.items()
    }
    return {script: name for script, name in found.items() if name}


def _plain(name: str) -> bytes:
    return name.replace(' ', '').lower().encode()


def has_other_scripts(text: str) -> bool:
    """Return whether the fonts of the system are needed."""
    letters = {*text}
    return any(_has(letters, first, last) for first, last in _OTHER_SCRIPTS)


def _has(letters: set[str], first: str, last: str) -> bool:
    return any(first <= letter <= last for letter in letters)


def _eastern(language: str, *, serif: bool) -> list[str]:
    """Return fonts of the languages whose characters are Chinese, that of the site first."""
    near = next((end for code, end in _HAN.items() if language.startswith(code)), 'SC')
    ends = dict.fromkeys((near, 'SC', 'JP', 'KR', 'TC'))
    forms = ('Serif', 'Sans') if serif else ('Sans', 'Serif')
    names = [f'{maker} {form} {end}' for form in forms for end in ends
             for maker in ('Noto', 'Source Han')]  # fmt: skip
    names = [name.replace('Noto Serif', 'Noto Serif CJK').replace('Noto Sans', 'Noto Sans CJK')
             for name in names]  # fmt: skip
    return [*names, 'WenQuanYi Zen Hei', 'Droid Sans Fallback', 'IPAexMincho', 'UnBatang']

"""The words that are printed: in English as the code has them, else as a catalogue has them.

Whoever prints words writes ``_('Books')``. In which language that is, the site says once
(``speak``), and for a part of its pages that speaks another one (``speaking``).
"""

from __future__ import annotations

import gettext
import hashlib
import io
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from babel import Locale

DOMAIN = 'sphinx_cv'
LOCALE = Path(__file__).resolve().parents[1] / 'locale'

# Code of a language -> the catalogue that serves for it, where the code does not begin alike.
_CATALOGUES = {
    'zh': 'zh_CN', 'zh_Hans': 'zh_CN', 'zh_Hans_CN': 'zh_CN', 'zh_SG': 'zh_CN', 'iw': 'he',
    'no': 'nb',
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a *language*, whose code is as Sphinx writes it: ``de``, ``pt_BR``.

    What the owner puts in the place of words, *own*, goes before the *catalogue*.
    """

    language: str = 'en'
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    own: Mapping[str, str] = field(default_factory=dict)
    digest: str = ''  # of the catalogues
    # Code of a language -> its words, where entries are described in their own language.
    others: Callable[[str], Words] | None = None

    @property
    def fingerprint(self) -> str:
        """A text that is another one as soon as any of the words is."""
        return f'{self.language} {self.digest} {sorted(self.own.items())} {bool(self.others)}'

    @cached_property
    def is_english(self) -> bool:
        """Whether the words are English, as in the code."""
        return self.language.partition('_')[0] == 'en'

    @cached_property
    def is_leftward(self) -> bool:
        """Whether the language is written from right to left."""
        return not self.is_english and self.locale.text_direction == 'rtl'

    @cached_property
    def locale(self) -> Locale:
        """The customs of the language; those of English for a language that nobody knows."""
        # A late import, because in English nothing needs Babel.
        from babel import Locale, UnknownLocaleError

        try:
            return Locale.parse(self.language)
        except (UnknownLocaleError, ValueError):
            return Locale('en')


ENGLISH = Words()
_spoken = [ENGLISH]


def spoken() -> Words:
    """Return the words of the language that is spoken."""
    return _spoken[0]


def speak(words: Words) -> None:
    """Print everything from now on in *words*."""
    _spoken[0] = words


@contextmanager
def speaking(words: Words) -> Iterator[None]:
    """Print everything within in *words*."""
    before = _spoken[0]
    _spoken[0] = words
    try:
        yield
    finally:
        _spoken[0] = before


def words_of(
    language: str, own: Mapping[str, str] | None = None, folders: Sequence[Path] = ()
) -> Words:
    """Return the words of a language, from the catalogues in *folders* and then from ours."""
    files = tuple(file for folder in (*folders, LOCALE) for file in _files(folder, language))
    stamps = tuple((file, file.stat().st_mtime_ns) for file in files)
    return _words(language.replace('-', '_'), stamps, tuple((own or {}).items()))


@lru_cache(maxsize=32)
def _words(
    language: str, stamps: tuple[tuple[Path, int], ...], own: tuple[tuple[str, str], ...]
) -> Words:
    contents = [file.read_bytes() for file, _ in stamps]
    catalogues = [gettext.GNUTranslations(io.BytesIO(content)) for content in contents]
    for catalogue in catalogues[1:]:
        catalogues[0].add_fallback(catalogue)
    chain = catalogues[0] if catalogues else gettext.NullTranslations()
    digest = hashlib.sha256(b''.join(contents)).hexdigest() if contents else ''
    return Words(language, chain, dict(own), digest)


def _files(folder: Path, language: str) -> Iterator[Path]:
    """Yield the catalogues for a language below *folder*, the nearest first."""
    code = language.replace('-', '_')
    for name in dict.fromkeys((code, _CATALOGUES.get(code, code), code.partition('_')[0])):
        if (file := folder / name / 'LC_MESSAGES' / f'{DOMAIN}.mo').is_file():
            yield file


def _(text: str) -> str:
    """Return *text* in the language that is spoken."""
    words = _spoken[0]
    if not text:
        return ''  # for which a catalogue has its own head
    found = words.catalogue.gettext(text)
    return words.own.get(text) or words.own.get(found) or found if words.own else found


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form for a *number* of things: *one* and *many* are the English forms."""
    words = _spoken[0]
    found = words.catalogue.ngettext(one, many, number)
    if own := words.own.get(one if number == 1 else many) or words.own.get(found):
        return own
    return found


def listed(items: Sequence[str]) -> str:
    """Join *items* as prose does: ``A, B and C``."""
    gaps = list_gaps(len(items))
    return ''.join(text for pair in zip(gaps, [*items, ''], strict=True) for text in pair)


def list_gaps(number: int) -> list[str]:
    """Return what stands before, between and behind a *number* of items in prose."""
    if spoken().is_english or number < 2:
        between = [', '] * max(number - 2, 0) + [_(' and ')] * (number > 1)
        return ['', *between, ''] if number else ['']
    from babel.lists import format_list

    return format_list(['\0'] * number, 'standard', spoken().locale).split('\0')


def comma() -> str:
    """Return what stands between the parts of a line."""
    # Translators: between names, and between the parts of a line
    return _(', ')


_PLACE = regex(r'\{(\w*)\}')


def pieces(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a sentence with the name in braces behind it, '' behind the last one."""
    texts = _PLACE.split(sentence)
    yield from zip(texts[::2], [*texts[1::2], ''], strict=True)


def ordinal(number: str) -> str:
    """Return a number as people count editions or series: ``2nd`` for ``2``."""
    words = spoken()
    form = _english_form(number) if words.is_english else words.locale.ordinal_form(int(number))
    pattern = {
        # Translators: a number as people count, of editions or series; other languages have their
        # own rules, in the names of CLDR, for which number takes which form: one
        'one': _('{number}st'),
        # Translators: as "{number}st", two
        'two': _('{number}nd'),
        # Translators: as "{number}st", few
        'few': _('{number}rd'),
    }.get(form)
    # Translators: as "{number}st", all other numbers; in many languages the only form
    return (pattern or _('{number}th')).format(number=number)


def _english_form(number: str) -> str:
    if number[-2:] in {'11', '12', '13'}:
        return 'other'
    return {'1': 'one', '2': 'two', '3': 'few'}.get(number[-1], 'other')


def continued(text: str) -> str:
    """Return words as they go on within a sentence.

    German has nouns in capitals there too, and "PI" is no word.
    """
    is_name = text[1:2].isupper() or spoken().language.startswith(('de', 'lb'))
    return text if is_name else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """Return *text* as a sentence begins."""
    return text[:1].upper() + text[1:]

"""The cards that previews of links show, drawn by Typst: only those that say something new."""

from __future__ import annotations

import re
import unicodedata
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.pdf.compile import draw
from sphinx_cv.pdf.document import ACCENT_COLORS, language_and_region
from sphinx_cv.pdf.editions import warn
from sphinx_cv.pdf.literals import array, dictionary, string
from sphinx_cv.pdf.scripts import fonts_for, has_other_scripts
from sphinx_cv.pdf.settings import MAIN, read_outputs
from sphinx_cv.site.cards import CARDS_FOLDER, card_of, own_picture, pages_with_cards
from sphinx_cv.site.kept import digest
from sphinx_cv.site.pictures import COPIES, fitted, light

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.pdf.settings import Settings
    from sphinx_cv.site.cards import Card

_TEMPLATE = Path(__file__).with_name('card.typ')
_FAMILY = 'Source Sans 3'
# One run draws so many: each takes three quarters of the time of one alone, and all lie in memory.
_AT_ONCE = 50
_BYTES = 60_000
_PHOTO = 310
_TITLE, _LINE = 320, 220  # letters
# A run of letters that no line may hold, of scripts that set blanks between words.
_LONG_WORD = re.compile(r'[!-\u058f]{24}(?=[!-\u058f])')
_BREAK = '\u200b'


def write_cards(builder: Builder, before: Mapping[str, str]) -> dict[str, str]:
    """Write the pictures of pages that are not as *before*; return path -> digest of all."""
    env, out = builder.env, Path(builder.outdir)
    settings = read_outputs(builder.config.cv_pdf, {}, lambda _problem: None)[MAIN]
    made: dict[str, str] = {}
    cards: dict[str, Card] = {}
    for docname in pages_with_cards(env):
        own = own_picture(env, docname)
        if own is None:
            path, card = f'{CARDS_FOLDER}/{docname}.png', card_of(env, docname)
            made[path] = digest(card, _stamp(card), _look(settings), _code())
            if before.get(path) != made[path] or not (out / path).is_file():
                cards[path] = card
        elif own.file:
            path, content = (
                f'{CARDS_FOLDER}/{docname}{own.file.suffix.lower()}',
                own.file.read_bytes(),
            )
            made[path] = digest(content)
            if before.get(path) != made[path] or not (out / path).is_file():
                _write(out / path, content)
    for path, png in _drawn(cards, settings, env):
        _write(out / path, png)
    return made


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _code() -> tuple[str, str, str]:
    """Return what every card depends on: our template, and the versions of Typst and Pillow."""
    return _TEMPLATE.read_text(encoding='utf-8'), version('typst'), version('pillow')


def _stamp(card: Card) -> int:
    return Path(card.photo).stat().st_mtime_ns if card.photo else 0


def _look(settings: Settings) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the colour, fonts and folders of fonts, which are those of the PDF."""
    return settings.accent or ACCENT_COLORS[settings.design], settings.fonts, settings.font_paths


def _drawn(
    cards: Mapping[str, Card], settings: Settings, env: BuildEnvironment
) -> Iterator[tuple[str, bytes]]:
    paths = list(cards)
    for at in range(0, len(paths), _AT_ONCE):
        some = paths[at : at + _AT_ONCE]
        try:
            pages = _draw([cards[path] for path in some], settings, env)
        except ValueError as error:
            warn('card', f'Typst cannot draw the pictures that previews of links show: {error}')
            continue
        yield from ((path, light(page, _BYTES)) for path, page in zip(some, pages, strict=True))


def _draw(cards: Sequence[Card], settings: Settings, env: BuildEnvironment) -> list[bytes]:
    """Return the pictures of *cards*, all drawn in one run."""
    accent, own_fonts, folders = _look(settings)
    language = str(env.config.language)
    calls = ''.join(f'#card({_call(card, language)})\n' for card in cards)
    # The accent of a title is its own; fonts are for all letters that any card has.
    fonts = [_FAMILY, *own_fonts, *fonts_for(calls, language, serif=False)]
    look = dictionary({'accent': string(accent), 'fonts': array(map(string, fonts))})
    return draw(
        f'#let look = {look}\n{_TEMPLATE.read_text(encoding="utf-8")}\n{calls}',
        {Path(card.photo).name: _photo(card, env) for card in cards if card.photo},
        [Path(env.app.confdir, folder) for folder in folders],
        system=bool(own_fonts) or has_other_scripts(calls),
    )


def _photo(card: Card, env: BuildEnvironment) -> Path:
    file = Path(card.photo)
    return fitted(file, 2 * _PHOTO, Path(env.doctreedir, COPIES)) or file


def _call(card: Card, language: str) -> str:
    texts = [_cut(card.title, _TITLE), *(_cut(text, _LINE) for text in card[1:4])]
    lang, _ = language_and_region(card.language or language)
    direction = 'rtl' if _is_leftward(card.title) else 'ltr'
    photo = string(Path(card.photo).name) if card.photo else 'none'
    return (
        f'{", ".join(map(string, texts))}, dir: {direction}, lang: {string(lang)}, photo: {photo}'
    )


def _cut(text: str, length: int) -> str:
    """Return a text of at most so many letters, of which none is too long for a line."""
    short = text if len(text) <= length else f'{text[:length].rsplit(" ", 1)[0]} …'
    return _LONG_WORD.sub(lambda run: run[0] + _BREAK, short)


def _is_leftward(text: str) -> bool:
    """Return whether the first letter of a text that has a direction goes to the left."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in {'L', 'R', 'AL'}), 'L') != 'L'

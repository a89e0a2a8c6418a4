"""Typst source -> PDF, by the best standard that its content can meet.

The only module that imports ``typst``.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import typst

from sphinx_cv.site.kept import basis, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FONTS_FOLDER = Path(__file__).parent / 'fonts'

# Archivable and accessible first, then only one of the two, then neither.
_STANDARDS: tuple[tuple[typst.PDFStandard, ...], ...] = (('a-2a', 'ua-1'), ('ua-1',), ('a-2b',), ())
_STANDARD_NAMES = {'a-2a': 'PDF/A-2a', 'a-2b': 'PDF/A-2b', 'ua-1': 'PDF/UA-1'}

_ERROR = re.compile(r'^error: (?P<message>.*)\n *┌─ [^\n]*?:(?P<line>\d+):\d+$', re.MULTILINE)
_NO_GLYPH = re.compile(r'the text `"(.+)"` could not be displayed')
_ESCAPE = re.compile(r'\\u\{([0-9a-f]+)\}')
_PLACE = re.compile(r'^// (.+:\d+)$')
_PAGES = re.compile(rb'<xmpTPg:NPages>(\d+)<')
_REPLACEMENT = '\ufffd'


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the PDF cannot show or meet: subtype of the warning, message and place."""

    subtype: str
    message: str
    place: str = ''


@dataclass(frozen=True, slots=True)
class TypstSource:
    """All that Typst needs for one PDF.

    *risks* are pieces of *text* that Typst may refuse, each with what can stand in its place;
    *pictures* lead from names in *text* to files.
    """

    text: str
    risks: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)
    font_paths: tuple[Path, ...] = ()
    system_fonts: bool = False
    timestamp: int = 0
    pages: int = 0  # as many as the owner allows, 0 for any

    def digest(self) -> str:
        """Return a digest of all from which Typst makes the PDF."""
        files = [*self.pictures.values()]
        files += [font for folder in (FONTS_FOLDER, *self.font_paths) for font in folder.rglob('*')]
        stamps = [(str(file), file.stat().st_mtime_ns) for file in sorted(files) if file.is_file()]
        return digest(basis(), version('typst'), self, stamps)


def compile_pdf(source: TypstSource) -> tuple[bytes | None, list[Trouble]]:
    """Return the PDF, or None if Typst can make none at all, and the troubles on the way.

    A glyph that no font has, a formula or a picture that Typst refuses costs only itself.
    The standards are those of ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2).
    """
    with TemporaryDirectory() as folder:
        for name, file in source.pictures.items():
            picture = Path(folder, name)
            picture.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, picture)
        return _compile(source, folder)


def draw(
    text: str, pictures: Mapping[str, Path], fonts: Iterable[Path], *, system: bool
) -> list[bytes]:
    """Return the pages of *text* as PNGs, a pixel for each point.

    *fonts* are folders beside ours; *system* adds those of the computer. Raise ValueError if Typst
    refuses something.
    """
    with TemporaryDirectory() as folder:
        for name, file in pictures.items():
            shutil.copyfile(file, Path(folder, name))
        found = _fonts(tuple(fonts), system)
        try:
            compiler = typst.Compiler(text.encode(), root=folder, font_paths=found)
            pages = compiler.compile(format='png', ppi=72)
        except typst.TypstError as error:
            raise ValueError(error.diagnostic or error.message) from error
    return pages if isinstance(pages, list) else [cast('bytes', pages)]


def _compile(source: TypstSource, root: str) -> tuple[bytes | None, list[Trouble]]:
    lines = source.text.split('\n')
    system_fonts, standards = source.system_fonts, list(_STANDARDS)
    troubles: list[Trouble] = []
    while True:
        try:
            pdf = _run('\n'.join(lines), source, root, standards[0], system_fonts)
        except typst.TypstError as error:
            found = _errors(error)
            if not system_fonts and any(_NO_GLYPH.search(message) for message, _ in found):
                # The fonts of the system take long to load, so only if they help.
                system_fonts = True
            elif mended := _mend(lines, found, source.risks):
                troubles += mended
            elif len(standards) > 1:
                troubles += _unmet(standards, found, lines)
                standards.pop(0)
            else:
                return None, [*_together(troubles), *_unmade(found, lines)]
        else:
            return pdf, [*_together(troubles), *_too_long(pdf, source.pages)]


def _run(
    text: str,
    source: TypstSource,
    root: str,
    standards: Iterable[typst.PDFStandard],
    system_fonts: bool,
) -> bytes:
    fonts = _fonts(source.font_paths, system_fonts)
    compiler = typst.Compiler(text.encode(), root=root, font_paths=fonts)
    pdf = compiler.compile(format='pdf', pdf_standards=list(standards), timestamp=source.timestamp)
    return cast('bytes', pdf)  # a list only of pictures of pages


@lru_cache(maxsize=4)
def _fonts(paths: tuple[Path, ...], system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system_fonts, font_paths=[FONTS_FOLDER, *paths])


def _errors(error: typst.TypstError) -> list[tuple[str, int]]:
    """Return the messages of *error*, each with its line in the source, counted from 0."""
    found = _ERROR.finditer(error.diagnostic)
    errors = [(match['message'], int(match['line']) - 1) for match in found]
    return errors or [(error.message, -1)]


def _mend(
    lines: list[str], errors: list[tuple[str, int]], risks: Mapping[str, str]
) -> list[Trouble]:
    """Replace in *lines* what *errors* blame; return the troubles, none if nothing was replaced."""
    troubles = []
    for message, number in errors:
        if glyph := _NO_GLYPH.search(message):
            troubles += _replace_glyph(lines, number, _unescaped(glyph[1]))
        elif number >= 0:
            troubles += _replace_risk(lines, number, message, risks)
    return troubles


def _unescaped(text: str) -> str:
    r"""Return a message with the characters that it writes as ``\u{f0001}``."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _replace_glyph(lines: list[str], number: int, text: str) -> list[Trouble]:
    if text not in lines[number]:
        return []
    lines[number] = lines[number].replace(text, _REPLACEMENT)
    return [Trouble('glyph', text, _origin(lines, number))]


def _together(troubles: Sequence[Trouble]) -> Iterator[Trouble]:
    """Yield *troubles*, all missing glyphs as one."""
    glyphs = [trouble for trouble in troubles if trouble.subtype == 'glyph']
    if glyphs:
        letters = sorted({letter for trouble in glyphs for letter in trouble.message})
        codes = ' '.join(f'{letter} (U+{ord(letter):04X})' for letter in letters)
        some = 'the character' if len(letters) == 1 else f'these {len(letters)} characters'
        message = (
            f'no font has {some}, so the PDF shows {_REPLACEMENT}: {codes}; install a font that '
            'has it, on Debian one of fonts-noto, or name one in cv_pdf["fonts"]'
        )
        yield Trouble('glyph', message, glyphs[0].place)
    yield from (trouble for trouble in troubles if trouble.subtype != 'glyph')


def _replace_risk(
    lines: list[str], number: int, message: str, risks: Mapping[str, str]
) -> list[Trouble]:
    troubles = []
    for piece, instead in risks.items():
        if piece in lines[number]:
            lines[number] = lines[number].replace(piece, instead)
            said = f'the PDF cannot show {piece}: {message}; its text stands in its place'
            troubles.append(Trouble('content', said, _origin(lines, number)))
    return troubles


def _unmet(
    standards: list[tuple[typst.PDFStandard, ...]], errors: list[tuple[str, int]], lines: list[str]
) -> list[Trouble]:
    lost = ' and '.join(_STANDARD_NAMES[name] for name in standards[0] if name not in standards[1])
    return [
        Trouble('standard', f'the PDF cannot be {lost}: {message}', _origin(lines, number))
        for message, number in errors
    ]


def _unmade(errors: list[tuple[str, int]], lines: list[str]) -> list[Trouble]:
    return [
        Trouble('pdf', f'Typst cannot make the PDF: {message}', _origin(lines, number))
        for message, number in errors
    ]


def _too_long(pdf: bytes, allowed: int) -> list[Trouble]:
    found = _PAGES.search(pdf)
    pages = int(found[1]) if found else 0
    if not 0 < allowed < pages:
        return []
    plural = 'is' if allowed == 1 else 'are'
    message = (
        f'{pages} pages, and {allowed} {plural} allowed; '
        'leave out sections or papers, or set it smaller'
    )
    return [Trouble('pages', message)]


def _origin(lines: list[str], number: int) -> str:
    """Return page and line of the source of line *number*, from the comment before it."""
    before = (_PLACE.match(line) for line in reversed(lines[: number + 1]))
    return next((match[1] for match in before if match), '')

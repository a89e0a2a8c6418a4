"""Bytes of a ``.bib`` file <-> its text, so that what is not edited comes back byte by byte."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from bisect import bisect_left
from pathlib import Path
from typing import NamedTuple

from sphinx_cv.commands.shape import CommandError, Status

_MARKS = {
    codecs.BOM_UTF8: 'utf-8',
    codecs.BOM_UTF16_LE: 'utf-16-le',
    codecs.BOM_UTF16_BE: 'utf-16-be',
}

_CRLF = re.compile('\r\n')


class BibText(NamedTuple):
    """The text of a file with its own line ends, and how it is encoded."""

    text: str
    encoding: str = 'utf-8'
    mark: bytes = b''

    @property
    def newline(self) -> str:
        """The line end that the file has most often."""
        crlf = self.text.count('\r\n')
        lf, cr = self.text.count('\n') - crlf, self.text.count('\r') - crlf
        return max(((lf, '\n'), (crlf, '\r\n'), (cr, '\r')), key=lambda pair: pair[0])[1]

    @property
    def even(self) -> str:
        """The text with a line feed at each line end."""
        return self.text.replace('\r\n', '\n').replace('\r', '\n')

    def place(self, offset: int) -> int:
        """Return where in the text a place of the even text is, before a line end as a whole."""
        if '\r' not in self.text:
            return offset
        dropped = [match.start() - i for i, match in enumerate(_CRLF.finditer(self.text))]
        return offset + bisect_left(dropped, offset)

    def cut(self, start: int, end: int) -> str:
        """Return the part of the text between two places of the even text."""
        return self.text[self.place(start) : self.place(end)]

    def encoded(self, text: str) -> bytes:
        """Return *text* as bytes of the file."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            sign = error.object[error.start]
            raise CommandError(
                f'the file is not UTF-8 and cannot hold "{sign}"; save it as UTF-8 first',
                Status.FILE,
            ) from error


def decode_source(data: bytes) -> BibText:
    """Return the text of *data* so that it can be encoded again to the same bytes."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return BibText(data[len(mark) :].decode(encoding), encoding, mark)
    for encoding in ('utf-8', 'cp1252'):
        try:
            return BibText(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return BibText(data.decode('latin-1'), 'latin-1')


def read_bib_text(path: Path) -> BibText:
    """Read the file at *path*; one that is not there is empty."""
    try:
        return decode_source(path.read_bytes())
    except FileNotFoundError:
        return BibText('')
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f'{path}: the file cannot be read ({error})', Status.FILE) from error


def write_file(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whole or not at all; its rights and links stay."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f'.{target.name}.')
    draft = Path(name)
    try:
        with os.fdopen(handle, 'wb') as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CommandError(f'{path}: the file cannot be written ({error})', Status.FILE) from error

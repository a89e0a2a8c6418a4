"""The bytes of a ``.bib`` file -> its text, whatever its encoding and line ends."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_WIDE = {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
# Characters that no text of a bibliography means: control characters, and marks of byte order.
_STRAY = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff]')


Remarks = tuple[tuple[int, str], ...]  # line and message


class Decoded(NamedTuple):
    """The text of a file, with line feeds as line ends, and remarks on odd bytes."""

    text: str
    remarks: Remarks = ()


def decode(data: bytes) -> Decoded:
    """Return *data* as text: UTF-8, and as Windows-1252 each line that is no UTF-8."""
    remarks: Remarks = ()
    is_wide = data[:2] in _WIDE and b'\0' in data
    encoding = 'utf-16' if is_wide else 'utf-8-sig'
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, remarks = _decode_lines(data)
    if '\r' in text:
        text = text.replace('\r\n', '\n').replace('\r', '\n')
    if stray := _STRAY.search(text):
        if stray[0] not in '\u200b\ufeff\x7f\x0c':
            line = text.count('\n', 0, stray.start()) + 1
            remarks = (*remarks, (line, 'there are control characters here; remove them'))
        text = _STRAY.sub('', text)
    return Decoded(text, remarks)


def _decode_lines(data: bytes) -> tuple[str, Remarks]:
    lines, odd = [], []
    for number, line in enumerate(re.split(rb'\r\n|\r|\n', data), 1):
        try:
            lines.append(line.decode('utf-8'))
        except UnicodeDecodeError:
            # Latin-1 knows the five bytes that Windows-1252 does not.
            lines.append(line.decode('cp1252', errors='replace').replace('\ufffd', '?'))
            odd.append(number)
    more = f' (and {len(odd) - 1} more lines)' if len(odd) > 1 else ''
    remark = f'this is not UTF-8 and is read as Windows-1252{more}; save the file as UTF-8'
    return '\n'.join(lines), ((odd[0], remark),) if odd else ()

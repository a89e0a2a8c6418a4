"""What commands say and ask: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COLORS = {'red': 31, 'green': 32, 'yellow': 33, 'cyan': 36, 'bold': 1, 'dim': 2}


class Console:
    """The two streams of a command; colours only where somebody sees them."""

    def __init__(self, *, color: str = 'auto', verbose: bool = False) -> None:
        self.verbose = verbose
        self.color = color
        self._progress = 0  # width of the line of progress that is on the screen

    def write(self, text: str) -> None:
        """Write a result."""
        self._write(sys.stdout, text)

    def write_json(self, value: object) -> None:
        """Write a result for machines."""
        self.write(json.dumps(value, ensure_ascii=False, indent=2) + '\n')

    def note(self, text: str) -> None:
        """Say what goes on."""
        self._write(sys.stderr, f'{text}\n')

    def detail(self, text: str) -> None:
        """Say what only those want to know who ask for it."""
        if self.verbose:
            self.note(self.paint('dim', text, sys.stderr))

    def warning(self, text: str) -> None:
        """Say what somebody should look at."""
        self.note(f'{self.paint("yellow", "note:", sys.stderr)} {text}')

    def error(self, text: str) -> None:
        """Say what keeps the command from being done."""
        self.note(f'{self.paint("red", "error:", sys.stderr)} {text}')

    def progress(self, done: int, total: int, what: str) -> None:
        """Show how far a long task is, on one line that goes again; nothing where nobody looks."""
        if sys.stderr.isatty() and os.environ.get('TERM') != 'dumb':
            line = f'{done}/{total} {what}'[:78]
            sys.stderr.write('\r' + line.ljust(self._progress))
            self._progress = len(line)
            if done >= total:
                self._clear()

    def paint(self, color: str, text: str, stream: TextIO | None = None) -> str:
        """Return *text* in that colour, or bare where the stream is no screen."""
        if not self._has_colors(stream or sys.stdout):
            return text
        return f'\x1b[{_COLORS[color]}m{text}\x1b[0m'

    def paint_diff(self, lines: Sequence[str]) -> str:
        """Return the lines of a comparison, what goes in red and what comes in green."""
        colors = {'+': 'green', '-': 'red', '@': 'cyan'}
        return ''.join(
            self.paint(colors[line[0]], line.rstrip('\n')) + '\n'
            if line[:1] in colors
            else line.rstrip('\n') + '\n'
            for line in lines
        )

    @property
    def is_answered(self) -> bool:
        """Whether somebody is there to answer questions."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, question: str, answers: Mapping[str, str]) -> str:
        """Ask until one of *answers* (letter -> what it does) is given; the first is the usual."""
        usual = next(iter(answers))
        help_text = ', '.join(f'{letter} = {what}' for letter, what in answers.items())
        while True:
            self._write(sys.stderr, f'{question} [{"/".join(answers)}] ')
            line = sys.stdin.readline()
            if not line:  # the end of the input answers nothing
                return ''
            answer = line.strip().lower() or usual
            if answer[:1] in answers:
                return answer[:1]
            self.note(help_text)

    def question(self, question: str) -> str:
        """Return what somebody answers in a line of their own words, '' for nothing."""
        self._write(sys.stderr, f'{question}: ')
        return sys.stdin.readline().strip()

    def _has_colors(self, stream: TextIO) -> bool:
        if self.color != 'auto':
            return self.color == 'always'
        if os.environ.get('NO_COLOR') or os.environ.get('TERM') == 'dumb':
            return False
        return bool(os.environ.get('FORCE_COLOR')) or stream.isatty()

    def _clear(self) -> None:
        if self._progress:
            sys.stderr.write('\r' + ' ' * self._progress + '\r')
            self._progress = 0

    def _write(self, stream: TextIO, text: str) -> None:
        """Write *text*; a character that the stream cannot show is written as an escape."""
        self._clear()
        encoding = stream.encoding or 'utf-8'
        stream.write(text.encode(encoding, 'backslashreplace').decode(encoding))
        stream.flush()

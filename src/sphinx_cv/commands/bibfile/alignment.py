"""How the names, equals signs and values of an entry stand below each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.commands.bibfile.blocks import EntrySpan


class Equals(NamedTuple):
    """How a name, the sign and a value are set; *column* is where aligned parts stand, else 0.

    *aligned* says what is aligned: the signs (``equals``), the values (``value``), or the ends of
    the names (``right``), whose column is that of the sign in its line.
    """

    before: str = ' '
    after: str = ' '
    column: int = 0
    aligned: str = ''
    is_fixed: bool = True  # one column in the whole file, and not one for each entry

    def set(self, name: str, longest: int) -> str:
        """Return *name* and its equals sign; *longest* is the longest name of the entry."""
        if not self.aligned:
            return f'{name}{self.before}={self.after}'
        if self.aligned == 'right':
            return f'{name.rjust(self.column - len(self.before))}{self.before}={self.after}'
        column = self.column if self.is_fixed else self.column + longest
        if self.aligned == 'equals':
            least = len(name) + (1 if self.before else 0)
            return f'{name.ljust(max(column, least))}={self.after}'
        least = len(name) + len(self.before) + 1
        return f'{name}{self.before}='.ljust(max(column, least + bool(self.after)))

    def bare(self, separator: str) -> str:
        """Return *separator* without the indentation that belongs to a name set to the right."""
        return separator.rstrip(' \t') if self.aligned == 'right' else separator


def style(text: str, entry: EntrySpan) -> Equals:
    """Return how one entry is set."""
    fields = entry.fields
    plain = Equals(
        _most(text[f.start + len(f.name) : f.equals] for f in fields),
        _most(text[f.equals + 1 : f.value_start] for f in fields),
    )
    if len({len(f.name) for f in fields}) < 3:
        return plain
    if column := _right_column(text, entry):
        return plain._replace(column=column, aligned='right')
    for what in ('equals', 'value'):
        if column := own_column(entry, what):
            return plain._replace(column=column, aligned=what)
    return plain


def _most(values: Iterable[str]) -> str:
    return Counter(values).most_common(1)[0][0]


def _right_column(text: str, entry: EntrySpan) -> int:
    """Return the column of the signs in their lines if the names stand at different ones."""
    lines = [text.rfind('\n', 0, f.start) + 1 for f in entry.fields]
    signs = {f.equals - line for f, line in zip(entry.fields, lines, strict=True)}
    starts = {f.start - line for f, line in zip(entry.fields, lines, strict=True)}
    return signs.pop() if len(signs) == 1 and len(starts) > 2 else 0


def own_column(entry: EntrySpan, what: str = 'equals') -> int:
    """Return the column at which the signs or values of an entry stand; 0 if there is none.

    A name that is too long for the column may reach over it.
    """
    places = [
        (len(f.name), (f.equals if what == 'equals' else f.value_start) - f.start)
        for f in entry.fields
    ]
    column = Counter(place for _, place in places).most_common(1)[0][0]
    lengths = {length for length, place in places if place == column}
    is_kept = all(place == column or length >= column for length, place in places)
    return column if is_kept and len(lengths) > 1 else 0


def learn_equals(text: str, entries: Sequence[EntrySpan]) -> Equals:
    """Learn the alignment that most entries have, and whether it is one column for all of them."""
    styles = [(entry, style(text, entry)) for entry in entries if entry.fields]
    wide = [pair for pair in styles if len({len(f.name) for f in pair[0].fields}) > 2] or styles
    if not wide:
        return Equals()
    kind = Counter(own.aligned for _, own in wide).most_common(1)[0][0]
    alike = [(entry, own) for entry, own in wide if own.aligned == kind]
    before, after = Counter((own.before, own.after) for _, own in alike).most_common(1)[0][0]
    column, count = Counter(own.column for _, own in alike).most_common(1)[0]
    if kind in {'', 'right'}:
        return Equals(before, after, column, kind)
    more = Counter(own.column - max(len(f.name) for f in entry.fields) for entry, own in alike)
    beyond, like = more.most_common(1)[0]
    if count >= like:
        return Equals(before, after, column, kind)
    return Equals(before, after, beyond, kind, is_fixed=False)

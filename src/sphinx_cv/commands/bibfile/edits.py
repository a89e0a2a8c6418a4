"""Changes of one entry: each a piece of text in the place of another, all else untouched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.bibfile.alignment import own_column
from sphinx_cv.commands.bibfile.writer import write_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_cv.commands.bibfile.blocks import EntrySpan, FieldSpan
    from sphinx_cv.commands.bibfile.manner import Manner
    from sphinx_cv.commands.bibfile.text import BibText


class Edit(NamedTuple):
    """What goes, from *start* to *end*, and what comes in its place."""

    start: int
    end: int
    text: str


class Changes(NamedTuple):
    """What is to become of an entry: its type, fields to set, and fields to take out."""

    type: str = ''
    fields: Mapping[str, str] = {}
    gone: tuple[str, ...] = ()


def apply_edits(source: BibText, edits: Iterable[Edit]) -> str:
    """Return the text of *source* with *edits*, which do not overlap, in its own line ends."""
    text = source.text
    for edit in sorted(edits, reverse=True):
        start, end = source.place(edit.start), source.place(edit.end)
        text = text[:start] + edit.text.replace('\n', source.newline) + text[end:]
    return text


def change_entry(
    text: str, entry: EntrySpan, changes: Changes, manner: Manner, macros: Mapping[str, str]
) -> list[Edit]:
    """Return the edits that make *changes* in *entry*."""
    kind = changes.type or entry.type.lower()
    edits = []
    if kind != entry.type.lower():
        start = entry.start + 1
        edits.append(Edit(start, start + len(entry.type), manner.spelled(kind, manner.type_case)))
    written = write_fields(kind, changes.fields, _as_in(entry, kind, manner), macros)
    fresh: dict[FieldSpan, list[str]] = {}  # what stands before -> what is written behind it
    gone = {name: span for name in changes.gone if (span := entry.field(name))}
    kept = [span for span in entry.fields if span not in gone.values()]
    for one in written:
        if span := next((s for s in entry.fields if s.canonical == one.canonical), None):
            edits.append(
                Edit(span.value_start, span.value_end, _kept_quotes(text, span, one.value))
            )
            continue
        after = _neighbour(one.canonical, kept or list(entry.fields), manner)
        longest = max(len(span.name) for span in entry.fields)
        line = _own_equals(entry, manner, one.name, longest) + one.value
        fresh.setdefault(after, []).append(line)
    edits.extend(_insertions(text, entry, fresh, manner))
    edits.extend(_removals(text, entry, gone.values()))
    return edits


def _as_in(entry: EntrySpan, kind: str, manner: Manner) -> Manner:
    """Return the manner of the file, with the date in the fields in which the entry has its own."""
    names = dict(manner.names)
    if entry.field('date') or entry.field('year'):
        names['date'] = 'date' if entry.field('date') else 'year'
    has_month = 1.0 if entry.field('month') else 0.0
    return replace(manner, names=names, usual={**manner.usual, (kind, 'month'): has_month})


def _kept_quotes(text: str, span: FieldSpan, value: str) -> str:
    """Return the new value in the quotes of the old one."""
    old = text[span.value_start : span.value_end]
    bare = value[1:-1] if value[:1] in '{"' else value
    if old.startswith('"') and old.endswith('"') and '"' not in bare:
        return f'"{bare}"'
    if old.startswith('{') and old.endswith('}'):
        return f'{{{bare}}}' if value[:1] in '{"' or value.isdecimal() else value
    return value


def _neighbour(name: str, spans: list[FieldSpan], manner: Manner) -> FieldSpan:
    """Return the field behind which *name* goes in the order of the file; never the first place."""
    names = [span.canonical for span in spans]
    at = manner.place(name, names)
    return spans[max(at - 1, 0)]


def _own_equals(entry: EntrySpan, manner: Manner, name: str, longest: int) -> str:
    """Return name and equals sign, aligned with those of the entry if these are aligned."""
    equals = manner.equals
    if equals.aligned == 'equals' and (column := own_column(entry)):
        equals = equals._replace(column=column, is_fixed=True)
    return equals.set(name, longest)


def _insertions(
    text: str, entry: EntrySpan, fresh: Mapping[FieldSpan, list[str]], manner: Manner
) -> Iterator[Edit]:
    for span, lines in fresh.items():
        at = entry.fields.index(span)
        following = entry.fields[at + 1] if at + 1 < len(entry.fields) else None
        gap = text[span.value_end : following.start if following else entry.end - 1]
        if following and '%' in gap:  # a remark stays with its field
            white = gap[gap.rfind('\n') + 1 :] if '\n' in gap else ''
            new = ''.join(f'{line},\n{white}' for line in lines)
            yield Edit(following.start, following.start, new)
            continue
        separator = manner.equals.bare(gap) if following else manner.separator
        yield Edit(span.value_end, span.value_end, ''.join(separator + line for line in lines))


def _removals(text: str, entry: EntrySpan, gone: Iterable[FieldSpan]) -> Iterator[Edit]:
    for span in gone:
        at = entry.fields.index(span)
        before = entry.fields[at - 1].value_end if at else 0
        following = entry.fields[at + 1].start if at + 1 < len(entry.fields) else 0
        if following and (not before or '%' in text[before : span.start]):
            yield Edit(span.start, following, '')
        elif before:
            yield Edit(before, span.value_end, '')

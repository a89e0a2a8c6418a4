"""Where the next entry belongs: in the section of its kind, in the order that the file has."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_cv.commands.bibfile.blocks import Blocks, EntrySpan

_YEAR = re.compile(r'(?<!\d)((?:19|20)\d\d)(?!\d)')
_LINE_OF_SIGNS = re.compile(r'([-=*#%~+_])\1{2,}')
_REST_OF_LINE = re.compile(r'[ \t]*(?:%[^\n]*)?(?=\n|\Z)')
# The words of headings -> the types of what follows them.
_HEADINGS = (
    (re.compile(r'journal|article', re.I), {'article'}),
    (re.compile(r'conference|proceeding|workshop', re.I), {'inproceedings', 'conference'}),
    (re.compile(r'preprint|arxiv|submitted|manuscript', re.I), {'misc', 'online', 'unpublished'}),
    (re.compile(r'book|chapter', re.I), {'book', 'incollection', 'inbook', 'collection'}),
    (re.compile(r'thes[ie]s|dissertation', re.I), {'phdthesis', 'mastersthesis', 'thesis'}),
    (re.compile(r'software|code|data', re.I), {'software', 'dataset'}),
    (re.compile(r'report', re.I), {'techreport', 'report'}),
)  # fmt: skip
_NEAR = 300  # signs above an entry in which its heading stands
_SURE = 0.9  # how many neighbours must agree before they are an order


class Insertion(NamedTuple):
    """Where to put an entry, and the white space before and behind it."""

    offset: int
    before: str
    after: str


class _Section(NamedTuple):
    heading: str
    entries: list[EntrySpan]


def find_place(
    text: str, blocks: Blocks, entry: EntrySpan, years: Mapping[str, int], gap: str
) -> Insertion:
    """Return where *entry*, of which type and key matter, goes; *years* are those of all keys."""
    if not blocks.entries:
        line_end = '' if not text or text.endswith('\n\n') else '\n'
        return Insertion(len(text), line_end * (1 if text.endswith('\n') else 2 * bool(text)), '\n')
    sections = _sections(text, blocks.entries)
    section = _section_for(entry, sections, years)
    at = _position(entry, section.entries, _order(sections, years), years)
    if at == 0:
        start = _lead(text, section.entries[0])
        return Insertion(start, '', gap if '\n' in gap else f'{gap}\n')
    previous = section.entries[at - 1]
    end = previous.end
    if rest := _REST_OF_LINE.match(text, end):
        end = rest.end()
    return Insertion(end, gap, '')


def _sections(text: str, entries: Sequence[EntrySpan]) -> list[_Section]:
    sections = [_Section('', [])]
    for entry in entries:
        heading = _heading(text, entry)
        if heading and (sections[-1].entries or len(sections) > 1):
            sections.append(_Section(heading, []))
        elif heading:
            sections[-1] = _Section(heading, [])
        sections[-1].entries.append(entry)
    return sections


def _comment_above(text: str, entry: EntrySpan) -> tuple[int, list[str]]:
    """Return where the lines of comment directly above *entry* begin, and the lines."""
    start = text.rfind('\n', 0, entry.start) + 1
    lines: list[str] = []
    while start:
        before = text.rfind('\n', 0, start - 1) + 1
        line = text[before : start - 1].strip()
        if not line.startswith(('%', '#', '//', ';')):
            break
        lines.insert(0, line)
        start = before
    return start, lines


def _heading(text: str, entry: EntrySpan) -> str:
    """Return the heading above *entry*, '' if there is none; a remark about it alone is none."""
    start, lines = _comment_above(text, entry)
    if not lines:  # a blank line may stand below a heading
        above = text[max(0, start - _NEAR) : start].rstrip()
        line = above[above.rfind('\n') + 1 :].strip()
        lines = [line] if line.startswith(('%', '#', '//', ';')) else []
    words = ' '.join(lines)
    is_heading = _LINE_OF_SIGNS.search(words) or _is_short(words)
    return words if words and is_heading else ''


def _is_short(words: str) -> bool:
    told = words.strip('%#;/ -=')
    is_named = _YEAR.search(told) or any(form.search(told) for form, _ in _HEADINGS)
    return bool(is_named) and len(told.split()) <= 4


def _lead(text: str, entry: EntrySpan) -> int:
    """Return where an entry begins, with the remark directly above it."""
    start, lines = _comment_above(text, entry)
    line = text.rfind('\n', 0, entry.start) + 1
    if text[line : entry.start].strip():
        return entry.start
    is_heading = lines and _heading(text, entry)
    return line if not lines or is_heading else start


def _section_for(
    entry: EntrySpan, sections: Sequence[_Section], years: Mapping[str, int]
) -> _Section:
    if len(sections) == 1:
        return sections[0]
    year, kind = years.get(entry.key, 0), entry.type.lower()
    dated = {int(m[1]): s for s in sections if (m := _YEAR.search(s.heading))}
    if len(dated) * 2 > len(sections):
        older = [known for known in dated if known <= year]
        return dated.get(year) or dated[max(older or dated, key=lambda known: known)]
    counts = [sum(e.type.lower() == kind for e in section.entries) for section in sections]
    if any(counts):
        return sections[counts.index(max(counts))]
    for form, kinds in _HEADINGS:
        named = [s for s in sections if form.search(s.heading) and kind in kinds]
        if named:
            return named[0]
    return sections[-1]


def _order(sections: Sequence[_Section], years: Mapping[str, int]) -> str:
    pairs = [pair for section in sections for pair in pairwise(section.entries)]
    dated = [(years[a.key], years[b.key]) for a, b in pairs if a.key in years and b.key in years]
    scores = {
        'newest': _share([a >= b for a, b in dated]),
        'oldest': _share([a <= b for a, b in dated]),
        'key': _share([a.key.casefold() <= b.key.casefold() for a, b in pairs]),
    }
    if len({year for pair in dated for year in pair}) < 2:
        scores['newest'] = scores['oldest'] = 0.0
    best = max(scores, key=lambda name: scores[name])
    return best if (len(pairs) > 1 and scores[best] >= _SURE) or scores[best] == 1.0 else ''


def _share(agree: Sequence[bool]) -> float:
    return sum(agree) / len(agree) if agree else 0.0


def _position(
    entry: EntrySpan, entries: Sequence[EntrySpan], order: str, years: Mapping[str, int]
) -> int:
    """Return before which of *entries* the new one goes."""
    year = years.get(entry.key, 9999)
    comes_later: dict[str, Callable[[EntrySpan], bool]] = {
        'key': lambda other: other.key.casefold() > entry.key.casefold(),
        'newest': lambda other: years.get(other.key, 9999) <= year,
        'oldest': lambda other: years.get(other.key, 0) > year,
    }
    if order not in comes_later:
        return len(entries)
    return next((i for i, other in enumerate(entries) if comes_later[order](other)), len(entries))

"""How the owner writes a bibliography, learned from it: white space, quotes, case, names, order.

Each habit is what most entries do. A file without entries has the manner of this project.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_cv.commands.bibfile.alignment import Equals, learn_equals, style
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.month_names import ENGLISH_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_cv.commands.bibfile.blocks import Blocks, EntrySpan, FieldSpan

# biblatex's names -> what BibTeX and biblatex call these fields.
_DIALECTS = {
    **{name: (row.old, name) for name, row in FIELDS.items() if row.old},
    'institution': ('school', 'institution'),
    'date': ('year', 'date'),
}
_ORDER = (
    'author', 'author+an', 'editor', 'title', 'journaltitle', 'booktitle', 'series', 'volume',
    'number', 'pages', 'eid', 'institution', 'type', 'howpublished', 'publisher', 'location',
    'edition', 'date', 'year', 'month', 'day', 'eventtitle', 'venue', 'version', 'isbn', 'issn',
    'doi', 'eprint', 'eprinttype', 'eprintclass', 'pmid', 'pmcid', 'openreview', 'hal', 'url',
    'pdf', 'code', 'abstract', 'keywords', 'selected',
)  # fmt: skip
_ACRONYM = re.compile(r'(?<![\w{])[\w-]*(?:[A-Z][\w-]*[A-Z]|[a-z][A-Z]|[A-Z]\d|\d[A-Z])[\w-]*')
_UNTOUCHED = re.compile(r'(\{[^{}]*\}|\$[^$]*\$|\\[A-Za-z]+\{[^{}]*\}|\\[A-Za-z]+)')
_PROTECTED = re.compile(r'\{[^{}]*[A-Z][^{}]*\}')


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """The habits of a file."""

    brace_gap: str = ''  # between type and brace
    lead: str = ''  # between brace and key
    head: str = ',\n  '
    separator: str = ',\n  '
    tail: str = ',\n'
    gap: str = '\n\n'
    opening: str = '{'
    equals: Equals = field(default_factory=Equals)
    type_case: str = 'lower'
    name_case: str = 'lower'
    spellings: Mapping[str, str] = field(default_factory=dict)  # a type or field -> as written
    quote: str = '{'
    quotes: Mapping[str, str] = field(default_factory=dict)  # field -> '{', '"' or '' for bare
    names: Mapping[str, str] = field(default_factory=dict)  # biblatex's name -> the file's
    is_old: bool = True  # whether BibTeX's names rule, and not biblatex's
    months: str = 'macro'  # or 'number', 'full', 'short'
    title: str = 'words'  # what braces protect: 'words', 'all' or 'none'
    preprint: tuple[str, str, str] = ('', '', '')  # type, field and words of an arXiv preprint
    arxiv: str = 'arXiv'  # as the type of an eprint
    types: frozenset[str] = frozenset()
    usual: Mapping[tuple[str, str], float] = field(default_factory=dict)  # type, field -> share
    before: Mapping[tuple[str, str], int] = field(default_factory=dict)  # pairs of fields, in order

    def spelled(self, text: str, case: str) -> str:
        """Return a field or a type as the file writes it."""
        if text in self.spellings:
            return self.spellings[text]
        return {'upper': text.upper(), 'title': text[:1].upper() + text[1:]}.get(case, text)

    def sorted(self, names: Iterable[str]) -> list[str]:
        """Return the fields in the order of the file."""
        listed: list[str] = []
        for name in sorted(names, key=_default_place):
            listed.insert(self.place(name, listed), name)
        return listed

    def place(self, name: str, listed: Sequence[str]) -> int:
        """Return where *name* is in order with most of those *listed*; late rather than early."""

        def disorder(at: int) -> int:
            behind = sum(self._votes(name, other) for other in listed[:at])
            return behind + sum(self._votes(other, name) for other in listed[at:])

        return min(range(len(listed), -1, -1), key=disorder)

    def _votes(self, one: str, other: str) -> int:
        """Return how many entries more have *one* before *other*; less than none the other way."""
        votes = self.before.get((one, other), 0) - self.before.get((other, one), 0)
        return votes * 10 or (1 if _default_place(one) < _default_place(other) else -1)


def _default_place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def learn(text: str, blocks: Blocks) -> Manner:
    """Learn the manner of a file, whose line ends are line feeds.

    Entries that were pasted from elsewhere keep the look of elsewhere, so how an entry is set is
    learned from the largest group of entries that look alike, and not from a mixture.
    """
    entries = [entry for entry in blocks.entries if entry.fields]
    if not entries:
        return Manner()
    alike = _alike(text, entries)
    spans = [span for entry in alike for span in entry.fields]
    every = [span for entry in entries for span in entry.fields]
    old = _is_old(spans)
    quote, quotes = _quotes(text, spans)
    equals = learn_equals(text, alike)
    heads = _clean(text[e.key_end : e.fields[0].start] for e in alike)
    return Manner(
        brace_gap=_most((text[e.start + 1 + len(e.type) : e.brace] for e in alike), ''),
        lead=_most((text[e.brace + 1 : e.key_start] for e in alike), ''),
        head=equals.bare(_most(heads, ',\n  ')),
        separator=equals.bare(_most(_clean(_separators(text, alike)), ',\n  ')),
        tail=_most(_clean(_tails(text, alike)), '\n'),
        gap=_most((text[a.end : b.start] for a, b in pairwise(entries)), '\n\n', blank=True),
        opening=_most((text[entry.brace] for entry in alike), '{'),
        equals=equals,
        type_case=_case(entry.type for entry in alike),
        name_case=_case(span.name for span in spans),
        spellings=_spellings(entries) | _spellings(alike),
        quote=quote,
        quotes=quotes,
        names=_names(spans, old),
        is_old=old,
        months=_months(text, every),
        title=_title(text, every),
        preprint=_preprint(text, entries),
        arxiv=_arxiv(text, every, old),
        types=frozenset(entry.type.lower() for entry in entries),
        usual=_usual(entries),
        before=_before([*_in_lines(text, entries, alike), *alike]),
    )


def _in_lines(
    text: str, entries: Iterable[EntrySpan], alike: Sequence[EntrySpan]
) -> list[EntrySpan]:
    """Return those entries that are on one line, or on several, as those are that look alike."""

    def has_lines(entry: EntrySpan) -> bool:
        return '\n' in text[entry.start : entry.end]

    return [entry for entry in entries if has_lines(entry) == has_lines(alike[0])]


def _alike(text: str, entries: Sequence[EntrySpan]) -> list[EntrySpan]:
    """Return the largest group of entries that are set alike."""
    groups: dict[object, list[EntrySpan]] = defaultdict(list)
    for entry in entries:
        own = style(text, entry)
        sign = _most((text[f.value_start] for f in entry.fields if text[f.value_start] in '{"'), '')
        groups[
            own.aligned or (own.before, own.after),
            own.bare(_most(_clean(_separators(text, [entry])), '')),
            text[entry.fields[-1].value_end : entry.end - 1].strip(' \t'),
            sign,
            entry.fields[0].name.isupper(),
        ].append(entry)
    # Entries on one line are as services give them; they are a manner where nearly all are so.
    lines = [group for group in groups.values() if '\n' in text[group[0].start : group[0].end]]
    in_lines = sum(map(len, lines))
    return max(lines if in_lines * 5 > len(entries) else groups.values(), key=len)


def _most(values: Iterable[str], default: str, *, blank: bool = False) -> str:
    wanted = (value for value in values if not blank or not value.strip())
    common = Counter(wanted).most_common(1)
    return common[0][0] if common else default


def _clean(values: Iterable[str]) -> Iterator[str]:
    """Leave out what holds a comment, and the blanks at the ends of lines."""
    for value in values:
        if '%' not in value:
            yield re.sub(r'[ \t]+\n', '\n', value)


def _separators(text: str, entries: Iterable[EntrySpan]) -> Iterator[str]:
    for entry in entries:
        for one, other in pairwise(entry.fields):
            yield text[one.value_end : other.start]


def _tails(text: str, entries: Iterable[EntrySpan]) -> Iterator[str]:
    for entry in entries:
        if entry.fields:
            yield text[entry.fields[-1].value_end : entry.end - 1]


def _case(words: Iterable[str]) -> str:
    cases = Counter(
        'lower' if word.islower() else 'upper' if word.isupper() and len(word) > 1 else 'title'
        for word in words
        if word.islower() or word.isupper() or word[:1].isupper()
    )
    return cases.most_common(1)[0][0] if cases else 'lower'


def _spellings(entries: Iterable[EntrySpan]) -> dict[str, str]:
    """Return each type and field as it is written most often."""
    counts = Counter(w for entry in entries for w in (entry.type, *(f.name for f in entry.fields)))
    return {word.lower(): word for word, _ in reversed(counts.most_common())}


def _quotes(text: str, spans: Sequence[FieldSpan]) -> tuple[str, dict[str, str]]:
    """Learn what stands around values, and where it is something else than usual."""
    by_field: dict[str, Counter[str]] = defaultdict(Counter)
    overall: Counter[str] = Counter()
    for span in spans:
        sign = text[span.value_start]
        kind = sign if sign in '{"' else ''
        value = text[span.value_start : span.value_end].strip('{}"')
        if kind:
            overall[kind] += 1
        if value.isdecimal():
            by_field[span.canonical][kind] += 1
            by_field['number'][kind] += 1
    quote = overall.most_common(1)[0][0] if overall else '{'
    return quote, {name: counts.most_common(1)[0][0] for name, counts in by_field.items()}


def _is_old(spans: Iterable[FieldSpan]) -> bool:
    counts = Counter(span.name.lower() for span in spans)
    old = sum(counts[names[0]] for names in _DIALECTS.values())
    return old >= sum(counts[names[1]] for names in _DIALECTS.values() if names[1] != 'institution')


def _names(spans: Sequence[FieldSpan], old: bool) -> dict[str, str]:
    counts = Counter(span.name.lower() for span in spans)
    names = {}
    for name, (ours, theirs) in _DIALECTS.items():
        if counts[ours] == counts[theirs]:
            names[name] = ours if old else theirs
        else:
            names[name] = ours if counts[ours] > counts[theirs] else theirs
    return names


def _months(text: str, spans: Iterable[FieldSpan]) -> str:
    return _most((_month_form(text, s) for s in spans if s.canonical == 'month'), 'macro')


def _month_form(text: str, span: FieldSpan) -> str:
    value = text[span.value_start : span.value_end]
    bare = value.strip('{}"')
    if bare.isdecimal():
        return 'number'
    if value == bare:
        return 'macro'
    return 'full' if bare in ENGLISH_MONTHS and bare != 'May' else 'short'


def protected(title: str) -> str:
    """Return a title with braces around the words whose capitals a style would lower."""
    parts = _UNTOUCHED.split(title)
    return ''.join(
        part if i % 2 else _ACRONYM.sub(lambda match: f'{{{match[0]}}}', part)
        for i, part in enumerate(parts)
    )


def dialect_name(name: str, *, is_old: bool) -> str:
    """Return what BibTeX or biblatex calls the field *name*."""
    old, new = _DIALECTS.get(name, (name, name))
    return old if is_old else new


def month_text(number: int, form: str) -> str:
    """Return a month in the form of the file."""
    name = ENGLISH_MONTHS[number - 1]
    return {'number': str(number), 'full': name, 'short': name[:3]}.get(form, name[:3].lower())


def _title(text: str, spans: Sequence[FieldSpan]) -> str:
    """Learn whether braces keep the capitals of whole titles, of words, or of none."""
    titles = [text[s.value_start : s.value_end] for s in spans if s.canonical == 'title']
    doubled = sum(t.startswith(('{{', '"{')) and t.endswith(('}}', '}"')) for t in titles)
    if doubled * 2 > len(titles):
        return 'all'
    bare = sum(bool(_ACRONYM.search(title)) for title in titles)
    kept = sum(bool(_PROTECTED.search(title[1:-1])) for title in titles)
    return 'words' if kept * 2 >= bare else 'none'


def _preprint(text: str, entries: Iterable[EntrySpan]) -> tuple[str, str, str]:
    """Learn how preprints of arXiv are written, with ``{}`` for the number."""
    found: Counter[tuple[str, str, str]] = Counter()
    for entry in entries:
        number = entry.field('eprint')
        for name in ('journaltitle', 'howpublished', 'note', 'publisher'):
            span = entry.field(name)
            words = text[span.value_start + 1 : span.value_end - 1] if span else ''
            if 'arxiv' in words.lower():
                known = text[number.value_start + 1 : number.value_end - 1] if number else ''
                form = re.sub(
                    r'\d{4}\.\d{4,5}', '{}', words.replace(known, '{}') if known else words
                )
                found[entry.type.lower(), name, form] += 1
                break
        else:
            if number:
                found[entry.type.lower(), '', ''] += entry.field('journaltitle') is None
    usual = [form for form, count in found.most_common() if count and '\\' not in form[2]]
    return usual[0] if usual else ('', '', '')


def _arxiv(text: str, spans: Iterable[FieldSpan], old: bool) -> str:
    """Learn how the archive is called."""
    values = (
        text[s.value_start + 1 : s.value_end - 1] for s in spans if s.canonical == 'eprinttype'
    )
    named = (value for value in values if value.lower() == 'arxiv')
    return _most(named, 'arXiv' if old else 'arxiv')


def _usual(entries: Sequence[EntrySpan]) -> dict[tuple[str, str], float]:
    """Return which share of the entries of a type has a field."""
    totals = Counter(entry.type.lower() for entry in entries)
    counts = Counter(
        (entry.type.lower(), name)
        for entry in entries
        for name in {f.canonical for f in entry.fields}
    )
    return {pair: count / totals[pair[0]] for pair, count in counts.items()}


def _before(entries: Iterable[EntrySpan]) -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        names = [span.canonical for span in entry.fields]
        counts.update((a, b) for i, a in enumerate(names) for b in names[i + 1 :])
    return counts

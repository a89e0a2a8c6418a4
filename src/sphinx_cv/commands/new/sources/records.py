"""What all readers need: records whose every fact is taken or told, dates, lists and papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.new.found import Left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split()
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_NOW = re.compile(r'(?:present|current|now|today|ongoing|heute|aujourd.*|actualidad)\.?', re.I)


class Record:
    """A mapping of a source that knows what of it nobody has taken yet.

    *place* is where it stands, for people: ``resume.json, work 2``.
    """

    def __init__(self, facts: object, place: str) -> None:
        self.place = place
        self._facts: dict[str, object] = (
            {str(key): value for key, value in facts.items()} if isinstance(facts, dict) else {}
        )
        self._odd = None if isinstance(facts, dict) or facts in (None, '') else facts

    def text(self, *names: str) -> str:
        """Take the first of the named facts that is there, as one line of text, '' if none is."""
        for name in names:
            value = self._facts.get(name)
            if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                del self._facts[name]
                if text := ' '.join(str(value).split()):
                    return text
            elif value is not None and hasattr(value, 'isoformat'):
                del self._facts[name]
                return str(value.isoformat())[:10]
        return ''

    def block(self, *names: str) -> str:
        """Take the first of the named facts that is there, as text with its lines."""
        for name in names:
            value = self._facts.get(name)
            if isinstance(value, str):
                del self._facts[name]
                if value.strip():
                    return value.strip()
        return ''

    def texts(self, *names: str) -> list[str]:
        """Take the first of the named lists that is there; a text counts as a list of one."""
        for name in names:
            value = self._facts.get(name)
            if isinstance(value, str):
                del self._facts[name]
                return [value.strip()] if value.strip() else []
            if isinstance(value, list) and all(isinstance(i, (str, int, float)) for i in value):
                del self._facts[name]
                return [text for item in value if (text := str(item).strip())]
        return []

    def records(self, *names: str) -> Iterator[Record]:
        """Take the records of the first of the named lists that is there."""
        for name in names:
            value = self._facts.get(name)
            if isinstance(value, list):
                del self._facts[name]
                for number, item in enumerate(value, start=1):
                    yield Record(item, f'{self.place}, {name} {number}')
                return

    def record(self, name: str) -> Record:
        """Take a record within this one; an empty one where there is none."""
        value = self._facts.pop(name, None)
        if value is not None and not isinstance(value, dict):
            self._facts[name] = value
            value = None
        return Record(value or {}, f'{self.place}, {name}')

    def drop(self, *names: str) -> None:
        """Leave out what belongs to the other program and says nothing of the person."""
        for name in names:
            self._facts.pop(name, None)

    def __contains__(self, name: str) -> bool:
        """Return whether the fact is there and not yet taken."""
        return self._facts.get(name) not in (None, '', [], {})

    def __iter__(self) -> Iterator[str]:
        """Yield the names of what is not yet taken."""
        return iter(list(self._facts))

    def rest(self) -> Iterator[Left]:
        """Yield what nobody has taken."""
        if self._odd is not None:
            yield Left(self.place, f'"{shortened(self._odd)}" is of a form that is not known')
        for name, value in self._facts.items():
            if value not in (None, '', [], {}, False):
                yield Left(self.place, f'{name} ("{shortened(value)}") has no place here')


def shortened(value: object) -> str:
    """Return *value* as a line that fits into a message."""
    text = ' '.join(str(value).split())
    return text if len(text) <= 60 else text[:59] + '…'


def edtf(text: str) -> str:
    """Return a date as EDTF writes it, '' for one that means "until now"; else as it stands."""
    text = text.strip()
    if not text or _NOW.fullmatch(text):
        return ''
    if re.fullmatch(r'\d{4}(?:-\d\d(?:-\d\d)?)?(?:T.*)?', text):
        return text[:10]
    if match := re.fullmatch(r'(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?', text):
        return '-'.join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    if match := re.fullmatch(r'(\d{1,2})[/.](\d{4})', text):
        return f'{match[2]}-{match[1].zfill(2)}'
    match = re.fullmatch(r'([A-Za-z]{3})[a-z]*\.?\s+(\d{4})', text)
    if match and match[1].lower() in _MONTHS:
        return f'{match[2]}-{_MONTHS[match[1].lower()]:02}'
    return text


def span(start: str, end: str, *, is_open: bool = True) -> str:
    """Return the dates of something that lasts; one without an end goes on if it *is_open*."""
    first, last = edtf(start), edtf(end)
    if first and last:
        return first if first == last else f'{first}/{last}'
    if first:
        return f'{first}/' if is_open or end.strip() else first
    return last


def bullets(lines: Iterable[str]) -> str:
    """Return lines as a list of Markdown."""
    return '\n'.join(f'- {line}' for line in lines)


def paragraphs(*parts: str) -> str:
    """Return the parts that say something, with empty lines between them."""
    return '\n\n'.join(part for part in parts if part.strip())


class BibEntry(NamedTuple):
    """A paper for a new bibliography, its fields in the order in which they are written."""

    type: str
    key: str
    fields: Mapping[str, str]


_ESCAPES = str.maketrans({'&': r'\&', '%': r'\%', '#': r'\#', '_': r'\_', '$': r'\$'})
_VERBATIM = frozenset({'url', 'doi', 'eprint', 'pdf', 'code', 'slides', 'video', 'website'})


def bibliography(entries: Iterable[BibEntry]) -> str:
    """Return papers as BibTeX, each under a key of its own."""
    taken: set[str] = set()
    blocks = []
    for entry in entries:
        key = base = entry.key
        number = 1
        while key.lower() in taken:
            number += 1
            key = f'{base}{number}'
        taken.add(key.lower())
        lines = ''.join(
            f'  {name} = {{{_value(name, value)}}},\n'
            for name, value in entry.fields.items()
            if value
        )
        blocks.append(f'@{entry.type}{{{key},\n{lines}}}\n')
    return '\n'.join(blocks)


def _value(name: str, value: str) -> str:
    clean = value.replace('{', '').replace('}', '')
    return clean if name in _VERBATIM else clean.translate(_ESCAPES)


def paper_key(authors: Iterable[str], year: str, title: str) -> str:
    """Return a key as Google Scholar makes them: ``doe2024rivers``."""
    first = next(iter(authors), '')
    family = first.partition(',')[0] if ',' in first else first.rpartition(' ')[2]
    words = re.findall(r'[^\W\d_]{4,}', title.lower())
    parts = re.sub(r'\W', '', family.lower()), year[:4], words[0] if words else ''
    return ''.join(parts) or 'paper'

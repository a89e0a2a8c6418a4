"""The parts that all readers share: records that know what nobody has taken, lists, papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.new.found import Left
from sphinx_cv.commands.records.record import latex_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class CvRecord:
    """A mapping of a source that knows what of it nobody has taken yet.

    *place* is where it stands, for people: ``resume.json, work 2``.
    """

    def __init__(self, facts: object, place: str) -> None:
        self.place = place
        self._facts: dict[str, object] = (
            {str(key): value for key, value in facts.items()} if isinstance(facts, dict) else {}
        )
        self._odd = None if isinstance(facts, dict) or facts in (None, '') else facts
        self._inner: dict[str, list[CvRecord]] = {}

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

    def records(self, *names: str) -> Iterator[CvRecord]:
        """Take the records of the first of the named lists that is there."""
        for name in names:
            value = self._facts.get(name)
            if isinstance(value, list):
                del self._facts[name]
                for number, item in enumerate(value, start=1):
                    yield self.within(item, name, number)
                return

    def record(self, name: str) -> CvRecord:
        """Take a record within this one; an empty one where there is none."""
        is_record = isinstance(self._facts.get(name), dict)
        return self.within(self._facts.pop(name) if is_record else {}, name)

    def within(self, facts: object, name: str, number: int = 0) -> CvRecord:
        """Return facts of this record as one within it, whose rest belongs to that of this one."""
        place = ' '.join(filter(None, (name, str(number or ''))))
        inner = CvRecord(facts, f'{self.place}, {place}')
        self._inner.setdefault(name, []).append(inner)
        return inner

    def joined(self, *names: str, by: str = ', ') -> str:
        """Take all of the named facts, as one line."""
        return by.join(text for name in names if (text := self.text(name)))

    def drop(self, *names: str) -> None:
        """Leave out what belongs to the other program and says nothing of the person."""
        for name in names:
            self._facts.pop(name, None)
            self._inner.pop(name, None)

    def __contains__(self, name: str) -> bool:
        """Return whether the fact is there and not yet taken."""
        return self._facts.get(name) not in (None, '', [], {})

    def __iter__(self) -> Iterator[str]:
        """Yield the names of what is not yet taken."""
        return iter(list(self._facts))

    def pop(self, name: str) -> object:
        """Take a fact, whatever its form; None where there is none."""
        return self._facts.pop(name, None)

    def peek(self, name: str) -> str:
        """Return a fact without taking it, '' if it is no text."""
        value = self._facts.get(name)
        return value.strip() if isinstance(value, str) else ''

    def peek_any(self, name: str) -> object:
        """Return a fact of any form without taking it."""
        return self._facts.get(name)

    def peek_record(self, name: str) -> CvRecord | None:
        """Return a record within this one without taking it; None if it is no mapping."""
        value = self._facts.get(name)
        return CvRecord(value, f'{self.place}, {name}') if isinstance(value, dict) else None

    def add(self, facts: object) -> None:
        """Take in the facts of a mapping that belong to the same thing."""
        if isinstance(facts, dict):
            self._facts |= {str(key): value for key, value in facts.items()}

    def rest(self) -> Iterator[Left]:
        """Yield what nobody has taken, here and in the records within, each fact by itself."""
        for inner in (inner for listed in self._inner.values() for inner in listed):
            yield from inner.rest()
        if self._odd is not None:
            for _, value in leaves(self._odd):
                yield Left(self.place, f'"{excerpt(value)}" is of a form that is not known')
        for name, value in leaves(self._facts):
            yield Left(self.place, f'{name}: "{excerpt(value)}" has no place here')


def leaves(value: object, path: str = '') -> Iterator[tuple[str, object]]:
    """Yield each fact within *value* that says something, with the way to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f'{path}, {name}' if path else str(name))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value, start=1):
            yield from leaves(inner, f'{path} {number}' if len(value) > 1 else path)
    elif value not in (None, '', False) and str(value).strip() not in {'', 'false'}:
        yield path, value


def excerpt(value: object) -> str:
    """Return *value* as a line that fits into a message."""
    text = ' '.join(str(value).split())
    return text if len(text) <= 60 else text[:59] + '…'


def bullets(lines: Iterable[str]) -> str:
    """Return lines as a list of Markdown."""
    return '\n'.join(f'- {line}' for line in lines)


def nested_list(value: object, indent: str = '') -> str:
    """Return texts, lists of them and titles with contents as a nested list of Markdown."""
    if isinstance(value, dict):
        return _titled(value, indent)
    if isinstance(value, list):
        return '\n'.join(line for item in value if (line := nested_list(item, indent)))
    text = ' '.join(str(value if value is not None else '').split())
    return f'{indent}- {text}' if text else ''


_HEADS = ('title', 'name', 'label')
_LOOKS = frozenset({'icon', 'icon_pack', 'color', 'color_border'})


def _titled(value: dict[object, object], indent: str) -> str:
    """Return a title with what stands below it, or each fact with its name where none has one."""
    facts = {str(name): fact for name, fact in value.items() if name not in _LOOKS}
    key = next((name for name in _HEADS if _is_scalar(facts.get(name))), '')
    head = str(facts.pop(key)) if key else ''
    single = [str(fact).strip() for fact in facts.values() if _is_scalar(fact)]
    if head and len(single) == len(facts):
        return nested_list(
            ': '.join((head, *filter(None, [', '.join(filter(None, single))]))), indent
        )
    inner = [
        f'{name}: {fact}' if _is_scalar(fact) and str(fact).strip() and not head else fact
        for name, fact in facts.items()
    ]
    deeper = indent + ('  ' if head else '')
    lines = [nested_list(head, indent), *(nested_list(item, deeper) for item in inner)]
    return '\n'.join(line for line in lines if line)


def _is_scalar(value: object) -> bool:
    return isinstance(value, (str, int, float))


def stacked(*parts: str) -> str:
    """Return the parts that say something, with empty lines between them."""
    return '\n\n'.join(part for part in parts if part.strip())


class BibEntry(NamedTuple):
    """A paper for a new bibliography, its fields in the order in which they are written."""

    type: str
    fields: Mapping[str, str]

    @property
    def key(self) -> str:
        """Its key as Google Scholar makes them: ``doe2024rivers``."""
        first = self.fields.get('author', '').partition(' and ')[0]
        family = first.partition(',')[0] if ',' in first else first.rpartition(' ')[2]
        year = self.fields.get('date') or self.fields.get('year', '')
        words = re.findall(r'[^\W\d_]{4,}', self.fields.get('title', '').lower())
        parts = re.sub(r'\W', '', family.lower()), year[:4], words[0] if words else ''
        return ''.join(parts) or 'paper'


_VERBATIM = frozenset('url doi eprint pdf code slides video website poster'.split())


def bibliography(entries: Iterable[BibEntry], others: Iterable[str] = ()) -> str:
    """Return papers as BibTeX, each under a key of its own, which none of the *others* is."""
    taken = {key.lower() for key in others}
    blocks = []
    for entry in entries:
        key = free_key(entry.key, taken)
        lines = ''.join(
            f'  {name} = {{{_value(name, value)}}},\n'
            for name, value in entry.fields.items()
            if value
        )
        blocks.append(f'@{entry.type}{{{key},\n{lines}}}\n')
    return '\n'.join(blocks)


def _value(name: str, value: str) -> str:
    return re.sub(r'[{}]', '', value) if name in _VERBATIM else latex_of(value)


def free_key(key: str, taken: set[str]) -> str:
    """Return *key*, with a number behind it if it is among those *taken*, and take it."""
    found, number = key, 1
    while found.lower() in taken:
        number += 1
        found = f'{key}{number}'
    taken.add(found.lower())
    return found

"""A paper -> an entry in the manner of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.bibfile.manner import dialect_name, month_text, protected
from sphinx_cv.model import fold
from sphinx_cv.model.types import old_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_cv.commands.bibfile.manner import Manner

# Fields that only those files get whose other entries of the type have them.
_OPTIONAL = frozenset({
    'issn', 'language', 'eventtitle', 'venue', 'keywords', 'origlanguage', 'pagetotal',
})  # fmt: skip
_OPTIONAL_OF = {
    'article': frozenset({'publisher', 'location', 'isbn', 'url'}),
    'inproceedings': frozenset({'isbn', 'editor', 'location', 'issn'}),
    'incollection': frozenset({'isbn'}),
}
_ENOUGH = 0.25
# Fields whose numbers are written alike.
_COUNTED = frozenset({'year', 'month', 'day', 'volume', 'number', 'pages', 'chapter', 'edition'})


class FileField(NamedTuple):
    """A field as it is to be written: biblatex's name, the file's, and the value in its quotes."""

    canonical: str
    name: str
    value: str


def write_entry(
    kind: str, key: str, fields: Mapping[str, str], manner: Manner, macros: Mapping[str, str]
) -> str:
    """Return the entry, its line ends line feeds."""
    old_kind, fields = _in_dialect(kind, fields, manner)
    written = write_fields(old_kind, fields, manner, macros)
    longest = max((len(one.name) for one in written), default=0)
    body = manner.separator.join(
        manner.equals.set(one.name, longest) + one.value for one in written
    )
    closing = {'(': ')'}.get(manner.opening, '}')
    name = manner.spelled(old_kind, manner.type_case)
    head = manner.head if ',' in manner.head else f',{manner.head}'
    start = f'@{name}{manner.brace_gap}{manner.opening}{manner.lead}{key}{head}'
    return f'{start}{body}{manner.tail}{closing}'


def write_fields(
    kind: str, fields: Mapping[str, str], manner: Manner, macros: Mapping[str, str]
) -> list[FileField]:
    """Return the fields by the names, in the order and in the quotes of the file."""
    dated = dict(_dated(fields, kind, manner))
    return [
        FileField(name, field_name(name, kind, manner), _value(name, dated[name], manner, macros))
        for name in manner.sorted(dated)
    ]


def field_name(name: str, kind: str, manner: Manner) -> str:
    """Return the name that the file has for the biblatex field *name*."""
    written = manner.names.get(name, dialect_name(name, is_old=manner.is_old))
    if name == 'institution' and not kind.endswith('thesis'):
        written = 'institution'
    return manner.spelled(written if name != 'date' else 'date', manner.name_case)


def wanted(kind: str, fields: Mapping[str, str], manner: Manner) -> dict[str, str]:
    """Return those fields that the file has in its other entries of the type, or that must be."""
    optional = _OPTIONAL | _OPTIONAL_OF.get(kind, frozenset())
    kept = {
        name: value
        for name, value in fields.items()
        if name not in optional or _has(manner, kind, name)
    }
    # An address that a number leads to is said once.
    if 'url' in kept and kept.keys() & {'doi', 'eprint'} and not _has(manner, kind, 'url'):
        del kept['url']
    return kept


def _has(manner: Manner, kind: str, name: str) -> bool:
    return manner.usual.get((kind, name), 0.0) >= _ENOUGH


def _in_dialect(kind: str, fields: Mapping[str, str], manner: Manner) -> tuple[str, dict[str, str]]:
    """Return type and fields as BibTeX or biblatex has them, whichever the file is in."""
    found = dict(fields)
    if kind == 'online':
        return _preprint(found, manner)
    old = _old_type(kind, found.get('type', ''))
    if old and (old in manner.types or (manner.is_old and kind not in manner.types)):
        del found['type']
        return old, found
    if kind == 'inproceedings' and 'conference' in manner.types - {'inproceedings'}:
        return kind if 'inproceedings' in manner.types else 'conference', found
    return kind, found


def _old_type(kind: str, subtype: str) -> str:
    """Return BibTeX's one word for a type and subtype of biblatex, '' if it has none."""
    names = (old for old, pair in old_types().items() if subtype and pair == (kind, subtype))
    return next(names, '')


def _preprint(fields: dict[str, str], manner: Manner) -> tuple[str, dict[str, str]]:
    """Write a preprint as the file has its others."""
    kind, name, words = manner.preprint
    if 'eprint' in fields and fields.get('eprinttype') == 'arxiv' and kind:
        if name:
            fields[name] = words.replace('{}', fields['eprint'])
        if kind and not manner.usual.get((kind, 'eprint')):
            for gone in ('eprint', 'eprinttype', 'eprintclass'):
                fields.pop(gone) if '{}' in words and gone in fields else None
        return kind, fields
    return ('online' if 'online' in manner.types or not manner.is_old else 'misc'), fields


def _dated(fields: Mapping[str, str], kind: str, manner: Manner) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if name != 'date' or manner.names.get('date', 'year') == 'date':
            yield name, value
            continue
        parts = re.fullmatch(r'(\d{4})(?:-(\d\d))?(?:-\d\d)?', value)
        yield 'year', parts[1] if parts else value
        if parts and parts[2] and (not manner.usual or _has(manner, kind, 'month')):
            yield 'month', month_text(int(parts[2]), manner.months)


def _value(name: str, value: str, manner: Manner, macros: Mapping[str, str]) -> str:
    if name == 'month' and manner.months == 'macro':
        return value
    if name == 'eprinttype' and value == 'arxiv':
        value = manner.arxiv
    if name in {'journaltitle', 'booktitle', 'publisher', 'series'}:
        for macro, text in macros.items():
            if fold(text) == fold(value):
                return macro
    return in_quotes(name, value, manner)


def in_quotes(name: str, value: str, manner: Manner) -> str:
    """Return *value* in the quotes that the file has around values of this field."""
    quote = manner.quote
    if value.isdecimal():
        usual = manner.quotes.get('number', quote) if name in _COUNTED else quote
        quote = manner.quotes.get(name, usual)
        if not quote:
            return value
    if name == 'title' and manner.title == 'all':
        value = f'{{{value}}}'
    elif name == 'title' and manner.title == 'words':
        value = protected(value)
    if quote == '"' and '"' not in re.sub(r'\{[^{}]*\}', '', value):
        return f'"{value}"'
    return f'{{{value}}}'

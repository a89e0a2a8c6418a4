"""The settings ``cv_kinds`` and ``cv_links`` -> rows of the tables of kinds and fields.

The tables belong to the process: rows of an earlier application in it are removed first.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from sphinx_cv.model.fields import FIELDS, Field
from sphinx_cv.model.kinds import COMMON_OPTIONS, KINDS, LINK_OPTIONS, Kind
from sphinx_cv.model.options import OPTION_FORMS, OPTION_PLACES, Option
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.model.tables import Table

Row = TypeVar('Row')

_NAME = regex(r'[a-z][a-z0-9-]*')
_RESERVED = {'paper', 'papers', 'file', 'list', 'export', 'any', 'publications', 'entries',
             'owner', 'chart', 'downloads', 'person', 'people', 'metrics'}  # fmt: skip
_TEXTS = (
    'about', 'heading', 'resume', 'sort', 'feed', 'relation', 'known_as', 'thing', 'of_owner',
)  # fmt: skip
_PAIRS = ('also', 'properties')

_undo: list[Callable[[], None]] = []  # what removes the rows of the settings again


def place_rows(kinds: object, links: object) -> list[str]:
    """Put the rows of the settings into the tables; return what is wrong with them."""
    while _undo:
        _undo.pop()()
    problems: list[str] = []
    for name, settings in _items('cv_kinds', kinds, problems):
        if row := _kind(name, settings, problems):
            _put_row(KINDS, name, row)
    for name, words in _items('cv_links', links, problems):
        if not isinstance(words, str) or not words.strip() or not _NAME.fullmatch(name):
            problems.append(
                f'cv_links["{name}"] is the words of a link: {{"notebook": "Notebook"}}'
            )
            continue
        known = FIELDS.get(name)
        _put_row(FIELDS, name, replace(known, label=words) if known else Field(label=words))
        if name not in COMMON_OPTIONS:
            _put_row(LINK_OPTIONS, name, words)
    return problems


def _items(setting: str, value: object, problems: list[str]) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        yield from ((str(name), item) for name, item in value.items())
    elif value:
        problems.append(f'{setting} is a dictionary, from names to what they are')


def _put_row(table: Table[Row], name: str, row: Row) -> None:
    """Put a row into a table until the next application comes."""
    before = table.get(name)
    table[name] = row

    def undo() -> None:
        if table.get(name) is not row:
            return  # another row has taken its place
        if before is None:
            del table[name]
        else:
            table[name] = before

    _undo.append(undo)


def _kind(name: str, settings: object, problems: list[str]) -> Kind | None:
    """Return the row of a kind: a new one, or that of the table with more options."""
    where = f'cv_kinds["{name}"]'
    if not _NAME.fullmatch(name) or name in _RESERVED:
        problems.append(f'{where}: the name of a kind is a word of small letters that is not taken')
        return None
    if not isinstance(settings, dict):
        problems.append(f'{where} is a dictionary, such as {{"heading": "Digs"}}')
        return None
    texts = {key: settings[key] for key in _TEXTS if isinstance(settings.get(key), str)}
    problems += [
        f'{where} has no "{key}"; it takes {", ".join((*_TEXTS, "options", *_PAIRS))}'
        for key in settings
        if key not in {*_TEXTS, 'options', *_PAIRS}
    ]
    new = Kind(objtype=name, about='', heading=name.capitalize())
    known = KINDS.get(name, new)
    options = {option.name: option for option in known.options}
    for key, option in _items(f'{where}["options"]', settings.get('options', {}), problems):
        options[key] = _option(key, option, f'{where}["options"]', problems)
    also, properties = (
        dict(_items(f'{where}["{key}"]', settings.get(key), problems)) for key in _PAIRS
    )
    return replace(
        known,
        **texts,
        options=tuple(options.values()),
        also={**known.also, **{key: str(value) for key, value in also.items()}},
        properties={**known.properties, **{key: str(name) for key, name in properties.items()}},
    )


def _option(name: str, settings: object, where: str, problems: list[str]) -> Option:
    """Return an option: its words, or a dictionary of its columns."""
    given = {'words': settings} if isinstance(settings, str) else settings
    known = [column.name for column in fields(Option) if column.name != 'name']
    if not isinstance(given, dict):
        problems.append(f'{where}["{name}"] is the words of the option: "Hosted by {{}}"')
        return Option(name)
    for key, allowed in {'at': OPTION_PLACES, 'form': OPTION_FORMS}.items():
        if key in given and given[key] not in allowed:
            problems.append(f'{where}["{name}"]["{key}"] is one of {", ".join(allowed)}')
            given = {other: value for other, value in given.items() if other != key}
    wrong = [key for key in given if key not in known]
    problems += [f'{where}["{name}"] has no "{key}"; it takes {", ".join(known)}' for key in wrong]
    return Option(name, **{key: str(value) for key, value in given.items() if key in known})

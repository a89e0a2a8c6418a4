"""Numbers of papers in a CV, such as J12: given by date, and kept once a file says so."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set
    from pathlib import Path
    from typing import Any

    from sphinx_cv.site.library import Library

NUMBERS_FILE = 'numbers.toml'

# Series, such as "J" -> key of a paper -> its number, or its whole label if it is no number.
KeptNumbers = dict[str, dict[str, int | str]]


class Numbers(NamedTuple):
    """The numbers that the file keeps, and what is wrong with it."""

    kept: KeptNumbers
    problems: tuple[Problem, ...] = ()


def read_numbers(file: Path) -> Numbers:
    """Return what the file keeps; nothing where there is none."""
    try:
        text = file.read_text(encoding='utf-8-sig')
        tables = tomllib.loads(text)
    except FileNotFoundError:
        return Numbers({})
    except (OSError, ValueError) as error:
        reason = getattr(error, 'strerror', '') or str(error)
        found = re.search(r'line (\d+)', reason)
        line = int(found[1]) if found else 1
        problem = f'it cannot be read: {reason}; no number in it holds until that is mended'
        return Numbers({}, (Problem(file.name, line, 'number', problem),))
    kept: KeptNumbers = {}
    problems: list[Problem] = []
    for series, numbers in tables.items():
        table: dict[str, Any] = numbers if isinstance(numbers, dict) else {series: None}
        for key, number in table.items():
            if problem := _problem(series, key, number, kept):
                line = text.count('\n', 0, max(text.find(key), 0)) + 1
                problems.append(Problem(file.name, line, 'number', problem))
            else:
                kept.setdefault(series, {})[key] = number
    return Numbers(kept, tuple(problems))


def _problem(series: str, key: str, number: object, kept: KeptNumbers) -> str:
    if isinstance(number, bool) or not isinstance(number, int | str) or not number:
        return f'{key} has no number; write [J], and below it {key} = 1'
    taken = {value: other for other, value in kept.get(series, {}).items()}
    if number in taken:
        return f'{key} and {taken[number]} have the same number in [{series}]; change one of them'
    return ''


def give(members: Mapping[str, Set[str]], kept: KeptNumbers, library: Library) -> KeptNumbers:
    """Return the numbers of the papers in each series: those kept, then others by their dates.

    The newest paper has the highest number. A number that was given is not given again, even if
    its paper is gone.
    """
    given: KeptNumbers = {}
    for series, keys in members.items():
        before = {library.keys.get(k, k): number for k, number in kept.get(series, {}).items()}
        last = max((n for n in before.values() if isinstance(n, int)), default=0)
        numbers: dict[str, int | str] = {}
        # From the last of a list to its first, for what is alike stands in the order of the file.
        for key in reversed(library.order):
            if key in before:
                numbers[key] = before[key]
            elif key in keys:
                last += 1
                numbers[key] = last
        given[series] = {key: number for key, number in numbers.items() if key in keys}
    return given


def number_label(series: str, number: int | str) -> str:
    """Return a number as it is printed: ``J12``; one that is no number has no letters before it."""
    return f'{series}{number}' if isinstance(number, int) or number.isdecimal() else number


def new_numbers(given: KeptNumbers, kept: KeptNumbers) -> Iterator[tuple[str, str]]:
    """Yield series and key of the papers whose number the file does not keep."""
    for series, numbers in given.items():
        for key in numbers.keys() - kept.get(series, {}).keys():
            yield series, key


def merged(parts: Iterable[Mapping[str, Iterable[str]]]) -> dict[str, set[str]]:
    """Return series -> the keys of all papers in it."""
    members: dict[str, set[str]] = {}
    for part in parts:
        for series, keys in part.items():
            members.setdefault(series, set()).update(keys)
    return members

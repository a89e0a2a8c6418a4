"""The file with numbers about papers and the owner, which the owner keeps; no build fetches one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_cv.formatting.highlights import Metric
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.localized import localize

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

OF_OWNER = ''  # the numbers of the owner stand under no paper
_NEEDED = ('what', 'number', 'source', 'day')
_EXAMPLE = (
    '[{"what": "Citations", "number": 12, "source": "Crossref", "day": "2026-11-01", '
    '"paper": "KEY"}]'
)


def read_metrics(
    file: Path, papers: Collection[str], language: str, report: Callable[[str], None]
) -> dict[str, tuple[Metric, ...]]:
    """Return the numbers by the keys of papers, and those of the owner.

    What is wrong goes to *report* as a sentence, and only that is left out.
    """
    try:
        rows = json.loads(file.read_text(encoding='utf-8'))
    except OSError:
        report(f'there is no file {file.name}; put it beside conf.py')
        return {}
    except ValueError as error:
        report(f'{file.name} is not JSON: {error}; write {_EXAMPLE}')
        return {}
    if not isinstance(rows, list):
        report(f'{file.name} is not a list; write {_EXAMPLE}')
        return {}
    found: dict[str, tuple[Metric, ...]] = {}
    for number, row in enumerate(rows, 1):
        if problem := ''.join(_problem(row, papers)):
            report(f'{file.name}, row {number}: {problem}')
        else:
            localize(row, _NEEDED, language)
            metric = Metric(*(str(row[name]) for name in _NEEDED))
            key = str(row.get('paper', OF_OWNER))
            found[key] = (*found.get(key, ()), metric)
    return found


def _problem(row: object, papers: Collection[str]) -> Iterator[str]:
    """Yield the first thing that is wrong with a row."""
    if not isinstance(row, dict):
        yield f'it is no object; write {_EXAMPLE}'
    elif missing := [name for name in _NEEDED if not _is_said(row, name)]:
        yield f'it has no "{missing[0]}"; each row has {", ".join(_NEEDED)}'
    elif not _is_day(str(row['day'])):
        yield f'"{row["day"]}" is no day; write 2026-11-01'
    elif row.get('paper', OF_OWNER) not in (OF_OWNER, *papers):
        yield f'no paper has the key "{row["paper"]}"'


def _is_said(row: Mapping[str, object], name: str) -> bool:
    value = row.get(name)
    return isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != ''


def _is_day(text: str) -> bool:
    try:
        return bool(PartialDate.parse(text))
    except ValueError:
        return False

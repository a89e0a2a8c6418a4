"""Directives of MyST as text, with options that its reader takes as they are meant."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# MyST reads options as YAML: these begin something else there, or end the value.
_SPECIAL = re.compile(r'^[\s"\'\[\]{}&*!|>%@`#,?-]|:(?:\s|$)|\s#|\s$')


def directive(
    name: str, title: str = '', options: Mapping[str, str] | None = None, body: str = ''
) -> str:
    """Return a directive as a fenced block; options without a value are left out."""
    lines = [f'{{{name}}} {_one_line(title)}'.rstrip()]
    lines += [option(key, value) for key, value in (options or {}).items() if value.strip()]
    if body.strip():
        lines += ['', body.strip()]
    # Markdown allows no backtick behind a fence of backticks.
    sign = '~' if '`' in title else '`'
    fence = sign * max(3, _longest_fence(body, sign) + 1)
    text = '\n'.join(lines)
    return f'{fence}{text}\n{fence}\n'


def option(name: str, value: str) -> str:
    """Return the line of an option, its value in quotes where YAML would read something else."""
    text = _one_line(value)
    if _SPECIAL.search(text):
        text = json.dumps(text, ensure_ascii=False)
    return f':{name}: {text}'


def _one_line(text: str) -> str:
    return ' '.join(text.split())


def _longest_fence(text: str, sign: str) -> int:
    return max((len(run) for run in re.findall(f'{sign}{{3,}}', text)), default=2)

"""Compare what the test suites of peers expect with what we give, suite by suite."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Case(Protocol):
    """One test: where or what it is, what it expects and what we give."""

    @property
    def where(self) -> str: ...
    @property
    def expected(self) -> object: ...
    @property
    def ours(self) -> object: ...
    @property
    def is_alike(self) -> bool: ...


def compare(
    about: str | None, suites: Mapping[str, tuple[str, Callable[[Path], Iterator[Case]]]]
) -> None:
    """Print for each suite that is found how many of its cases are alike.

    *suites* are the name of each -> the pattern of its files in a checkout, and what reads one.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument('folders', nargs='+', type=Path)
    parser.add_argument('--show', action='store_true', help='print what differs')
    options = parser.parse_args()
    for suite, (pattern, cases) in suites.items():
        paths = [path for folder in options.folders for path in folder.glob(pattern)]
        found = [case for path in paths for case in cases(path)]
        if not found:
            continue
        different = [case for case in found if not case.is_alike]
        print(f'{suite:14} {len(found) - len(different):5} of {len(found)} alike')
        for case in different if options.show else ():
            print(f'    {case.where[:200]}')
            print(f'        theirs {str(case.expected)[:300]!r}')
            print(f'        ours   {str(case.ours)[:300]!r}')

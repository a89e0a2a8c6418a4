"""Compare what the test suites of peers expect with what we give, suite by suite.

Each difference was judged once: a line of ``judged.txt`` has its fingerprint, so that nothing of
theirs stands here, who is right and why. What is new shows, and is added there by hand.
"""

from __future__ import annotations

import argparse
import hashlib
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


JUDGED = Path(__file__).with_name('judged.txt')


def fingerprint(*parts: object) -> str:
    """Return what tells a difference from all others and says nothing of it."""
    return hashlib.sha256('\n'.join(map(str, parts)).encode()).hexdigest()[:12]


def judged() -> frozenset[str]:
    """Return the fingerprints of all differences that were looked at."""
    lines = JUDGED.read_text(encoding='utf-8').splitlines()
    return frozenset(line.partition(' ')[0] for line in lines if not line.startswith('#'))


def mark(suite: str, case: Case) -> str:
    """Return the fingerprint of a difference."""
    return fingerprint(suite, case.where, case.expected, case.ours)


def compare(
    about: str | None, suites: Mapping[str, tuple[str, Callable[[Path], Iterator[Case]]]]
) -> None:
    """Print for each suite that is found how many of its cases are alike.

    *suites* are the name of each -> the pattern of its files in a checkout, and what reads one.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument('folders', nargs='+', type=Path)
    parser.add_argument('--show', action='store_true', help='print what differs')
    parser.add_argument('--marks', action='store_true', help='print fingerprints of what is new')
    options = parser.parse_args()
    known = judged()
    for suite, (pattern, cases) in suites.items():
        paths = [path for folder in options.folders for path in folder.glob(pattern)]
        found = [case for path in paths for case in cases(path)]
        if not found:
            continue
        different = [case for case in found if not case.is_alike]
        new = [case for case in different if mark(suite, case) not in known]
        alike = len(found) - len(different)
        print(f'{suite:14} {alike:5} of {len(found)} alike, {len(new)} not judged yet')
        if options.marks:
            print(' '.join(dict.fromkeys(mark(suite, case) for case in new)))
        for case in different if options.show else new:
            print(f'    {case.where[:200]}')
            print(f'        theirs {str(case.expected)[:300]!r}')
            print(f'        ours   {str(case.ours)[:300]!r}')

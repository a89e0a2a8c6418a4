"""Measure the work of a call so that neither the machine nor what else it does can matter."""

from __future__ import annotations

import sys
from time import process_time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

Result = TypeVar('Result')


def work(what: Callable[[], object]) -> int:
    """Return how many instructions of Python a call carries out, those within calls included."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == 'opcode'
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        what()
    finally:
        sys.settrace(before)
    return count


def cost(what: Callable[[], Result]) -> tuple[float, Result]:
    """Return how many plain loops take the processor as long as a call, and what that returns.

    This is rougher than `work`, but counts what libraries do in other languages.
    """
    before = _timed(_loop)[0]
    seconds, result = _timed(what)
    return seconds * 2 / (before + _timed(_loop)[0]), result


def _loop() -> object:
    return {str(number): number for number in range(20_000)}


def _timed(what: Callable[[], Result]) -> tuple[float, Result]:
    begin = process_time()
    result = what()
    return process_time() - begin, result

"""The command ``sphinx-cv``: hands the command line to the command that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.commands import add, check, doctor, new, numbers, sync
from sphinx_cv.commands.completion import make_completion
from sphinx_cv.commands.shape import run

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    new.COMMAND, add.COMMAND, sync.COMMAND, check.COMMAND, doctor.COMMAND, numbers.COMMAND
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    return run((*COMMANDS, make_completion(COMMANDS)), arguments)

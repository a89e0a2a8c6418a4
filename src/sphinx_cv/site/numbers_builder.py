"""The builder ``cvnumbers``, by which the command learns the numbers that the pages give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder

from sphinx_cv.site.entry_lists import new_entry_numbers
from sphinx_cv.site.memory import memory_of

if TYPE_CHECKING:
    from collections.abc import Set


class NumbersBuilder(Builder):
    """A builder that only reads, and leaves the numbers in ``numbers.json``."""

    name = 'cvnumbers'
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        return 'the numbers of papers'

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return docname

    def write_documents(self, docnames: Set[str]) -> None:
        memory = memory_of(self.env)
        found = {series: {**numbers} for series, numbers in memory.numbers.items()}
        for series, new in new_entry_numbers(memory, self.env).items():
            found.setdefault(series, {}).update(new)
        text = json.dumps(found)
        Path(self.outdir, 'numbers.json').write_text(text, encoding='utf-8')

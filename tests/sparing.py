"""Spares builds what is the same in all of them: templates, and what packages offer."""

from __future__ import annotations

import gc
import importlib.metadata
import logging
from typing import TYPE_CHECKING, Any

import jinja2
import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue, registry, theming

if TYPE_CHECKING:
    from types import ModuleType

# Each of them reads what a hundred packages offer, whenever it asks for something.
ASKING: tuple[ModuleType, ...] = (
    pybtex.plugin, registry, sphinxcontrib.bibtex.plugin, theming,
)  # fmt: skip
OFFERED = importlib.metadata.entry_points()
COMPILED: dict[str, object] = {}


class Templates(SandboxedEnvironment):
    """The templates of a theme, compiled by the first build of all, and read by the others."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, bytecode_cache=jinja2.FileSystemBytecodeCache(), **options)

    def compile(self, source: Any, *names: Any, **options: Any) -> Any:
        if names or options or not isinstance(source, str):
            return super().compile(source, *names, **options)
        # A file that is no page, such as a script.
        if source not in COMPILED:
            COMPILED[source] = super().compile(source)
        return COMPILED[source]


def offered(**wanted: str) -> importlib.metadata.EntryPoints:
    """Return what packages offer of a group, as `importlib.metadata.entry_points` does."""
    return OFFERED.select(**wanted)


def spare_repetitions() -> None:
    """Let the builds of this process do what is their own, and no more."""
    jinja2glue.SandboxedEnvironment = Templates
    for module in ASKING:
        vars(module)['entry_points'] = offered
    # Half of the garbage collections, and every line that Sphinx would log for itself alone.
    gc.set_threshold(100_000)
    logging.disable(logging.DEBUG)

"""Spares builds what is the same in all of them: templates, stems, and what packages offer."""

from __future__ import annotations

import gc
import importlib.metadata
import logging
from copy import copy
from typing import TYPE_CHECKING, Any

import jinja2
import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from docutils.frontend import OptionParser
from jinja2.sandbox import SandboxedEnvironment
from sphinx import events, jinja2glue, registry, theming
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from docutils import SettingsSpec

# Each of them reads what a hundred packages offer, whenever it asks for something.
ASKING: tuple[ModuleType, ...] = (
    pybtex.plugin, registry, sphinxcontrib.bibtex.plugin, theming,
)  # fmt: skip
OFFERED = importlib.metadata.entry_points()
# Beside what the extension keeps of each site.
KEPT = jinja2.FileSystemBytecodeCache()
COMPILED: dict[tuple[object, ...], object] = {}
# What a parser of docutils has of the settings of a reader, a parser and a writer; Sphinx makes
# one for each document.
OF_SETTINGS = ('option_list', 'option_groups', 'defaults', 'lists', 'relative_path_settings')
POPULATE = OptionParser.populate_from_components
SETTINGS: dict[tuple[type, ...], dict[str, Any]] = {}
STEM = SearchEnglish.stem
STEMS: dict[str, str] = {}


class Templates(SandboxedEnvironment):
    """The templates of a theme, compiled by the first build of all, and read by the others."""

    def compile(self, source: Any, *names: Any, **options: Any) -> Any:
        if options or not isinstance(source, str):
            return super().compile(source, *names, **options)
        # Of each file, as what is compiled has its name; scripts, for one, have none.
        if (source, names) not in COMPILED:
            COMPILED[source, names] = self._compiled(source, *names)
        return COMPILED[source, names]

    def _compiled(self, source: str, *names: Any) -> Any:
        """Compile a template, unless an earlier run of the tests has."""
        kept = KEPT.get_bucket(self, *map(str, (*names, '', '')[:2]), source)
        if kept.code is None:
            kept.code = super().compile(source, *names)
            KEPT.set_bucket(kept)
        return kept.code


def offered(**wanted: str) -> importlib.metadata.EntryPoints:
    """Return what packages offer of a group, as `importlib.metadata.entry_points` does."""
    return OFFERED.select(**wanted)


def populate(parser: OptionParser, components: Iterable[SettingsSpec]) -> None:
    """Give a parser the settings of *components*, made by the first that asked for the same."""
    kinds = tuple(part if isinstance(part, type) else type(part) for part in components)
    if kinds not in SETTINGS:
        POPULATE(parser, components)
        SETTINGS[kinds] = {name: copy(vars(parser)[name]) for name in OF_SETTINGS}
    else:
        vars(parser).update({name: copy(value) for name, value in SETTINGS[kinds].items()})


def stem(language: SearchEnglish, word: str) -> str:
    """Return the stem of a word, for which Python alone takes long."""
    if word not in STEMS:
        STEMS[word] = STEM(language, word)
    return STEMS[word]


def untold(_: object) -> str:
    """Say nothing of an event, which Sphinx would write out for a line that nobody logs."""
    return ''


def spare_repetitions() -> None:
    """Let the builds of this process do what is their own, and no more."""
    jinja2glue.SandboxedEnvironment = Templates
    OptionParser.populate_from_components = populate
    SearchEnglish.stem = stem
    vars(events)['repr'] = untold
    for module in ASKING:
        vars(module)['entry_points'] = offered
    # Half of the garbage collections, and every line that Sphinx would log for itself alone.
    gc.set_threshold(100_000)
    logging.disable(logging.DEBUG)

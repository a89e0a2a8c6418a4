"""The settings of a project: those that ``conf.py`` gives, and defaults for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config


def given(config: Config) -> set[str]:
    """Return the names of the settings that ``conf.py`` or the command line gives."""
    # Sphinx has no other way to tell a setting that is given from one that has its default.
    return {*config._raw_config, *config.overrides}


def fill_in(config: Config, defaults: Mapping[str, object]) -> None:
    """Set those settings of *defaults* that the project does not give."""
    for name in defaults.keys() - given(config):
        setattr(config, name, defaults[name])

"""The templates of the theme, which Jinja compiles once and not in each build.

That is a tenth of a small build, and as much of one of the warm process of ``make watch``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache, __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = 'cv-templates-{}'  # in the folder of the doctrees, of each version of Jinja


def keep_templates(app: Sphinx) -> None:
    """Have Jinja keep what it compiles of templates, by the digest of each."""
    environment = getattr(getattr(app.builder, 'templates', None), 'environment', None)
    if isinstance(environment, Environment) and app.builder.format == 'html':
        folder = Path(app.doctreedir, FOLDER.format(__version__))
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))

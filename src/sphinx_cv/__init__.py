"""sphinx-cv: an academic CV as a Sphinx site, from Markdown pages and bibliography files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension for Sphinx."""
    # A late import, so that ``sphinx-cv check`` and ``sphinx_cv.links`` do not load all of it.
    from sphinx_cv.extension import setup_cv

    return setup_cv(app)

"""The role that links an object of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class CVRole(XRefRole):
    """A link to an object of the domain; its text is the object's title unless one is given."""

    innernodeclass = nodes.inline

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        # A key with a backtick stands in two of them, and needs blanks at its ends.
        return title.strip(), ' '.join(target.split())

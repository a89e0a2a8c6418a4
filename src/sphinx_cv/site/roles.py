"""The role that links objects of the domain ``cv``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class CVRole(XRefRole):
    """A link to a paper, person or entry; its text is the title unless another is given."""

    innernodeclass = nodes.inline

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        # A key with a backtick is written between double backticks and spaces; these are removed.
        return title.strip(), ' '.join(target.split())

"""The extension ``sphinx_cv.links``: roles that link papers, people and entries of another site.

It is for projects that read the inventory of a CV through ``sphinx.ext.intersphinx``. It needs no
bibliography and writes no page; in a project that has ``sphinx_cv`` it does nothing.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from sphinx.domains import Domain, ObjType

from sphinx_cv.model.kinds import object_types
from sphinx_cv.site.roles import CVRole

if TYPE_CHECKING:
    from collections.abc import Set
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class LinkDomain(Domain):
    """The roles of the domain ``cv``, for objects that another site has."""

    name = 'cv'
    label = 'CV'
    object_types = {name: ObjType(name, name) for name in object_types()}
    roles = {name: CVRole(warn_dangling=True) for name in object_types}

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Do nothing, because the domain has no data."""

    def resolve_any_xref(self, *question: Any, **more: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: what Sphinx finds by itself may be of other domains."""
        return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the roles, unless ``sphinx_cv`` has done so."""
    app.setup_extension('sphinx.ext.intersphinx')
    if not app.registry.has_domain(LinkDomain.name):
        app.add_domain(LinkDomain)
    return {
        'version': version('sphinx-cv'),
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }

"""A site of al-folio; https://github.com/alshedivat/al-folio.

Others import :func:`is_alfolio` and :func:`read_alfolio`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found
from sphinx_cv.commands.new.project import PUBLICATIONS
from sphinx_cv.commands.new.sources.alfolio.cv import read_cv
from sphinx_cv.commands.new.sources.alfolio.owner import read_venues, take_owner, take_people
from sphinx_cv.commands.new.sources.alfolio.pages import (
    read_bibliographies,
    read_home,
    read_others,
    read_projects,
    read_repositories,
)
from sphinx_cv.commands.new.sources.site import OldSite

if TYPE_CHECKING:
    from pathlib import Path

_FOLDERS = ('', 'assets/pdf', 'assets/img', 'assets/img/publication_preview', 'assets')


def is_alfolio(root: Path) -> bool:
    """Return whether a folder is a site of al-folio."""
    return (root / '_config.yml').is_file() and any(
        (root / name).exists() for name in ('_bibliography', '_data/cv.yml', '_data/socials.yml')
    )


def read_alfolio(root: Path) -> Found:
    """Return what stands in the repository of an al-folio site."""
    site = OldSite(root, Found(), _FOLDERS, '_config.yml')
    address = site.config.text('url') + site.config.text('baseurl')
    site.address = '' if 'alshedivat' in address else address.rstrip('/')
    site.pages |= {'publications': 'publications', 'cv': 'cv', 'about': 'index'}
    take_owner(site)
    read_bibliographies(site)
    home, cv = read_home(site), read_cv(site)
    more = [read_projects(site), read_repositories(site), *read_others(site)]
    take_people(site)
    read_venues(site)
    pages = [home, cv, PUBLICATIONS, *more]
    site.found.pages = [page for page in pages if page]
    return site.found

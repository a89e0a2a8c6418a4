"""What comes with the theme as a sample, and tells nothing of the owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model import fold

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.commands.new.sources.front import Document
    from sphinx_cv.commands.new.sources.site import OldSite

# The person of whom the theme's own sample tells.
_SAMPLE = 'albert einstein'
# Words of the pages and settings that come with the theme.
OF_THEME = re.compile(
    r'Every project has a beautiful feature showcase page|Jean shorts raw denim|Lorem ipsum|'
    r'A simple inline announcement|For now, this page is assumed to be a static description|'
    r'You can even add a little note|whitespace theme for academics|An announcement with|'
    r'jekyll, jekyll-theme, academic-website'
)
# Last names in the sample of co-authors.
SAMPLE_PEOPLE = frozenset('adams podolsky rosen bach przibram schrodinger lorentz planck'.split())
# Whose repositories the sample shows.
SAMPLE_REPOSITORIES = frozenset(
    'torvalds alshedivat jekyll twbs facebook tensorflow pytorch'.split()
)


def is_sample(site: OldSite, data: object, path: Path) -> bool:
    """Return whether a file still tells of the theme's sample person; if so, it is left."""
    is_own = fold(str(site.found.owner.get('name', ''))) == _SAMPLE
    if is_own or _SAMPLE not in fold(str(data)[:1500]):
        return False
    what = "it is the theme's sample, of Albert Einstein; write yours, and delete this line"
    site.found.leave(site.tree.place(path), what)
    return True


def is_of_theme(site: OldSite, page: Document) -> bool:
    """Return whether a page came with the theme; if so, it is left."""
    if not OF_THEME.search(page.text):
        return False
    site.found.leave(page.facts.place, "it is the theme's sample")
    return True

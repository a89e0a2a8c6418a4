"""Settings of the manual, a Sphinx project of its own that links to papers of the site."""

import os
import sys
from importlib import metadata
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.inventory import InventoryFile

import sphinx_cv
from sphinx_cv.html.head import SHEETS

sys.path.insert(0, str(Path(__file__).parent))

project = 'sphinx-cv'
author = 'the sphinx-cv contributors'
copyright = author
html_title = 'sphinx-cv'
language = 'en'
version = metadata.version('sphinx-cv')

extensions = ['myst_parser', 'sphinx.ext.intersphinx', 'gallery']
myst_enable_extensions = ['deflist', 'substitution']
myst_heading_anchors = 3
exclude_patterns = ['_build', 'samples']

# The manual lies within the site, so the inventory is a file and the links are relative. Where the
# site has not been built, nothing links to it.
OUTPUT = os.environ.get('READTHEDOCS_OUTPUT') or Path(__file__).parents[1] / '_build'
INVENTORY = Path(OUTPUT, 'html', 'objects.inv')
HAS_SITE = INVENTORY.is_file()
intersphinx_mapping = {'cv': ('../', str(INVENTORY))} if HAS_SITE else {}

# A link to a paper of the site, whosever it is and however its bibliography is called.
FOUND = InventoryFile.loads(INVENTORY.read_bytes(), uri='').data if HAS_SITE else {}
PAPERS = FOUND.get('cv:paper', {})
myst_substitutions = {'paper': f'[](inv:cv:cv:paper#{min(PAPERS)})' if PAPERS else 'the paper'}

html_theme = 'furo'


# Examples look as they do on a site.
html_static_path = ['_static', str(Path(sphinx_cv.__file__).parent / 'html' / 'static')]
html_css_files = ['cv.css', 'gallery.css']
# Readers of e-books know little of CSS.
epub_css_files: list[str] = []
epub_exclude_files = [
    f'_static/{name}' for name in ('gallery.css', 'cv.css', 'cv-epub.css', 'cv.js', *SHEETS)
]


def setup(app: Sphinx) -> None:
    """Make the tables of the manual from the rows that the extension reads."""
    from reference import MADE, MadeDirective
    from tables import TableDirective

    app.add_directive('rows', TableDirective)
    for name in MADE:
        app.add_directive(name, MadeDirective)

"""Settings of the manual, a Sphinx project of its own that links to papers of the site next door."""

from pathlib import Path

project = 'sphinx-cv'
author = 'the sphinx-cv contributors'
copyright = author
html_title = 'sphinx-cv'
language = 'en'

extensions = ['myst_parser', 'sphinx.ext.intersphinx']
myst_enable_extensions = ['deflist']
myst_heading_anchors = 3
exclude_patterns = ['_build']

# The site is built beside the manual, so the inventory is a file and the links are relative.
SITE = Path(__file__).parents[1] / '_build' / 'html'
intersphinx_mapping = {'cv': ('../html/', str(SITE / 'objects.inv'))}

html_theme = 'furo'

"""Settings of the manual, a Sphinx project of its own that links to papers of the site."""

import re
from pathlib import Path

project = 'sphinx-cv'
author = 'the sphinx-cv contributors'
copyright = author
html_title = 'sphinx-cv'
language = 'en'

extensions = ['myst_parser', 'sphinx.ext.intersphinx']
myst_enable_extensions = ['deflist', 'substitution']
myst_heading_anchors = 3
exclude_patterns = ['_build']

# The site is built beside the manual, so the inventory is a file and the links are relative.
ROOT = Path(__file__).parents[1]
intersphinx_mapping = {'cv': ('../html/', str(ROOT / '_build' / 'html' / 'objects.inv'))}

# A link to a paper of the site, whosever it is: to the first one of its bibliography.
KEYS = re.findall(r'(?m)^@\w+\{([^,\s]+),', (ROOT / 'refs.bib').read_text(encoding='utf-8'))
myst_substitutions = {'paper': f'[](inv:cv:cv:paper#{KEYS[0]})'}

html_theme = 'furo'

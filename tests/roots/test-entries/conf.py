project = 'Ann Example'
copyright = 'Ann Example'
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib']
cv_owner = {'name': 'Ann Example'}
cv_people = {'Bob Other': {'url': 'https://example.org/bob', 'aliases': ['Robert Other']}}

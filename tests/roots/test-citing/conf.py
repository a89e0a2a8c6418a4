project = 'Ann Example'
copyright = 'Ann Example'
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib', 'others.bib']
cv_references = ['others.bib']
cv_owner = {'name': 'Ann Example'}
cv_people = {'Bob Other': {'aliases': ['Robert Other']}}

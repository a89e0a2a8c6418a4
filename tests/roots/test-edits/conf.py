project = 'Ann Example'
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib']
cv_owner = {'name': 'Ann Example'}

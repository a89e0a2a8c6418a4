project = author = html_title = 'Ada Example'
extensions = ['myst_parser', 'sphinx_cv', 'sphinx_design', 'sphinx.ext.todo']
myst_enable_extensions = ['dollarmath', 'colon_fence']
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib', 'others.bib']
cv_references = ['others.bib']
cv_owner = {'name': 'Ada Example'}
html_baseurl = 'https://cv.example.org/'
todo_include_todos = True
numfig = True
cv_variants = {'cv-short': {'sections': ['publications'], 'filter': 'selected'}}
cv_cards = False

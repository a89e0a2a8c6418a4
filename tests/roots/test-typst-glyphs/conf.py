project = author = 'Ada Example'
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'

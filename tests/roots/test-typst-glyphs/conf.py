project = author = 'Ada Example'
extensions = ['sphinx_cv']
html_theme = 'basic'

extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib']
html_baseurl = 'https://ann.example.org/'
cv_owner = {
    'name': 'Ann Example',
    'position': 'Professor',
    'affiliation': 'University of Nowhere',
    'email': 'ann@example.org',
}
cv_kinds = {
    'dig': {
        'heading': 'Digs',
        'about': 'field work',
        'resume': 'volunteer',
        'feed': 'Dig: {}',
        'options': {
            'season': {'at': 'title'},
            'director': 'Directed by {}',
            'notes': {'at': 'link', 'words': 'Field notes'},
        },
    },
    'talk': {'options': {'audience': {'words': '{} listeners', 'at': 'end'}}},
}
cv_links = {'notebook': 'Notebook'}
cv_cards = False

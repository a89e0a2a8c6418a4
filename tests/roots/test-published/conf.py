extensions = ['myst_parser', 'sphinx_cv']
project = 'Jane Doe'
bibtex_bibfiles = ['refs.bib']
html_theme = 'basic'
cv_owner = {
    'name': 'Jane Doe',
    'position': 'Professor',
    'affiliation': 'University of Somewhere',
    'email': 'jane@example.org',
    'orcid': '0000-0002-1825-0097',
    'links': {'GitHub': 'https://github.com/doe'},
}
cv_people = {'Richard Roe': {'url': 'https://example.org/roe'}}

project = author = 'Ann Müller'
language = 'en'
extensions = ['myst_parser', 'sphinx_cv']
bibtex_bibfiles = ['refs.bib']
cv_owner = {
    'name': 'Ann Müller',
    'position': 'Professor',
    'affiliation': 'University of Nowhere',
    'email': 'ann@example.org',
    'orcid': '0000-0002-1825-0097',
    'links': {'GitHub': 'https://github.com/example', 'Home page': 'https://example.org/'},
}
cv_people = {'Kurt Gödel': {'url': 'https://example.org/goedel'}}
html_theme = 'furo'
myst_enable_extensions = ['attrs_block', 'dollarmath']

project = author = 'Ada Example'
html_title = project
extensions = ['myst_parser', 'sphinx_cv']
bibtex_bibfiles = ['refs.bib']
cv_owner = {
    'name': 'Ada Example',
    'position': 'Reader',
    'affiliation': 'Test University',
    'email': 'ada@example.org',
    'links': {'Home page': 'https://ada.example.org/'},
}
cv_people = {'Bob Sample': {'url': 'https://bob.example.org/'}}
html_baseurl = 'https://cv.example.org/'
cv_variants = {
    'cv-short': {
        'title': 'Ada Example – Short CV',
        'sections': ['publications', 'Appointments'],
        'filter': 'selected',
        'design': 'modern',
    },
    'cv-recent': {'since': '2023', 'limit': 1},
}

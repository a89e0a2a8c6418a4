project = 'River Lab'
extensions = ['myst_parser', 'sphinx_cv']
bibtex_bibfiles = ['ada.bib', 'bob.bib']
html_baseurl = 'https://rivers.example.org/'
cv_paper_pages = True
cv_outputs = ['papers.bib', 'feed.xml', 'cv-ada.pdf']

cv_lab = {
    'name': 'River Lab',
    'affiliation': 'University of Nowhere',
    'department': 'Department of Rivers',
    'founded': 2012,
    'links': {'GitHub': 'https://github.com/river-lab'},
}
cv_people = {
    'Ada Example': {
        'url': 'members/ada',
        'aliases': ['Ada B. Example'],
        'orcid': '0000-0002-1825-0097',
        'group': 'Faculty',
        'position': 'Professor of Rivers',
        'photo': {'file': 'ada.png', 'alt': 'Ada at a river'},
        'email': 'ada@rivers.example.org',
        'links': {'Code': 'https://github.com/ada'},
    },
    'Bob Other': {'url': 'members/bob', 'group': 'Faculty', 'position': 'Lecturer'},
    'Cleo Third': {'url': 'members/cleo', 'group': 'Doctoral students', 'position': 'Sand'},
    'Dora Fourth': {'url': 'members/dora', 'group': 'Doctoral students', 'position': 'Mud'},
    'Eve Fifth': {'url': 'https://eve.example.org', 'group': 'Alumni', 'position': 'now at Delta'},
    'Finn Sixth': {'group': 'Alumni', 'dates': '2019/2023'},
    'Gus Guest': 'https://gus.example.org',
}
cv_variants = {
    'cv-ada': {'owner': 'Ada Example', 'sections': ['members/ada']},
}
cv_cards = False

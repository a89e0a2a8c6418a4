"""The settings of this site; make it yours by changing the names, the links and the people."""

import os

project = author = html_title = 'Zirui Liu'
copyright = author
language = 'en'

extensions = ['myst_parser', 'sphinx_cv']
bibtex_bibfiles = ['refs.bib']

cv_owner = {
    'name': 'Zirui Liu',
    'aliases': ['Zirui (Ray) Liu'],
    'position': 'Assistant Professor',
    'affiliation': 'University of Minnesota',
    'email': 'zrliu@umn.edu',
    'links': {
        'Google scholar': 'https://scholar.google.com/citations?user=0i1w_egAAAAJ',
        'LinkedIn profile': 'https://www.linkedin.com/in/zirui-liu-432a531a1',
        'Home page': 'https://zirui-ray-liu.github.io/',
        'GitHub': 'https://github.com/zirui-ray-liu',
    },
}

# Their names become links, under every spelling that is listed.
cv_people = {
    'Xia Hu': {'url': 'https://cs.rice.edu/~xh37/index.html', 'aliases': ['Xia (Ben) Hu']},
    'Vladimir Braverman': {'url': 'https://www.cs.jhu.edu/~vova/'},
    'Wenya Xie': {'url': 'https://wenyaxie023.github.io/'},
    'Hao Li': {'url': 'https://nanomaoli.github.io/'},
    'Xinheng Ding': {'url': 'https://asherding.com/'},
    'Guanchu Wang': {'url': 'https://guanchuwang.github.io/'},
    'Shaochen Zhong': {
        'url': 'https://github.com/henryzhongsc',
        'aliases': ['Henry Zhong', 'Shaochen (Henry) Zhong'],
    },
    'Jiayi Yuan': {'url': 'https://github.com/jy-yuan'},
    'Zhimeng Jiang': {'aliases': ['Zhimeng (Stephen) Jiang']},
    'Ruixiang Tang': {'aliases': ['Ruixiang (Ryan) Tang']},
}

# A second PDF, made from the same pages in the same run.
cv_variants = {
    'cv-short': {
        'title': 'Short CV',
        'sections': [
            'appointments',
            'education',
            'publications',
            'teaching',
            'mentoring',
            'service',
        ],
        'filter': 'selected',
        'pages': 2,
    },
}

html_theme = 'furo'
html_static_path = ['_static']
html_favicon = '_static/favicon.svg'
html_baseurl = os.environ.get('READTHEDOCS_CANONICAL_URL', '')

myst_enable_extensions = ['attrs_block', 'deflist', 'dollarmath']

# Everything that is not a page of the site.
exclude_patterns = [
    '_build', '.*', 'benchmarks', 'docs', 'src', 'tests',
    'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md',
]  # fmt: skip

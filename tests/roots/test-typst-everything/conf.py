project = author = 'Ada Example'
html_title = project
extensions = ['sphinx_cv', 'sphinx_design', 'sphinx.ext.todo']
cv_owner = {'name': 'Ada Example', 'position': 'Reader', 'affiliation': 'Test University'}
html_baseurl = 'https://cv.example.org'
suppress_warnings = ['epub.unknown_project_files']

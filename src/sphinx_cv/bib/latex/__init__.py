"""LaTeX and HTML in the fields of a bibliography -> rich text of the model.

Others import :func:`sphinx_cv.bib.latex.fields.parse_latex`. The parser is our own because
pylatexenc read 20 of 70 cases right.
"""

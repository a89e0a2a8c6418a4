"""The CV as a typeset, tagged PDF: doctrees become Typst, and Typst becomes PDF.

The extension imports the builder, :func:`sphinx_cv.pdf.beside.install_pdfs` and the defaults for
Sphinx's own LaTeX builder.
"""

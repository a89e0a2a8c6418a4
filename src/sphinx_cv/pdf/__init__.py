"""The CV as a typeset, tagged PDF: Sphinx's doctrees through Typst."""

"""LaTeX as people write it in BibTeX, in text and in formulas -> the inline tree of the model.

It is our own because pylatexenc gets 20 of 70 fields right that it was measured on.
"""

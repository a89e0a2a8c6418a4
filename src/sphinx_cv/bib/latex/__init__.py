"""LaTeX as people write it in BibTeX, in text and in formulas -> the inline tree of the model."""

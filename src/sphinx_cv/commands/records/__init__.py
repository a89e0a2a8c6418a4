"""Records of papers as services and files have them, each form read into one ``Record``.

Others import ``Record``, and from the other modules the function that reads a form.
"""

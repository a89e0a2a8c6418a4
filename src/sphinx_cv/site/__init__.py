"""The site as Sphinx knows it: its library of papers, its memory, its directives and roles.

The extension registers what stands here; ``html`` and ``pdf`` import the memory and the library,
the nodes and transforms, and what builders make of a site.
"""

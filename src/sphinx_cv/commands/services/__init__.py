"""The public interfaces that are asked: one small module each, from a number to a record.

``WORKS`` of :mod:`sphinx_cv.commands.works` says which of them a number or an address is for.
"""

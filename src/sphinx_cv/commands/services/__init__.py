"""The public services that are asked: a small module for each, from a number to a record.

Others import ``fetch`` of a module, or what it calls otherwise; ``find_work`` of
:mod:`sphinx_cv.commands.works` says which of them a number or an address is for.
"""

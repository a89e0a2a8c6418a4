"""The commands of ``sphinx-cv``: each a module with one ``COMMAND``, a row of the table in ``cli``.

They know files and public interfaces, and no Sphinx; a build never comes here.
"""

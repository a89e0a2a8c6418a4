"""The reader of bibliographies: ``.bib`` files -> papers, and problems with what is wrong in them.

Others import :func:`read_bibliography`, and the functions on names and LaTeX from ``names`` and
``latex``. The subtypes of the problems (of Sphinx's warning type ``cv``):

``file``        a file that cannot be read as it is
``syntax``      a comma, brace, quote or key that is missing or misplaced
``duplicate``   a key or a field that stands twice
``macro``       a bare word that no ``@string`` defines
``reference``   a ``crossref``, ``xdata`` or ``related`` that leads nowhere
``date``        a date that cannot be read
``identifier``  a DOI or another number that is none
``url``         an address that cannot become a link
``field``       a field that an entry lacks
``latex``       LaTeX that is not understood
``name``        a name that is not written as BibTeX wants it
``internal``    an entry that this program fails at: an error of its own
``hint``        nothing wrong, but worth a look: not a warning
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_cv.bib.bibliography import Bibliography as Bibliography
    from sphinx_cv.bib.known import Reading as Reading


def read_bibliography(
    paths: Sequence[Path],
    root: Path | None = None,
    *,
    of_many: bool = False,
    before: Reading | None = None,
) -> Bibliography:
    """Return the papers and problems of the files at *paths*; problems name them from *root*.

    Files *of_many* people may have papers in common. What is as *before* is not made again.
    """
    # A build that takes up what an earlier one has read needs none of the readers.
    from sphinx_cv.bib.bibliography import read
    from sphinx_cv.bib.known import Reading

    return read(paths, root, of_many=of_many, before=before or Reading())

"""The papers in the data structures in which sphinxcontrib-bibtex keeps its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime

from sphinx_cv.site.citations.style import pybtex_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry

    from sphinx_cv.site.library import Library

NO_DATA = BibData('', {}, BibliographyData())


class Entries(Mapping[str, 'Entry']):
    """The papers as pybtex entries, each made when it is first used."""

    def __init__(self, library: Library) -> None:
        self.papers = {**library.references, **library.papers}

    def __getitem__(self, key: str) -> Entry:
        return pybtex_entry(self.papers[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.papers)

    def __len__(self) -> int:
        return len(self.papers)


def bibdata_of(library: Library, encoding: str) -> BibData:
    """Return the data that sphinxcontrib-bibtex would have, had it parsed the files itself."""
    keys = library.keys_by_file
    files = {
        file: BibFile(get_mtime(file), dict.fromkeys(keys.get(file, ()))) for file in library.files
    }
    data = BibliographyData()
    data.entries = Entries(library)
    return BibData(encoding, files, data)

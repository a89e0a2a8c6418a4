"""The CV in the formats of other programs: pure functions, and the table of all files.

Others import the table :data:`EXPORTS`, and from the modules what heads of pages need.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sphinx_cv.export.bibtex import bibtex_file
from sphinx_cv.export.csl import csl_json
from sphinx_cv.export.feed import feed
from sphinx_cv.export.plain import cv_text
from sphinx_cv.export.resume import resume
from sphinx_cv.export.ris import ris
from sphinx_cv.model.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_cv.export.collection import Collection, Keep
    from sphinx_cv.model import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file at the root of the site, which *write* makes of the CV, or *write_papers* of papers.

    With a *suffix*, each paper has such a file beside its page. *write_kept* does as *write_papers*
    from what earlier builds have written of each paper. *label* is what links call the file;
    *about* and *takers* say in the manual what it is and who reads it.
    """

    label: str
    media_type: str
    about: str
    takers: str
    suffix: str = ''
    is_told: bool = False  # whether it has what the pages say, and not only papers and entries
    is_news: bool = False  # whether every page names it, for what it tells changes with the site
    write: Callable[[Collection], str] | None = None
    write_papers: Callable[[Iterable[Paper]], str] | None = None
    write_kept: Callable[[Iterable[Paper], Keep], str] | None = None

    def text(self, collection: Collection) -> str:
        """Return the content of the file at the root of the site."""
        if self.write_kept:
            return self.write_kept(collection.papers, partial(collection.kept, self.suffix))
        if self.write_papers:
            return self.write_papers(collection.papers)
        return self.write(collection) if self.write else ''


EXPORTS = Table({
    'papers.bib': Export(
        label='BibTeX', media_type='application/x-bibtex', suffix='bib', write_papers=bibtex_file,
        write_kept=bibtex_file, about='all papers as BibTeX',
        takers='LaTeX, Zotero, JabRef, Mendeley',
    ),
    'papers.ris': Export(
        label='RIS', media_type='application/x-research-info-systems', suffix='ris',
        write_papers=ris, write_kept=ris, about='all papers as RIS',
        takers='EndNote, library catalogues',
    ),
    'papers.csl.json': Export(
        label='CSL JSON', media_type='application/vnd.citationstyles.csl+json', suffix='json',
        write_papers=csl_json, write_kept=csl_json, about='all papers as CSL-JSON',
        takers='pandoc, Zotero, citation processors',
    ),
    'feed.xml': Export(
        label='', media_type='application/atom+xml', is_news=True, write=feed,
        about='the newest 100 papers, talks and awards as an Atom feed', takers='feed readers',
    ),
    'resume.json': Export(
        label='JSON Resume', media_type='application/json', write=resume,
        about='the CV as [JSON Resume](https://jsonresume.org/schema)',
        takers='job boards, résumé themes',
    ),
    'cv.txt': Export(
        label='Plain text', media_type='text/plain', is_told=True, write=cv_text,
        about='the CV as plain text', takers='forms that take nothing else',
    ),
})  # fmt: skip

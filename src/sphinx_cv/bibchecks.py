"""What an entry lacks, and names of fields that are mistyped."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_cv.bibentries import Draft
    from sphinx_cv.model import Paper

# The fields that matter most; a name close to one of them that is none itself is taken for it.
_CORE = (
    'author', 'title', 'journaltitle', 'booktitle', 'year', 'date', 'editor', 'publisher', 'volume',
    'number', 'pages', 'abstract', 'keywords', 'institution', 'howpublished',
)  # fmt: skip
# Known, though close to a core field.
_OTHERS = frozenset(
    'titles subtitle maintitle eventtitle issuetitle booktitles shortauthor shorttitle sortyear '
    'sortname origdate origyear urldate eventdate update updated editora editorb editorc editors '
    'authortype editortype maintitleaddon titleaddon booktitleaddon numbers authorids authorid '
    'institute pagination bookpagination pagetotal numpages origtitle reprinttitle journalsubtitle '
    'booksubtitle indextitle sorttitle origpublisher shortjournal volumes'.split()
)
# Works that have no author by nature, or one that is an organisation.
_NO_AUTHOR = frozenset(
    'proceedings mvproceedings collection mvcollection periodical reference mvreference online misc '
    'manual software dataset standard set'.split()
)


def mend_names(draft: Draft) -> None:
    """Take a mistyped name such as ``auhtor`` for the field meant, where the entry lacks that."""
    for name in tuple(draft.fields):
        if name in draft.inherited or name in _CORE or name in _OTHERS:
            continue
        meant = _meant(name)
        if meant and meant not in draft.fields:
            message = f'there is no field "{name}"; it is taken for {meant}, write {meant} = {{…}}'
            draft.complain('field', message, name)
            draft.fields[meant] = draft.fields.pop(name)
            draft.offsets[meant] = draft.offsets[name]


@lru_cache(maxsize=1024)
def _meant(name: str) -> str:
    if name == 'journal' or len(name) < 4 or not name.isalpha():
        return ''
    return next(iter(get_close_matches(name, (*_CORE, 'journal'), 1, 0.8)), '')


def check_paper(draft: Draft, paper: Paper) -> None:
    """Report what a reader of the entry would miss."""
    if not paper.title:
        draft.complain('field', 'it has no title; add title = {…}')
    if not (paper.authors or paper.editors or draft.type in _NO_AUTHOR):
        draft.complain('hint', 'it has neither author nor editor; add author = {…}')
    if not (paper.date or paper.date_text):
        draft.complain('hint', 'it has no date; add year = {…}, or date = {…}')

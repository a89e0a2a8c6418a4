"""Checks of entries: mistyped names of fields, and fields that a reader would miss."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.model.fields import field_aliases
from sphinx_cv.model.types import TYPES, old_types, type_of

if TYPE_CHECKING:
    from sphinx_cv.bib.drafts import Draft
    from sphinx_cv.model import Paper

# The fields that matter most; a name one slip away from one of them is taken for it.
_CORE = (
    'author', 'title', 'journal', 'journaltitle', 'booktitle', 'year', 'date', 'editor',
    'publisher', 'volume', 'number', 'pages', 'abstract', 'keywords', 'institution',
    'howpublished',
)  # fmt: skip
_CORE_TYPES = (
    'article', 'book', 'booklet', 'inbook', 'incollection', 'inproceedings', 'conference',
    'manual', 'mastersthesis', 'phdthesis', 'proceedings', 'techreport', 'unpublished', 'online',
    'thesis', 'report', 'patent', 'dataset', 'software', 'collection',
)  # fmt: skip
# Known, though one letter away from a core field.
_OTHERS = frozenset({'volumes', 'editora', 'editorb', 'editorc', 'data', 'tile'})


def mend_names(draft: Draft) -> None:
    """Rename mistyped fields such as ``auhtor`` if the entry lacks the field that was meant."""
    for name in tuple(draft.fields):
        if name in draft.inherited or name in _CORE or name in _OTHERS:
            continue
        meant = field_aliases().get(_meant(name), _meant(name))
        if meant and meant not in draft.fields:
            message = f'there is no field "{name}"; it is taken for {meant}, write {meant} = {{…}}'
            draft.complain('field', message, name)
            draft.fields[meant] = draft.fields.pop(name)
            draft.offsets[meant] = draft.offsets[name]


@lru_cache(maxsize=1024)
def _meant(name: str) -> str:
    if len(name) < 4 or not name.isalpha():
        return ''
    return next((meant for meant in _CORE if _is_slip(name, meant)), '')


def _is_slip(typed: str, meant: str) -> bool:
    """Return whether one letter but the first is missing, added or wrong, or two are swapped."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), -1)
    if at < 0:
        return True  # one is the other with one letter more
    rest, expected = typed[at:], meant[at:]
    swapped = rest[1:2] + rest[0] + rest[2:]
    return expected in {swapped, rest[1:]} or expected[1:] in {rest, rest[1:]}


@lru_cache(maxsize=1024)
def meant_type(name: str) -> str:
    """Return the type that a mistyped one is one slip away from, '' where it is another's."""
    if len(name) < 5 or name in TYPES or name in old_types():
        return ''
    return next((meant for meant in _CORE_TYPES if _is_slip(name, meant)), '')


def check_paper(draft: Draft, paper: Paper) -> None:
    """Report the fields that a reader of the entry would miss."""
    if not paper.title:
        draft.complain('field', 'it has no title; add title = {…}')
    if draft.is_broken:
        return
    if not (paper.authors or paper.editors or type_of(draft.type).unsigned):
        draft.complain('hint', 'it has neither author nor editor; add author = {…}')
    if not (paper.date or paper.date_text):
        draft.complain('hint', 'it has no date; add year = {…}, or date = {…}')

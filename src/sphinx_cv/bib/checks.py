"""Checks of entries: mistyped names of fields, and fields that a reader would miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.bib.grammar import KNOWN_TYPES
from sphinx_cv.bib.slips import CORE_FIELDS, meant_field
from sphinx_cv.model.fields import field_aliases, old_name
from sphinx_cv.model.types import type_of

if TYPE_CHECKING:
    from sphinx_cv.bib.drafts import Draft
    from sphinx_cv.model import Paper

# Known, though one letter away from a core field.
_OTHERS = frozenset({'volumes', 'editora', 'editorb', 'editorc', 'data', 'tile'})
_KNOWN = _OTHERS.union(CORE_FIELDS)

# What entries of types that people made up are called by, the first that one has.
_AS_TITLES = (
    'degree', 'award', 'position', 'role', 'course', 'talk', 'event', 'eventtitle', 'name', 'term',
    'word', 'topic', 'institution', 'organization',
)  # fmt: skip

NO_AUTHOR = 'it has neither author nor editor; add author = {…}'


def mend_names(draft: Draft) -> None:
    """Rename mistyped fields such as ``auhtor`` if the entry lacks the field that was meant."""
    for name in tuple(draft.fields):
        if name in _KNOWN or name in draft.inherited or '://' in draft.fields[name]:
            continue
        if not (slip := meant_field(name)):
            continue
        meant = field_aliases().get(slip, slip)
        if meant not in draft.fields:
            usual = old_name(meant)  # which entries have that have such slips
            message = f'there is no field "{name}"; it is taken for {usual}, write {usual} = {{…}}'
            draft.complain('field', message, name)
            draft.fields[meant] = draft.fields.pop(name)
            draft.offsets[meant] = draft.offsets[name]


def name_strange(draft: Draft) -> None:
    """Call an entry of a type that nobody knows by what it has in place of a title."""
    if draft.type in KNOWN_TYPES or draft.fields.get('title'):
        return
    for name in _AS_TITLES:
        if value := draft.fields.pop(name, ''):
            draft.fields['title'] = value
            draft.offsets['title'] = draft.offsets.get(name, draft.offset)
            return


def check_paper(draft: Draft, paper: Paper) -> None:
    """Report the fields that a reader of the entry would miss."""
    if not paper.title:
        draft.complain('field', 'it has no title; add title = {…}')
    if draft.is_broken:
        return
    kind = type_of(draft.type)
    people = paper.authors or paper.editors or paper.book_authors
    is_signed = people or 'author' in draft.fields  # or else that is said
    is_known = draft.type in KNOWN_TYPES  # other ones are awards, courses, projects …
    if is_known and not (is_signed or kind.unsigned or kind.work == 'talk'):
        draft.complain('hint', NO_AUTHOR)
    # What names a volume has the date of that, which has its own message if it is not there.
    if not (paper.date or paper.date_text or 'crossref' in draft.fields):
        draft.complain('hint', 'it has no date; add year = {…}, or date = {…}')

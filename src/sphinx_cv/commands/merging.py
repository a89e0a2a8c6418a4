"""A preprint in the bibliography and its published form -> one entry, under the key that it has.

Only what says where and when the work came out is exchanged. What the owner wrote by hand stays:
links, notes, marks of authors, a title unless it is the preprint's own word for word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.bibfile.edits import Changes
from sphinx_cv.commands.matching import bare_title
from sphinx_cv.model import fold
from sphinx_cv.model.preprints import eprint, server_in

if TYPE_CHECKING:
    from sphinx_cv.commands.bibfile.manner import Manner
    from sphinx_cv.commands.cleaning import Clean
    from sphinx_cv.model import Paper

# What says where a work came out.
_PLACE = (
    'journaltitle', 'booktitle', 'series', 'volume', 'number', 'pages', 'eid', 'publisher',
    'date', 'doi', 'institution', 'howpublished',
)  # fmt: skip
_OF_PREPRINTS = ('howpublished', 'pubstate', 'journaltitle', 'booktitle', 'publisher', 'volume')
_PASSED = re.compile(
    r'(?:arxiv|preprint|under (?:review|submission)|submitted|to appear|in press|accepted|'
    r'manuscript)[\w\s:.,/()-]{0,40}',
    re.IGNORECASE,
)


def merge(entry: Paper, clean: Clean, manner: Manner, preprint_title: str = '') -> Changes:
    """Return what is to change in the *entry* of a preprint; *preprint_title* is the server's."""
    fields = {name: clean.fields[name] for name in _PLACE if name in clean.fields}
    fields = {name: value for name, value in fields.items() if not _says(entry, name, value)}
    if entry.year == clean.paper.year and 'date' in fields and 'date' in entry.fields:
        del fields['date']
    fields |= _number_of_preprint(entry)
    if preprint_title and _same(preprint_title, entry.title_text):
        fields |= (
            {} if bare_title(entry) == bare_title(clean.paper) else {'title': clean.fields['title']}
        )
    gone = [name for name in _OF_PREPRINTS if _is_home(entry, name) and name not in fields]
    if _PASSED.fullmatch(entry.text('note')):
        gone.append('note')
    if 'date' in fields:
        gone += ['day', *(['month'] if clean.fields['date'].count('-') < 1 else [])]
    return Changes(_written_type(clean, manner), fields, tuple(gone))


def notes_on_merge(entry: Paper, clean: Clean, changes: Changes) -> list[str]:
    """Return what somebody should look at after the merge."""
    said = []
    if bare_title(entry) != bare_title(clean.paper) and 'title' not in changes.fields:
        said.append(f'it was published as "{clean.paper.title_text}"; the title was kept')
    there, new = len(entry.authors), len(clean.paper.authors)
    if there != new and not clean.paper.and_others:
        said.append(f'the published form has {new} authors, the entry {there}; they were kept')
    if 'arxiv' in entry.text('abbr').lower():
        said.append(f'abbr = {{{entry.text("abbr")}}} was kept')
    return said


def _written_type(clean: Clean, manner: Manner) -> str:
    if clean.type == 'thesis' and manner.is_old:
        return clean.fields.get('type', 'phdthesis').replace('mathesis', 'mastersthesis')
    return clean.type


def _says(entry: Paper, name: str, value: str) -> bool:
    """Return whether the entry says so already, in whatever spelling."""
    there = entry.fields.get(name, '')
    if name == 'doi':
        return there.lower() == value.lower()
    return bool(there) and _same(there, value)


def _same(one: str, other: str) -> bool:
    return re.sub(r'[\W_]+', '', fold(one)) == re.sub(r'[\W_]+', '', fold(other))


def _is_home(entry: Paper, name: str) -> bool:
    value = entry.fields.get(name, '')
    return bool(value) and (name == 'pubstate' or server_in(entry.text(name) or value) is not None)


def _number_of_preprint(entry: Paper) -> dict[str, str]:
    """Return the number of the preprint, where it stands in what is exchanged."""
    if 'eprint' in entry.fields:
        return {}
    if number := entry.identifiers.get('arxiv', ''):
        return {'eprint': number, 'eprinttype': 'arxiv'}
    archive, number = eprint(entry)
    number = number or entry.identifiers.get('doi', '')
    return {'eprint': number, 'eprinttype': archive.lower()} if archive and number else {}

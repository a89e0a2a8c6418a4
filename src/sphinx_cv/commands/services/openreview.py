"""OpenReview: papers of conferences that review in public, old and new.

https://docs.openreview.net/reference/api-v2/openapi-definition
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sphinx_cv.commands.records.bibtex import read_bibtex
from sphinx_cv.commands.records.nested import mapping, mappings
from sphinx_cv.commands.records.record import RawRecord, latex_of, people
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.commands.web import Web

# What the venue says of how the paper was presented there.
_SORT = re.compile(r'\s+\(?(?:poster|oral|spotlight|notable[\w -]*%?)\)?$', re.IGNORECASE)
_HOSTS = ('api2.openreview.net', 'api.openreview.net')


def fetch(number: str, web: Web) -> RawRecord:
    """Return the record of the paper whose page is ``forum?id=NUMBER``."""
    for host in _HOSTS:
        answer = web.get_json(f'https://{host}/notes', parameters={'id': number})
        if notes := mappings(answer, 'notes'):
            return _read(notes[0], number)
    raise NotFoundError(f'OpenReview does not know the paper {number}')


def _read(note: Mapping[str, Any], number: str) -> RawRecord:
    # The new interface wraps each value.
    told = {
        name: value.get('value') if isinstance(value, dict) else value
        for name, value in mapping(note, 'content').items()
    }
    fields = _from_content(note, told)
    kind = 'inproceedings' if fields.get('booktitle') else 'unpublished'
    shown = read_bibtex(str(told.get('_bibtex') or ''), 'OpenReview')
    notes: tuple[str, ...] = ()
    if shown:
        kind = shown[0].type
        fields |= {name: value for name, value in shown[0].fields.items() if name != 'url'}
    if 'anonymous' in fields.get('author', '').lower():
        notes = ('the authors are not named yet; run this again after the review',)
    fields['openreview'] = number
    return RawRecord.of('OpenReview', kind, fields, notes=notes)


def _from_content(note: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, str]:
    authors = told.get('authors')
    when = note.get('pdate') or note.get('odate') or note.get('cdate')
    is_out = note.get('pdate') or 'submitted' not in str(told.get('venue', '')).lower()
    year = datetime.fromtimestamp(when / 1000, UTC).year if isinstance(when, int | float) else ''
    code = str(told.get('code') or told.get('code_URL') or told.get('software') or '')
    return {
        'author': people(map(str, authors if isinstance(authors, list) else ())),
        'title': latex_of(told.get('title')),
        'booktitle': latex_of(_SORT.sub('', str(told.get('venue') or ''))) if is_out else '',
        'date': str(year),
        'abstract': latex_of(told.get('abstract')),
        'code': code if code.startswith('https://') else '',
    }

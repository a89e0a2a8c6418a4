"""Entries of BibTeX, from a service or a file, as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.bib.drafts import SourceFile, define_macros, make_draft
from sphinx_cv.bib.grammar import Lines
from sphinx_cv.bib.syntax import split
from sphinx_cv.commands.records.record import RawRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

# What programs put into an entry for themselves, and nobody cites.
_OWN_BUSINESS = frozenset({
    'bibsource', 'biburl', 'timestamp', 'copyright', 'adsurl', 'adsnote', 'reportnumber',
    'abstractnote', 'x-color', 'keywords', 'month_numeric', 'urldate', 'langid', 'internal-note',
    'rights', 'shorttitle', 'note_', 'author_keywords', 'affiliation', 'funding', 'x-fetchedfrom',
})  # fmt: skip


def read_bibtex(text: str, source: str) -> list[RawRecord]:
    """Read every entry of *text*, however it is written."""
    file = SourceFile(source, Lines(text))
    entries, _, _, preambles = split(text)
    file.preamble = '\n'.join(preambles)
    define_macros([(file, entries)])
    drafts = (make_draft(raw, file) for raw in entries if raw.type not in {'string', 'xdata'})
    return [
        RawRecord.of(source, draft.type, _kept(draft.fields))
        for draft in drafts
        if draft.fields.get('title')
    ]


def _kept(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in _OWN_BUSINESS}

"""What a reading of files leaves to the next one, which does not read again what is as it was."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.drafts import Draft
from sphinx_cv.bib.inheritance import granules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.bib.drafts import SourceFile
    from sphinx_cv.bib.grammar import RawEntry
    from sphinx_cv.model import Paper, Written

# Fields by which an entry has more, or another key, than its text says.
_OF_OTHERS = frozenset({'xdata', 'crossref', 'ids'})


class KnownEntry(NamedTuple):
    """An entry as its text alone has it."""

    key: str
    type: str
    offset: int
    fields: Mapping[str, str]
    written: Written
    offsets: Mapping[str, int]


class Reading(NamedTuple):
    """The entries by the marks of their texts, and the papers by digests of what they are made of.

    *made_with* is a digest of what words and commands stand for in the files. An entry is one that
    takes nothing from elsewhere, and a paper one without a problem.
    """

    made_with: bytes = b''
    entries: Mapping[bytes, KnownEntry] = {}
    papers: Mapping[bytes, Paper] = {}


def mark_of(name: str, text: str) -> bytes:
    """Return the mark of a text in the file of that name."""
    return digest(f'{name}\n{text}')


def digest(text: str) -> bytes:
    """Return a digest of *text*, of which a file may hold half a sign."""
    return hashlib.sha256(text.encode(errors='surrogatepass')).digest()


def made_with(sources: Iterable[SourceFile]) -> bytes:
    """Return a digest of what words and commands stand for in files."""
    return digest(repr([(sorted(source.macros.items()), source.preamble) for source in sources]))


def known(draft: Draft) -> KnownEntry | None:
    """Return what the next reading has to know of a draft just made; None if it must make it."""
    if draft.problems or draft.is_broken or draft.fields.keys() & _OF_OTHERS or granules(draft):
        return None
    fields, offsets = {**draft.fields}, {**draft.offsets}  # which checks may change
    return KnownEntry(draft.key, draft.type, draft.offset, fields, draft.written, offsets)


def recalled(entry: KnownEntry, raw: RawEntry, source: SourceFile) -> Draft:
    """Return the draft of an entry that is known."""
    further = raw.offset - entry.offset
    offsets = {name: at + further for name, at in entry.offsets.items()}
    return Draft(
        entry.key, entry.type, source, raw.offset, {**entry.fields}, entry.written, offsets,
        mark=raw.mark,
    )  # fmt: skip

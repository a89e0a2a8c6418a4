"""Papers from reference managers and services: RIS, PubMed and CSL-JSON, as a bibliography."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sphinx_cv.commands.bibfile.manner import Manner
from sphinx_cv.commands.bibfile.writer import write_entry
from sphinx_cv.commands.cleaning import clean
from sphinx_cv.commands.new.found import Found
from sphinx_cv.commands.new.sources.cv_records import BibEntry, excerpt, free_key, leaves
from sphinx_cv.commands.records.csl import read_csl
from sphinx_cv.commands.records.nested import mappings
from sphinx_cv.commands.records.tagged import read_nbib, read_ris
from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_cv.commands.records.record import RawRecord

_TAG = re.compile(r'([A-Z][A-Z0-9]{1,3}) *- (.*)')
# What programs note for themselves.
_OWN = frozenset({
    'TY', 'ER', 'ID', 'DB', 'DP', 'Y2', 'PMID', 'STAT', 'DA', 'OWN', 'LR', 'JID', 'SB', 'EDAT',
    'MHDA', 'CRDT', 'PHST', 'SO', 'PST', 'OTO', 'DCOM', 'LA', 'PL', 'LID', 'AID', 'FAU',
    'id', 'type', 'source', 'indexed', 'citation-key', 'accessed', 'system_id', 'score', 'member',
})  # fmt: skip


def write_papers(records: Iterable[RawRecord]) -> str:
    """Return papers as a bibliography, each under a key of its own."""
    taken: set[str] = set()
    entries = []
    for record in records:
        cleaned = clean(record, (), with_abstract=True)
        key = free_key(BibEntry(cleaned.type, cleaned.fields).key, taken)
        entries.append(write_entry(cleaned.type, key, cleaned.fields, Manner(), {}))
    return '\n\n'.join(entries) + '\n'


def read_tagged(path: Path) -> Found:
    """Return the papers of a RIS file, or of one of PubMed."""
    text = path.read_text(encoding='utf-8-sig', errors='replace')
    read = read_nbib if path.suffix.lower() == '.nbib' else read_ris
    found = _found(read(text, path.name), path.name)
    values = ((m[1], m[2].strip()) for line in text.splitlines() if (m := _TAG.match(line)))
    _tell_unseen(found, path.name, (pair for pair in values if pair[1]))
    return found


def csl_items(data: object) -> list[dict[str, Any]]:
    """Return the items of CSL-JSON, an empty list if *data* are something else."""
    items = mappings(data, 'items') or mappings(data)
    return items if any(item.get('title') and item.get('type') for item in items) else []


def from_csl(items: list[dict[str, Any]], name: str) -> Found:
    """Return the papers of CSL-JSON."""
    found = _found([read_csl(item, name) for item in items], name)
    facts = ((way, str(value)) for item in items for way, value in leaves(item))
    _tell_unseen(found, name, facts)
    return found


def _found(records: list[RawRecord], name: str) -> Found:
    text = write_papers(records) if records else ''
    taken = [f'{name}: {len(records)} papers, as refs.bib']
    return Found(bibliographies={'refs.bib': text} if text else {}, taken=taken)


def _tell_unseen(found: Found, place: str, facts: Iterable[tuple[str, str]]) -> None:
    """Tell of the facts that stand nowhere in what was written."""
    written = _letters(''.join(found.bibliographies.values()))
    for name, value in facts:
        plain = _letters(value)
        words = [word for word in re.split(r'\W+', fold(value)) if word]
        if not plain or name.split(',')[0].split(' ')[0] in _OWN or plain in written:
            continue
        if not all(_letters(word) in written for word in words):
            found.leave(place, f'{name}: "{excerpt(value)}" has no place here')


def _letters(text: str) -> str:
    return re.sub(r'[\W_]+', '', fold(re.sub(r'\\[A-Za-z]+|[{}\\]', '', text)))


def load_json(path: Path) -> object:
    """Return what a file of JSON holds; raise ValueError if it is none."""
    return json.loads(path.read_text(encoding='utf-8-sig'))

"""The bibliographies of a project, open for additions: what is in them, and how they change.

A file with a slip of syntax in it is never written to, nor one that somebody else has changed in
the meantime; and what is written has every entry that was there, letter by letter.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib import read_bibliography
from sphinx_cv.commands.bibfile.blocks import Blocks, EntrySpan, UnfitError, find_blocks
from sphinx_cv.commands.bibfile.edits import Changes, Edit, apply_edits, change_entry
from sphinx_cv.commands.bibfile.keys import KeyManner, learn_keys
from sphinx_cv.commands.bibfile.manner import Manner, learn
from sphinx_cv.commands.bibfile.places import find_place
from sphinx_cv.commands.bibfile.text import BibText, read_bib_text, write_file
from sphinx_cv.commands.bibfile.writer import wanted, write_entry
from sphinx_cv.commands.cleaning import read_fields
from sphinx_cv.commands.matching import Known, make_known
from sphinx_cv.commands.project import shown
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.model import Paper


class Proposal(NamedTuple):
    """A change of one file that has not been made yet."""

    path: Path
    key: str
    text: str  # the whole file as it would be
    entry: str  # the entry as it would be
    diff: tuple[str, ...]


class OpenFile:
    """A bibliography whose bytes, places and habits are known."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.source: BibText = read_bib_text(path)
        self.original = self.source
        self.blocks: Blocks = self._blocks(self.source)
        self.manner: Manner = learn(self.source.even, self.blocks)

    def _blocks(self, source: BibText) -> Blocks:
        try:
            return find_blocks(source.even)
        except UnfitError as error:
            raise CommandError(
                f'{self.name}, {error}; nothing is written to a file with a slip in it: mend it, '
                f'"sphinx-cv check {self.name}" says how',
                Status.FILE,
            ) from error

    def entry(self, key: str) -> EntrySpan | None:
        """Return the entry of that key."""
        return next((entry for entry in self.blocks.entries if entry.key == key), None)

    def propose(self, key: str, new: str, entry: str) -> Proposal:
        """Return the change that makes *new* of the text, proved to keep all other entries."""
        changed = self.source._replace(text=new)
        blocks = self._blocks(changed)
        self._prove(changed, blocks, key)
        before, after = (text.even.splitlines() for text in (self.source, changed))
        diff = difflib.unified_diff(before, after, f'a/{self.name}', f'b/{self.name}', lineterm='')
        return Proposal(self.path, key, new, entry, tuple(diff))

    def _prove(self, changed: BibText, blocks: Blocks, key: str) -> None:
        old = [self.source.cut(e.start, e.end) for e in self.blocks.entries if e.key != key]
        new = [changed.cut(e.start, e.end) for e in blocks.entries if e.key != key]
        if old != new or sum(entry.key == key for entry in blocks.entries) != 1:
            raise CommandError(
                f'{self.name}: "{key}" cannot be written without touching other entries; '
                'nothing was changed, please report this',
                Status.FILE,
            )

    def write(self, proposal: Proposal, *, is_dry: bool = False) -> None:
        """Make the change; if *is_dry*, only for those that follow it."""
        if not is_dry:
            self._save(proposal)
        self.source = self.source._replace(text=proposal.text)
        self.blocks = self._blocks(self.source)

    def _save(self, proposal: Proposal) -> None:
        if read_bib_text(self.path) != self.source:
            raise CommandError(
                f'{self.name} was changed by another program meanwhile; run this again', Status.FILE
            )
        write_file(self.path, self.source.encoded(proposal.text))


class Bibliographies:
    """The papers of a project, and the files that they are in."""

    def __init__(self, paths: Sequence[Path], root: Path, *, is_dry: bool = False) -> None:
        self.paths, self.root, self.is_dry = paths, root, is_dry
        there = [path for path in paths if path.is_file()]
        papers = read_bibliography(there, root).papers
        self.known: Known = make_known(papers)
        self.keys: KeyManner = learn_keys(self.known.papers)
        self._files: dict[Path, OpenFile] = {}

    def file(self, path: Path) -> OpenFile:
        """Return the file at *path*, opened once."""
        if path not in self._files:
            self._files[path] = OpenFile(path, shown(path, self.root))
        return self._files[path]

    def file_of(self, paper: Paper) -> OpenFile:
        """Return the file that *paper* is in."""
        return self.file(next(p for p in self.paths if shown(p, self.root) == paper.file))

    def taken(self) -> set[str]:
        """Return the keys that no new entry may have."""
        return {key for paper in self.known.papers for key in (paper.key, *paper.aliases)}

    def propose_entry(
        self, path: Path, kind: str, fields: Mapping[str, str], key: str = ''
    ) -> Proposal:
        """Return the change that adds an entry; *fields* are those of biblatex."""
        file = self.file(path)
        paper, _ = read_fields(kind, dict(fields), file.name)
        key = key or self.keys.propose(paper, self.taken())
        kept = wanted(kind, fields, file.manner)
        entry = write_entry(kind, key, kept, file.manner, file.blocks.macros)
        span = find_blocks(entry).entries[0]
        years = {paper.key: paper.year for paper in self.known.papers if paper.year}
        if paper.year:
            years[key] = paper.year
        place = find_place(file.source.even, file.blocks, span, years, file.manner.gap)
        added = Edit(place.offset, place.offset, place.before + entry + place.after)
        new = apply_edits(file.source, [added])
        return file.propose(key, new, entry)

    def propose_changes(self, paper: Paper, changes: Changes) -> Proposal | None:
        """Return the change of the entry of *paper*; None if nothing would change."""
        file = self.file_of(paper)
        entry = file.entry(paper.key)
        if entry is None:
            return None
        edits = change_entry(file.source.even, entry, changes, file.manner, file.blocks.macros)
        new = apply_edits(file.source, edits)
        if new == file.source.text:
            return None
        changed = file.source._replace(text=new).even
        after = next(e for e in find_blocks(changed).entries if e.key == paper.key)
        return file.propose(paper.key, new, changed[after.start : after.end])

    def accept(self, proposal: Proposal, paper: Paper) -> None:
        """Make a change, and take in the paper that it adds or changes."""
        self.file(proposal.path).write(proposal, is_dry=self.is_dry)
        self.known.add(paper)

    def patch(self) -> bytes:
        """Return all changes so far as a patch for ``git apply``, in the encoding of the files."""
        return b''.join(_patch(file) for file in self._files.values())


def _patch(file: OpenFile) -> bytes:
    before, after = (
        re.findall(r'[^\n]*\n|[^\n]+', _marked(source)) for source in (file.original, file.source)
    )
    lines = difflib.unified_diff(before, after, f'a/{file.name}', f'b/{file.name}')
    ended = (
        line if line.endswith('\n') else f'{line}\n\\ No newline at end of file\n' for line in lines
    )
    return ''.join(ended).encode(file.source.encoding)


def _marked(source: BibText) -> str:
    return ('\ufeff' if source.mark and source.encoding == 'utf-8' else '') + source.text

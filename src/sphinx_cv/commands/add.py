"""The command ``sphinx-cv add WHAT…``: papers into ``refs.bib``, and entries into pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.add_entry import add_entry, declare_entries
from sphinx_cv.commands.cleaning import Clean, clean
from sphinx_cv.commands.library import Bibliographies, Proposal
from sphinx_cv.commands.matching import Match, same_people
from sphinx_cv.commands.merging import merge, notes_on_merge
from sphinx_cv.commands.options import (
    declare_network,
    declare_writing,
    files_of,
    make_web,
    target_of,
)
from sphinx_cv.commands.project import read_project, shown
from sphinx_cv.commands.services import arxiv
from sphinx_cv.commands.shape import Command, CommandError, Status
from sphinx_cv.commands.survey import preprint_title
from sphinx_cv.commands.works import read_works
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.preprints import is_preprint

if TYPE_CHECKING:
    import argparse

    from sphinx_cv.commands.console import Console
    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.commands.web import Web
    from sphinx_cv.model import Paper

_KEY_SIGNS = frozenset(' ,{}"#%~\\=\'()')


class Outcome(NamedTuple):
    """What became of one work: *status* is added, merged, present, unsure or failed."""

    what: str
    status: str
    key: str = ''
    file: str = ''
    entry: str = ''
    notes: tuple[str, ...] = ()


class Adding(NamedTuple):
    """The adding of works: the library, the file to write to, whom to ask, and the options."""

    library: Bibliographies
    target: Path
    web: Web
    options: argparse.Namespace
    console: Console

    def add(self, record: RawRecord, what: str) -> Outcome:
        """Add one work, or find out that it is there."""
        cleaned = clean(record, self.library.known.papers, with_abstract=self.options.abstract)
        match = self.library.known.find(cleaned.paper, record)
        match = match or self._told_by_arxiv(cleaned)
        if match is None or match.what == 'double' or (self.options.new and not match.is_sure):
            return self._add_new(cleaned, what, match)
        if match.what in {'same', 'preprint'}:
            return self._there(match, what)
        if match.is_sure or self.options.merge:
            return self._merge(match.paper, cleaned, what)
        note = (
            f'this seems to be the published form of "{match.paper.key}" under another title; '
            'add --merge to make one entry of them, or --new to have two'
        )
        return Outcome(what, 'unsure', match.paper.key, match.paper.file, '', (note,))

    def _told_by_arxiv(self, cleaned: Clean) -> Match | None:
        """Return the preprint of which arXiv says that it came out as this paper."""
        doi = cleaned.paper.identifiers.get('doi', '').lower()
        if not doi or is_preprint(cleaned.paper):
            return None
        near = {
            paper.identifiers['arxiv'].lower(): paper
            for paper in self.library.known.papers
            if is_preprint(paper) and 'arxiv' in paper.identifiers
            if same_people(paper, cleaned.paper)
        }
        try:
            records = arxiv.fetch_all(near, self.web) if near else {}
        except CommandError as error:
            self.console.detail(
                f'not asked whether it is the published form of a preprint: {error}'
            )
            return None
        for number, record in records.items():
            if doi in {known.lower() for known in record.related('is-preprint-of')}:
                return Match('published', near[number])
        return None

    def _there(self, match: Match, what: str) -> Outcome:
        note = 'it is there already'
        if match.what == 'preprint':
            note = 'its published form is there already'
        return Outcome(what, 'present', match.paper.key, _file_and_line(match.paper), '', (note,))

    def _add_new(self, cleaned: Clean, what: str, match: Match | None) -> Outcome:
        fields = dict(cleaned.fields)
        if self.options.selected:
            fields['selected'] = 'true'
        proposal = self.library.propose_entry(
            self.target, cleaned.type, fields, self.options.key or ''
        )
        notes = cleaned.notes
        if match:
            notes = (*notes, f'there is another paper of this title: "{match.paper.key}"')
        self._accept(proposal, cleaned.paper)
        return Outcome(what, 'added', proposal.key, shown(proposal.path), proposal.entry, notes)

    def _merge(self, paper: Paper, cleaned: Clean, what: str) -> Outcome:
        file = self.library.file_of(paper)
        changes = merge(paper, cleaned, file.manner, preprint_title(paper, self.web))
        proposal = self.library.propose_changes(paper, changes)
        if proposal is None:
            return self._there(Match('same', paper), what)
        self._accept(proposal, cleaned.paper, list(proposal.diff))
        notes = (
            f'it is the published form of the preprint "{paper.key}", whose key it keeps',
            *notes_on_merge(paper, cleaned, changes),
        )
        return Outcome(what, 'merged', paper.key, shown(file.path), proposal.entry, notes)

    def _accept(self, proposal: Proposal, paper: Paper, diff: list[str] | None = None) -> None:
        if not self.options.json:
            text = self.console.paint_diff(diff) if diff else f'{proposal.entry}\n'
            self.console.write(text)
        self.library.accept(proposal, replace(paper, key=proposal.key))


def _file_and_line(paper: Paper) -> str:
    return f'{paper.file}:{paper.line}' if paper.file else ''


def _run(options: argparse.Namespace, console: Console) -> int:
    if options.what[0] in KINDS and not Path(options.what[0]).exists():
        return add_entry(options, console)
    project = read_project(Path.cwd())
    target = target_of(options, project)
    library = Bibliographies(files_of(target, project), project.root, is_dry=options.dry_run)
    _check_key(options, library)
    library.file(target)  # what cannot be written to need not be asked for
    adding = Adding(library, target, make_web(options, console, project), options, console)
    outcomes: list[Outcome] = []
    status = Status.DONE
    for number, what in enumerate(options.what, 1):
        console.progress(number, len(options.what), what) if len(options.what) > 3 else None
        try:
            for record in read_works(what, adding.web):
                outcomes.append(adding.add(record, what))
                _tell(outcomes[-1], console, options)
        except CommandError as error:
            outcomes.append(Outcome(what, 'failed', notes=(str(error),)))
            console.error(f'{what}: {error}' if len(options.what) > 1 else str(error))
            status = max(status, error.status)
    if options.json:
        console.write_json([outcome._asdict() for outcome in outcomes])
    unsure = any(outcome.status == 'unsure' for outcome in outcomes)
    return max(status, Status.FOUND) if unsure else status


def _tell(outcome: Outcome, console: Console, options: argparse.Namespace) -> None:
    done = {'added': 'added to', 'merged': 'merged in', 'present': 'in', 'unsure': 'see'}
    words = f'would be {done[outcome.status]}' if options.dry_run else done[outcome.status]
    if outcome.status in {'present', 'unsure'}:
        words = done[outcome.status]
    console.note(f'{outcome.key}: {words} {outcome.file}')
    for note in outcome.notes:
        console.warning(note)


def _check_key(options: argparse.Namespace, library: Bibliographies) -> None:
    key = options.key
    if not key:
        return
    if len(options.what) > 1:
        raise CommandError('--key is for one paper; add the others by themselves')
    if _KEY_SIGNS & set(key):
        raise CommandError(f'"{key}" is no key; a key is letters, digits and signs such as : - _')
    if key in library.taken():
        raise CommandError(f'"{key}" is the key of another entry; choose another one')


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        'what',
        nargs='+',
        metavar='WHAT',
        help='a DOI, a number of arXiv, an ISBN, a PubMed id, an address, a file, or - for '
        f'standard input; or a kind of entry ({", ".join(KINDS)}) and its title',
    )
    parser.add_argument('--key', help='the key of the entry, if not one like the others')
    parser.add_argument('--selected', action='store_true', help='mark it as one of the best')
    parser.add_argument(
        '--abstract', action='store_true', help='take the abstract too; whether you may is for you'
    )
    doubt = parser.add_mutually_exclusive_group()
    doubt.add_argument(
        '--merge', action='store_true', help='take it for the published form, if the titles differ'
    )
    doubt.add_argument('--new', action='store_true', help='take it for a paper of its own')
    declare_writing(parser)
    declare_network(parser)
    declare_entries(parser)


COMMAND = Command(
    'add',
    'add papers to the bibliography, or entries to a page',
    'Fetch the record of a paper, clean it, and put it where it belongs in refs.bib, written\n'
    'as the others are; every other byte of the file stays. A paper that is there already is\n'
    'not added again, and the published form of a preprint takes its place under its key.',
    (
        ('sphinx-cv add 10.1038/s41586-021-03819-2', 'by its DOI'),
        ('sphinx-cv add 1706.03762 978-0-262-03561-3', 'by number: arXiv, ISBN, PubMed'),
        ('sphinx-cv add https://aclanthology.org/N19-1423', 'by its page'),
        ('sphinx-cv add --dry-run --key kivi 2402.02750', 'see it first, under your own key'),
        ('sphinx-cv add exported.ris', 'all that a file has: BibTeX, RIS, CSL-JSON, …'),
        ('sphinx-cv add talk "KV caches" --dates 2026-05 --event SIAM', 'an entry of a page'),
    ),
    _declare,
    _run,
)

"""The command ``sphinx-cv sync``: what others list as the owner's works, against ``refs.bib``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_cv.commands.bibfile.text import write_file
from sphinx_cv.commands.library import Bibliographies, Proposal
from sphinx_cv.commands.options import (
    declare_network,
    declare_writing,
    files_of,
    make_web,
    target_of,
)
from sphinx_cv.commands.project import read_project
from sphinx_cv.commands.shape import Command, CommandError, Status
from sphinx_cv.commands.sources import declare_sources, find_sources
from sphinx_cv.commands.survey import TASKS, Ignored, Survey, Wish, propose

if TYPE_CHECKING:
    import argparse

    from sphinx_cv.commands.console import Console
    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.commands.sources import WorkList
    from sphinx_cv.commands.web import Web

_ANSWERS = {'y': 'yes', 'n': 'not now', 'i': 'never: ignore it from now on', 'q': 'stop here'}


class Syncing(NamedTuple):
    """The carrying out of wishes: all that it needs, and what became of each."""

    library: Bibliographies
    target: Path
    web: Web
    ignored: Ignored
    options: argparse.Namespace
    console: Console
    told: list[dict[str, Any]]

    def carry_out(self, wish: Wish) -> bool:
        """Carry out one wish, or leave it; return whether to go on."""
        proposal, notes = propose(wish, self.library, self.target, self.web)
        if proposal is None and wish.task != 'links':
            return True
        answer = self._show(wish, proposal, notes)
        if answer == 'y' and proposal:
            paper = wish.clean.paper if wish.clean else wish.paper
            if paper:
                self.library.accept(proposal, replace(paper, key=proposal.key))
        if answer == 'i':
            self.ignored.add(wish)
        self.told.append(
            {
                'task': wish.task,
                'key': proposal.key if proposal else wish.paper.key if wish.paper else '',
                'words': wish.words,
                'sure': wish.is_sure,
                'accepted': answer == 'y' and proposal is not None,
                'notes': notes,
                'diff': ''.join(f'{line}\n' for line in proposal.diff) if proposal else '',
            }
        )
        return answer != 'q'

    def _show(self, wish: Wish, proposal: Proposal | None, notes: list[str]) -> str:
        """Show a wish; return what is to become of it."""
        console = self.console
        if not self.options.json:
            console.write(f'{console.paint("bold", wish.words)}\n')
            if proposal and not self.options.patch:
                console.write(console.paint_diff(proposal.diff[2:]))
            for note in notes:
                console.warning(note)
        if proposal is None:
            return 'n'
        if self.options.yes or self.options.patch:
            if not wish.is_sure:
                console.warning('this is not certain, and is left for you to decide')
            return 'y' if wish.is_sure else 'n'
        if self.options.dry_run or self.options.json or not console.is_answered:
            return 'n'
        return console.ask('Accept?', _ANSWERS) or 'q'


def _run(options: argparse.Namespace, console: Console) -> int:
    project = read_project(Path.cwd())
    target = target_of(options, project)
    is_dry = options.dry_run or options.patch is not None
    library = Bibliographies(files_of(target, project), project.root, is_dry=is_dry)
    for path in library.paths:
        library.file(path)  # what cannot be written to need not be asked for
    web = make_web(options, console, project)
    tasks = [task for task in TASKS if task not in _skipped(options)]
    survey = Survey(library, web, console, tasks)
    works = _fetch(find_sources(options, project), survey, web)
    ignored = Ignored(project.root)
    syncing = Syncing(library, target, web, ignored, options, console, [])
    for wish in survey.wishes(works):
        if not ignored.has(wish) and not syncing.carry_out(wish):
            break
    _finish(syncing, survey, len(works))
    if survey.failures:
        return max(failure.status for failure in survey.failures)
    is_open = any(not told['accepted'] for told in syncing.told)
    return Status.FOUND if is_open else Status.DONE


def _skipped(options: argparse.Namespace) -> set[str]:
    skipped = {task for listed in options.skip for task in listed.split(',') if task}
    if unknown := skipped - TASKS.keys():
        raise CommandError(f'there is no "{min(unknown)}" to skip; there is {", ".join(TASKS)}')
    return skipped


def _fetch(sources: list[WorkList], survey: Survey, web: Web) -> list[RawRecord]:
    """Return the works of all lists; one that cannot be had does not keep the others."""
    works: list[RawRecord] = []
    for source in sources:
        try:
            found = source.fetch(web)
        except CommandError as error:
            survey.console.error(str(error))
            survey.failures.append(error)
            continue
        survey.console.note(f'{len(found)} works at {source.kind.title}')
        works += found
    if not sources:
        survey.console.warning(
            'no list of works is named; add --orcid ID, or "orcid" to cv_owner in conf.py'
        )
    return works


def _finish(syncing: Syncing, survey: Survey, works: int) -> None:
    """Write the patch, and say what was done."""
    options, console, told = syncing.options, syncing.console, syncing.told
    if options.patch is not None:
        patch = syncing.library.patch()
        if str(options.patch) == '-':
            console.write(patch.decode(errors='surrogateescape'))
        else:
            write_file(options.patch, patch)
    if options.json:
        console.write_json(told)
    counts = ', '.join(
        f'{sum(one["task"] == task for one in told)} {word}'
        for task, word in (
            ('new', 'new'), ('published', 'published since'), ('doi', 'without their DOI'),
            ('links', 'addresses that lead nowhere'),
        )
    )  # fmt: skip
    accepted = sum(one['accepted'] for one in told)
    console.note(
        f'{works} works listed, {survey.there} there already; {counts}; {accepted} accepted'
    )


def _declare(parser: argparse.ArgumentParser) -> None:
    declare_sources(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument('-y', '--yes', action='store_true', help='accept all that is certain')
    how.add_argument(
        '--patch', type=Path, metavar='FILE',
        help='write all that is certain as a patch for "git apply", and change nothing',
    )  # fmt: skip
    parser.add_argument(
        '--skip', action='append', default=[], metavar='TASK', help=f'leave out: {", ".join(TASKS)}'
    )
    declare_writing(parser)
    declare_network(parser)


COMMAND = Command(
    'sync',
    'propose what is new or was published since',
    'Compare the bibliography with what ORCID, arXiv, INSPIRE, DBLP or Zotero list as yours, and\n'
    'propose one by one: new papers, published forms of preprints, missing DOIs; addresses that\n'
    'lead nowhere are told. What you wrote by hand is never overwritten.',
    (
        ('sphinx-cv sync', 'the lists that cv_owner in conf.py links'),
        ('sphinx-cv sync --orcid 0000-0002-1825-0097', 'the list of this person'),
        ('sphinx-cv sync --yes --skip links', 'without questions, as on a schedule'),
        ('sphinx-cv sync --patch sync.patch', 'as a patch; nothing is changed'),
    ),
    _declare,
    _run,
)

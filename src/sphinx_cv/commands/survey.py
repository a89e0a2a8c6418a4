"""What is new, was published since, lacks its DOI or leads nowhere: wishes, nothing changed yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.bibfile.edits import Changes
from sphinx_cv.commands.cleaning import Clean, clean
from sphinx_cv.commands.matching import Match, bare_title, make_known, people_of
from sphinx_cv.commands.merging import merge, notes_on_merge
from sphinx_cv.commands.services import arxiv, doi, pubmed
from sphinx_cv.commands.shape import CommandError, Status
from sphinx_cv.commands.web import NotFoundError
from sphinx_cv.model.fields import link_fields
from sphinx_cv.model.preprints import is_preprint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sphinx_cv.commands.console import Console
    from sphinx_cv.commands.library import Bibliographies, Proposal
    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.commands.web import Web
    from sphinx_cv.model import Paper

_WITH_DOI = frozenset({'article', 'inproceedings', 'incollection'})
TASKS = {
    'new': 'works that are not in the bibliography',
    'published': 'preprints that were published since',
    'doi': 'papers whose DOI is missing',
    'links': 'addresses that lead nowhere',
}


class Wish(NamedTuple):
    """Something to do: of which sort, with which paper, in words, and whether it is certain.

    A new paper is in *clean*; of an entry that is there, *paper*, the published form is in *clean*
    or the DOI in *doi*. An address that leads nowhere can only be told.
    """

    task: str
    words: str
    clean: Clean | None = None
    paper: Paper | None = None
    doi: str = ''
    is_sure: bool = True
    notes: tuple[str, ...] = ()


class Survey:
    """A look at all that is known of the owner's works, and the wishes that come of it."""

    def __init__(
        self, library: Bibliographies, web: Web, console: Console, tasks: Collection[str]
    ) -> None:
        self.library, self.web, self.console, self.tasks = library, web, console, tasks
        self.done: set[str] = set()  # keys of preprints whose published form is found
        self.failures: list[CommandError] = []
        self.there = 0

    def wishes(self, works: Iterable[RawRecord]) -> Iterator[Wish]:
        """Yield what there is to do, given what others list as the owner's works."""
        papers = list(self.library.known.papers)
        yield from self._listed(list(works))
        if 'published' in self.tasks:
            yield from self._published([p for p in papers if is_preprint(p)])
        if 'doi' in self.tasks:
            yield from self._without_doi(papers)
        if 'links' in self.tasks:
            yield from self._dead(papers)

    def _listed(self, works: list[RawRecord]) -> Iterator[Wish]:
        seen = make_known(())
        for number, work in enumerate(works, 1):
            self.console.progress(number, len(works), 'works looked at')
            thin = clean(work, ())
            if seen.find(thin.paper, work):
                continue  # two lists have it
            seen.add(thin.paper)
            match = self._match(thin)
            if match and match.what in {'same', 'preprint'}:
                self.there += 1
                yield from self._missing_doi(match, thin)
            elif wish := self._asked(thin, match):
                yield wish

    def _match(self, thin: Clean) -> Match | None:
        """Return the entry that is the work; a list without people is of the owner's works."""
        if match := self.library.known.find(thin.paper, thin.record):
            return match
        if people_of(thin.paper):
            return None
        same = self.library.known.titles.get(bare_title(thin.paper), [])
        near = [
            p
            for p in same
            if not p.year or not thin.paper.year or abs(p.year - thin.paper.year) < 5
        ]
        if not near or len(bare_title(thin.paper)) < 8:
            return None
        is_new = bool(thin.paper.identifiers.get('doi')) and is_preprint(near[0])
        return Match('published' if is_new and not is_preprint(thin.paper) else 'same', near[0])

    def _missing_doi(self, match: Match, thin: Clean) -> Iterator[Wish]:
        number = thin.paper.identifiers.get('doi', '')
        if 'doi' not in self.tasks or match.what != 'same' or not number:
            return
        if not match.paper.identifiers.get('doi') and not is_preprint(match.paper):
            yield _doi_wish(match.paper, number, thin.record.source)

    def _asked(self, thin: Clean, match: Match | None) -> Wish | None:
        """Return the wish for a work that is new or was published since, of which all is asked."""
        full = self._full(thin)
        again = self.library.known.find(full.paper, full.record)
        match = match if match and match.what == 'published' else again
        if match and match.what in {'same', 'preprint'}:
            self.there += 1
            return None
        if match and match.what == 'published':
            return self._published_wish(match, full)
        if 'new' not in self.tasks:
            return None
        notes = full.notes
        if match:
            notes = (f'there is another paper of this title: "{match.paper.key}"', *notes)
        words = f'new at {thin.record.source}: {full.paper.title_text}'
        return Wish('new', words, full, is_sure=match is None, notes=notes)

    def _full(self, thin: Clean) -> Clean:
        """Return all that is known of a work, as far as somebody can be asked."""
        numbers = thin.paper.identifiers
        is_whole = bool(people_of(thin.paper)) and (
            thin.record.source in {'INSPIRE', 'arXiv'} or 'doi' not in numbers
        )
        if is_whole:
            return clean(thin.record, self.library.known.papers)
        for name, ask in (('doi', doi.fetch), ('arxiv', arxiv.fetch), ('pmid', pubmed.fetch)):
            if name not in numbers:
                continue
            try:
                return clean(ask(numbers[name], self.web), self.library.known.papers)
            except NotFoundError as error:
                self.console.detail(str(error))
            except CommandError as error:
                self._fail(error)
        return clean(thin.record, self.library.known.papers)

    def _published_wish(self, match: Match, full: Clean) -> Wish | None:
        if match.paper.key in self.done or 'published' not in self.tasks:
            return None
        self.done.add(match.paper.key)
        where = full.paper.text('journaltitle', 'booktitle') or full.record.source
        words = f'"{match.paper.key}" was published: {where}, {full.paper.year or "no date"}'
        notes = full.notes
        if not match.is_sure:
            notes = (f'the title is another one: {full.paper.title_text}', *notes)
        return Wish('published', words, full, match.paper, is_sure=match.is_sure, notes=notes)

    def _published(self, preprints: list[Paper]) -> Iterator[Wish]:
        """Yield those preprints of which arXiv, Crossref or a search says that they came out."""
        open_ones = [paper for paper in preprints if paper.key not in self.done]
        numbers = {p.identifiers['arxiv']: p for p in open_ones if 'arxiv' in p.identifiers}
        try:
            told = arxiv.fetch_all(numbers, self.web) if numbers else {}
        except CommandError as error:
            self._fail(error)
            told = {}
        for count, paper in enumerate(open_ones, 1):
            self.console.progress(count, len(open_ones), 'preprints looked at')
            record = told.get(paper.identifiers.get('arxiv', '').lower())
            if found := self._came_out_as(paper, record):
                full = clean(found, self.library.known.papers)
                wish = self._published_wish(Match('published', paper), full)
                if wish and not self._is_there(full, paper):
                    yield wish

    def _is_there(self, full: Clean, preprint: Paper) -> bool:
        """Return whether the published form has an entry of its own already."""
        match = self.library.known.find(full.paper, full.record)
        return bool(match and match.paper.key != preprint.key and match.what == 'same')

    def _came_out_as(self, paper: Paper, record: RawRecord | None) -> RawRecord | None:
        try:
            if record and (dois := record.related('is-preprint-of')):
                return doi.fetch(dois[0], self.web)
            number = paper.identifiers.get('doi', '')
            if number and not number.lower().startswith('10.48550/'):
                own = doi.fetch(number, self.web)
                dois = own.related('is-preprint-of')
                return doi.fetch(dois[0], self.web) if dois else None
            return self._searched(paper)
        except NotFoundError:
            return None
        except CommandError as error:
            self._fail(error)
            return None

    def _searched(self, paper: Paper) -> RawRecord | None:
        """Return what Crossref has under the very title and people of *paper*, no preprint."""
        people = paper.authors or paper.editors
        if not people or len(bare_title(paper)) < 12:
            return None
        for record in doi.search(f'{paper.title_text} {people[0].family}', self.web):
            found = clean(record, ()).paper
            years = abs((found.year or 0) - (paper.year or 0)) if paper.year else 0
            if bare_title(found) != bare_title(paper) or is_preprint(found) or years > 4:
                continue
            if found.identifiers.get('doi') and len(people_of(found) & people_of(paper)) * 2 >= len(
                people_of(paper)
            ):
                return record
        return None

    def _without_doi(self, papers: list[Paper]) -> Iterator[Wish]:
        lacking = [
            paper
            for paper in papers
            if paper.type in _WITH_DOI
            and not paper.identifiers.get('doi')
            and not is_preprint(paper)
            and paper.key not in self.done
        ]
        for count, paper in enumerate(lacking, 1):
            self.console.progress(count, len(lacking), 'papers without DOI looked up')
            try:
                record = self._searched(paper)
            except CommandError as error:
                self._fail(error)
                return
            same_year = record and clean(record, ()).paper.year == paper.year
            if record and same_year:
                yield _doi_wish(paper, record.fields['doi'], 'Crossref')

    def _dead(self, papers: list[Paper]) -> Iterator[Wish]:
        links = {
            link.url: paper
            for paper in reversed(papers)
            for link in paper.links
            if link.kind in link_fields() and link.url.startswith('https://')
        }
        for count, (url, paper) in enumerate(reversed(links.items()), 1):
            self.console.progress(count, len(links), 'addresses looked at')
            if wrong := self.web.is_alive(url):
                yield Wish('links', f'"{paper.key}": {url} is {wrong}', paper=paper)

    def _fail(self, error: CommandError) -> None:
        if str(error) not in map(str, self.failures):
            self.failures.append(error)
            self.console.error(str(error))


def _doi_wish(paper: Paper, number: str, source: str) -> Wish:
    words = f'"{paper.key}" has a DOI at {source}: {number}'
    return Wish('doi', words, paper=paper, doi=number)


def propose(
    wish: Wish, library: Bibliographies, target: Path, web: Web
) -> tuple[Proposal | None, list[str]]:
    """Return the change that a wish asks for, if it is one of a file, and what to look at then."""
    if wish.task == 'new' and wish.clean:
        cleaned = wish.clean
        return library.propose_entry(target, cleaned.type, cleaned.fields), list(wish.notes)
    if wish.task == 'published' and wish.clean and wish.paper:
        file = library.file_of(wish.paper)
        changes = merge(wish.paper, wish.clean, file.manner, preprint_title(wish.paper, web))
        said = [*wish.notes, *notes_on_merge(wish.paper, wish.clean, changes)]
        return library.propose_changes(wish.paper, changes), said
    if wish.task == 'doi' and wish.paper:
        return library.propose_changes(wish.paper, Changes('', {'doi': wish.doi})), list(wish.notes)
    return None, list(wish.notes)


def preprint_title(paper: Paper, web: Web) -> str:
    """Return the title that arXiv has for a preprint, '' where it cannot be asked."""
    number = paper.identifiers.get('arxiv', '')
    if not number:
        return ''
    try:
        record = arxiv.fetch_all([number], web).get(number.lower())
    except CommandError:
        return ''
    return record.fields.get('title', '') if record else ''


IGNORED_FILE = 'sync-ignored.txt'  # beside conf.py
_HEADER = '# What "sphinx-cv sync" does not propose again; take a line out to be asked.\n'


class Ignored:
    """Wishes turned down for good, a line for each: its task, a number or title, and a remark."""

    def __init__(self, root: Path) -> None:
        self.path = root / IGNORED_FILE
        text = self.path.read_text(encoding='utf-8') if self.path.is_file() else ''
        self.names = {line.partition('  #')[0].strip() for line in text.splitlines()}

    def has(self, wish: Wish) -> bool:
        """Return whether the wish was turned down for good."""
        return _line_of(wish) in self.names

    def add(self, wish: Wish) -> None:
        """Turn a wish down for good."""
        is_new = not self.path.exists()
        self.names.add(_line_of(wish))
        try:
            with self.path.open('a', encoding='utf-8') as file:
                file.write(f'{_HEADER if is_new else ""}{_line_of(wish)}  # {wish.words}\n')
        except OSError as error:
            raise CommandError(f'{self.path}: cannot be written ({error})', Status.FILE) from error


def _line_of(wish: Wish) -> str:
    if wish.clean:
        number = wish.clean.paper.identifiers.get('doi') or bare_title(wish.clean.paper)
        return f'{wish.task} {number}'
    return f'{wish.task} {wish.paper.key if wish.paper else ""} {wish.doi}'.strip()

"""A collection -> the CV as plain text, for forms that take nothing else.

Lines are not wrapped: a form or an editor does that to its own width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.bib.names import match_owner
from sphinx_cv.formatting.bylines import byline, quotable, stop
from sphinx_cv.formatting.marks import legend, shown
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.kinds import KINDS, PAPERS_HEADING
from sphinx_cv.model.text import one_line, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.export.collection import Collection
    from sphinx_cv.model import Entry, Owner, Paper, Person


def cv_text(collection: Collection) -> str:
    """Return the whole CV."""
    blocks = ['\n'.join(_head(collection))]
    for heading, lines in _sections(collection):
        if lines:
            blocks.append('\n'.join([heading.upper(), '', *lines]))
    return '\n\n'.join(blocks) + '\n'


def _sections(collection: Collection) -> Iterator[tuple[str, list[str]]]:
    """Yield headings and lines in the order of a CV, where papers follow some of the entries."""
    is_owner = match_owner(collection.owner).matches
    kinds = KINDS.having('heading')
    sections = {
        name: (row.heading, [f'- {_entry_line(e)}' for e in collection.entries if e.kind == name])
        for name, row in kinds.items()
    }
    yield from (sections[name] for name, row in kinds.items() if row.before_papers)
    lines = [f'- {_paper_line(paper, is_owner)}' for paper in collection.papers]
    yield PAPERS_HEADING, [*lines, *filter(None, [legend(collection.papers)])]
    yield from (sections[name] for name, row in kinds.items() if not row.before_papers)


def _head(collection: Collection) -> Iterator[str]:
    owner = collection.owner
    yield owner.name
    if place := ', '.join(part for part in (owner.position, owner.affiliation) if part):
        yield place
    if owner.email:
        yield f'E-mail: {written_email(owner)}'
    if owner.orcid:
        yield f'ORCID: {owner.orcid}'
    if collection.url:
        yield collection.url
    yield from (f'{label}: {url}' for label, url in owner.links.items())


def written_email(owner: Owner) -> str:
    """Return the address as a person reads it out, unless the owner wants it in clear."""
    return owner.email if owner.show_email else owner.email.replace('@', ' (at) ')


def _entry_line(entry: Entry) -> str:
    kind, fields = KINDS[entry.kind], entry.fields
    names = (*kind.before, *kind.after, 'unit', 'organization', 'place')
    parts = [entry.title, *(fields.get(name, '') for name in names)]
    parts += [_lower(words.format(fields[name])) for name, words in kind.below if fields.get(name)]
    dates = ', '.join(stretch.words for stretch in entry.dates)
    return one_line(', '.join(part for part in (*parts, dates) if part))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _paper_line(paper: Paper, is_owner: Callable[[Person], bool]) -> str:
    record = record_of(paper)
    rate, where = record.text('acceptance_rate'), plain_text(record.venue)
    doi = record.text('doi')
    number = f'doi:{doi}' if doi else record.numbered
    parts = (
        byline(paper, shown, kept=is_owner),
        f'“{plain_text(quotable(paper.title)) or paper.key}”',
        where,
        record.text('award'),
        f'Acceptance rate: {rate}' if rate else '',
        record.text('impact'),
        number if number not in where else '',
    )
    return one_line(' '.join(part + stop(part) for part in parts if part))

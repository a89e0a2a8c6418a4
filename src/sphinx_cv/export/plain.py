"""A collection -> the CV as plain text, for forms that take nothing else.

Lines are not wrapped: a form or an editor does that to its own width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.bib.names import match_owner
from sphinx_cv.formatting.bylines import byline, quotable, stop
from sphinx_cv.formatting.facts import eprint, one_line
from sphinx_cv.formatting.marks import legend, shown
from sphinx_cv.formatting.venues import venue
from sphinx_cv.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.export.collection import Collection
    from sphinx_cv.model import Entry, Owner, Paper, Person

# Kind of entry -> the heading of its section, in the order of a CV; papers follow the awards.
HEADINGS = {
    'position': 'Appointments',
    'degree': 'Education',
    'award': 'Awards and Recognition',
    'paper': 'Publications',
    'talk': 'Talks',
    'course': 'Teaching',
    'mentee': 'Mentoring',
    'service': 'Service',
}
_DETAILS = ('role', 'degree', 'topic', 'event', 'unit', 'organization', 'place')


def cv_text(collection: Collection) -> str:
    """Return the whole CV."""
    blocks = ['\n'.join(_head(collection))]
    is_owner = match_owner(collection.owner).matches
    for kind, heading in HEADINGS.items():
        if kind == 'paper':
            lines = [f'- {_paper_line(paper, is_owner)}' for paper in collection.papers]
            lines += filter(None, [legend(collection.papers)])
        else:
            entries = (entry for entry in collection.entries if entry.kind == kind)
            lines = [f'- {_entry_line(entry)}' for entry in entries]
        if lines:
            blocks.append('\n'.join([heading.upper(), '', *lines]))
    return '\n\n'.join(blocks) + '\n'


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
    dates = ', '.join(stretch.words for stretch in entry.dates)
    parts = [entry.title, *(entry.fields.get(name, '') for name in _DETAILS)]
    if advisor := entry.fields.get('advisor'):
        parts.append(f'advised by {advisor}')
    return one_line(', '.join(part for part in (*parts, dates) if part))


def _paper_line(paper: Paper, is_owner: Callable[[Person], bool]) -> str:
    rate, where = paper.text('acceptance_rate'), plain_text(venue(paper))
    parts = (
        byline(paper, shown, kept=is_owner),
        f'“{plain_text(quotable(paper.title)) or paper.key}”',
        where,
        paper.text('award'),
        f'Acceptance rate: {rate}' if rate else '',
        paper.text('impact'),
        number if (number := _identifier(paper)) not in where else '',
    )
    return one_line(' '.join(part + stop(part) for part in parts if part))


def _identifier(paper: Paper) -> str:
    if doi := paper.identifiers.get('doi', ''):
        return f'doi:{doi}'
    archive, number = eprint(paper)
    return f'{archive}:{number}' if archive and number else ''

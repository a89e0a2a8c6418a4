"""A collection -> the CV as plain text, for forms that take nothing else.

Lines are not wrapped: a form or an editor does that to its own width.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.names import match_owner
from sphinx_cv.export.resume import is_web
from sphinx_cv.formatting.bylines import byline, quotable, quoted, stop
from sphinx_cv.formatting.highlights import contribution_line, metrics_line
from sphinx_cv.formatting.languages import in_own_language
from sphinx_cv.formatting.marks import behind, legend
from sphinx_cv.formatting.names import Look
from sphinx_cv.formatting.record import record_of, venue_line
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.options import Option
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.text import one_line, plain_text
from sphinx_cv.model.words import _, comma, continued

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_cv.export.collection import Collection
    from sphinx_cv.formatting.highlights import Metric
    from sphinx_cv.formatting.names import NameStyle
    from sphinx_cv.model import Entry, Owner, Paper, Person
    from sphinx_cv.model.entries import Block

_ADDRESS = regex(r'(?<=[\w.-])@(?=[\w-]+\.)')
_PLAIN = Look()
TOP_LEVELS = 2  # of headings in capitals: those of pages, and of sections of the home page


def cv_text(collection: Collection) -> str:
    """Return the whole CV: what its pages say, in their order and under their headings."""
    text = '\n'.join(_head(collection))
    papers = cache(lambda: {paper.key: paper for paper in collection.papers})
    manner = _Manner(
        match_owner(collection.owner).matches,
        collection.style,
        collection.signs,
        collection.metrics,
        partial(collection.kept, 'txt'),
    )
    for page in collection.told:
        shown = _without_empty(page, collection.owner)
        text += collection.kept_page(page, partial(_page, shown, papers, manner))
    return text.rstrip('\n') + '\n'


class _Manner(NamedTuple):
    """The manner of naming people: who the owner is, in which style, and with which signs."""

    is_owner: Callable[[Person], bool]
    style: NameStyle
    signs: Mapping[str, Look]
    metrics: Mapping[str, Sequence[Metric]]
    kept: Callable[[Paper, Callable[[], str]], str]

    def look(self, person: Person) -> Look:
        return self.signs.get(person.name, _PLAIN) if self.signs else _PLAIN

    def behind(self, person: Person) -> str:
        if not (person.annotations or self.signs):
            return ''  # as behind nearly everybody
        return behind(person, self.look(person).sign)

    def line(self, paper: Paper) -> str:
        return self.kept(paper, lambda: _paper_line(paper, self))


def _without_empty(page: Sequence[Block], owner: Owner) -> list[Block]:
    """Return a page without headings below which nothing stands, and without the owner's name."""
    kept: list[Block] = []
    for block in reversed(page):
        if block.sort == 'heading':
            if block.words in {owner.name, *owner.aliases}:
                continue
            above = kept[-1] if kept else None
            if above is None or (above.sort == 'heading' and above.depth <= block.depth):
                continue
        kept.append(block)
    return kept[::-1]


def _page(page: Sequence[Block], papers: Callable[[], Mapping[str, Paper]], manner: _Manner) -> str:
    return ''.join(_pieces(page, papers(), manner))


def _pieces(page: Sequence[Block], papers: Mapping[str, Paper], manner: _Manner) -> Iterator[str]:
    """Yield the text of a page, each piece with the line breaks before it."""
    listed = [papers[key] for block in page for key in block.names if key in papers]
    last = max((i for i, block in enumerate(page) if block.sort == 'papers'), default=-1)
    before = ''
    for index, block in enumerate(page):
        indent = '' if block.sort == 'heading' else '  ' * block.depth
        lines = [indent + line for line in _lines(block, papers, manner)]
        if index == last and (meaning := legend(listed, manner.look)):
            lines += [meaning]
        if lines:
            is_next = block.sort in _LISTED and before in _LISTED
            close = block.sort != 'heading' and (is_next or block.depth)
            yield ('\n' if close else '\n\n') + '\n'.join(lines)
            before = block.sort


_LISTED = {'item', 'entry', 'papers'}


def _lines(block: Block, papers: Mapping[str, Paper], manner: _Manner) -> list[str]:
    match block.sort:
        case 'heading':
            return [block.words.upper() if block.depth <= TOP_LEVELS else block.words]
        case 'papers':
            numbers = dict(zip(block.names, block.numbers, strict=False))
            return [
                f'- {_number(numbers.get(key, ""))}{manner.line(papers[key])}'
                for key in block.names
                if key in papers
            ]
        case 'entry':
            number = _number(*block.numbers[:1])
            return [f'- {number}{_read_out(entry_line(block.entry))}'] if block.entry else []
        case 'item':
            return [f'- {block.words}'] if block.words else []
    return [block.words] if block.words else []


def _number(number: object = '') -> str:
    """Return the number of a paper or an entry, as it stands before it."""
    return f'[{number}] ' if number else ''


def _head(collection: Collection) -> Iterator[str]:
    owner = collection.owner
    yield owner.name or collection.group
    told = (owner.shown(name, 'exports') for name in ('pronouns', 'tagline'))
    yield from filter(None, (*told, owner.where))
    yield from filter(None, (owner.shown('address', 'exports'), owner.shown('phone', 'exports')))
    rows = owner.rows if owner.shown('rows', 'exports') else {}
    yield from (f'{name}: {row}' for name, row in rows.items())
    if owner.email:
        yield _('E-mail: {}').format(written_email(owner))
    if owner.orcid:
        yield f'ORCID: {owner.orcid}'
    if collection.url:
        yield collection.url
    yield from (f'{label}: {url}' for label, url in owner.links.items())
    if owner.shown('summary', 'exports'):
        yield ''
        yield from (one_line(part) for part in owner.summary.split('\n\n') if part.strip())


def written_email(owner: Owner) -> str:
    """Return the address as a person reads it out, unless the owner wants it in clear."""
    return owner.email if owner.show_email else owner.email.replace('@', ' (at) ')


def entry_line(entry: Entry) -> str:
    """Return an entry in one line of text."""
    kind, fields = KINDS[entry.kind], entry.fields
    common = [Option(name) for name in ('unit', 'organization')]
    where = [*common, *kind.at('after'), Option('place'), *kind.at('end')]
    line = [*kind.at('title', 'before'), *where]
    parts = [entry.title, *(option.said(fields) for option in line)]
    parts += [_continued(option, fields) for option in kind.at('below', 'beside')]
    parts += [entry.stretches, *_addresses(entry)]
    return one_line(comma().join(part for part in parts if part))


def _addresses(entry: Entry) -> Iterator[str]:
    """Yield the web addresses of an entry, behind the words that link them on pages."""
    fields = entry.fields
    words = {'url': fields.get('link-text', ''), **KINDS[entry.kind].links}
    for name, label in words.items():
        if is_web(address := fields.get(name, '')):
            said = _(label) if name != 'url' else label
            yield f'{said}: {address}' if said else address


def _continued(option: Option, fields: Mapping[str, str]) -> str:
    """Return an option in words that go on in a line."""
    said = option.said(fields)
    return said if _(option.words).startswith('{') else continued(said)


def _read_out(words: str) -> str:
    """Return words without the e-mail addresses of others as harvesters look for them."""
    return _ADDRESS.sub(' (at) ', words)


@in_own_language
def _paper_line(paper: Paper, manner: _Manner) -> str:
    record = record_of(paper)
    rate, where = record.text('acceptance_rate'), plain_text(venue_line(paper, manner.style))
    doi, central = record.text('doi'), record.text('pmcid')
    number = f'doi:{doi}' if doi else record.numbered
    parts = (
        byline(paper, manner.style, manner.behind, manner.is_owner),
        quoted(plain_text(quotable(paper.title)) or paper.key),
        where,
        record.text('award'),
        _('Acceptance rate: {rate}').format(rate=rate) if rate else '',
        record.text('impact'),
        number if number not in where else '',
        f'PMCID: {central}' if central else '',
        *(plain_text(paper.sentences(*names)) for names in FIELDS.names('remark').values()),
        contribution_line(paper.text('contribution')),
        metrics_line(manner.metrics.get(paper.key, ())),
    )
    return one_line(' '.join(part + stop(part) for part in parts if part))

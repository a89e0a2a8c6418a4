"""Entries: the lines of a CV that are no papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.words import _, comma

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.model.dates import DateRange

# What became of something, or will, in the words that people write behind dates.
STATES = (
    'expected', 'anticipated', 'incoming', 'ongoing', 'declined', 'discontinued', 'scheduled',
    'planned', 'deferred', 'cancelled', 'canceled', 'tentative',
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the CV that is not a paper: a position, a degree, a talk and so on."""

    kind: str
    key: str
    title: str
    dates: tuple[DateRange, ...] = ()
    when: str | None = None  # the dates in words, if these are not those of the dates
    fields: Mapping[str, str] = field(default_factory=dict)  # option -> value, as text
    around: Mapping[str, str] = field(default_factory=dict)  # the same of the entry that it is in
    highlights: tuple[str, ...] = ()  # the items of the lists below it
    text: str = ''  # the paragraphs below it
    within: tuple[str, ...] = ()  # the anchors of the entries that it is in, the outermost first
    page: str = ''  # the name of the document on which it is written

    @property
    def stretches(self) -> str:
        """When it was, in words, with its status."""
        words = self.when
        if words is None:
            words = comma().join(stretch.words for stretch in self.dates)
        status = f'({self.status})' if self.status else ''
        return ' '.join(part for part in (words, status) if part)

    @property
    def status(self) -> str:
        """What became of it, in words."""
        written = self.fields.get('status', '')
        return _(written.lower()) if written.lower() in STATES else written

    @property
    def host(self) -> str:
        """The organization of the entry around it, which is that itself if this is a role there."""
        is_role = self.around.get('kind') == self.kind
        return self.around.get('organization') or (self.around['title'] if is_role else '')

    @property
    def tags(self) -> tuple[str, ...]:
        """The words by which lists choose it."""
        return tuple(t.strip() for t in self.fields.get('tags', '').split(',') if t.strip())


class Named(NamedTuple):
    """What a link in a text names, whose title stands there: a type of object, and its name."""

    kind: str
    target: str


class Block(NamedTuple):
    """A piece of a page of the CV, without markup.

    *sort* is "heading", "text", "item" (of a list), "entry", "entries" (a list of those written
    elsewhere) or "papers". *depth* is the level of a heading, and how far in all others stand.
    *names* are the anchor of an entry, or keys of papers, and *numbers* stand before these.
    """

    sort: str
    depth: int
    text: tuple[str | Named, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str | Named, ...] = ()
    entry: Entry | None = None

    @property
    def words(self) -> str:
        """Its text in one line."""
        return ' '.join(''.join(map(str, self.text)).split())

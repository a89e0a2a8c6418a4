"""Papers, their links, and problems of their entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.model.packing import packed
from sphinx_cv.model.states import is_not_published
from sphinx_cv.model.text import Text, plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.model.dates import PartialDate
    from sphinx_cv.model.people import Person
    from sphinx_cv.model.text import Rich


@packed
@dataclass(frozen=True, slots=True)
class Link:
    """An address of a paper; *kind* is the field it comes from (``pdf``, ``code``, ``doi`` …).

    *label* says what the address leads to, where the name of the field does not.
    """

    kind: str
    url: str
    label: str = ''


@dataclass(slots=True)
class Written:
    """An entry by the names that its file has for its type and its fields, macros resolved."""

    type: str = ''
    fields: dict[str, str] = field(default_factory=dict)


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One entry of a bibliography, cleaned.

    *type* is the biblatex entry type in lower case, with BibTeX's aliases resolved
    (``conference`` is ``inproceedings``, ``phdthesis`` is ``thesis``); an unknown type stays.
    *fields* are all fields by their biblatex names, in the order and the LaTeX of the file,
    macros and inheritance resolved: what exports write. *texts* are the same fields ready to show.
    """

    key: str
    type: str
    title: Rich = ()
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    book_authors: tuple[Person, ...] = ()  # of the book that a chapter or an afterword is in
    hands: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)  # field -> who else
    and_others: bool = False  # of the authors, or of the editors where there are no authors
    and_other_editors: bool = False
    date: PartialDate | None = None
    date_text: str = ''  # where there is no date: "in press", "forthcoming"
    state: str = ''  # of publication, beside a date: "submitted", "in press"
    fields: Mapping[str, str] = field(default_factory=dict)
    written: Written = field(default_factory=Written)
    texts: Mapping[str, Rich] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)  # doi, arxiv, pmid, hal, isbn …
    links: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    selected: bool = False
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # biblatex's "ids": other keys of the same entry
    versions: tuple[Paper, ...] = ()  # the preprint of a published paper, and the like
    file: str = ''
    line: int = 0

    def __hash__(self) -> int:
        """Return the hash of the key, because caches by paper would hash all fields each time."""
        return hash(self.key)

    @property
    def year(self) -> int | None:
        """The year of publication, where it is known."""
        return self.date.year if self.date else None

    @property
    def issued(self) -> PartialDate | None:
        """The date of publication; None if the paper is not published yet."""
        return None if self.is_unpublished else self.date

    @property
    def is_unpublished(self) -> bool:
        """Whether the paper is submitted or in preparation, as its state or its note says."""
        if not self.state and {'volume', 'pages'} <= self.texts.keys():
            return False  # whatever its note tells of how it came there
        said = self.state or self.text('note') or self.text('addendum')
        return bool(said) and is_not_published(said)

    @property
    def title_text(self) -> str:
        """The title without markup."""
        return plain_text(self.title)

    def text(self, *names: str) -> str:
        """Return the first of the named fields that the paper has, without markup; '' if none."""
        for name in names:
            if found := self.texts.get(name):  # asked often enough to do without another call
                return plain_text(found)
        return ''

    def rich(self, *names: str) -> Rich:
        """Return the first of the named fields that the paper has, with markup; () if none."""
        for name in names:
            if found := self.texts.get(name):
                return found
        return ()

    def sentences(self, *names: str) -> Rich:
        """Return all of the named fields that the paper has, one behind the other; () if none."""
        if self.texts.keys().isdisjoint(names):
            return ()  # as of most papers
        said: Rich = ()
        for rich in filter(None, map(self.rich, names)):
            gap = ' ' if plain_text(said).endswith(('.', '!', '?')) else '. '
            said = (*said, Text(gap), *rich) if said else rich
        return said


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a bibliography: where it is, its subtype, and how to mend it."""

    file: str
    line: int
    subtype: str  # of the warning type "cv"
    message: str  # what is wrong; how to mend it
    key: str = ''

    def __str__(self) -> str:
        """Return the line a person reads: ``refs.bib:412: entry KEY: …``."""
        entry = f'entry {self.key}: ' if self.key else ''
        return f'{self.file}:{self.line}: {entry}{self.message}'

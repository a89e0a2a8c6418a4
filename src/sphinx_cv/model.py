"""The CV as plain data: papers, people and entries; standard library only."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.edtf import DateRange, PartialDate

MarkupKind = Literal['emphasis', 'strong', 'small-caps', 'code', 'subscript', 'superscript', 'link']


@dataclass(frozen=True, slots=True)
class Text:
    """Unicode text without markup."""

    value: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula that plain Unicode cannot show, as LaTeX without its delimiters.

    *text* is the formula on one line of Unicode, for places without markup.
    """

    latex: str
    text: str = ''


@dataclass(frozen=True, slots=True)
class Markup:
    """Inline content of one kind; *target* is the address of a link."""

    kind: MarkupKind
    children: Rich
    target: str = ''


Inline = Text | Math | Markup
Rich = tuple[Inline, ...]


def plain_text(rich: Iterable[Inline]) -> str:
    """Give the text of *rich* without markup."""
    parts = []
    for inline in rich:
        match inline:
            case Text(value):
                parts.append(value)
            case Math(latex, text):
                parts.append(text or latex)
            case Markup('superscript', children):
                parts.append(_raised(children))
            case Markup(children=children):
                parts.append(plain_text(children))
    return ''.join(parts)


# What Unicode has above the line; "10³⁴" is a number that "1034" is not.
_RAISED = dict(zip(
    '0123456789+−-=()*abcdefghijklmnoprstuvwxyz',
    '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾*ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ',
    strict=True,
))  # fmt: skip


def _raised(children: Rich) -> str:
    """Give a superscript as text: exponents stay above the line, ``XII`` with an ``e`` does not."""
    text = plain_text(children)
    is_math = any(isinstance(child, Markup) and child.kind == 'emphasis' for child in children)
    if not is_math and not any(c in text for c in '0123456789'):
        return text
    if all(c in _RAISED for c in text):
        return ''.join(_RAISED[c] for c in text)
    return f'^({text})' if len(text) > 1 else f'^{text}'


def fold(text: str) -> str:
    """Give *text* in lower case without accents, for comparing and searching."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize('NFKD', text.translate(_UNDECOMPOSED))
    return ''.join(c for c in decomposed if not unicodedata.combining(c)).casefold()


# Letters that Unicode does not decompose, as people type them without the key.
_UNDECOMPOSED = str.maketrans({
    'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ı': 'i', 'ħ': 'h', 'Ħ': 'H',
    'æ': 'ae', 'Æ': 'AE', 'œ': 'oe', 'Œ': 'OE', 'ð': 'd', 'Ð': 'D', 'þ': 'th', 'Þ': 'Th',
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in a list of authors or editors, in the four parts that BibTeX and CSL know.

    An organisation, or a name that has no parts, stands in *family* alone with *literal* set.
    *annotations* are what biblatex's ``author+an`` or a mark behind the name says of this
    person in this list: ``equal``, ``corresponding``, or the owner's own words.
    """

    family: str
    given: str = ''
    prefix: str = ''
    suffix: str = ''
    literal: bool = False
    annotations: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name as it is read: ``Ann van den Berg``, ``Juan de la Cruz Jr.``, ``松岡大樹``."""
        if is_cjk(self.family) and is_cjk(self.given):
            return self.family + self.given
        parts = self.given, self.prefix, self.family, self.suffix
        return ' '.join(part for part in parts if part)

    @property
    def sort_name(self) -> str:
        """The name as it is sorted: ``van den Berg, Ann``."""
        family = ' '.join(part for part in (self.prefix, self.family) if part)
        return ', '.join(part for part in (family, self.suffix, self.given) if part)

    @property
    def sort_key(self) -> str:
        """The folded name, by family name first."""
        return fold(', '.join(part for part in (self.family, self.given, self.prefix) if part))


def is_cjk(text: str) -> bool:
    """Whether *text* is written in Chinese, Japanese or Korean characters only."""
    return bool(text) and all('\u2e80' <= c <= '\u9fff' or '\uac00' <= c <= '\ud7af' for c in text)


@dataclass(frozen=True, slots=True)
class Link:
    """An address of a paper; *kind* is the field it comes from (``pdf``, ``code``, ``doi`` …)."""

    kind: str
    url: str


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
    and_others: bool = False  # of the authors, or of the editors where there are no authors
    and_other_editors: bool = False
    date: PartialDate | None = None
    date_text: str = ''  # where there is no date: "in press", "forthcoming"
    fields: Mapping[str, str] = field(default_factory=dict)
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

    @property
    def year(self) -> int | None:
        """The year of publication, where it is known."""
        return self.date.year if self.date else None

    @property
    def title_text(self) -> str:
        """The title without markup."""
        return plain_text(self.title)

    def text(self, *names: str) -> str:
        """Give the first of the named fields that is there, without markup, else ''."""
        return next((plain_text(self.texts[name]) for name in names if self.texts.get(name)), '')

    def rich(self, *names: str) -> Rich:
        """Give the first of the named fields that is there, with its markup, else ()."""
        return next((self.texts[name] for name in names if self.texts.get(name)), ())


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a bibliography: where, of which sort, and how to mend it."""

    file: str
    line: int
    subtype: str  # of the warning type "cv"
    message: str  # what is wrong; how to mend it
    key: str = ''

    def __str__(self) -> str:
        """Give the line a person reads: ``refs.bib:412: entry KEY: …``."""
        entry = f'entry {self.key}: ' if self.key else ''
        return f'{self.file}:{self.line}: {entry}{self.message}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The person whose CV this is, as ``cv_owner`` of ``conf.py`` says."""

    name: str = ''
    aliases: tuple[str, ...] = ()
    position: str = ''
    affiliation: str = ''
    email: str = ''
    show_email: bool = False  # whether the address may stand in clear text, also in exports
    orcid: str = ''
    links: Mapping[str, str] = field(default_factory=dict)  # label -> address, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the CV that is not a paper: a position, a degree, a talk and so on."""

    kind: str
    key: str
    title: str
    dates: tuple[DateRange, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)  # option -> value, as text

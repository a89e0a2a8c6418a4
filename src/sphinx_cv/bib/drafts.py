"""Raw entries -> drafts: with macros resolved, biblatex's names, and each field once."""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.bib.allowance import Allowance
from sphinx_cv.bib.blanks import STARTS, is_nothing
from sphinx_cv.bib.identifiers import own_doi_first, strange_fields
from sphinx_cv.bib.latex.definitions import expanded, read_definitions, unbraced
from sphinx_cv.bib.latex.escapes import unescaped
from sphinx_cv.bib.latex.journals import JOURNALS
from sphinx_cv.bib.slips import meant_subtype, meant_type
from sphinx_cv.model import Problem, Written
from sphinx_cv.model.fields import FIELDS, UNREAD_PREFIXES, field_aliases
from sphinx_cv.model.localized import is_for, split_language
from sphinx_cv.model.types import old_types, resolved
from sphinx_cv.model.words import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_cv.bib.grammar import Lines, RawEntry, RawField
    from sphinx_cv.bib.latex.definitions import Definition

# What the readers of texts and names report -> the subtype of the warning.
_SUBTYPES_OF_TEXTS = {'comma_list': 'name', 'unknown_macro': 'latex', 'unsafe_url': 'url'}
NO_MACRO = 'no @string defines'  # a name that stands for a text
_PEOPLE = frozenset({'author', 'editor', 'translator', 'bookauthor'})
# Fields of which a word that elsewhere stands for nothing may be the text.
_ANY_WORD = frozenset(
    ('title', 'subtitle', 'shorttitle', 'author', 'abbr', 'chapter', 'version', 'part', 'key')
)
_PATENT = re.compile(r'([A-Z]{2}) Patent (App(?:lication|\.) ?)?([\w/,.]*\d)')
_OFFICES = {'US': 'us', 'EP': 'eu', 'DE': 'de', 'FR': 'fr', 'GB': 'uk'}
# A whole value in upright letters, which all others have, too.
_PLAIN_TEXT = re.compile(r'\\text(?:up|rm|normal|md)?\{([^{}]*)\}')
_FIRST_PAGE = re.compile(r'\w*\d\w*')
_SPACE = re.compile(r'\s+')
_BLANK_LINES = re.compile(r'\n[^\S\n]*\n\s*')
# The heading of a part of an abstract on a line of its own, as publishers export them.
_HEADINGS = re.compile(
    r'(?:^|\n)[ \t]*((?:(?:materials?|patients) and )?(?:background|introduction|purpose|methods?|'
    r'objectives?|aims?|design|setting|findings|results?|discussion|conclusions?|interpretation|'
    r'funding|context|motivation|significance)[.:]?)[ \t]*\n',
    re.IGNORECASE,
)
_WORDS = frozenset(
    'jan feb mar apr may jun jul aug sep oct nov dec sept january february march april june july '
    'august september october november december true false yes no'.split()
)


@dataclass(slots=True)
class SourceFile:
    """A file, by the name that reports give it, and the definitions it holds."""

    name: str
    lines: Lines
    size: int = 0
    allowance: Allowance = field(default_factory=lambda: Allowance(0))
    own_macros: dict[str, str] = field(default_factory=dict)
    macros: Mapping[str, str] = field(default_factory=dict)  # the own ones, then those of others
    preamble: str = ''
    definitions: Mapping[str, Definition] = field(default_factory=dict)  # likewise


@dataclass(slots=True)
class Draft:
    """An entry whose fields are settled, and where each of them stands in the file."""

    key: str
    type: str
    source: SourceFile
    offset: int
    fields: dict[str, str] = field(default_factory=dict)
    written: Written = field(default_factory=Written)
    offsets: dict[str, int] = field(default_factory=dict)
    inherited: set[str] = field(default_factory=set)
    aliases: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    is_broken: bool = False  # in its syntax, so that what it lacks may be there all the same
    mark: bytes = b''  # of its text, if that alone says what the entry says

    @property
    def line(self) -> int:
        """The line on which the entry begins."""
        return self.source.lines.number(self.offset)

    def complain(
        self, subtype: str, message: str, name: str = '', offset: int | None = None
    ) -> None:
        """Report what is wrong with the entry, on the line of its field *name* or at *offset*."""
        if name in self.inherited:
            return  # it is reported where the field stands
        where = self.offsets.get(name, self.offset) if offset is None else offset
        line = self.source.lines.number(where)
        kind = _SUBTYPES_OF_TEXTS.get(subtype, subtype)
        self.problems.append(Problem(self.source.name, line, kind, message, self.key))


def define_macros(
    files: Sequence[tuple[SourceFile, list[RawEntry]]], allowance: Allowance | None = None
) -> list[Problem]:
    """Take in all that ``@string`` and ``@preamble`` define; files share it."""
    shared: dict[str, str] = {}
    problems: list[Problem] = []
    found = [
        (source, item)
        for source, entries in files
        for raw in entries
        if raw.type == 'string'
        for item in raw.fields
    ]
    for source, _ in files:
        source.allowance = allowance or Allowance(source.size)
    # Those that are made of others come last, wherever they stand.
    for source, item in sorted(found, key=lambda pair: any(map(_is_word, pair[1].tokens))):
        draft = Draft('', 'string', source, item.offset)
        known = ChainMap(source.own_macros, shared)
        text = ''.join(_piece(token, item, known, draft) for token in item.tokens)
        source.own_macros.setdefault(item.name, _SPACE.sub(' ', text))
        shared.setdefault(item.name, source.own_macros[item.name])
        problems.extend(draft.problems)
    for source, _ in files:
        source.macros = shared | source.own_macros
    _define_commands([source for source, _ in files])
    return problems


def _define_commands(sources: Sequence[SourceFile]) -> None:
    own = [read_definitions(source.preamble) for source in sources]
    shared = {macro: what for defined in reversed(own) for macro, what in defined.items()}
    for source, defined in zip(sources, own, strict=True):
        source.definitions = shared | defined


def _is_word(token: str) -> bool:
    return token[0] not in '{"'


def make_draft(raw: RawEntry, source: SourceFile) -> Draft:
    """Settle the fields of one entry."""
    draft, subtype = _begun(raw, source)
    aliases = field_aliases()
    written: dict[str, str] = {}  # name of biblatex -> name in the file
    fields, offsets, as_written = draft.fields, draft.offsets, draft.written.fields
    for item in _in_language(raw.fields):
        given = item.name
        value = _value(item, source.macros, draft)
        if source.definitions and '\\' in value:
            value = _without_own_macros(given, value, source)
        if not _is_read(given, value):
            continue
        if given not in as_written:
            as_written[given] = value
        name = aliases.get(given, given)
        if name not in written:
            fields[name] = value
            offsets[name] = item.offset
            written[name] = given
        elif written[name] == given:
            _settle_double(draft, item, name, value)
        elif fields[name] != value:
            _settle_dialects(draft, item, name, value, written[name])
    if subtype:
        fields.setdefault('type', subtype)
    draft.type = resolved(draft.type, fields)
    _settle_numbers(draft)
    if draft.type in {'misc', 'patent'} and 'Google Patents' in draft.fields.get('publisher', ''):
        _settle_patent(draft)
    return draft


def _begun(raw: RawEntry, source: SourceFile) -> tuple[Draft, str]:
    """Return an entry without its fields, and the subtype that the name of its type says."""
    # biblatex, "Type Aliases" and "Field Aliases"
    written_type = meant_type(raw.type) or raw.type
    kind, subtype = old_types().get(written_type, (written_type, ''))
    draft = Draft(raw.key, kind, source, raw.offset, is_broken=raw.is_broken)
    draft.written.type = written_type
    if written_type != raw.type:
        message = f'there is no entry type @{raw.type}; it is taken for @{written_type}, write that'
        draft.complain('syntax', message)
    return draft, subtype or meant_subtype(raw.type)


def _is_read(name: str, value: str) -> bool:
    """Return whether a field says something, and not just to the program that wrote it."""
    is_empty = not value or (value[0] in STARTS and name not in _ANY_WORD and is_nothing(value))
    return not is_empty and not name.startswith(UNREAD_PREFIXES)


def _in_language(fields: Sequence[RawField]) -> Sequence[RawField]:
    """Return fields, of which some may be in several languages, as the language of the site is."""
    if not [item for item in fields if '_' in item.name]:
        return fields  # as in nearly all entries
    aliases = field_aliases()
    known = {*FIELDS, *aliases}
    chosen: dict[str, str] = {}  # name of biblatex -> name with the language
    for name in sorted((item.name for item in fields), key=len):
        base, code = split_language(name, known)
        if base and is_for(code, spoken().language):
            chosen[aliases.get(base, base)] = name
    names = {name: base for base, name in chosen.items()}
    return [
        item._replace(name=names.get(item.name, item.name))
        for item in fields
        if aliases.get(item.name, item.name) not in chosen
    ]


def _settle_numbers(draft: Draft) -> None:
    """Tell the work's own numbers from those of others."""
    if strange := strange_fields(draft.fields):
        what = 'Mendeley put numbers of another work into this entry, which are left out; remove'
        draft.complain('identifier', f'{what} {", ".join(strange)}', strange[0])
        draft.fields = {k: v for k, v in draft.fields.items() if k not in strange}
    if draft.fields.get('doi', '').count('10.') > 1:
        page = _FIRST_PAGE.match(draft.fields.get('pages') or draft.fields.get('eid', ''))
        draft.fields['doi'] = own_doi_first(draft.fields['doi'], page[0] if page else '')


def _settle_patent(draft: Draft) -> None:
    """Read a patent as Google Scholar exports it: as anything, with its number in a note."""
    if found := _PATENT.fullmatch(draft.fields.get('note', '')):
        del draft.fields['publisher'], draft.fields['note']
        kind = 'patreq' if found[2] else 'patent'
        draft.fields |= {'type': kind + _OFFICES.get(found[1], ''), 'number': found[3]}
        if found[1] not in _OFFICES:
            draft.fields['number'] = f'{found[1]} {found[3]}'
        draft.type = 'patent'


def _settle_double(draft: Draft, item: RawField, name: str, value: str) -> None:
    """Keep the first value of a field that stands in an entry twice, and of keywords all."""
    if name == 'keywords':  # Elsevier exports a field for each
        draft.fields[name] = draft.written.fields[item.name] = f'{draft.fields[name]}, {value}'
        return
    if draft.fields[name] == value:
        what = f'"{item.name}" stands here twice; remove one'
    else:
        what = (
            f'"{item.name}" stands here twice with different values; remove the second, unused one'
        )
    draft.complain('duplicate', what, offset=item.offset)


def _settle_dialects(draft: Draft, item: RawField, name: str, value: str, before: str) -> None:
    """Keep both values of a field that has BibTeX's name and, with another value, biblatex's."""
    known = {before: draft.fields[name], item.name: value}
    if known.keys() == {'address', 'location'}:
        # The ACM writes the publisher's place so, and the place of the event as "location".
        draft.fields[name] = known['address']
        draft.fields.setdefault('venue', known['location'])
        draft.offsets.setdefault('venue', item.offset)
    else:
        alias = before if item.name == name else item.name
        draft.fields[name] = known.get(name, known[before])
        draft.fields.setdefault(alias, known[alias])


def _value(item: RawField, macros: Mapping[str, str], draft: Draft) -> str:
    token, *others = item.tokens
    if not others and token[0] in '{"':
        text = token[1:-1].strip()
    else:
        text = ''.join([_piece(token, item, macros, draft) for token in item.tokens]).strip()
    if item.name == 'abstract' and '\n' in text:
        text = _HEADINGS.sub(r'\\par \1\\par ', text)
        text = _BLANK_LINES.sub(r'\\par ', text)  # which LaTeX takes for the same
    if '\\' in text:
        whole = _PLAIN_TEXT.fullmatch(text)
        text = unescaped(whole[1] if whole else text)
    # What is printable has no space but blanks.
    is_clean = '  ' not in text and text.isprintable()
    return text if is_clean else _SPACE.sub(' ', text)


def _without_own_macros(name: str, value: str, source: SourceFile) -> str:
    if name in _PEOPLE:
        value = unbraced(value, source.definitions)
    return expanded(value, source.definitions, source.allowance).strip()


def _piece(token: str, item: RawField, macros: Mapping[str, str], draft: Draft) -> str:
    if token[0] in '{"':
        return token[1:-1]
    if token[0] in '“”„':
        return token.strip('“”„')
    name = token.lower()
    if name in macros:
        if draft.source.allowance.covers(len(macros[name])):
            return macros[name]
        draft.complain('macro', f'{token} makes this bibliography too long; write its text here')
        return token
    if token.isdecimal() or name in _WORDS:
        return token
    if name in JOURNALS:
        return JOURNALS[name].replace('&', r'\&')
    braced = f'{{{token}}}' if len(item.tokens) > 1 else f'{item.name} = {{{token}}}'
    if token[0].isdecimal():
        draft.complain('syntax', f'braces are missing; write {braced}', offset=item.offset)
        return token
    message = (
        f'{NO_MACRO} {token}, it is taken as text; '
        f'write {braced}, or define it: @string{{{token} = {{…}}}}'
    )
    draft.complain('macro', message, offset=item.offset)
    return token

"""Drafts -> papers: names, dates, identifiers and links are read, and texts become rich text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import unquote

from sphinx_cv.bib.identifiers import read_identifiers
from sphinx_cv.bib.latex.fields import parse_latex
from sphinx_cv.bib.names import NameList, annotated, parse_names
from sphinx_cv.bib.notes import (
    annotation,
    from_markdown,
    readable_note,
    relinked,
    settled,
    with_code,
    with_links,
    without_heading,
)
from sphinx_cv.bib.paper_links import read_links, unlink_title
from sphinx_cv.bib.published import Dating, read_date, read_other_date, read_state
from sphinx_cv.bib.values import readable_values, spelled_out
from sphinx_cv.model import Paper, Person, Text, Written, collaboration, plain_text
from sphinx_cv.model.addresses import unescape
from sphinx_cv.model.fields import FIELDS, link_fields
from sphinx_cv.model.types import type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_cv.bib.drafts import Draft
    from sphinx_cv.model import Link, Rich
    from sphinx_cv.model.fields import Field
    from sphinx_cv.model.tables import Table

_PLAIN_URL = re.compile(r'https?://[^\s{}\\"<>]+')
_TRUE = frozenset({'true', 'yes', '1', 'y', 'on'})
_BRACED = re.compile(r'\{[^{}]*\}')
_LIST = re.compile(r'\s*[,;]\s*')
# A line end in an abstract, as Mendeley writes it.
_ESCAPED_LINE_END = re.compile(r'(?:\{\\textbackslash\}|\$\\backslash\$)[nr](?![a-z])')
# The same as forms and scripts leave it; no macro has such a name.
_BARE_LINE_END = re.compile(r'(?:\\r)?\\n(?=\\n|\\r\\n|[A-Z\s•-]|$)')
# The parts of an abstract as PubMed joins them: "BACKGROUND: … METHODS: …".
_SECTION = re.compile(r'[A-Z][A-Z ,/&-]{3,40}:\s')
_NEXT_SECTION = re.compile(r'(?<=[.?!)\]])\s+(?=[A-Z][A-Z ,/&-]{3,40}:\s)')
# Where an entry explains the marks at its names.
_NOTES = ('note', 'addendum', 'annotation', 'additional_info')
# Languages in whose Latin letters the family name comes first.
_FAMILY_FIRST = re.compile(r'(?:lang)?(?:hungarian|magyar|vietnamese)|hu|vi', re.IGNORECASE)
# Works that no company signs alone, where two capitals behind a name are initials.
_BY_PEOPLE = frozenset({'article', 'conference', 'chapter', 'book', 'thesis', 'talk', 'manuscript'})
_PARTS_OF_DATE = frozenset({'year', 'month', 'day'})
_OTHER_DATES = frozenset({'eventdate', 'origdate', 'urldate'})
_SENTENCE_END = '?!.:'
_USUAL_ROLES = ('author', 'editor', 'translator', 'bookauthor')
_NOBODY = NameList((), and_others=False)
# What a work is called that may have no title of its own.
_TITLES = ('title', 'titleaddon', 'booktitle', 'maintitle')


def make_paper(draft: Draft) -> Paper:
    """Return the paper that the fields of *draft* describe; problems go to the draft."""
    fields = draft.fields
    unlink_title(fields)
    dating = _dating(draft)
    identifiers = read_identifiers(fields, _complainer(draft, 'identifier'))
    links = read_links(fields, identifiers, _complainer(draft, 'url'))
    state = read_state(fields)
    exported = _exported(draft, dating.edtf, state, identifiers, links)
    written = _with_safe_addresses(draft.written.fields, identifiers, links)
    texts = _texts(draft, identifiers)
    if 'pubstate' not in fields and 'pubstate' in exported:
        texts['pubstate'] = (Text(exported['pubstate']),)
    return Paper(
        key=draft.key,
        written=Written(draft.written.type, written),
        type=draft.type,
        title=_title(texts),
        **_people(draft, texts),
        date=dating.date,
        date_text=dating.text,
        state=state,
        fields=exported,
        texts=texts,
        identifiers=identifiers,
        links=links,
        keywords=_keywords(plain_text(texts['keywords'])) if 'keywords' in texts else (),
        selected='selected' in fields and fields['selected'].strip().lower() in _TRUE,
        related=_split_list(fields.get('related', '')),
        aliases=draft.aliases,
        file=draft.source.name,
        line=draft.line,
    )


def _dating(draft: Draft) -> Dating:
    """Return the date of a paper; say what is wrong with it, and with that of its event."""
    dating = read_date(draft.fields)
    found = [dating]
    if 'eventdate' in draft.fields:
        found.append(read_other_date(draft.fields['eventdate'], 'eventdate'))
    for date in found:
        if date.problem:
            draft.complain('date', date.problem, date.field)
    return dating


class _People(TypedDict):
    """What a paper says of its people."""

    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    translators: tuple[Person, ...]
    book_authors: tuple[Person, ...]
    hands: dict[str, tuple[Person, ...]]
    and_others: bool
    and_other_editors: bool


def _people(draft: Draft, texts: Mapping[str, Rich]) -> _People:
    """Return the people of a paper by what they did."""
    fields = draft.fields
    lists = {role: _names(draft, role, texts) for role in FIELDS.view(_roles) if role in fields}
    authors, editors, translators, book_authors = (
        lists.pop(role, _NOBODY) for role in _USUAL_ROLES
    )
    if not authors.people and not editors.people:
        authors = _collaboration(texts)
    return {
        'authors': authors.people,
        'editors': editors.people,
        'translators': translators.people,
        'book_authors': book_authors.people,
        'hands': {role: found.people for role, found in lists.items() if found.people},
        'and_others': authors.and_others or (not authors.people and editors.and_others),
        'and_other_editors': editors.and_others,
    }


def _roles(fields: Table[Field]) -> tuple[str, ...]:
    return (*_USUAL_ROLES, *fields.having('hand'), *fields.having('role'))


def _split_list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _LIST.split(text))) if text else ()


def _keywords(text: str) -> tuple[str, ...]:
    """Return keywords, which semicolons separate, or commas if there are no semicolons."""
    # PubMed puts a star before the main subjects.
    words = (word.strip().lstrip('*') for word in text.split(';' if ';' in text else ','))
    return tuple(word for word in words if word)


def _complainer(draft: Draft, subtype: str) -> Callable[[str, str], None]:
    return lambda name, message: draft.complain(subtype, message, name)


def _complainer_at(draft: Draft, name: str) -> Callable[[str, str], None]:
    return lambda subtype, message: draft.complain(subtype, message, name)


def _texts(draft: Draft, identifiers: Mapping[str, str]) -> dict[str, Rich]:
    texts = {}
    shown = FIELDS.having('shown')  # all others are kept as they are
    for name, value in readable_values(draft.fields, draft.type, identifiers).items():
        if name in shown and (text := _READABLE[name](value) if name in _READABLE else value):
            texts[name] = _parse(draft, name, text)
    if 'volume' in texts and draft.fields.get('volume', '').startswith('abs/'):
        del texts['volume']  # DBLP's way to give the number of an arXiv paper
    return texts


def _parse(draft: Draft, name: str, value: str) -> Rich:
    # The names of journals and publishers, volumes and numbers stand in many entries.
    value = relinked(value) if '} (http' in value or '](' in value else value
    value = with_code(value) if '`' in value and value.count('`') > 1 else value
    value = spelled_out(value) if 'bibstring' in value else value
    if FIELDS[name].several and ' and ' in value and '{' in value:
        value = _BRACED.sub(lambda match: match[0].replace(' and ', ' and~'), value)
    is_unique = FIELDS[name].unique and name not in draft.inherited
    if name == 'abstract':
        rich, said = _read(value, has_paragraphs=True)
        rich = without_heading(rich)
    else:
        rich, said = _read(value) if is_unique else _read_again(value)
    if '://' in value:
        has_links = name in _NOTES or name in {'title', 'abstract'}
        rich = with_links(rich) if has_links else settled(rich, is_linked=False)
    for subtype, message in said:
        draft.complain(subtype, message, name)
    return rich


def _read(value: str, *, has_paragraphs: bool = False) -> tuple[Rich, list[tuple[str, str]]]:
    said: list[tuple[str, str]] = []
    if 'backslash' in value:
        value = _ESCAPED_LINE_END.sub(r'\\par ' if has_paragraphs else ' ', value)

    if has_paragraphs and _SECTION.match(value):
        value = _NEXT_SECTION.sub(r'\\par ', value)

    if '\\n' in value:
        value = _BARE_LINE_END.sub(r'\\par ' if has_paragraphs else ' ', value)

    def report(subtype: str, message: str) -> None:
        said.append((subtype, message))

    return parse_latex(value, report, has_paragraphs=has_paragraphs), said


_read_again = lru_cache(maxsize=4096)(_read)


def _holders(value: str) -> str:
    """Return who holds a patent, each in the order in which names are read."""
    if ',' not in value:
        return value
    people = parse_names(value, lambda *_: None, of_firms=True).people
    return ' and '.join(f'{{{person.name}}}' for person in people)


# Field -> the function that makes its value readable.
_READABLE = {
    'note': readable_note,
    'annotation': annotation,
    'additional_info': from_markdown,
    'award': from_markdown,
    'holder': _holders,
    'assignee': _holders,
}


def _title(texts: Mapping[str, Rich]) -> Rich:
    title = next((texts[name] for name in _TITLES if texts.get(name)), ())
    subtitle = texts.get('subtitle', ()) if 'title' in texts else ()
    if not title or not subtitle:
        return title or subtitle
    gap = ' ' if plain_text(title).endswith(tuple(_SENTENCE_END)) else ': '
    return (*title, Text(gap), *subtitle)


def _names(draft: Draft, role: str, texts: Mapping[str, Rich]) -> NameList:
    fields = draft.fields
    said = {
        name: text
        for name, text in fields.items()
        if '+an' in name and name.startswith(f'{role}+an')
    }
    language = fields.get('langid') or fields.get('language')
    names = parse_names(
        fields[role],
        _complainer_at(draft, role),
        ' '.join([plain_text(texts[name]) for name in _NOTES if name in texts]),
        ' '.join(said.values()),
        family_first=bool(language and _FAMILY_FIRST.fullmatch(language)),
        of_firms=type_of(draft.type).work not in _BY_PEOPLE,
    )
    people = names.people
    for name, text in said.items():
        people = annotated(people, name, text, _complainer_at(draft, name))
    return names._replace(people=people) if said else names


def _collaboration(texts: Mapping[str, Rich]) -> NameList:
    """Return the collaboration as the only author, for a paper that names no person."""
    name = collaboration(plain_text(texts.get('collaboration', ())))
    return NameList((Person(family=name, literal=True),) if name else (), False)


def _exported(
    draft: Draft,
    edtf: str,
    state: str,
    identifiers: Mapping[str, str],
    links: tuple[Link, ...],
) -> dict[str, str]:
    """Return the fields as exports write them: dates as EDTF, addresses cleaned or left out."""
    fields = dict(draft.fields)
    for name in _OTHER_DATES & fields.keys():
        fields[name] = read_other_date(fields[name], name).edtf or fields[name]
    if edtf:
        fields = {name: value for name, value in fields.items() if name not in _PARTS_OF_DATE}
        fields['date'] = edtf
        if state and 'pubstate' not in fields and state != read_state(fields):
            fields['pubstate'] = state  # which stood beside the year: "2020 (in press)"
    if 'doi' in fields and 'doi' in identifiers:
        fields['doi'] = identifiers['doi']
    return _with_safe_addresses(fields, identifiers, links)


def _with_safe_addresses(
    fields: dict[str, str], identifiers: Mapping[str, str], links: tuple[Link, ...]
) -> dict[str, str]:
    """Return *fields* without private paths, and with what can be linked in place of the rest."""
    known = link_fields()
    unsafe = {name for name in known if name in fields and not _PLAIN_URL.fullmatch(fields[name])}
    if not unsafe:
        return fields
    urls = {link.kind: link.url for link in reversed(links) if link.kind in unsafe}
    if 'url' in unsafe:  # which may hold several, and that of an identifier among them
        plain = unquote(unescape(fields['url']))
        several = (
            link.url
            for link in links
            if link.kind == 'url' or identifiers.get(link.kind, '\n') in plain
        )
        urls |= {'url': text} if (text := ' '.join(several)) else {}
    return {name: value for name, value in fields.items() if name not in unsafe} | urls

"""The orders and the groups of a list of papers or entries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_cv.formatting.languages import language_name, language_of
from sphinx_cv.formatting.record import listing_of
from sphinx_cv.model import Entry, Paper, fold
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.sorting import in_order
from sphinx_cv.model.types import TYPES
from sphinx_cv.model.words import _
from sphinx_cv.site.facts import (
    Synonyms,
    as_number,
    is_forthcoming,
    is_running,
    known_names,
    named,
    span,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sphinx_cv.model.dates import Day
    from sphinx_cv.site.facts import Thing

SortKey = tuple[int, int, str]
T = TypeVar('T', bound='Paper | Entry')

_LAST = 10**9
_SORT_YEAR = regex(r'(\d+)(?:-(\d+))?')  # as in 1999-2, the second of that year
_NO_PRESORT = 'mm'  # as biblatex has it


def _days(paper: Paper) -> int:
    # Papers without a date are in press or forthcoming, and so newer than all others.
    date = paper.date
    year, month, day = (date.year, date.month, date.day) if date else (9999, 99, 99)
    if own := _SORT_YEAR.match(_said(paper, 'sortyear')):
        year, month = int(own[1]), int(own[2] or month)
    return (year * 100 + month) * 100 + day


def _number(day: Day) -> int:
    return (day[0] * 100 + day[1]) * 100 + day[2]


def _newest(thing: Thing) -> SortKey:
    if isinstance(thing, Paper):
        return -_days(thing), 0, ''
    found = span(thing)
    return (-_number(found[1]), -_number(found[0]), '') if found else (1, 0, '')


def _oldest(thing: Thing) -> SortKey:
    if isinstance(thing, Paper):
        return _days(thing), 0, ''
    found = span(thing)
    return (_number(found[0]), _number(found[1]), '') if found else (_LAST, 0, '')


def _first_author(thing: Thing) -> str:
    if isinstance(thing, Entry):
        return in_order(thing.title)
    people = listing_of(thing).people
    key = '' if people and 'sortkey' not in thing.written.fields else _said(thing, 'sortkey')
    name = key or _said(thing, 'sortname').partition(' and ')[0]
    who = in_order(name) if name else people[0].sort_key if people else '\uffff'
    return f'{_said(thing, "presort") or _NO_PRESORT}\n{who}'


def _said(paper: Paper, name: str) -> str:
    """Return what an entry says in a field of biblatex of its place in a list."""
    return paper.fields.get(name, '').strip('{}')


def _title(thing: Thing) -> str:
    if isinstance(thing, Entry):
        return thing.title
    return _said(thing, 'sorttitle') or thing.title_text


def type_headings() -> list[str]:
    """Return the headings of the groups by type, in their order."""
    return list(dict.fromkeys(_(row.heading) for row in TYPES.values()))


def _type(thing: Thing) -> SortKey:
    heading = heading_of(thing, 'type')
    return (
        (_rank(type_headings(), heading) if isinstance(thing, Paper) else 0),
        0,
        in_order(heading),
    )


def _kind(thing: Thing) -> SortKey:
    return (_rank([*KINDS], thing.kind) if isinstance(thing, Entry) else -1), 0, ''


def _rank(known: Sequence[str], name: str) -> int:
    return known.index(name) if name in known else len(known)


# Name of an order -> its sort key; what has equal keys stays in the order of the file.
SORTS: dict[str, Callable[[Thing], SortKey]] = {
    'newest': _newest,
    'oldest': _oldest,
    'title': lambda thing: (0, 0, in_order(_title(thing))),
    'author': lambda thing: (0, 0, _first_author(thing)),
    'venue': lambda thing: (0, 0, in_order(heading_of(thing, 'venue'))),
    'type': _type,
    'kind': _kind,
    'forthcoming': lambda thing: (0 if is_forthcoming(thing) else 1, 0, ''),
    'file': lambda thing: (0, 0, ''),
}

# Name of a grouping -> the heading of the group in which a paper stands.
GROUPINGS: dict[str, Callable[[Paper], str]] = {
    'year': lambda paper: listing_of(paper).year or _('No date'),
    'type': lambda paper: _(listing_of(paper).type.heading),
    'venue': lambda paper: listing_of(paper).venue_name,
}

# The same of entries.
_OF_ENTRIES: dict[str, Callable[[Entry], str]] = {
    'year': lambda entry: (
        _('Current') if is_running(entry) else str(value(entry, 'year') or _('No date'))
    ),
    'kind': lambda entry: _(KINDS[entry.kind].heading) or _capital(_(KINDS[entry.kind].objtype)),
    'venue': lambda entry: str(value(entry, 'organization')) or _('Other'),
}

_TAGS = {'tag': 'tags', 'tags': 'tags', 'keyword': 'keywords', 'keywords': 'keywords'}


def listed_names(option: str) -> list[str]:
    """Return the names that an option lists with commas."""
    return [name.strip() for name in option.split(',') if name.strip()]


def unknown_names(option: str, things: Collection[Thing], table: Iterable[str]) -> Iterator[str]:
    """Yield the names in an option that are in no table and that none of *things* has."""
    if not (things and (names := listed_names(option))):
        return
    known = {*table, *known_names(things)}
    yield from (name for name in names if name.removeprefix('-') not in known)


def sort(things: Iterable[T], order: str) -> list[T]:
    """Return *things* in orders of :data:`SORTS` or of fields, each of which may be reversed.

    The first decides, and the others where it does not: ``type, -year``.
    """
    result = list(things)
    for word in reversed(listed_names(order)):
        name = word.removeprefix('-')
        result.sort(key=SORTS.get(name) or partial(_by_field, name), reverse=word.startswith('-'))
    return result


def _by_field(name: str, thing: Thing) -> SortKey:
    found = value(thing, name)
    if isinstance(found, frozenset):
        found = ', '.join(sorted(found))
    amount = as_number(found)
    if isinstance(amount, int):
        return 0, int(amount), ''
    return (0, 0, in_order(str(found))) if found else (1, 0, '')


class Own(NamedTuple):
    """A group as the owner has it: the names of what belongs to it, and its heading, if given."""

    names: frozenset[str]
    words: str


REST = Own(frozenset('*'), '')


def read_groups(option: str) -> list[Own]:
    """Return the groups in ``book, incollection = Books; article; *``, where * are all others."""
    groups = []
    for part in (part.strip() for part in option.split(';') if part.strip()):
        names, _equals, words = part.partition('=')
        folded = frozenset(fold(name.strip()) for name in listed_names(names))
        groups.append(Own(folded, words.strip()) if folded != REST.names else REST)
    return groups


def group(things: Iterable[T], by: str, own: Sequence[Own] = ()) -> dict[str, list[T]]:
    """Return heading -> papers or entries by one of :data:`GROUPINGS`, a tag or a field.

    Groups of *own* come first or where it has them, with the headings that it has. Only years are
    not sorted again.
    """
    groups: dict[str, list[T]] = {}
    ranks: dict[str, tuple[int, int, str]] = {}
    rest = own.index(REST) if REST in own else len(own)
    for thing in things:
        heading = heading_of(thing, by, own)
        index = _index(thing, by, heading, own)
        default = _default_rank(thing, by, heading, len(groups))
        if index is not None:
            default = (0, '')
            heading = own[index].words or heading
        ranks.setdefault(heading, (rest if index is None else index, *default))
        groups.setdefault(heading, []).append(thing)
    return {heading: groups[heading] for heading in sorted(groups, key=ranks.__getitem__)}


def _index(thing: Thing, by: str, heading: str, own: Sequence[Own]) -> int | None:
    """Return the place of the group of the owner to which something belongs; None if to none."""
    if not own:
        return None
    found = value(thing, by)
    called = named(heading) | (found if isinstance(found, Synonyms) else frozenset())
    return next((i for i, one in enumerate(own) if called & one.names), None)


def _default_rank(thing: Thing, by: str, heading: str, before: int) -> tuple[int, str]:
    """Return where a group stands that the owner has not put anywhere; *before* are there."""
    if by == 'year':
        return before, ''
    if by in {'type', 'kind'} and (isinstance(thing, Paper) or by == 'kind'):
        return SORTS[by](thing)[0], in_order(heading)
    return int(not value(thing, _TAGS.get(by, by))), in_order(heading)


def heading_of(thing: Thing, by: str, own: Sequence[Own] = ()) -> str:
    """Return the heading of the group in which something stands."""
    if by in _TAGS:
        return _tag(value(thing, _TAGS[by]), own)
    if isinstance(thing, Paper) and by in GROUPINGS:
        return GROUPINGS[by](thing)
    if isinstance(thing, Entry) and by in _OF_ENTRIES:
        return _OF_ENTRIES[by](thing)
    text = thing.text(by) if isinstance(thing, Paper) else thing.fields.get(by, '')
    found = text or value(thing, by)
    if by == 'language' and isinstance(thing, Paper):
        found = language_of(thing)
    if by == 'language' and isinstance(found, str) and found:
        return _capital(language_name(found))
    words = ', '.join(sorted(found)) if isinstance(found, frozenset) else str(found or '')
    return _capital(words) or _('Other')


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tag(tags: object, own: Sequence[Own]) -> str:
    """Return the one tag under which a paper or an entry is grouped, however many it has."""
    known: list[str] = sorted(tags, key=fold) if isinstance(tags, frozenset) else []
    for one in own:
        for tag in known:
            if fold(tag) in one.names:
                return _capital(tag)
    return _capital(known[0]) if known else _('Other')

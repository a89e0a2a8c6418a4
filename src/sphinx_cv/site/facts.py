"""What a filter may ask of papers and of entries: one table of names for each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bib.names.persons import parse_person
from sphinx_cv.formatting.record import listing_of
from sphinx_cv.model import Entry, Paper, fold
from sphinx_cv.model.dates import today
from sphinx_cv.model.fields import FIELDS, field_aliases
from sphinx_cv.model.kinds import KINDS, option_names
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.types import TYPES, type_of
from sphinx_cv.model.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sphinx_cv.model import Person
    from sphinx_cv.model.dates import Day

Thing = Paper | Entry


class Synonyms(frozenset[str]):
    """Several names of one thing, such as a type; they are equal to each of these names."""

    __slots__ = ()


Value = str | int | bool | frozenset[str] | None

# What stands for an end that is not known, in comparisons of days.
FIRST_DAY, LAST_DAY = (0, 1, 1), (9999, 12, 31)


def named(*names: str) -> Synonyms:
    """Return names of a type in the forms that people write: ``Talks`` is also ``talk``."""
    folded = [fold(name).strip() for name in names if name]
    return Synonyms([*folded, *(name.removesuffix('s') for name in folded)])


def span(thing: Thing) -> tuple[Day, Day] | None:
    """Return the first and the last day of a paper or an entry; None if there is no date."""
    if isinstance(thing, Paper):
        return (thing.date.first_day, thing.date.last_day) if thing.date else None
    days = [stretch.days for stretch in thing.dates]
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def is_forthcoming(thing: Thing) -> bool:
    """Return whether a paper is not out yet, or an entry has not begun."""
    if isinstance(thing, Paper):
        ahead = fold(thing.state or thing.date_text)
        return not thing.date or thing.is_unpublished or _AHEAD.match(ahead) is not None
    found = span(thing)
    return found is not None and found[0] > today().first_day


_AHEAD = regex(r'in press|forthcoming|to appear|accepted|im druck|im erscheinen')


def is_running(entry: Entry) -> bool:
    """Return whether an entry has begun and not ended, and nobody has declined it."""
    now = today().first_day
    stopped = fold(entry.fields.get('status', '')) in {'declined', 'discontinued'}
    return not stopped and any(first <= now <= last for first, last in _stretches(entry))


def _stretches(entry: Entry) -> Iterator[tuple[Day, Day]]:
    """Yield the stretches of time of an entry, without single years, months and days."""
    return (one.days for one in entry.dates if one.end != one.start and not one.until)


def people_in(thing: Thing) -> tuple[Person, ...]:
    """Return everybody whom a paper or an entry names."""
    if isinstance(thing, Paper):
        others = (person for people in thing.hands.values() for person in people)
        return (*thing.authors, *thing.editors, *thing.translators, *others)
    texts = [thing.title, *(thing.fields[name] for name in thing.fields)]
    return _people_in('\n'.join(texts))


@lru_cache(maxsize=2**10)
def _people_in(text: str) -> tuple[Person, ...]:
    parts = (part.strip() for part in _BETWEEN.split(text))
    people = (parse_person(part) for part in parts if len(part.split()) < _LONGEST_NAME)
    return tuple(person for person in people if person)


_BETWEEN = regex(r'[,;&()\n]|\b(?:and|with|und|et|y)\b')
_LONGEST_NAME = 7  # in words


def _types(paper: Paper) -> Synonyms:
    """Return the names of a paper's type: those of its heading, and that of its entry."""
    row = listing_of(paper).type
    names = [row.heading, row.called, _(row.heading)]
    if listing_of(paper).is_preprint:
        names.append('preprint')
        # What is out as a preprint alone is no article of a journal, whatever its entry says.
        if paper.type not in _LOOSE:
            return named(*names)
    if row is not type_of(paper.type) and paper.type not in _LOOSE:
        return named(*names, *(name for name in TYPES if TYPES[name] is row))  # an edited book
    # Its kind of work too, such as "chapter", unless that is the name of another type.
    work = row.work if row.work not in TYPES else ''
    return named(*names, paper.type, paper.written.type, work)


def kind_names(kind: str) -> list[str]:
    """Return the names by which a kind of entry may be asked for."""
    row = KINDS[kind]
    return [kind, row.objtype, row.heading, *([_(row.heading)] if row.heading else [])]


def type_names() -> set[str]:
    """Return all names by which types of papers may be asked for."""
    rows = TYPES.values()
    known = named(*(name for row in rows for name in (row.heading, _(row.heading), row.called)))
    aliases = (alias for row in rows for alias, _type in row.aliases)
    return {*known, *TYPES, *aliases, *(row.work for row in rows)}


# Types that say nothing of where a paper appeared.
_LOOSE = {'misc', 'online', 'unpublished', 'report'}


def _year(entry: Entry) -> int | None:
    """Return the year in which an entry ends; the present year if it goes on."""
    found = span(entry)
    return min(found[1][0], max(today().year, found[0][0])) if found else None


def _tags(paper: Paper) -> frozenset[str]:
    return frozenset(paper.keywords) | _listed(paper.fields.get('tags', ''))


def _entry_tags(entry: Entry) -> frozenset[str]:
    """Return the tags of an entry, and of the one that it is in."""
    return frozenset(entry.tags) | _listed(entry.around.get('tags', ''))


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(',') if part.strip())


OF_PAPERS: Mapping[str, Callable[[Paper], Value]] = {
    'key': lambda paper: paper.key,
    'kind': lambda paper: named('paper'),
    'type': _types,
    'year': lambda paper: paper.year,
    'date': lambda paper: str(paper.date or ''),
    'title': lambda paper: paper.title_text,
    'author': lambda paper: ' and '.join(person.sort_name for person in paper.authors),
    'editor': lambda paper: ' and '.join(person.sort_name for person in paper.editors),
    'keywords': lambda paper: frozenset(paper.keywords),
    'tags': _tags,
    'file': lambda paper: paper.file,
    'selected': lambda paper: paper.selected,
    'preprint': lambda paper: listing_of(paper).is_preprint,
    'forthcoming': is_forthcoming,
    'running': lambda paper: False,
}

OF_ENTRIES: Mapping[str, Callable[[Entry], Value]] = {
    'key': lambda entry: entry.key,
    'kind': lambda entry: named(*kind_names(entry.kind)),
    'type': lambda entry: named(entry.fields.get('type', '')),
    'year': _year,
    'date': lambda entry: entry.fields.get('dates', ''),
    'title': lambda entry: entry.title,
    'keywords': _entry_tags,
    'tags': _entry_tags,
    'page': lambda entry: entry.page,
    'forthcoming': is_forthcoming,
    'running': is_running,
}


def as_number(found: Value) -> Value:
    """Return a text as a number if it is one; thousands may be apart."""
    if not isinstance(found, str) or not _NUMBER.fullmatch(found):
        return found
    return int(re.sub(r'\D', '', found))


_NUMBER = regex(r'\d+|\d{1,3}(?:[ ,.’\u00a0\u202f]\d{3})+', re.ASCII)


def value(thing: Thing, name: str) -> Value:
    """Return what a paper or an entry has under a name; '' if it has nothing."""
    if isinstance(thing, Paper):
        if found := OF_PAPERS.get(name):
            return found(thing)
        name = name if name in thing.fields else field_aliases().get(name, name)
        return thing.text(name) or thing.fields.get(name, '')
    if special := OF_ENTRIES.get(name):
        return special(thing)
    name = KINDS[thing.kind].also.get(_dashed(name), _dashed(name))
    return thing.fields.get(name) or thing.around.get(name, '')


def _dashed(name: str) -> str:
    return name.replace('_', '-')


def known_names(things: Collection[Thing]) -> set[str]:
    """Return the names that filters of these may ask for."""
    known: set[str] = set()
    papers = [thing for thing in things if isinstance(thing, Paper)]
    kinds = {thing.kind for thing in things if isinstance(thing, Entry)}
    if papers:
        known |= {*OF_PAPERS, *FIELDS, *field_aliases(), *(n for p in papers for n in p.fields)}
    if kinds:
        options = {name for kind in KINDS for name in option_names(kind)}
        known |= {*OF_ENTRIES, *options, *(name.replace('-', '_') for name in options)}
    return known


def searched(thing: Thing, name: str) -> str:
    """Return the names of authors or editors as people read them, for regular expressions."""
    lists = {'author': 'authors', 'editor': 'editors'}
    people = getattr(thing, lists.get(name, ''), ()) if isinstance(thing, Paper) else ()
    return ' and '.join(person.name for person in people)

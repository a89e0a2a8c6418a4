"""What an entry takes from others: through ``crossref`` from its volume, and from ``xdata``.

https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf, "Inheritance Setup" and
"Data Containers".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.fields import FIELDS, field_aliases
from sphinx_cv.model.types import type_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_cv.bib.allowance import Allowance
    from sphinx_cv.bib.drafts import Draft

_IN_BOOKS = frozenset({'inbook', 'bookinbook', 'suppbook'})
_IN_COLLECTIONS = frozenset({'incollection', 'inreference', 'suppcollection'})
# Types of parents, and of what is a part of them -> what the parent's title is to the part.
_TITLE_OF = (
    ({'mvbook'}, {'book', *_IN_BOOKS}, 'main'),
    ({'mvcollection', 'mvreference'}, {'collection', 'reference', *_IN_COLLECTIONS}, 'main'),
    ({'mvproceedings'}, {'proceedings', 'inproceedings'}, 'main'),
    ({'book'}, _IN_BOOKS, 'book'),
    ({'collection', 'reference'}, _IN_COLLECTIONS, 'book'),
    ({'proceedings'}, {'inproceedings'}, 'book'),
    ({'periodical', 'journal'}, {'article', 'suppperiodical', 'review'}, 'journal'),
)
# Works that are parts themselves, so that their title is no container.
_PARTS = frozenset({'chapter', 'conference', 'article'})
_TITLES = ('title', 'subtitle', 'titleaddon')
_DATE = frozenset({'date', 'year', 'month', 'day'})
# Fields that name the entries from which something is taken, in this order.
_ROLES = ('xdata', 'crossref')
_YEAR = re.compile(r'\d{4}')
_LIST = re.compile(r'\s*,\s*')
_KEYS = re.compile(r'\s*[,;]\s*')
_AND = re.compile(r'\s+and\s+', re.IGNORECASE)
# A value, or an item of a list, that stands in another entry: entry, field, number of the item.
_GRANULE = re.compile(r'\{?xdata\s*=\s*(.+?)-([A-Za-z]+)(?:-(\d+))?\}?', re.IGNORECASE)
_MAY_BE_GRANULE = re.compile(r'xdata\s*=', re.IGNORECASE)


class Inheritance:
    """The entries by their keys, for looking up and for inheriting."""

    def __init__(self, drafts: Iterable[Draft], allowance: Allowance) -> None:
        self._drafts: dict[str, Draft] = {}
        self._allowance = allowance
        self._begun: set[int] = set()
        self._done: set[int] = set()
        self._granules: dict[int, list[str]] = {}  # of the entries that have some
        for draft in drafts:
            if not draft.mark and (found := granules(draft)):
                self._granules[id(draft)] = found
            self._drafts.setdefault(draft.key, draft)
            self._drafts.setdefault(draft.key.lower(), draft)
            for alias in _LIST.split(draft.fields['ids']) if 'ids' in draft.fields else ():
                self._drafts.setdefault(alias, draft)

    def find(self, key: str) -> Draft | None:
        """Return the entry of that key, as BibTeX does whatever its case."""
        return self._drafts.get(key) or self._drafts.get(key.lower())

    def apply(self, draft: Draft) -> None:
        """Add to *draft* the fields that it inherits and lacks; its parents inherit before it."""
        if draft.fields.keys().isdisjoint(_ROLES) and id(draft) not in self._granules:
            self._done.add(id(draft))
            return  # as most, which take nothing
        waiting = [draft]
        while waiting:
            last = waiting[-1]
            if id(last) not in self._begun:
                self._begun.add(id(last))
                parents = (self.find(key) for _, key in self._references(last))
                waiting += [p for p in parents if p is not None and id(p) not in self._begun]
                continue
            waiting.pop()
            if id(last) not in self._done:
                self._inherit(last)
                self._done.add(id(last))

    def _inherit(self, draft: Draft) -> None:
        for role, key in self._references(draft):
            parent = self.find(key)
            if parent is None and not role:
                pass  # which is said where its value is taken
            elif parent is None:
                message = f'{role} = {{{key}}} leads to no entry; mend the key or add the entry'
                draft.complain('reference', message, role)
            elif id(parent) not in self._done:
                message = f'{role} = {{{key}}} leads back to this entry; remove one of the two'
                draft.complain('reference', message, role)
            elif role == 'xdata':
                self._take(draft, parent.fields)
            elif role == 'crossref':
                self._take(draft, _of_volume(parent, draft))
        for name in self._granules.get(id(draft), ()):
            self._fill(draft, name)

    def _references(self, draft: Draft) -> Iterator[tuple[str, str]]:
        """Yield the fields by which an entry takes something from others, and their keys."""
        for role in _ROLES:
            if written := draft.fields.get(role):
                yield from ((role, key) for key in _LIST.split(written) if key)
        for name in self._granules.get(id(draft), ()):
            items = _items(name, draft.fields.get(name, ''))
            found = (_GRANULE.fullmatch(item.strip()) for item in items)
            yield from (('', match[1]) for match in found if match)

    def _take(self, draft: Draft, given: Mapping[str, str]) -> None:
        is_enough = self._allowance.covers(10 * len(given))
        own = draft.fields.keys() - draft.inherited
        for name, value in (_dated(given, draft) if is_enough else given).items():
            if name in draft.fields or name.partition('+')[0] in own or name == 'ids':
                continue
            if not is_enough or not self._allowance.covers(len(name) + len(value) + 50):
                message = 'it inherits too much from other entries; write its fields here'
                draft.complain('reference', message)
                return
            draft.fields[name] = value
            draft.inherited.add(name)

    def _fill(self, draft: Draft, name: str) -> None:
        """Put what is meant in the place of ``xdata=KEY-FIELD`` and ``xdata=KEY-FIELD-NUMBER``."""
        items = [self._filled(item, draft, name) for item in _items(name, draft.fields[name])]
        if text := (', ' if name == 'keywords' else ' and ').join(filter(None, items)):
            draft.fields[name] = text
        else:
            del draft.fields[name]

    def _filled(self, item: str, draft: Draft, name: str) -> str:
        granule = _GRANULE.fullmatch(item.strip())
        if granule is None and not _MAY_BE_GRANULE.match(item.strip('{ ')):
            return item
        text = ''
        if granule and (parent := self.find(granule[1])) and id(parent) in self._done:
            field = granule[2].lower()
            text = parent.fields.get(field_aliases().get(field, field), '')
            if granule[3]:
                items = _items(field, text)
                text = items[int(granule[3]) - 1] if 0 < int(granule[3]) <= len(items) else ''
        if not text or not self._allowance.covers(len(text)):
            message = f'"{item.strip()}" leads to nothing; write xdata=KEY-FIELD'
            draft.complain('reference', message, name)
            return ''
        return text

    def check_related(self, draft: Draft) -> None:
        """Report keys in ``related`` that no entry has."""
        for key in _KEYS.split(draft.fields['related']) if 'related' in draft.fields else ():
            if key and self.find(key) is None:
                message = f'related = {{{key}}} leads to no entry; mend the key or add the entry'
                draft.complain('reference', message, 'related')


def _items(name: str, text: str) -> list[str]:
    """Return the items of a list, which "and" separates, and in keywords a comma."""
    return (_LIST if name == 'keywords' else _AND).split(text)


def granules(draft: Draft) -> list[str]:
    """Return the fields in which single values of other entries are meant."""
    if 'xdata' not in '\n'.join(draft.fields.values()).lower():
        return []
    return [name for name, value in draft.fields.items() if _MAY_BE_GRANULE.search(value)]


def _dated(given: Mapping[str, str], draft: Draft) -> Mapping[str, str]:
    """Return *given* without the parts of a date that would not fit those of *draft*."""
    own = _DATE & draft.fields.keys()
    if not own:
        return given
    rest = {name: value for name, value in given.items() if name not in _DATE}
    has_year = own & {'date', 'year'} or _YEAR.search(draft.fields.get('month', ''))
    year = _YEAR.search(given.get('date') or given.get('year', ''))
    return rest if has_year or year is None else rest | {'year': year[0]}


def _of_volume(parent: Draft, child: Draft) -> dict[str, str]:
    """Return what a part takes from its volume: what biblatex hands on, and nothing unknown."""
    if parent.type == child.type and 'title' not in child.fields:
        return dict(parent.fields)  # another key of the same work
    inherited = FIELDS.having('inherited')
    given = {name: parent.fields[name] for name in inherited if name in parent.fields}
    prefix = _title_of(parent, child)
    if prefix or 'title' not in child.fields:
        titles = {prefix + name: parent.fields[name] for name in _TITLES if name in parent.fields}
        given = titles | given
    if 'author' in given and parent.type in {'book', 'mvbook'} and child.type in _IN_BOOKS:
        given['bookauthor'] = given['author']
    return given


def _title_of(parent: Draft, child: Draft) -> str:
    """Return which title of *child* that of *parent* is: ``book``, ``main`` …; '' if none."""
    for parents, children, title in _TITLE_OF:
        if parent.type in parents and child.type in children:
            return title
    # Where biblatex has no rule, as for a paper in a @book, the book is named all the same.
    if type_of(child.type).volume == 'book' and type_of(parent.type).work not in _PARTS:
        return 'main' if parent.type.startswith('mv') else 'book'
    return ''

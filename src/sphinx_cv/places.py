"""Where papers and entries stand: tables over what the documents have told the domain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import docname_join

from sphinx_cv.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_cv.model import Entry


class Place(NamedTuple):
    """Where an object stands."""

    docname: str
    anchor: str


class EntryPlace(NamedTuple):
    """An entry of the CV and its anchor; *names* are the slugs of all words that may call it."""

    entry: Entry
    anchor: str
    names: frozenset[str]

    @property
    def objtype(self) -> str:
        """The type of the entry as an object."""
        return KINDS[self.entry.kind].objtype


class Mention(NamedTuple):
    """What a link asks for: a type of object, ``any``, ``ref`` or ``doc``, and a name."""

    kind: str
    target: str


def mentions_in(document: nodes.document, docname: str) -> Iterator[Mention]:
    """Give what the links of a document ask for, as far as they may be ours."""
    for xref in document.findall(pending_xref):
        if mention := _mention(xref, docname):
            yield mention
    for reference in document.findall(nodes.reference):
        # MyST has yet to find out where its links of the form "#name" lead.
        if reference.get('id_link'):
            yield Mention('any', reference.get('refuri', '').removeprefix('#'))


def _mention(xref: pending_xref, docname: str) -> Mention | None:
    """Give what a link of the prose asks for; None if a list made it, or it cannot be ours."""
    kind, target = xref['reftype'], xref['reftarget']
    match xref.get('refdomain') or '', kind:
        case 'cv', _:
            return None if xref.get('cv_listed') else Mention(kind, target)
        case 'doc', 'myst':
            return Mention('doc', target)
        case _, 'any' | 'myst':
            return Mention('any', target)
        case 'std', 'ref':
            return Mention('ref', target)
        case 'std', 'doc':
            return Mention('doc', docname_join(docname, target))
    return None


class Named(NamedTuple):
    """An entry under a name that no other entry of its type has on the whole site."""

    key: str
    place: Place
    found: EntryPlace


@dataclass(frozen=True)
class Places:
    """What can be looked up in constant time, in tables that are made when first asked for."""

    lists: Mapping[str, Mapping[str, str]]
    entries: Mapping[str, Sequence[EntryPlace]]
    mentions: Mapping[str, Sequence[Mention]]

    @cached_property
    def listed(self) -> Mapping[str, Place]:
        """Key of a paper -> its row: of several lists, in the longest."""
        by_length = sorted(self.lists.items(), key=lambda item: (-len(item[1]), item[0]))
        rows: dict[str, Place] = {}
        for docname, anchors in by_length:
            for key, anchor in anchors.items():
                rows.setdefault(key, Place(docname, anchor))
        return rows

    @cached_property
    def named(self) -> Sequence[Named]:
        """All entries, in the order of the documents' names, each with a key of its own."""
        taken: set[tuple[str, str]] = set()
        result = []
        for docname, found in sorted(self.entries.items()):
            for place in found:
                key, number = place.entry.key, 1
                while (place.objtype, key) in taken:
                    number += 1
                    key = f'{place.entry.key}-{number}'
                taken.add((place.objtype, key))
                result.append(Named(key, Place(docname, place.anchor), place))
        return result

    @cached_property
    def calls(self) -> Mapping[tuple[str, str], Named]:
        """Type, and the key or the slug of other words that call an entry -> the entry."""
        keys = {(named.found.objtype, named.key): named for named in self.named}
        others: dict[tuple[str, str], Named] = {}
        for named in self.named:
            for name in sorted(named.found.names):
                others.setdefault((named.found.objtype, name), named)
        return others | keys

    @cached_property
    def mentioning(self) -> Mapping[Mention, Sequence[str]]:
        """What is mentioned -> the documents that do so."""
        index: dict[Mention, list[str]] = defaultdict(list)
        for docname, mentions in self.mentions.items():
            for mention in mentions:
                index[mention].append(docname)
        return index

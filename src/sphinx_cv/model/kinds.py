"""The kinds of entry a CV has besides papers: the table behind directives and layout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What entries of one kind are as objects, and where their options stand.

    *before* are the options that precede the organization in the line below the title, *after*
    those that follow it; *below* are options that have a line of their own, with its words.
    """

    objtype: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    below: tuple[tuple[str, str], ...] = ()

    @property
    def where(self) -> tuple[str, ...]:
        """The options in the line below the title, in their order."""
        return (*self.before, 'organization', 'unit', *self.after, 'place')

    @property
    def inline(self) -> tuple[str, ...]:
        """The options that hold text, with markup if need be."""
        return (*self.where, *(name for name, _ in self.below))


# Options of every kind: "name" is the key by which roles call the entry.
COMMON_OPTIONS = ('name', 'dates', 'organization', 'unit', 'place', 'url', 'link-text', 'paper')

# Options of every kind that hold an address -> the words of the link.
LINK_OPTIONS = {'slides': 'Slides', 'video': 'Video', 'website': 'Web page'}

KINDS = {
    'position': Kind(objtype='position'),
    'degree': Kind(objtype='degree', below=(('advisor', 'Advised by {}'),)),
    'award': Kind(objtype='award'),
    'talk': Kind(objtype='talk', before=('event',)),
    'course': Kind(objtype='course', before=('role',)),
    'mentee': Kind(objtype='person', before=('degree',), after=('topic',)),
    'service': Kind(objtype='service', before=('role',)),
    'news': Kind(objtype='news'),
}

# What the domain has objects of: papers, and one type for each kind of entry.
OBJECT_TYPES = ('paper', *dict.fromkeys(kind.objtype for kind in KINDS.values()))


def option_names(kind: str) -> tuple[str, ...]:
    """Return the names of all options that entries of *kind* take."""
    table = KINDS[kind]
    aliases = ('aliases',) if table.objtype == 'person' else ()
    below = (name for name, _ in table.below)
    return (*COMMON_OPTIONS, *LINK_OPTIONS, *table.before, *table.after, *below, *aliases)

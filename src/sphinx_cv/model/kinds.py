"""The table of the kinds of entries: a row has all that pages and exports ask of a kind."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_cv.model.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry."""

    objtype: str  # its type as an object of the domain, which roles and the inventory name
    about: str  # what it is for, in the manual
    before: tuple[str, ...] = ()  # options before the organization, in the line below the title
    after: tuple[str, ...] = ()  # options behind it
    below: tuple[tuple[str, str], ...] = ()  # options with a line of their own, and its words
    heading: str = ''  # of its section in cv.txt; '' if that leaves it out
    before_papers: bool = False  # whether that section stands before the papers
    resume: str = 'projects'  # its section of JSON Resume; '' for none
    sort: str = ''  # its type among the projects there, if not the name of the kind
    feed: str = ''  # words of its title in the feed; '' if it is no news
    relation: str = ''  # of the owner to its organization, in schema.org
    # For persons: the first of these marks that is free stands behind their names in lists of
    # authors, and the legend explains it.
    marks: str = ''
    meaning: str = ''

    @property
    def where(self) -> tuple[str, ...]:
        """The options in the line below the title."""
        return (*self.before, 'organization', 'unit', *self.after, 'place')

    @property
    def inline(self) -> tuple[str, ...]:
        """The options that are texts, with markup."""
        return (*self.where, *(name for name, _ in self.below))

    @property
    def own(self) -> tuple[str, ...]:
        """The options that not every kind has."""
        aliases = ('aliases',) if self.objtype == 'person' else ()
        return (*self.before, *self.after, *(name for name, _ in self.below), *aliases)


# Options of every kind: "name" is the key by which roles call the entry.
COMMON_OPTIONS = ('name', 'dates', 'organization', 'unit', 'place', 'url', 'link-text', 'paper')

# Options of every kind that hold an address -> the words of the link.
LINK_OPTIONS = {'slides': 'Slides', 'video': 'Video', 'website': 'Web page'}

# In the order of a CV.
KINDS = Table({
    'position': Kind(
        objtype='position', about='an appointment', heading='Appointments', before_papers=True,
        resume='work',
    ),
    'degree': Kind(
        objtype='degree', about='a degree', below=(('advisor', 'Advised by {}'),),
        heading='Education', before_papers=True, resume='education', relation='alumniOf',
    ),
    'award': Kind(
        objtype='award', about='an award, or what became of your work',
        heading='Awards and Recognition', before_papers=True, resume='awards', feed='Award: {}',
    ),
    'talk': Kind(
        objtype='talk', about='a talk', before=('event',), heading='Talks', feed='Talk: {}',
    ),
    'course': Kind(
        objtype='course', about='a course that you teach', before=('role',), heading='Teaching',
    ),
    'mentee': Kind(
        objtype='person', about='a person whom you advise', before=('degree',), after=('topic',),
        heading='Mentoring', sort='mentoring', marks='‡§¶', meaning='mentored by {}',
    ),
    'service': Kind(
        objtype='service', about='service to your field', before=('role',), heading='Service',
        resume='volunteer',
    ),
    'news': Kind(objtype='news', about='what happened lately', resume='', feed='{}'),
})  # fmt: skip

PAPERS_HEADING = 'Publications'


def object_types() -> tuple[str, ...]:
    """Return the types of objects of the domain: papers, and one for each kind of entry."""
    return ('paper', *dict.fromkeys(kind.objtype for kind in KINDS.values()))


def option_names(kind: str) -> tuple[str, ...]:
    """Return the names of all options that entries of *kind* take."""
    return (*COMMON_OPTIONS, *LINK_OPTIONS, *KINDS[kind].own)

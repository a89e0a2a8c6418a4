"""The kinds of entries that a CV has besides papers: what each is to pages and to exports."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_cv.model.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry.

    *objtype* is its type as an object, *about* says what it is for. *before* are the options that
    precede the organization in the line below the title, *after* those that follow it; *below*
    are options that have a line of their own, with its words. *heading* is that of its section in
    plain text, '' where that leaves it out; the first ones stand *before_papers*. *resume* is its
    section of JSON Resume, '' for none, and *sort* is what it is called among the projects
    there. *feed* are the words of its title in the feed, '' where it is no news. *relation* is
    what its organization is to the owner in schema.org. The first of *marks* that
    nobody bears stands behind the names of such persons in lists of authors; *meaning* explains it.
    """

    objtype: str
    about: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    below: tuple[tuple[str, str], ...] = ()
    heading: str = ''
    before_papers: bool = False
    resume: str = 'projects'
    sort: str = ''
    feed: str = ''
    relation: str = ''
    marks: str = ''
    meaning: str = ''

    @property
    def where(self) -> tuple[str, ...]:
        """The options in the line below the title, in their order."""
        return (*self.before, 'organization', 'unit', *self.after, 'place')

    @property
    def inline(self) -> tuple[str, ...]:
        """The options that hold text, with markup if need be."""
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
    """Return what the domain has objects of: papers, and a type for each kind of entry."""
    return ('paper', *dict.fromkeys(kind.objtype for kind in KINDS.values()))


def option_names(kind: str) -> tuple[str, ...]:
    """Return the names of all options that entries of *kind* take."""
    return (*COMMON_OPTIONS, *LINK_OPTIONS, *KINDS[kind].own)

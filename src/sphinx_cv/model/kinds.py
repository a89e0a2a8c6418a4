"""The table of the kinds of entries: a row has all that pages and exports ask of a kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.model.options import (
    NAMED,
    Option,
    after,
    before,
    below,
    beside,
    end,
    title,
)
from sphinx_cv.model.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry."""

    objtype: str  # its type as an object of the domain, which roles and the inventory name
    about: str  # what it is for, in the manual
    options: tuple[Option, ...] = ()  # its own, in the order in which they are shown
    also: Mapping[str, str] = field(default_factory=dict)  # other names of options -> their names
    heading: str = ''  # of a list of such entries; '' if they are news
    resume: str = 'projects'  # its section of JSON Resume; '' for none
    sort: str = ''  # its type among the projects there, if not the name of the kind
    feed: str = ''  # words of its title in the feed; '' if it is no news
    title_is: str = ''  # an 'organization', or the 'group' of its words; else what it is
    # In schema.org: of the owner to its organization, and what its title is to the owner; or its
    # class, the property of it that is the owner, and those that options are.
    relation: str = ''
    known_as: str = ''
    thing: str = ''
    of_owner: str = ''
    properties: Mapping[str, str] = field(default_factory=dict)
    # For persons: the first of these marks that is free stands behind their names in lists of
    # authors, and the legend explains it.
    marks: str = ''
    meaning: str = ''

    @property
    def takes(self) -> tuple[Option, ...]:
        """The options of an entry in the order in which they are shown, also those of all kinds."""
        own = {*self.also, *(option.name for option in self.options)}
        first, last = ([o for o in given if o.name not in own] for given in (FIRST, LAST))
        return (*first, *self.options, *last)

    def at(self, *places: str) -> tuple[Option, ...]:
        """Return the options that stand in one of *places*."""
        return tuple(option for option in self.takes if option.at in places)

    @property
    def where(self) -> tuple[Option, ...]:
        """The options in the line below the title."""
        common = {name: Option(name) for name in ('organization', 'unit', 'place')}
        return (
            *self.at('before'), common['organization'], common['unit'], *self.at('after'),
            common['place'], *self.at('end'),
        )  # fmt: skip

    @property
    def lines(self) -> list[list[Option]]:
        """The options in the lines below that, line by line."""
        lines: list[list[Option]] = []
        for option in self.at('below', 'beside'):
            if option.at == 'below' or not lines:
                lines.append([])
            lines[-1].append(option)
        return lines

    @property
    def shown(self) -> tuple[Option, ...]:
        """The options that are texts, with markup, in the order of the page."""
        return (*self.at('title'), *self.where, *(o for line in self.lines for o in line))

    @property
    def inline(self) -> tuple[str, ...]:
        """The names of the options that are texts, with markup."""
        named = (name for option in self.shown for name in NAMED.findall(option.words))
        names = [*(option.name for option in self.shown), *(name for name, _gap in named if name)]
        return tuple(dict.fromkeys(names))

    @property
    def links(self) -> dict[str, str]:
        """The options that hold an address -> the words of the link."""
        return {**LINK_OPTIONS, **{option.name: option.words for option in self.at('link')}}

    @property
    def own(self) -> tuple[str, ...]:
        """The options that not every kind has."""
        common = {'organization', 'unit', 'place', *EVERYWHERE}
        common -= {option.name for option in self.options}
        names = [*self.inline, *(option.name for option in self.at('link', 'hidden')), *self.also]
        aliases = ['aliases'] if self.objtype == 'person' else []
        return tuple(name for name in dict.fromkeys([*names, *aliases]) if name not in common)


# Options of every kind: "name" is the key by which roles call the entry.
COMMON_OPTIONS = (
    'name', 'dates', 'status', 'organization', 'unit', 'place', 'url', 'link-text', 'paper',
    'tags', 'compact', 'text', 'highlights',
)  # fmt: skip

# Options of every kind that hold an address -> the words of the link.
LINK_OPTIONS = Table({'slides': 'Slides', 'video': 'Video', 'website': 'Web page'})


PEOPLE = below('people', 'With {}')
# Options that an entry of any kind has, before and behind those of its kind, unless that has its
# own of this name.
FIRST = (before('type'),)
LAST = (before('role'), PEOPLE, below('note'))
EVERYWHERE = tuple(option.name for option in (*FIRST, *LAST))

ROLE = before('role', resume='roles', form='list')
POSITION = before('role', resume='position')
PLACES_OF_IT = end('places', form='series')
MONEY = below('amount', '{currency} {}', form='number')
AWARD = below('award', 'Award: {}')

# Properties in schema.org that are no options but where and when it is.
HOSTED = {'start': 'startDate', 'end': 'endDate', 'place': 'location', 'event': 'superEvent',
          'organization': 'organizer'}  # fmt: skip
SHOWN_AT = {**HOSTED, 'organization': 'location'}
MADE = {'start': 'dateCreated'}

# In the order of a CV.
KINDS = Table({
    'interest': Kind(
        objtype='interest', about='a field of research, or a group of them', heading='Interests',
        options=(before('words', resume='keywords', form='list'),), resume='interests',
        also={'keywords': 'words'}, known_as='knowsAbout',
    ),
    'position': Kind(
        objtype='position', about='an appointment', heading='Appointments', resume='work',
        options=(
            title('role'), below('advisor', 'Advised by {}'),
            below('supervisor', 'Supervised by {}'),
        ),
        also={'company': 'organization'},
    ),
    'degree': Kind(
        objtype='degree', about='a degree', heading='Education', resume='education',
        relation='alumniOf', also={'institution': 'organization'},
        options=(
            title('field', resume='area'), title('honors'),
            below('thesis', 'Thesis: {}', 'thesis'), below('minor', 'Minor: {}'),
            below('advisor', 'Advised by {}', 'advisor'),
            below('supervisor', 'Supervised by {}', 'advisor'),
            beside('co-advisor', 'co-advised by {}'), beside('committee', 'committee: {}'),
            below('grade', 'Grade: {}', 'score'), below('gpa', 'GPA: {}', 'score'),
            below('courses', 'Courses: {}', 'courses', 'list'), below('exams', 'Exam fields: {}'),
        ),
    ),
    'training': Kind(
        objtype='training', about='a training, a summer school', heading='Training',
        options=(after('hours', '{} hours', one='{} hour'),), resume='certificates',
        also={'provider': 'organization'},
    ),
    'certificate': Kind(
        objtype='certificate', about='a certificate or licence', heading='Certificates',
        options=(after('number', 'no. {}'), beside('expires', 'Valid until {}', form='date')),
        resume='certificates', also={'issuer': 'organization'}, known_as='hasCredential',
    ),
    'award': Kind(
        objtype='award', about='an award, or what became of your work',
        heading='Awards and Recognition', resume='awards', feed='Award: {}', known_as='award',
        options=(
            title('amount', '{currency} {}', form='number'), below('work', 'For {}'),
            below('recipient', 'To {}'),
        ),
        also={'awarder': 'organization', 'for': 'work'},
    ),
    'fellowship': Kind(
        objtype='fellowship', about='a fellowship or scholarship', heading='Fellowships',
        resume='awards', feed='Fellowship: {}', known_as='award',
        options=(title('amount', '{currency} {}', form='number'), below('host', 'Hosted by {}')),
        also={'funder': 'organization', 'awarder': 'organization'},
    ),
    'grant': Kind(
        objtype='grant', about='money for research', heading='Grants', feed='Grant: {}',
        also={'funder': 'organization'},
        thing='MonetaryGrant', of_owner='fundedItem',
        properties={'organization': 'funder', 'number': 'identifier', 'amount': 'amount'},
        options=(
            ROLE, after('number', 'no. {}'), MONEY,
            beside('share', 'own share {currency} {}', form='number'),
            beside('effort', 'effort: {}'), beside('pi', 'PI: {}'), beside('people', 'with {}'),
        ),
    ),
    'project': Kind(
        objtype='project', about='a project', heading='Projects',
        options=(ROLE, after('number', 'no. {}'), MONEY, PEOPLE),
        also={'funder': 'organization', 'client': 'organization'},
    ),
    'work': Kind(
        objtype='work', about='a work of yours: a design, a building, a piece of music',
        heading='Works', feed='{}',
        thing='CreativeWork', of_owner='creator',
        properties={**MADE, 'medium': 'material', 'dimensions': 'size', 'number': 'identifier'},
        options=(
            ROLE, before('medium'), before('dimensions'), before('duration'), before('edition'),
            after('number'), PLACES_OF_IT, below('commissioner', 'Commissioned by {}'),
            below('collection', 'In the collection of {}'), MONEY, AWARD, PEOPLE,
        ),
        also={'client': 'organization', 'size': 'dimensions'},
    ),
    'software': Kind(
        objtype='software', about='software or data that you make', heading='Software',
        thing='SoftwareSourceCode', of_owner='author',
        properties={
            **MADE, 'version': 'version', 'language': 'programmingLanguage', 'license': 'license',
            'repository': 'codeRepository',
        },
        options=(
            title('version'), ROLE, after('language'), after('license'),
            end('downloads', '{} downloads', '{} download'), end('users', '{} users', '{} user'),
            PEOPLE,
            Option('repository', 'Code', 'link'),
        ),
    ),
    'patent': Kind(
        objtype='patent', about='a patent', heading='Patents', feed='Patent: {}',
        also={'office': 'organization'},
        options=(
            before('number'), after('type'), below('inventors', 'Inventors: {}'),
            beside('assignee', 'assigned to {}'),
        ),
    ),
    'talk': Kind(
        objtype='talk', about='a talk', heading='Talks', feed='Talk: {}',
        thing='Event', of_owner='performer', properties={**HOSTED, 'language': 'inLanguage'},
        options=(
            before('type'), ROLE, before('session'), before('event'), end('online', form='flag'),
            PLACES_OF_IT, end('language'), PEOPLE,
        ),
    ),
    'media': Kind(
        objtype='media', about='what the media say of your work', heading='In the Media',
        options=(before('type'), before('author', 'by {}'), after('issue'), after('pages')),
        feed='{}', also={'outlet': 'organization', 'by': 'author'},
        thing='CreativeWork', of_owner='mentions',
        properties={'start': 'datePublished', 'organization': 'publisher'},
    ),
    'exhibition': Kind(
        objtype='exhibition', about='an exhibition', heading='Exhibitions', feed='Exhibition: {}',
        thing='ExhibitionEvent', of_owner='contributor', properties=SHOWN_AT,
        options=(
            before('type'), ROLE, before('event'), PLACES_OF_IT, below('works', 'Works: {}'),
            below('curator', 'Curated by {}'), beside('juror', 'juried by {}'),
            below('catalogue', 'Catalogue: {}'), AWARD, PEOPLE,
        ),
        also={
            'venue': 'organization', 'gallery': 'organization', 'museum': 'organization',
            'catalog': 'catalogue', 'artists': 'people',
        },
    ),
    'collection': Kind(
        objtype='collection', about='a collection that has works of yours',
        heading='Collections', options=(below('works', 'Works: {}'),),
    ),
    'performance': Kind(
        objtype='performance', about='a concert, play or film', heading='Performances',
        feed='Performance: {}', also={'venue': 'organization'},
        thing='Event', of_owner='performer', properties=SHOWN_AT,
        options=(
            before('type'), ROLE, before('event'), PLACES_OF_IT, below('works', 'Works: {}'),
            below('director', 'Directed by {}'), beside('conductor', 'conducted by {}'), AWARD,
            PEOPLE,
        ),
    ),
    'course': Kind(
        objtype='course', about='a course that you teach', heading='Teaching',
        thing='CourseInstance', of_owner='instructor',
        properties={**HOSTED, 'code': 'identifier', 'language': 'inLanguage'},
        options=(
            title('code'), ROLE, before('level'), end('credits', '{} credits', '{} credit'),
            end('hours', '{} hours', '{} hour'), end('students', '{} students', '{} student'),
            end('language'), below('effort', 'Effort: {}'), beside('evaluation', 'evaluation: {}'),
            PEOPLE,
        ),
        also={'terms': 'dates', 'enrollment': 'students'},
    ),
    'mentee': Kind(
        objtype='person', about='a person whom you advise', heading='Mentoring', sort='mentoring',
        marks='‡§¶', meaning='mentored by {}',
        options=(
            before('degree'), before('level'), after('topic'), Option('role', at='end'),
            below('thesis', 'Thesis: {}'), below('co-advisor', 'Co-advised by {}'),
            below('committee', 'Committee: {}'), AWARD, below('placement', 'Now: {}'),
        ),
    ),
    'service': Kind(
        objtype='service', about='service to your field', heading='Service', resume='volunteer',
        options=(POSITION,),
    ),
    'outreach': Kind(
        objtype='outreach', about='what you do for the public', heading='Outreach',
        options=(POSITION, end('participants', '{} participants', '{} participant')),
        resume='volunteer',
    ),
    'reviewing': Kind(
        objtype='reviewing', about='reviewing: venues, each with its years', heading='Reviewing',
        options=(before('venues', form='series'),), resume='volunteer',
    ),
    'editorial': Kind(
        objtype='editorial', about='editorial and programme work', heading='Editorial Work',
        options=(POSITION,), resume='volunteer',
        also={'journal': 'organization'},
    ),
    'event': Kind(
        objtype='event', about='an event that you organize', heading='Events Organized',
        thing='Event', of_owner='organizer',
        properties={key: HOSTED[key] for key in ('start', 'end', 'place')},
        options=(
            POSITION, before('type'),
            end('participants', '{} participants', '{} participant'), MONEY, PEOPLE,
        ),
        resume='volunteer',
    ),
    'committee': Kind(
        objtype='committee', about='a committee or jury', heading='Committees',
        options=(POSITION, after('candidate'), below('thesis', 'Thesis: {}')),
        resume='volunteer', also={'candidates': 'candidate'},
    ),
    'membership': Kind(
        objtype='membership', about='membership of a society', heading='Memberships',
        options=(before('grade', resume='position'), after('number', 'no. {}')),
        resume='volunteer', known_as='memberOf', title_is='organization',
    ),
    'visit': Kind(
        objtype='visit', about='a stay elsewhere', heading='Visits', resume='work',
        options=(below('host', 'Hosted by {}'),),
    ),
    'residency': Kind(
        objtype='residency', about='a stay as an artist or writer', heading='Residencies',
        resume='work', options=(below('host', 'Hosted by {}'),),
    ),
    'consulting': Kind(
        objtype='consulting', about='consulting', heading='Consulting', resume='work',
        options=(POSITION, MONEY), also={'client': 'organization'},
    ),
    'skill': Kind(
        objtype='skill', about='skills: a group, its words and a level', heading='Skills',
        options=(before('words', resume='keywords', form='list'), after('level', resume='level')),
        resume='skills', also={'keywords': 'words'}, known_as='knowsAbout', title_is='group',
    ),
    'language': Kind(
        objtype='language', about='a language that you speak', heading='Languages',
        options=(before('level', resume='fluency'), before('test')), resume='languages',
        known_as='knowsLanguage',
    ),
    'referee': Kind(
        objtype='referee', about='a referee, or that they are named on request',
        options=(
            before('relation'), below('address'), below('email', 'E-mail: {}', form='email'),
            beside('phone', 'telephone: {}'),
        ),
        heading='References', resume='references',
    ),
    'entry': Kind(
        objtype='entry', about='whatever is none of these', heading='Other',
        options=(before('type'), ROLE),
    ),
    'news': Kind(objtype='news', about='what happened lately', resume='', feed='{}'),
})  # fmt: skip


def object_types() -> tuple[str, ...]:
    """Return what the domain has objects of: papers, and a type for each kind of entry."""
    return ('paper', *dict.fromkeys(kind.objtype for kind in KINDS.values()))


def option_names(kind: str) -> tuple[str, ...]:
    """Return the names of all options that entries of *kind* take."""
    names = (*COMMON_OPTIONS, *LINK_OPTIONS, *EVERYWHERE, *KINDS[kind].own)
    return tuple(dict.fromkeys(names))

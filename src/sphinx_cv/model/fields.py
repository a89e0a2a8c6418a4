"""The table of fields: a row has all that the reader, pages and exports ask of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_cv.model.patterns import regex
from sphinx_cv.model.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an entry; its name in the table is that of biblatex."""

    shown: bool = False  # whether it is a text, which is parsed
    unique: bool = False  # whether nearly every entry has another text, which is not cached
    inherited: bool = False  # whether the parts of a volume take it from the volume
    cited: bool = False  # whether a reference list can print it
    private: bool = False  # whether it is kept from exports
    old: str = ''  # BibTeX's name of it
    aliases: tuple[str, ...] = ()  # further names
    line: str = ''  # its form in the line of the venue, with {} for the text
    early: bool = False  # whether it stands there before the volume
    several: bool = False  # whether "and" separates several names in it
    hand: str = ''  # what the people in it did, with {names} for them
    role: str = ''  # the field that says what they did, where that is not always the same
    remark: str = ''  # the class of the line that it has below
    label: str = ''  # the words of the link to it
    is_file: bool = False  # whether its link may name any file of the site
    identifier: bool = False
    resolver: str = ''  # the address of an identifier, with {} for it
    # Its names in the formats of exports. Of fields that share one, the first of an entry counts.
    csl: str = ''
    ris: str = ''
    highwire: str = ''
    openurl: str = ''


# Links stand in the order of this table.
FIELDS = Table({
    # Titles
    'title': Field(shown=True, unique=True, cited=True),
    'subtitle': Field(shown=True, unique=True, cited=True),
    'titleaddon': Field(shown=True, line='{}', early=True),
    'titletranslation': Field(
        shown=True, aliases=('title_translation', 'translatedtitle', 'usere'),
    ),
    'titleromanized': Field(
        shown=True, aliases=('title_romanized', 'titleromanised', 'romanizedtitle'),
    ),
    'journaltitle': Field(shown=True, inherited=True, cited=True, old='journal'),
    'journalsubtitle': Field(shown=True, inherited=True),
    'booktitle': Field(shown=True, inherited=True, cited=True),
    'booksubtitle': Field(shown=True, inherited=True, cited=True),
    'booktitleaddon': Field(shown=True, inherited=True),
    'maintitle': Field(shown=True, inherited=True, cited=True),
    'mainsubtitle': Field(shown=True, inherited=True, cited=True),
    'maintitleaddon': Field(shown=True, inherited=True),
    'issuetitle': Field(shown=True, inherited=True, line='“{}”', early=True),
    'issuesubtitle': Field(shown=True, inherited=True),
    'eventtitle': Field(
        shown=True, inherited=True, cited=True, csl='event-title',
        aliases=('event', 'conference', 'event_name', 'conferencename'),
    ),
    'eventtitleaddon': Field(shown=True, inherited=True),
    # Where in it
    'volume': Field(
        shown=True, inherited=True, cited=True, line='vol. {}', csl='volume', ris='VL',
        highwire='citation_volume', openurl='volume', aliases=('vol',),
    ),
    'number': Field(
        shown=True, inherited=True, cited=True, line='no. {}', highwire='citation_issue',
        openurl='issue', aliases=('no', 'num', 'nr'),
    ),
    'issue': Field(
        shown=True, inherited=True, cited=True, line='{}', highwire='citation_issue',
        openurl='issue',
    ),
    'series': Field(
        shown=True, inherited=True, cited=True, line='{}', early=True, highwire='z.series',
        openurl='series',
    ),
    'edition': Field(
        shown=True, inherited=True, cited=True, line='{} edition', early=True, csl='edition',
        ris='ET', highwire='z.edition', openurl='edition',
    ),
    'eid': Field(
        shown=True, cited=True, line='article {}',
        aliases=('article-number', 'article_number', 'articlenumber'),
    ),
    'articleno': Field(shown=True, line='article {}'),
    'art_number': Field(shown=True, line='article {}'),
    'chapter': Field(shown=True, cited=True, line='chapter {}', csl='chapter-number'),
    'pages': Field(shown=True, unique=True, cited=True, line='pp. {}'),
    'pagetotal': Field(
        shown=True, cited=True, line='{} pp.', csl='number-of-pages', openurl='tpages',
        aliases=('numpages', 'num-pages', 'number-of-pages'),
    ),
    'part': Field(shown=True, inherited=True),
    'volumes': Field(shown=True, inherited=True, cited=True, csl='number-of-volumes', ris='NV'),
    # Who made it, and where
    'holder': Field(shown=True, cited=True, line='{}', several=True),
    'assignee': Field(shown=True, cited=True, line='{}', several=True),
    'institution': Field(
        shown=True, inherited=True, cited=True, line='{}', several=True, aliases=('school',),
    ),
    'organization': Field(shown=True, inherited=True, cited=True, line='{}', several=True),
    'publisher': Field(shown=True, inherited=True, cited=True, line='{}', several=True),
    'location': Field(
        shown=True, inherited=True, cited=True, line='{}', several=True, old='address',
        aliases=('nationality',), csl='publisher-place', ris='CY',
        highwire='z.place', openurl='place',
    ),
    # The number of a judgment in Europe, whose place is that of the court.
    'ecli': Field(shown=True, line='{}'),
    'venue': Field(
        shown=True, inherited=True, csl='event-place', ris='CY',
        aliases=('eventplace', 'event-place', 'event_place', 'conference_location'),
    ),
    'version': Field(
        shown=True, inherited=True, cited=True, line='version {}', early=True, csl='version',
        ris='ET',
    ),
    'shorttitle': Field(shown=True, csl='title-short', ris='ST'),
    # MathSciNet's "journal" is short, and here is its full name.
    'fjournal': Field(shown=True, inherited=True),
    'shortjournal': Field(shown=True, inherited=True, csl='container-title-short', ris='J2'),
    'author': Field(inherited=True),
    'author+an': Field(inherited=True),
    'shortauthor': Field(shown=True),
    'shorteditor': Field(shown=True),
    'bookauthor': Field(inherited=True, cited=True),
    'editor': Field(inherited=True),
    'editor+an': Field(inherited=True),
    'editortype': Field(inherited=True),
    'editora': Field(inherited=True, cited=True, role='editoratype'),
    'editoratype': Field(inherited=True),
    'editorb': Field(inherited=True, cited=True, role='editorbtype'),
    'editorbtype': Field(inherited=True),
    'editorc': Field(inherited=True, cited=True, role='editorctype'),
    'editorctype': Field(inherited=True),
    'translator': Field(inherited=True, cited=True),
    'commentator': Field(inherited=True, cited=True, hand='with a commentary by {names}'),
    'annotator': Field(inherited=True, cited=True, hand='with annotations by {names}'),
    'introduction': Field(inherited=True, cited=True, hand='with an introduction by {names}'),
    'foreword': Field(
        inherited=True, cited=True, hand='with a foreword by {names}', aliases=('preface',),
    ),
    'afterword': Field(inherited=True, cited=True, hand='with an afterword by {names}'),
    'illustrator': Field(inherited=True, cited=True, hand='illustrated by {names}'),
    'serieseditor': Field(
        inherited=True, hand='series edited by {names}',
        aliases=('seriesed', 'series-editor', 'series_editor'),
    ),
    'collaboration': Field(shown=True, inherited=True, cited=True),
    # When, in which language, of which sort
    'date': Field(
        inherited=True, cited=True,
        aliases=('pubdate', 'publicationdate', 'publication_date', 'date_published'),
    ),
    'year': Field(inherited=True, cited=True, aliases=('pubyear', 'publication_year', 'yr')),
    'month': Field(inherited=True, cited=True),
    'day': Field(inherited=True),
    'eventdate': Field(inherited=True),
    'origdate': Field(inherited=True, cited=True, aliases=('origyear',)),
    'origtitle': Field(
        shown=True, line='translation of {}', early=True, csl='original-title',
    ),
    'origpublisher': Field(shown=True, several=True, csl='original-publisher'),
    'origlocation': Field(shown=True, several=True, csl='original-publisher-place'),
    'pubstate': Field(
        shown=True, inherited=True, cited=True,
        aliases=('pubstatus', 'publicationstatus', 'publication_status'),
    ),
    'language': Field(shown=True, inherited=True),
    'langid': Field(inherited=True),
    'origlanguage': Field(shown=True, inherited=True),
    'type': Field(shown=True, inherited=True, cited=True),
    'howpublished': Field(shown=True, inherited=True, cited=True),
    # What is said of it
    'note': Field(shown=True, unique=True, inherited=True, remark='note', csl='note'),
    'addendum': Field(shown=True, inherited=True, remark='note'),
    'additional_info': Field(shown=True, remark='additional_info'),
    'annotation': Field(shown=True, unique=True, remark='annotation'),
    'contribution': Field(shown=True),
    'abstract': Field(shown=True, unique=True, csl='abstract', ris='AB'),
    'summary': Field(shown=True, unique=True),
    'abbr': Field(shown=True),
    'award': Field(shown=True, aliases=('awards', 'honor', 'honour', 'honors', 'prize')),
    'award_name': Field(shown=True),
    'acceptance_rate': Field(shown=True),
    'impact': Field(shown=True),
    'keywords': Field(shown=True, aliases=('keyword',)),
    # Links to material
    'pdf': Field(label='PDF', is_file=True),
    'code': Field(label='Code'),
    'slides': Field(label='Slides', is_file=True),
    'poster': Field(label='Poster', is_file=True),
    'video': Field(label='Video'),
    'website': Field(label='Project page'),
    'blog': Field(label='Blog post'),
    'html': Field(label='Web page'),
    'supp': Field(label='Supplement', is_file=True),
    'data': Field(label='Data'),
    'dataset': Field(label='Dataset'),
    'demo': Field(label='Demo'),
    'link': Field(label='Link'),
    # Identifiers
    'issn': Field(
        inherited=True, cited=True, identifier=True, csl='ISSN', highwire='citation_issn',
        openurl='issn',
    ),
    'isbn': Field(
        inherited=True, cited=True, identifier=True, csl='ISBN', highwire='citation_isbn',
        openurl='isbn',
    ),
    'doi': Field(
        cited=True, identifier=True, label='DOI', resolver='https://doi.org/{}', csl='DOI',
        highwire='citation_doi',
    ),
    'arxiv': Field(
        identifier=True, label='arXiv', resolver='https://arxiv.org/abs/{}',
        highwire='citation_arxiv_id',
        aliases=('arxivid', 'arxiv-id', 'arxiv_id', 'arxivnumber', 'arxiv_number'),
    ),
    'openreview': Field(
        identifier=True, label='OpenReview', resolver='https://openreview.net/forum?id={}',
    ),
    'hal': Field(identifier=True, label='HAL', resolver='https://hal.science/{}'),
    'pmid': Field(
        identifier=True, label='PubMed', resolver='https://pubmed.ncbi.nlm.nih.gov/{}/',
        csl='PMID', highwire='citation_pmid',
    ),
    'pmcid': Field(
        identifier=True, label='PubMed Central',
        resolver='https://pmc.ncbi.nlm.nih.gov/articles/{}/', csl='PMCID',
    ),
    'jstor': Field(
        identifier=True, label='JSTOR', resolver='https://www.jstor.org/stable/{}',
    ),
    'inspire': Field(
        identifier=True, label='INSPIRE', resolver='https://inspirehep.net/literature/{}',
    ),
    'hdl': Field(identifier=True, label='Handle', resolver='https://hdl.handle.net/{}'),
    'urn': Field(identifier=True, label='URN', resolver='https://nbn-resolving.org/{}'),
    'eprint': Field(shown=True, cited=True),
    'eprinttype': Field(shown=True, cited=True, old='archiveprefix'),
    'eprintclass': Field(shown=True, cited=True, old='primaryclass'),
    'url': Field(cited=True, label='Link'),
    'urldate': Field(aliases=(
        'urlaccessdate', 'lastaccessed', 'lastchecked', 'accessdate', 'accessed', 'lastvisited',
        'visited', 'retrieved',
    )),
    # Bookkeeping. What was inherited stands in the entry itself, so that in an export the parent
    # must not be asked for again; the rest is what programs and people keep for themselves.
    'sortkey': Field(aliases=('key',)),
    'crossref': Field(private=True),
    'xdata': Field(private=True),
    'xref': Field(private=True),
    'comment': Field(private=True),
    'review': Field(private=True),
    'notes': Field(private=True),
    'mynote': Field(private=True),
    'mynotes': Field(private=True),
    'creationdate': Field(private=True),
    'modificationdate': Field(private=True),
    'owner': Field(private=True),
    'groups': Field(private=True),
    'priority': Field(private=True),
    'ranking': Field(private=True),
    'rating': Field(private=True),
    'printed': Field(private=True),
    'read': Field(private=True),
    'readstatus': Field(private=True),
    'relevance': Field(private=True),
    'qualityassured': Field(private=True),
    '__markedentry': Field(private=True),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody did, as a sentence with {names} for them, and what CSL calls them."""

    words: str
    csl: str = 'contributor'


# What editors did, by biblatex's keys for the field "editortype" and its like.
EDITOR_ROLES = {
    'editor': Role('edited by {names}', 'editor'), 'compiler': Role('compiled by {names}'),
    'founder': Role('founded by {names}'), 'continuator': Role('continued by {names}'),
    'redactor': Role('redacted by {names}'), 'reviser': Role('revised by {names}'),
    'collaborator': Role('in collaboration with {names}'),
    'organizer': Role('organized by {names}'),
    'director': Role('directed by {names}', 'director'),
    'producer': Role('produced by {names}', 'producer'),
    'translator': Role('translated by {names}', 'translator'),
    'illustrator': Role('illustrated by {names}', 'illustrator'),
    'narrator': Role('narrated by {names}', 'narrator'),
    'performer': Role('performed by {names}', 'performer'),
    'serieseditor': Role('series edited by {names}', 'collection-editor'),
}  # fmt: skip
_EDITOR_ROLES = {'organiser': 'organizer', 'collab': 'collaborator', 'editors': 'editor'}

# How fields begin that are not even read: paths of a private disk, bookkeeping of programs and
# notes to oneself, as Mendeley and Zotero export them under the name that no BibTeX style prints.
UNREAD_PREFIXES = (
    'annote', 'file', 'local-url', 'bdsk-file', 'bdsk-url', 'localfile', 'date-added',
    'date-modified',
)  # fmt: skip
# How fields begin that are kept from exports, for programs make them for themselves.
PRIVATE_PREFIXES = (*UNREAD_PREFIXES, 'bdsk-', 'mendeley-', 'citeulike-', 'jabref-')
# How people take a field off without deleting it (Emacs has OPTnote and ALTeditor), and words by
# which they call what is nobody's business.
_PUT_AWAY = regex(r'(?:(opt|alt|old|x|hidden|hide)[-_]?|_)(\w+)|(\w+?)(?:_|[-_](?:hidden|old|off))')
_CONFIDENTIAL = regex(r'private|internal|confidential|secret|password|referee|reviewer|to-?do\b')


def is_put_away(name: str) -> bool:
    """Return whether the name of a field says that nobody shall see what it holds."""
    away = None if name in FIELDS else _PUT_AWAY.fullmatch(name)
    meant = away and (away[2] or away[3])
    return meant in FIELDS or meant in field_aliases() or _CONFIDENTIAL.search(name) is not None


def field_aliases() -> dict[str, str]:
    """Return BibTeX's names, and the aliases of biblatex, for the fields that have some."""
    return FIELDS.view(_aliases)


def _aliases(fields: Table[Field]) -> dict[str, str]:
    return {
        alias: name for name, row in fields.items() for alias in (row.old, *row.aliases) if alias
    }


def old_name(name: str) -> str:
    """Return BibTeX's name of a field, which classic styles and reference managers know."""
    return (name in FIELDS and FIELDS[name].old) or name


def editors_role(text: str) -> Role:
    """Return what editors did, by a key of biblatex; *text* may be free text."""
    text = text.strip(' {}').removeprefix('by') or 'editor'
    key = text.lower().replace(' ', '')
    return EDITOR_ROLES.get(_EDITOR_ROLES.get(key, key)) or Role(f'{{names}} ({text})')


def role_in(name: str, fields: Mapping[str, str]) -> Role:
    """Return what the people in the field *name* of an entry did."""
    row = FIELDS[name]
    if row.hand:
        return EDITOR_ROLES.get(name) or Role(row.hand)
    return editors_role(fields.get(row.role, ''))


def link_fields() -> tuple[str, ...]:
    """Return the fields that hold addresses, in the order of their links."""
    return FIELDS.view(_link_fields)


def _link_fields(fields: Table[Field]) -> tuple[str, ...]:
    return tuple(name for name, row in fields.items() if row.label and not row.identifier)

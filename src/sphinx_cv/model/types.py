"""The tables of types of papers and kinds of work: rows have all that lists and exports ask."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_cv.model.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A kind of work: coarser than the types of biblatex, as the formats of exports are."""

    csl: str
    ris: str
    bibtex: str = 'misc'  # the old type for what is of this kind and has none of its own
    schema: str = 'ScholarlyArticle'  # its class in schema.org
    whole: str = ''  # the class there of the work that it is a part of
    # Of OpenURL: the format, the genre (in Dublin Core the type) and the key of the title.
    openurl: tuple[str, str, str] = ('dc', 'document', 'title')
    highwire: str = ''  # the tag that names the work it appeared in
    open_graph: str = 'article'  # the type of its page
    container: tuple[str, ...] = ()  # fields that name the work it is in
    publisher: tuple[str, ...] = ('publisher', 'institution', 'organization')
    chart: str = 'Other'  # its kind of venue in a chart
    zotero: str = ''  # its type in Zotero, which other tags of its page may not say
    versioned: bool = False  # whether it is out in versions
    paged: bool = False  # whether schema.org is told its pages
    is_text: bool = True  # whether it may be a version of a text
    # What makes it a preprint where nothing names the work it is in: a server for preprints that
    # published it ("place"), or its number on one as well ("number").
    preprint: str = ''
    any_sort: bool = False  # whether what is of this kind need not be a text


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperType:
    """A type of entry in a bibliography."""

    work: str  # its kind of work, a row of WORKS
    heading: str  # of its group in a list
    words: str = ''  # what it is, in the line of the venue
    volume: str = 'main'  # what a parent's title is to it: "book", "journal" or "main"
    edited: bool = False  # whether readers want to know the editors beside the authors
    unsigned: bool = False  # whether it has no author by nature, or an organisation
    aliases: tuple[tuple[str, str], ...] = ()  # other names, and the field "type" of each
    genre: str = ''  # what formats that have no type for it call it
    csl: str = ''  # if that of its kind of work is too coarse, as in what follows
    ris: str = ''
    schema: str = ''
    zotero: str = ''

    @property
    def called(self) -> str:
        """The name of the type for programs that do not know it."""
        return self.genre or self.words or self.heading.removesuffix('s')


# Types that BibTeX's styles know, or Zotero where it has no other that they know, too.
_KNOWN = frozenset(
    'article book booklet inbook incollection inproceedings manual misc proceedings unpublished '
    'thesis report patent online software letter movie artwork legislation jurisdiction audio '
    'video'.split()
)

_INSTITUTION = ('institution', 'organization', 'publisher')
_REPORT_TAG = 'citation_technical_report_institution'

# Those that a chart tells apart stand in its order.
WORKS = Table({
    'conference': Work(
        csl='paper-conference', zotero='conferencePaper', ris='CPAPER', whole='Book', paged=True,
        chart='Conference',
        openurl=('book', 'proceeding', 'atitle'), highwire='citation_conference_title',
        container=('booktitle', 'eventtitle', 'maintitle', 'venue', 'journaltitle'),
    ),
    'article': Work(
        csl='article-journal', ris='JOUR', bibtex='article', whole='Periodical', paged=True,
        chart='Journal',
        openurl=('journal', 'article', 'atitle'), highwire='citation_journal_title',
        container=('journaltitle',), preprint='number',
    ),
    'book': Work(
        csl='book', ris='BOOK', bibtex='book', schema='Book', open_graph='book', chart='Book',
        openurl=('book', 'book', 'btitle'),
    ),
    'chapter': Work(
        csl='chapter', zotero='bookSection', ris='CHAP', bibtex='incollection', schema='Chapter',
        whole='Book', paged=True, chart='Book',
        openurl=('book', 'bookitem', 'atitle'), highwire='citation_inbook_title',
        container=('booktitle', 'maintitle', 'journaltitle'),
    ),
    'preprint': Work(
        csl='article', ris='MANSCPT', zotero='preprint', paged=True, chart='Preprint',
        openurl=('dc', 'preprint', 'title'), preprint='number',
    ),
    'manuscript': Work(
        csl='manuscript', zotero='manuscript', ris='MANSCPT', chart='Preprint',
        openurl=('dc', 'manuscript', 'title'), preprint='number',
    ),
    'thesis': Work(
        csl='thesis', zotero='thesis', ris='THES', schema='Thesis', openurl=('dissertation', '',
        'title'),
        highwire='citation_dissertation_institution', publisher=_INSTITUTION,
    ),
    'report': Work(
        csl='report', zotero='report', ris='RPRT', schema='Report', paged=True, openurl=('book',
        'report', 'btitle'),
        highwire=_REPORT_TAG, publisher=_INSTITUTION, preprint='place',
    ),
    'patent': Work(
        csl='patent', zotero='patent', ris='PAT', schema='CreativeWork', openurl=('patent', '',
        'title'),
        publisher=('holder', 'assignee', 'publisher', 'institution', 'organization'),
        is_text=False,
    ),
    'dataset': Work(
        csl='dataset', zotero='dataset', versioned=True, ris='DATA', schema='Dataset',
        openurl=('dc', 'dataset', 'title'),
        is_text=False,
    ),
    'software': Work(
        csl='book', zotero='computerProgram', versioned=True, ris='COMP',
        schema='SoftwareSourceCode',
        openurl=('dc', 'computerProgram', 'title'), is_text=False,
    ),
    'online': Work(
        csl='webpage', zotero='webpage', ris='ELEC', schema='CreativeWork',
        openurl=('dc', 'webpage', 'title'), preprint='number', any_sort=True,
    ),
    'talk': Work(
        csl='speech', zotero='presentation', ris='SLIDE', schema='CreativeWork',
        openurl=('dc', 'presentation', 'title'), is_text=False,
    ),
    'recording': Work(
        csl='motion_picture', zotero='videoRecording', ris='VIDEO', schema='VideoObject',
        openurl=('dc', 'videoRecording', 'title'), is_text=False,
    ),
    'other': Work(
        csl='document', zotero='document', ris='GEN', schema='CreativeWork', preprint='number',
        any_sort=True,
    ),
})  # fmt: skip

# In the order in which their groups stand in a list.
TYPES = Table({
    'book': PaperType(work='book', heading='Books', edited=True),
    'mvbook': PaperType(work='book', heading='Books', edited=True),
    'collection': PaperType(work='book', heading='Edited books', edited=True, unsigned=True),
    'mvcollection': PaperType(work='book', heading='Edited books', unsigned=True),
    'reference': PaperType(work='book', heading='Edited books', edited=True, unsigned=True),
    'mvreference': PaperType(work='book', heading='Edited books', unsigned=True),
    'proceedings': PaperType(work='book', heading='Edited proceedings', unsigned=True),
    'mvproceedings': PaperType(work='book', heading='Edited proceedings', unsigned=True),
    'periodical': PaperType(
        work='article', heading='Edited journal issues', unsigned=True, schema='PublicationIssue',
    ),
    'article': PaperType(work='article', heading='Journal articles', volume='journal'),
    'suppperiodical': PaperType(work='article', heading='Journal articles', volume='journal'),
    'newspaper': PaperType(
        work='article', heading='Newspaper and magazine articles', volume='journal',
        genre='Newspaper article', csl='article-newspaper', ris='NEWS',
        schema='NewsArticle',
    ),
    'magazine': PaperType(
        work='article', heading='Newspaper and magazine articles', volume='journal',
        genre='Magazine article', csl='article-magazine', ris='MGZN',
        schema='Article',
    ),
    'inproceedings': PaperType(
        work='conference', heading='Conference papers', volume='book',
        aliases=(('conference', ''), ('workshop', '')),
    ),
    'inbook': PaperType(work='chapter', heading='Book chapters', volume='book', edited=True),
    'incollection': PaperType(
        work='chapter', heading='Book chapters', volume='book', edited=True,
        aliases=(('bookchapter', ''), ('chapter', '')),
    ),
    'bookinbook': PaperType(work='chapter', heading='Book chapters', volume='book', edited=True),
    'suppbook': PaperType(work='chapter', heading='Book chapters', volume='book', edited=True),
    'suppcollection': PaperType(
        work='chapter', heading='Book chapters', volume='book', edited=True,
    ),
    'inreference': PaperType(
        work='chapter', heading='Encyclopedia entries', volume='book', edited=True,
        csl='entry-encyclopedia', ris='ENCYC', zotero='encyclopediaArticle',
    ),
    'review': PaperType(work='article', heading='Reviews', volume='journal'),
    'preprint': PaperType(work='preprint', heading='Preprints'),
    'thesis': PaperType(
        work='thesis', heading='Theses', words='Thesis',
        aliases=(
            ('phdthesis', 'phdthesis'), ('mastersthesis', 'mathesis'), ('masterthesis', 'mathesis'),
            ('bachelorthesis', 'bathesis'), ('bachelorsthesis', 'bathesis'),
            ('dissertation', 'phdthesis'), ('phd', 'phdthesis'), ('mathesis', 'mathesis'),
            ('bathesis', 'bathesis'), ('mscthesis', 'mathesis'), ('bscthesis', 'bathesis'),
        ),
    ),
    'report': PaperType(
        work='report', heading='Reports', words='Technical report', edited=True,
        aliases=(('techreport', 'techreport'), ('technicalreport', 'techreport')),
    ),
    'patent': PaperType(work='patent', heading='Patents', words='Patent', genre='Patent'),
    'dataset': PaperType(work='dataset', heading='Datasets', words='Dataset', unsigned=True),
    'software': PaperType(
        work='software', heading='Software', words='Software', unsigned=True,
        genre='Computer software',
        # of the package biblatex-software
        aliases=(('softwareversion', ''), ('softwaremodule', ''), ('codefragment', '')),
    ),
    'manual': PaperType(
        work='book', heading='Manuals', words='Manual', edited=True, unsigned=True,
    ),
    'booklet': PaperType(work='book', heading='Booklets', edited=True),
    'standard': PaperType(
        work='other', heading='Standards', unsigned=True, csl='standard', ris='STAND',
        zotero='standard',
    ),
    'talk': PaperType(work='talk', heading='Talks', words='Talk'),
    'presentation': PaperType(work='talk', heading='Talks'),
    'poster': PaperType(work='talk', heading='Posters', genre='Poster'),
    'video': PaperType(work='recording', heading='Videos'),
    'movie': PaperType(work='recording', heading='Videos', schema='Movie', zotero='film'),
    'audio': PaperType(
        work='recording', heading='Recordings', csl='song', ris='SOUND', schema='AudioObject',
        zotero='audioRecording',
    ),
    'music': PaperType(
        work='recording', heading='Recordings', csl='song', ris='MUSIC', schema='MusicRecording',
        zotero='audioRecording',
    ),
    'performance': PaperType(work='talk', heading='Performances', csl='performance', ris='GEN'),
    'artwork': PaperType(
        work='other', heading='Artworks', csl='graphic', ris='ART', schema='VisualArtwork',
        zotero='artwork',
    ),
    'image': PaperType(
        work='other', heading='Artworks', csl='graphic', ris='ART', schema='VisualArtwork',
        zotero='artwork',
    ),
    'commentary': PaperType(work='other', heading='Legal works'),
    'jurisdiction': PaperType(
        work='other', heading='Legal works', csl='legal_case', ris='CASE', zotero='case',
        unsigned=True, aliases=(('case', ''),),
    ),
    'legislation': PaperType(
        work='other', heading='Legal works', csl='legislation', ris='STAT', schema='Legislation',
        zotero='statute', unsigned=True, aliases=(('statute', ''), ('act', '')),
    ),
    'legal': PaperType(work='other', heading='Legal works', unsigned=True),
    'letter': PaperType(
        work='other', heading='Letters', csl='personal_communication', ris='PCOMM',
        zotero='letter',
    ),
    'unpublished': PaperType(work='manuscript', heading='Unpublished', words='Unpublished'),
    'online': PaperType(
        work='online', heading='Online', edited=True, unsigned=True,
        aliases=(('electronic', ''), ('www', ''), ('webpage', ''), ('website', '')),
    ),
    'misc': PaperType(work='other', heading='Other', edited=True, unsigned=True),
})  # fmt: skip

# biblatex's keys for the field "type" -> their words.
SUBTYPES = {
    'phdthesis': 'PhD thesis',
    'mathesis': 'Master’s thesis',
    'mastersthesis': 'Master’s thesis',
    'bathesis': 'Bachelor’s thesis',
    'candthesis': 'Candidate thesis',
    'techreport': 'Technical report',
    'resreport': 'Research report',
    'patent': 'Patent',
    'patentde': 'German patent',
    'patenteu': 'European patent',
    'patentfr': 'French patent',
    'patentuk': 'British patent',
    'patentus': 'U.S. patent',
    'patreq': 'Patent request',
    'patreqde': 'German patent request',
    'patreqeu': 'European patent request',
    'patreqfr': 'French patent request',
    'patrequk': 'British patent request',
    'patrequs': 'U.S. patent request',
    'software': 'Computer software',
    # of the package biblatex-gost
    'phdautoref': 'Thesis abstract',
    'docautoref': 'Thesis abstract',
    'datacd': 'Data CD',
    'audiocd': 'Audio CD',
    # What names of types say that no program has: @workingpaper
    'workingpaper': 'Working paper',
    'whitepaper': 'White paper',
    'habilitation': 'Habilitation',
    'dipthesis': 'Diploma thesis',
    'licthesis': 'Licentiate thesis',
}


# Keys for which BibTeX has no type, so that its styles would print the key -> words.
SPELLED_OUT = {key: SUBTYPES[key] for key in (
    'bathesis', 'candthesis', 'resreport', 'workingpaper', 'whitepaper', 'habilitation',
    'dipthesis', 'licthesis',
)}  # fmt: skip
_KEYS = {words: key for key, words in SPELLED_OUT.items()}


def type_of(name: str) -> PaperType:
    """Return the row of a type; one that nobody knows is called by its name."""
    return TYPES.get(name) or PaperType(work='other', heading=name.capitalize())


def is_known(name: str) -> bool:
    """Return whether BibTeX's styles or Zotero know a type by its name."""
    return name in _KNOWN or name not in TYPES


def resolved(name: str, fields: dict[str, str]) -> str:
    """Return the type that a subtype stands for where others know only an old one.

    What was written for others is taken out of *fields*.
    """
    if words := fields.get('type'):
        fields['type'] = _KEYS.get(words, words)
    if 'fjournal' in fields:
        whole = f'{fields.get("journaltitle")}: {fields.get("journalsubtitle")}'
        if fields['fjournal'] == whole:
            del fields['fjournal']
    if 'entrysubtype' not in fields:
        return name
    subtype = fields['entrysubtype']
    if subtype not in TYPES or is_known(subtype) or WORKS[TYPES[subtype].work].bibtex != name:
        return name
    del fields['entrysubtype']
    if name == 'misc' and fields.get('howpublished') == TYPES[subtype].called:
        del fields['howpublished']
    return subtype


def old_types() -> dict[str, tuple[str, str]]:
    """Return the names that BibTeX has for types, and biblatex's type and subtype for them."""
    return TYPES.view(_old_types)


def _old_types(types: Table[PaperType]) -> dict[str, tuple[str, str]]:
    return {alias: (name, key) for name, row in types.items() for alias, key in row.aliases}

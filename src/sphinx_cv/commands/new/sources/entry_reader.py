"""Records of a CV, by whichever program's words, as entries: a table of words, and one reader."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import NewEntry
from sphinx_cv.commands.new.sources.cv_records import nested_list, stacked
from sphinx_cv.commands.new.sources.dates import When, when, when_span
from sphinx_cv.commands.new.sources.markdown import myst_line, myst_text
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from sphinx_cv.commands.new.sources.cv_records import CvRecord

# Words of a section's title -> the kind of its entries; the first that fits counts.
_KINDS = tuple((re.compile(words), kind) for words, kind in (
    (r'award|hono[u]?r|prize|scholarship|fellowship|distinction|auszeichn|preise|premio|bourse|'
     r'achievement', 'award'),
    (r'referees?|^references?|referenz|référence', 'referee'),
    (r'talk|presentation|lecture|vortr[aä]g|seminar|exposé|charla|poster|conferences? attended|'
     r'speak', 'talk'),
    (r'teach|courses? taught|^courses|lehr|enseign|docencia|insegn|instruct', 'course'),
    (r'certific|licen[sc]e|zertifi', 'certificate'),
    (r'training|summer school|weiterbildung', 'training'),
    (r'educat|ausbildung|bildung|^formation|educación|istruzione|formação|degree|studium|academic '
     r'background', 'degree'),
    (r'review', 'reviewing'),
    (r'editor', 'editorial'),
    (r'program(?:me)? committee|committee|jury', 'committee'),
    (r'supervis|mentor|advis|students|betreu|encadr', 'mentee'),
    (r'grant|funding|drittmittel|financement|fundrais', 'grant'),
    (r'patent', 'patent'),
    (r'member|societ|mitglied|affiliations', 'membership'),
    (r'organi[sz]|events', 'event'),
    (r'service|volunteer|outreach|gremien|engagement|leadership|extracurricular|community|benevol|'
     r'bénévol|activit', 'service'),
    (r'open.?source|software|packages', 'software'),
    (r'project|projekt|projet|proyecto', 'project'),
    (r'media|press', 'media'),
    (r'consult', 'consulting'),
    (r'exhibit', 'exhibition'),
    (r'perform', 'performance'),
    (r'(?<!programming )language|sprache|(?<!de )langue|idioma|lingue', 'language'),
    (r'skill|technolog|tools|kompetenz|kenntnis|compétence|competenc|programming|expertise',
     'skill'),
    (r'interest|hobb|research area|intérêt|interés', 'interest'),
    (r'visit|research stay', 'visit'),
    (r'experience|employ|appointment|position|work|beruf|expérience|experiencia|career|'
     r'esperienza|intern', 'position'),
))  # fmt: skip
_PAPERS = re.compile(r'publication|papers|articles|preprint|bibliograph|veröffentlich|publicacion')

# What an entry's option is called by the programs.
_ORGANIZATION = (
    'company', 'company_name', 'org', 'institution', 'organization', 'organisation',
    'employer', 'university', 'school',
    'entity', 'awarder', 'issuer', 'awarding', 'host', 'provider', 'publisher', 'journal',
)  # fmt: skip
_URL = (
    'url', 'website', 'link', 'href', 'company_url', 'organization_url', 'institution_url',
    'certificate_url', 'external_link',
)  # fmt: skip
_OPTIONS = {
    'unit': ('department', 'unit', 'faculty', 'group', 'team'),
    'event': ('event', 'conference'),
    'advisor': ('advisor', 'supervisor', 'advisors', 'supervisors'),
    'thesis': ('thesis',),
    'grade': ('score', 'gpa', 'grade'),
    'words': ('keywords', 'details'),
    'level': ('level', 'fluency', 'percent'),
    'number': ('number', 'id'),
    'amount': ('amount',),
    'courses': ('courses',),
    'role': ('roles', 'role'),
    'tags': ('tags',),
    'slides': ('slides', 'url_slides'),
    'video': ('video', 'url_video'),
    'email': ('email',),
    'phone': ('phone',),
    'currency': ('currency',),
    'share': ('share', 'own_share'),
    'people': ('people', 'collaborators', 'members', 'co_investigators'),
    'host': ('host_name', 'hosted_by'),
    'co-advisor': ('co-advisor', 'co_advisor', 'coadvisor', 'co_supervisor', 'cosupervisor'),
    'committee': ('committee',),
    'placement': ('placement', 'current_position', 'next_position'),
    'topic': ('topic',),
    'relation': ('relation', 'relationship'),
    'test': ('test',),
    'expires': ('expires', 'expiry', 'expiration', 'expiration_date', 'valid_until'),
    'version': ('version',),
    'license': ('license', 'licence'),
    'repository': ('repository', 'repo', 'code_url'),
    'hours': ('hours',),
    'students': ('students', 'enrollment'),
    'candidate': ('candidate',),
    'participants': ('participants',),
    'inventors': ('inventors',),
    'curator': ('curator',),
    'code': ('course_code',),
}
_TITLE = (
    'title', 'course', 'name', 'label', 'language', 'position', 'role', 'award', 'reference_name',
)  # fmt: skip
_TITLES = {
    'position': ('position', 'title', 'role', 'jobTitle', 'job', 'name'),
    'service': ('position', 'role', 'title', 'name'),
    'degree': ('degree', 'studyType', 'study_type', 'course', 'title', 'name'),
}
_BEGIN = ('startDate', 'start_date', 'date_start', 'start', 'from', 'begin')
_END = ('endDate', 'end_date', 'date_end', 'end', 'to', 'until')
_DATE = ('date', 'year', 'years', 'dates', 'releaseDate', 'time', 'period', 'when', 'term')
_TEXT = ('summary', 'description', 'text', 'abstract', 'content', 'reference', 'note', 'notes')
_LISTS = (
    'highlights', 'items', 'contents', 'bullets', 'responsibilities', 'description', 'details',
)  # fmt: skip
# What is of a program's looks, and says nothing of the person.
OF_LOOKS = (
    'icon', 'icon_pack', 'logo', 'company_logo', 'color', 'color_border', 'background', 'style',
    'weight', 'importance', 'layout', 'class', 'button', 'design', 'css_class',
)  # fmt: skip


def kind_of(section: str) -> str:
    """Return the kind of the entries below a title, '' if it does not tell."""
    text = section.lower().replace('_', ' ')
    return next((kind for words, kind in _KINDS if words.search(text)), '')


def is_papers(section: str) -> bool:
    """Return whether the title is that of a list of papers."""
    return bool(_PAPERS.search(section.lower()))


def read_entry(record: CvRecord, section: str = '', kind: str = '') -> NewEntry:
    """Return the entry in *record*, of the kind that its form or the title of its section tells."""
    kind = kind or _kind(record, section)
    record.drop(*OF_LOOKS)
    title, organization = _title(record, kind)
    dates = _dates(record)
    options = {
        'organization': organization,
        'place': _place_of(record),
        'dates': dates.dates,
        'url': record.text(*_URL),
    }
    for option, names in _OPTIONS.items():
        options[option] = ', '.join(myst_line(text) for text in record.texts(*names))
    if label := myst_line(record.text('label')):
        options['level'] = ', '.join(part for part in (label, options['level']) if part)
    body = stacked(dates.words, _body(record))
    return NewEntry(kind, title, nonempty(options), body)


def read_entries(record: CvRecord, section: str) -> list[NewEntry]:
    """Return the entry in *record*, or each of its items where these alone have a title."""
    items = record.texts('items') if not any(name in record for name in _TITLE) else []
    line = read_entry(record, section)
    return [replace(line, title=myst_line(item)) for item in items] or [line]


def _kind(record: CvRecord, section: str) -> str:
    told = kind_of(section)
    if 'company' in record:
        return told if told in {'service', 'course', 'consulting'} else 'position'
    if any(name in record for name in ('studyType', 'area', 'degree')):
        return 'degree' if told != 'mentee' else told
    if 'fluency' in record:
        return 'language'
    if 'label' in record or 'keywords' in record:
        return told if told in {'language', 'interest', 'project', 'software'} else 'skill'
    return told or 'entry'


def _title(record: CvRecord, kind: str) -> tuple[str, str]:
    """Return title and organization; what has no title takes its organization for one."""
    organization = myst_line(record.text(*_ORGANIZATION))
    names = [name for name in _TITLES.get(kind, _TITLE) if name in record]
    if kind in {'position', 'service'} and not organization and len(names) > 1:
        organization = myst_line(record.text('name'))
    title = myst_line(record.text(*names)) if names else ''
    if kind == 'degree':
        field = myst_line(record.text('area', 'field', 'major', 'subject'))
        title = ', '.join(part for part in (title, field) if part)
    return (title, organization) if title else (organization, '')


def _place_of(record: CvRecord) -> str:
    names = ('address', 'city', 'region', 'state', 'countryCode', 'country', 'postalCode')
    place = record.record('location').joined(*names)
    return myst_line(place or record.text('location', 'place', 'city', 'venue'))


def _dates(record: CvRecord) -> When:
    start, end = record.text(*_BEGIN), record.text(*_END)
    found, single = when_span(start, end), when(', '.join(record.texts(*_DATE)))
    if found.dates and single.dates:  # both are said, and one is shown among the words
        single = When('', single.dates)
    words = ', '.join(part for part in (found.words, single.words) if part)
    return When(found.dates or single.dates, words)


def _body(record: CvRecord) -> str:
    """Return all texts and lists of the record as Markdown."""
    parts = []
    for name in dict.fromkeys((*_TEXT, *_LISTS)):
        if name in record:
            value = record.pop(name)
            parts.append(
                myst_text(value) if isinstance(value, str) else myst_line(nested_list(value))
            )
    for name in record:
        if re.match(r'https?://\S+$', address := record.peek(name)):
            record.pop(name)
            parts.append(f'[{name.removeprefix("url_").replace("_", " ").capitalize()}]({address})')
    return stacked(*parts)

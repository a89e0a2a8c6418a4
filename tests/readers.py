"""Strict readers of what pages tell machines, written from the documentation of those machines.

Google Scholar: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
Zotero: https://www.zotero.org/support/dev/exposing_metadata
OpenURL and COinS: ANSI/NISO Z39.88-2004
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

# The tag that says in what a paper appeared -> Zotero's type of item. Where several stand on a
# page, the last one counts; a page should have one.
ITEM_TYPES = {
    'citation_journal_title': 'journalArticle',
    'citation_conference_title': 'conferencePaper',
    'citation_inbook_title': 'bookSection',
    'citation_dissertation_institution': 'thesis',
    'citation_technical_report_institution': 'report',
}
HIGHWIRE = {
    *ITEM_TYPES, 'citation_title', 'citation_author', 'citation_editor',
    'citation_publication_date',
    'citation_volume', 'citation_issue', 'citation_firstpage', 'citation_lastpage', 'citation_issn',
    'citation_isbn', 'citation_doi', 'citation_arxiv_id', 'citation_pmid', 'citation_keywords',
    'citation_language', 'citation_publisher', 'citation_abstract', 'citation_public_url',
    'citation_pdf_url', 'citation_technical_report_number', 'citation_patent_number',
}  # fmt: skip
# Fields of Zotero, which it takes from tags in its own namespace.
ZOTERO = {'z.extra', 'z.series', 'z.seriesNumber', 'z.edition', 'z.place'}
MANY = {'citation_author', 'citation_editor'}


@dataclass
class Head:
    """What machines find in a page."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    things: list[dict[str, object]] = field(default_factory=list)
    coins: list[str] = field(default_factory=list)

    @property
    def citations(self) -> list[tuple[str, str]]:
        """The ``citation_*`` tags."""
        return [(name, value) for name, value in self.metas if name.startswith('citation_')]

    def link(self, rel: str) -> list[str]:
        """Return the addresses of the links of that relation."""
        return [link['href'] for link in self.links if link.get('rel') == rel]


class _HeadParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head = Head()
        self.in_data = False
        self.data = ''

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or '' for name, value in attrs}
        if tag == 'meta' and 'name' in found:
            self.head.metas.append((found['name'], found['content']))
        elif tag == 'meta' and 'property' in found:
            assert found['property'] not in self.head.properties
            self.head.properties[found['property']] = found['content']
        elif tag == 'link':
            self.head.links.append(found)
        elif tag == 'span' and 'Z3988' in found.get('class', '').split():
            self.head.coins.append(found['title'])
        self.in_data = tag == 'script' and found.get('type') == 'application/ld+json'

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.data += data

    def handle_endtag(self, tag: str) -> None:
        if tag == 'script' and self.in_data:
            self.head.things.append(json.loads(self.data))
            self.in_data, self.data = False, ''


def read_head(page: str) -> Head:
    """Read what machines find in the HTML of a page."""
    parser = _HeadParser()
    parser.feed(page)
    parser.close()
    return parser.head


def scholar_problems(tags: list[tuple[str, str]], page_url: str) -> list[str]:
    """Say what Google Scholar would not accept of the tags of a paper's page."""
    names = [name for name, _ in tags]
    values = dict(tags)
    problems = [f'unknown tag {name}' for name in names if name not in HIGHWIRE]
    problems += [f'{n} twice' for n in {*names} - MANY if names.count(n) > 1]
    problems += [f'empty {name}' for name, value in tags if not value.strip()]
    for name in ('citation_title', 'citation_author', 'citation_publication_date'):
        if name not in names:
            problems.append(f'no {name}')
    date = values.get('citation_publication_date', '')
    if date and not re.fullmatch(r'\d{4}(/(0[1-9]|1[0-2])(/(0[1-9]|[12]\d|3[01]))?)?', date):
        problems.append(f'date {date}')
    if sum(name in ITEM_TYPES for name in names) > 1:
        problems.append('in more than one container')
    problems += [f'two people in {v}' for n, v in tags if n in MANY and ';' in v]
    pdf = values.get('citation_pdf_url', '')
    if pdf and not urlsplit(pdf).netloc:
        problems.append(f'relative address {pdf}')
    own = pdf and urlsplit(pdf).netloc == urlsplit(page_url).netloc
    if own and not (urljoin(pdf, '.') == urljoin(page_url, '.') and pdf.endswith('.pdf')):
        problems.append(f'{pdf} is not beside {page_url}')
    return problems


@dataclass
class Item:
    """What Zotero makes of a page or of a ContextObject; *creators* are (first, last) names."""

    type: str
    fields: dict[str, str]
    creators: list[tuple[str, str]]
    tags: list[str] = field(default_factory=list)


def split_name(name: str) -> tuple[str, str]:
    """Split a name as Zotero does: at the comma, else before the last word."""
    if ',' in name:
        last, first = re.split(r',\s*', name)[:2]
        return first, last
    first, _, last = name.rpartition(' ')
    return first, last


def zotero_item(head: Head) -> Item:
    """Read a paper's page as Zotero's translator for embedded metadata does."""
    tags = head.citations
    values = dict(tags)
    containers = [ITEM_TYPES[name] for name, _ in tags if name in ITEM_TYPES]
    guess = 'book' if 'citation_isbn' in values else 'journalArticle'
    if head.properties.get('og:type') in {'website', 'book'}:
        guess = {'website': 'webpage', 'book': 'book'}[head.properties['og:type']]
    guess = dict(head.metas).get('DC.type', guess)
    names = [value for name, value in tags if name == 'citation_author']
    if len(names) == 1:
        parts = re.split(r'\s*,\s*', names[0])
        if len(parts) > 1 and ' ' in parts[0] and ' ' in parts[1]:
            names = parts
    fields = {name.removeprefix('citation_'): value for name, value in tags if name not in MANY}
    if 'og:site_name' in head.properties:
        fields.setdefault('journal_title', head.properties['og:site_name'])
    keywords = [word.strip() for word in values.get('citation_keywords', '').split(';')]
    return Item(
        containers[-1] if containers else guess,
        fields,
        [split_name(name) for name in names],
        [word for word in keywords if word],
    )


COINS_TYPES = {
    'journal': 'journalArticle',
    'book': 'book',
    'dissertation': 'thesis',
    'patent': 'patent',
    'dc': 'webpage',
}
GENRES = {'bookitem': 'bookSection', 'proceeding': 'conferencePaper', 'report': 'report'}


def zotero_coins(context: str) -> Item:
    """Read a ContextObject as Zotero does, which looks for some pairs letter by letter."""
    pairs = [pair.split('=') for pair in context.split('&')]
    assert all(len(pair) == 2 for pair in pairs), context
    values = [(key, unquote(value.replace('+', ' ').replace('%2B', ' '))) for key, value in pairs]
    fields = dict(values)
    assert fields['ctx_ver'] == 'Z39.88-2004'
    kind = COINS_TYPES[fields['rft_val_fmt'].removeprefix('info:ofi/fmt:kev:mtx:')]
    if kind == 'book':
        genre = next((value for key, value in pairs if key == 'rft.genre'), '')
        kind = GENRES.get(genre, 'book')
    kind = fields.get('rft.type', kind) if kind == 'webpage' else kind
    creators = [split_name(v) for k, v in values if k in {'rft.au', 'rft.creator'}]
    fields['ids'] = ' '.join(value for key, value in values if key == 'rft_id')
    return Item(kind, fields, creators)


# The part of schema.org's vocabulary that is used: type -> properties it has, with inherited ones.
THING = {'@type', '@id', 'name', 'url', 'description', 'identifier', 'sameAs', 'alternateName'}
WORK = THING | {
    'headline', 'author', 'editor', 'datePublished', 'isPartOf', 'publisher', 'abstract',
    'keywords', 'inLanguage', 'encoding', 'version', 'license', 'creativeWorkStatus', 'translator',
}  # fmt: skip
PAGED = {'pageStart', 'pageEnd', 'pagination'}
EVENT = THING | {
    'contributor', 'endDate', 'inLanguage', 'location', 'organizer', 'performer', 'startDate',
    'superEvent',
}  # fmt: skip
VOCABULARY: dict[str, set[str]] = {
    'ScholarlyArticle': WORK | PAGED,
    'Article': WORK | PAGED,
    'NewsArticle': WORK | PAGED,
    'Chapter': WORK | PAGED,
    'VideoObject': WORK,
    'AudioObject': WORK,
    'Movie': WORK,
    'MusicRecording': WORK,
    'VisualArtwork': WORK,
    'Legislation': WORK,
    'Thesis': WORK,
    'Dataset': WORK | {'issn'},
    'SoftwareSourceCode': WORK | {'codeRepository', 'programmingLanguage', 'dateCreated'},
    'CreativeWork': WORK | {'creator', 'dateCreated', 'material', 'mentions', 'size'},
    'Report': WORK | PAGED | {'reportNumber'},
    'Book': WORK | {'isbn', 'bookEdition', 'numberOfPages'},
    'Periodical': WORK | {'issn'},
    'CreativeWorkSeries': WORK | {'issn'},
    'PublicationVolume': WORK | PAGED | {'volumeNumber'},
    'PublicationIssue': WORK | PAGED | {'issueNumber'},
    'MediaObject': WORK | {'contentUrl', 'encodingFormat'},
    'ProfilePage': WORK | {'mainEntity'},
    'ItemList': THING | {'itemListElement', 'numberOfItems'},
    'ListItem': THING | {'position', 'item'},
    'Person': THING | {
        'givenName', 'familyName', 'honorificSuffix', 'jobTitle', 'affiliation', 'alumniOf',
        'award', 'email',
    },
    'Organization': THING,
    'Place': THING | {'address'},
    'MonetaryGrant': THING | {'amount', 'funder', 'fundedItem', 'sponsor'},
    'MonetaryAmount': THING | {'currency', 'value'},
    'Event': EVENT,
    'ExhibitionEvent': EVENT,
    'CourseInstance': EVENT | {'instructor', 'courseWorkload', 'courseMode'},
    'PropertyValue': THING | {'propertyID', 'value'},
}  # fmt: skip
# Property -> the types that may be its value; all other properties have text, numbers, addresses.
RANGES = {
    'author': {'Person', 'Organization'},
    'editor': {'Person'},
    'contributor': {'Person', 'Organization'},
    'creator': {'Person', 'Organization'},
    'funder': {'Person', 'Organization'},
    'organizer': {'Person', 'Organization'},
    'performer': {'Person', 'Organization'},
    'amount': {'MonetaryAmount'},
    'fundedItem': {'Person'},
    'instructor': {'Person'},
    'location': {'Place'},
    'mentions': {'Person'},
    'superEvent': {'Event'},
    'isPartOf': {
        'Periodical',
        'Book',
        'PublicationVolume',
        'PublicationIssue',
        'CreativeWorkSeries',
    },
    'publisher': {'Organization', 'Person'},
    'translator': {'Organization', 'Person'},
    'encoding': {'MediaObject'},
    'mainEntity': {'Person'},
    'itemListElement': {'ListItem'},
    'affiliation': {'Organization'},
    'alumniOf': {'Organization'},
    'identifier': {'PropertyValue'},
}
ADDRESSES = {'url', '@id', 'sameAs', 'contentUrl'}


def schema_problems(thing: object, allowed: set[str] | None = None) -> list[str]:
    """Say what of *thing*, a document of JSON-LD, is not in the vocabulary."""
    if not isinstance(thing, dict):
        return [f'{thing} is no thing']
    if '@graph' in thing and thing.keys() == {'@context', '@graph'}:
        return [problem for one in thing['@graph'] for problem in schema_problems(one, allowed)]
    kind = str(thing.get('@type'))
    if kind not in VOCABULARY or (allowed is not None and kind not in allowed):
        return [f'{kind} is not allowed here']
    problems = []
    for name, value in thing.items():
        if name == '@context':
            problems += [] if value == 'https://schema.org' else [f'context {value}']
        elif name not in VOCABULARY[kind]:
            problems.append(f'{kind} has no {name}')
        else:
            problems += _value_problems(name, value)
    return problems


def _value_problems(name: str, value: object) -> list[str]:
    problems = []
    for part in value if isinstance(value, list) else [value]:
        if part in ('', [], {}, None):
            problems.append(f'{name} is empty')
        elif isinstance(part, dict):
            problems += schema_problems(part, RANGES.get(name, set()))
        elif name in RANGES and name != 'identifier':
            problems.append(f'{name} is text')
        elif not _is_well_formed(name, str(part)):
            problems.append(f'{name} is {part}')
    return problems


def _is_well_formed(name: str, value: str) -> bool:
    if name in ADDRESSES:
        return bool(urlsplit(value).netloc)
    return name != 'datePublished' or bool(re.fullmatch(r'\d{4}(-\d\d){0,2}', value))

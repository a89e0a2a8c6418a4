"""Papers and their owner in the words of schema.org, as JSON-LD.

Vocabulary: https://schema.org/ScholarlyArticle, https://schema.org/ProfilePage, https://schema.org/ItemList
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_cv.export.owned import Json, JsonThing, relations
from sphinx_cv.export.resume import is_web, orcid_url
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.tables import nonempty
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_cv.formatting.record import Record
    from sphinx_cv.model import Entry, Link, Owner, Paper, Person


_CODE_HOST = regex(r'https?://(?:www\.)?(?:github|gitlab|codeberg|bitbucket)\.')

# Licenses that the SPDX list has under these names: https://spdx.org/licenses/
_SPDX = regex(
    r'MIT|ISC|Unlicense|BSD-[234]-Clause|(?:CC0|CC-BY(?:-NC)?(?:-SA|-ND)?|Apache|MPL|EPL|EUPL|ODbL|'
    r'ODC-By|Artistic|[AL]?GPL)-\d\.\d(?:-only|-or-later)?'
)

_ISSUE = 'PublicationIssue'
# Links besides those of identifiers that lead to the paper itself.
_SAME = frozenset({'url', 'html'})


def json_ld(thing: JsonThing) -> str:
    """Return a document for a ``<script>``, in which no text can end the element."""
    text = json.dumps({'@context': 'https://schema.org', **thing}, ensure_ascii=False)
    return text.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026')


def scholarly_article(
    paper: Paper,
    *,
    page_url: str = '',
    pdf_url: str = '',
    person_url: Callable[[Person], str] = lambda person: '',
    person_orcid: Callable[[Person], str] = lambda person: '',
) -> JsonThing:
    """Return the paper as data; both addresses are absolute or ''."""
    record = record_of(paper)
    schema = record.type.schema or record.work.schema
    title = (record.text('issuetitle') if schema == _ISSUE else '') or record.title

    def things(people: Iterable[Person]) -> list[Json]:
        return [person_thing(one, person_url(one), person_orcid(one)) for one in people]

    found: JsonThing = {
        '@type': schema,
        '@id': page_url,
        'url': page_url,
        'headline': title,
        'name': title,
        'author': things(paper.authors),
        'editor': things(one for one in paper.editors if not one.literal),  # who must be people
        'translator': things(paper.translators),
        **_published(record, is_issue=schema == _ISSUE),
        **_contents(record),
        'sameAs': [link.url for link in paper.links if _is_same(link)],
        'encoding': _encoding(pdf_url),
        'version': record.text('version') if record.work.versioned else '',
        'license': _license(paper.fields.get('license', '').strip('{}')),
        'reportNumber': record.text('number') if schema == 'Report' else '',
        **(_pages(record) if record.work.paged else {}),
        **(_book(record) if schema == 'Book' else {}),
        **(_code(paper) if record.kind == 'software' else {}),
    }
    return nonempty(found)


def _published(record: Record, *, is_issue: bool) -> JsonThing:
    return {
        'datePublished': record.issued,
        'creativeWorkStatus': record.paper.state,
        'isPartOf': _container(record, is_issue=is_issue),
        'issueNumber': record.issue if is_issue else '',
        'publisher': _organization(record.publisher),
    }


def _contents(record: Record) -> JsonThing:
    return {
        'abstract': record.text('abstract'),
        'description': record.text('summary'),
        'keywords': list(record.keywords),
        'inLanguage': record.language,
        'identifier': _identifiers(record),
    }


def _code(paper: Paper) -> JsonThing:
    """Return where the source of a program is."""
    known = {link.kind: link.url for link in reversed(paper.links)}
    found = next((known[kind] for kind in ('code', 'repository', 'github') if kind in known), '')
    hosted = (link.url for link in paper.links if _CODE_HOST.match(link.url))
    return {'codeRepository': found or next(hosted, '')}


def _license(text: str) -> Json:
    """Return the address of a license, if it is known, or else what it is called."""
    if _SPDX.fullmatch(text):
        return f'https://spdx.org/licenses/{text}'
    return text if is_web(text) or not text else {'@type': 'CreativeWork', 'name': text}


def _book(record: Record) -> JsonThing:
    numbers: list[Json] = [*record.text('isbn').split(', ')]
    pages = record.text('pagetotal')
    return {
        'isbn': numbers if len(numbers) > 1 else numbers[0],
        'bookEdition': record.text('edition'),
        'numberOfPages': int(pages) if pages.isdecimal() else '',
    }


def _is_same(link: Link) -> bool:
    return (FIELDS[link.kind].identifier or link.kind in _SAME) and is_web(link.url)


def person_thing(person: Person, url: str = '', orcid: str = '') -> JsonThing:
    """Return an author or editor as data."""
    if person.literal:
        return nonempty({'@type': 'Organization', 'name': person.name, 'url': url})
    family = ' '.join(part for part in (person.prefix, person.family) if part)
    return nonempty(
        {
            '@type': 'Person',
            '@id': f'https://orcid.org/{orcid}' if orcid else '',
            'name': person.name,
            'givenName': person.given,
            'familyName': family,
            'honorificSuffix': person.suffix,
            'url': url,
        }
    )


def _container(record: Record, *, is_issue: bool) -> JsonThing:
    own = record.title if is_issue and record.text('issuetitle') else ''
    if not (container := record.container or own) or not record.work.whole:
        # A podcast, of which this is an episode, or a book of several volumes.
        kind = 'Book' if record.kind == 'book' else 'CreativeWorkSeries'
        return {'@type': kind, 'name': record.whole} if record.whole and not container else {}
    whole = {'@type': record.work.whole, 'name': container}
    name = 'issn' if record.kind == 'article' else 'isbn'
    numbers: list[Json] = [*record.text(name).split(', ')]
    part = nonempty({**whole, name: numbers if len(numbers) > 1 else numbers[0]})
    if volume := record.text('volume'):
        of_series = record.whole not in {'', container}  # then the book has a title of its own
        work: JsonThing = {'@type': 'Book', 'name': record.whole} if of_series else part
        numbered: JsonThing = {
            '@type': 'PublicationVolume', 'volumeNumber': volume, 'isPartOf': work,
        }  # fmt: skip
        part = {**part, 'isPartOf': numbered} if of_series else numbered
    # That of a book is its number in a series.
    if (number := record.issue) and record.kind == 'article' and not is_issue:
        part = {'@type': 'PublicationIssue', 'issueNumber': number, 'isPartOf': part}
    return part


def _organization(name: str) -> JsonThing:
    return {'@type': 'Organization', 'name': one_line(name)} if name else {}


def _identifiers(record: Record) -> list[Json]:
    known = {'DOI': record.text('doi'), record.archive: record.number}
    return [
        {'@type': 'PropertyValue', 'propertyID': name, 'value': value}
        for name, value in known.items()
        if name and value
    ]


def _encoding(pdf_url: str) -> JsonThing:
    if not pdf_url:
        return {}
    return {'@type': 'MediaObject', 'encodingFormat': 'application/pdf', 'contentUrl': pdf_url}


def _pages(record: Record) -> JsonThing:
    first, last = record.first_page, record.last_page
    return {'pageStart': first, 'pageEnd': last} if last else {'pagination': record.text('pages')}


def profile_page(owner: Owner, *, url: str = '', entries: Iterable[Entry] = ()) -> JsonThing:
    """Return the home page and its owner as data."""
    links = [orcid_url(owner), *owner.links.values()]
    person: JsonThing = nonempty(
        {
            '@type': 'Person',
            '@id': f'{url}#person' if url else '',
            'name': owner.name,
            'alternateName': list(owner.aliases),
            'jobTitle': owner.position,
            'affiliation': _affiliations(owner),
            'telephone': owner.shown('phone', 'site'),
            'address': owner.postal if owner.shown('address', 'site') else '',
            'description': owner.shown('summary', 'site') or owner.shown('tagline', 'site'),
            **relations(entries, owner),
            'email': f'mailto:{owner.email}' if owner.email and owner.show_email else '',
            'identifier': orcid_url(owner),
            'url': url,
            'sameAs': [link for link in links if is_web(link)],
        }
    )
    return nonempty({'@type': 'ProfilePage', '@id': url, 'url': url, 'mainEntity': person})


def organization(
    lab: Mapping[str, object], members: Iterable[JsonThing], *, url: str = '', logo: str = ''
) -> JsonThing:
    """Return a group and its *members* as data; *lab* is what ``cv_lab`` says of it.

    The addresses of its page and of its *logo* are absolute or ''.
    """
    links, ror = lab.get('links'), str(lab.get('ror', '')).rstrip('/').rpartition('/')[2]
    others = links.values() if isinstance(links, dict) else ()
    address = f'https://ror.org/{ror}' if ror else ''
    return nonempty(
        {
            '@type': 'Organization',
            '@id': f'{url}#organization' if url else '',
            'name': str(lab['name']),
            'url': url,
            'email': f'mailto:{lab["email"]}' if lab.get('email') else '',
            'description': str(lab.get('summary', '')),
            'address': str(lab.get('address', '')),
            'logo': logo,
            'foundingDate': str(lab.get('founded', '')),
            'parentOrganization': _parent(lab),
            'identifier': address,
            'sameAs': [link for link in (address, *others) if is_web(link)],
            'member': list(members),
        }
    )


def _parent(lab: Mapping[str, object]) -> JsonThing:
    """Return what the group is a part of: the department, which is a part of the affiliation."""
    above = _organization(str(lab.get('affiliation', '')))
    department = _organization(str(lab.get('department', '')))
    return nonempty({**department, 'parentOrganization': above}) if department else above


def _affiliations(owner: Owner) -> Json:
    """Return the affiliation, or each of several, with its record at ROR."""
    if not owner.affiliations:
        return _organization(owner.affiliation)
    return [
        {'@type': 'Organization', 'name': name, **({'@id': ror} if ror else {})}
        for name, ror in owner.affiliations
    ]


def item_list(
    papers: Sequence[Paper], address: Callable[[Paper], str], *, name: str = ''
) -> JsonThing:
    """Return a list of papers as data; *address* gives the address of a paper's page."""
    items: list[Json] = [
        nonempty(
            {
                '@type': 'ListItem',
                'position': position,
                'url': address(paper),
            }
        )
        for position, paper in enumerate(papers, start=1)
    ]
    return nonempty(
        {
            '@type': 'ItemList',
            'name': name,
            'numberOfItems': len(papers),
            'itemListElement': items,
        }
    )

"""Papers and their owner in the words of schema.org, as JSON-LD.

Vocabulary: https://schema.org/ScholarlyArticle, https://schema.org/ProfilePage, https://schema.org/ItemList
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_cv.export.resume import is_web, orcid_url
from sphinx_cv.formatting.facts import (
    container,
    eprint,
    iso_date,
    keywords,
    language,
    one_line,
    pages,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_cv.model import Entry, Owner, Paper, Person

Json = str | int | list['Json'] | dict[str, 'Json']
Thing = dict[str, Json]

TYPES = {'book': 'Book', 'thesis': 'Thesis', 'dataset': 'Dataset', 'software': 'SoftwareSourceCode'}
# What a paper is part of; a journal is the only one of these with a name of its own there.
_PARTS = {'article': 'Periodical', 'conference': 'Book', 'chapter': 'Book'}
_PAGED = {'article', 'conference', 'chapter', 'report', 'preprint'}
_SAME = ('doi', 'arxiv', 'openreview', 'hal', 'pmid', 'pmcid', 'url', 'html')


def json_ld(thing: Thing) -> str:
    """Return a document for a ``<script>``, in which no text can end the element."""
    text = json.dumps({'@context': 'https://schema.org', **thing}, ensure_ascii=False)
    return text.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026')


def scholarly_article(
    paper: Paper,
    *,
    page_url: str = '',
    pdf_url: str = '',
    person_url: Callable[[Person], str] = lambda person: '',
) -> Thing:
    """Describe the paper; both addresses are absolute or ''."""
    kind = work(paper)
    found: Thing = {
        '@type': TYPES.get(kind, 'ScholarlyArticle'),
        '@id': page_url,
        'url': page_url,
        'headline': paper.title_text or paper.key,
        'name': paper.title_text or paper.key,
        'author': [person_thing(person, person_url(person)) for person in paper.authors],
        'editor': [person_thing(person, person_url(person)) for person in paper.editors],
        'datePublished': iso_date(paper.issued),
        'isPartOf': _container(paper, kind),
        'publisher': _organization(paper.text('publisher', 'institution', 'organization')),
        'abstract': one_line(paper.text('abstract')),
        'description': one_line(paper.text('summary')),
        'keywords': list(keywords(paper)),
        'inLanguage': language(paper),
        'identifier': _identifiers(paper),
        'sameAs': [link.url for link in paper.links if link.kind in _SAME and is_web(link.url)],
        'encoding': _encoding(pdf_url),
        **(_pages(paper) if kind in _PAGED else {}),
    }
    return _filled(found)


def _filled(items: Mapping[str, Json]) -> Thing:
    return {name: value for name, value in items.items() if value}


def person_thing(person: Person, url: str = '') -> Thing:
    """Describe somebody in a list of authors."""
    if person.literal:
        return _filled({'@type': 'Organization', 'name': person.name, 'url': url})
    family = ' '.join(part for part in (person.prefix, person.family) if part)
    return _filled(
        {
            '@type': 'Person',
            'name': person.name,
            'givenName': person.given,
            'familyName': family,
            'honorificSuffix': person.suffix,
            'url': url,
        }
    )


def _container(paper: Paper, kind: str) -> Thing:
    name = container(paper)
    if not name or kind not in _PARTS:
        return {}
    isbn = paper.identifiers.get('isbn', '')
    whole = {'@type': _PARTS[kind], 'name': name}
    if kind != 'article':
        return _filled({**whole, 'isbn': isbn})
    part = _filled({**whole, 'issn': paper.identifiers.get('issn', '')})
    if volume := paper.text('volume'):
        part = {'@type': 'PublicationVolume', 'volumeNumber': volume, 'isPartOf': part}
    if number := paper.text('number', 'issue'):
        part = {'@type': 'PublicationIssue', 'issueNumber': number, 'isPartOf': part}
    return part


def _organization(name: str) -> Thing:
    return {'@type': 'Organization', 'name': one_line(name)} if name else {}


def _identifiers(paper: Paper) -> list[Json]:
    archive, number = eprint(paper)
    known = {'DOI': paper.identifiers.get('doi', ''), archive: number}
    return [
        {'@type': 'PropertyValue', 'propertyID': name, 'value': value}
        for name, value in known.items()
        if name and value
    ]


def _encoding(pdf_url: str) -> Thing:
    if not pdf_url:
        return {}
    return {'@type': 'MediaObject', 'encodingFormat': 'application/pdf', 'contentUrl': pdf_url}


def _pages(paper: Paper) -> Thing:
    first, last = pages(paper)
    return {'pageStart': first, 'pageEnd': last} if last else {'pagination': first}


def profile_page(owner: Owner, *, url: str = '', degrees: Iterable[Entry] = ()) -> Thing:
    """Describe the home page and the person it is about."""
    schools = dict.fromkeys(degree.fields.get('organization', '') for degree in degrees)
    links = [orcid_url(owner), *owner.links.values()]
    person = _filled(
        {
            '@type': 'Person',
            '@id': f'{url}#person' if url else '',
            'name': owner.name,
            'alternateName': list(owner.aliases),
            'jobTitle': owner.position,
            'affiliation': _organization(owner.affiliation),
            'alumniOf': [_organization(school) for school in schools if school],
            'email': f'mailto:{owner.email}' if owner.email and owner.show_email else '',
            'identifier': orcid_url(owner),
            'url': url,
            'sameAs': [link for link in links if is_web(link)],
        }
    )
    return _filled({'@type': 'ProfilePage', '@id': url, 'url': url, 'mainEntity': person})


def item_list(papers: Sequence[Paper], address: Callable[[Paper], str], *, name: str = '') -> Thing:
    """Describe a list of papers in its order; *address* gives a paper's page, which names it."""
    items: list[Json] = [
        _filled(
            {
                '@type': 'ListItem',
                'position': position,
                'url': address(paper),
            }
        )
        for position, paper in enumerate(papers, start=1)
    ]
    return _filled(
        {
            '@type': 'ItemList',
            'name': name,
            'numberOfItems': len(papers),
            'itemListElement': items,
        }
    )

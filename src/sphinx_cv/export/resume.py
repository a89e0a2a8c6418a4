"""A collection -> JSON Resume, which job boards and résumé themes read.

Specification: https://jsonresume.org/schema
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_cv.formatting.facts import container, eprint, iso_date, one_line, subtype, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_cv.export.collection import Collection
    from sphinx_cv.model import Entry, Owner, Paper
    from sphinx_cv.model.dates import DateRange

Json = str | list['Json'] | dict[str, 'Json']
Section = dict[str, Json]


def resume(collection: Collection) -> str:
    """Return the owner, the entries and the papers as a résumé in JSON."""
    found: Section = {'basics': _basics(collection)}
    for kind, (section, convert) in SECTIONS.items():
        items = [_filled(convert(entry)) for entry in collection.entries if entry.kind == kind]
        if items:
            known = found.setdefault(section, [])
            found[section] = [*known, *items]
    found['publications'] = [_publication(paper, collection) for paper in collection.papers]
    found['meta'] = _filled(
        {'version': 'v1.0.0', 'canonical': _address(collection.url, 'resume.json')}
    )
    text = json.dumps(_filled(found), ensure_ascii=False, indent=1)
    return text.replace('<', '\\u003c') + '\n'


def _address(base: str, name: str) -> str:
    return base + name if base else ''


def _filled(items: Mapping[str, Json]) -> Section:
    return {name: value for name, value in items.items() if value}


def _basics(collection: Collection) -> Section:
    owner = collection.owner
    return _filled(
        {
            'name': owner.name,
            'label': owner.position,
            'email': owner.email if owner.show_email else '',
            'url': collection.url,
            'profiles': _profiles(owner),
        }
    )


def _profiles(owner: Owner) -> list[Json]:
    """Return the owner's links that are addresses; schemas refuse what is not one."""
    found: list[Json] = []
    if owner.orcid:
        found.append({'network': 'ORCID', 'username': owner.orcid, 'url': orcid_url(owner)})
    for label, url in owner.links.items():
        if is_web(url):
            found.append({'network': label, 'url': url})
    return found


def orcid_url(owner: Owner) -> str:
    """Return the address of the owner's ORCID record, '' without one."""
    return f'https://orcid.org/{owner.orcid.rpartition("/")[2]}' if owner.orcid else ''


def is_web(url: str) -> bool:
    """Whether *url* is an address of the web that strict readers accept."""
    parts = urlsplit(url)
    return (
        parts.scheme in {'http', 'https'}
        and bool(parts.netloc)
        and url.isascii()
        and ' ' not in url
    )


def _publication(paper: Paper, collection: Collection) -> Section:
    venue = container(paper) or paper.text('publisher', 'institution') or eprint(paper).archive
    return _filled(
        {
            'name': paper.title_text or paper.key,
            'publisher': one_line(venue),
            'releaseDate': iso_date(paper.issued),
            'url': web_address(paper) or collection.absolute_page(paper),
            'summary': one_line(paper.text('summary', 'abstract')),
            'authors': [person.name for person in paper.authors],
            'doi': paper.identifiers.get('doi', ''),
            'type': subtype(paper) or paper.type,
        }
    )


def _dates(dates: tuple[DateRange, ...]) -> Section:
    if not dates:
        return {}
    end = dates[-1].end
    return {'startDate': iso_date(dates[0].start), 'endDate': iso_date(end) if end else ''}


def _where(entry: Entry) -> Section:
    url = entry.fields.get('url', '')
    return {'url': url if is_web(url) else '', **_dates(entry.dates)}


def _institution(entry: Entry) -> str:
    return ', '.join(
        entry.fields[name] for name in ('unit', 'organization') if entry.fields.get(name)
    )


def _words(entry: Entry, *names: str) -> list[Json]:
    return [entry.fields[name] for name in names if entry.fields.get(name)]


def _position(entry: Entry) -> Section:
    fields = entry.fields
    where = {'name': fields.get('organization', ''), 'location': fields.get('place', '')}
    return {'position': entry.title, **where, 'summary': fields.get('unit', ''), **_where(entry)}


def _degree(entry: Entry) -> Section:
    advisor = entry.fields.get('advisor', '')
    return {
        'institution': entry.fields.get('organization', ''),
        'area': entry.fields.get('unit', ''),
        'studyType': entry.title,
        'advisor': advisor,
        'location': entry.fields.get('place', ''),
        **_where(entry),
    }


def _award(entry: Entry) -> Section:
    date = _dates(entry.dates).get('startDate', '')
    url = entry.fields.get('url', '')
    return {
        'title': entry.title,
        'date': date,
        'awarder': _institution(entry),
        'url': url if is_web(url) else '',
    }


def _service(entry: Entry) -> Section:
    role = entry.fields.get('role', '')
    position = f'{entry.title}, {role}' if role else entry.title
    return {'position': position, 'organization': _institution(entry), **_where(entry)}


def _project(sort: str, *names: str) -> Callable[[Entry], Section]:
    """Return a converter for what JSON Resume has no section for: a project of that sort."""

    def convert(entry: Entry) -> Section:
        return {
            'name': entry.title,
            'type': sort,
            'entity': _institution(entry),
            'roles': _words(entry, 'role'),
            'highlights': _words(entry, *names),
            **_where(entry),
        }

    return convert


# Kind of entry -> the section of the résumé, and what makes an item of it.
SECTIONS: dict[str, tuple[str, Callable[[Entry], Section]]] = {
    'position': ('work', _position),
    'degree': ('education', _degree),
    'award': ('awards', _award),
    'service': ('volunteer', _service),
    'talk': ('projects', _project('talk', 'event')),
    'course': ('projects', _project('course')),
    'mentee': ('projects', _project('mentoring', 'degree', 'topic')),
}

"""A collection -> JSON Resume, which job boards and résumé themes read.

Specification: https://jsonresume.org/schema
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.kinds import KINDS

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
    for section, convert in SECTIONS.items():
        kinds = KINDS.names('resume').get(section, ())
        entries = (e for kind in kinds for e in collection.entries if e.kind == kind)
        found[section] = [_filled(convert(entry)) for entry in entries]
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
    """Return whether *url* is an address of the web that strict readers accept."""
    parts = urlsplit(url)
    return (
        parts.scheme in {'http', 'https'}
        and bool(parts.netloc)
        and url.isascii()
        and ' ' not in url
    )


def _publication(paper: Paper, collection: Collection) -> Section:
    record = record_of(paper)
    return _filled(
        {
            'name': record.title,
            'publisher': record.container or record.publisher or record.archive,
            'releaseDate': record.issued,
            'url': record.url or collection.absolute_page(paper),
            'summary': record.summary,
            'authors': [person.name for person in paper.authors],
            'doi': record.text('doi'),
            'type': record.subtype or paper.type,
        }
    )


def _dates(dates: tuple[DateRange, ...]) -> Section:
    if not dates:
        return {}
    end = dates[-1].end
    return {'startDate': dates[0].start.iso, 'endDate': end.iso if end else ''}


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


def _project(entry: Entry) -> Section:
    """Return what JSON Resume has no section for."""
    kind = KINDS[entry.kind]
    further = (name for name in (*kind.before, *kind.after) if name != 'role')
    return {
        'name': entry.title,
        'type': kind.sort or entry.kind,
        'entity': _institution(entry),
        'roles': _words(entry, 'role'),
        'highlights': _words(entry, *further),
        **_where(entry),
    }


# Section of the résumé, in its order -> what makes an item of it.
SECTIONS: dict[str, Callable[[Entry], Section]] = {
    'work': _position,
    'education': _degree,
    'awards': _award,
    'volunteer': _service,
    'projects': _project,
}

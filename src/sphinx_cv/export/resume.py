"""A collection -> JSON Resume, which job boards and résumé themes read.

Specification: https://jsonresume.org/schema
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_cv.export.collection import Collection
    from sphinx_cv.model import Entry, Owner, Paper
    from sphinx_cv.model.dates import DateRange

Json = str | list['Json'] | dict[str, 'Json']
_Section = dict[str, Json]

_ENCODER = json.JSONEncoder(ensure_ascii=False, indent=1)


def resume(collection: Collection) -> str:
    """Return the owner, the entries and the papers as a résumé in JSON."""
    found: _Section = {'basics': _basics(collection)}
    hosts = {(entry.page, entry.kind, entry.host) for entry in collection.entries}
    for section, convert in SECTIONS.items():
        kinds = KINDS.names('resume').get(section, ())
        entries = (e for kind in kinds for e in collection.entries if e.kind == kind)
        name = WHERE.get(section, '')
        found[section] = [
            nonempty(
                {name: entry.title, **_told(entry)}
                if name and (entry.page, entry.kind, entry.title) in hosts
                else convert(entry)
            )
            for entry in entries
        ]
    written = {name: _ENCODER.encode(section) for name, section in nonempty(found).items()}
    papers = [
        collection.kept('resume', paper, partial(_publication, paper, collection))
        for paper in collection.papers
    ]
    if papers:
        written['publications'] = _within('[', papers, ']')
    about = {'version': 'v1.0.0', 'canonical': _address(collection.url, 'resume.json')}
    written['meta'] = _ENCODER.encode(nonempty(about))
    text = _within('{', [f'"{name}": {section}' for name, section in written.items()], '}')
    return text.replace('<', '\\u003c') + '\n'


def _within(start: str, items: Iterable[str], end: str) -> str:
    """Return *items*, each of which has lines of its own, in brackets as ``json`` indents them."""
    lines = ',\n'.join(items).replace('\n', '\n ')
    return f'{start}\n {lines}\n{end}'


def _address(base: str, name: str) -> str:
    return base + name if base else ''


def _basics(collection: Collection) -> _Section:
    owner = collection.owner
    basics: _Section = nonempty(
        {
            'name': owner.name,
            'label': owner.position,
            'email': owner.email if owner.show_email else '',
            'phone': owner.shown('phone', 'exports'),
            'url': collection.url,
            'image': owner.photo[0] if is_web(owner.photo[0]) else '',
            'summary': owner.shown('summary', 'exports') or owner.shown('tagline', 'exports'),
            'profiles': _profiles(owner),
        }
    )
    # Themes read what is in this without asking whether it is there.
    return {**basics, 'location': nonempty({'address': owner.shown('address', 'exports')})}


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


def _publication(paper: Paper, collection: Collection) -> str:
    record = record_of(paper)
    found: _Section = nonempty(
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
    return _within('{', [f'"{name}": {_written(value)}' for name, value in found.items()], '}')


def _written(value: Json) -> str:
    """Return texts as ``json`` indents them, which takes four times as long for a whole paper."""
    if isinstance(value, list):
        return _within('[', map(_ENCODER.encode, value), ']')
    return _ENCODER.encode(value)


def _dates(dates: tuple[DateRange, ...]) -> _Section:
    if not dates:
        return {}
    starts = [stretch.start for stretch in dates if not stretch.until]
    ends = [stretch.end for stretch in dates if stretch.end is not None]
    first = min(starts, key=lambda date: date.first_day, default=None)
    last = max(ends, key=lambda date: date.first_day) if len(ends) == len(dates) else None
    return {'startDate': first.iso if first else '', 'endDate': last.iso_end if last else ''}


def _words(entry: Entry, *names: str) -> str:
    """Return options of an entry in one line; where it has none, those of the entry around it."""
    fields = entry.fields if any(map(entry.fields.get, names)) else entry.around
    return ', '.join(fields[name] for name in names if fields.get(name))


def _institution(entry: Entry) -> str:
    return _words(entry, 'unit', 'organization')


def _told(entry: Entry) -> _Section:
    """Return the facts that all sections have: address, dates, and the text below the entry."""
    urls = (entry.fields.get(name, '') for name in ('url', *KINDS[entry.kind].links))
    return {
        'url': next(filter(is_web, urls), ''),
        'location': _words(entry, 'place'),
        **_dates(entry.dates),
        **_options(entry),
        'summary': entry.text,
    }


def _options(entry: Entry) -> _Section:
    """Return the options that the format knows under a name, and all others as highlights."""
    found: _Section = {}
    others: list[Json] = [] if len(entry.dates) < 2 or _is_series(entry) else [entry.stretches]
    for option in KINDS[entry.kind].takes:
        said, value = option.said(entry.fields), entry.fields.get(option.name, '')
        if not said or option.at == 'link' or option.resume == 'position':
            continue
        if option.resume in LISTS:
            found[option.resume] = [part.strip() for part in value.split(',') if part.strip()]
        elif option.resume:
            # A degree may have an advisor and a supervisor, and a grade beside an average.
            before = found.get(option.resume, '')
            found[option.resume] = f'{before}, {value}' if before else value
        else:
            others += said.split('; ') if option.form == 'series' else [said]
    if entry.status and entry.stretches not in others:
        others.append(entry.status)
    tags: list[Json] = list(entry.tags)
    keywords = found.get('keywords', [])
    found['keywords'] = [*keywords, *tags] if isinstance(keywords, list) else tags
    return {**found, 'highlights': [*others, *entry.highlights]}


def _is_series(entry: Entry) -> bool:
    """Return whether the dates of an entry stand behind the places or venues that it names."""
    return any(o.form == 'series' and entry.fields.get(o.name) for o in KINDS[entry.kind].takes)


def _position(entry: Entry) -> _Section:
    """Return an appointment; the part of the organization stands before what is said of it."""
    told = _told(entry)
    where = {'name': _words(entry, 'organization') or entry.host}
    summary = '\n\n'.join(part for part in (_words(entry, 'unit'), entry.text) if part)
    return {'position': _title(entry), **where, **told, 'summary': summary}


def _title(entry: Entry) -> str:
    """Return the title with the option that belongs to it in this format: the role."""
    options = [o for o in KINDS[entry.kind].options if o.resume == 'position']
    parts = (entry.title, *(option.said(entry.fields) for option in options))
    return ', '.join(part for part in parts if part)


def _degree(entry: Entry) -> _Section:
    told = _told(entry)
    return {
        'institution': _words(entry, 'organization') or entry.host,
        'studyType': entry.title,
        **told,
        'area': told.get('area') or _words(entry, 'unit'),
    }


def _award(entry: Entry) -> _Section:
    told = _told(entry)
    date = told.pop('startDate', '')
    told.pop('endDate', '')
    return {'title': entry.title, 'date': date, 'awarder': _institution(entry), **told}


def _certificate(entry: Entry) -> _Section:
    told = _told(entry)
    date = told.pop('endDate', '') or told.get('startDate', '')
    told.pop('startDate', '')
    return {'name': entry.title, 'date': date, 'issuer': _institution(entry), **told}


def _service(entry: Entry) -> _Section:
    kind = KINDS[entry.kind]
    if kind.title_is == 'organization':
        position = ', '.join(o.said(entry.fields) for o in kind.options if o.resume == 'position')
        return {'organization': entry.title, 'position': position, **_told(entry)}
    where = _institution(entry) or entry.host
    return {'position': _title(entry), 'organization': where, **_told(entry)}


def _named(entry: Entry) -> _Section:
    return {'name': entry.title, **_told(entry)}


def _language(entry: Entry) -> _Section:
    return {'language': entry.title, **_told(entry)}


def _reference(entry: Entry) -> _Section:
    """Return a referee, without the address and telephone number, which are private."""
    relation = entry.fields.get('relation', '')
    parts = (relation, _institution(entry), entry.text)
    return {'name': entry.title, 'reference': ', '.join(part for part in parts if part)}


def _project(entry: Entry) -> _Section:
    """Return what JSON Resume has no section for."""
    kind = KINDS[entry.kind]
    told = _told(entry)
    return {
        'name': entry.title,
        'type': kind.sort or entry.kind,
        'entity': _institution(entry),
        'description': told.pop('summary', ''),
        **told,
    }


# Properties of the format that are lists.
LISTS = frozenset({'keywords', 'roles', 'courses'})

# Section -> its property for an organization, which may be the title above several roles there.
WHERE = {'work': 'name', 'education': 'institution', 'volunteer': 'organization'}

# Section of the résumé, in its order -> what makes an item of it.
SECTIONS: dict[str, Callable[[Entry], _Section]] = {
    'work': _position,
    'education': _degree,
    'awards': _award,
    'certificates': _certificate,
    'skills': _named,
    'languages': _language,
    'interests': _named,
    'volunteer': _service,
    'projects': _project,
    'references': _reference,
}

"""A record of ORCID, as its public interface gives it: JSON or XML of version 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from sphinx_cv.commands.new.found import Found, Left, NewEntry, Page, Section
from sphinx_cv.commands.new.sources.cv_records import nested_list
from sphinx_cv.commands.new.sources.dates import when_span
from sphinx_cv.commands.new.sources.references import write_papers
from sphinx_cv.commands.new.sources.socials import PersonLinks
from sphinx_cv.commands.services.orcid import date_of, read_work
from sphinx_cv.commands.shape import CommandError, Status
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Part of the record -> its heading, and the kind of its entries.
_SECTIONS = {
    'employments': ('Appointments', 'position'),
    'educations': ('Education', 'degree'),
    'qualifications': ('Qualifications', 'certificate'),
    'invited-positions': ('Invited positions', 'visit'),
    'distinctions': ('Distinctions', 'award'),
    'fundings': ('Grants', 'grant'),
    'memberships': ('Memberships', 'membership'),
    'services': ('Service', 'service'),
}
_LISTS = frozenset({
    'group', 'work-summary', 'affiliation-group', 'external-id', 'researcher-url', 'keyword',
    'funding-summary', 'email', 'other-name', 'address',
})  # fmt: skip
_TEXTS = frozenset({
    'external-id-type', 'external-id-value', 'external-id-relationship', 'type', 'name', 'city',
    'region', 'country', 'role-title', 'department-name', 'content', 'email', 'path',
})  # fmt: skip


def is_orcid(data: object) -> bool:
    """Return whether data are a record of ORCID."""
    return isinstance(data, dict) and bool({'orcid-identifier', 'activities-summary'} & data.keys())


def read_orcid_xml(path: Path) -> Found:
    """Return what stands in a record as XML; raise CommandError if it is none."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise CommandError(f'{path.name} is no XML ({error})', Status.FILE) from None
    data = _mapping(root)
    if not is_orcid(data):
        raise CommandError(f'{path.name} is no record of ORCID', Status.FILE)
    return from_orcid(data, path.name)


def _mapping(element: ElementTree.Element) -> Any:
    """Return an element in the form that the JSON of ORCID has."""
    name = _name(element)
    children = list(element)
    if not children:
        text = (element.text or '').strip()
        return text if name in _TEXTS else {'value': text}
    found: dict[str, Any] = {}
    for child in children:
        key, value = _name(child), _mapping(child)
        if key in _LISTS:
            found.setdefault(key, []).append(value)
        else:
            found[key] = value
    return found


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition('}')[2]


def from_orcid(data: dict[str, Any], place: str) -> Found:
    """Return what stands in a record."""
    found = Found()
    person, activities = data.get('person') or {}, data.get('activities-summary') or {}
    orcid = _text(data.get('orcid-identifier'), 'path')
    sections = [*_person(person, orcid, found, place)]
    for name, (title, kind) in _SECTIONS.items():
        lines = [_line(one, kind) for one in _summaries(activities.get(name))]
        if lines:
            sections.append(Section(title, tuple(lines)))
            found.taken.append(f'{place}, {name}: {len(lines)}')
    works = [read_work(group) for group in (activities.get('works') or {}).get('group') or ()]
    known = [work for work in works if work]
    if known:
        found.bibliographies['refs.bib'] = write_papers(known)
        found.taken.append(f'{place}, works: {len(known)}, into refs.bib')
        what = 'the other authors, whom ORCID does not name; "sphinx-cv sync" completes papers'
        found.leave(f'{place}, works', what)
    if len(known) < len(works):
        found.leave(f'{place}, works', f'{len(works) - len(known)} without a title')
    for name in ('peer-reviews', 'research-resources'):
        if count := len((activities.get(name) or {}).get('group') or ()):
            found.leave(f'{place}, {name}', f'{count} groups, which have no place here')
    found.pages.append(Page('index', '', tuple(sections)))
    return found


def _person(person: dict[str, Any], orcid: str, found: Found, place: str) -> Iterator[Section]:
    name = person.get('name') or {}
    given, family = _text(name.get('given-names')), _text(name.get('family-name'))
    whole = f'{given} {family}'.strip()
    shown = _text(name.get('credit-name')) or whole
    others = [_text(one.get('content')) for one in _listed(person, 'other-names', 'other-name')]
    urls = _listed(person, 'researcher-urls', 'researcher-url')
    emails = [
        _text(one.get('email'))
        for one in _listed(person, 'emails', 'email')
        if isinstance(one, dict)
    ]
    addresses = ((_text(one.get('url-name')), _text(one.get('url'))) for one in urls)
    links = PersonLinks((words or address, address) for words, address in addresses)
    found.owner = links.owner(
        name=shown,
        aliases=[alias for alias in dict.fromkeys((whole, *others)) if alias and alias != shown],
        email=next(filter(None, emails), ''),
        orcid=orcid,
    )
    found.taken.append(f'{place}, person: name, spellings and links')
    found.left += [Left(place, f'a second email address, {text}') for text in emails[1:]]
    if text := _text((person.get('biography') or {}).get('content')):
        yield Section('', (text,))
    words = [_text(one.get('content')) for one in _listed(person, 'keywords', 'keyword')]
    if words:
        yield Section('Research interests', (nested_list(words),))
    for one in _listed(person, 'external-identifiers', 'external-identifier'):
        kind, number = _text(one.get('external-id-type')), _text(one.get('external-id-value'))
        found.leave(f'{place}, person', f'{kind}: {number}')


def _listed(person: dict[str, Any], outer: str, inner: str) -> list[dict[str, Any]]:
    found = (person.get(outer) or {}).get(inner) or []
    return found if isinstance(found, list) else [found]


def _summaries(part: Any) -> Iterator[dict[str, Any]]:
    """Yield the entries of a part of the record; of those that are one, the first."""
    for group in (part or {}).get('affiliation-group') or (part or {}).get('group') or ():
        for key, value in group.items():
            items = value if isinstance(value, list) else [value]
            if key == 'summaries':
                yield from [next(iter(item.values())) for item in items[:1]]
            elif key.endswith('-summary'):
                yield from items[:1]


def _line(one: dict[str, Any], kind: str) -> NewEntry:
    organization = one.get('organization') or {}
    address = organization.get('address') or {}
    place = [_text(address.get(name)) for name in ('city', 'region', 'country')]
    title = _text(one.get('role-title')) or _text((one.get('title') or {}).get('title'))
    dates = when_span(
        date_of(one.get('start-date')), date_of(one.get('end-date')), is_open=kind == 'position'
    )
    options = {
        'organization': _text(organization.get('name')),
        'unit': _text(one.get('department-name')),
        'place': ', '.join(part for part in place if part),
        'dates': dates.dates,
        'url': _text(one.get('url')),
    }
    if not title:
        title = options.pop('organization')
    kept = nonempty(options)
    return NewEntry(kind, title, kept, dates.words)


def _text(value: Any, name: str = 'value') -> str:
    if isinstance(value, dict):
        return _text(value.get(name))
    return ' '.join(str(value or '').split())

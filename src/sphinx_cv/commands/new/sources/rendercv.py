"""A CV of RenderCV, in YAML of any of its versions; https://docs.rendercv.com."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found, Left, Line, Page, Section
from sphinx_cv.commands.new.sources.records import (
    BibEntry,
    Record,
    bibliography,
    bullets,
    edtf,
    paper_key,
    paragraphs,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESSES = {
    'linkedin': 'https://www.linkedin.com/in/{}',
    'github': 'https://github.com/{}',
    'gitlab': 'https://gitlab.com/{}',
    'orcid': 'https://orcid.org/{}',
    'instagram': 'https://instagram.com/{}',
    'twitter': 'https://x.com/{}',
    'x': 'https://x.com/{}',
    'mastodon': '{}',
    'stackoverflow': 'https://stackoverflow.com/users/{}',
    'researchgate': 'https://www.researchgate.net/profile/{}',
    'youtube': 'https://www.youtube.com/@{}',
    'google scholar': 'https://scholar.google.com/citations?user={}',
    'telegram': 'https://t.me/{}',
    'leetcode': 'https://leetcode.com/u/{}',
    'bluesky': 'https://bsky.app/profile/{}',
}  # fmt: skip
# Words of a section's title -> the kind of its entries, where their form alone does not tell.
_KINDS = (
    (r'award|hono[u]?r|prize|scholarship|fellowship', 'award'),
    (r'project|software', 'project'),
    (r'talk|presentation|lecture', 'talk'),
    (r'teach|course', 'course'),
    (r'service|review|volunteer|committee', 'service'),
    (r'certific|training', 'certificate'),
    (r'grant|funding', 'grant'),
    (r'patent', 'patent'),
    (r'student|mentor|advis', 'mentee'),
    (r'member', 'membership'),
    (r'language', 'language'),
    (r'skill|technolog|tool', 'skill'),
    (r'interest', 'interest'),
    (r'reference|referee', 'referee'),
)


def read_rendercv(facts: object, place: str) -> Found:
    """Return what stands in the YAML of a CV, which is read already."""
    found = Found()
    whole = Record(facts, place)
    whole.drop('design', 'locale', 'locale_catalog', 'rendercv_settings', 'settings')
    cv = whole.record('cv')
    _owner(cv, found)
    cv.drop('section_order', 'sort_entries')
    sections = cv.record('sections')
    names = list(sections) or list(cv)
    owner = sections if list(sections) else cv
    papers: list[BibEntry] = []
    blocks = []
    for name in names:
        items = [*_items(owner, name)]
        section = _section(name, items, papers, found)
        blocks += [section] if section.blocks else []
        found.taken.append(f'{place}, {name}: {len(items)}')
    if papers:
        found.bibliographies['refs.bib'] = bibliography(papers)
    found.pages.append(Page('index', '', tuple(blocks)))
    found.left += [*cv.rest(), *sections.rest(), *whole.rest()]
    return found


def _owner(cv: Record, found: Found) -> None:
    links = {}
    if website := cv.text('website'):
        links['Home page'] = website
    orcid = ''
    for record in cv.records('social_networks'):
        network, name = record.text('network'), record.text('username')
        orcid = name if network.lower() == 'orcid' else orcid
        address = record.text('url') or _ADDRESSES.get(network.lower(), '').format(name)
        if network.lower() == 'mastodon' and name.count('@') == 2:
            address = 'https://{2}/@{1}'.format(*name.split('@'))
        if address:
            links[network] = address
        else:
            found.left.append(Left(record.place, f'{network} {name} has no address that is known'))
    for record in cv.records('custom_connections'):
        if url := record.text('url'):
            links[record.text('placeholder') or url] = url
        found.left += record.rest()
    if orcid:
        links = {name: url for name, url in links.items() if name.lower() != 'orcid'}
    owner = {
        'name': cv.text('name'),
        'position': cv.text('headline', 'label'),
        'email': ', '.join(cv.texts('email')[:1]),
        'phone': ', '.join(cv.texts('phone')[:1]).removeprefix('tel:'),
        'address': cv.text('location'),
        'orcid': orcid,
        'links': links,
    }
    found.owner = {name: value for name, value in owner.items() if value}


def _items(owner: Record, name: str) -> Iterable[Record | str]:
    if texts := owner.texts(name):
        return texts
    return owner.records(name)


def _section(name: str, items: list[Record | str], papers: list[BibEntry], found: Found) -> Section:
    """Return a section; its papers go into *papers*."""
    title = name if name != name.lower() or '_' not in name else name.replace('_', ' ').capitalize()
    blocks: list[Line | str] = []
    listed: list[str] = []
    for item in items:
        if isinstance(item, str):
            listed.append(item)
        elif 'bullet' in item or 'number' in item or 'reversed_number' in item:
            listed.append(item.text('bullet', 'number', 'reversed_number'))
        elif 'title' in item and 'authors' in item:
            papers.append(_paper(item))
        else:
            blocks.append(_line(item, title))
        if isinstance(item, Record):
            found.left += item.rest()
    if listed:
        is_prose = len(listed) == 1 or any(len(text) > 200 for text in listed)
        blocks.append('\n\n'.join(listed) if is_prose else bullets(listed))
    return Section(title[:1].upper() + title[1:], tuple(blocks))


def _line(item: Record, section: str) -> Line:
    """Return an entry, of the kind that its form or the title of its section tells."""
    kind = next((kind for words, kind in _KINDS if re.search(words, section.lower())), '')
    common = {'place': item.text('location'), 'dates': _dates(item)}
    if 'institution' in item:
        title = ', '.join(part for part in (item.text('degree'), item.text('area')) if part)
        kind, options = 'degree', {'organization': item.text('institution')}
    elif 'company' in item:
        title, options = item.text('position'), {'organization': item.text('company')}
        kind = kind if kind in {'service', 'course'} else 'position'
    elif 'label' in item:
        title, kind = item.text('label'), kind if kind in {'language', 'interest'} else 'skill'
        options = {'level' if kind == 'language' else 'words': item.text('details')}
    else:
        title, options, kind = item.text('name', 'title'), {}, kind or 'entry'
    options |= {'url': item.text('url', 'link'), 'organization': options.get('organization', '')}
    body = paragraphs(item.block('summary', 'description'), bullets(item.texts('highlights')))
    return Line(kind, title, {**options, **common}, body)


def _dates(item: Record) -> str:
    date = item.text('date')
    start, end = item.text('start_date'), item.text('end_date')
    return span(start, end) or edtf(date)


def _paper(item: Record) -> BibEntry:
    authors = [re.sub(r'\*+', '', name) for name in item.texts('authors')]
    title, date, journal = item.text('title'), edtf(item.text('date')), item.text('journal')
    fields = {
        'title': title,
        'author': ' and '.join(authors),
        'journal': journal,
        'date': date,
        'doi': item.text('doi'),
        'url': item.text('url'),
        'summary': item.text('summary'),
    }
    kind = 'article' if journal else 'misc'
    return BibEntry(kind, paper_key(authors, date, title), fields)

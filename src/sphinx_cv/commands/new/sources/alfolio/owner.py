"""The owner of an al-folio site, and the people and venues that it knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.sources.alfolio.sample import OF_THEME, SAMPLE_PEOPLE
from sphinx_cv.commands.new.sources.cv_records import CvRecord
from sphinx_cv.commands.new.sources.socials import PersonLinks, link_at
from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.commands.new.sources.site import OldSite

_ENDINGS = ('_username', '_userid', '_user_id', '_id', '_url', '_profile', '_wiki')


def take_owner(site: OldSite) -> None:
    """Take over name, address, links and spellings of the owner."""
    config = site.config
    names = [config.text(f'{part}_name') for part in ('first', 'middle', 'last')]
    full = ' '.join(name for name in names if name)
    title = config.text('title')
    name = full or ('' if title == 'blank' else title)
    links = PersonLinks(_links(config, is_config=True))
    socials = site.tree.record(site.root / '_data/socials.yml')
    email = config.text('email') or socials.text('email')
    links.update(_links(socials))
    site.found.left += socials.rest()
    site.found.owner = links.owner(
        name=name,
        email=email if '@' in email and 'example.com' not in email else '',
        aliases=_aliases(site, name, names),
    )
    site.found.language = re.sub(r'\W.*', '', config.text('lang')) or 'en'
    for key in ('contact_note', 'description', 'keywords'):
        note = config.text(key)
        if note and not OF_THEME.search(note):
            site.found.leave('_config.yml', f'{key}: "{note}" has no place here')
    site.found.taken.append('_config.yml: name, address, links and spellings of your name')


def _links(record: CvRecord, *, is_config: bool = False) -> Iterator[tuple[str, str]]:
    record.drop('rss_icon', 'cv_pdf') if not is_config else None
    for key in record:
        ending = next((end for end in _ENDINGS if key.endswith(end)), '')
        if not ending or (is_config and not link_at(key.removesuffix(ending), 'x')):
            continue
        value = record.peek(key)
        found = link_at(key.removesuffix(ending), value.partition('&')[0]) if value else None
        if found:
            record.drop(key)
            yield found
    for key in () if is_config else record:  # a link of one's own: logo, title, url
        inner = record.peek_record(key)
        if inner and (url := inner.text('url')):
            inner.drop('logo')
            record.drop(key)
            yield inner.text('title') or key, url


def _aliases(site: OldSite, name: str, names: list[str]) -> list[str]:
    scholar = site.config.record('scholar')
    lasts, firsts = scholar.texts('last_name'), scholar.texts('first_name')
    if not lasts or fold(names[2] or name.split()[-1] if name else '') not in map(fold, lasts):
        return []
    spelled = [f'{first} {last}' for last in lasts for first in firsts]
    return [alias for alias in spelled if fold(alias) != fold(name)]


def take_people(site: OldSite) -> None:
    """Take over the people whom papers link to."""
    path = site.root / '_data/coauthors.yml'
    data = site.tree.data(path)
    count = 0
    for last, persons in data.items() if isinstance(data, dict) else ():
        for number, person in enumerate(persons if isinstance(persons, list) else [persons], 1):
            record = CvRecord(person, f'{site.tree.place(path)}, {last} {number}')
            count += _person(site, str(last), record)
            site.found.left += record.rest()
    if count:
        site.told(path, count, 'people')


def _person(site: OldSite, last: str, record: CvRecord) -> int:
    firsts, url = record.texts('firstname'), record.text('url')
    if not firsts or not last.strip() or (fold(last) in SAMPLE_PEOPLE and 'wikipedia' in url):
        return 0
    # The theme writes last names in small letters.
    family = last if last != last.lower() else _spelled(site, last)
    names = sorted((f'{first} {family}' for first in firsts), key=len, reverse=True)
    if fold(str(site.found.owner.get('name'))) in map(fold, names):
        known = site.found.owner.get('aliases')
        aliases = [*(known if isinstance(known, list) else []), *names[1:]]
        site.found.owner['aliases'] = list(dict.fromkeys(aliases))
        return 1
    person: dict[str, object] = {'url': url} if url else {}
    if names[1:]:
        person['aliases'] = names[1:]
    site.found.people[names[0]] = person
    return 1


def _spelled(site: OldSite, last: str) -> str:
    """Return a last name as the papers write it."""
    texts = ' '.join(site.found.bibliographies.values())
    match = re.search(rf'(?<!\w){re.escape(last)}(?!\w)', texts, re.IGNORECASE)
    written = match[0] if match else last
    return written if written != written.lower() else last.title()


def read_venues(site: OldSite) -> None:
    """Tell of what the venues have beside their names."""
    path = site.root / '_data/venues.yml'
    data = site.tree.data(path)
    if isinstance(data, dict) and data:
        what = (
            'addresses and colours of venues: badges have no links here; '
            'their words are the "abbr" of each paper'
        )
        site.found.leave(site.tree.place(path), f'{", ".join(map(str, data))}: {what}')

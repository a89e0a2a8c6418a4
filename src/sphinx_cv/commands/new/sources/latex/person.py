"""The macros with which a CV in LaTeX says whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.sources.latex.markup import latex_line
from sphinx_cv.commands.new.sources.latex.source import arguments
from sphinx_cv.commands.new.sources.socials import SERVICES, PersonLinks

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.commands.new.found import Found
    from sphinx_cv.commands.new.sources.latex.markup import Report

# Macro -> the fact of the owner that it says.
_FACTS = {
    'position': 'position', 'tagline': 'position', 'jobtitle': 'position', 'address': 'address',
    'mailaddress': 'address', 'location': 'address', 'phone': 'phone', 'mobile': 'phone',
    'email': 'email', 'homepage': 'home', 'born': 'born', 'dateofbirth': 'born', 'quote': 'quote',
    'extrainfo': 'extra', 'nationality': 'nationality',
}  # fmt: skip
_NAMES = {'name', 'author', 'firstname', 'familyname', 'lastname', 'givenname', 'title'}
_PHOTOS = {'photo', 'photoL', 'photoR'}
PERSON_MACROS = frozenset((*_FACTS, *_NAMES, *_PHOTOS, 'social', 'xtwitter', *SERVICES)) - {
    'x',
    'research',
}


def read_person(latex: str, path: Path, found: Found, report: Report) -> None:
    """Take over what macros say of the owner."""
    known = found.owner.get('links')
    links = PersonLinks(known if isinstance(known, dict) else {})
    for match in re.finditer(r'\\([A-Za-z]+)(?=\s*[\[{*])', latex):
        name = match[1]
        if name not in PERSON_MACROS:
            continue
        given, option, _ = arguments(latex, match.end())
        texts = [latex_line(text, report) for text in given]
        if name in _PHOTOS and given:
            _photo(given[-1], path, found)
        elif name in _NAMES and given:
            _name(name, texts, found)
        elif name in _FACTS and any(texts):
            _fact(_FACTS[name], texts, found, links)
        elif any(texts):
            service = option if name == 'social' else name
            value = next(filter(None, texts)).replace('\\', '')
            if not links.add(service, value):
                found.leave(path.name, f'{service}: {value} has no address that is known')
    found.owner = links.owner(**found.owner)


def _name(macro: str, texts: list[str], found: Found) -> None:
    words = ' '.join(text for text in texts[:2] if text).replace('\\', '')
    if macro == 'title':
        found.owner.setdefault('position', words) if words else None
    elif macro in {'familyname', 'lastname'}:
        found.owner['name'] = f'{found.owner.get("name", "")} {words}'.strip()
    elif words:
        found.owner.setdefault('name', words)


def _fact(fact: str, texts: list[str], found: Found, links: PersonLinks) -> None:
    value = ', '.join(text for text in texts if text)
    plain = value.replace('\\', '')
    if fact == 'home':
        address = re.sub(r'^\[.*\]\((.*)\)$', r'\1', texts[0]).replace('\\', '')
        links['Home page'] = address if '//' in address else f'https://{address}'
    elif fact == 'email':
        found.owner.setdefault('email', re.sub(r'^\[(.*)\]\(.*\)$', r'\1', plain))
    elif fact == 'phone' and 'phone' in found.owner:
        found.owner['phone'] = f'{found.owner["phone"]}, {plain}'
    elif fact in {'phone', 'address', 'position'}:
        known = found.owner.get(fact)
        new = plain if fact == 'phone' else value
        found.owner[fact] = f'{known}, {new}' if known and known != new else new
    elif fact == 'quote':
        found.owner.setdefault('summary', value)
    else:
        found.owner[fact] = value


def _photo(name: str, path: Path, found: Found) -> None:
    for file in (path.parent / f'{name}{end}' for end in ('', '.jpg', '.png', '.jpeg')):
        if file.is_file() and file.suffix != '.pdf':
            target = f'pictures/{file.name}'
            found.files[target] = file
            found.owner['photo'] = target
            return
    found.leave(path.name, f'the photo {name}, which is not there')

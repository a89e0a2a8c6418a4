"""The Typst file of one PDF: settings, typography, header and sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.words import _, comma, spoken
from sphinx_cv.pdf.literals import array, dictionary, flag, markup_words, string
from sphinx_cv.pdf.pictures import PHOTO
from sphinx_cv.pdf.scripts import fonts_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sphinx_cv.model import Owner
    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.pdf.settings import Settings

_TEMPLATE = Path(__file__).with_name('cv.typ')
ACCENT_COLORS = {'classic': '#1f3a5f', 'modern': '#0f5c8c', 'columns': '#1f3a5f'}
_LANGUAGE = re.compile(r'([A-Za-z]{2,3})(?:[_-][A-Za-z]{4}\b)?(?:[_-]([A-Za-z]{2})\b)?.*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The metadata of a PDF: *heading* is printed on top, *updated* is the date at its foot."""

    title: str
    heading: str
    description: str = ''
    keywords: tuple[str, ...] = ()
    language: str = 'en'
    updated: str = ''
    photo: str = ''  # its name among the pictures


def document(
    settings: Settings,
    owner: Owner,
    facts: Facts,
    parts: Sequence[Part],
    sections: Iterable[str],
    template: str = '',
) -> str:
    """Return the Typst file; *sections* are the translations of *parts*.

    *template* is the owner's own Typst, whose functions and rules come after ours, and so hold.
    """
    body = ''.join(sections)
    told = f'#masthead(\n{_masthead(owner, facts)})\n{body}'
    found = _settings(settings, owner, facts, _badges(parts))
    fonts = fonts_for(told, facts.language, serif=settings.design != 'modern')
    head = dictionary({**found, 'other-fonts': array(map(string, fonts))})
    return f'#let settings = {head}\n\n{_template()}\n#show: cv\n{template}\n{told}'


@cache
def _template() -> str:
    return _TEMPLATE.read_text(encoding='utf-8')


def _settings(
    settings: Settings, owner: Owner, facts: Facts, badges: Iterable[str]
) -> dict[str, str]:
    language, region = language_and_region(facts.language)
    return {
        'design': string(settings.design),
        'comma': string(comma()),
        'paper': string(settings.paper),
        'font-size': settings.font_size,
        'margin': settings.margin,
        'accent': string(settings.accent or ACCENT_COLORS[settings.design]),
        'fonts': array(string(name) for name in settings.fonts),
        'print-links': flag(settings.print_links),
        'title': string(facts.title),
        'author': string(owner.name),
        'description': string(facts.description) if facts.description else 'none',
        'keywords': array(string(word) for word in facts.keywords),
        'lang': string(language),
        'leftward': flag(spoken().is_leftward),
        'region': string(region) if region else 'none',
        'updated': string(facts.updated),
        'page-of': string(_('Page {page} of {pages}')),
        'badges': array(string(badge) for badge in badges),
    }


def date_in_words(date: str, changed: datetime) -> str:
    """Return the date that the setting *date* asks for, in words; '' for none."""
    if date != 'auto':
        return PartialDate.parse(date).words if date else ''
    return PartialDate(changed.year, changed.month, changed.day).words


def language_and_region(tag: str) -> tuple[str, str]:
    """Return the language and the region of a code, the region '' if it names none."""
    match = _LANGUAGE.fullmatch(tag or 'en')
    return (match[1].lower(), (match[2] or '').upper()) if match else ('en', '')


def _badges(parts: Iterable[Part]) -> list[str]:
    """Return the badges of all papers, for whose widest all lists leave room."""
    shown = (leaf['rows'][key] for part in parts for leaf in part.lists() for key in leaf['keys'])
    return list(dict.fromkeys(row.badge for row in shown if row.badge))


def _masthead(owner: Owner, facts: Facts) -> str:
    pronouns = owner.pronouns if 'pdf' in owner.show.get('pronouns', ()) else ''
    about = [owner.shown(name, 'pdf') for name in ('tagline', 'summary') if name in owner.show]
    position = ' · '.join(part for part in (owner.where, pronouns) if part)
    links = dict(owner.links)
    orcid = {'ORCID': f'https://orcid.org/{owner.orcid.rpartition("/")[2]}'} if owner.orcid else {}
    # PDF readers decode %40, but those who harvest addresses look for the sign itself.
    address = owner.email if owner.show_email else owner.email.replace('@', '%40')
    phone = owner.shown('phone', 'pdf')
    rows = owner.rows if owner.shown('rows', 'pdf') else {}
    texts = [
        owner.postal if owner.shown('address', 'pdf') else '',
        phone,
        *(f'{name}: {row}' for name, row in rows.items()),
    ]
    address_lines = [f'[{markup_words(text)}]' for text in texts if text]
    mail = {owner.email: f'mailto:{address}'} if owner.email else {}
    contact = (
        f'link({string(to)})[{markup_words(label)}]' for label, to in (mail | links | orcid).items()
    )
    return (
        f'  name: [{markup_words(facts.heading)}],\n'
        f'  position: {f"[{markup_words(position)}]" if position else "none"},\n'
        f'  contact: {array([*address_lines, *contact])},\n'
        f'{_photo(owner, facts)}{_about(about)}'
    )


def _photo(owner: Owner, facts: Facts) -> str:
    alt = owner.photo[1] or owner.name
    picture = f'image({string(facts.photo)}, width: {PHOTO}, alt: {string(alt)})'
    return f'  photo: {picture},\n' if facts.photo else ''


def _about(texts: Iterable[str]) -> str:
    parts = [part for text in texts for part in text.split('\n\n') if part.strip()]
    shown = array(f'[{markup_words(" ".join(part.split()))}]' for part in parts)
    return f'  about: {shown},\n' if parts else ''

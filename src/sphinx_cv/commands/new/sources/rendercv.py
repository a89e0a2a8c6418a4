"""A CV of RenderCV, in YAML of any of its versions; https://docs.rendercv.com.

New al-folio sites write the same, with the words of JSON Resume mixed in.
"""

from __future__ import annotations

from sphinx_cv.commands.new.found import Found, Page
from sphinx_cv.commands.new.sources.cv_records import CvRecord
from sphinx_cv.commands.new.sources.json_resume import postal_address, read_section
from sphinx_cv.commands.new.sources.markdown import myst_line
from sphinx_cv.commands.new.sources.socials import PersonLinks

_LANGUAGES = {
    'english': 'en', 'german': 'de', 'french': 'fr', 'spanish': 'es', 'italian': 'it',
    'portuguese': 'pt', 'dutch': 'nl', 'turkish': 'tr', 'russian': 'ru', 'japanese': 'ja',
    'korean': 'ko', 'mandarin_chinese': 'zh_CN', 'mandarin_chineese': 'zh_CN', 'hindi': 'hi',
    'polish': 'pl', 'swedish': 'sv', 'danish': 'da', 'indonesian': 'id', 'persian': 'fa',
    'arabic': 'ar', 'hebrew': 'he', 'norwegian_bokmål': 'nb', 'norwegian_nynorsk': 'nn',
}  # fmt: skip


def read_rendercv(facts: object, place: str) -> Found:
    """Return what stands in the YAML of a CV, which is read already."""
    found = Found()
    whole = CvRecord(facts, place)
    language = whole.record('locale').text('language')
    found.language = _LANGUAGES.get(language.lower(), found.language)
    whole.drop('design', 'locale', 'locale_catalog', 'rendercv_settings', 'settings')
    cv = whole.record('cv')
    _owner(cv, found)
    cv.drop('section_order', 'sort_entries')
    sections = cv.record('sections')
    owner = sections if list(sections) else cv
    read = [read_section(owner, name, found) for name in owner]
    found.pages.append(Page('index', '', tuple(section for section in read if section)))
    found.left += whole.rest()
    return found


def _owner(cv: CvRecord, found: Found) -> None:
    links = PersonLinks()
    for number, website in enumerate(cv.texts('website'), start=1):
        links['Home page' if number == 1 else f'Home page {number}'] = website
    # The first versions had a key for each.
    for name in ('linkedin', 'github', 'orcid'):
        links.add(name, cv.text(name))
    for record in cv.records('social_networks'):
        network, name = record.text('network'), record.text('username')
        if not links.add(network, record.text('url') or name):
            found.leave(record.place, f'{network} {name} has no address that is known')
    for record in cv.records('custom_connections'):
        words, url = record.text('placeholder'), record.text('url')
        record.drop('fontawesome_icon')
        if url:
            links[words or url] = url
        elif words:
            found.leave(record.place, f'{words} has no address')
    emails, phones = cv.texts('email'), cv.texts('phone')
    found.owner = links.owner(
        name=cv.text('name'),
        position=myst_line(cv.text('headline', 'label')),
        email=', '.join(emails[:1]),
        phone=', '.join(phones).replace('tel:', ''),
        address=cv.text('location') or postal_address(cv.record('address')),
        summary=myst_line(cv.block('summary')),
    )
    for name in ('photo', 'image'):
        cv.drop(name) if not cv.peek(name) else None
    for other in emails[1:]:
        found.leave(cv.place, f'a second email address, {other}')

"""The CV of an al-folio site: its own old form, that of RenderCV, or a JSON Resume."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found, NewEntry, Page, Section
from sphinx_cv.commands.new.sources.alfolio.sample import is_sample
from sphinx_cv.commands.new.sources.cv_records import CvRecord, nested_list
from sphinx_cv.commands.new.sources.entry_reader import kind_of, read_entries
from sphinx_cv.commands.new.sources.json_resume import from_resume
from sphinx_cv.commands.new.sources.markdown import myst_line
from sphinx_cv.commands.new.sources.rendercv import read_rendercv
from sphinx_cv.commands.new.sources.site import merge_owner
from sphinx_cv.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.commands.new.sources.site import OldSite


def read_cv(site: OldSite) -> Page | None:
    """Return the page of the CV, from whichever of the theme's two files tells of the owner."""
    page = _cv_data(site) or _resume(site)
    return page._replace(name='cv', title='Curriculum vitae') if page else None


def _cv_data(site: OldSite) -> Page | None:
    for path in sorted(site.root.glob('_data/**/cv.yml'), key=lambda p: len(p.parts))[:1]:
        data = site.tree.data(path)
        if is_sample(site, data, path):
            return None
        if isinstance(data, list):
            return Page('cv', '', tuple(_old_sections(site, data, site.tree.place(path))))
        if isinstance(data, dict):
            return _merged(site, read_rendercv(data, site.tree.place(path)))
    return None


def _resume(site: OldSite) -> Page | None:
    for path in [*site.root.glob('assets/json/resume.json'), *site.root.glob('_data/resume.json')][
        :1
    ]:
        data = site.tree.data(path)
        if isinstance(data, dict) and not is_sample(site, data, path):
            return _merged(site, from_resume(CvRecord(data, site.tree.place(path))))
    return None


def _merged(site: OldSite, part: Found) -> Page:
    """Take over what a part of the site says, but for what is known already."""
    merge_owner(site.found, part.owner, part.taken[0].partition(',')[0] if part.taken else 'cv')
    site.found.taken += part.taken
    site.found.left += part.left
    known = ''.join(re.findall(r'\w', fold(''.join(site.found.bibliographies.values()))))
    for name, text in part.bibliographies.items():
        blocks = text.split('\n\n')
        new = [b for b in blocks if ''.join(re.findall(r'\w', fold(_title_in(b)))) not in known]
        if new:
            name = 'more.bib' if name in site.found.bibliographies else name
            site.found.bibliographies[name] = '\n\n'.join(new)
    return part.pages[0]


def _old_sections(site: OldSite, data: list[object], place: str) -> Iterator[Section]:
    for number, item in enumerate(data, start=1):
        record = CvRecord(item, f'{place}, section {number}')
        title, form = record.text('title'), record.text('type')
        contents = record.pop('contents')
        if form == 'map' and re.search(r'general|info|personal|about', title, re.IGNORECASE):
            yield from _general(site, record, contents, title)
        else:
            yield Section(title, tuple(_blocks(record, contents, title, form)))
        site.found.left += record.rest()
        if isinstance(contents, list):
            site.found.taken.append(f'{place}, {title}: {len(contents)}')


def _general(site: OldSite, section: CvRecord, contents: object, title: str) -> Iterator[Section]:
    lines = []
    for item in contents if isinstance(contents, list) else []:
        record = section.within(item, title)
        name, value = record.text('name'), record.block('value')
        key = fold(name)
        if 'name' in key and not site.found.owner.get('name'):
            site.found.owner['name'] = value
        elif 'name' not in key and value not in site.found.owner.values():
            lines.append(f'{name}: {myst_line(value)}' if name else myst_line(value))
    if lines:
        yield Section(title, (nested_list(lines),))


def _blocks(section: CvRecord, contents: object, title: str, form: str) -> Iterator[NewEntry | str]:
    if not isinstance(contents, list):
        yield myst_line(nested_list(contents))
        return
    kind = kind_of(title)
    for number, item in enumerate(contents, start=1):
        if isinstance(item, str):
            yield myst_line(nested_list(item))
        elif form == 'map' and set(item) <= {'name', 'value'}:
            options = {'words': myst_line(item.get('value') or '')}
            known = kind if kind in {'language', 'interest'} else 'skill'
            yield NewEntry(known, myst_line(item.get('name') or ''), options)
        elif form == 'nested_list' or set(item) <= {'title', 'items', 'contents'}:
            record = section.within(item, 'entry', number)
            inner = record.pop('items') or record.pop('contents')
            head = myst_line(record.text('title', 'name'))
            yield (
                f'**{head}**\n\n{myst_line(nested_list(inner))}'
                if head
                else myst_line(nested_list(inner))
            )
        else:
            yield from read_entries(section.within(item, 'entry', number), title)


def _title_in(block: str) -> str:
    match = re.search(r'title = \{(.*)\},', block)
    return match[1] if match else block

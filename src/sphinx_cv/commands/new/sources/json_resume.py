"""A JSON Resume; https://docs.jsonresume.org/schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found, Line, Page, Section
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
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def read_json_resume(path: Path) -> Found:
    """Return what stands in a JSON Resume; raise CommandError for a file that is no JSON."""
    try:
        facts = json.loads(path.read_text(encoding='utf-8-sig'))
    except ValueError as error:
        raise CommandError(f'{path.name} is no JSON ({error})', Status.FILE) from None
    return from_resume(Record(facts, path.name))


def from_resume(resume: Record) -> Found:
    """Return what stands in the record of a resume."""
    found = Found()
    resume.drop('$schema', 'meta')
    _basics(resume.record('basics'), found)
    sections = []
    for name, (title, line) in SECTIONS.items():
        records = list(resume.records(name))
        lines = tuple(line(record) for record in records)
        if lines:
            sections.append(Section(title, lines))
            found.taken.append(f'{resume.place}, {name}: {len(lines)}')
        for record in records:
            found.left += record.rest()
    papers = list(resume.records('publications'))
    if papers:
        found.bibliographies['refs.bib'] = bibliography(map(_paper, papers))
        found.taken.append(f'{resume.place}, publications: {len(papers)}, into refs.bib')
        for paper in papers:
            found.left += paper.rest()
    summary = tuple(block for block in (found.owner.pop('summary', ''),) if block)
    head = (Section('', tuple(map(str, summary))),) if summary else ()
    found.pages.append(Page('index', '', (*head, *sections)))
    found.left += resume.rest()
    return found


def _basics(basics: Record, found: Found) -> None:
    links = {
        record.text('network') or 'Web': record.text('url') or record.text('username')
        for record in basics.records('profiles')
    }
    if url := basics.text('url', 'website'):
        links = {'Home page': url, **links}
    location = basics.record('location')
    names = 'address', 'postalCode', 'city', 'region', 'countryCode'
    parts = [location.text(name) for name in names]
    owner = {
        'name': basics.text('name'),
        'position': basics.text('label'),
        'email': basics.text('email'),
        'phone': basics.text('phone'),
        'address': ', '.join(part for part in parts if part),
        'links': links,
        'summary': basics.block('summary'),
    }
    found.owner = {name: value for name, value in owner.items() if value}
    found.left += [*basics.rest(), *location.rest()]


def _work(record: Record) -> Line:
    options = {
        'organization': record.text('name', 'company', 'organization'),
        'place': record.text('location'),
        'dates': span(record.text('startDate'), record.text('endDate')),
        'url': record.text('url', 'website'),
    }
    title = record.text('position') or options['organization']
    return Line('position', title, options, _body(record))


def _body(record: Record) -> str:
    parts = (
        record.block('description'),
        record.block('summary'),
        bullets(record.texts('highlights')),
    )
    return paragraphs(*parts)


def _education(record: Record) -> Line:
    title = ', '.join(part for part in (record.text('studyType'), record.text('area')) if part)
    options = {
        'organization': record.text('institution'),
        'dates': span(record.text('startDate'), record.text('endDate')),
        'grade': record.text('score', 'gpa'),
        'courses': ', '.join(record.texts('courses')),
        'url': record.text('url'),
    }
    return Line('degree', title or options['organization'], options)


def _award(record: Record) -> Line:
    options = {'organization': record.text('awarder'), 'dates': edtf(record.text('date'))}
    return Line('award', record.text('title'), options, record.block('summary'))


def _certificate(record: Record) -> Line:
    options = {
        'organization': record.text('issuer'),
        'dates': edtf(record.text('date')),
        'url': record.text('url'),
    }
    return Line('certificate', record.text('name'), options)


def _skill(record: Record) -> Line:
    options = {'level': record.text('level'), 'words': ', '.join(record.texts('keywords'))}
    return Line('skill', record.text('name'), options)


def _language(record: Record) -> Line:
    return Line('language', record.text('language'), {'level': record.text('fluency')})


def _interest(record: Record) -> Line:
    return Line('interest', record.text('name'), {'words': ', '.join(record.texts('keywords'))})


def _reference(record: Record) -> Line:
    return Line('referee', record.text('name'), {}, record.block('reference'))


def _project(record: Record) -> Line:
    options = {
        'role': ', '.join(record.texts('roles')),
        'organization': record.text('entity'),
        'dates': span(record.text('startDate'), record.text('endDate')),
        'url': record.text('url'),
        'tags': ', '.join(record.texts('keywords')),
    }
    return Line('project', record.text('name'), options, _body(record))


# Section of a resume -> its heading, and what makes an entry of a record.
SECTIONS: dict[str, tuple[str, Callable[[Record], Line]]] = {
    'work': ('Appointments', _work),
    'education': ('Education', _education),
    'awards': ('Awards', _award),
    'projects': ('Projects', _project),
    'volunteer': ('Service', _work),
    'certificates': ('Certificates', _certificate),
    'skills': ('Skills', _skill),
    'languages': ('Languages', _language),
    'interests': ('Research interests', _interest),
    'references': ('References', _reference),
}


def _paper(record: Record) -> BibEntry:
    title, date = record.text('name'), edtf(record.text('releaseDate'))
    fields = {
        'title': title,
        'author': ' and '.join(record.texts('authors')),
        'howpublished': record.text('publisher'),
        'date': date,
        'url': record.text('url', 'website'),
        'summary': record.text('summary'),
    }
    authors = fields['author'].split(' and ')
    return BibEntry('misc', paper_key(authors if authors[0] else (), date, title), fields)

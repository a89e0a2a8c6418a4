"""A JSON Resume; https://docs.jsonresume.org/schema."""

from __future__ import annotations

from sphinx_cv.commands.new.found import Found, NewEntry, Page, Section
from sphinx_cv.commands.new.sources.cv_records import CvRecord, nested_list
from sphinx_cv.commands.new.sources.entry_reader import is_papers, kind_of, read_entry
from sphinx_cv.commands.new.sources.markdown import myst_line, myst_text
from sphinx_cv.commands.new.sources.papers import add_papers, read_paper
from sphinx_cv.commands.new.sources.socials import PersonLinks

# Section of a resume -> its heading, and the kind of its entries.
HEADINGS = {
    'work': ('Appointments', 'position'),
    'education': ('Education', 'degree'),
    'awards': ('Awards', 'award'),
    'projects': ('Projects', 'project'),
    'volunteer': ('Service', 'service'),
    'certificates': ('Certificates', 'certificate'),
    'skills': ('Skills', 'skill'),
    'languages': ('Languages', 'language'),
    'interests': ('Research interests', 'interest'),
    'references': ('References', 'referee'),
}


def from_resume(resume: CvRecord) -> Found:
    """Return what stands in the record of a resume."""
    found = Found()
    resume.drop('$schema', 'meta')
    _basics(resume.record('basics'), found)
    names = [*HEADINGS, *(name for name in resume if name not in HEADINGS)]
    sections = [section for name in names if (section := read_section(resume, name, found))]
    found.pages.append(Page('index', '', tuple(sections)))
    found.left += resume.rest()
    return found


def read_section(owner: CvRecord, name: str, found: Found) -> Section | None:
    """Return the section *name* of a CV, a list of texts or records; papers go to the others."""
    title, kind = HEADINGS.get(name, (heading(name), kind_of(name)))
    value = owner.pop(name)
    if isinstance(value, str):
        return Section(title, (myst_text(value),)) if value.strip() else None
    if not isinstance(value, list):
        owner.add({name: value})
        return None
    blocks: list[NewEntry | str] = []
    papers, texts = [], []
    for number, item in enumerate(value, start=1):
        if isinstance(item, str):
            texts.append(item)
            continue
        record = owner.within(item, name, number)
        if bullet := record.text('bullet', 'number', 'reversed_number') if _is_bullet(item) else '':
            texts.append(bullet)
        elif is_papers(name) or (not kind and 'authors' in record and 'title' in record):
            papers.append(read_paper(record))
        else:
            blocks.append(read_entry(record, name, kind))
    if texts:
        blocks.append(_listed(texts))
    if papers:
        add_papers(found, papers)
    found.taken += [f'{owner.place}, {name}: {len(value)}'] if value else []
    return Section(title, tuple(blocks)) if blocks else None


def _is_bullet(item: object) -> bool:
    return isinstance(item, dict) and bool(
        {'bullet', 'reversed_number'} & item.keys() or item.keys() == {'number'}
    )


def _listed(texts: list[str]) -> str:
    if len(texts) == 1 or any(len(text) > 200 for text in texts):
        return '\n\n'.join(map(myst_text, texts))
    return myst_line(nested_list(texts))


def heading(name: str) -> str:
    """Return the heading that a name in a file means: ``Open source`` for ``open_source``."""
    words = name.replace('_', ' ') if name == name.lower() else name
    return words[:1].upper() + words[1:]


def _basics(basics: CvRecord, found: Found) -> None:
    basics.drop('image') if not basics.peek('image').startswith('http') else None
    links = PersonLinks()
    if url := basics.text('url', 'website'):
        links['Home page'] = url
    for record in basics.records('profiles'):
        network = record.text('network')
        if links.add(network or 'Web', record.text('url') or record.text('username')):
            record.drop('username')
        else:
            found.leave(record.place, f'{network} has no address that is known')
        record.drop('icon')
    found.owner = links.owner(
        name=basics.text('name'),
        position=basics.text('label', 'headline'),
        email=basics.text('email'),
        phone=basics.text('phone'),
        address=basics.text('location') or postal_address(basics.record('location')),
        photo=basics.text('image'),
        summary=myst_line(basics.block('summary')),
    )


def postal_address(record: CvRecord) -> str:
    """Return an address on one line."""
    return record.joined('street', 'address', 'postalCode', 'city', 'region', 'countryCode')

"""A site of academicpages; https://github.com/academicpages/academicpages.github.io."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found, NewEntry, Page, Section
from sphinx_cv.commands.new.project import PUBLICATIONS
from sphinx_cv.commands.new.sources.cv_records import BibEntry, bibliography, stacked
from sphinx_cv.commands.new.sources.dates import when
from sphinx_cv.commands.new.sources.entry_reader import read_entry
from sphinx_cv.commands.new.sources.markdown import myst_line
from sphinx_cv.commands.new.sources.site import OldSite
from sphinx_cv.commands.new.sources.socials import PersonLinks

if TYPE_CHECKING:
    from pathlib import Path

# Collection -> the title of its page, and the kind of its entries.
_COLLECTIONS = {
    'talks': ('Talks', 'talk'), 'teaching': ('Teaching', 'course'),
    'portfolio': ('Projects', 'project'),
}  # fmt: skip
_KINDS = {'conferences': 'inproceedings', 'books': 'book', 'manuscripts': 'article'}
_MACHINERY = (
    'collection', 'permalink', 'layout', 'author_profile', 'redirect_from', 'read_time', 'share',
    'comments', 'related', 'type', 'header', 'excerpt_separator', 'sitemap',
)  # fmt: skip


def is_academicpages(root: Path) -> bool:
    """Return whether a folder is a site of academicpages."""
    names = ('_publications', '_talks', '_teaching', '_portfolio')
    return (root / '_config.yml').is_file() and any((root / name).is_dir() for name in names)


def read_academicpages(root: Path) -> Found:
    """Return what stands in the folder of a site."""
    site = OldSite(root, Found(), ('', 'files', 'images'), '_config.yml')
    site.address = (site.config.text('url') + site.config.text('baseurl')).rstrip('/')
    site.found.language = site.config.text('locale')[:2].lower() or 'en'
    site.pages |= {'publications': 'publications', 'cv': 'cv', 'about': 'index', 'talks': 'talks'}
    _owner(site)
    _papers(site)
    collections = [page for name in _COLLECTIONS if (page := _collection(site, name))]
    texts = [
        _text(site, name, title) for name, title in (('about', ''), ('cv', 'Curriculum vitae'))
    ]
    home = texts[0] or Page('index', '', ())
    pages = [home._replace(name='index', title=''), *texts[1:], PUBLICATIONS, *collections]
    site.found.pages = [page for page in pages if page]
    return site.found


def _owner(site: OldSite) -> None:
    author = site.config.record('author')
    facts = {
        'name': author.text('name') or site.config.text('name', 'title'),
        'position': myst_line(author.text('bio')),
        'affiliation': author.text('employer'),
        'email': author.text('email'),
        'address': author.text('location'),
        'photo': site.file(author.text('avatar')),
    }
    links = PersonLinks()
    if home := author.text('uri'):
        links['Home page'] = home
    for network in author:
        if links.add(network, author.peek(network)):
            author.drop(network)
    site.found.owner = links.owner(**facts)
    site.found.taken.append('_config.yml: the author')
    site.found.left += author.rest()


def _papers(site: OldSite) -> None:
    entries = []
    for page in site.tree.documents('_publications/*.md'):
        facts = page.facts
        title, date = myst_line(facts.text('title')), when(facts.text('date')).dates
        kind = _KINDS.get(facts.text('category'), 'article')
        cited = myst_line(facts.text('citation'))
        authors = _authors(cited, title)
        url = facts.text('paperurl', 'paper_url', 'link')
        fields = {
            'title': title,
            'author': authors,
            'booktitle' if kind == 'inproceedings' else 'journal': re.sub(
                '[*_]', '', myst_line(facts.text('venue'))
            ),
            'date': date,
            'pdf': site.file(url.removeprefix(site.address))
            or (url if url.endswith('.pdf') else ''),
            'url': '' if url.endswith('.pdf') else url,
            'slides': facts.text('slidesurl'),
            'abstract': ' '.join(site.prose(page.text, page.path).split()),
            'summary': re.sub('[*_]', '', myst_line(facts.text('excerpt', 'description'))),
            'annotation': cited,
        }
        facts.drop(*_MACHINERY)
        if (bib := facts.text('bibtexurl')) and not site.file(bib):
            site.found.leave(facts.place, f'bibtexurl: {bib}')
        site.found.left += facts.rest()
        if not authors:
            site.found.leave(facts.place, 'no authors, for only its citation names them')
        entries.append(BibEntry(kind, fields))
    if entries:
        site.found.bibliographies['refs.bib'] = bibliography(entries)
        site.told(site.root / '_publications', len(entries), 'papers, into refs.bib')


def _authors(citation: str, title: str) -> str:
    """Return the names that stand at the beginning of a citation, as BibTeX has them."""
    head = re.split(r'\(?\b(?:19|20)\d\d\b|["“”]|' + re.escape(title), citation)[0]
    head = re.sub(r'(?<![A-Z])\.$', '', re.sub(r'[*_]|&quot;', '', head).strip(' ,('))
    head = re.sub(r',?\s*(?:&|\band\b)\s+', ', ', head)
    parts = [part.strip() for part in head.split(',') if part.strip()]
    if len(parts) % 2 == 0 and all(re.fullmatch(r'(?:[A-Z]\.?[- ]?)+', p) for p in parts[1::2]):
        return ' and '.join(f'{a}, {b}' for a, b in zip(parts[::2], parts[1::2], strict=True))
    return ' and '.join(parts) if all(' ' in part for part in parts) else head


def _collection(site: OldSite, name: str) -> Page | None:
    title, kind = _COLLECTIONS[name]
    lines = []
    for page in site.tree.documents(f'_{name}/*.md'):
        facts = page.facts
        where = 'event' if kind == 'talk' else 'organization'
        facts.add({where: facts.text('venue'), 'role': facts.text('type')})
        facts.drop(*_MACHINERY)
        line = read_entry(facts, title, kind)
        body = stacked(
            line.body, myst_line(facts.block('excerpt')), site.prose(page.text, page.path)
        )
        site.found.left += facts.rest()
        lines.append(NewEntry(kind, line.title or page.path.stem, line.options, body))
    return site.collection(title, f'_{name}', lines)


def _text(site: OldSite, name: str, title: str) -> Page | None:
    path = site.root / f'_pages/{name}.md'
    if not path.is_file():
        return None
    page = site.tree.document(path)
    text = site.prose(page.text, path, level=2)
    site.found.taken.append(f'{site.tree.place(path)}: as a page')
    return Page(name, title, (Section('', (text,)),)) if text else None

"""Metadata of pages for search engines, Google Scholar, Zotero and previews of links.

This module gathers what a page is about; :mod:`sphinx_cv.html.page` writes it as HTML.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.locale import _

from sphinx_cv.bib.names.persons import parse_person
from sphinx_cv.export import EXPORTS
from sphinx_cv.export.opengraph import cut_short, owner_description, paper_description
from sphinx_cv.export.owned import things as owned_things
from sphinx_cv.export.schema import (
    item_list,
    organization,
    person_thing,
    profile_page,
    scholarly_article,
)
from sphinx_cv.formatting.record import record_of
from sphinx_cv.html.page import PageMetadata, coins_span, head_elements, written_description
from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.site.builders import NOT_FOUND, public_uri
from sphinx_cv.site.cards import preview_for
from sphinx_cv.site.kept import Kept, basis
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.project import METADATA, PREVIEWS, pages_of_cv, wants
from sphinx_cv.site.within import page_of, web_address
from sphinx_cv.site.written import shown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.export.owned import Json, JsonThing
    from sphinx_cv.model import Paper, Person
    from sphinx_cv.site.cards import Preview
    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.people import KnownPerson

# The builders that write each document as a web page of its own.
BUILDERS = frozenset({'html', 'dirhtml'})

_TAG = re.compile(r'<[^>]+>')
_HEADING = re.compile(r'<h2>([^<]+)</h2>')


class Site(NamedTuple):
    """What a page needs to know of its site; *url* ends with a slash, or is '' if unknown."""

    memory: Memory
    url: str
    env: BuildEnvironment
    target_uri: Callable[[str], str]

    @property
    def config(self) -> Config:
        """The settings of the project."""
        return self.env.config

    @property
    def root_doc(self) -> str:
        """The first page."""
        return str(self.config.root_doc)

    def address(self, docname: str, anchor: str = '') -> str:
        """Return the absolute address of a document; '' if that of the site is unknown."""
        if not self.url:
            return ''
        fragment = f'#{anchor}' if anchor else ''
        return urljoin(self.url, public_uri(self.target_uri, self.config, docname)) + fragment

    def anywhere(self, address: str) -> str:
        """Return an address of a setting as it is anywhere; '' if that of the site is unknown."""
        return web_address(self.env, self.target_uri, self.url, address)

    def paper_address(self, paper: Paper) -> str:
        """Return the absolute address of the paper's page, or of its row in a list."""
        if not self.url:
            return ''
        if page := self.memory.page(paper.key):
            return self.address(page.docname)
        row = self.memory.row(paper.key)
        return self.address(*row) if row else ''

    def person_address(self, person: Person) -> str:
        """Return the address of a home page, the owner's being the first page of the site."""
        library = self.memory.library
        is_owner = library.is_owner(person)
        if is_owner:
            return self.address(self.root_doc)
        return self.anywhere(library.person_url(person))


def add_metadata(
    app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add metadata to the head of a page, and to a list of papers also below the list."""
    if app.builder.name not in BUILDERS:
        return
    url = app.config.html_baseurl and app.config.html_baseurl.rstrip('/') + '/'
    site = Site(memory_of(app.env), url, app.env, app.builder.get_target_uri)
    is_lab = app.config.cv_lab and (pagename == site.root_doc or _member_on(pagename, site))
    if wants(app.config, METADATA) or is_lab or pagename in site.memory.data['pages']:
        metatags = context.get('metatags') or ''
        page = replace(_page(pagename, context, doctree, site), picture=_picture(pagename, site))
        context['metatags'] = head_elements(
            page, metatags, preview=PREVIEWS not in app.config.extensions
        )
        if pagename == site.root_doc and page.url and context.get('pageurl'):
            context['pageurl'] = page.url  # the canonical address, of which there is to be one
    if 'body' in context and (papers := _importable_papers(pagename, site)):
        file = Path(app.doctreedir, f'{pagename}.cv-coins')
        context['body'] += _coins(papers, site, Kept(file, basis()))


def _coins(papers: Iterable[Paper], site: Site, kept: Kept[str]) -> str:
    """Return what reference managers read of the papers in a list."""
    spans = []
    with collector_at_rest():
        for paper in papers:
            address = site.paper_address(paper)
            make = partial(coins_span, paper, address)
            spans.append(kept.get((shown_of(paper, site.memory), address), make))
    kept.save()
    return f'<div class="cv-coins" hidden>{"".join(spans)}</div>'


def _page(
    pagename: str, context: dict[str, Any], doctree: nodes.document | None, site: Site
) -> PageMetadata:
    key, _ = site.memory.data['pages'].get(pagename, ('', ''))
    if paper := site.memory.library.papers.get(key):
        return _paper_page(pagename, paper, site)
    owner = site.memory.library.owner
    description = _description(pagename, context.get('metatags') or '', doctree, site)
    title = html.unescape(_TAG.sub('', context.get('title') or _title(pagename))) or owner.name
    return PageMetadata(
        title=title,
        kind='profile' if pagename == site.root_doc else 'website',
        url=site.address(pagename) if pagename != NOT_FOUND else '',
        description=description
        or cut_short(': '.join(filter(None, (owner.name, title, _headings(pagename, context))))),
        site_name=context.get('docstitle') or owner.name,
        things=_things(pagename, title, site),
        alternates={
            context['pathto'](name, resource=True): kind
            for name, kind in _other_forms(pagename, site).items()
        },
    )


def _picture(pagename: str, site: Site) -> Preview | None:
    """Return the picture of a page, with its absolute address."""
    found = preview_for(site.env, pagename) if pagename != NOT_FOUND else None
    if found and found.path:
        return found._replace(address=urljoin(site.url, quote(found.path)))
    return found


def _title(pagename: str) -> str:
    """Return the title of a page of Sphinx's, which has it in its template."""
    return {'genindex': _('Index'), 'search': _('Search')}.get(pagename, '')


def _headings(pagename: str, context: dict[str, Any]) -> str:
    """Return the headings of one of our indices, which say what is in it."""
    body = context.get('body') or '' if pagename.startswith('cv-') else ''
    return html.unescape(', '.join(_HEADING.findall(body)))


def _other_forms(pagename: str, site: Site) -> dict[str, str]:
    """Return the exports of a page and the feed of the site: address -> media type."""
    papers = EXPORTS.having('suffix')
    names = [name for name in EXPORTS if name not in papers]
    if pagename != site.root_doc:
        names = [name for name in names if EXPORTS[name].is_news]
    if len(_importable_papers(pagename, site)) == len(site.memory.library.papers) > 0:
        names += papers
    return {name: EXPORTS[name].media_type for name in names if wants(site.config, name)}


def _description(pagename: str, metatags: str, doctree: nodes.document | None, site: Site) -> str:
    """Return the author's own description of a page, else one of the owner or its first words."""
    if written := written_description(metatags):
        return written
    if pagename == site.root_doc and (words := owner_description(site.memory.library.owner)):
        return words
    return first_words(doctree) if doctree else ''


def first_words(doctree: nodes.document) -> str:
    """Return the first paragraph of a page that is prose and no line of a list; '' if none is."""
    for paragraph in doctree.findall(nodes.paragraph):
        inside = isinstance(paragraph.parent, (nodes.document, nodes.section))
        if inside and not paragraph['classes'] and not any(paragraph.findall(nodes.raw)):
            return cut_short(paragraph.astext())
    return ''


def _paper_page(pagename: str, paper: Paper, site: Site) -> PageMetadata:
    url, stem, record = site.address(pagename), pagename.rpartition('/')[2], record_of(paper)
    pdf_url = next((link.url for link in paper.links if link.kind == 'pdf'), '')
    if record.pdf:
        # Google wants it in the folder of the page; a copy is put there.
        pdf_url = urljoin(url, quote(f'{stem}.pdf')) if url else ''
    thing = scholarly_article(
        paper,
        page_url=url,
        pdf_url=pdf_url,
        person_url=site.person_address,
        person_orcid=site.memory.library.person_orcid,
    )
    return PageMetadata(
        title=record.title,
        kind=record.work.open_graph,
        url=url,
        description=cut_short(record.summary),
        preview=paper_description(paper),
        paper=paper,
        pdf_url=pdf_url,
        things=[thing],
        alternates={
            quote(f'{stem}.{row.suffix}'): row.media_type
            for row in EXPORTS.having('suffix').values()
        },
    )


def _things(pagename: str, title: str, site: Site) -> list[JsonThing]:
    things: list[JsonThing] = []
    owner = site.memory.library.owner
    if pagename == site.root_doc and owner.name:
        pages = {*pages_of_cv(site.env)}
        entries = [place.entry for name, place in site.memory.entries() if name in pages]
        links = {label: site.anywhere(to) for label, to in owner.links.items()}
        here = replace(owner, links={label: to for label, to in links.items() if to})
        things.append(profile_page(here, url=site.address(pagename), entries=entries))
    if pagename == site.root_doc and site.config.cv_lab.get('name'):
        url, logo = site.address(pagename), _logo(site)
        things.append(organization(site.config.cv_lab, _members(site), url=url, logo=logo))
    member = _member_on(pagename, site) if site.config.cv_lab else None
    if member:
        things.append(_member_page(pagename, member, site))
    things += _owned(pagename, _owner_thing(pagename, member, site), site)
    # Without addresses the list would have nothing to follow.
    if site.url and (papers := _importable_papers(pagename, site)):
        things.append(item_list(papers, site.paper_address, name=title))
    return things


def _owned(pagename: str, owner: JsonThing, site: Site) -> list[JsonThing]:
    """Return the entries of a page that are things by themselves, together."""
    entries = (place.entry for place in site.memory.data['entries'].get(pagename, ()))
    found = list(owned_things(entries, owner))
    return [{'@graph': cast('Json', found)}] if found else []


def _owner_thing(pagename: str, member: KnownPerson | None, site: Site) -> JsonThing:
    """Return whose entries stand on a page; {} if they are several people's."""
    owner, page = site.memory.library.owner, site.root_doc
    name, page = (member.spellings[0], pagename) if member else (owner.name, page)
    address = site.address(page, 'person')
    found: JsonThing = {'@type': 'Person', 'name': name} if name else {}
    return {**found, '@id': address} if found and address else found


def _logo(site: Site) -> str:
    """Return the address of the logo of the group, which is that of the site unless it says so."""
    name = str(site.config.cv_lab.get('logo', ''))
    if name:
        return site.anywhere(name)
    file = PurePosixPath(site.config.html_logo or '').name
    return urljoin(site.url, f'_static/{quote(file)}') if file and site.url else ''


def _member_on(pagename: str, site: Site) -> KnownPerson | None:
    """Return the member of the lab whose page it is."""
    for known in site.memory.library.people:
        place = page_of(site.env, known.url) if known.is_member and known.url else None
        if place and place.docname == pagename and not place.anchor:
            return known
    return None


def _member_page(pagename: str, member: KnownPerson, site: Site) -> JsonThing:
    """Return the page of a member as data."""
    links = {label: site.anywhere(to) for label, to in member.links.items()}
    facts = {'name': member.spellings[0], 'links': links, 'affiliation': site.config.cv_lab['name']}
    owner = site.memory.library.owner_with(facts)
    entries = [at.entry for at in site.memory.data['entries'].get(pagename, ())]
    return profile_page(owner, url=site.address(pagename), entries=entries)


def _members(site: Site) -> Iterator[JsonThing]:
    for known in site.memory.library.people:
        if known.is_member and (person := parse_person(known.spellings[0])):
            thing = person_thing(person, site.anywhere(known.url), known.orcid)
            yield thing | ({'jobTitle': known.position} if known.position else {})


def _importable_papers(pagename: str, site: Site) -> list[Paper]:
    """Return the papers in the lists of a page; none for a selection on the home page."""
    known = site.memory.library.papers
    rows = site.memory.data['lists'].get(pagename, {})
    papers = [known[key] for key in rows if key in known]
    return papers if pagename != site.root_doc or len(papers) == len(known) else []

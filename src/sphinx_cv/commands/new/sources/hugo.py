"""A site of HugoBlox, once wowchemy and before that Academic; https://docs.hugoblox.com."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.directives import directive
from sphinx_cv.commands.new.found import Found, NewEntry, Page, Section
from sphinx_cv.commands.new.project import PUBLICATIONS
from sphinx_cv.commands.new.sources.cv_records import CvRecord, nested_list, stacked
from sphinx_cv.commands.new.sources.entry_reader import kind_of, read_entry
from sphinx_cv.commands.new.sources.front import Document
from sphinx_cv.commands.new.sources.hugo_papers import read_publications
from sphinx_cv.commands.new.sources.json_resume import heading, read_section
from sphinx_cv.commands.new.sources.site import OldSite
from sphinx_cv.commands.new.sources.socials import PersonLinks, link_at, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# Words of the pages that come with the themes.
_SAMPLE = re.compile(
    r'lorem ipsum|Wowchemy Conference|Hugo ?Blox Conference|using the in-built project page|'
    r'distributed robotics, mobile computing and programmable matter|An example talk',
    re.IGNORECASE,
)
# Folders of content -> the title of their page, and the kind of their entries.
_FOLDERS = {
    'event': ('Talks', 'talk'), 'events': ('Talks', 'talk'), 'talk': ('Talks', 'talk'),
    'talks': ('Talks', 'talk'), 'project': ('Projects', 'project'),
    'projects': ('Projects', 'project'), 'teaching': ('Teaching', 'course'),
    'courses': ('Teaching', 'course'), 'outreach': ('Outreach', 'service'),
}  # fmt: skip
# What a page or an author says to the theme.
_MACHINERY = (
    'superuser', 'highlight_name', 'user_groups', 'authors', 'schema', 'slug', 'is_owner', 'status',
    'weight', 'draft', 'publishDate', 'lastmod', 'image', 'featured', 'projects', 'all_day', 'math',
    'diagram', 'show_date', 'reading_time', 'share', 'profile', 'comments', 'cms_exclude', 'view',
    'external_link_icon', 'design', 'type', 'toc', 'categories', 'name_pronunciation',
    'avatar_filename',
)  # fmt: skip
_ADVERTS = frozenset({'hero', 'cta-card', 'demo', 'collection'})
_CONFIGS = (
    'config/_default/hugo.yaml', 'config/_default/config.yaml', 'config/_default/config.toml',
    'hugo.yaml', 'hugo.toml', 'config.yaml', 'config.toml',
)  # fmt: skip


def is_hugo(root: Path) -> bool:
    """Return whether a folder is a site of HugoBlox or its forebears."""
    names = ('authors', 'author', 'home', 'publication', 'publications')
    is_site = any((root / 'content' / name).is_dir() for name in names)
    return is_site or (root / 'data/authors').is_dir()


def read_hugo(root: Path) -> Found:
    """Return what stands in the folder of a site."""
    found = Found()
    config = next((name for name in _CONFIGS if (root / name).is_file()), 'hugo.yaml')
    site = OldSite(root, found, ('', 'static', 'static/uploads', 'assets/media', 'content'), config)
    address = site.config.text('baseURL', 'baseurl')
    site.address = (
        '' if re.search(r'example|academic-demo|wowchemy|^/', address) else address.rstrip('/')
    )
    language = site.config.text('defaultContentLanguage', 'languageCode')
    found.language = re.sub(r'\W.*', '', language) or 'en'
    site.pages |= {'publication': 'publications', 'publications': 'publications'}
    text, sections = _author(site)
    names = {'admin': str(found.owner.get('name', '')), 'me': str(found.owner.get('name', ''))}
    read_publications(site, names)
    blocks = [*_home_sections(site)]
    chosen = 'selected = {true}' in ''.join(found.bibliographies.values())
    papers = directive('cv:publications', '', {'filter': 'selected'})
    last = [Section('Selected publications', (papers,))] if chosen else []
    head = [Section('', (text,))] if text else []
    found.pages = [
        Page('index', '', (*head, *sections, *blocks, *last)), PUBLICATIONS, *_collections(site),
    ]  # fmt: skip
    return found


# The owner


def _author(site: OldSite) -> tuple[str, list[Section]]:
    """Return the text about the owner, and the sections of the CV that stand beside it."""
    page = _owner_page(site)
    if page is None:
        return '', []
    facts = page.facts
    name = facts.record('name')
    given = name.joined('given', 'family', by=' ')
    full = facts.joined('first_name', 'last_name', by=' ')
    shown = name.text('display') or facts.text('title', 'name')
    organizations = [r.text('name') for r in facts.records('organizations', 'affiliations')]
    links = PersonLinks(_links(facts, site))
    emails = [links.pop(key)[7:] for key, url in list(links.items()) if url.startswith('mailto:')]
    email = facts.text('email') or (emails[0] if emails else '')
    site.found.owner = links.owner(
        name=shown or given or full,
        position=site.inline(facts.text('role'), facts.place),
        affiliation=', '.join(filter(None, organizations)),
        email=email,
        aliases=[alias for alias in dict.fromkeys((given, full)) if alias and alias != shown],
        photo=_photo(site, page.path),
    )
    for other in emails:
        if other != email:
            site.found.leave(facts.place, f'a second email address, {other}')
    bio = facts.block('bio')
    bio = '' if _SAMPLE.search(bio) else site.prose(bio, page.path)
    text = site.prose(page.text, page.path, level=2)
    site.found.taken.append(f'{facts.place}: the owner')
    facts.drop(*_MACHINERY)
    sections = list(_sections(facts, site))
    site.found.left += facts.rest()
    return (text if bio in text else stacked(bio, text)), sections


def _photo(site: OldSite, page: Path) -> str:
    """Take over the picture of the owner, and return its path, '' if there is none."""
    beside = page.parent.relative_to(site.root).as_posix()
    names = (f'{beside}/avatar', f'assets/media/authors/{page.stem}', 'assets/media/avatar')
    pictures = (picture for name in names for picture in sorted(site.root.glob(f'{name}.*')))
    return next(map(site.take, pictures), '')


def _owner_page(site: OldSite) -> Document | None:
    files = sorted(site.root.glob('data/authors/*.y*ml'))
    data = [Document(file, site.tree.record(file), '') for file in files]
    everybody = [*data, *site.tree.documents('content/author*/*/_index.md')]
    marks = ('is_owner', 'superuser')
    owners = [p for p in everybody if any(p.facts.peek(mark) in {'true', 'True'} for mark in marks)]
    owners = owners or [p for p in everybody if {p.path.stem, p.path.parent.name} & {'me', 'admin'}]
    chosen = next(iter(owners or everybody), None)
    for page in everybody:
        if page is not chosen:
            name = page.facts.peek('title') or page.path.parent.name
            site.found.leave(page.facts.place, f'{name}, who is not the owner of the site')
    return chosen


def _links(facts: CvRecord, site: OldSite) -> Iterator[tuple[str, str]]:
    for key in ('website', 'github', 'linkedin', 'scholar', 'twitter', 'orcid'):
        if (value := facts.text(key)) and (found := link_at(key, value) or ('Home page', value)):
            yield found if key != 'website' else ('Home page', value)
    for record in facts.records('profiles', 'social', 'links'):
        icon, url = record.text('icon').rpartition('/')[2], record.text('url', 'link')
        words = record.text('label', 'name')
        record.drop('icon_pack', 'display')
        if re.match(r'https?://|mailto:', url):
            known = link_at(icon, url) or (icon, url)
            yield (known[0] if known[0] != icon else title_of(url) or words or icon), url
        elif file := site.file(url):
            site.found.leave(record.place, f'{words or icon}: the file is now {file}')
        elif url and not url.endswith('#contact'):
            site.found.leave(record.place, f'{words or icon}: {url}')


def _sections(facts: CvRecord, site: OldSite) -> Iterator[Section]:
    """Yield the sections of the CV; all lists of an author are such."""
    old = facts.record('education')
    if 'courses' in old:
        facts.add({'education': old.pop('courses')})
    order = ('interests', 'education', 'experience', 'work', 'awards', 'skills', 'languages')
    for name in (*order, *(name for name in facts if name not in order)):
        value = facts.peek_any(name)
        if not isinstance(value, list) or not value:
            continue
        if name in {'interests', 'languages'} and all(isinstance(item, str) for item in value):
            facts.pop(name)
            yield Section(heading(name), (nested_list(value),))
        elif name == 'skills':
            facts.pop(name)
            yield Section('Skills', tuple(_skills(value)))
        elif section := read_section(facts, name, site.found):
            yield section


def _skills(groups: list[object]) -> Iterator[NewEntry | str]:
    for group in groups:
        if isinstance(group, dict) and isinstance(group.get('items'), list):
            items = [nested_list(item).removeprefix('- ') for item in group['items']]
            words = ', '.join(text.replace('\n  - ', ', ') for text in items)
            yield NewEntry(
                'skill', str(group.get('name') or group.get('title') or 'Skills'), {'words': words}
            )
        else:
            yield nested_list(group)


# The home page


def _home_sections(site: OldSite) -> Iterator[Section]:
    """Yield what the blocks of the home page say, and the widgets, as they once were."""
    for page in site.tree.documents('content/*.md'):
        for record in page.facts.records('sections'):
            content = record.record('content')
            yield from _block(site, page.path, record.text('block'), content)
        if page.text.strip() and not _is_sample(site, page):
            text = site.prose(page.text, page.path, level=3)
            title = page.facts.text('title') or page.path.stem.strip('_')
            yield from [Section(title, (text,))] if text else []
    for page in site.tree.documents('content/home/*.md'):
        facts = page.facts
        if str(facts.pop('active')).lower() == 'false':
            continue
        facts.add({'items': facts.pop('experience') or facts.pop('item') or facts.pop('feature')})
        facts.add({'text': page.text})
        yield from _block(site, page.path, facts.text('widget'), facts)


def _block(site: OldSite, path: Path, block: str, content: CvRecord) -> Iterator[Section]:
    title = site.inline(content.text('title'), content.place)
    text = site.prose(content.block('text'), path, level=3)
    items = content.pop('items')
    kind = 'certificate' if 'accomplish' in block else kind_of(title or block) or kind_of(block)
    kind = 'position' if 'experience' in block and kind in {'', 'skill'} else kind
    blocks: list[NewEntry | str] = []
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        if _SAMPLE.search(str(item)):
            site.found.leave(f'{content.place}, {number}', "it is the theme's sample")
        else:
            record = CvRecord(item, f'{content.place}, {number}')
            blocks.append(read_entry(record, title, kind))
            site.found.left += record.rest()
    if text and not _SAMPLE.search(text) and block not in _ADVERTS:
        blocks.insert(0, text)
    if blocks:
        site.found.taken.append(f'{content.place}: {title or block}')
        yield Section(title or heading(block.rpartition('.')[2]), tuple(blocks))


# The collections


def _is_sample(site: OldSite, page: Document) -> bool:
    if not _SAMPLE.search(page.text + str(page.facts.peek('abstract')) + page.facts.peek('event')):
        return False
    site.found.leave(page.facts.place, "it is the theme's sample")
    return True


def _collections(site: OldSite) -> Iterator[Page]:
    for folder, (title, kind) in _FOLDERS.items():
        folder = f'content/{folder}'
        pages = site.tree.documents(f'{folder}/*/index.md', f'{folder}/*.md')
        lines = [
            _entry(site, page, kind)
            for page in pages
            if page.path.stem != '_index' and not _is_sample(site, page)
        ]
        if page := site.collection(title, folder, lines):
            yield page


def _entry(site: OldSite, page: Document, kind: str) -> NewEntry:
    facts = page.facts
    picture = next(iter(sorted(page.path.parent.glob('featured.*'))), None)
    shown = (
        f'![{facts.peek("title")}]({site.take(picture)})'
        if picture and page.path.stem == 'index'
        else ''
    )
    facts.drop(*_MACHINERY)
    facts.drop('slides') if not facts.peek('slides').startswith('http') else None
    if url := facts.text('event_url', 'external_link'):
        facts.add({'url': url})
    links = [
        f'[{record.text("name", "label") or "Link"}]({record.text("url")})'
        for record in facts.records('links')
        if record.peek('url').startswith('http')
    ]
    line = read_entry(facts, '', kind)
    site.found.left += facts.rest()
    body = stacked(line.body, site.prose(page.text, page.path), ' · '.join(links), shown)
    return NewEntry(line.kind, line.title or page.path.parent.name, line.options, body)

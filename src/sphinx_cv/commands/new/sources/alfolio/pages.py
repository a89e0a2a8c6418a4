"""The pages of an al-folio site: home, news, projects, and those of its collections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.directives import directive
from sphinx_cv.commands.new.found import NewEntry, Page, Section
from sphinx_cv.commands.new.sources.alfolio.sample import SAMPLE_REPOSITORIES, is_of_theme
from sphinx_cv.commands.new.sources.cv_records import nested_list, stacked
from sphinx_cv.commands.new.sources.dates import when
from sphinx_cv.commands.new.sources.entry_reader import read_entry
from sphinx_cv.commands.new.sources.markdown import myst_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.commands.new.sources.front import Document
    from sphinx_cv.commands.new.sources.site import OldSite

# What a project says to the theme.
_MACHINERY = (
    'layout', 'importance', 'related_publications', 'giscus_comments', 'toc', 'permalink',
    'horizontal', 'mermaid', 'pretty_table', 'tikzjax', 'chart',
)  # fmt: skip
_FRONT = re.compile(r'\A\s*---\s*\n(?:.*?\n)?---\s*\n', re.DOTALL)
_ENTRY = re.compile(r'^\s*@(?!string|comment|preamble)\w+\s*[{(]', re.IGNORECASE | re.MULTILINE)


def read_bibliographies(site: OldSite) -> None:
    """Take over the papers that the old site shows."""
    shown = site.config.peek_record('scholar')
    main = (shown.text('bibliography') if shown else '') or 'papers.bib'
    pages = ''.join(map(site.tree.text, site.root.glob('_pages/**/*.md')))
    for path in sorted((site.root / '_bibliography').rglob('*.bib')):
        text = _FRONT.sub('', site.tree.text(path))
        count = len(_ENTRY.findall(text))
        if not count:
            continue
        if path.name != main and not re.search(rf'-f\s+{re.escape(path.stem)}\b', pages):
            what = f'{count} papers, which no page of the old site shows'
            site.found.leave(site.tree.place(path), what)
            continue
        name = 'refs.bib' if path.name == main else path.name
        site.found.bibliographies[name] = site.bibliography(text, site.tree.place(path))
        site.told(path, count, f'papers, as {name}')


def read_home(site: OldSite) -> Page:
    """Return the home page: the text about the owner, news, and the best papers."""
    page = next(site.tree.documents('_pages/**/about.md'), None)
    if page is None:
        return Page('index', '', _news(site))
    facts = page.facts
    subtitle = site.inline(facts.block('subtitle'), facts.place)
    profile = facts.record('profile')
    picture = site.file(profile.text('image'))
    if picture:
        site.found.owner['photo'] = picture
    more = site.prose(profile.block('more_info', 'address'), page.path)
    if more and '555 your office' not in more:
        site.found.owner['address'] = ', '.join(
            line.strip(' \n,') for line in more.split('\n') if line.strip()
        )
    text = site.prose(page.text, page.path, level=2)
    first = tuple(block for block in (subtitle, text) if block)
    site.found.taken.append(f'{facts.place}: as the home page')
    texts = ''.join(site.found.bibliographies.values())
    selected = re.search(r'selected\s*=\s*[{"]?\s*true', texts, re.IGNORECASE)
    papers = directive('cv:publications', '', {'filter': 'selected'})
    last = (Section('Selected publications', (papers,)),) if selected else ()
    return Page('index', '', (Section('', first), *_news(site), *last))


def _news(site: OldSite) -> tuple[Section, ...]:
    lines = []
    for page in site.tree.documents('_news/**/*.md'):
        if is_of_theme(site, page):
            continue
        date = when(page.facts.text('date'))
        title, text = page.facts.text('title'), site.prose(page.text, page.path)
        if not title:
            title, _, text = text.partition('\n\n')
        if title.strip():
            lines.append(
                NewEntry('news', ' '.join(title.split()), {'dates': date.dates[:10]}, text)
            )
    if not lines:
        return ()
    lines.sort(key=lambda line: line.options['dates'], reverse=True)
    site.told(site.root / '_news', len(lines), 'news')
    return (Section('News', tuple(lines)),)


def read_projects(site: OldSite) -> Page | None:
    """Return the page of projects."""
    pages = (p for p in site.tree.documents('_projects/**/*.md') if not is_of_theme(site, p))
    return site.collection('Projects', '_projects', [_project(site, page) for page in pages])


def _project(site: OldSite, page: Document) -> NewEntry:
    facts = page.facts
    picture = site.file(facts.text('img', 'image'))
    options = {
        'url': facts.text('redirect', 'github'),
        'tags': facts.text('category'),
        'dates': when(facts.text('date')).dates,
    }
    text = site.prose(page.text, page.path)
    shown = f'![{facts.peek("title")}]({picture})' if picture else ''
    body = stacked(site.inline(facts.block('description'), facts.place), text, shown)
    title = facts.text('title') or page.path.stem
    facts.drop(*_MACHINERY)
    site.found.left += facts.rest()
    return NewEntry('project', myst_line(title), options, body)


def read_repositories(site: OldSite) -> Page | None:
    """Return the page of links to repositories."""
    path = site.root / '_data/repositories.yml'
    data = site.tree.record(path)
    names = [*data.texts('github_users'), *data.texts('github_repos')]
    names = [name for name in names if name.partition('/')[0] not in SAMPLE_REPOSITORIES]
    data.drop('repo_description_lines_max')
    site.found.left += data.rest()
    if not names:
        return None
    site.told(path, len(names), 'links')
    links = [f'[{name}](https://github.com/{name})' for name in names]
    return Page(
        site.free_name('repositories'), 'Repositories', (Section('', (nested_list(links),)),)
    )


def read_others(site: OldSite) -> Iterator[Page]:
    """Yield the other pages that have a text of their own, and collections of talks and such."""
    for folder in ('talks', 'teaching', 'teachings', 'books'):
        if listed := _collection(site, folder):
            yield listed
    for page in site.tree.documents('_pages/**/*.md'):
        name = page.path.stem
        if name in {'about', '404', 'blog', 'repositories'}:
            continue
        before = len(site.found.left)
        text = site.prose(page.text, page.path, level=2)
        if _is_machinery(text, page.text):
            del site.found.left[before:]
            continue
        if is_of_theme(site, page):
            continue
        title = page.facts.text('title') or name
        shown = myst_line(title[:1].upper() + title[1:])
        site.found.taken.append(f'{page.facts.place}: as a page')
        yield Page(site.free_name(name), shown, (Section('', (text,)),))


def _collection(site: OldSite, folder: str) -> Page | None:
    title = 'Teaching' if folder == 'teachings' else folder.capitalize()
    lines = []
    for page in site.tree.documents(f'_{folder}/**/*.md'):
        page.facts.drop('permalink', 'collection', 'toc', 'giscus_comments', 'published')
        page.facts.add(page.facts.pop('course') if page.facts.peek_record('course') else {})
        line = read_entry(page.facts, title)
        body = stacked(line.body, site.prose(page.text, page.path))
        lines.append(NewEntry(line.kind, line.title or page.path.stem, line.options, body))
        site.found.left += page.facts.rest()
    return site.collection(title, f'_{folder}', lines)


def _is_machinery(text: str, source: str) -> bool:
    """Return whether a page only shows what stands elsewhere, by the theme's own programs."""
    own = re.sub(r'\W+', '', re.sub(r'\]\([^)]*\)', '', text))
    return not own or (len(own) < 150 and '{%' in source)

"""The papers of a HugoBlox site: a folder each, with a page and mostly an entry of BibTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.sources.cv_records import BibEntry, bibliography
from sphinx_cv.commands.new.sources.dates import when
from sphinx_cv.commands.new.sources.markdown import myst_line
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.commands.new.sources.front import Document
    from sphinx_cv.commands.new.sources.site import OldSite

# The types of CSL, and the numbers that stood in their place -> those of biblatex.
_TYPES = {
    'paper-conference': 'inproceedings', 'article-journal': 'article', 'article': 'online',
    'preprint': 'online', 'manuscript': 'unpublished', 'report': 'report', 'book': 'book',
    'chapter': 'incollection', 'thesis': 'thesis', 'patent': 'patent', '1': 'inproceedings',
    '2': 'article', '3': 'online', '4': 'report', '5': 'book', '6': 'incollection', '7': 'thesis',
    '8': 'patent',
}  # fmt: skip
# Our fields -> what the theme calls them.
_LINKS = {
    'pdf': ('url_pdf',), 'code': ('url_code',), 'slides': ('url_slides',), 'video': ('url_video',),
    'poster': ('url_poster',), 'dataset': ('url_dataset',), 'website': ('url_project',),
    'supp': ('url_supplement',), 'source': ('url_source',), 'url': ('url', 'external_link'),
}  # fmt: skip
_MACHINERY = (
    'publishDate', 'lastmod', 'draft', 'categories', 'image', 'projects', 'slides', 'weight',
    'show_date', 'reading_time', 'share', 'math', 'links_icon', 'type', 'hugoblox', 'cms_exclude',
)  # fmt: skip


def read_publications(site: OldSite, names: Mapping[str, str]) -> None:
    """Take over the papers of a site; *names* are those that authors' folders stand for."""
    texts, written = [], []
    for page in site.tree.documents('content/publication*/*/index.md'):
        if re.search(r'lorem ipsum', page.facts.peek('abstract'), re.IGNORECASE):
            site.found.leave(page.facts.place, "it is the theme's sample")
            continue
        more = _more(site, page)
        cited = site.tree.text(page.path.parent / 'cite.bib').strip()
        if re.match(r'@\w+\s*\{', cited):
            page.facts.drop('title', 'authors', 'date', 'publication', 'publication_types', 'doi',
                            'publication_short')  # fmt: skip
            texts.append(_with(cited, more))
        else:
            written.append(_entry(page, more, names))
        page.facts.drop(*_MACHINERY)
        site.found.left += page.facts.rest()
    keys = re.findall(r'@\w+\{([^,\s]+)', ''.join(texts))
    own = [bibliography(written, keys)] if written else []
    if texts or own:
        site.found.bibliographies['refs.bib'] = '\n\n'.join((*texts, *own)) + '\n'
        site.told(site.root / 'content', len(texts) + len(written), 'publications, into refs.bib')


def _more(site: OldSite, page: Document) -> dict[str, str]:
    """Return the fields that an entry of BibTeX does not have."""
    facts, beside = page.facts, page.path.parent
    picture = next(iter(sorted(beside.glob('featured.*'))), None)
    more = {
        'selected': 'true' if facts.text('featured').lower() == 'true' else '',
        'abstract': myst_line(facts.block('abstract')),
        'summary': myst_line(facts.block('summary')),
        'keywords': ', '.join(facts.texts('tags')),
        'abbr': myst_line(facts.peek('publication_short'))
        .strip('*_ ')
        .removeprefix('In ')
        .strip('*_ '),
        'preview': site.take(picture) if picture else '',
    }
    facts.drop('featured')
    for field, keys in _LINKS.items():
        address = facts.text(*keys)
        more[field] = site.file(address, beside) or (address if '//' in address else '')
        if address and not more[field]:
            site.found.leave(facts.place, f'{field}: {address}, for there is no such file')
    own = next(iter(sorted(beside.glob('*.pdf'))), None)
    if own and not more['pdf']:
        more['pdf'] = site.take(own)
    for record in facts.records('links'):
        words, url = record.text('name', 'label', 'type'), record.text('url')
        field = re.sub(r'[^a-z]+', '', words.lower()) or 'website'
        record.drop('icon', 'icon_pack')
        if '//' in url and not more.get(field):
            more[field] = url
        elif url or words:
            site.found.leave(record.place, f'{words} {url}'.strip())
    note = site.prose(page.text, page.path)
    if note:
        site.found.leave(facts.place, 'the text below, for papers have an abstract only')
    return nonempty(more)


def _with(entry: str, more: Mapping[str, str]) -> str:
    """Return an entry of BibTeX with the fields that it does not have yet."""
    there = {name.lower() for name in re.findall(r'(?m)^\s*([\w-]+)\s*=', entry)}
    there |= {name.lower() for name in re.findall(r',\s*([\w-]+)\s*=\s*[{"]', entry)}
    new = {name: value for name, value in more.items() if name not in there}
    if not new:
        return entry
    added = bibliography([BibEntry('misc', new)]).split('\n', 1)[1]
    head = entry.rstrip().removesuffix('}').rstrip().rstrip(',')
    return f'{head},\n{added.rstrip()}'


def _entry(page: Document, more: Mapping[str, str], names: Mapping[str, str]) -> BibEntry:
    facts = page.facts
    authors = [names.get(name) or name for name in facts.texts('authors')]
    told = (facts.texts('publication_types') or [''])[0]
    kind = _TYPES.get(told.strip('"\''), 'article' if facts.peek('publication') else 'misc')
    venue = re.sub(r'^In\s+|[*_]', '', myst_line(facts.text('publication'))).strip()
    facts.drop('publication_short')
    where = {'inproceedings': 'booktitle', 'incollection': 'booktitle', 'thesis': 'institution'}
    fields = {
        'title': myst_line(facts.text('title')),
        'author': ' and '.join(authors),
        where.get(kind, 'journal' if kind == 'article' else 'howpublished'): venue,
        'date': when(facts.text('date')).dates,
        'doi': facts.text('doi'),
        **more,
        'type': 'phdthesis' if kind == 'thesis' else '',
    }
    return BibEntry(kind, fields)

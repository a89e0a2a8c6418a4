"""The pages of our indices: under each heading how many papers, of which years, and which."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.model.words import _
from sphinx_cv.site.builders import EPUB, PAGED, group_anchor, heading_id
from sphinx_cv.site.directives.list_head import FILTER_FROM, count_words
from sphinx_cv.site.indices import INDICES
from sphinx_cv.site.kept import basis, digest, load, save
from sphinx_cv.site.memory import memory_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.domains import IndexEntry

    from sphinx_cv.site.indices import Group, PaperIndex
    from sphinx_cv.site.memory import Memory

# Of a longer index, the headings with most papers also stand above all others.
LONG, MOST = 20, 10

# The template of any page, which each theme has: those of indices differ, and so do their styles.
TEMPLATE = 'page.html'


class IndexLinks(NamedTuple):
    """Where links of an index lead: to any page, and to the filtered list of *listed* papers."""

    pathto: Callable[[str], str]
    page: str
    listed: frozenset[str]


def set_index_page(app: Sphinx, pagename: str, context: dict[str, Any]) -> str | None:
    """Make *context* that of the page of one of our indices; return its template, else None."""
    index = next((one for one in INDICES if pagename == f'cv-{one.name}'), None)
    if app.builder.name not in {*PAGED, EPUB} or index is None:
        return None
    memory = memory_of(app.env)
    page, listed = _filtered_list(memory) if app.builder.name in PAGED else ('', frozenset())
    target = IndexLinks(cache(context['pathto']), page, listed)
    context['title'] = context['indextitle']
    # A link to any page tells how the builder writes all of them.
    data, link = memory.data, target.pathto('index/any')
    key = digest(basis(), memory.library.key, data['lists'], data['pages'], link)
    kept = Path(app.doctreedir, f'{pagename}-{app.builder.name}.pickle')
    body = load(kept, key)
    if body is None:
        with collector_at_rest():
            body = index_page(index(app.env.get_domain('cv')), target)
        save(kept, key, body)
    context['body'] = body
    return TEMPLATE


def index_page(index: PaperIndex, target: IndexLinks) -> str:
    """Return the body of the page of an index as HTML."""
    groups = index.groups()
    most = [one for one in sorted(groups, key=_size)[:MOST] if len(one.keys) > 1]
    parts = {_('Most papers'): most, _('All'): groups} if len(groups) > LONG else {'': groups}
    jumps = ''.join(_direction(words) + _jump(part) for words, part in parts.items())
    line = cache(partial(_line, target=target))  # a paper stands in as many as it has co-authors
    sections = ''.join(_section(index, group, target, line) for group in groups)
    heading = f'<h1>{escape(_(str(index.localname)))}</h1>\n'
    return f'<section class="cv-index">\n{heading}{jumps}{sections}</section>\n'


def _direction(words: str) -> str:
    return f'<div class="cv-direction">{words}</div>\n' if words else ''


def _size(group: Group) -> int:
    return -len(group.keys)


def _jump(groups: Iterable[Group]) -> str:
    items = (
        f'<li><a href="#{group_anchor(group.heading)}">{escape(group.heading)}</a>'
        f' {len(group.keys)}</li>'
        for group in groups
    )
    return f'<ul class="cv-jump">{"".join(items)}</ul>\n'


def _section(
    index: PaperIndex, group: Group, target: IndexLinks, line: Callable[[IndexEntry], str]
) -> str:
    facts = [escape(', '.join(filter(None, (count_words(len(group.keys)), index.years(group)))))]
    if target.listed.issuperset(group.keys):
        query = urlencode({index.facet: index.query(group.heading)}, quote_via=quote)
        # Translators: a link from a heading of an index to the same papers in the filtered list
        words = escape(_('in the list'))
        facts.append(f'<a href="{target.pathto(target.page)}?{escape(query)}">{words}</a>')
    lines = ''.join(map(line, group.lines))
    return (
        f'<section id="{heading_id(group.heading)}">\n'
        f'<h2>{escape(group.heading)}</h2>\n<p class="cv-count">{" · ".join(facts)}</p>\n'
        f'<ul>\n{lines}</ul>\n</section>\n'
    )


def _line(line: IndexEntry, target: IndexLinks) -> str:
    return _item(f'{target.pathto(line.docname)}#{line.anchor}', line.name, line.extra)


@lru_cache(maxsize=2**14)
def _item(address: str, title: str, badge: str) -> str:
    """Return the line of a paper, which is the same in all indices."""
    behind = f' ({escape(badge)})' if badge else ''
    return f'<li><a href="{escape(address)}">{escape(title)}</a>{behind}</li>\n'


def _filtered_list(memory: Memory) -> tuple[str, frozenset[str]]:
    """Return the document with the longest list and its papers, none if no filter is above it."""
    lists: dict[str, dict[str, str]] = memory.data['lists']
    page = max(sorted(lists), key=lambda docname: len(lists[docname]), default='')
    listed = lists.get(page, {})
    return page, frozenset(listed if len(listed) >= FILTER_FROM else ())

"""The metadata of one page -> HTML for its head and its lists; knows no Sphinx."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.export.highwire import citation_tags
from sphinx_cv.export.opengraph import open_graph
from sphinx_cv.export.openurl import coins
from sphinx_cv.export.schema import json_ld
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_cv.export.owned import JsonThing
    from sphinx_cv.model import Paper
    from sphinx_cv.site.cards import Preview

_DESCRIPTION = regex(r'<meta\b[^>]*\bname="description"[^>]*>')
_PICTURE = regex(r'<meta\b[^>]*\b(?:property|name)="og:image"')
_CONTENT = regex(r'\bcontent="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """The metadata of a page; addresses are absolute, or '' if that of the site is unknown.

    *kind* is the type of the page in Open Graph, *things* are its data for schema.org, and
    *alternates* its other forms: address -> media type. *preview* is what previews of links show
    where there is no *description*.
    """

    title: str
    kind: str = 'website'
    url: str = ''
    description: str = ''
    preview: str = ''
    site_name: str = ''
    paper: Paper | None = None
    pdf_url: str = ''
    things: Sequence[JsonThing] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
    picture: Preview | None = None


def written_description(metatags: str) -> str:
    """Return the description among *metatags*, as its author wrote it; '' if there is none."""
    tag = _DESCRIPTION.search(metatags)
    content = _CONTENT.search(tag[0]) if tag else None
    return html.unescape(content[1]) if content else ''


def head_elements(page: PageMetadata, metatags: str = '', *, preview: bool = True) -> str:
    """Return the head's elements for *page*, after the *metatags* that it has already.

    Without *preview* there are no tags of Open Graph, which another extension writes.
    """
    lines = [metatags] if metatags else []
    if page.description and not written_description(metatags):
        lines.append(_meta('name', 'description', page.description))
    if preview:
        lines += (_meta('property', name, content) for name, content in _properties(page))
        if page.preview and not page.description:
            # Zotero takes any other description for an abstract.
            lines.append(_meta('name', 'twitter:description', page.preview))
        if page.picture:
            lines += _picture(page.picture, metatags)
    if page.paper:
        tags = citation_tags(page.paper, page_url=page.url, pdf_url=page.pdf_url)
        lines += (_meta('name', name, content) for name, content in tags)
    lines += (_alternate(address, kind) for address, kind in page.alternates.items())
    # Browsers do not run a block of data, so a strict Content-Security-Policy allows it.
    lines += (
        f'<script type="application/ld+json">{json_ld(thing)}</script>' for thing in page.things
    )
    return '\n    '.join(lines)


def _properties(page: PageMetadata) -> Iterable[tuple[str, str]]:
    return open_graph(
        title=page.title,
        kind=page.kind,
        url=page.url,
        description=page.description,
        # Zotero would take the name of the site for that of the journal.
        site_name='' if page.paper else page.site_name,
    )


def _picture(picture: Preview, metatags: str) -> Iterator[str]:
    """Yield the tags of a picture, unless *metatags* name one."""
    if not _PICTURE.search(metatags):
        width, height = picture.size or ('', '')
        found = {'': picture.address, 'width': width, 'height': height, 'alt': picture.alt}
        for name, said in found.items():
            if said:
                yield _meta('property', f'og:image:{name}'.rstrip(':'), str(said))
    if 'twitter:card' not in metatags:
        yield _meta('name', 'twitter:card', 'summary_large_image')


def _meta(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{html.escape(content)}" />'


def _alternate(address: str, media_type: str) -> str:
    return f'<link rel="alternate" type="{media_type}" href="{html.escape(address)}" />'


def coins_span(paper: Paper, address: str) -> str:
    """Return the COinS of a paper in a list, given with the address of its page."""
    span = coins(paper, page_url=address)
    return f'<span class="Z3988" title="{html.escape(span)}"></span>'

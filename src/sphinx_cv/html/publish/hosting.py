"""The files that hosts and robots look for at the root of a site: sitemap, robots.txt, 404 page.

Sitemaps: https://www.sitemaps.org/protocol.html. robots.txt: https://www.rfc-editor.org/rfc/rfc9309
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _
from sphinx_cv.site.project import NOT_FOUND_FILE

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

NOT_FOUND_BODY = """\
<section>
<h1>{title}</h1>
<p>{what}</p>
<p>{where}</p>
</section>
"""

_ADDRESS = regex(r'\b(href|src|action|data-content_root)="([^"]*)"')
_ELSEWHERE = regex(r'[A-Za-z][A-Za-z0-9+.-]*:|//|#')


def not_found(home: str) -> tuple[str, str]:
    """Return title and body of the page for wrong addresses; *home* is that of the first page."""
    title = _('Page not found')
    where = _('<a href="{home}">Go to the first page</a>, where everything else can be found.')
    body = NOT_FOUND_BODY.format(
        title=title, what=_('There is no page at this address.'), where=where.format(home=home)
    )
    return title, body


def sitemap(addresses: Mapping[str, str]) -> str:
    """Return a sitemap of *addresses*: those of pages -> the day of change, '' if unknown."""
    lines = (
        f'<url><loc>{escape(address)}</loc>{f"<lastmod>{day}</lastmod>" if day else ""}</url>\n'
        for address, day in sorted(addresses.items())
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f'{"".join(lines)}</urlset>\n'
    )


def robots(site_url: str) -> str:
    """Return a robots.txt that allows everything and names the sitemap."""
    where = f'\nSitemap: {site_url}sitemap.xml\n' if site_url else ''
    return f'User-agent: *\nAllow: /\n{where}'


def rooted(page: str, uri: str, site_url: str) -> str:
    """Return the HTML of *page*, written for the address *uri*, with absolute addresses only.

    A host shows the 404 page at whatever wrong address somebody asked for.
    """
    root = urlsplit(site_url).path or '/'
    base = urljoin(root, uri)

    def replace(match: re.Match[str]) -> str:
        name, address = match.groups()
        if _ELSEWHERE.match(address):
            return match[0]
        absolute = urljoin(base, address)
        return f'{name}="{urljoin(root, NOT_FOUND_FILE) if absolute == base else absolute}"'

    return _ADDRESS.sub(replace, page)

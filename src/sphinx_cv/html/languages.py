"""The other languages of a site: for machines in the head of a page, for people as a switch."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sphinx_cv.formatting.languages import same_language
from sphinx_cv.model.words import _, capital, words_of
from sphinx_cv.site.builders import NOT_FOUND, public_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_languages(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Add to a page the links to the same page in the other languages of the site."""
    others: dict[str, str] = app.config.cv_languages
    if not others or 'body' not in context or pagename == NOT_FOUND:
        return
    uri = app.builder.get_target_uri(pagename)
    base = f'{str(app.config.html_baseurl).rstrip("/")}/' if app.config.html_baseurl else ''
    roots = {code: root for code, root in others.items() if not same_language(code, _own(app))}
    public = public_uri(app.builder.get_target_uri, app.config, pagename)
    far = {code: urljoin(base, root) + public for code, root in roots.items()}
    if base:
        far[_own(app)] = base + public
    links = ''.join(
        f'\n    <link rel="alternate" hreflang="{_tag(code)}" href="{escape(address)}" />'
        for code, address in sorted(far.items())
    )
    context['metatags'] = f'{context.get("metatags") or ""}{links}'
    context['body'] = _switch(roots, context.get('content_root', ''), uri) + context['body']


def _own(app: Sphinx) -> str:
    return str(app.config.language)


def _switch(roots: dict[str, str], here: str, uri: str) -> str:
    links = ' · '.join(
        f'<a rel="alternate" lang="{_tag(code)}" hreflang="{_tag(code)}" '
        f'href="{escape(_from_here(root, here) + uri)}">{escape(_called(code))}</a>'
        for code, root in roots.items()
    )
    label = escape(_('Other languages'))
    return f'<nav class="cv-languages no-search" aria-label="{label}">{links}</nav>\n'


def _from_here(root: str, here: str) -> str:
    """Return the root of a version, which may be relative to that of this one, from a page."""
    return root if urlsplit(root).netloc or root.startswith('/') else here + root


def _tag(code: str) -> str:
    return code.replace('_', '-')


def _called(code: str) -> str:
    """Return the name of a language in that language."""
    locale = words_of(code).locale
    return capital(locale.get_display_name(locale) or code)

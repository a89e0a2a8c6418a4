"""Addresses within the site, as settings and options write them -> its pages and files."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from sphinx.util.osutil import relative_uri

from sphinx_cv.site.builders import WEBSITES, public_uri
from sphinx_cv.site.memory import Place
from sphinx_cv.site.project import possible_outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_WEB_PAGE = ('.html', '.htm')
_MADE = ('cv-', 'genindex', 'search', '_')  # pages and folders that come from no source


def page_of(env: BuildEnvironment, address: str, docname: str = '') -> Place | None:
    """Return the page that *address* names; None if it names none.

    That is its name in Sphinx, its source or its page on the web: ``members/kim``,
    ``members/kim.md``, ``members/kim.html`` or ``members/kim/``, each from the root of the site
    or else from the folder of *docname*.
    """
    path, _, anchor = address.partition('#')
    for folder in ('', posixpath.dirname(docname)):
        whole = posixpath.normpath(posixpath.join(folder, path.lstrip('/') if path else docname))
        for name in _names(whole, (*env.config.source_suffix, *_WEB_PAGE)):
            if name in env.found_docs:
                return Place(name, anchor)
    return None


def _names(path: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    yield path
    yield from (path.removesuffix(suffix) for suffix in suffixes if path.endswith(suffix))
    yield f'{path}/index'


def is_there(env: BuildEnvironment, confdir: Path, address: str) -> bool:
    """Return whether the site has a page or a file at *address*, as far as is known beforehand."""
    path = address.partition('#')[0].strip('/')
    folders = [Path(env.srcdir), *(confdir / name for name in env.config.html_extra_path)]
    is_made = path in possible_outputs(env.config) or path.startswith(_MADE)
    return is_made or bool(page_of(env, address)) or any((one / path).exists() for one in folders)


def address_from(builder: Builder, docname: str, address: str) -> str:
    """Return where *address* leads from a page of a website, or from a document; '' if nowhere."""
    if builder.name not in WEBSITES:
        base = builder.config.html_baseurl
        return web_address(builder.env, builder.get_target_uri, base, address)
    page = page_of(builder.env, address, docname)
    if page is None and address.startswith('/'):
        return address
    path, anchor = page or Place(*address.partition('#')[::2])
    here = builder.get_target_uri(docname)
    there = builder.get_target_uri(path) if page else quote(path, safe='/%')
    return relative_uri(here, there) + (f'#{anchor}' if anchor else '')


def web_address(
    env: BuildEnvironment, target_uri: Callable[[str], str], base: str, address: str
) -> str:
    """Return *address* as it is anywhere; '' if that of the site, *base*, is unknown."""
    if ':' in address or not (address and base):
        return address if ':' in address else ''
    page = page_of(env, address)
    fragment = f'#{page.anchor}' if page and page.anchor else ''
    uri = public_uri(target_uri, env.config, page.docname) if page else ''
    path = uri + fragment if page else quote(address, safe='/#%')
    return urljoin(f'{base.rstrip("/")}/', path)

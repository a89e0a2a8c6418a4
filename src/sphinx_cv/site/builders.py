"""What differs between builders: one document or many pages, and which files lie beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.osutil import relative_uri

from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from sphinx.builders import Builder
    from sphinx.config import Config

# Builders that join the pages of the table of contents into one document. The papers' own pages
# are not among them, so links to a paper lead to its row in a list.
ONE_DOCUMENT = frozenset({'singlehtml', 'latex', 'texinfo', 'man', 'cvpdf'})

# Builders of which each document becomes a page of a website.
PAGED = frozenset({'html', 'dirhtml'})

EPUB = 'epub'

# Builders whose output is a website, with files beside its pages.
WEBSITES = frozenset({'html', 'dirhtml', 'singlehtml'})

# The document that hosts show for every wrong address; it has no address of its own.
NOT_FOUND = '404'


def has_index(config: Config, builder_name: str, name: str) -> bool:
    """Return whether a builder writes the page of our index of that name."""
    wanted = config.html_domain_indices
    return builder_name in PAGED and (wanted is True or name in (wanted or ()))


def file_reference(
    builder: Builder, fromdocname: str, path: str, children: nodes.Element
) -> nodes.reference:
    """Return a link to the file that a build writes at *path*; raise NoUri if it writes none."""
    if not path or builder.name not in WEBSITES:
        raise NoUri(path)
    uri = relative_uri(builder.get_target_uri(fromdocname), path)
    return nodes.reference('', '', children, refuri=uri, internal=True)


def public_uri(target_uri: Callable[[str], str], config: Config, docname: str) -> str:
    """Return the address of a document from that of the site; '' for the first page."""
    return '' if docname == config.root_doc else target_uri(docname)


def file_beside(page_uri: str, suffix: str) -> str:
    """Return the path of a paper's file: that of its page with another suffix."""
    folder, slash, page = page_uri.rpartition('/')
    name = page.removesuffix('.html') or folder.rpartition('/')[2]
    return f'{folder}{slash}{name}.{suffix}'


def group_anchor(heading: str) -> str:
    """Return the anchor, quoted for an address, of a heading in one of our indices."""
    return quote(heading_id(heading))


def heading_id(heading: str) -> str:
    """Return the id of a heading in one of our indices: a name for XML too, as e-books need it."""
    return 'cap-' + _NO_NAME.sub(_as_number, heading.replace(' ', '_'))


_NO_NAME = regex(r'[^\w.-]')


def _as_number(sign: re.Match[str]) -> str:
    return f'_{ord(sign[0]):x}_'

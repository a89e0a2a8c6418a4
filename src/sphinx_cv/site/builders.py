"""What builders make of a site: one document or many pages, with files beside them or not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

# Builders that put the pages of the table of contents into one document, and so leave out
# the papers' own pages: there a paper is linked in the list.
ONE_DOCUMENT = frozenset({'singlehtml', 'latex', 'texinfo', 'man', 'cvpdf'})

# Builders whose output is served as a site, and so has files beside its pages.
WEBSITES = frozenset({'html', 'dirhtml', 'singlehtml'})

# The page that a host shows for every address at which there is nothing; it has none of its own.
NOT_FOUND = '404'


def has_index(config: Config, builder_name: str, name: str) -> bool:
    """Whether a builder writes the page of an index of ours."""
    wanted = config.html_domain_indices
    return builder_name in {'html', 'dirhtml'} and (wanted is True or name in (wanted or ()))


def file_reference(
    builder: Builder, fromdocname: str, path: str, children: nodes.Element
) -> nodes.reference:
    """Link a file that a build leaves at *path* of the site; raise NoUri where there is none."""
    if not path or builder.name not in WEBSITES:
        raise NoUri(path)
    uri = relative_uri(builder.get_target_uri(fromdocname), path)
    return nodes.reference('', '', children, refuri=uri, internal=True)


def beside(page_uri: str, suffix: str) -> str:
    """Return the path of a paper's file in the folder of its page, called like the page."""
    name = page_uri.removesuffix('/').rpartition('/')[2].removesuffix('.html')
    return urljoin(page_uri, f'{name}.{suffix}')


def group_anchor(heading: str) -> str:
    """Return the anchor of the group of that heading, as an address has it."""
    return f'cap-{quote(heading_id(heading))}'


def heading_id(heading: str) -> str:
    """Return the id of the group of that heading."""
    # Sphinx's template makes an id of the heading, and an id must not have a space. This one is
    # as wide, is none to HTML, and lets long names of venues break where screens are narrow.
    return heading.replace(' ', '\u2005')

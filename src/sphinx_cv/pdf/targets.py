"""The targets of references in a PDF: a place in it, a page of the site, or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes

from sphinx_cv.pdf.literals import string
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.within import address_from, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from sphinx.builders import Builder

    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.site.lines import Target
    from sphinx_cv.site.memory import Place

# The beginning of the addresses that the builder gives to pages; real ones never have it.
PAGE = '%'
DOWNLOADS = '_downloads'  # the folder on a site in which Sphinx copies files
_SCHEMES = {'http', 'https', 'mailto', 'tel', 'ftp', 'sftp', 'doi', 'geo', 'xmpp'}


@dataclass(frozen=True)
class Links:
    """The anchors of one PDF and the address of its site.

    *anchors* are ``page#id`` of every place in the PDF, *paper_pages* leads from the page of a
    paper to its place in the PDF; *site* gives a page's address on the site, '' where unknown.
    *used* collects the places to which something leads.
    """

    anchors: frozenset[str]
    paper_pages: Mapping[str, str]
    site: Callable[[str], str]
    used: set[str] = field(default_factory=set)

    def target(self, node: nodes.Element, docname: str, inside: str = '') -> str:
        """Return the destination, in Typst, of a reference on page *docname*; '' for none.

        *inside* is the anchor of the row in which the reference stands; a reference to that row
        leads to the paper's page on the site.
        """
        if refid := node.get('refid'):
            return self._leave(f'{docname}#{refid}', inside)
        return self.lead(str(node.get('refuri', '')), docname, inside)

    def lead(self, uri: str, docname: str, inside: str = '') -> str:
        """Return the destination, in Typst, of a reference to an address; '' for none."""
        if uri.startswith(PAGE):
            return self._page(uri.removeprefix(PAGE), inside)
        if urlsplit(uri).scheme.lower() in _SCHEMES:
            return string(uri)
        base = self.site(docname) or ('https:' if uri.startswith('//') else '')
        return string(urljoin(base, uri)) if base and uri and not urlsplit(uri).scheme else ''

    def _page(self, address: str, inside: str) -> str:
        page, _, fragment = address.partition('#')
        place = self.paper_pages.get(page, f'{page}#{fragment}')
        if place in self.anchors:
            return self._leave(place, inside)
        base = self.site(page)
        return string(f'{base}#{fragment}' if fragment else base) if base else ''

    def _leave(self, place: str, inside: str) -> str:
        if place == inside:
            page = _page_of_row(place)
            base = self.site(page) if self.paper_pages.get(page) == place else ''
            return string(base) if base else ''
        if place not in self.anchors:
            return ''
        self.used.add(place)
        return f'label({string(place)})'


def address_of(to: Target, docname: str, builder: Builder, files: Mapping[str, str]) -> str:
    """Return the address, as references in a PDF have it, of what a line leads to; '' for none.

    *files* are the names under which the site has files, by their paths.
    """
    memory = memory_of(builder.env)
    path = to.name.lstrip('/')
    match to.kind:
        case 'url':
            return to.name
        case 'paper':
            paper = memory.library.paper(to.name)
            return _address(memory.place(paper.key, builder.name) if paper else None)
        case 'person':
            found = memory.entry('person', to.name)
            return _address(found[0] if found else None)
        case 'site' if page := page_of(builder.env, to.name, docname):
            return _address(page)
        case 'site' if f'/{path}' not in files:
            return address_from(builder, docname, to.name)
    name = files.get(f'/{path}')
    return f'{PAGE}{DOWNLOADS}/{name}' if name else ''


def _address(place: Place | None) -> str:
    if place is None:
        return ''
    return f'{PAGE}{place.docname}#{place.anchor}' if place.anchor else f'{PAGE}{place.docname}'


def find_anchors(parts: Iterable[Part]) -> frozenset[str]:
    """Return the anchors of all places in *parts* to which references can lead."""
    anchors = set()
    for part in parts:
        anchors.add(f'{part.docname}#')
        for node in part.nodes:
            elements = node.findall(nodes.Element) if isinstance(node, nodes.Element) else ()
            anchors |= {f'{part.docname}#{name}' for element in elements for name in element['ids']}
    return frozenset(anchors)


def find_paper_pages(parts: Iterable[Part], pages: Container[str]) -> dict[str, str]:
    """Return, for each paper's page among *pages*, the anchor of the paper's row in *parts*."""
    found: dict[str, str] = {}
    for part in parts:
        for leaf in part.lists():
            for place in (f'{part.docname}#{name}' for name in leaf['ids']):
                if (page := _page_of_row(place)) in pages:
                    found.setdefault(page, place)
    return found


def _page_of_row(place: str) -> str:
    return 'papers/' + place.partition('#')[2].removeprefix('cv-paper-')

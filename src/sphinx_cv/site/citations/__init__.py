"""Citations: sphinxcontrib-bibtex with our reader, whose links lead to the papers' pages.

The extension imports :func:`install_citations`.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from pybtex.database import BibliographyData
from pybtex.plugin import register_plugin as register_with_pybtex
from sphinx.errors import NoUri
from sphinx.util import logging
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.names.last import LastNameStyle
from sphinxcontrib.bibtex.style.referencing import format_references
from sphinxcontrib.bibtex.style.referencing.foot import FootReferenceStyle
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from sphinx_cv.formatting.bylines import author_year
from sphinx_cv.site.citations.roles import PaperCiteRole, PaperFootCiteRole
from sphinx_cv.site.citations.style import (
    PaperEntry,
    PaperReferenceStyle,
    cited_entry,
    labelled,
    pybtex_entry,
)
from sphinx_cv.site.memory import Place, memory_of
from sphinx_cv.site.project import given, is_cv
from sphinx_cv.site.render import tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from pybtex.database import Entry
    from pybtex.style import FormattedEntry
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.citation_target import CitationTarget
    from sphinxcontrib.bibtex.directives import BibliographyKey
    from sphinxcontrib.bibtex.domain import Citation

    from sphinx_cv.site.library import Library
    from sphinx_cv.site.memory import Memory

    Reference = tuple[Entry, FormattedEntry, SphinxReferenceInfo]

logger = logging.getLogger(__name__)

# The filter of a {bibliography} without options: whatever is cited.
CITED_FILTER = ast.dump(ast.parse('cited'))


NO_DATA = BibData('', {}, BibliographyData())


class Entries(Mapping[str, 'Entry']):
    """The papers as pybtex entries, each made when it is first used."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.names = dict.fromkeys((*library.references, *library.papers))

    def __getitem__(self, key: str) -> Entry:
        return pybtex_entry(self.library.papers.get(key) or self.library.references[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def bibdata_of(library: Library, encoding: str) -> BibData:
    """Return the data that sphinxcontrib-bibtex would have, had it parsed the files itself."""
    keys = library.keys_by_file
    files = {
        file: BibFile(get_mtime(file), dict.fromkeys(keys.get(file, ()))) for file in library.files
    }
    data = BibliographyData()
    data.entries = Entries(library)
    return BibData(encoding, files, data)


class Addresses(NamedTuple):
    """The part of a builder that makes addresses, in place of the builder.

    For a builder called "latex", sphinxcontrib-bibtex writes links that only its own bibliographies
    answer; a link to a paper is an ordinary reference for every builder.
    """

    get_relative_uri: Callable[[str, str], str]
    name: str = ''


class PaperCiteDomain(BibtexDomain):
    """The domain ``cite``, with entries from our reader and links to the papers of the site."""

    roles = {name: PaperCiteRole() for name in BibtexDomain.roles}
    _bibdata: tuple[Library, BibData] | None = None
    _citations: Mapping[str, Sequence[Citation]] | None = None

    @property
    def memory(self) -> Memory:
        """The memory of the site."""
        return memory_of(self.env)

    @property
    def library(self) -> Library:
        """The library of the site."""
        return self.memory.library

    @property
    def bibdata(self) -> BibData:
        if self._bibdata is None or self._bibdata[0] is not self.library:
            self._bibdata = self.library, bibdata_of(self.library, self.env.config.bibtex_encoding)
        return self._bibdata[1]

    # Bookkeeping, for which sphinxcontrib-bibtex goes through all citations for each citation

    def clear_doc(self, docname: str) -> None:
        # The parsed files must not be pickled with the environment, once for each worker.
        self.data['bibdata'] = NO_DATA
        super().clear_doc(docname)

    def env_updated(self) -> Iterable[str]:
        self._citations = None
        super().env_updated()
        before, after = self.data.get('taken', {}), self._taken()
        self.data['taken'] = after
        names = (before.keys() | after) & self.env.found_docs
        return sorted(name for name in names if before.get(name) != after.get(name))

    def _taken(self) -> dict[str, list[tuple[str, ...]]]:
        """Return for each document what its bibliographies and citations show of all documents."""
        shown: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for one in self.citations:
            label = one.formatted_entry.label
            shown[one.bibliography_key.docname].append((one.key, one.citation_id, label))
        for docname, key in self._cited_keys():
            if line := self.cited(key, docname):
                place = line.bibliography_key.docname, line.citation_id
                shown[docname].append((*place, line.formatted_entry.label))
        return dict(shown)

    def _cited_keys(self) -> Iterator[tuple[str, str]]:
        for reference in self.citation_refs:
            yield from ((reference.docname, target.key) for target in reference.targets)

    def get_all_cited_keys(self, docnames: Sequence[str]) -> Iterable[str]:
        order = {name: position for position, name in enumerate(docnames)}
        for reference in sorted(self.citation_refs, key=lambda ref: order[ref.docname]):
            for one in reference.targets:
                yield one.key

    def get_filtered_entries(
        self, bibliography_key: BibliographyKey
    ) -> Iterable[tuple[str, Entry]]:
        bibliography = self.bibliographies[bibliography_key]
        if ast.dump(bibliography.filter_) != CITED_FILTER:
            yield from super().get_filtered_entries(bibliography_key)
            return
        cited = {one.key for reference in self.citation_refs for one in reference.targets}
        bibdata = self.bibdata
        for file in bibliography.bibfiles:
            for key in bibdata.bibfiles[file].keys:
                if bibliography.keyprefix + key in cited or key in bibliography.keys:
                    yield bibliography.keyprefix + key, bibdata.data.entries[key]

    def cited(self, key: str, docname: str) -> Citation | None:
        """Return the line of a ``{bibliography}`` for *key*, if possible on the same page."""
        if self._citations is None:
            index: dict[str, list[Citation]] = {}
            for citation in self.citations:
                if self.bibliographies[citation.bibliography_key].list_ == 'citation':
                    index.setdefault(citation.key, []).append(citation)
            self._citations = index
        found = self._citations.get(key, [])
        here = (one for one in found if one.bibliography_key.docname == docname)
        return next(here, found[-1] if found else None)

    # Links

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        cited = {one.key: one for one in parse_citation_targets(target)}
        if typ == 'p' and (common := self._common_form(cited.values(), fromdocname, builder)):
            return cast('nodes.reference', common)
        found = [self._reference(one, fromdocname, builder, node) for one in cited.values()]
        references = [reference for reference in found if reference]
        result = nodes.inline('', classes=['bibtex-citation'])
        if references:
            text = format_references(self.reference_style, typ, references)
            result += text.render(self.backend)
        else:
            result += nodes.Text(', '.join(cited))
        # Sphinx's annotation wants a single link; one citation may hold several.
        return cast('nodes.reference', _without_empty_links(result))

    def _common_form(
        self, targets: Iterable[CitationTarget], fromdocname: str, builder: Builder
    ) -> nodes.inline | None:
        """Return ``(Doe et al., 2024)`` without the templates of our style, which take long.

        None if another style is set, or if a key is no paper of the site.
        """
        if type(self.reference_style) is not PaperReferenceStyle:
            return None
        result, before = nodes.inline('', '', classes=['bibtex-citation']), '('
        for one in targets:
            paper = self.library.paper(one.key)
            place = (
                _reachable(self.memory.place(paper.key, builder.name), builder) if paper else None
            )
            if paper is None or place is None or self.cited(one.key, fromdocname):
                return None
            before += f'{one.pre} ' if one.pre else ''
            words = nodes.Text(author_year(paper))
            link = make_refnode(builder, fromdocname, *place, words, tooltip(paper))
            result += [nodes.Text(before), link]
            before = (f', {one.post}' if one.post else '') + '; '
        result += nodes.Text(f'{before.removesuffix("; ")})')
        return result

    def _reference(
        self, cited: CitationTarget, fromdocname: str, builder: Builder, node: pending_xref
    ) -> Reference | None:
        """Return the data for the style of citations; None, with a warning, for an unknown key."""
        paper = self.library.paper(cited.key)
        place = _reachable(self.memory.place(paper.key, builder.name), builder) if paper else None
        citation = self.cited(cited.key, fromdocname)
        if citation and not place:
            where = Place(citation.bibliography_key.docname, citation.citation_id)
            info = _info(cited, fromdocname, where, builder, _plain(citation.tooltip_entry))
            entry = citation.entry
            entry = cited_entry(entry.paper) if isinstance(entry, PaperEntry) else entry
            return entry, citation.formatted_entry, info
        known = paper or self.library.references.get(cited.key)
        if known is None or not (place or self.memory.page(known.key)):
            self._report(cited.key, node)
        if known is None:
            return None
        addresses = Addresses(builder.get_relative_uri if place else lambda *_: '')
        info = _info(cited, fromdocname, place or Place('', ''), addresses, tooltip(known))
        return cited_entry(known), labelled(known), info

    def _report(self, key: str, node: pending_xref) -> None:
        message, subtype = self.library.unknown_key(key), 'unknown_key'
        if self.library.paper(key) or key in self.library.references:
            subtype = 'unlisted'
            message = (
                f'the citation of {key} leads nowhere, as no list of the site has it; '
                'write a {bibliography}, or list it in {cv:publications}'
            )
        logger.warning('%s', message, location=node, type='cv', subtype=subtype)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[Any]:  # on what is in it, Sphinx and sphinxcontrib-bibtex differ
        # For a paper the domain "cv" answers, and only one may.
        if self.library.paper(target) or not self.cited(target, fromdocname):
            return []
        found = self.resolve_xref(env, fromdocname, builder, 'p', target, node, contnode)
        return [('cite:p', found)]


class PaperFootCiteDomain(BibtexFootDomain):
    """The domain ``footcite``, whose footnotes link to the papers."""

    roles = {name: PaperFootCiteRole() for name in BibtexFootDomain.roles}


def _reachable(place: Place | None, builder: Builder) -> Place | None:
    """Return *place* if the builder has an address for it; else None."""
    try:
        if place:
            builder.get_target_uri(place.docname)
    except NoUri:
        return None
    return place


def _info(
    cited: CitationTarget, fromdocname: str, place: Place, builder: Builder | Addresses, title: str
) -> SphinxReferenceInfo:
    return SphinxReferenceInfo(
        builder=cast('Builder', builder),
        fromdocname=fromdocname,
        todocname=place.docname,
        citation_id=place.anchor,
        title=title,
        pre_text=cited.pre,
        post_text=cited.post,
    )


def _plain(entry: FormattedEntry | None) -> str:
    return str(entry.text) if entry else ''


def _without_empty_links(result: nodes.inline) -> nodes.inline:
    for reference in list(result.findall(nodes.reference)):
        if reference.get('refuri') == '':
            reference.replace_self(reference.children)
    return result


def install_citations(app: Sphinx) -> None:
    """Set up sphinxcontrib-bibtex, on a CV with our domains and roles in place of its own.

    Another project has it unchanged, if its ``conf.py`` names it or files for it.
    """
    is_ours = is_cv(app.config) or bool(app.config.cv_lab)
    if is_ours or 'bibtex_bibfiles' in given(app.config):
        app.setup_extension('sphinxcontrib.bibtex')
    if not is_ours:
        return
    _have_at_hand()
    app.add_domain(PaperCiteDomain, override=True)
    app.add_domain(PaperFootCiteDomain, override=True)
    app.add_role('cite', PaperCiteRole(), override=True)
    app.add_role('footcite', PaperFootCiteRole(), override=True)


def _have_at_hand() -> None:
    """Name the styles that each build asks for by name.

    Otherwise each is looked for in the files of all packages that are installed.
    """
    register_with_pybtex('pybtex.style.names', 'last', LastNameStyle, force=True)
    for name, style in {'cv': PaperReferenceStyle, 'foot': FootReferenceStyle}.items():
        register_plugin('sphinxcontrib.bibtex.style.referencing', name, style, force=True)

"""The citation roles of sphinxcontrib-bibtex; the key of a paper of the site leads to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.style.referencing import format_references
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from sphinx_cv.citestyle import formatted, pybtex_entry
from sphinx_cv.render import tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.citation_target import CitationTarget

    from sphinx_cv.domain import CVDomain
    from sphinx_cv.library import Library
    from sphinx_cv.model import Paper


class Addresses(NamedTuple):
    """The part of a builder that makes addresses.

    sphinxcontrib-bibtex asks a builder for its name, and for LaTeX writes links that only its
    own bibliographies answer; a link to a paper is an ordinary reference for every builder.
    """

    get_relative_uri: Callable[[str, str], str]
    name: str = ''


class Entries(Mapping[str, 'Entry']):
    """The papers as pybtex entries, each made when it is asked for."""

    def __init__(self, library: Library) -> None:
        self.papers = {**library.references, **library.papers}

    def __getitem__(self, key: str) -> Entry:
        return pybtex_entry(self.papers[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.papers)

    def __len__(self) -> int:
        return len(self.papers)


class PaperCiteDomain(BibtexDomain):
    """The domain ``cite``, which gets its entries from our reader and knows the site's papers."""

    @property
    def library(self) -> Library:
        """The papers of the site."""
        return cast('CVDomain', self.env.get_domain('cv')).library

    @property
    def bibdata(self) -> BibData:
        files = {
            file: BibFile(get_mtime(file), dict.fromkeys(self.library.keys_in(file)))
            for file in self.library.files
        }
        data = BibliographyData()
        data.entries = Entries(self.library)
        return BibData(self.env.config.bibtex_encoding, files, data)

    def clear_doc(self, docname: str) -> None:
        # The parsed files must not be pickled with the environment, once for each worker.
        self.data['bibdata'] = NO_DATA
        super().clear_doc(docname)

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
        cited = [(self.library.paper(one.key), one) for one in parse_citation_targets(target)]
        references = [
            (pybtex_entry(paper), formatted(paper), self._info(paper, one, fromdocname, builder))
            for paper, one in cited
            if paper is not None
        ]
        if len(references) < len(cited):
            found = super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
            return cast('nodes.reference', found)
        text = format_references(self.reference_style, typ, references)
        group = nodes.inline('', '', *text.render(self.backend), classes=['bibtex-citation'])
        # Sphinx expects one reference, but puts whatever comes in the place of the role.
        return cast('nodes.reference', group)

    def _info(
        self, paper: Paper, cited: CitationTarget, fromdocname: str, builder: Builder
    ) -> SphinxReferenceInfo:
        place = cast('CVDomain', self.env.get_domain('cv')).place(paper.key, builder.name)
        return SphinxReferenceInfo(
            builder=cast('Builder', Addresses(builder.get_relative_uri)),
            fromdocname=fromdocname,
            todocname=place.docname if place else fromdocname,
            citation_id=place.anchor if place else '',
            title=tooltip(paper),
            pre_text=cited.pre,
            post_text=cited.post,
        )

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[Any]:
        if self.library.paper(target):
            return []  # the domain "cv" answers, and only one may
        return super().resolve_any_xref(env, fromdocname, builder, target, node, contnode)


NO_DATA = BibData('', {}, BibliographyData())


class PaperFootCiteRole(FootCiteRole):
    """``{footcite}``, which also counts as a mention of the paper."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        domain = cast('CVDomain', self.env.get_domain('cv'))
        for key in self.text.split(','):
            if paper := domain.library.paper(key.strip()):
                domain.note_mention(self.env.docname, paper.key)
        return super().run()


def install_citations(app: Sphinx) -> None:
    """Set up sphinxcontrib-bibtex with our domain and role in their places."""
    app.setup_extension('sphinxcontrib.bibtex')
    app.add_domain(PaperCiteDomain, override=True)
    app.add_role('footcite', PaperFootCiteRole(), override=True)

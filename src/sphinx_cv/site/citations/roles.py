"""The roles ``cite`` and ``footcite``, which note mentions and survive unknown keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CitationRef, CiteRole

from sphinx_cv.site.directives.base import link
from sphinx_cv.site.lines import citation
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.mentions import Mention
from sphinx_cv.site.render import line_nodes

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.model import Paper
    from sphinx_cv.site.library import Library

    Result = tuple[list[nodes.Node], list[nodes.system_message]]

logger = logging.getLogger(__name__)


class PaperCiteRole(CiteRole):
    """``{cite}`` and its variants."""

    def run(self) -> Result:
        try:
            targets = list(parse_citation_targets(self.target))
        except ValueError:
            message = (
                f'"{self.target}" is not understood as a citation; write KEY, or several keys with '
                'commas between them, each as {text before}KEY{text behind} where it needs that'
            )
            location = self.env.docname, self.lineno
            logger.warning('%s', message, location=location, type='cv', subtype='citation')
            return [nodes.inline('', self.target)], []
        xref = self._link()
        note = CitationRef(xref['ids'][0], self.env.docname, self.lineno, targets)
        cast('BibtexDomain', self.env.get_domain('cite')).citation_refs.append(note)
        return [xref], []

    def _link(self) -> pending_xref:
        """Return the link, with as few nodes as can be: each transform goes through all of them.

        Nobody sees its words, for the domain puts others in their place.
        """
        domain, _, kind = self.name.rpartition(':')
        xref = pending_xref(
            self.rawtext,
            nodes.Text(self.title),
            refdoc=self.env.docname,
            refdomain='cite',
            reftype=kind if domain else 'p',
            refexplicit=self.has_explicit_title,
            reftarget=' '.join(self.target.split()),
            support_smartquotes=False,
        )
        self.set_source_info(xref)
        self.inliner.document.note_explicit_target(xref, xref)  # so that it has an id
        return xref


class PaperFootCiteRole(FootCiteRole):
    """``{footcite}``: also a mention of the paper, to whose page the footnote links."""

    def run(self) -> Result:
        memory = memory_of(self.env)
        library = memory.library
        named = dict.fromkeys(key.strip() for key in self.text.split(','))
        keys = dict.fromkeys(library.keys.get(key, key) for key in named)
        known = [key for key in keys if key in library.papers or key in library.references]
        for key in keys:
            memory.note_mention(self.env.docname, Mention('paper', key))
            if key not in known:
                self._report(key, library)
        if not known:
            return [nodes.inline('', self.text)], []
        footnotes = self.inliner.document.autofootnotes
        before = len(footnotes)
        self.text = ','.join(known)
        result = super().run()
        noted = cast('set[str]', self.env.temp_data.setdefault('cv_footnotes', set()))
        new = [key for key in known if key not in noted]
        noted.update(new)
        for key, footnote in zip(new, footnotes[before:], strict=True):
            self._link(footnote, library.papers.get(key))
        return result

    def _report(self, key: str, library: Library) -> None:
        location = self.env.docname, self.lineno
        message = library.unknown_key(key)
        logger.warning('%s', message, location=location, type='cv', subtype='unknown_key')

    def _link(self, footnote: nodes.footnote, paper: Paper | None) -> None:
        """Let the title in a footnote lead to the paper, where it is one of the site."""
        if paper:
            words = line_nodes(citation(paper, linked=True), partial(link, self.env))
            footnote[-1] = nodes.paragraph('', '', *words)

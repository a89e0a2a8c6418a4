"""The registration with Sphinx: settings, domain, builder, nodes, transforms and events."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from sphinx_cv.events import begin_build, finish_build, named_files, set_defaults
from sphinx_cv.html.formulas import visit_math, visit_math_block
from sphinx_cv.html.head import complete_page
from sphinx_cv.pdf.beside import install_pdfs
from sphinx_cv.pdf.builder import TypstBuilder
from sphinx_cv.site.changes import changed_documents
from sphinx_cv.site.citations import install_citations
from sphinx_cv.site.directives.chart import DrawCharts
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.missing import install_hints
from sphinx_cv.site.nodes import (
    cv_bibtex,
    cv_details,
    cv_unseen,
    depart_details_html,
    depart_unseen_html,
    visit_bibtex_html,
    visit_details_html,
    visit_unseen_html,
)
from sphinx_cv.site.transforms import (
    ExplainMentees,
    HtmlOnly,
    LiftToctrees,
    MarkMentees,
    Mentions,
    MergeEntries,
    PagesOnly,
    ReportUnread,
    SingleAnchors,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup_cv(app: Sphinx) -> ExtensionMetadata:
    """Register everything; ``docs/configuration.md`` says what each setting means."""
    app.setup_extension('myst_parser')
    install_citations(app)
    install_hints(app)

    app.add_config_value('cv_owner', {}, 'env', types=frozenset({dict}))
    app.add_config_value('cv_people', {}, 'env', types=frozenset({dict}))
    app.add_config_value('cv_references', [], 'env', types=frozenset({list, tuple}))
    app.add_config_value('cv_paper_pages', True, 'env', types=frozenset({bool}))
    app.add_config_value('cv_author_limit', 20, 'env', types=frozenset({int}))
    app.add_config_value('cv_pdf', {}, '', types=frozenset({dict}))
    app.add_config_value('cv_variants', {}, '', types=frozenset({dict}))
    # No setting to set, but one to compare: sphinxcontrib-bibtex reads no page again for its own.
    app.add_config_value('cv_files', named_files, 'env', types=frozenset({list}))

    app.add_domain(CVDomain, override=True)  # over that of sphinx_cv.links
    app.add_builder(TypstBuilder)
    install_pdfs(app)
    app.add_node(cv_details, html=(visit_details_html, depart_details_html))
    app.add_node(cv_bibtex, html=(visit_bibtex_html, None))
    app.add_node(cv_unseen, html=(visit_unseen_html, depart_unseen_html))
    app.add_transform(MergeEntries)
    app.add_transform(LiftToctrees)
    app.add_transform(ReportUnread)
    app.add_post_transform(HtmlOnly)
    app.add_post_transform(PagesOnly)
    app.add_post_transform(Mentions)
    app.add_post_transform(SingleAnchors)
    app.add_post_transform(MarkMentees)
    app.add_post_transform(ExplainMentees)
    app.add_post_transform(DrawCharts)
    app.add_html_math_renderer('mathml', (visit_math, None), (visit_math_block, None))
    app.add_css_file('cv.css')

    app.connect('config-inited', set_defaults)
    # Before sphinxcontrib-bibtex, which then need not parse the files.
    app.connect('builder-inited', begin_build, priority=400)
    app.connect('env-updated', changed_documents)
    app.connect('html-page-context', complete_page)
    app.connect('build-finished', finish_build)
    return {
        'version': version('sphinx-cv'),
        'env_version': 2,
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }

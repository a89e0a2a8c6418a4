"""The registration with Sphinx: settings, domain, builder, nodes, transforms and events."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from sphinx_cv.events import (
    begin_build,
    finish_build,
    note_pages,
    read_with,
    set_defaults,
)
from sphinx_cv.html.epub import EpubBuilder
from sphinx_cv.html.formulas import visit_math, visit_math_block
from sphinx_cv.html.head import complete_page
from sphinx_cv.html.leaves import visit_leaf
from sphinx_cv.model.collector import install_rest
from sphinx_cv.model.words import DOMAIN, LOCALE
from sphinx_cv.pdf.beside import install_pdfs
from sphinx_cv.pdf.builder import TypstBuilder
from sphinx_cv.site.changes import install_changes
from sphinx_cv.site.citations import install_citations
from sphinx_cv.site.directives.chart import DrawCharts
from sphinx_cv.site.directives.entry_lists import ExpandEntryLists
from sphinx_cv.site.directives.page_parts import ExpandParts
from sphinx_cv.site.directives.rows import ExpandLists
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.markup import install_markup
from sphinx_cv.site.missing import install_hints
from sphinx_cv.site.nodes import (
    cv_bibtex,
    cv_details,
    cv_label,
    cv_leaf,
    depart_details_html,
    visit_bibtex_html,
    visit_details_html,
    visit_label_html,
)
from sphinx_cv.site.numbers_builder import NumbersBuilder
from sphinx_cv.site.previews import FitPictures
from sphinx_cv.site.project import is_cv
from sphinx_cv.site.settings import SETTINGS
from sphinx_cv.site.transforms import (
    ExplainMarkedMentees,
    ExplainMentees,
    HtmlOnly,
    LiftToctrees,
    MarkMentees,
    Mentions,
    MergeEntries,
    PagesOnly,
    PlainNodes,
    ReportUnread,
    SingleAnchors,
    TranslatedNodes,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


# What each document goes through before it is written.
POST_TRANSFORMS = (
    ExpandEntryLists,
    ExpandLists,
    ExpandParts,
    HtmlOnly,
    PagesOnly,
    PlainNodes,
    TranslatedNodes,
    Mentions,
    MarkMentees,
    ExplainMentees,
    ExplainMarkedMentees,
    DrawCharts,
    FitPictures,
)


def setup_cv(app: Sphinx) -> ExtensionMetadata:
    """Register everything; ``docs/configuration.md`` says what each setting means."""
    for name, row in SETTINGS.items():
        app.add_config_value(name, row.default, row.rebuild, row.types, row.about)
    # Nobody sets this one: Sphinx compares it with the last build's, and reads all pages again
    # if the two differ.
    app.add_config_value('cv_read_with', read_with, 'env', types=frozenset({list}))

    app.add_message_catalog(DOMAIN, str(LOCALE))
    app.add_domain(CVDomain, override=True)  # over that of sphinx_cv.links
    app.add_builder(TypstBuilder)
    app.add_builder(NumbersBuilder)
    install_pdfs(app)
    app.add_node(cv_leaf, html=(visit_leaf, None))
    app.add_node(cv_details, html=(visit_details_html, depart_details_html))
    app.add_node(cv_bibtex, html=(visit_bibtex_html, None))
    app.add_node(cv_label, html=(visit_label_html, None))
    app.add_transform(MergeEntries)
    app.add_transform(ReportUnread)
    for transform in POST_TRANSFORMS:
        app.add_post_transform(transform)
    install_citations(app)
    install_hints(app)
    install_markup(app)
    install_changes(app)
    if is_cv(app.config):
        install_cv(app)

    app.connect('config-inited', set_defaults)
    # Before sphinxcontrib-bibtex, which then need not parse the files.
    app.connect('builder-inited', begin_build, priority=400)
    app.connect('env-updated', note_pages)
    app.connect('html-page-context', complete_page)
    app.connect('build-finished', finish_build)
    return {
        'version': version('sphinx-cv'),
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }


def install_cv(app: Sphinx) -> None:
    """Register what changes every page, which a CV wants and no other project."""
    install_rest(app.connect)
    app.add_builder(EpubBuilder, override=True)
    app.add_transform(LiftToctrees)
    app.add_post_transform(SingleAnchors)
    app.add_html_math_renderer('mathml', (visit_math, None), (visit_math_block, None))
    # By this id the sheet knows that all pages are a CV's.
    app.add_css_file('cv.css', id='cv-site')

"""What a page of a website has around its body: data for machines, styles and scripts."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from sphinx_cv.html.metadata import add_metadata
from sphinx_cv.site.builders import WEBSITES

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

# What in a page's body the script has something to add to.
SCRIPTED = ('class="cv-facts"', 'class="cv-bibtex"')

# Of Sphinx's styles, those that only colour code, and what they do so to.
CODE_STYLES = '_static/pygments'
_CODE = re.compile(r'class="[^"]*\bhighlight')


def complete_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe a page to machines, and have it load what it needs and nothing else."""
    add_metadata(app, pagename, context, doctree)
    if app.builder.name not in WEBSITES or doctree is None:
        return
    body = context.get('body') or ''
    if any(mark in body for mark in SCRIPTED):
        app.add_js_file('cv.js', loading_method='defer')
    if not _CODE.search(body):
        context['css_files'] = [
            css for css in context['css_files'] if CODE_STYLES not in os.fspath(css.filename)
        ]

"""The handlers for the beginning and the end of a build.

The library is read and stubs are written first, exports last.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging

from sphinx_cv.html import SCORER, STATIC
from sphinx_cv.html.publish import publish
from sphinx_cv.model import Problem
from sphinx_cv.pdf.latex import set_latex_defaults
from sphinx_cv.site.library import load_library
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.pages import remove_stubs, write_stubs
from sphinx_cv.site.project import fill_in, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

    from sphinx_cv.site.library import Library

logger = logging.getLogger(__name__)

# Setting of Sphinx or of sphinxcontrib-bibtex -> what a CV wants where conf.py is silent.
DEFAULTS = {
    'bibtex_bibfiles': [],
    'bibtex_default_style': 'cv',
    'bibtex_reference_style': 'cv',
    'html_baseurl': os.environ.get('READTHEDOCS_CANONICAL_URL', ''),
    'html_math_renderer': 'mathml',
    'html_search_scorer': str(SCORER),
}


def set_defaults(app: Sphinx, config: Config) -> None:
    """Fill in the settings that ``conf.py`` does not name."""
    fill_in(config, DEFAULTS)
    owner = config.cv_owner.get('name') if isinstance(config.cv_owner, dict) else ''
    if owner and 'project' not in given(config):
        # Sphinx would call the site "Project name not set documentation".
        titles = ('project', 'author', 'copyright', 'html_title')
        fill_in(config, dict.fromkeys(titles, owner))
    config.html_static_path.append(str(STATIC))
    set_latex_defaults(app, config)


def named_files(config: Config) -> list[str]:
    """Return the names of the bibliography files; with others, every list may be another one."""
    return [str(name) for name in config.bibtex_bibfiles or ()]


def begin_build(app: Sphinx) -> None:
    """Read the bibliographies, report their problems, and write the stubs of the papers' pages."""
    if app.builder.name == 'epub':
        # EPUB insists on a version; elsewhere it would stand in titles.
        app.config.version = app.config.version or '1'
    memory = memory_of(app.env)
    library = memory.library = load_library(app.config, Path(app.confdir))
    # Addresses for machines, not for harvesters; people's browsers read them as they are.
    app.env.settings['cloak_email_addresses'] = not library.owner.show_email
    for problem in (*library.problems, *missing_files(library, Path(app.srcdir))):
        report(problem)
    if app.config.cv_paper_pages:
        for problem in write_stubs(library, Path(app.srcdir)):
            report(problem)
    else:
        remove_stubs(Path(app.srcdir))


def missing_files(library: Library, srcdir: Path) -> Iterator[Problem]:
    """Yield a problem for each link of a paper to a file that the site does not have."""
    for whole in library.papers.values():
        for paper in (whole, *whole.versions):
            for name, path in ((link.kind, link.url) for link in paper.links):
                if ':' not in path and not (srcdir / path).is_file():
                    message = f'there is no file {path}; put it there, or mend the field {name}'
                    yield Problem(paper.file, paper.line, 'file', message, paper.key)


def report(problem: Problem) -> None:
    """Log a problem of a bibliography: a hint as information, all others as warnings."""
    if problem.subtype == 'hint':
        logger.info('%s', problem)
        return
    location = f'{problem.file}:{problem.line}'
    message = f'entry {problem.key}: {problem.message}' if problem.key else problem.message
    logger.warning('%s', message, location=location, type='cv', subtype=problem.subtype)


def finish_build(app: Sphinx, exception: Exception | None) -> None:
    """Write the exports beside the pages of a website."""
    if exception is None and app.builder.name in {'html', 'dirhtml'}:
        publish(cast('StandaloneHTMLBuilder', app.builder), memory_of(app.env))

"""The handlers for the course of a build.

The library is read and stubs are written first, exports last.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging

from sphinx_cv.html import SCORER, STATIC
from sphinx_cv.html.epub import prepare_epub
from sphinx_cv.html.head import SHEETS
from sphinx_cv.html.lines import writes_lines
from sphinx_cv.html.publish import publish
from sphinx_cv.html.templates import keep_templates
from sphinx_cv.model import Problem
from sphinx_cv.model.words import speak, spoken
from sphinx_cv.pdf.cards import write_cards
from sphinx_cv.pdf.latex import set_latex_defaults
from sphinx_cv.site.builders import EPUB
from sphinx_cv.site.changes import changed_documents
from sphinx_cv.site.entry_lists import new_entry_numbers
from sphinx_cv.site.filters import choose
from sphinx_cv.site.loading import bibliography_files, load_library
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.numbering import NUMBERS_FILE, new_numbers, read_numbers
from sphinx_cv.site.own_rows import place_rows
from sphinx_cv.site.pages import APART, KEPT, MARKDOWN, remove_stubs, stub_suffix, write_stubs
from sphinx_cv.site.previews import preview_problems
from sphinx_cv.site.project import fill_in, given, is_cv, unknown_outputs
from sphinx_cv.site.references import CACHE, references
from sphinx_cv.site.settings import mend_settings
from sphinx_cv.site.within import is_there
from sphinx_cv.site.words import site_words, wrong_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.site.library import Library
    from sphinx_cv.site.memory import Memory

logger = logging.getLogger(__name__)

# Version of what reading a page leaves in Sphinx's environment; raise it when that changes.
FORM = 5

# Setting of Sphinx or of sphinxcontrib-bibtex -> what a CV wants where conf.py is silent.
DEFAULTS = {
    'bibtex_bibfiles': [],
    'bibtex_default_style': 'cv',
    'bibtex_reference_style': 'cv',
    'html_math_renderer': 'mathml',
    'html_search_scorer': str(SCORER),
}


def set_defaults(app: Sphinx, config: Config) -> None:
    """Check our settings, and fill in those that the ``conf.py`` of a CV does not name."""
    report = partial(report_setting, Path(app.confdir, 'conf.py'))
    mend_settings(config, report)
    for problem in (*unknown_outputs(config), *place_rows(config.cv_kinds, config.cv_links)):
        report(problem)
    speak(site_words(config, Path(app.srcdir)))
    for problem in wrong_words(config, spoken()):
        report(problem)
    if not is_cv(config):
        # The script is added when all pages are read, if one has a list of papers.
        config.html_static_path.append(str(STATIC / 'cv.css'))
        return
    fill_in(config, DEFAULTS)
    fill_in(config, {'html_baseurl': os.environ.get('READTHEDOCS_CANONICAL_URL', '')})
    if MARKDOWN.isdisjoint(app.extensions) and Path(app.srcdir, f'{config.root_doc}.md').is_file():
        message = f'{config.root_doc}.md is not read; add "myst_parser" to extensions in conf.py'
        report(message)
    if 'project' not in given(config):
        # Sphinx would call the site "Project name not set documentation".
        titles = ('project', 'author', 'copyright', 'html_title')
        fill_in(config, dict.fromkeys(titles, config.cv_owner['name']))
    config.html_static_path.append(str(STATIC))
    set_latex_defaults(app, config)


def report_setting(conf: Path, problem: str) -> None:
    """Log what is wrong with a setting, at the line of *conf* that gives it."""
    text = conf.read_text(encoding='utf-8', errors='replace') if conf.is_file() else ''
    name = re.match(r'"?(\w+)', problem)
    given = name and re.search(rf'^{name[1]}\b', text, re.MULTILINE)
    line = text.count('\n', 0, given.start()) + 1 if given else 1
    logger.warning('%s', problem, location=f'{conf}:{line}', type='cv', subtype='setting')


def read_with(config: Config) -> list[str]:
    """Return what pages with lists are made with; Sphinx reads all again when it is otherwise."""
    # Sphinx has such a version of its own, env_version, but prints it in the search index of
    # every project that loads the extension.
    return [str(FORM), spoken().digest, *map(str, bibliography_files(config))]


def begin_build(app: Sphinx) -> None:
    """Read the bibliographies, and write the stubs of the papers' pages."""
    memory = memory_of(app.env)
    memory.writes_lines = partial(writes_lines, app)
    memory.has_disclosures = app.builder.format == 'html'
    memory.is_book = app.builder.name == EPUB
    library = memory.library = load_library(
        app.config, Path(app.confdir), Path(app.doctreedir, 'cv-library.pickle')
    )
    _number(app, memory)
    if is_cv(app.config):
        # Addresses for machines, not for harvesters; people's browsers read them as they are.
        app.env.settings['cloak_email_addresses'] = not library.owner.show_email
        keep_templates(app)
    if app.builder.name == EPUB:
        prepare_epub(app.config)
    if app.config.cv_paper_pages and 'myst_parser' in app.extensions:
        from sphinx_cv.site.stub_parser import install_parser

        install_parser(app)
    if not app.tags.has(APART):  # the application of the website does all this
        _begin_pages(app, memory, library)


def _begin_pages(app: Sphinx, memory: Memory, library: Library) -> None:
    """Write the stubs of the papers' pages, and say what is wrong in the bibliographies."""
    if app.config.cv_paper_pages:
        memory.references = references(
            app.config.cv_citation_styles, library.papers.values(), Path(app.confdir),
            Path(app.doctreedir, CACHE), partial(report_setting, Path(app.confdir, 'conf.py')),
        )  # fmt: skip
        kept = Path(app.doctreedir, KEPT)
        for problem in write_stubs(library, Path(app.srcdir), stub_suffix(app), kept):
            report(problem)
    else:
        remove_stubs(Path(app.srcdir))
    if _asks_at_once(app.config):
        report_library(library, Path(app.srcdir))


def _number(app: Sphinx, memory: Memory) -> None:
    """Read which numbers papers have, and which papers are numbered alike."""
    memory.kept, problems = read_numbers(Path(app.confdir, NUMBERS_FILE))
    for problem in problems:
        report(problem)
    papers, people = memory.library.papers.values(), memory.library.person_named
    series: dict[str, set[str]] = {}
    for letters, source in app.config.cv_numbers.items():
        chosen, wrong = choose(str(source), papers, people)
        series[str(letters)] = {paper.key for paper in chosen}
        if wrong:
            report_setting(Path(app.confdir, 'conf.py'), f'cv_numbers["{letters}"]: {wrong}')
    memory.series = series


def _tell_new(memory: Memory, env: BuildEnvironment) -> None:
    """Say that papers and entries have numbers that the file does not keep yet."""
    if not memory.kept:
        return
    new = [key for _, key in new_numbers(memory.numbers, memory.kept)]
    new += [key for keys in new_entry_numbers(memory, env).values() for key in keys]
    if new:
        logger.info(
            '%s', f'{NUMBERS_FILE} has no number for {", ".join(new)}; run "sphinx-cv numbers"'
        )


def _asks_at_once(config: Config) -> bool:
    """Return whether a project wants its bibliography read, whatever its pages say."""
    return is_cv(config) or bool(config.cv_paper_pages)


def note_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Do what waits until all pages are read; return those that must be written again."""
    memory = memory_of(env)
    memory.contents.clear()
    for problem in missing_pages(env, Path(app.confdir), memory.library):
        report_setting(Path(app.confdir, 'conf.py'), problem)
    if memory.is_told and not is_cv(app.config):
        if app.builder.name != EPUB:  # which has a sheet of its own, and no script
            app.config.html_static_path += [str(STATIC / name) for name in ('cv.js', *SHEETS)]
        if not _asks_at_once(app.config):
            report_library(memory.library, Path(app.srcdir))
    _tell_new(memory, env)
    return changed_documents(app, env)


def report_library(library: Library, srcdir: Path) -> None:
    """Say what is wrong in the bibliographies."""
    pictures = preview_problems(map(library.papers.__getitem__, library.with_files), srcdir)
    for problem in (*library.problems, *missing_files(library, srcdir), *pictures):
        report(problem)


def missing_files(library: Library, srcdir: Path) -> Iterator[Problem]:
    """Yield a problem for each link of a paper to a file that the site does not have."""
    for whole in map(library.papers.__getitem__, library.with_files):
        for paper in (whole, *whole.versions):
            for name, path in ((link.kind, link.url) for link in paper.links):
                if ':' not in path and not (srcdir / path).is_file():
                    message = f'there is no file {path}; put it there, or mend the field {name}'
                    yield Problem(paper.file, paper.line, 'file', message, paper.key)


def missing_pages(env: BuildEnvironment, confdir: Path, library: Library) -> Iterator[str]:
    """Yield a sentence for each setting that names a page or a file that the site does not have."""
    links = {f'cv_owner["links"]["{label}"]': to for label, to in library.owner.links.items()}
    people = {f'cv_people["{one.spellings[0]}"]["url"]': one.url for one in library.people}
    for name, address in (links | people).items():
        if address and ':' not in address and not is_there(env, confdir, address):
            yield f'{name}: there is no page or file "{address}" in the site; mend the address'


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
        publish(cast('StandaloneHTMLBuilder', app.builder), memory_of(app.env), write_cards)

"""The handler that completes a page of a website: metadata, styles and scripts."""

from __future__ import annotations

import json
import os
import posixpath
import re
from typing import TYPE_CHECKING

from sphinx_cv.html.epub import EPUB_STYLES
from sphinx_cv.html.indices import set_index_page
from sphinx_cv.html.languages import add_languages
from sphinx_cv.html.metadata import add_metadata
from sphinx_cv.html.rows import save_rows
from sphinx_cv.model.words import _, spoken
from sphinx_cv.site.builders import EPUB, PAGED, WEBSITES
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.project import is_cv

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# A page with one of these has something that the script improves.
SCRIPTED = ('class="cv-facts"', 'class="cv-bibtex"')

# Sphinx's styles that only colour code, and the class of code that they colour.
CODE_STYLES = '_static/pygments'
# The scripts of Sphinx and Furo. Furo writes them at the end of the page, where they are all that a
# browser waits for; nothing on the page needs them before it is read.
_AT_END = {
    'documentation_options.js', 'doctools.js', 'sphinx_highlight.js', 'translations.js', 'furo.js',
}  # fmt: skip
# Style sheets for what few pages have, in their order -> the end of a class that asks for one.
SHEETS = {
    'cv-entries.css': 'entries|owner|contact|downloads|index',
    'cv-chart.css': 'chart',
    'cv-page.css': 'page',
    'cv-extra.css': (
        'small-caps|underlined|italic|strong|inner|languages|photo|people|preview|icons-\\w+'
    ),
}
_ASKING = {
    name: re.compile(rf'class="(?:[^"]* )?cv-(?:{ends})[" ]') for name, ends in SHEETS.items()
}
_OURS = re.compile(r'class="[^"]*\bcv-')
_CODE = re.compile(r'class="[^"]*\bhighlight')


def script_words() -> dict[str, str]:
    """Return the words of the script, by the names that it has for them."""
    return {
        'year': _('Any year'),
        'type': _('Any type'),
        'venue': _('Any venue'),
        'lead': _('First or equal-first author'),
        'filter': _('Filter publications'),
        'what': _('Title, author, venue, year or keyword'),
        'clear': _('Clear'),
        'list': _('Publications'),
        # Translators: how many papers a filter leaves; {number} is nine or more
        'some': _('{shown} of {number} papers'),
        'none': _('0 of {number} papers; take a choice back, or search for fewer words'),
        # Translators: "3 of 12 papers", of a group of a list
        'part': _('{shown} of {papers}'),
        'copy': _('Copy'),
        'copied': _('Copied'),
        # Translators: for who hears the page; {name} is "BibTeX", or "BibTeX of A Short Title"
        'copyName': _('Copy {name}'),
        'copiedName': _('Copied {name}'),
        # Translators: where a browser does not allow a page to copy
        'press': _('Press Ctrl+C'),
    }


def complete_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """Add metadata to a page, and only the scripts and styles that it uses.

    A handler of ``html-page-context``, which returns the template of a page that has its own.
    """
    save_rows(app.env, pagename)
    share_contents(app.env, pagename, context)
    template = set_index_page(app, pagename, context)
    add_metadata(app, pagename, context, doctree)
    if is_cv(app.config) and app.builder.name in WEBSITES and spoken().is_leftward:
        # Themes write the language into the element of the page, and have no other place for it.
        context['language'] = f'{context["language"]}" dir="rtl'
    if is_cv(app.config) and app.builder.name in PAGED:
        add_languages(app, pagename, context)
    if app.builder.name in WEBSITES and (doctree or template):
        _add_files(app, context, context.get('body') or '')
    elif app.builder.name == EPUB:
        _add_epub_styles(app, context)
    return template


def share_contents(env: BuildEnvironment, pagename: str, context: dict[str, Any]) -> None:
    """Have pages of papers share the table of contents of the site, which Sphinx makes for each.

    On pages that it does not have, it is the same for all of a folder.
    """
    memory, make = memory_of(env), context.get('toctree')
    is_in_it = any(pagename in names for names in env.toctree_includes.values())
    if make is None or is_in_it or pagename not in memory.data['pages']:
        return

    def shared(**options: Any) -> str:
        key = posixpath.dirname(pagename), repr(sorted(options.items()))
        if key not in memory.contents:
            memory.contents[key] = make(**options)
        return memory.contents[key]

    context['toctree'] = shared


def _add_epub_styles(app: Sphinx, context: dict[str, Any]) -> None:
    context['css_files'] = [css for css in context['css_files'] if not _is_ours(css)]
    if _OURS.search(context.get('body') or ''):
        app.add_css_file(EPUB_STYLES)


def _is_ours(css: Any) -> bool:
    return bool(os.fspath(css.filename).startswith('_static/cv'))


def _add_files(app: Sphinx, context: dict[str, Any], body: str) -> None:
    if any(mark in body for mark in SCRIPTED):
        _add_script(app, context)
    if is_cv(app.config) and app.config.html_theme == 'furo':
        _defer(context['script_files'])
    if not is_cv(app.config) and _OURS.search(body):
        app.add_css_file('cv.css')
    for name, asking in _ASKING.items():
        if asking.search(body):
            app.add_css_file(name)
    if is_cv(app.config) and not _CODE.search(body):
        context['css_files'] = [
            css for css in context['css_files'] if CODE_STYLES not in os.fspath(css.filename)
        ]


def _add_script(app: Sphinx, context: dict[str, Any]) -> None:
    words = json.dumps(script_words(), ensure_ascii=False, separators=(',', ':'))
    attributes: dict[str, Any] = {'data-words': words}
    app.add_js_file('cv.js', loading_method='async', **attributes)
    # Not where themes write scripts: some write them behind the page, which may be a long list.
    tag = context['js_tag'](context['script_files'].pop())
    context['metatags'] = f'{context["metatags"]}{tag}\n'


def _defer(scripts: list[Any]) -> None:
    """Have the scripts of a page run in their order when it is read, if all are known."""
    own_way = {'async', 'defer', 'type'}
    waiting = [js for js in scripts if own_way.isdisjoint(js.attributes)]
    if {os.fspath(js.filename).rpartition('/')[2] for js in waiting} <= _AT_END:
        for at, js in enumerate(scripts):
            if js in waiting:
                attributes = {'defer': 'defer', **js.attributes}
                scripts[at] = type(js)(js.filename, priority=js.priority, **attributes)

"""The files of a new project, written from what is known of the CV."""

from __future__ import annotations

import re
from dataclasses import fields
from html import escape
from importlib.metadata import PackageNotFoundError, distribution, version
from json import loads
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from sphinx_cv.commands.directives import directive
from sphinx_cv.commands.new.found import NewEntry, Page, Section
from sphinx_cv.model.kinds import KINDS, option_names
from sphinx_cv.model.people import Owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_cv.commands.new.found import Found

_TEMPLATES = Path(__file__).parent / 'template'

# Template -> where its text stands in the project.
TEMPLATES = {
    'conf.py.txt': 'conf.py',
    'favicon.svg.txt': 'favicon.svg',
    'pyproject.toml.txt': 'pyproject.toml',
    'Makefile.txt': 'Makefile',
    'README.md.txt': 'README.md',
    'gitignore.txt': '.gitignore',
    'readthedocs.yaml.txt': '.readthedocs.yaml',
    'workflows/pages.yml.txt': '.github/workflows/pages.yml',
    'workflows/sync.yml.txt': '.github/workflows/sync.yml',
}
EMPTY_BIBLIOGRAPHY = """\
% The papers, one entry each; BibTeX and biblatex are both read. The quickest way to a new one:
%     sphinx-cv add 10.1000/its-doi
% Of the fields beyond BibTeX's, these are the most used: abbr (the badge before the title), pdf,
% code, slides, video, website (links), award, selected = {true}, abstract, summary.
"""
_LIST = directive('cv:publications', '', {'group-by': 'year'})
PUBLICATIONS = Page('publications', 'Publications', (Section('', (_LIST,)),))


# Pictures among the letters, which the fonts of print lack.
_EMOJI = re.compile('[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]')
QUIET = """
# Print has no form for some of the signs that pages have.
suppress_warnings = ['cv.glyph']
"""


def project_files(found: Found, requirement: str) -> dict[str, str]:
    """Return path -> text of all that is written; *requirement* names the package to install."""
    bibliographies = found.bibliographies or {'refs.bib': EMPTY_BIBLIOGRAPHY}
    pages = _pages(found)
    words = {
        'name': str(found.owner['name']),
        'initial': escape(str(found.owner['name'])[:1].upper()),
        'slug': _slug(str(found.owner['name'])),
        'name_literal': repr(found.owner['name']),
        'language': repr(found.language),
        'owner': python_literal(_settings(found.owner)),
        'people': _people_setting(found.people),
        'bibliographies': repr(list(bibliographies)),
        'requirement': requirement,
        'quiet': QUIET if _EMOJI.search(repr(found)) else '',
    }
    texts = {
        path: Template((_TEMPLATES / name).read_text(encoding='utf-8')).substitute(words)
        for name, path in TEMPLATES.items()
    }
    home, *others = pages
    texts['index.md'] = _home(home, others, found.owner)
    texts |= {f'{page.name}.md': page_text(page) for page in others}
    return texts | bibliographies | found.texts


def python_literal(value: object, indent: str = '') -> str:
    """Return *value* as Python that people would write, each item of a dict on its own line."""
    inner = indent + '    '
    match value:
        case dict() if value:
            items = [f'{key!r}: {python_literal(item, inner)}' for key, item in value.items()]
            return _lines('{', items, '}', indent)
        case list() | tuple() if len(repr(value)) > 80:
            return _lines('[', [python_literal(item, inner) for item in value], ']', indent)
    return repr(value)


def _lines(start: str, items: Iterable[str], end: str, indent: str) -> str:
    inside = ''.join(f'{indent}    {item},\n' for item in items)
    return f'{start}\n{inside}{indent}{end}'


_OWNER = {field.name for field in fields(Owner)}


def _settings(owner: Mapping[str, object]) -> dict[str, object]:
    """Return what of the owner stands in ``conf.py``; the home page has the rest."""
    return {name: value for name, value in owner.items() if name in _OWNER}


def _of_owner(owner: Mapping[str, object]) -> Iterator[str]:
    """Yield Markdown of what is known of the owner, and no setting says."""
    said = {name: str(value) for name, value in owner.items() if name not in _OWNER and value}
    if photo := said.pop('photo', ''):
        yield f'![{owner["name"]}]({photo})'
    summary = said.pop('summary', '')
    if said:
        yield ' · '.join(f'{name.capitalize()}: {value}' for name, value in said.items())
    if summary:
        yield summary


def _people_setting(people: Mapping[str, Mapping[str, object]]) -> str:
    if not people:
        return ''
    comment = '# Their names become links, under every spelling that is listed.\n'
    return f'\n{comment}cv_people = {python_literal(dict(people))}\n'


def _pages(found: Found) -> list[Page]:
    """Return all pages, the home page first; what every CV has is added where it is missing."""
    pages = {page.name: page for page in found.pages}
    home = pages.pop('index', None) or Page('index', '', _first_entry(found.owner))
    pages.setdefault('publications', PUBLICATIONS)
    return [home._replace(title=home.title or str(found.owner['name'])), *pages.values()]


def _first_entry(owner: Mapping[str, object]) -> tuple[Section, ...]:
    """Return the section of positions, with the one that the owner has told of."""
    position, affiliation = (str(owner.get(name, '')) for name in ('position', 'affiliation'))
    if not position:
        return ()
    return (
        Section('Appointments', (NewEntry('position', position, {'organization': affiliation}),)),
    )


def _home(page: Page, others: Iterable[Page], owner: Mapping[str, object]) -> str:
    parts = (directive('cv:owner'), *(f'{text}\n' for text in _of_owner(owner)))
    head = '\n'.join((*parts, directive('cv:downloads')))
    names = '\n'.join(other.name for other in others)
    contents = f'```{{toctree}}\n:hidden:\n\n{names}\n```\n'
    page = page._replace(sections=(Section('', (head,)), *page.sections))
    return f'{page_text(page)}\n{contents}'


def page_text(page: Page) -> str:
    """Return a page as Markdown."""
    parts = [f'# {page.title}\n']
    for section in page.sections:
        parts += [f'## {section.title}\n'] if section.title else []
        parts += map(_block, section.blocks)
    return '\n'.join(parts)


def _block(block: NewEntry | str) -> str:
    if isinstance(block, str):
        return block.rstrip('\n') + '\n'
    if block.kind not in KINDS:
        return _as_markdown(block)
    known = set(option_names(block.kind))
    options = {name: value for name, value in block.options.items() if name in known}
    others = [value for name, value in block.options.items() if name not in known and value]
    body = '\n\n'.join(part for part in (', '.join(others), block.body) if part)
    return directive(f'cv:{block.kind}', block.title, options, body)


def _as_markdown(line: NewEntry) -> str:
    """Return an entry of a kind that has no directive: its title in bold, and all that is known."""
    facts = ', '.join(value for value in line.options.values() if value)
    head = f'**{line.title}**' if line.title else ''
    first = ': '.join(part for part in (head, facts) if part)
    return '\n\n'.join(part for part in (first, line.body) if part) + '\n'


def _slug(name: str) -> str:
    return re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'my'


def own_requirement() -> tuple[str, str]:
    """Return how a project asks for this very package, and in words where that comes from.

    What was installed from a wheel or a checkout is on no index in that version, so the project
    takes it from there; https://packaging.python.org/en/latest/specifications/direct-url/
    """
    plain = f'sphinx-cv[site]>={version("sphinx-cv")}'
    try:
        record = distribution('sphinx-cv').read_text('direct_url.json')
    except PackageNotFoundError:
        record = None
    url = str(loads(record).get('url', '')) if record else ''
    if not url:
        return plain, ''
    return f'sphinx-cv[site] @ {url}', url

"""Examples of the manual: what one writes, what the page shows, and what the PDF shows.

Page and PDF are rendered when the manual is built, by the extension as it is, and kept until it or
the example changes; an example of which a build would warn is a warning of the manual.
"""

from __future__ import annotations

import ast
import hashlib
import json
import posixpath
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

import sphinx_cv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

HERE = Path(__file__).parent
PACKAGE = Path(sphinx_cv.__file__).parent
CACHE = HERE.parent / '_build' / 'gallery'
FOLDER = 'gallery'  # of the sites of the examples, beside the pages of the manual
MAIN = 'site'  # the site of all examples that need no settings of their own

COLUMNS = {'page': 'What the page shows', 'pdf': 'What the PDF shows'}
FILES = {'python': 'conf.py', 'bibtex': 'refs.bib', 'markdown': 'a page'}
_FENCE = re.compile(r'(?ms)^```(python|bibtex)\n(.*?)^```\n+')

logger = logging.getLogger(__name__)


class Example(NamedTuple):
    """An example: what stands in each file, and what of it is shown."""

    name: str
    conf: str
    bib: str
    page: str
    pdf: dict[str, object]  # settings of the PDF that are shown
    whole: bool  # the first page of the PDF, and no strip of it
    columns: tuple[str, ...]


def parts(text: str) -> dict[str, str]:
    """Return what an example writes into each file, by the language of that file."""
    found = dict(_FENCE.findall(f'{text}\n'))
    return {**found, 'markdown': _FENCE.sub('', f'{text}\n').strip()}


def pdf_settings(conf: str) -> dict[str, object] | None:
    """Return ``cv_pdf`` where an example sets nothing else, so that it needs no site of its own."""
    match ast.parse(conf).body:
        case []:
            return {}
        case [ast.Assign(targets=[ast.Name(id='cv_pdf')], value=ast.Dict() as value)]:
            return dict(ast.literal_eval(value))
    return None


class ExampleDirective(SphinxDirective):
    """``{example} NAME``: settings, bibliography and page, and what becomes of them."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        'columns': directives.unchanged,  # one of them, if not both
        'whole': directives.flag,  # the first page of the PDF, and no strip of it
    }

    def run(self) -> list[nodes.Node]:
        written = parts('\n'.join(self.content))
        settings = pdf_settings(written.get('python', ''))
        told = Example(
            name=self.arguments[0],
            conf='' if settings is not None else written['python'],
            bib=written.get('bibtex', ''),
            page=written['markdown'],
            pdf=settings or {},
            whole='whole' in self.options,
            columns=tuple(self.options.get('columns', 'page, pdf').split(', ')),
        )
        node = nodes.container(example=told, classes=['gallery'])
        self.set_source_info(node)
        node += _written(written)
        return [node]


def _written(files: dict[str, str]) -> Iterator[nodes.Node]:
    for language, text in ((name, files[name]) for name in FILES if files.get(name)):
        if len(files) > 1:
            yield nodes.paragraph('', FILES[language], classes=['gallery-file'])
        block = nodes.literal_block(text, text.rstrip('\n'), classes=['gallery-code'])
        block['language'] = language
        yield block


class Gallery:
    """All examples of the manual, in groups of those that one site can show."""

    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}
        self.groups: dict[str, Path] = {}  # name of a group -> what was rendered of it
        self.of: dict[str, str] = {}  # name of an example -> that of its group

    def render(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Render what has changed; return the pages on which that stands."""
        if not app.config.gallery_renders:
            return []
        found = list(_examples(env))
        groups = _groups(told for _, told in found)
        self.of = {name: group for group, said in groups.items() for name in said['pages']}
        self.groups = {name: CACHE / _digest(said) for name, said in groups.items()}
        new = {
            name: said
            for name, said in groups.items()
            if not (self.groups[name] / 'result.json').is_file()
        }
        if new:
            _render({self.groups[name].name: said for name, said in new.items()})
        _forget(self.groups.values())
        for folder in self.groups.values():
            result = json.loads((folder / 'result.json').read_text(encoding='utf-8'))
            self.bodies |= result['bodies']
            for line in result['warnings'].splitlines():
                logger.warning('an example: %s', line, type='gallery')
        return [docname for docname, told in found if self.of[told.name] in new]

    def show(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Put what was rendered below what is written; a book has only that."""
        if app.builder.name == 'epub':
            return
        for node in doctree.findall(nodes.container):
            if 'example' in node and node['example'].name in self.bodies:
                columns = self._columns(node['example'], app, docname)
                node += nodes.raw('', columns, format='html')  # which no other format shows

    def _columns(self, told: Example, app: Sphinx, docname: str) -> str:
        name = told.name
        folder = f'{FOLDER}/{self.of[name]}'
        to = relative_uri(app.builder.get_target_uri(docname), folder)
        body = here(self.bodies[name], name, to)
        shown = {
            'page': f'<div class="gallery-page">{body}</div>\n'
            f'<p class="gallery-more"><a href="{to}/{name}.html">as a page of its own</a></p>',
            'pdf': f'<img src="{to}/pictures/{name}.svg" loading="lazy" '
            f'alt="{escape(COLUMNS["pdf"])}, from the same words">',
        }
        columns = ''.join(
            f'<div><p class="gallery-file">{COLUMNS[column]}</p>\n{shown[column]}</div>\n'
            for column in told.columns
        )
        return f'<div class="gallery-columns">\n{columns}</div>\n'

    def publish(self, app: Sphinx, exception: Exception | None) -> None:
        """Copy the sites of the examples beside the pages of the manual."""
        if exception or app.builder.name not in {'html', 'dirhtml'}:
            return
        target = Path(app.outdir, FOLDER)
        shutil.rmtree(target, ignore_errors=True)
        unneeded = shutil.ignore_patterns('_sources', '*.typ', '.buildinfo')
        for name, folder in self.groups.items():
            shutil.copytree(folder / 'site', target / name, ignore=unneeded)
            shutil.copytree(folder / 'pictures', target / name / 'pictures', ignore=unneeded)


def _examples(env: BuildEnvironment) -> Iterator[tuple[str, Example]]:
    names: set[str] = set()
    for docname in sorted(env.found_docs):
        for node in env.get_doctree(docname).findall(nodes.container):
            if told := node.get('example'):
                if told.name in names:
                    logger.warning('two examples are called "%s"', told.name, location=node)
                names.add(told.name)
                yield docname, told


def _groups(examples: Iterable[Example]) -> dict[str, dict[str, Any]]:
    """Return what each site holds, by the name of its folder."""
    alike: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for told in examples:
        alike[told.conf, told.bib].append(told)
    return {
        MAIN if not (conf or bib) else found[0].name: {
            'conf': conf,
            'bib': bib,
            'pages': {told.name: told.page for told in found},
            'pdf': {told.name: told.pdf for told in found if 'pdf' in told.columns},
            'whole': [told.name for told in found if told.whole],
        }
        for (conf, bib), found in alike.items()
    }


def _digest(group: dict[str, Any]) -> str:
    """Return a name for all that decides what a group looks like."""
    digest = hashlib.sha256(json.dumps(group, sort_keys=True).encode())
    files = [HERE / 'rendering.py', *(HERE / 'samples').iterdir()]
    files += [path for path in PACKAGE.rglob('*') if path.suffix not in {'', '.pyc'}]
    for path in sorted(files):
        digest.update(path.read_bytes())
    digest.update(''.join(map(version, ('sphinx', 'furo', 'typst', 'myst-parser'))).encode())
    return digest.hexdigest()[:16]


def _render(groups: dict[str, dict[str, Any]]) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    told = CACHE / 'groups.json'
    told.write_text(json.dumps(groups), encoding='utf-8')
    for name in groups:
        shutil.rmtree(CACHE / name, ignore_errors=True)
    program = [sys.executable, str(HERE / 'rendering.py'), str(told), str(CACHE)]
    subprocess.run(program, check=True)


def _forget(used: Iterable[Path]) -> None:
    kept = {folder.name for folder in used}
    for folder in (path for path in CACHE.glob('*') if path.is_dir() and path.name not in kept):
        shutil.rmtree(folder)


def here(body: str, name: str, folder: str) -> str:
    """Return the body of a page as a part of another page: with ids and addresses of its own."""

    def address(match: re.Match[str]) -> str:
        attribute, to = match.groups()
        if to.startswith('#'):
            return f'{attribute}="#{name}-{to[1:]}"'
        return f'{attribute}="{posixpath.normpath(f"{folder}/{to}")}"'

    body = re.sub(r'<a class="headerlink".*?</a>', '', body)
    body = re.sub(r'<(/?)h[2-5]\b', r'<\1h4', body)
    body = re.sub(r'\b(id|for|aria-\w+by)="', rf'\1="{name}-', body)
    return re.sub(r'\b(href|src)="(?!\w+:)([^"]*)"', address, body)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and what renders its examples."""
    gallery = Gallery()
    app.add_config_value('gallery_renders', True, 'env', frozenset({bool}))
    app.add_directive('example', ExampleDirective)
    app.connect('env-updated', gallery.render)
    app.connect('doctree-resolved', gallery.show)
    app.connect('build-finished', gallery.publish)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}

"""The same papers in other tools, each in an environment of its own that is made here.

``builds.py`` measures them beside ours. What cannot be installed is left out, and said.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# What each rival of Python's is installed from, and the Python that it wants.
PACKAGES = {
    'mkdocs-material with mkdocs-bibtex': ('3.12', 'mkdocs-material', 'mkdocs-bibtex'),
    'RenderCV': ('3.12', 'rendercv[full]'),
}
MKDOCS = """\
site_name: Ann Example
theme: {name: material}
plugins: [search, {bibtex: {bib_file: refs.bib}}]
"""
HUGO_PAGE = '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.authors }}</p>{{ end }}'
HUGO_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.authors }}. {{ .Params.venue }}</li>
{{- end }}</ul>{{ end }}
"""
HUGO_BASE = """\
<!doctype html><html lang="en"><title>{{ .Title }}</title>{{ block "main" . }}{{ end }}</html>
"""
_ENTRY = re.compile(r'title = \{(.*)\},\s+author = \{(.*)\},\s+\w+ = \{(.*)\},\s+year = \{(.*)\}')


class Rival(NamedTuple):
    """A tool, the folder that it works in, and the command that builds there."""

    name: str
    folder: Path
    command: list[str]


def rivals(folder: Path, bibliography: str, size: int) -> list[Rival]:
    """Write the papers for each rival below *folder*, and return those that can be run."""
    folder.mkdir()
    made = [write(folder, bibliography, size) for write in (_pandoc, _hugo)]
    for name, write in zip(PACKAGES, (_mkdocs, _rendercv), strict=True):
        try:
            environment = install(name, folder.parent)
        except subprocess.CalledProcessError as error:
            print(f'{name} cannot be installed: {error}')
            continue
        made.append(write(folder, bibliography, size, environment))
    return [one for one in made if shutil.which(one.command[0])]


def install(name: str, folder: Path) -> Path:
    """Return the folder of programs of an environment that has the packages of a rival."""
    environment = folder / re.sub(r'\W+', '-', name.lower())
    if not environment.exists():
        uv = str(Path(sys.executable).with_name('uv'))
        version, *packages = PACKAGES[name]
        subprocess.run([uv, 'venv', '-q', '--python', version, str(environment)], check=True)
        python = ['--python', str(environment / 'bin' / 'python')]
        subprocess.run([uv, 'pip', 'install', '-q', *python, *packages], check=True)
    return environment / 'bin'


def _pandoc(folder: Path, bibliography: str, size: int) -> Rival:
    place = _project(folder / 'pandoc', bibliography)
    (place / 'page.md').write_text('---\ntitle: Papers\nnocite: "@*"\n---\n', encoding='utf-8')
    options = ['-s', '--citeproc', '--bibliography', 'refs.bib', '-o', 'page.html', 'page.md']
    return Rival(f'{size:,} papers, pandoc’s citeproc, one page', place, ['pandoc', *options])


def _hugo(folder: Path, bibliography: str, size: int) -> Rival:
    place = _project(folder / 'hugo', bibliography)
    (place / 'hugo.toml').write_text('title = "Ann Example"\n', encoding='utf-8')
    layouts, papers = place / 'layouts' / '_default', place / 'content' / 'papers'
    layouts.mkdir(parents=True)
    papers.mkdir(parents=True)
    for name, text in {'baseof': HUGO_BASE, 'list': HUGO_LIST, 'single': HUGO_PAGE}.items():
        (layouts / f'{name}.html').write_text(text, encoding='utf-8')
    for number, (title, authors, venue, year) in enumerate(_ENTRY.findall(bibliography)):
        names = authors.replace(' and ', '; ')
        facts = f'title: "{title}"\nauthors: "{names}"\nvenue: "{venue}"\ndate: {year}-01-01'
        (papers / f'paper{number}.md').write_text(f'---\n{facts}\n---\n', encoding='utf-8')
    command = ['hugo', '--quiet', '--config', 'hugo.toml']
    return Rival(f'{size:,} papers, Hugo, a page for each, layouts of 9 lines', place, command)


def _mkdocs(folder: Path, bibliography: str, size: int, programs: Path) -> Rival:
    place = _project(folder / 'mkdocs', bibliography)
    (place / 'mkdocs.yml').write_text(MKDOCS, encoding='utf-8')
    (place / 'docs').mkdir()
    keys = re.findall(r'@\w+\{(\w+),', bibliography)
    cited = '\n\n'.join(f'[@{key}]' for key in keys)
    page = f'# Publications\n\n{cited}\n\n\\bibliography\n'
    (place / 'docs' / 'index.md').write_text(page, encoding='utf-8')
    command = [str(programs / 'mkdocs'), 'build', '-q']
    return Rival(f'{size:,} papers, mkdocs-material with mkdocs-bibtex', place, command)


def _rendercv(folder: Path, bibliography: str, size: int, programs: Path) -> Rival:
    place = _project(folder / 'rendercv', bibliography)
    lines = ['cv:', '  name: Ann Example', '  sections:', '    publications:']
    for title, authors, venue, year in _ENTRY.findall(bibliography):
        names = ', '.join(f'"{name}"' for name in authors.split(' and '))
        lines += [f'      - title: "{title}"', f'        authors: [{names}]']
        lines += [f'        journal: "{venue}"', f'        date: {year}']
    (place / 'cv.yaml').write_text('\n'.join(lines) + '\n', encoding='utf-8')
    skipped = ['--dont-generate-png', '--dont-generate-html', '--dont-generate-markdown']
    command = [str(programs / 'rendercv'), 'render', 'cv.yaml', *skipped]
    return Rival(f'{size:,} papers, RenderCV, PDF only', place, command)


def _project(place: Path, bibliography: str) -> Path:
    place.mkdir()
    (place / 'refs.bib').write_text(bibliography, encoding='utf-8')
    return place

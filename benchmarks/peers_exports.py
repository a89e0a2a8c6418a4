"""Compare what other programs make of our exports with what was written: ``FILE.bib …``.

``--zotero URL`` is a running translation server of Zotero, on loopback: it imports the BibTeX, RIS
and CSL-JSON of each file, and a site of it, page by page and from the list. ``--styles FOLDER``
holds CSL styles: pandoc's citeproc prints each entry from our CSL-JSON and from the file itself.
``--latex`` compiles what we export with ``article`` and ``plain``, and ``--round`` reads it again.
``--show`` prints every difference; without it, those that nobody has judged yet, with the
fingerprints that ``judged.txt`` keeps of the others.
"""

from __future__ import annotations

import argparse
import functools
import html
import http.server
import io
import json
import re
import shutil
import subprocess
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from suites import fingerprint, judged

from sphinx_cv.bib import read_bibliography
from sphinx_cv.export.bibtex import bibtex_file
from sphinx_cv.export.csl import csl_json
from sphinx_cv.export.ris import ris
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import Person
from sphinx_cv.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model import Paper

Facts = dict[str, str]
STYLES = ('apa', 'chicago-author-date', 'ieee')
# Kind of work -> types of Zotero that say it.
TYPES = {
    'article': 'journalArticle', 'conference': 'conferencePaper', 'chapter': 'bookSection',
    'book': 'book', 'thesis': 'thesis', 'report': 'report', 'patent': 'patent',
    'dataset': 'dataset', 'software': 'computerProgram', 'preprint': 'preprint',
    'manuscript': 'manuscript', 'online': 'webpage', 'talk': 'presentation',
    'recording': 'videoRecording', 'other': 'document',
}  # fmt: skip
CONTAINERS = (
    'publicationTitle',
    'proceedingsTitle',
    'bookTitle',
    'conferenceName',
    'websiteTitle',
    'meetingName',
    'seriesTitle',
    'reporter',
    'code',
    'encyclopediaTitle',
)
# What Zotero calls these of cases and laws.
TITLES = ('title', 'caseName', 'nameOfAct')
DATES = ('date', 'issueDate', 'dateDecided', 'dateEnacted')  # fmt: skip
NUMBERS = (
    'number', 'reportNumber', 'patentNumber', 'docketNumber', 'publicLawNumber', 'archiveID',
    'seriesNumber', 'issue',
)  # fmt: skip


def asked(url: str, body: str, kind: str) -> Any:
    """Return what the translation server answers, None if it refuses."""
    request = Request(url, body.encode(), {'Content-Type': kind})
    try:
        with urlopen(request) as answer:
            return json.load(answer)
    except HTTPError as error:
        return json.load(error) if error.code == 300 else None


def same(one: str, other: str) -> bool:
    """Return whether two texts are alike but for case, marks and punctuation."""
    return re.sub(r'[\W_]+', '', fold(one)) == re.sub(r'[\W_]+', '', fold(other))


def wanted(paper: Paper) -> Facts:
    """Return the facts that every way into Zotero must bring."""
    record = record_of(paper)
    pages = '-'.join(part for part in (record.first_page, record.last_page) if part)
    is_numbered = record.kind in {'report', 'patent', 'book', 'other'}
    people = (*paper.authors, *(Person(family=g, literal=True) for g in record.groups))
    people = (*people, *paper.editors)
    return {
        'type': (record.type.zotero or TYPES[record.kind]).replace('film', 'videoRecording'),
        'people': '; '.join(
            ' '.join(part for part in (p.prefix, p.family, p.given) if part) for p in people
        ),
        'title': record.title,
        'date': record.issued[:4],
        'container': record.container,
        'volume': record.text('volume') if record.work.container else '',
        'pages': pages if record.work.container else '',
        'number': record.text('number') if is_numbered else '',
        'DOI': record.text('doi'),
        'arXiv': record.text('arxiv'),
    }


def imported(item: dict[str, Any]) -> Facts:
    """Return the same facts of an item of Zotero."""
    creators = [
        c
        for c in item.get('creators', [])
        if c['creatorType'] != 'translator' and 'others' not in {c.get('name'), c.get('lastName')}
    ]
    everything = json.dumps(item, ensure_ascii=False)
    title, date = (next(filter(None, map(item.get, names)), '') for names in (TITLES, DATES))
    arxiv = re.search(r'(?:arXiv:\s*|arxiv\.org/abs/)([\w./-]+?)(?:\\n|[",\s])', everything)
    volume = re.search(r'^volume-title: (.+)', item.get('extra', ''), re.MULTILINE)
    return {
        'type': item['itemType'].replace('film', 'videoRecording'),
        'people': '; '.join(
            # Zotero has suffixes behind one of the two parts that it has of a name.
            re.sub(
                r',? Jr\.', '', c.get('name') or f'{c.get("lastName", "")} {c.get("firstName", "")}'
            )
            for c in creators
        ),
        'title': re.sub(r'<[^>]+>', '', title),
        'date': next(iter(re.findall(r'\d{4}', date)), ''),
        # Zotero cites with the title of a volume from a line of "Extra".
        'container': volume[1] if volume else next(filter(None, map(item.get, CONTAINERS)), ''),
        'volume': item.get('volume', '').partition('.')[0],  # without the part behind it
        'pages': item.get('pages', ''),
        'number': next((item[name] for name in NUMBERS if item.get(name)), ''),
        'DOI': item.get('DOI') or next(iter(re.findall(r'DOI: (\S+?)(?:\\n|")', everything)), ''),
        'arXiv': arxiv[1] if arxiv else '',
    }


def differences(paper: Paper, item: dict[str, Any] | None) -> Iterator[str]:
    """Yield what an item of Zotero has otherwise than the paper, or not at all."""
    if item is None:
        yield 'missing'
        return
    found = imported(item)
    for name, value in wanted(paper).items():
        if value and not same(value, found[name]):
            yield f'{name}: {found[name]!r}, not {value!r}'


def by_zotero(server: str, file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield way, key and differences for each paper on each way into Zotero."""
    papers = read_bibliography([file]).papers
    ways = {'bib': bibtex_file(papers), 'ris': ris(papers), 'json': csl_json(papers)}
    for way, text in ways.items():
        items = asked(f'{server}/import', text, 'text/plain') or []
        yield from matched(way, papers, items)
    with tempfile.TemporaryDirectory() as folder:
        address = served(built(file, Path(folder)))
        pages = {p.key: asked(f'{server}/web', f'{address}/papers/{p.key}.html', 'text/plain')
                 for p in papers}  # fmt: skip
        for paper in papers:
            [item] = pages[paper.key] or [None]
            yield 'page', paper.key, list(differences(paper, item))
        choice = asked(f'{server}/web', f'{address}/index.html', 'text/plain')
        items = asked(f'{server}/web', json.dumps(choice), 'application/json') if choice else []
        yield from matched('list', papers, items or [])


def matched(
    way: str, papers: Iterable[Paper], items: list[dict[str, Any]]
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield way, key and differences for papers and items that have the same title."""
    for paper in papers:
        title = record_of(paper).title
        item = next((i for i in items if same(imported(i)['title'], title)), None)
        yield way, paper.key, list(differences(paper, item))


def built(file: Path, folder: Path) -> Path:
    """Build a site of the papers; give its folder."""
    from sphinx.application import Sphinx

    (folder / 'conf.py').write_text('')
    (folder / 'refs.bib').write_bytes(file.read_bytes())
    (folder / 'index.md').write_text('# Publications\n\n```{cv:publications}\n```\n')
    settings = {
        'extensions': ['myst_parser', 'sphinx_cv'], 'bibtex_bibfiles': ['refs.bib'],
        'html_baseurl': 'https://example.org/',
        'cv_paper_pages': True, 'project': 'Jane Doe',
    }  # fmt: skip
    out = folder / 'html'
    Sphinx(
        folder, folder, out, folder / 'd', 'html', settings, io.StringIO(), io.StringIO()
    ).build()
    return out


def served(folder: Path) -> str:
    """Serve a folder on loopback; give its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_port}'


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that does not talk."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def printed(source: str, kind: str, style: Path) -> dict[str, str]:
    """Return the line of each entry as pandoc's citeproc prints it."""
    command = ['pandoc', '-f', kind, '-t', 'html', '--citeproc', '--wrap=none', f'--csl={style}']
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    entries = re.split(r'<div id="ref-', done.stdout)[1:]
    return {
        html.unescape(entry.partition('"')[0]): ' '.join(
            re.sub(r'^\s*\[\d+\]', '', text_of(entry)).split()
        )
        for entry in entries
    }


def text_of(entry: str) -> str:
    """Return the text of an element whose beginning is cut off."""
    return html.unescape(re.sub(r'<[^>]+>', '', entry.partition('>')[2]))


def by_citeproc(styles: Path, file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield style, key and the two lines where they differ."""
    papers = read_bibliography([file]).papers
    for name in STYLES:
        style = styles / f'{name}.csl'
        ours = printed(csl_json(papers), 'csljson', style)
        theirs = printed(file.read_text(encoding='utf-8'), 'biblatex', style)
        for key in ours.keys() & theirs.keys():
            one, other = (re.sub(r'(\d{4})[a-z]\b', r'\1', text[key]) for text in (ours, theirs))
            yield name, key, [] if same(one, other) else [f'pandoc {other}\n      ours   {one}']


def by_latex(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the errors of LaTeX and BibTeX over what we export of a file."""
    papers = read_bibliography([file]).papers
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / 'papers.bib').write_text(bibtex_file(papers), encoding='utf-8')
        (folder / 'a.tex').write_text(
            '\\documentclass{article}\\begin{document}\\nocite{*}\n'
            '\\bibliographystyle{plain}\\bibliography{papers}\\end{document}\n'
        )
        for command in ('pdflatex', 'bibtex', 'pdflatex'):
            options = [] if command == 'bibtex' else ['-interaction=nonstopmode']
            done = subprocess.run(
                [command, *options, 'a'], cwd=folder, capture_output=True, check=False
            )
            text = done.stdout.decode(errors='replace')
        errors = re.findall(r'^! .*(?:\n.*){0,3}', text, re.MULTILINE)
        blg = (folder / 'a.blg').read_text(errors='replace')
        errors += re.findall(r'^.*(?:error message|---line).*$', blg, re.MULTILINE)
        yield 'latex', file.name, errors


def by_reading(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what differs when our export is read again."""
    papers = read_bibliography([file]).papers
    everything = {v.key: v for p in papers for v in (p, *p.versions)}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / 'papers.bib'
        path.write_text(bibtex_file(papers), encoding='utf-8')
        papers = read_bibliography([path]).papers
        again = {v.key: v for p in papers for v in (p, *p.versions)}
    # Keys that differ in case alone are told apart; the one written is another name of the paper.
    for found in list(again.values()):
        for key in everything.keys() & set(found.aliases) - again.keys():
            again[key] = replace(found, aliases=tuple(a for a in found.aliases if a != key))
    for key, paper in everything.items():
        yield 'round', key, list(lost(paper, again.get(key)))


def lost(paper: Paper, other: Paper | None) -> Iterator[str]:
    """Yield what of a paper's model is not as it was."""
    if other is None:
        yield 'missing'
        return
    for name in (
        'type', 'title', 'authors', 'editors', 'translators', 'book_authors', 'and_others',
        'and_other_editors', 'date', 'date_text', 'state', 'identifiers', 'links', 'keywords',
        'selected', 'related', 'aliases',
    ):  # fmt: skip
        one, two = getattr(paper, name), getattr(other, name)
        if one != two:
            yield f'{name}: {two!r}, not {one!r}'
    for name in paper.texts.keys() | other.texts.keys():
        if paper.texts.get(name) != other.texts.get(name):
            yield f'{name}: {other.texts.get(name)!r}, not {paper.texts.get(name)!r}'


def main() -> None:
    """Compare, and print how many agree on each way."""
    parser = argparse.ArgumentParser(description=__doc__.partition(':')[0])
    parser.add_argument('files', type=Path, nargs='+', help='bibliographies, or folders of them')
    parser.add_argument('--zotero', metavar='URL', help='a translation server on loopback')
    parser.add_argument('--styles', type=Path, help='a folder of CSL styles')
    parser.add_argument('--latex', action='store_true')
    parser.add_argument('--round', action='store_true')
    parser.add_argument('--show', action='store_true', help='print every difference')
    options = parser.parse_args()
    sums: dict[str, list[int]] = {}
    known = judged()
    files = [
        f
        for path in options.files
        for f in ([path] if path.is_file() else sorted(path.rglob('*.bib')))
    ]
    for file in files:
        results: list[tuple[str, str, list[str]]] = []
        if options.zotero:
            results += by_zotero(options.zotero, file)
        if options.styles and shutil.which('pandoc'):
            results += by_citeproc(options.styles, file)
        if options.latex and shutil.which('bibtex'):
            results += by_latex(file)
        if options.round:
            results += by_reading(file)
        for way, key, found in results:
            row = sums.setdefault(way, [0, 0, 0])
            row[0] += not found
            row[1] += 1
            fingerprints = {line: fingerprint(way, key, line) for line in found}
            row[2] += any(print_ not in known for print_ in fingerprints.values())
            for line, print_ in fingerprints.items():
                if options.show or print_ not in known:
                    print(f'{print_} {way} {file.name} {key}: {line}')
    for way, (alike, count, new) in sums.items():
        print(f'{way:20} {alike} of {count} alike, {new} not judged yet')


if __name__ == '__main__':
    main()

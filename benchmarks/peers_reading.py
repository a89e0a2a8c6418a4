"""Compare the fields we read with what the test suites of peers expect: ``FOLDER …``.

Each folder is a checkout of a peer (zotero/translators, zotero-better-bibtex,
retorquere/bibtex-parser, biber, pandoc, python-bibtexparser, JabRef, citation-js), or of the part
with its tests; which suites it has is found by their files. Names have ``peer_names.py``.
A fact counts as equal when its text is the same but for case, spacing, and the forms of quotation
marks and dashes. ``--show`` prints every difference; whoever reads differently is not always wrong.
"""

from __future__ import annotations

import ast
import html
import json
import re
import tempfile
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import yaml
from suites import compare

from sphinx_cv.bib import read_bibliography
from sphinx_cv.bib.latex.fields import parse_latex
from sphinx_cv.export.csl import item as csl_item
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import plain_text
from sphinx_cv.model.fields import field_aliases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.model import Paper

Facts = dict[str, str]
# Names of our facts -> those of Zotero and of CSL for the same.
ZOTERO = {
    'title': ('title',), 'container': ('publicationTitle', 'bookTitle', 'proceedingsTitle'),
    'volume': ('volume',), 'number': ('issue', 'reportNumber', 'patentNumber'),
    'pages': ('pages',), 'year': ('date', 'issueDate'), 'edition': ('edition',),
    'house': ('publisher', 'university', 'institution'), 'series': ('series', 'seriesTitle'),
    'place': ('place',), 'doi': ('DOI',), 'isbn': ('ISBN',), 'issn': ('ISSN',), 'url': ('url',),
    'abstract': ('abstractNote',), 'pagetotal': ('numPages',), 'version': ('versionNumber',),
}  # fmt: skip
CSL = {
    'title': 'title', 'container': 'container-title', 'volume': 'volume', 'number': 'issue',
    'pages': 'page', 'edition': 'edition', 'house': 'publisher', 'place': 'publisher-place',
    'series': 'collection-title', 'doi': 'DOI', 'isbn': 'ISBN', 'issn': 'ISSN',
    'abstract': 'abstract', 'pagetotal': 'number-of-pages', 'version': 'version', 'note': 'note',
    'url': 'URL', 'year': 'issued', 'event': 'event-title', 'eventdate': 'event-date',
    'origdate': 'original-date', 'origtitle': 'original-title', 'genre': 'genre',
    'status': 'status', 'authors': 'author', 'editors': 'editor', 'translators': 'translator',
}  # fmt: skip
# Names of our facts -> fields of a bibliography that hold no more than that.
FIELDS = {
    'doi': 'doi', 'isbn': 'isbn', 'issn': 'issn', 'volume': 'volume', 'number': 'number',
    'pages': 'pages', 'edition': 'edition', 'series': 'series', 'abstract': 'abstract',
    'pagetotal': 'pagetotal', 'version': 'version', 'note': 'note', 'eid': 'eid',
    'title': 'title', 'subtitle': 'subtitle', 'journaltitle': 'journaltitle',
    'booktitle': 'booktitle', 'booksubtitle': 'booksubtitle', 'maintitle': 'maintitle',
    'eventtitle': 'eventtitle', 'publisher': 'publisher', 'location': 'location',
    'institution': 'institution', 'organization': 'organization', 'chapter': 'chapter',
    'howpublished': 'howpublished', 'addendum': 'addendum', 'venue': 'venue', 'type': 'type',
    'titleaddon': 'titleaddon', 'shorttitle': 'shorttitle', 'issuetitle': 'issuetitle',
    'origtitle': 'origtitle', 'pubstate': 'pubstate', 'volumes': 'volumes', 'part': 'part',
    'language': 'language', 'eprintclass': 'eprintclass', 'annotation': 'annotation',
}  # fmt: skip


class Case(NamedTuple):
    """One fact: where it is asked, what was expected, and what we give."""

    where: str
    expected: str
    ours: str

    @property
    def is_alike(self) -> bool:
        """Whether both say the same."""
        return bare(self.expected) == bare(self.ours)


def bare(text: str) -> str:
    """Return what is left of a text without markup, case, spacing, and forms of punctuation."""
    text = html.unescape(re.sub(r'</?(?:[a-z]\w*)(?:\s[^<>]*)?>', '', text))
    text = re.sub(r'^(?:https?://(?:dx\.)?doi\.org/|doi: *|isbn )(?=[\d-])', '', text, flags=re.I)
    text = unicodedata.normalize('NFKC', text).casefold().replace('\u0305', '\u0304')
    text = re.sub(r'[\u2010-\u2015\u2212]|--+', '-', text).replace('; ', ' and ')
    if re.fullmatch(r'[\dx, ()-]{8,}', text):  # numbers of books and journals
        return re.sub(r'[^\dx]', '', text)
    return re.sub(r'["\'\u2018-\u201f«»`\u2032*_^$~{}\s\xad\u200b\u200c\u2063]', '', text)


@cache
def read(source: str) -> dict[str, Paper]:
    """Return the papers of a source by their keys, further versions too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'refs.bib')
        path.write_text(source, encoding='utf-8')
        papers = read_bibliography([path]).papers
    return {v.key: v for paper in papers for v in (paper, *paper.versions)}


def facts(paper: Paper) -> Facts:
    """Return what we know of a paper: each field, and facts under names of their own."""
    record = record_of(paper)
    own = {name: record.text(field) for name, field in FIELDS.items()}
    own |= {
        'container': record.container, 'house': record.house, 'url': record.url,
        'year': str(paper.year or ''), 'place': record.text('location'),
        'issue': record.text('issue'), 'number': record.text('number', 'issue'),
    }  # fmt: skip
    return {name: value for name, value in own.items() if value}


def compared(where: str, theirs: Facts, ours: Facts) -> Iterator[Case]:
    """Yield each fact that a peer expects."""
    for name, expected in theirs.items():
        if expected:
            yield Case(f'{where} {name}', expected, ours.get(name, ''))


def once(items: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Return the items whose key is there once: of the others nobody knows which is which."""
    count = Counter(item.get(key) for item in items)
    return [item for item in items if item.get(key) and count[item[key]] == 1]


def of_zotero(item: dict[str, Any]) -> Facts:
    """Return the facts of an item of Zotero."""
    own = {
        name: next((str(item[field]) for field in fields if item.get(field)), '')
        for name, fields in ZOTERO.items()
    }
    own['year'] = next(iter(re.findall(r'\d{4}', own['year'])), '')
    return own


def zotero(path: Path) -> Iterator[Case]:
    """Compare the test cases behind a translator."""
    text = path.read_text(encoding='utf-8')
    start = text.index('var testCases = ') + len('var testCases = ')
    for case in json.loads(text[start : text.rindex(']') + 1]):
        if isinstance(case.get('input'), str):
            yield from items(case['input'], case['items'], 'itemID')


def better_bibtex(folder: Path) -> Iterator[Case]:
    """Compare the libraries with what they are imported as."""
    for path in sorted(folder.glob('*.json')):
        source = path.with_suffix('.bib')
        found = json.loads(path.read_text(encoding='utf-8') or 'null')
        if source.exists() and isinstance(found, dict):
            text = source.read_text(encoding='utf-8')
            for case in items(text, found.get('items', []), 'citationKey'):
                yield case._replace(where=f'{path.stem[:40]}: {case.where}')


def items(source: str, expected: list[dict[str, Any]], key: str) -> Iterator[Case]:
    """Compare each entry with the item that was imported under its key."""
    papers = read(source)
    for item in once(expected, key):
        paper = papers.get(str(item[key]))
        if paper is not None:
            theirs = of_zotero(item)
            ours = facts(paper) | {'title': record_of(paper).title}
            # An address that we have as a link is there; the best one is another question.
            if any(link.url == theirs['url'] for link in paper.links):
                ours['url'] = theirs['url']
            # Zotero writes a journal's name out where it knows it.
            if bare(ours.get('container', '')) == bare(item.get('journalAbbreviation', '')):
                theirs['container'] = item.get('journalAbbreviation', '')
            yield from compared(paper.key, theirs, ours)


def bibtex_parser(folder: Path) -> Iterator[Case]:
    """Compare the files with their snapshots, in which case is as it was."""
    aliases = field_aliases()
    for path in sorted(folder.glob('*/*.yaml')):
        source = folder.parents[1] / 'better-bibtex' / path.parent.name / path.stem
        if not source.exists():
            source = folder.parents[1] / path.parent.name / path.stem
        papers = read(source.read_text(encoding='utf-8', errors='replace'))
        found = yaml.safe_load(path.read_text(encoding='utf-8'))
        for entry in once(found['entries'], 'key') if isinstance(found, dict) else ():
            paper = papers.get(entry['key'])
            if paper is None:
                yield Case(f'{path.stem} {entry["key"]}', 'an entry', '')
                continue
            fields = {
                aliases.get(name, name): value
                for name, value in entry['fields'].items()
                if isinstance(value, str) and aliases.get(name, name) in FIELDS.values()
            }
            yield from compared(f'{path.stem[:40]}: {paper.key}', fields, facts(paper))


def biber(path: Path) -> Iterator[Case]:
    """Compare the entries with what biber hands on, with all that they inherit."""
    papers = read((path.parent / 'tdata' / 'crossrefs.bib').read_text(encoding='utf-8'))
    aliases = field_aliases()
    for key, body in re.findall(
        r'\\entry\{(\w+)\}(.*?)\\endentry', path.read_text(encoding='utf-8'), re.DOTALL
    ):
        found = re.findall(r'\\field\{(\w+)\}\{(.*?)\}\n', body)
        found += re.findall(r'\\list\{(\w+)\}\{1\}\{%\s*\{(.*?)\}%', body)
        theirs = {aliases.get(n, n): value for n, value in found if aliases.get(n, n) in FIELDS}
        theirs |= {name: value for name, value in found if name == 'year'}
        if key in papers:
            yield from compared(key, theirs, facts(papers[key]))


def of_csl(item: dict[str, Any]) -> Facts:
    """Return the facts of an item of CSL, people and dates as text."""
    return {name: csl_text(item[variable]) for name, variable in CSL.items() if item.get(variable)}


def csl_text(value: Any) -> str:
    """Return a variable of CSL as text: people by their parts, dates by theirs."""
    if isinstance(value, list):
        return '; '.join(map(csl_person, value))
    if isinstance(value, dict):
        season = f'-{20 + value["season"]}' if 'season' in value else ''
        return str(value.get('literal') or value.get('raw') or '/'.join(
            '-'.join(str(int(part)) for part in parts) for parts in value.get('date-parts', ())
        )) + season  # fmt: skip
    text = str(value)
    if re.fullmatch(r'-?\d{3,4}(-\d+)*(/(-?\d{3,4}(-\d+)*)?)?~?', text):
        # EDTF has a year 0, and ranges without an end; CSL has neither.
        ends = (re.sub(r'^-\d+', lambda m: str(int(m[0]) - 1), end) for end in text.split('/'))
        return '/'.join(re.sub(r'(?<=-)0+(?=\d)', '', end) for end in ends if end)
    return text


def csl_person(person: dict[str, str]) -> str:
    """Return a person by the parts of a name."""
    names = ('dropping-particle', 'non-dropping-particle', 'family')
    family = ' '.join(person[name] for name in names if name in person)
    parts = (family or person.get('literal', ''), person.get('given', ''), person.get('suffix', ''))
    return ', '.join(part for part in parts if part)


def pandoc(folder: Path) -> Iterator[Case]:
    """Compare the references that pandoc makes of an entry in its command tests."""
    for path in sorted(folder.glob('bib*tex-*.md')):
        for block in re.findall(r'^```+\n(.*?)^```+$', path.read_text(), re.DOTALL | re.MULTILINE):
            command, _, rest = block.partition('\n')
            source, _, answer = rest.partition('^D\n')
            if not re.search(r'-f bib(la)?tex -t markdown', command) or '---' not in answer:
                continue
            papers = read(source)
            for item in yaml.load(answer.split('---')[1], yaml.BaseLoader).get('references', ()):
                if item['id'] in papers:
                    ours = of_csl(csl_item(papers[item['id']]))
                    for case in compared(f'{path.stem}: {item["id"]}', of_csl(item), ours):
                        yield case._replace(expected=markdown(case.expected))


def markdown(text: str) -> str:
    """Return a text of pandoc's without its escapes, links and spans."""
    text = re.sub(r'\[([^\[\]]*)\](?:\{[^{}]*\}|\([^()]*\))', r'\1', text)
    return re.sub(r'\\(.)', r'\1', text)


def citation_js(folder: Path) -> Iterator[Case]:
    """Compare the inputs of its suite with the items that they give."""
    for kind, cases in json.loads((folder / 'input.json').read_text()).items():
        for name, (source, expected) in cases.items():
            if 'bibtxt' in kind or not isinstance(expected, list):
                continue
            if source is None:
                source = (folder / 'input' / f'{name[5:]}.bib').read_text()
            if not isinstance(source, str):
                continue
            papers = read(source)
            for item in expected:
                if item.get('id') in papers:
                    ours = of_csl(csl_item(papers[item['id']]))
                    yield from compared(f'{name}: {item["id"]}', of_csl(item), ours)


def bibtexparser(path: Path) -> Iterator[Case]:
    """Compare the pairs of LaTeX and text in the tests of its decoder."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and 'decod' in node.name:
            for call in (found for one in node.decorator_list for found in ast.walk(one)):
                values = [
                    arg.value
                    for arg in getattr(call, 'args', ())
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                ]
                if isinstance(call, ast.Call) and len(values) == 2:
                    text = plain_text(parse_latex(values[0], lambda *_: None))
                    yield Case(values[0], values[1], text)


def jabref(path: Path) -> Iterator[Case]:
    """Compare the texts that must hold a DOI, and those that must hold none."""
    string = r'"((?:[^"\\]|\\.)*)"'
    text = path.read_text(encoding='utf-8')
    for expected, source, how in re.findall(
        rf'Arguments\.of\({string},\s*(?:new DOI|DOI\.parse|DOI\.findInText)\({string}\)(.*)', text
    ):
        value = json.loads(f'"{source}"')  # Java has the same escapes
        ours = doi_of(value)
        if 'URI' in how:
            ours, expected = quote(f'https://doi.org/{ours}', safe=':/;()'), expected
        yield Case(f'doi = {{{value}}}', expected, ours)


def doi_of(value: str) -> str:
    """Return the DOI that a field gives."""
    paper = read(f'@article{{k, title = {{T}}, doi = {{{value}}}}}').get('k')
    return paper.identifiers.get('doi', '') if paper else ''


SUITES: dict[str, tuple[str, Callable[[Path], Iterator[Case]]]] = {
    'Zotero': ('**/BibTeX.js', zotero),
    'Better BibTeX': ('**/test/fixtures/import', better_bibtex),
    'bibtex-parser': ('**/snapshots/sentencecase=off^caseprotection=off', bibtex_parser),
    'biber': ('**/t/crossrefs.t', biber),
    'pandoc': ('**/test/command', pandoc),
    'bibtexparser': ('**/test_latex_encoding.py', bibtexparser),
    'JabRef': ('**/DOITest.java', jabref),
    'citation-js': ('**/plugin-bibtex/test', citation_js),
}


if __name__ == '__main__':
    compare(__doc__, SUITES)

"""Compare how names are read with what the test suites of peers expect: ``FOLDER …``.

Each folder is a checkout of a peer (pybtex, python-bibtexparser, biber, JabRef, zotero/translators,
zotero-better-bibtex), or of the part with its tests; which suites it has is found by their files.
Names count as equal when given names, particle, family name and suffix are the same plain text;
Zotero knows only two parts, so there particle and suffix count to the family name.
``--show`` prints every difference. Whoever reads differently is not always wrong: the peers differ
among themselves.
"""

from __future__ import annotations

import ast
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from suites import compare

from sphinx_cv.bib import read_bibliography
from sphinx_cv.bib.latex.fields import parse_latex
from sphinx_cv.bib.names import parse_names
from sphinx_cv.model import Person, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Parts = tuple[str, ...]


class Case(NamedTuple):
    """What one test reads, what it expects and what we give: the people, part by part."""

    where: str
    expected: list[Parts]
    ours: list[Parts]

    @property
    def is_alike(self) -> bool:
        """Whether the people are the same, part by part."""
        return self.expected == self.ours


def plain(latex: str) -> str:
    """Return LaTeX as text, so that it is not the markup that is compared."""
    return plain_text(parse_latex(latex.replace('~', ' '), lambda *_: None))


def four(person: Person) -> Parts:
    """Return given names, particle, family name and suffix."""
    return person.given, person.prefix, person.family, person.suffix


def two(person: Person) -> Parts:
    """Return given names, and all the rest."""
    suffix = f', {person.suffix}' if person.suffix else ''
    return person.given, f'{person.prefix} {person.family}'.strip() + suffix


def read(source: str) -> list[Parts]:
    """Read a list of names as this extension does."""
    return [four(person) for person in parse_names(source, lambda *_: None).people]


def joined(*parts: list[str]) -> Parts:
    """Return parts given as words: first, von, last, jr."""
    return tuple(plain(' '.join(words)) for words in parts)


def pybtex(path: Path) -> Iterator[Case]:
    """Read the tuples of ``sample_names``."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], 'id', '') == 'sample_names':
            for row in getattr(node.value, 'elts', ()):
                source, (first, von, last, jr) = map(ast.literal_eval, row.elts[:2])
                yield Case(source, [joined(first, von, last, jr)], read(source))


def bibtexparser(path: Path) -> Iterator[Case]:
    """Read the names beside dictionaries of parts."""
    for node in ast.walk(ast.parse(path.read_text())):
        pair = getattr(node, 'elts', None) or getattr(node, 'args', None)
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[1], ast.Dict):
            continue
        try:
            source, parts = map(ast.literal_eval, pair)
        except ValueError:  # a call, not a case
            continue
        if set(parts) >= {'first', 'von', 'last', 'jr'}:
            found = joined(parts['first'], parts['von'], parts['last'], parts['jr'])
            yield Case(source, [found] if any(found) else [], read(source))


def biber(path: Path) -> Iterator[Case]:
    """Read the hashes of parts and the calls that are held against them."""
    text = path.read_text()
    hashes = {
        name: tuple(
            plain(match[1])
            if (match := re.search(rf"{part}\s*=> {{string => '([^']*)'", body))
            else ''
            for part in ('given', 'prefix', 'family', 'suffix')
        )
        for name, body in re.findall(r'my (\$name\w+) =\s*\{(.*?)\};', text, re.DOTALL)
    }
    for source, name in re.findall(
        r"\(tparsename(?:_x)?\(\$section,'(.*?)', '\w+'\), (\$\w+)", text
    ):
        yield Case(source, [hashes[name]], read(source))


def jabref(path: Path) -> Iterator[Case]:
    """Read the rows of the table, and the authors that a list must give."""
    text = path.read_text()
    for row in re.findall(r'^\s*"(\'.*\')",?$', text, re.MULTILINE):
        cells = re.findall(r"'((?:[^']|'')*)'", row.replace('\\\\', '\\').replace('\\"', '"'))
        if len(cells) == 6:
            source, given, _, prefix, family, suffix = (cell.replace("''", "'") for cell in cells)
            yield Case(source, [tuple(map(plain, (given, prefix, family, suffix)))], read(source))
    string = r'(?:null|"((?:[^"\\]|\\.)*)")'
    author = rf'new Author\(\s*{string},\s*{string},\s*{string},\s*{string},\s*{string}\)'
    for statement in text.split('@Test'):
        sources = re.findall(r'AuthorList\s*\.parse\(\s*"((?:[^"\\]|\\.)*)"\)', statement)
        people = re.findall(author, statement)
        if len(sources) == 1 and people and 'latexFree' not in statement:
            source = (
                sources[0].encode().decode('unicode_escape') if '\\' in sources[0] else sources[0]
            )
            found = [tuple(map(plain, (p[0], p[2], p[3], p[4]))) for p in people]
            yield Case(source, found, read(source))


def zotero(path: Path) -> Iterator[Case]:
    """Read the test cases behind a translator, entry by entry."""
    text = path.read_text()
    start = text.index('var testCases = ') + len('var testCases = ')
    for case in json.loads(text[start : text.rindex(']') + 1]):
        if isinstance(case.get('input'), str):
            yield from items(case['input'], case['items'], 'itemID')


def better_bibtex(folder: Path) -> Iterator[Case]:
    """Read the libraries and what they are imported as."""
    for path in sorted(folder.glob('*.json')):
        source = path.with_suffix('.bib')
        found = json.loads(path.read_text() or 'null')
        if source.exists() and isinstance(found, dict):
            yield from items(source.read_text(), found.get('items', []), 'citationKey')


def items(source: str, expected: list[dict[str, Any]], key: str) -> Iterator[Case]:
    """Yield the authors and editors of each entry that was imported under its key."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'refs.bib')
        path.write_text(source)
        papers = {
            version.key: version
            for paper in read_bibliography([path]).papers
            for version in (paper, *paper.versions)
        }
    for item in expected:
        paper = papers.get(str(item.get(key, '')))
        if paper is None:
            continue
        for role, people in (('author', paper.authors), ('editor', paper.editors)):
            creators = [c for c in item.get('creators', []) if c['creatorType'] == role]
            if creators:
                names: list[Parts] = [
                    (creator.get('firstName', ''), creator.get('lastName') or creator['name'])
                    for creator in creators
                ]
                yield Case(paper.fields.get(role, ''), [*names], [two(person) for person in people])


SUITES: dict[str, tuple[str, Callable[[Path], Iterator[Case]]]] = {
    'pybtex': ('**/parse_name_test.py', pybtex),
    'bibtexparser': ('**/middleware_tests/test_names.py', bibtexparser),
    'biber': ('**/t/names.t', biber),
    'JabRef': ('**/AuthorListTest.java', jabref),
    'Zotero': ('BibTeX.js', zotero),
    'Better BibTeX': ('**/test/fixtures/import', better_bibtex),
}


if __name__ == '__main__':
    compare(__doc__, SUITES)

"""A CV in R Markdown or Quarto: its front matter, its text, and the tables of vitae in its chunks.

R is read and never run: tables that are written out (``tribble``) or lie in a file beside
(``read_csv``) become entries, and everything else that R would make is told.
https://pkg.mitchelloharawild.com/vitae/
"""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.new.found import Found, NewEntry, Page, Section
from sphinx_cv.commands.new.sources.cv_records import bullets, excerpt, stacked
from sphinx_cv.commands.new.sources.dates import when
from sphinx_cv.commands.new.sources.entry_reader import kind_of
from sphinx_cv.commands.new.sources.front import Tree
from sphinx_cv.commands.new.sources.latex.markup import latex_line
from sphinx_cv.commands.new.sources.markdown import myst_line, myst_text
from sphinx_cv.commands.new.sources.socials import PersonLinks
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sphinx_cv.commands.new.sources.cv_records import CvRecord

Cells = dict[str, str]

# A chunk of R, or a heading.
_PIECE = re.compile(
    r'(?ms)^```+[ \t]*\{r\b[^}\n]*\}[^\n]*\n(?P<code>.*?)^```+[ \t]*$'
    r'|^\#{1,4}[ \t]+(?P<title>[^\n]+?)[ \t]*(?:\{[^}\n]*\})?[ \t]*$'
)
# LaTeX that sets signs, sizes and gaps.
_SILENT = re.compile(
    r'\\fa[A-Z]\w*\*?(?:\{[^}]*\})?[ \t]*'
    r'|\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|newpage|pagebreak|clearpage'
    r'|smallskip|medskip|bigskip|[vh]space\*?\{[^}]*\})\b[ \t]*'
)
# Texts, names in backticks, words and numbers, operators, signs.
_TOKEN = re.compile(
    r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|`[^`]*`|#[^\n]*|[\w.:]+|%>%|\|>|<-|[^\s\w]'
)
_ENTRIES = {
    'detailed_entries': ('what', 'when', 'with', 'where', 'why'),
    'brief_entries': ('what', 'when', 'with'),
}
# What the front matter says to the programs.
_MACHINERY = (
    'always_allow_html', 'editor_options', 'output', 'format', 'docname', 'date', 'headcolor',
    'profilepic', 'csl', 'lang', 'execute', 'bibliography', 'header-includes', 'params', 'editor',
    'toc', 'pdf-engine', 'nocite',
)  # fmt: skip
# What a call of R does that brings nothing to the CV.
_QUIET = re.compile(r'\b(library|require|opts_chunk|options|source|set_\w+)\b')


class RCall(NamedTuple):
    """A call of a function in R: its arguments, each as its name and its tokens."""

    name: str
    arguments: tuple[tuple[str, tuple[str, ...]], ...]
    start: int


def read_vitae(path: Path) -> Found:
    """Return what stands in a document of R Markdown or Quarto."""
    found = Found()
    document = Tree(path.parent, found).document(path)
    _owner(document.facts, found)
    sections = [
        Section(title, tuple(blocks))
        for title, blocks in _sections(_plain(document.text), path, found)
        if blocks
    ]
    found.pages.append(Page('index', '', tuple(sections)))
    found.left += document.facts.rest()
    return found


def _plain(text: str) -> str:
    """Return the text without comments and without LaTeX that says nothing."""
    text = re.sub(r'(?s)<!--.*?-->', '', text)
    text = re.sub(r'(?m)^(\S[^\n]*)\n(?:={3,}|-{3,})[ \t]*$', r'# \1', text)
    return _SILENT.sub('', text)


def _sections(text: str, path: Path, found: Found) -> Iterator[tuple[str, list[NewEntry | str]]]:
    """Yield each title and what stands below it: words, and the entries that chunks make."""
    title, blocks, end = '', [], 0
    # A chunk may have lines that look like headings, its comments.
    for match in _PIECE.finditer(text):
        blocks += _words(text[end : match.start()])
        end = match.end()
        if match['title'] is None:
            blocks += _chunk(match['code'], title, path, found)
        else:
            yield title, blocks
            title, blocks = myst_line(match['title'].strip()), []
    yield title, [*blocks, *_words(text[end:])]


def _owner(facts: CvRecord, found: Found) -> None:
    facts.drop(*_MACHINERY)
    links = PersonLinks()
    if page := facts.text('www', 'website', 'url'):
        links['Home page'] = page if '://' in page else f'https://{page}'
    for network in ('github', 'linkedin', 'twitter', 'orcid', 'mastodon', 'researchgate', 'gitlab'):
        links.add(network, facts.text(network))
    found.owner = links.owner(
        name=' '.join(filter(None, (facts.text('name', 'author', 'title'), facts.text('surname')))),
        position=facts.text('position', 'headline', 'subtitle'),
        email=facts.text('email'),
        phone=facts.text('phone'),
        address=facts.text('address'),
        summary=myst_line(facts.block('aboutme', 'summary')),
    )


def _words(text: str) -> list[NewEntry | str]:
    return [myst_text(text.strip())] if text.strip() else []


def _chunk(code: str, title: str, path: Path, found: Found) -> Iterator[NewEntry]:
    """Yield the entries that a chunk of R makes; tell of what it makes besides."""
    tokens = [token for token in _TOKEN.findall(code) if not token.startswith('#')]
    place = f'{path.name}, {title or "its beginning"}'
    calls = list(_calls(tokens))
    tables = [(call, _table(call, path)) for call in calls]
    used = False
    for call in (call for call in calls if call.name.rpartition('::')[2] in _ENTRIES):
        before = [rows for made, rows in tables if rows and made.start < call.start + 9]
        inside = [rows for made, rows in tables if rows and made.start > call.start]
        rows = (before or inside or [[]])[-1]
        used = True
        if rows:
            found.taken.append(f'{place}: {len(rows)}')
            yield from _entries(rows, call, title)
        else:
            found.leave(place, 'R makes its table, which is not written out here')
    for call in calls:
        if call.name.rpartition('::')[2] == 'bibliography_entries':
            used |= _bibliography(call, path, place, found)
    if tokens and not used and not _QUIET.search(code):
        found.leave(place, f'R makes something of "{excerpt(code)}"')


def _calls(tokens: Sequence[str]) -> Iterator[RCall]:
    """Yield each call of a function, the outer ones before those within."""
    for start, (name, sign) in enumerate(pairwise(tokens)):
        if sign == '(' and re.match(r'[A-Za-z.]', name):
            yield RCall(name, tuple(_arguments(tokens, start + 2)), start)


def _arguments(tokens: Sequence[str], start: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    depth = 0
    current: list[str] = []
    for token in tokens[start:]:
        if depth == 0 and token in {',', ')'}:
            if current:
                yield _argument(current)
            current = []
            if token == ')':
                return
            continue
        depth += (token in '([{') - (token in ')]}')
        current.append(token)


def _argument(tokens: list[str]) -> tuple[str, tuple[str, ...]]:
    if len(tokens) > 2 and tokens[1] == '=':
        return tokens[0].strip('`"'), tuple(tokens[2:])
    return '', tuple(tokens)


def _table(call: RCall, path: Path) -> list[Cells]:
    """Return the rows of a table that is written out or lies in a file beside, else none."""
    name = call.name.rpartition('::')[2]
    if name in {'tribble', 'frame_data'}:
        return _tribble(call)
    if name in {'read_csv', 'read.csv', 'read_csv2', 'fread'}:
        names = [text for _, tokens in call.arguments for token in tokens if (text := _text(token))]
        file = path.parent.joinpath(*names[:1]) if names else path
        if file.suffix == '.csv' and file.is_file():
            with file.open(encoding='utf-8-sig', errors='replace', newline='') as lines:
                return [{k: v or '' for k, v in row.items() if k} for row in csv.DictReader(lines)]
    return []


def _tribble(call: RCall) -> list[Cells]:
    names = [tokens[1].strip('`') for _, tokens in call.arguments if tokens[0] == '~']
    cells = [_cell(tokens) for _, tokens in call.arguments if tokens[0] != '~']
    width = len(names) or 1
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    return [dict(zip(names, row, strict=False)) for row in rows]


def _cell(tokens: Sequence[str]) -> str:
    """Return a value of R as text: texts that it puts together stand one after the other."""
    texts = [text for token in tokens if (text := _text(token))]
    if texts:
        return ' '.join(texts)
    only = ''.join(tokens)
    return '' if only in {'NA', 'NULL', 'NA_character_'} else only


def _text(token: str) -> str:
    if token[:1] not in {'"', "'"}:
        return ''
    return re.sub(r'\\(.)', lambda m: {'n': '\n', 't': ' '}.get(m[1], m[1]), token[1:-1])


def _entries(rows: Sequence[Cells], call: RCall, title: str) -> Iterator[NewEntry]:
    """Yield the entries of a table; rows that differ in their last words only are one."""
    columns = _columns(call, rows)
    kind = kind_of(title) or 'entry'
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        said = {name: _said(tokens, row) for name, tokens in columns.items()}
        head = tuple(said.get(name, '') for name in ('what', 'when', 'with', 'where'))
        groups.setdefault(head, []).append(said.get('why', ''))
    for (what, dates, organization, place), whys in groups.items():
        read = when(dates)
        options = {'organization': _shown(organization), 'place': _shown(place)}
        options = {'dates': read.dates, **options}
        body = stacked(read.words, bullets(_shown(why) for why in whys if why))
        given = nonempty(options)
        if not what:
            what = organization
            given.pop('organization', None)
        yield NewEntry(kind, _shown(what), given, body)


def _shown(text: str) -> str:
    """Return a value as Markdown; vitae takes both Markdown and LaTeX."""
    return latex_line(text, lambda *_: None) if '\\' in text else myst_line(text)


def _columns(call: RCall, rows: Sequence[Cells]) -> dict[str, tuple[str, ...]]:
    """Return the arguments of a call by their names; the first may be the table itself."""
    order = _ENTRIES[call.name.rpartition('::')[2]]
    named = {name: tokens for name, tokens in call.arguments if name in order}
    free = [tokens for name, tokens in call.arguments if not name]
    known = set().union(*rows)
    if (free and len(free[0]) != 1) or (free and free[0][0].strip('`') not in known):
        free = free[1:]
    rest = [name for name in order if name not in named]
    return {**dict(zip(rest, free, strict=False)), **named}


def _said(tokens: Sequence[str], row: Cells) -> str:
    """Return what a column, or a text with columns in braces, says of a row."""
    only = tokens[0].strip('`')
    if len(tokens) == 1 and only in row:
        value = row[only]
        return '' if value == 'NA' else value
    text = _cell([token for token in tokens if _text(token)] or tokens)
    if '{' in text:
        return re.sub(r'\{`?([\w. ]+)`?\}', lambda m: row.get(m[1].strip(), ''), text).strip()
    parts = [row[token.strip('`')] for token in tokens if token.strip('`') in row]
    return ' '.join(parts)


def _bibliography(call: RCall, path: Path, place: str, found: Found) -> bool:
    names = [text for _, tokens in call.arguments for token in tokens if (text := _text(token))]
    for file in (path.parent / name for name in names if name.endswith('.bib')):
        if file.is_file():
            found.take_bibliography(file, file.name)
        else:
            found.leave(place, f'there is no {file.name} beside it')
    return bool(names)

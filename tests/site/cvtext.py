"""The owner's CV as text, and the table of the places in which the site departs from it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from places import PROJECT

from sphinx_cv.bib import read_bibliography

# Heading of the CV -> the page with the section.
PAGES = {
    'RESEARCH INTEREST': 'index',
    'APPOINTMENTS': 'index',
    'EDUCATION': 'index',
    'PROJECT IMPACT & RECOGNITION': 'index',
    'PUBLICATIONS': 'publications',
    'TALK': 'talks',
    'TEACHING': 'teaching',
    'ADVISING AND MENTORSHIP': 'mentoring',
    'PROFESSIONAL SERVICES': 'service',
}
# One line is one item here; elsewhere an item begins with a dash.
LINEWISE = ('', 'RESEARCH INTEREST')

PAPER_LINE = re.compile(
    r'(?P<badge>\[[^]]+\](?: \(Finding\))?) (?P<authors>.+?)\.? “(?P<title>.+?)”[.,]? '
    r'(?P<venue>.+?)\.?(?: ?\((?P<remarks>[^()]+)\)\.?)? ?(?P<links>PDF)'
)


def read_cv() -> dict[str, list[str]]:
    """Read the CV: heading -> its items, each in one line; the header stands under ''."""
    heading = ''
    sections: dict[str, list[str]] = {heading: []}
    text = (Path(__file__).parent / 'data' / 'cv.txt').read_text('utf-8')
    for line in filter(None, map(str.strip, text.splitlines())):
        if line in PAGES:
            heading = line
            sections[heading] = []
        elif line.startswith('- ') or heading in LINEWISE:
            sections[heading].append(line.removeprefix('- '))
        else:
            sections[heading][-1] += f' {line}'
    return {heading: [plain(item) for item in items] for heading, items in sections.items()}


def plain(markdown: str) -> str:
    """Take the markup out of an item and leave the stars of equal contribution."""
    text = re.sub(r'\[((?:\\.|[^]\\])+)\]\(#\)', lambda match: match[1].replace('\\', ''), markdown)
    text = re.sub(r'\*\*(.+?)\*\*', r'\1', text)
    emphasis = r'(?<=“)\*(.+?)\*(?=”)' if '“' in text else r'\*(.+?)\*'
    return ' '.join(re.sub(emphasis, r'\1', text).split())


def paper_lines() -> dict[str, dict[str, str]]:
    """Return the parts of each paper's line in the CV, by the key of the most similar title."""
    lines = {}
    for item in CV['PUBLICATIONS']:
        match = PAPER_LINE.fullmatch(item)
        assert match, f'this line of the CV has another form: {item}'
        line = {name: part or '' for name, part in match.groupdict().items()}
        lines[max(FIELDS, key=lambda key: overlap(FIELDS[key]['title'], line['title']))] = line
    return lines


def overlap(one: str, other: str) -> float:
    """Return the share of words that two titles have in common."""
    first, second = words(one.casefold()), words(other.casefold())
    return (first & second).total() / (first | second).total()


def words(text: str) -> Counter[str]:
    """Count the words of *text* without the punctuation around them, which follows the layout."""
    parts = text.replace('’', "'").split()
    return Counter(filter(None, (part.strip('.,;:·–()“”') for part in parts)))


class Departure(NamedTuple):
    """A row of the table: places (pages, keys of papers, or "everywhere"), and what is quoted."""

    places: tuple[str, ...]
    cv: tuple[str, ...]
    site: tuple[str, ...]

    def applies(self, places: tuple[str, ...]) -> bool:
        """Whether the row is about one of *places*."""
        return bool({'everywhere', *places} & set(self.places))


def read_table() -> list[Departure]:
    """Read the table of departures; what is not in backquotes is for people only."""
    rows = []
    for line in (PROJECT / 'docs/corrections.md').read_text('utf-8').splitlines():
        cells = re.split(r' ?\| ?', line)[1:-1]
        if len(cells) == 4 and cells[0] != 'Where' and not cells[0].startswith('-'):
            places = tuple(place.strip('` ') for place in cells[0].split(','))
            cv, site = (tuple(re.findall(r'`([^`]+)`', cell)) for cell in cells[1:3])
            rows.append(Departure(places, cv, site))
    return rows


def corrected(text: str, *places: str) -> str:
    """Make *text* of the CV what the table says that the site has in *places*."""
    for row in TABLE:
        if row.applies(places) and row.cv:
            for old, new in zip(row.cv, row.site, strict=True):
                text = text.replace(old, new)
    return text


def additions(*places: str, **fields: str) -> Counter[str]:
    """Count the words that the site may add in *places*; "{pages}" stands for a field."""
    allowed: Counter[str] = Counter()
    for row in TABLE:
        if row.applies(places) and not row.cv:
            for text in row.site:
                if set(re.findall(r'\{(\w+)\}', text)) <= set(fields):
                    allowed += words(text.format_map(fields))
    return allowed


FIELDS = {
    paper.key: {name: paper.text(name) or value for name, value in paper.fields.items()}
    for paper in read_bibliography([PROJECT / 'refs.bib'], PROJECT).papers
}
CV = read_cv()
TABLE = read_table()

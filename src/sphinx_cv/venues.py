"""Where a paper appeared, in words: the badge before its title and the line below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model import Markup, Text, plain_text

if TYPE_CHECKING:
    from sphinx_cv.model import Inline, Paper, Rich

# The work in which a paper appeared; the first field that is there is printed in italics.
CONTAINERS = ('journaltitle', 'booktitle', 'maintitle', 'eventtitle', 'venue', 'howpublished')

# Entry type -> what it is called, where the type says more than the container.
TYPE_WORDS = {
    'thesis': 'Thesis',
    'report': 'Technical report',
    'patent': 'Patent',
    'dataset': 'Dataset',
    'software': 'Software',
    'unpublished': 'Unpublished',
    'manual': 'Manual',
    'talk': 'Talk',
}

# biblatex's localisation keys for the field "type".
SUBTYPE_WORDS = {
    'phdthesis': 'PhD thesis',
    'mathesis': 'Master’s thesis',
    'mastersthesis': 'Master’s thesis',
    'bathesis': 'Bachelor’s thesis',
    'candthesis': 'Candidate thesis',
    'techreport': 'Technical report',
    'resreport': 'Research report',
    'patentus': 'US patent',
    'patenteu': 'European patent',
}

# Field -> how it stands in the line, in this order.
_PARTS = {
    'series': '{}',
    'edition': '{} edition',
    'volume': 'vol. {}',
    'number': 'no. {}',
    'eid': 'article {}',
    'chapter': 'chapter {}',
    'pages': 'pp. {}',
    'institution': '{}',
    'organization': '{}',
    'publisher': '{}',
    'location': '{}',
}

_YEAR = re.compile(r"\s*(?:\b(?:19|20)\d\d\b|[’']\d\d\b)\s*")

_EPRINT_WORDS = {'arxiv': 'arXiv', 'hal': 'HAL', 'pubmed': 'PubMed', 'pmid': 'PubMed'}


def badge(paper: Paper) -> str:
    """Give the short name of the venue that stands before the title, '' where none is known."""
    if paper.text('abbr'):
        return paper.text('abbr')
    if container(paper):
        return ''
    if paper.identifiers.get('arxiv') and paper.year:
        return f'arXiv {paper.year}'
    return ''


def venue_name(paper: Paper) -> str:
    """Give the name under which papers of one venue stand together: the badge without year."""
    short = _YEAR.sub('', paper.text('abbr')).strip()
    return short or plain_text(container(paper)) or badge(paper).partition(' ')[0] or 'Other'


def container(paper: Paper) -> Rich:
    """Give the name of the work in which the paper appeared."""
    return paper.rich(*CONTAINERS)


def venue(paper: Paper) -> Rich:
    """Give the line on where and when the paper appeared."""
    parts: list[Rich] = [_kind(paper), _emphasised(container(paper))]
    for name, pattern in _PARTS.items():
        if rich := paper.rich(name):
            before, after = pattern.split('{}')
            if name == 'pages' and not any(c in paper.text(name) for c in '–,-'):
                before = 'p. '
            parts.append((*_text(before), *rich, *_text(after)))
    if not container(paper):
        parts.append(_text(_eprint(paper)))
    parts.append(_text(paper.date.words if paper.date else paper.date_text))
    return _joined([part for part in parts if part])


def _kind(paper: Paper) -> Rich:
    subtype = paper.text('type')
    if subtype:
        return _text(SUBTYPE_WORDS.get(subtype.lower(), subtype))
    return _text(TYPE_WORDS.get(paper.type, ''))


def _eprint(paper: Paper) -> str:
    number = paper.text('eprint') or paper.identifiers.get('arxiv', '')
    kind = paper.text('eprinttype') or ('arxiv' if 'arxiv' in paper.identifiers else '')
    if not number or 'http' in number:
        return ''
    label = _EPRINT_WORDS.get(kind.lower(), kind)
    return f'{label}:{number}' if label else number


def _emphasised(rich: Rich) -> Rich:
    return (Markup('emphasis', rich),) if rich else ()


def _text(text: str) -> Rich:
    return (Text(text),) if text else ()


def _joined(parts: list[Rich]) -> Rich:
    result: list[Inline] = []
    for index, part in enumerate(parts):
        result += [Text(', '), *part] if index else part
    return tuple(result)

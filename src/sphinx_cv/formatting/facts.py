"""What every export asks of a paper, answered once: container, kind of work, pages, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.formatting.languages import language_code
from sphinx_cv.model.preprints import eprint, is_preprint, server_in
from sphinx_cv.model.types import SUBTYPES, WORKS, type_of

__all__ = ['eprint']

if TYPE_CHECKING:
    from sphinx_cv.model import Paper
    from sphinx_cv.model.dates import PartialDate

# Kinds of links that lead to the paper itself, the most lasting first.
_ADDRESSES = ('url', 'arxiv', 'hal', 'openreview', 'pmcid', 'pmid', 'html')
_DASHES = re.compile(r'\s*(?:--+|[-\u2010-\u2014])\s*')
_UNPRINTABLE = re.compile(r'[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]')
# EDTF's seasons begin with these months, as people of the northern hemisphere use the words.
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


def work(paper: Paper) -> str:
    """Return the kind of work; what is only in an archive of preprints is a ``preprint``."""
    return 'preprint' if is_preprint(paper) else type_of(paper.type).work


def container(paper: Paper) -> str:
    """Return the name of the journal, proceedings or book that the paper is in."""
    name = one_line(paper.text(*WORKS[type_of(paper.type).work].container))
    return '' if server_in(name) else name


def language(paper: Paper) -> str:
    """Return the code of the paper's language by BCP 47; '' if no language is given."""
    name = one_line(paper.fields.get('langid', '') or paper.text('language'))
    return language_code(name) if name else ''


def pages(paper: Paper) -> tuple[str, str]:
    """Return the first and the last page; the last is '' for a single page."""
    first, *rest = _DASHES.split(paper.text('pages').strip(), maxsplit=1)
    simple = rest and not any(c in rest[0] for c in ',;')
    return (first, rest[0]) if simple else (paper.text('pages').strip(), '')


def keywords(paper: Paper) -> list[str]:
    """Return the keywords, each without the semicolon at which readers split lists."""
    return [' '.join(word.replace(';', ',').split()) for word in paper.keywords if word.strip()]


def subtype(paper: Paper) -> str:
    """Return the sort of thesis or report in words."""
    kind = paper.text('type')
    return SUBTYPES.get(kind.lower(), kind)


def iso_date(date: PartialDate | None) -> str:
    """Return the date as ISO 8601; a season is its year, for ISO has none."""
    if date is None:
        return ''
    parts = [f'{date.year:04}']
    if 1 <= date.month <= 12:
        parts += [f'{date.month:02}', *([f'{date.day:02}'] if date.day else [])]
    return '-'.join(parts)


def web_address(paper: Paper) -> str:
    """Return the best address of the paper elsewhere: where it was published, else a preprint."""
    if doi := paper.identifiers.get('doi', ''):
        return f'https://doi.org/{doi}'
    known = {link.kind: link.url for link in reversed(paper.links)}
    return next((known[kind] for kind in _ADDRESSES if kind in known), '')


def local_pdf(paper: Paper) -> str:
    """Return the path of the paper's PDF where it is a file of the site, else ''."""
    found = (link.url for link in paper.links if link.kind == 'pdf' and '://' not in link.url)
    return next(found, '')


def one_line(text: str) -> str:
    """Return *text* in one line, without the control characters that no format can carry."""
    if text.isascii() and text.isprintable() and '  ' not in text:
        return text.strip()  # as nearly all texts are
    return ' '.join(_UNPRINTABLE.sub('', text).split())

"""Where a work begins and ends, how long it is, and the number that some articles have instead."""

from __future__ import annotations

import re

from sphinx_cv.bib.blanks import is_nothing
from sphinx_cv.model.preprints import server_in
from sphinx_cv.model.states import state_alone
from sphinx_cv.model.types import type_of

_NO_PAGES = re.compile(
    r'x+\W*[xy]*|0+\W+0+|\?+\W+\?+|n/?a\W+n/?a|nan|n\.? ?p(?:ag)?\.?|s\. ?p\.|o\. ?S\.|'
    r'(?:un|not |non )paginated',
    re.IGNORECASE,
)
_COUNT = re.compile(
    r'((?:[ivxlc]+\s*[+,]\s*)?\d+)\s*'
    r'(?:pages?|pp?\.?|pgs?\.?|p[áa]gs?\.?|p[áa]ginas|pagine|seiten|s\.|стр\.?|\u0441\.|頁|页|쪽)',
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r'(.*\d\s*(?:pp?|S|s|\u0441)\.?)\s*[:;].*')  # 350 p. : ill. ; 24 cm
# What is as long as a work: "xii, 350 p. : ill.", as libraries say; else it is a note.
_LENGTH = re.compile(
    r'((?:(?:ca?|circa|approx|etwa|env)\b\.?\s*|[~≈>(])*\[?(?:[ivxlcdm]+\b|\d[\d., ]*)\]?'
    r'(?:\s*[+,;/&–-]+\s*\[?(?:[ivxlcdm]+\b|\d+)\]?)*[)+]*)\s*'
    r'(?:(?:pages?|pp?|pgs?|p[áa]gs?|p[áa]ginas|pagine|seiten|s|стр|\u0441)\b\.?|[頁页쪽])?'
    r'\s*(?:[:;].*)?',
    re.IGNORECASE,
)
# A part of a volume that has its own pages, as the pages.
_ISSUE_AS_PAGES = re.compile(
    r'(suppl(?:ement)?\b\.?(?:[ _]?\w+)?|special (?:issue|section))(?:\s*:\s*(.+))?', re.IGNORECASE
)
# As Nature has pages, of which the last is mostly missing.
_END_OF_RIS = re.compile(r'\s+EP\s*[-–]*\s*(?=\d|$)')
_COUNT_BEHIND = re.compile(rf'(?<=\d) \((?:{_COUNT.pattern})\)', re.IGNORECASE)
_ALL_PAGES = re.compile(r'(?:[ivxlc]+\s*[+,]\s*)?\d+', re.IGNORECASE)  # xii + 250
_ARTICLE = re.compile(
    r'(?:article|art|paper|artikel|art[ií]culo|artigo|id(?=[ :/]))\.?'
    r'(?:[ /-]?(?:id|no|number|nr)\b)?[.:]{0,2}\s*#?([\w.-]*\d[\w.-]*)',
    re.IGNORECASE,
)
_ISSUE = re.compile(r'(?:no|nr)\.? ?(\d+)', re.IGNORECASE)
# As MathSciNet has them, also without a word: no list of pages goes on with so small a number.
_ARTICLE_AND_COUNT = re.compile(
    r'(?:(?:no\.|paper|art(?:icle)?\.?)(?:\s*(?:no\.?|id\.?|number))?\s*([\w.-]*\d[\w.-]*)'
    r'|([a-z]?\d{4,})(?=,\s*\d{1,3}\b)),\s*(\d+)(?:\s*(?:pp?|S)\.?)?',
    re.IGNORECASE,
)
# What is given as pages and is something else -> the fields that its groups are.
_OTHERWISE = (
    (_COUNT, ('pagetotal',)), (_ARTICLE_AND_COUNT, ('eid', 'pagetotal')), (_ISSUE, ('number',)),
    (_ARTICLE, ('eid',)),
)  # fmt: skip
# A range has the like on both sides of its dash; a number of a paper has not.
_SIDE = r'(?:[A-Za-z]{0,3}\d[\d.:]*(?:[A-Za-z]|e\d+(?:-e?\d+)?)?|[ivxlcIVXLC]+)'
_RANGE = re.compile(rf'\s*({_SIDE})\s*-\s*({_SIDE})\s*')
_PLAIN_RANGE = re.compile(r'([1-9]\d*)--?([1-9]\d*)')  # as most are
_NUMBER = re.compile(r'\s*[A-Za-z]+\d{4,}-\d\d?\s*')  # of a paper, with its year behind it
_NUMBER_AS_RANGE = re.compile(r'[A-Za-z]+\d{4,}–\d\d?')  # e00326--22
_HYPHENS = str.maketrans('\u2010\u2011', '--')
_SPACE = r'(?:\s|~|\\[ ,;:!])*'
# biblatex's macros for what follows, and for what the line says itself.
_FOLLOWING = re.compile(r'\s*\\(psqq?)(?![A-Za-z])\s*')
_PREFIX = re.compile(r'\\(?:p?pno|nopp)(?![A-Za-z])[\s~]*')
_OPEN = re.compile(r'[–-]\s*\?+$')  # 1--??
_DASHES = re.compile(rf'{_SPACE}(?:[\u2013\u2014\u2212]-*|--+|\$-+\$){_SPACE}')
_PAGE_PARTS = re.compile(r'([,;+&]|\band\b|\bund\b|\bet\b)')
_SEMICOLON = re.compile(r'(?<=\d)\s*;\s*(?=\w*\d)')
_STOP = re.compile(r'(?<=\d)\.$')
_TO = re.compile(r'(?<=\d) (?:to|through|bis|à|al?|až|do) (?=\d)')
_LETTERS = re.compile(r'(?![ivxlcdm]+$)[^\W\d_]+', re.IGNORECASE)
# What Google Scholar and others give as the pages of a preprint.
_DATE_AS_PAGES = re.compile(r'arXiv--?\d{4}|(?:19|20)\d\d--?(?:0?[1-9]|1[0-2])')
_PREPRINT = re.compile(r'(?:(?:19|20)\d\d\.\d\d\.\d\d\.)?\d{5,}')  # its number at bioRxiv
_SAME = re.compile(r'(\w+)–\1')
_LABEL_WITHIN = re.compile(r'(?<=–)\s*(?:pp?|S|\u0441)\.\s*(?=\d)')
# Kinds of work of which one number of pages is how many they have.
_WHOLE = frozenset({'book', 'thesis', 'report', 'manuscript'})


def settle_pages(found: dict[str, str], kind: str) -> None:
    """Settle the pages of an entry, the number of its article, and how many pages it has."""
    if 'pages' in found:
        if server_in(found.get('journaltitle', '')):
            _settle_preprint(found)
        elif (match := _ISSUE_AS_PAGES.fullmatch(found['pages'])) and not found.get('issue'):
            found |= {'issue': match[1], 'pages': match[2] or ''}
        _settle_pages(found, kind)
    if 'pagetotal' in found:
        _settle_length(found)
    if found.get('note') and type_of(kind).work == 'article':
        _settle_article(found)


def _settle_preprint(found: dict[str, str]) -> None:
    """Take what is no page away where a preprint has its pages, which programs fill in."""
    if _PREPRINT.fullmatch(found['pages']):
        found.setdefault('eid', found['pages'])
        found['pages'] = ''
    elif _DATE_AS_PAGES.fullmatch(found['pages']):
        found['pages'] = ''


def _settle_pages(found: dict[str, str], kind: str) -> None:
    if (match := _PLAIN_RANGE.fullmatch(found['pages'])) and match[1] != match[2]:
        found['pages'] = f'{match[1]}–{match[2]}'
        return
    text = _cleaned(found['pages'])
    bare = text.strip('{}()')
    is_whole = type_of(kind).work in _WHOLE
    if is_whole and (match := _DESCRIBED.fullmatch(bare)):
        bare = match[1]
    told = _told(bare, is_whole=is_whole)
    if 'number' in told and (found.get('number') or found.get('issue')):
        told = {'eid': told['number']}
    for name, value in told.items():
        found.setdefault(name, value)
    if told or _NO_PAGES.fullmatch(bare) or state_alone(bare):
        text = ''
    if '–' in text and (_NUMBER_AS_RANGE.fullmatch(text) or not _has_ends(text)):
        text = text.replace('–', '-')  # JVI--00755 is a number
    text = ''.join(map(_page_range, _PAGE_PARTS.split(text))).strip('–- ')
    found['pages'] = _SEMICOLON.sub(', ', _STOP.sub('', text))


def _cleaned(text: str) -> str:
    """Return pages with an en dash in ranges, and without words and macros that say no more."""
    if 'EP' in text:
        text = _END_OF_RIS.sub('--', text)
    if '\\' in text:
        text = _PREFIX.sub('', _FOLLOWING.sub(lambda match: f' {match[1][1:]}.', text))
    text = _LABEL_WITHIN.sub('', _DASHES.sub('–', text.translate(_HYPHENS))).strip()
    if ' ' in text:
        text = _COUNT_BEHIND.sub('', _TO.sub('–', text))
    return _OPEN.sub('', text)


def _told(bare: str, *, is_whole: bool) -> dict[str, str]:
    """Return what a text says that is no pages: how many there are, the number of an article."""
    for pattern, names in _OTHERWISE:
        if match := pattern.fullmatch(bare):
            return dict(zip(names, filter(None, match.groups()), strict=True))
    return {'pagetotal': bare} if is_whole and _ALL_PAGES.fullmatch(bare) else {}


def _settle_article(found: dict[str, str]) -> None:
    """Take the number of an article out of a note that is nothing else, as zbMATH has it."""
    note = found['note'].strip('{}. ')
    told = _told(note, is_whole=False)
    if 'eid' in told and not (found.get('eid') or found.get('articleno')):
        found |= {**told, 'note': ''}
        if note.startswith('Id/No') and _ALL_PAGES.fullmatch(found.get('pages', '')):
            found |= {'pagetotal': found['pages'], 'pages': ''}


def _settle_length(found: dict[str, str]) -> None:
    """Take the words away that the line says itself; what is no number of pages is a note."""
    text = found['pagetotal']
    if match := _LENGTH.fullmatch(text.replace('~', ' ').strip('{} ')):
        found['pagetotal'] = match[1].strip()
        return
    found['pagetotal'] = ''
    if is_nothing(text):
        return
    name = 'addendum' if found.get('note') else 'note'
    found[name] = f'{found[name]}. {text}' if found.get(name) else text


def _has_ends(text: str) -> bool:
    """Return whether not just one end of a range is letters, unless they are a number of Rome."""
    ends = [_LETTERS.fullmatch(end.strip()) for end in text.split('–') if end.strip()]
    return all(ends) or not any(ends)


def _page_range(text: str) -> str:
    """Return one range of pages with an en dash; a single page once."""
    if (match := _RANGE.fullmatch(text)) and not _NUMBER.fullmatch(text):
        text = text.replace(match[0].strip(), f'{match[1]}–{match[2]}')
    return match[1] if (match := _SAME.fullmatch(text.strip())) else text

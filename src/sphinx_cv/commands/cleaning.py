"""A record as a service has it -> a paper that this project would write, and what was changed.

It goes through the reader of bibliographies, whose repairs it so gets: HTML, names, dates, numbers.
What is repaired here besides are the habits of services: titles in capitals, their full stop, pages
that stand twice, journals under another spelling than the owner's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_cv.bib.drafts import Draft, SourceFile
from sphinx_cv.bib.grammar import Lines, end_of_group
from sphinx_cv.bib.latex.tags import is_html
from sphinx_cv.bib.papers import make_paper
from sphinx_cv.export.bibtex import name_fields, rich_latex
from sphinx_cv.model import fold
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.model import Paper

_RANGE = re.compile(r'\s*(?:–|—|−|--?)\s*')
_TWICE = re.compile(r'(\w+)--\1')
_SHORTENED = re.compile(r'(\d+)--(\d+)')
_ARTICLE_NUMBER = re.compile(r'(?:article|art\.?|no\.?|paper)\s+(?:no\.?\s*)?([\w.-]+)', re.I)
_WORD = re.compile(r"[^\W_][\w'’-]*")
_PROTECTED = re.compile(r'(\{[^{}]*\}|\$[^$]*\$|\\[A-Za-z]+)')
_VOWELS = re.compile('[AEIOUYaeiouy]')
# Words that are capitals by nature, in titles that are all in capitals.
_CAPITALS = frozenset(
    'DNA RNA MRNA MRI FMRI CT PET EEG ECG HIV AIDS COVID SARS USA UK EU UN NASA ESA CERN LHC AI '
    'ML NLP LLM GPU CPU FPGA IOT API SQL XML HTML PDF UV IR NMR PCR ICU WHO GDP GPS LED SAR CNN '
    'RNN GAN BERT GPT II III IV VI VII VIII IX XI XII 2D 3D 4D IEEE ACM '
    'SIAM AIAA IET ISPRS AAAI ACS AMS AIP APS BMC BMJ PLOS PNAS ASME ASCE SPIE USENIX'.split()
)
_SMALL = frozenset(
    'a an the and or but nor of in on at to for from by with as via is are than vs de la le der '
    'die das und et'.split()
)
# Fields that say nothing that others do not say, or that are not for the world.
_DROPPED = frozenset({'language', 'copyright', 'origlanguage', 'langid'})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """A paper to be written: its biblatex type and fields, and what was changed on the way."""

    record: RawRecord
    type: str
    fields: dict[str, str]
    paper: Paper
    notes: tuple[str, ...]


def clean(record: RawRecord, known: Sequence[Paper], *, with_abstract: bool = False) -> Clean:
    """Clean *record*; the owner's other papers say how journals and titles are written."""
    given = {k: v for k, v in record.fields.items() if k not in _DROPPED}
    if not with_abstract:
        given.pop('abstract', None)
    read, complaints = read_fields(record.type, given, record.source)
    fields, notes = _written(read)
    for name, repair in (
        ('title', lambda value: _title(value, known)),
        ('booktitle', _unshouted),
        ('journaltitle', lambda value: _journal(value, known)),
        ('pages', _pages),
    ):
        if name in fields and (mended := repair(fields[name])) != fields[name]:
            notes.append(f'{name}: "{_short(fields[name])}" -> "{_short(mended)}"')
            fields[name] = mended
    notes.extend(_settle_pages(fields))
    notes.extend(_settle_book(record.type, fields))
    _drop_doubles(fields)
    paper, _ = read_fields(record.type, fields, record.source)
    lacking = _lacking(paper, fields)
    said = (*record.notes, *complaints, *notes, *lacking)
    return Clean(record=record, type=record.type, fields=fields, paper=paper, notes=said)


def read_fields(kind: str, fields: dict[str, str], source: str) -> tuple[Paper, list[str]]:
    """Return what the reader makes of an entry, and what it complains of."""
    draft = Draft('', kind, SourceFile(source, Lines('')), 0, dict(fields))
    paper = make_paper(draft)
    said = (problem.message for problem in draft.problems if problem.subtype != 'hint')
    return paper, [message.partition(';')[0] for message in said]


def _written(paper: Paper) -> tuple[dict[str, str], list[str]]:
    """Return the fields in the LaTeX that the file is to have."""
    fields, notes = {}, []
    for name, value in paper.fields.items():
        fields[name] = _unwrapped(' '.join(value.split()))
        if name in paper.texts and is_html(value):
            fields[name] = rich_latex(paper.texts[name]).replace('\u00a0', '~')
            notes.append(f'{name}: HTML -> LaTeX')
    for role, people, others in (
        ('author', paper.authors, paper.and_others),
        ('editor', paper.editors, paper.and_other_editors),
    ):
        named = name_fields(role, people, and_others=others)
        fields |= {name: value[1:-1] for name, value in named.items()}
    if paper.and_others:
        notes.append('author: the record does not name all of them; add the others by hand')
    return nonempty(fields), notes


def _unwrapped(value: str) -> str:
    """Return *value* without braces around all of it, which are the matter of a file's manner."""
    if value.startswith('{') and end_of_group(value, 0, len(value)) == len(value):
        return value[1:-1].strip()
    return value


def _title(title: str, known: Sequence[Paper]) -> str:
    if title.startswith('[') and title.endswith((']', '].')):  # PubMed's sign of a translation
        title = title.rstrip('.')[1:-1]
    if title.endswith('.') and not title.endswith('..') and title.count('.') == 1:
        title = title[:-1]
    if not _is_shouted(title):
        return title
    words = {word.upper(): word for paper in known for word in _WORD.findall(paper.title_text)}
    kept = {upper: word for upper, word in words.items() if word[1:] != word[1:].lower()}
    style = str.capitalize if _has_title_case(known) else str.lower
    parts = _PROTECTED.split(title)
    first = True
    for i in range(0, len(parts), 2):
        parts[i] = _lowered(parts[i], kept, style, is_first=first)
        first = first and not parts[i].strip()
    return ''.join(parts)


def _lowered(text: str, kept: dict[str, str], style: object, *, is_first: bool) -> str:
    state = {'first': is_first}

    def change(match: re.Match[str]) -> str:
        word, start = match[0], match.start()
        begins = state['first'] or text[:start].rstrip().endswith((':', '?', '!', '—'))
        state['first'] = False
        if word.upper() in kept:
            return kept[word.upper()]
        if _is_acronym(word):
            return word
        is_capital = begins or (style is str.capitalize and word.lower() not in _SMALL)
        return word.capitalize() if is_capital else word.lower()

    return _WORD.sub(change, text)


def _is_acronym(word: str) -> bool:
    bare = word.upper()
    if bare in _CAPITALS or bare.partition('-')[0] in _CAPITALS - {'II', 'III'}:
        return True
    has_digit = any(c.isdigit() for c in word)
    return has_digit or (len(word) > 1 and not _VOWELS.search(word) and "'" not in word)


def _is_shouted(text: str) -> bool:
    letters = [c for c in _PROTECTED.sub('', text) if c.isalpha() and c.lower() != c.upper()]
    return len(letters) > 9 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _has_title_case(known: Sequence[Paper]) -> bool:
    words = [w for paper in known for w in _WORD.findall(paper.title_text)[1:] if len(w) > 3]
    return len(words) > 5 and sum(word[0].isupper() for word in words) * 2 > len(words)


def _unshouted(name: str) -> str:
    """Return the name of a journal or book as it is written where it is all in capitals."""
    if not _is_shouted(name) or len(name.split()) < 3:
        return name
    return _lowered(name, {}, str.capitalize, is_first=True)


def _journal(name: str, known: Sequence[Paper]) -> str:
    """Return the journal as the owner writes it, or as it is written."""
    bare = _compared(name)
    for paper in known:
        if 'journaltitle' in paper.texts and _compared(paper.text('journaltitle')) == bare:
            return paper.fields['journaltitle']
    return _unshouted(re.sub(r'\s*\((?:[A-Z][\w ,.]+)\)$', '', name))


def _compared(name: str) -> str:
    text = re.sub(r'\s*\([A-Z][\w ,.]+\)$', '', name.replace('\\&', 'and').replace('&', 'and'))
    letters = ''.join(c for c in fold(text) if c.isalnum())
    return letters.removeprefix('the')


def _pages(pages: str) -> str:
    pages = _RANGE.sub('--', pages.replace('–', '-'))
    if short := _SHORTENED.fullmatch(pages):  # catalogues write 1351-9 for 1351-1359
        first, last = short.groups()
        if len(last) < len(first):
            pages = f'{first}--{first[: -len(last)]}{last}'
    return twice[1] if (twice := _TWICE.fullmatch(pages)) else pages


def _settle_pages(fields: dict[str, str]) -> list[str]:
    """Move the number of an article that stands among the pages to its own field."""
    pages = fields.get('pages', '')
    if match := _ARTICLE_NUMBER.fullmatch(pages):
        fields.setdefault('eid', match[1])
        del fields['pages']
        return [f'pages: "{pages}" is the number of the article']
    if fields.get('eid') and fields['eid'] == pages:
        del fields['pages']
    return []


def _settle_book(kind: str, fields: dict[str, str]) -> list[str]:
    """Say of proceedings without a name what they can be called by."""
    if kind != 'inproceedings' or fields.get('booktitle'):
        return []
    found = fields.get('eventtitle') or fields.get('series', '')
    if not found:
        return ['the record does not name the proceedings; add booktitle = {…}']
    fields['booktitle'] = found
    return [f'the record does not name the proceedings; the name of the event is taken: {found}']


def _drop_doubles(fields: dict[str, str]) -> None:
    """Drop what another field says as well."""
    url = fields.get('url', '')
    if re.search(r'//(?:dx\.)?doi\.org/|arxiv\.org/abs/|openreview\.net/', url):
        del fields['url']
    if fields.get('publisher', '').lower() in {'arxiv', 'arxiv.org'}:
        del fields['publisher']
    if fields.get('eprint') and fields.get('doi', '').lower().startswith('10.48550/arxiv'):
        del fields['doi']
    if fields.get('eventtitle') == fields.get('booktitle'):
        fields.pop('eventtitle', None)


def _lacking(paper: Paper, fields: dict[str, str]) -> list[str]:
    lacking = []
    if not (paper.authors or paper.editors):
        lacking.append('the record has no author; add author = {…}')
    if not paper.date:
        lacking.append('the record has no date; add year = {…}')
    if paper.type == 'article' and not fields.get('journaltitle'):
        lacking.append('the record does not name the journal; add journal = {…}')
    return lacking


def _short(text: str) -> str:
    return text if len(text) < 70 else f'{text[:67]}…'

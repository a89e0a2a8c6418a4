"""RIS and the format of PubMed (``.nbib``): a tag, a dash and a value on each line.

https://en.wikipedia.org/wiki/RIS_(file_format)
https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_cv.bib.identifiers import clean_doi
from sphinx_cv.commands.records.record import RawRecord, bibtex_names, latex_of, people, split_names
from sphinx_cv.model.month_names import month_or_season_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINE = re.compile(r'([A-Z][A-Z0-9]{1,3}) *- ?(.*)')
_DATE = re.compile(r'(\d{4})(?:[/ -](\w+))?(?:[/ -](\d{1,2}))?')
_TYPES = {
    'JOUR': 'article', 'EJOUR': 'article', 'MGZN': 'article', 'NEWS': 'article', 'JFULL': 'article',
    'CONF': 'inproceedings', 'CPAPER': 'inproceedings', 'CHAP': 'incollection',
    'ECHAP': 'incollection', 'ENCYC': 'incollection', 'DICT': 'incollection', 'BOOK': 'book',
    'EBOOK': 'book', 'EDBOOK': 'book', 'THES': 'thesis', 'RPRT': 'report', 'DATA': 'dataset',
    'COMP': 'software', 'UNPB': 'unpublished', 'MANSCPT': 'unpublished', 'ELEC': 'online',
    'BLOG': 'online', 'PAT': 'patent',
}  # fmt: skip
# biblatex's field -> the tags that may hold it, the best first.
_RIS = {
    'title': ('TI', 'T1', 'CT'), 'volume': ('VL',), 'number': ('IS',), 'publisher': ('PB',),
    'location': ('CY',), 'edition': ('ET',), 'abstract': ('AB', 'N2'), 'series': ('T3',),
    'eid': ('C7',),
}  # fmt: skip
_NBIB = {
    'title': ('TI',), 'volume': ('VI',), 'number': ('IP',), 'pages': ('PG',), 'abstract': ('AB',),
    'journaltitle': ('JT', 'TA'), 'pmid': ('PMID',), 'pmcid': ('PMC',), 'issn': ('IS',),
}  # fmt: skip


def read_ris(text: str, source: str) -> list[RawRecord]:
    """Read every reference of a RIS file."""
    return [_from_ris(tags, source) for tags in _references(text, 'TY') if tags.get('TY')]


def read_nbib(text: str, source: str) -> list[RawRecord]:
    """Read every reference of a file of PubMed."""
    return [_from_nbib(tags, source) for tags in _references(text, 'PMID') if tags.get('TI')]


def _references(text: str, first: str) -> Iterator[dict[str, list[str]]]:
    """Yield the values of each reference by their tags; *first* is the tag that begins one."""
    tags: dict[str, list[str]] = defaultdict(list)
    last = ''
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            if last and line.strip():
                tags[last][-1] += f' {line.strip()}'
            continue
        last, value = match[1], match[2].strip()
        if last == first and tags:
            yield tags
            tags = defaultdict(list)
        tags[last].append(value)
    if tags:
        yield tags


def _taken(tags: Mapping[str, list[str]], table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        name: latex_of(next((tags[tag][0] for tag in wanted if tags.get(tag)), ''))
        for name, wanted in table.items()
    }


def _from_ris(tags: Mapping[str, list[str]], source: str) -> RawRecord:
    kind = _TYPES.get(tags['TY'][0], 'misc')
    fields = _taken(tags, _RIS)
    fields['author'] = people([*tags.get('AU', ()), *tags.get('A1', ())])
    editors = tags.get('ED', ()) or (tags.get('A2', ()) if kind != 'article' else ())
    fields['editor'] = people(editors)
    if kind == 'article':
        fields['journaltitle'] = latex_of(_one(tags, 'JF', 'T2', 'JO', 'JA', 'J2'))
    elif kind in {'inproceedings', 'incollection'}:
        fields['booktitle'] = latex_of(_one(tags, 'T2', 'BT', 'JF', 'C3', 'JO'))
    elif kind in {'thesis', 'report'}:
        fields['institution'] = fields.pop('publisher', '')
        fields['type'] = 'phdthesis' if kind == 'thesis' else 'techreport'
    fields['pages'] = '--'.join(filter(None, (_one(tags, 'SP'), _one(tags, 'EP'))))
    fields['date'] = _edtf(_one(tags, 'DA', 'PY', 'Y1'))
    fields['doi'] = clean_doi(_one(tags, 'DO', 'M3'))
    fields['isbn' if kind in {'book', 'incollection'} else 'issn'] = _one(tags, 'SN')
    fields['url'] = _one(tags, 'UR', 'L2')
    return RawRecord.of(source, kind, fields)


def _from_nbib(tags: Mapping[str, list[str]], source: str) -> RawRecord:
    fields = _taken(tags, _NBIB)
    authors = tags.get('FAU') or tags.get('AU', [])
    groups = [f'{{{name}}}' for name in tags.get('CN', ())]
    fields['author'] = bibtex_names(
        [*(name for text in authors for name in split_names(text)), *groups]
    )
    fields['date'] = _edtf(_one(tags, 'DP'))
    numbers = (text for tag in ('LID', 'AID') for text in tags.get(tag, ()) if '[doi]' in text)
    fields['doi'] = clean_doi(next(numbers, ''))
    fields['issn'] = fields['issn'].partition(' ')[0]
    return RawRecord.of(source, 'article', fields)


def _one(tags: Mapping[str, list[str]], *names: str) -> str:
    return next((tags[name][0] for name in names if tags.get(name) and tags[name][0]), '')


def _edtf(text: str) -> str:
    match = _DATE.match(text.strip('/ '))
    if match is None:
        return ''
    year, month, day = match.groups()
    month = month or ''
    number = int(month) if month.isdecimal() else month_or_season_like(month)
    if not 1 <= number <= 12:
        return year
    return f'{year}-{number:02}' + (f'-{int(day):02}' if day else '')

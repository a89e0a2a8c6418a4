"""PubMed: articles of medicine and biology by their number, and PubMed Central.

https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.EFetch
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.records.nested import mappings
from sphinx_cv.commands.records.record import RawRecord, bibtex_names, latex_of, literal, person
from sphinx_cv.commands.web import NotFoundError
from sphinx_cv.model.month_names import month_or_season_like

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

    from sphinx_cv.commands.web import Web

_FETCH = 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi'
_CONVERT = 'https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/'
_SMALL = frozenset('a an and the of in on for et de la der und'.split())


def fetch(number: str, web: Web) -> RawRecord:
    """Return the record of the PubMed id *number*."""
    parameters = {'db': 'pubmed', 'id': number, 'retmode': 'xml', 'tool': 'sphinx-cv'}
    if web.contact:
        parameters['email'] = web.contact
    tree = web.get_xml(_FETCH, parameters=parameters)
    article = None if tree is None else tree.find('.//PubmedArticle')
    if article is None or not _text(article, './/ArticleTitle'):
        raise NotFoundError(f'PubMed does not know the number {number}; is there a slip in it?')
    return _read(article)


def fetch_central(number: str, web: Web) -> RawRecord:
    """Return the record of the article *number* (``PMC…``) of PubMed Central."""
    answer = web.get_json(_CONVERT, parameters={'ids': number, 'format': 'json'})
    for record in mappings(answer, 'records'):
        if pmid := str(record.get('pmid') or ''):
            return fetch(pmid, web)
    raise NotFoundError(f'PubMed Central does not know {number}; is there a slip in it?')


def _read(article: ET.Element) -> RawRecord:
    numbers = {
        (one.get('IdType') or ''): (one.text or '').strip()
        for one in article.iterfind('./PubmedData/ArticleIdList/ArticleId')
    }
    journal = article.find('.//Journal')
    place = journal if journal is not None else article
    abstract = ' '.join(_all(text) for text in article.iterfind('.//Abstract/AbstractText'))
    fields = {
        'author': bibtex_names(_names(article)),
        'title': latex_of(_text(article, './/ArticleTitle')).rstrip('.'),
        'journaltitle': latex_of(_journal(_text(place, './/Title'))),
        'volume': _text(place, './/JournalIssue/Volume'),
        'number': _text(place, './/JournalIssue/Issue'),
        'pages': _text(article, './/Pagination/MedlinePgn'),
        'date': _date(article.find('.//JournalIssue/PubDate')),
        'doi': numbers.get('doi', ''),
        'pmid': numbers.get('pubmed', '') or _text(article, './MedlineCitation/PMID'),
        'pmcid': numbers.get('pmc', ''),
        'issn': _text(place, './/ISSN'),
        'abstract': latex_of(abstract),
    }
    return RawRecord.of('PubMed', 'article', fields)


def _names(article: ET.Element) -> Iterator[str]:
    for one in article.iterfind('.//AuthorList/Author'):
        if group := _text(one, 'CollectiveName'):
            yield literal(latex_of(group))
        elif family := _text(one, 'LastName'):
            given = _text(one, 'ForeName') or ' '.join(_text(one, 'Initials'))
            given = re.sub(r'(?<!\S)([A-Z])(?!\S)', r'\1.', given)
            yield person(given, family, suffix=_text(one, 'Suffix'))
    if (people := article.find('.//AuthorList')) is not None and people.get('CompleteYN') == 'N':
        yield 'others'


def _journal(name: str) -> str:
    """Return the name of a journal with the capitals that the catalogue does not write."""
    words = name.partition(' (')[0].split(' ')
    return ' '.join(
        word[:1].upper() + word[1:] if i == 0 or word not in _SMALL else word
        for i, word in enumerate(words)
    )


def _date(date: ET.Element | None) -> str:
    if date is None:
        return ''
    year = _text(date, 'Year') or _text(date, 'MedlineDate')[:4]
    month = _text(date, 'Month')
    number = int(month) if month.isdecimal() else month_or_season_like(month)
    day = _text(date, 'Day')
    return '-'.join(
        [year, *([f'{number:02}', *([f'{int(day):02}'] if day else [])] if number else [])]
    )


def _text(element: ET.Element, path: str) -> str:
    found = element.find(path)
    return _all(found) if found is not None else ''


def _all(element: ET.Element) -> str:
    """Return the text of an element, with its tags of HTML as they are."""
    parts = [element.text or '']
    for child in element:
        inner = _all(child)
        parts.append(f'<{child.tag}>{inner}</{child.tag}>' if len(child.tag) <= 3 else inner)
        parts.append(child.tail or '')
    return ' '.join(''.join(parts).split())

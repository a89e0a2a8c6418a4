"""Books by their ISBN: Open Library, and Google Books for those that it does not have.

https://openlibrary.org/dev/docs/api/books
https://developers.google.com/books/docs/v1/using
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_cv.commands.records.nested import mapping, mappings
from sphinx_cv.commands.records.record import RawRecord, latex_of, people
from sphinx_cv.commands.web import NotFoundError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.commands.web import Web

_YEAR = re.compile(r'\b(1[5-9]|20)\d\d\b')


def clean_isbn(text: str) -> str:
    """Return the digits of an ISBN if its last one fits the others, else ''."""
    digits = re.sub(r'[\s-]', '', text).upper()
    if re.fullmatch(r'\d{13}', digits) and digits.startswith(('978', '979')):
        total = sum(int(digit) * (1, 3)[i % 2] for i, digit in enumerate(digits))
        return digits if total % 10 == 0 else ''
    if re.fullmatch(r'\d{9}[\dX]', digits):
        values = [10 if digit == 'X' else int(digit) for digit in digits]
        total = sum(value * (10 - i) for i, value in enumerate(values))
        return digits if total % 11 == 0 else ''
    return ''


def fetch(isbn: str, web: Web) -> RawRecord:
    """Return the record of the book."""
    failure: ServiceError | None = None
    for ask in (_open_library, _google):
        try:
            if record := ask(isbn, web):
                return record
        except ServiceError as error:
            failure = error
    if failure:
        raise failure
    raise NotFoundError(f'neither Open Library nor Google Books knows the ISBN {isbn}')


def _open_library(isbn: str, web: Web) -> RawRecord | None:
    parameters = {'bibkeys': f'ISBN:{isbn}', 'format': 'json', 'jscmd': 'data'}
    answer = web.get_json('https://openlibrary.org/api/books', parameters=parameters)
    book = mapping(answer, f'ISBN:{isbn}')
    if not book.get('title'):
        return None
    names = [str(one.get('name') or '') for one in mappings(book, 'authors')]
    return _book('Open Library', isbn, book, names, {
        'publisher': next((one.get('name') for one in mappings(book, 'publishers')), ''),
        'location': next((one.get('name') for one in mappings(book, 'publish_places')), ''),
        'date': book.get('publish_date'),
    })  # fmt: skip


def _google(isbn: str, web: Web) -> RawRecord | None:
    url = 'https://www.googleapis.com/books/v1/volumes'
    answer = web.get_json(url, parameters={'q': f'isbn:{isbn}'})
    info = mapping(next(iter(mappings(answer, 'items')), None), 'volumeInfo')
    if not info.get('title'):
        return None
    listed = info.get('authors')
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    told = {'publisher': info.get('publisher'), 'date': info.get('publishedDate')}
    return _book('Google Books', isbn, info, names, told)


def _book(
    source: str, isbn: str, book: Mapping[str, Any], names: list[str], told: Mapping[str, Any]
) -> RawRecord:
    year = _YEAR.search(str(told.get('date') or ''))
    subtitle = latex_of(book.get('subtitle'))
    title = latex_of(book['title'])
    fields = {
        'author': people(names),
        'title': f'{title}: {subtitle}' if subtitle and subtitle not in title else title,
        'publisher': latex_of(told.get('publisher')),
        'location': latex_of(told.get('location')),
        'date': year[0] if year else '',
        'isbn': isbn,
    }
    return RawRecord.of(source, 'book', fields)

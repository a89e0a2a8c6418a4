"""A paper -> the ``citation_*`` tags of its page, as Google Scholar and Zotero want them.

Google Scholar: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
Zotero: https://www.zotero.org/support/dev/exposing_metadata
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import is_cjk
from sphinx_cv.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.formatting.record import Record
    from sphinx_cv.model import Paper, Person


# Google Patents has the first, and Zotero reads the second.
_PATENT_NUMBER = ('citation_patent_number', 'prism.number')


def citation_tags(paper: Paper, *, page_url: str = '', pdf_url: str = '') -> list[tuple[str, str]]:
    """Return names and contents of the tags in order; both addresses are absolute or ''."""
    record = record_of(paper)
    found = [
        ('citation_title', paper.title_text),
        *(('citation_author', name) for name in author_names(record.signed)),
        *(('citation_editor', name) for name in author_names(paper.editors)),
        ('citation_publication_date', record.issued.replace('-', '/')),
        *_container(record),
        *_numbers(record),
        *_identifiers(record),
        ('citation_language', record.language),
        ('citation_keywords', '; '.join(record.keywords)),
        ('citation_abstract', record.text('abstract')),
        ('z.extra', record.also_numbered),  # in the namespace of Zotero
        ('citation_public_url', page_url),
        ('citation_pdf_url', pdf_url),
    ]
    return [(name, text) for name, value in found if (text := one_line(value))]


def author_names(people: tuple[Person, ...]) -> list[str]:
    """Return the names so that readers split each into the same two parts as its author."""
    alone = len(people) == 1
    return [_name(person, alone=alone).replace(';', ' ') for person in people]


@lru_cache(maxsize=2**14)
def inverted_name(person: Person) -> str:
    """Return "Family, Given"; the comma keeps an organisation of several words in one piece."""
    family = ' '.join(part for part in (person.prefix, person.family, person.suffix) if part)
    if person.given:
        return one_line(f'{family}, {person.given}')
    return one_line(f'{family},' if ' ' in family else family)


def _name(person: Person, *, alone: bool) -> str:
    family = inverted_name(person).partition(',')[0]
    # Where a lone name has two words on both sides of its comma, Zotero takes it for two authors.
    # Without a comma, it takes the last word for the family name, so that one must be a single word
    # where there is a choice.
    whole = not person.given or is_cjk(family)
    if alone and not whole and (' ' not in family or ' ' in person.given):
        return person.name
    return inverted_name(person)


def _container(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the one tag that says in what it appeared, by which readers tell the kind of work."""
    is_part = bool(record.work.container)
    if record.work.highwire:
        yield record.work.highwire, record.container if is_part else record.house
    if is_part or not record.work.highwire:
        yield 'citation_publisher', record.house
    if not (record.work.highwire and (record.container if is_part else record.house)):
        # Without it Zotero would take it for an article in a journal.
        yield 'DC.type', record.type.zotero or record.work.zotero


def _identifiers(record: Record) -> Iterator[tuple[str, str]]:
    """Yield each identifier in a tag of its own, as a journal has several."""
    for name, text in record.row('highwire', identifiers=True).items():
        yield from ((name, number) for number in text.split(', '))


def _numbers(record: Record) -> Iterator[tuple[str, str]]:
    if record.is_preprint or record.kind == 'report':
        number = record.numbered if record.is_preprint else record.text('number')
        yield 'citation_technical_report_number', number
        return
    if record.kind == 'patent':
        yield from ((name, record.text('number')) for name in _PATENT_NUMBER)
        return
    if record.kind == 'other':
        yield _PATENT_NUMBER[1], record.text('number')
    numbers = record.row('highwire')
    if record.kind != 'article':
        number = numbers.pop('citation_issue', '')
        numbers['z.seriesNumber'] = number if 'z.series' in numbers else ''
    yield from numbers.items()
    # Of "33–58, 61", Zotero would lose all that stands behind the dash.
    first, _, rest = record.begins.partition('–')
    yield from (('citation_firstpage', first), ('citation_lastpage', record.last_page or rest))

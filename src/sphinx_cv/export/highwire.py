"""A paper -> the ``citation_*`` tags of its page, as Google Scholar and Zotero want them.

Google Scholar: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
Zotero: https://www.zotero.org/support/dev/exposing_metadata
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.formatting.facts import (
    container,
    eprint,
    iso_date,
    keywords,
    language,
    one_line,
    pages,
    work,
)
from sphinx_cv.model import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model import Paper, Person

# The one tag that says in what the paper appeared; readers tell the kind of work by it.
CONTAINER_TAGS = {
    'article': 'citation_journal_title',
    'conference': 'citation_conference_title',
    'chapter': 'citation_inbook_title',
    'thesis': 'citation_dissertation_institution',
    'report': 'citation_technical_report_institution',
    'preprint': 'citation_technical_report_institution',
}
_FIELDS = {'citation_volume': ('volume',), 'citation_issue': ('number', 'issue')}
_IDENTIFIERS = {
    'citation_issn': 'issn',
    'citation_isbn': 'isbn',
    'citation_doi': 'doi',
    'citation_arxiv_id': 'arxiv',
    'citation_pmid': 'pmid',
}


def citation_tags(paper: Paper, *, page_url: str = '', pdf_url: str = '') -> list[tuple[str, str]]:
    """Return names and contents of the tags in order; both addresses are absolute or ''."""
    found = [
        ('citation_title', paper.title_text),
        *(('citation_author', name) for name in author_names(paper.authors)),
        *(('citation_editor', name) for name in author_names(paper.editors)),
        ('citation_publication_date', iso_date(paper.issued).replace('-', '/')),
        *_container(paper),
        *_numbers(paper),
        *((tag, paper.identifiers.get(name, '')) for tag, name in _IDENTIFIERS.items()),
        ('citation_language', language(paper)),
        ('citation_keywords', '; '.join(keywords(paper))),
        ('citation_abstract', paper.text('abstract')),
        ('citation_public_url', page_url),
        ('citation_pdf_url', pdf_url),
    ]
    return [(name, text) for name, value in found if (text := one_line(value))]


def author_names(people: tuple[Person, ...]) -> list[str]:
    """Return the names so that readers split each into the same two parts as its author."""
    alone = len(people) == 1
    return [_name(person, alone=alone).replace(';', ' ') for person in people]


def inverted_name(person: Person) -> str:
    """Return "Family, Given"; the comma keeps an organisation of several words in one piece."""
    family = ' '.join(part for part in (person.prefix, person.family, person.suffix) if part)
    if person.given:
        return f'{family}, {person.given}'
    return f'{family},' if ' ' in family else family


def _name(person: Person, *, alone: bool) -> str:
    family = inverted_name(person).partition(',')[0]
    # Where a lone name has two words on both sides of its comma, Zotero takes it for two authors.
    # Without a comma, it takes the last word for the family name, so that one must be a single word
    # where there is a choice.
    whole = not person.given or is_cjk(family)
    if alone and not whole and (' ' not in family or ' ' in person.given):
        return person.name
    return inverted_name(person)


def _container(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = work(paper)
    names = {
        'thesis': paper.text('institution'),
        'report': paper.text('institution', 'organization', 'publisher'),
        'preprint': eprint(paper).archive,
    }
    if kind in CONTAINER_TAGS:
        yield CONTAINER_TAGS[kind], names.get(kind, container(paper))
    if kind not in {'thesis', 'report', 'preprint'}:
        yield 'citation_publisher', paper.text('publisher', 'organization')


def _numbers(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = work(paper)
    if kind in {'report', 'preprint'}:
        archive, number = eprint(paper)
        preprint = f'{archive}:{number}' if number else ''
        number = preprint if kind == 'preprint' else paper.text('number')
        yield 'citation_technical_report_number', number
    else:
        yield from ((tag, paper.text(*names)) for tag, names in _FIELDS.items())
        yield from zip(('citation_firstpage', 'citation_lastpage'), pages(paper), strict=True)

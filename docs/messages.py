"""Write the template of the catalogue of words, bring the catalogues to it, and compile them.

``make messages`` runs this. Words stand either where they are printed, as ``_('Books')``, or in a
row of a table.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sphinx_cv.bib.link_labels import WORDS as LINK_WORDS
from sphinx_cv.export import EXPORTS
from sphinx_cv.formatting.highlights import CREDIT, NUMBERS
from sphinx_cv.formatting.marks import MARKS
from sphinx_cv.formatting.names import LOOKS
from sphinx_cv.model.calendar_words import PARTS
from sphinx_cv.model.entries import STATES as ENTRY_STATES
from sphinx_cv.model.fields import EDITOR_ROLES, FIELDS
from sphinx_cv.model.kinds import KINDS, LINK_OPTIONS
from sphinx_cv.model.states import PUBSTATES
from sphinx_cv.model.types import SUBTYPES, TYPES, WORKS
from sphinx_cv.model.words import DOMAIN, LOCALE
from sphinx_cv.site.indices import INDICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SOURCE = Path(__file__).resolve().parents[1] / 'src'
TEMPLATE = LOCALE / f'{DOMAIN}.pot'
KEYWORDS = {'_': None, 'ngettext': (1, 2)}
COMMENTS = ('Translators:',)
WIDTH = 100
CREATED = datetime(2026, 11, 26, tzinfo=UTC)
# The messages of commands are for the person who runs them, in the language of their manual.
SPOKEN_NOWHERE = 'sphinx_cv/commands/'


# File, table, column, and what its words are; {} is the name of the row, which is its words itself
# in a table without columns.
COLUMNS: tuple[tuple[str, Mapping[Any, object], str, str], ...] = (
    ('model/types.py', TYPES, 'heading', 'heading of a group of papers'),
    ('model/types.py', TYPES, 'words', 'what a paper of the type "{}" is'),
    ('model/types.py', SUBTYPES, '', 'what a paper is whose field "type" is "{}"'),
    ('model/fields.py', FIELDS, 'line', 'field "{}" of a paper, in the line of its venue'),
    ('model/fields.py', FIELDS, 'hand', 'field "{}" of a paper, in the line of its venue'),
    ('model/fields.py', EDITOR_ROLES, 'words', 'what an editor did whose "editortype" is "{}"'),
    ('model/fields.py', FIELDS, 'label', 'words of a link below a paper'),
    ('model/kinds.py', KINDS, 'heading', 'heading of a group of entries "{}"'),
    ('model/kinds.py', KINDS, 'objtype', 'what an entry is, in results of the search'),
    ('model/kinds.py', KINDS, 'feed', 'title of an entry "{}" in the feed'),
    ('model/kinds.py', KINDS, 'meaning', 'what a mark behind a name means'),
    ('model/kinds.py', LINK_OPTIONS, '', 'words of a link below an entry'),
    ('model/states.py', PUBSTATES, '', 'where a paper has no date; state of publication'),
    ('model/types.py', WORKS, 'chart', 'kind of venue in a chart'),
    ('model/calendar_words.py', PARTS, '', 'a season, quarter, third or half of a year'),
    ('formatting/marks.py', MARKS, '1', 'what a mark behind a name means'),
    ('formatting/names.py', LOOKS, '1', 'how a name stands out, in the legend'),
    ('export/__init__.py', EXPORTS, 'label', 'name of a format, as links call it'),
    *(
        ('site/indices.py', {index.name: index}, column, about)
        for index in INDICES
        for column, about in (
            ('localname', 'title of an index'),
            ('shortname', 'name of an index, in the navigation'),
            ('word', 'name of an index, in a link above a list'),
        )
    ),
)


# Nothing but people's habit makes them.
STATES = (
    'accepted', 'to appear', 'under review', 'in review', 'under revision', 'early access',
    'online first', 'ahead of print', 'in progress', 'preprint', 'unpublished', 'ongoing',
    'revised', 'minor revision', 'major revision', 'in revision', 'published',
)  # fmt: skip

# Words without a table of their own, file, and what they are.
LISTS: tuple[tuple[Iterable[str], str, str], ...] = (
    (STATES, 'model/states.py', 'state of publication, as people write it'),
    (ENTRY_STATES, 'model/entries.py', 'behind the dates of an entry, in brackets'),
    (LINK_WORDS, 'bib/link_labels.py', 'words of a link below a paper, by its address'),
    (CREDIT, 'formatting/highlights.py', 'role of https://credit.niso.org, as it is known there'),
    (NUMBERS, 'formatting/highlights.py', 'what a number of a paper or a person counts'),
    (('new series', 'old series'), 'formatting/venues.py', 'series of a journal'),
)

# Of words that stand where they are printed, what the code there does not say: about -> words.
ABOUT: dict[str, tuple[str, ...]] = {
    'feed of news': ('Unknown', '{owner}: papers and news'),
    'list of authors or editors that goes on': ('{names} et al.', '{names}, et al.', 'et al.'),
    'in the line of a paper': (
        'Acceptance rate: {rate}',
        'Contribution: {words}',
        '{} series',
        'p. {}',
        'vol. {number} of {title}',
        '{} vol.',
        '{type} no. {number}',
    ),
    'in the line of a paper, with the names of people': (
        'by {names}',
        'edited by {names}',
        'translated by {names}',
    ),
    'quotation marks around the title of a paper': ('“{title}”',),
    'in the place of a year': ('n.d.', 'No date'),
    'legend below a list of papers: what a mark behind names means': (
        '{meaning} where several names bear it',
        '{meaning} unless a note says otherwise',
        '{meaning} where several names bear it unless a note says otherwise',
        'the owner',
    ),
    'menu above a list of papers, for a choice of years, types or venues': (
        'Any year',
        'Any type',
        'Any venue',
        'All',
        'Most papers',
    ),
    'button above a list of papers': ('First or equal-first author', 'Clear'),
    'box to search a list of papers, and what stands in it': (
        'Filter publications',
        'Title, author, venue, year or keyword',
    ),
    'above a list of papers of which none is left': (
        '0 of {number} papers; take a choice back, or search for fewer words',
    ),
    'number above a list, or of a person': ('{number} paper',),
    'number of papers written together with a student; {papers} are links': (
        '{number} paper together: {papers}',
    ),
    'button that copies BibTeX, and what it says when it has': (
        'Copy',
        'Copied',
        'Copied {name}',
    ),
    'heading of a list of papers or of a section on the page of a paper': (
        'Publications',
        'How to cite',
        'Related papers',
        'Mentioned on',
        'Abstract',
        'Summary',
    ),
    'link to the next paper in time': ('Newer:', 'Older:'),
    'navigation of the site': ('Other languages', 'Index', 'Search'),
    'page for addresses that do not exist': (
        'Page not found',
        'There is no page at this address.',
        '<a href="{home}">Go to the first page</a>, where everything else can be found.',
    ),
    'date': ('{year} BC', 'c. {date}', '{date}?'),
    'stretch of time': ('from {start}', '{start} – present', 'until {end}', '{start} – {end}'),
    'between the last two of a list': (' and ',),
    'foot of the PDF': ('Page {page} of {pages}', 'Last updated on {date}'),
    'what the PDF says of itself': (
        '{name} – Curriculum Vitae',
        'Curriculum vitae of {name}',
        'curriculum vitae',
    ),
    'picture of papers by year, and its table': (
        'Papers per year',
        'Year',
        'Papers per year as a table',
    ),
    'link to a PDF': ('Download CV (PDF)', '{title} (PDF)'),
    'what the site is, before the kind of an object in results of the search': ('CV',),
    'behind a long list of authors that is not shown whole': ('({number} author)',),
    'heading of entries that run': ('Current',),
}
_ABOUT = {words: about for about, several in ABOUT.items() for words in several}


def rows() -> Iterator[tuple[str | tuple[str, str], str, str]]:
    """Yield all words of tables, with the file of the table and what they are there."""
    for file, table, column, about in COLUMNS:
        for name, row in table.items():
            yield _cell(row, column), file, about.format(name)
    for names, file, about in LISTS:
        for words in names:
            yield words, file, about
    yield 'paper', 'site/domain.py', 'what an object of the site is, in results of the search'
    yield '{names} (ed.)', 'formatting/record.py', 'editor in the place of an author'
    yield '{names} (eds.)', 'formatting/record.py', 'editors in the place of authors'
    for name, kind in KINDS.items():
        for option in kind.takes:
            if option.form == 'flag':
                yield option.name, 'model/kinds.py', f'said of an entry "{name}"'
            forms = (option.one, option.words) if option.one else option.words
            yield forms, 'model/kinds.py', f'option "{option.name}" of an entry "{name}"'


def _cell(row: object, column: str) -> str:
    if isinstance(row, tuple):
        return str(row[int(column)])
    return str(getattr(row, column)) if column else str(row)


def template() -> Catalog:
    """Return all words with their places; what is nothing but a placeholder is none."""
    catalogue = Catalog(
        project='sphinx-cv', copyright_holder='the sphinx-cv contributors', charset='utf-8',
        version=version('sphinx-cv'),
        header_comment='# The words of sphinx-cv. docs/languages.md says how to translate them.',
        fuzzy=False,
    )  # fmt: skip
    found = extract_from_dir(
        SOURCE, [('**.py', 'python')], keywords=KEYWORDS, comment_tags=COMMENTS,
        strip_comment_tags=True,
    )  # fmt: skip
    for file, _, message, comments, _ in sorted(found, key=lambda row: (row[0], row[1])):
        if not file.startswith(SPOKEN_NOWHERE):
            _add(catalogue, message, f'src/{file}', [' '.join(comments)] if comments else [])
    for words, file, about in rows():
        if ''.join(words).replace('{}', '').strip():
            _add(catalogue, words, f'src/sphinx_cv/{file}', [about])
    return catalogue


def _add(catalogue: Catalog, message: str | tuple[str, ...], file: str, about: list[str]) -> None:
    first = message if isinstance(message, str) else message[0]
    about = about or [_ABOUT[first]] if first in _ABOUT else about
    flags = {'python-brace-format'} if '{' in ''.join(message) else set()
    catalogue.add(message, locations=[(file, 0)], auto_comments=about, flags=flags)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file; lines of the code are left out, for they change daily."""
    # The day of a change would be a conflict of all changes.
    catalogue.creation_date = CREATED
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, include_lineno=False)
    return file.getvalue()


def compiled(file: Path) -> bytes:
    """Return the catalogue in *file* in the form that programs read."""
    result = io.BytesIO()
    with file.open('rb') as source:
        write_mo(result, read_po(source, locale=file.parts[-3]))
    return result.getvalue()


def main() -> None:
    """Write all files."""
    words = template()
    TEMPLATE.write_bytes(written(words))
    for file in sorted(LOCALE.glob(f'*/LC_MESSAGES/{DOMAIN}.po')):
        with file.open('rb') as source:
            catalogue = read_po(source, locale=file.parts[-3])
        catalogue.update(
            words, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False
        )
        file.write_bytes(written(catalogue))
        file.with_suffix('.mo').write_bytes(compiled(file))
        missing = sum(bool(m.id) and (m.fuzzy or not is_whole(m.string)) for m in catalogue)
        print(f'{file.parts[-3]}: {missing} of {len(catalogue)} words are missing')
    print(f'{TEMPLATE}: {len(words)} words')


def is_whole(words: object) -> bool:
    """Return whether a translation is there, in all its plural forms."""
    return all(words) if isinstance(words, (tuple, list)) else bool(words)


if __name__ == '__main__':
    main()

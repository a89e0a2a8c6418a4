"""The tables of the manual, made from the rows that the extension itself reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from sphinx_cv.export import EXPORTS
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.types import TYPES, WORKS
from sphinx_cv.site.settings import NAMES, OWNER, PERSON, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docutils import nodes

Row = tuple[str, ...]


def code(names: Iterable[str]) -> str:
    """Return names as code, separated by commas."""
    return ', '.join(f'`{name}`' for name in names if name)


def kinds() -> Iterator[Row]:
    """Yield the kinds of entries."""
    yield 'directive', 'is for', 'options of its own'
    for name, kind in KINDS.items():
        yield f'`{{cv:{name}}}`', kind.about, code(kind.own)


def sections() -> Iterator[Row]:
    """Yield what each kind of entry is to the exports."""
    yield 'entry', 'heading of a group', 'section of JSON Resume', 'title in the feed'
    for name, kind in KINDS.items():
        sort = f', of the `type` `{kind.sort or name}`' if kind.resume == 'projects' else ''
        resume = code([kind.resume]) + sort
        yield f'`cv:{name}`', kind.heading, resume, kind.feed.format('…')


def types() -> Iterator[Row]:
    """Yield the types of papers."""
    yield 'type', 'also written', 'group in a list', 'CSL', 'RIS', 'schema.org'
    for name, row in TYPES.items():
        work = WORKS[row.work]
        aliases = code(alias for alias, _ in row.aliases)
        names = (code([row.csl or work.csl]), code([row.ris or work.ris]), code([work.schema]))
        yield code([name]), aliases, row.heading, *names


def links() -> Iterator[Row]:
    """Yield the fields that become links."""
    yield 'field', 'link'
    yield from ((code([name]), row.label) for name, row in FIELDS.having('label').items())


def fields() -> Iterator[Row]:
    """Yield the fields that pages show or exports have a name for."""
    yield 'field', 'also written', 'from the volume', 'CSL', 'RIS', '`citation_…`'
    for name, row in FIELDS.items():
        if row.shown or row.identifier:
            aliases, volume = code([row.old, *row.aliases]), 'yes' if row.inherited else ''
            tag = row.highwire.removeprefix('citation_')
            yield code([name]), aliases, volume, code([row.csl]), code([row.ris]), code([tag])


def exports() -> Iterator[Row]:
    """Yield the files at the root of a site."""
    yield 'file', 'what it is', 'who takes it'
    yield from ((code([name]), row.about, row.takers) for name, row in EXPORTS.items())


def settings() -> Iterator[Row]:
    """Yield the settings of ``conf.py`` that are ours."""
    yield 'setting', 'what it says', 'what it is'
    yield from ((code([name]), row.about, row.takes) for name, row in SETTINGS.items())


def owner() -> Iterator[Row]:
    """Yield what ``cv_owner`` may hold."""
    yield 'key', 'what it says', 'what it is'
    yield from ((code([name]), row.about, row.takes) for name, row in OWNER.items())


def person() -> Iterator[Row]:
    """Yield what ``cv_people`` may say of one person."""
    yield 'key', 'what it says', 'what it is'
    yield from ((code([name]), row.about, row.takes) for name, row in PERSON.items())


def names() -> Iterator[Row]:
    """Yield what ``cv_names`` may say."""
    yield 'key', 'what it says', 'what it is'
    yield from ((code([name]), row.about, row.takes) for name, row in NAMES.items())


TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    'kinds': kinds,
    'sections': sections,
    'types': types,
    'links': links,
    'fields': fields,
    'exports': exports,
    'settings': settings,
    'owner': owner,
    'person': person,
    'names': names,
}


def markdown(name: str) -> str:
    """Return a table of the manual in Markdown."""
    head, *rows = TABLES[name]()
    lines = [head, ('---',) * len(head), *rows]
    return ''.join(f'| {" | ".join(line)} |\n' for line in lines)


class TableDirective(SphinxDirective):
    """``{rows} NAME``: the table of that name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes(markdown(self.arguments[0]))

"""Where the lists of a person's works are: named on the command line, or linked in ``conf.py``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.records.nested import mapping
from sphinx_cv.commands.services import arxiv, lists, orcid
from sphinx_cv.commands.shape import CommandError
from sphinx_cv.model.people import clean_orcid

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from sphinx_cv.commands.project import Project
    from sphinx_cv.commands.records.record import RawRecord
    from sphinx_cv.commands.web import Web


class ListService(NamedTuple):
    """A service with lists: its name, who is asked, what names a person, and the address of one."""

    title: str
    fetch: Callable[[str, Web], list[RawRecord]]
    form: re.Pattern[str]
    address: re.Pattern[str]
    example: str


_ORCID = r'(\d{4}-\d{4}-\d{4}-\d{3}[\dX])'
LIST_SERVICES = {
    'orcid': ListService(
        'ORCID', orcid.fetch_works, re.compile(_ORCID), re.compile(rf'orcid\.org/{_ORCID}'),
        '0000-0002-1825-0097',
    ),
    'arxiv': ListService(
        'arXiv', arxiv.fetch_author, re.compile(rf'([a-z]+(?:_[a-z]+)*_\d+)|{_ORCID}'),
        re.compile(r'arxiv\.org/a/([\w-]+?)(?:\.\w+)?$'), 'doe_j_1',
    ),
    'inspire': ListService(
        'INSPIRE', lists.fetch_inspire, re.compile(r'([\w.-]+)'),
        re.compile(r'inspirehep\.net/authors/(\d+)'), 'J.Doe.1',
    ),
    'dblp': ListService(
        'DBLP', lists.fetch_dblp, re.compile(r'(\w+/[\w-]+)'),
        re.compile(r'dblp\.(?:org|uni-trier\.de)/pid/(\w+/[\w-]+)'), '12/3456',
    ),
    'zotero': ListService(
        'Zotero', lists.fetch_zotero, re.compile(r'((?:users|groups)/\d+)'),
        re.compile(r'zotero\.org/(groups/\d+)'), 'users/12345',
    ),
}  # fmt: skip


class WorkList(NamedTuple):
    """One person's list at one service."""

    kind: ListService
    person: str

    def fetch(self, web: Web) -> list[RawRecord]:
        """Return all works of the list."""
        return self.kind.fetch(self.person, web)


def declare_sources(parser: argparse.ArgumentParser) -> None:
    """Declare an option for each service."""
    group = parser.add_argument_group('whose works; without these, those that conf.py links')
    for name, kind in LIST_SERVICES.items():
        group.add_argument(f'--{name}', metavar='ID', help=f'at {kind.title}, as {kind.example}')


def find_sources(options: argparse.Namespace, project: Project) -> list[WorkList]:
    """Return the lists to read."""
    given = list(_given(options))
    return given or list(dict.fromkeys(_linked(project)))


def _given(options: argparse.Namespace) -> Iterator[WorkList]:
    for name, kind in LIST_SERVICES.items():
        text = getattr(options, name)
        if not text:
            continue
        match = kind.address.search(text) or kind.form.fullmatch(text)
        person = next(filter(None, match.groups()), '') if match else ''
        if not person or (name == 'orcid' and not clean_orcid(person)):
            raise CommandError(f'"{text}" names nobody at {kind.title}; write it as {kind.example}')
        yield WorkList(kind, person)


def _linked(project: Project) -> Iterator[WorkList]:
    if number := clean_orcid(project.owner_text('orcid')):
        yield WorkList(LIST_SERVICES['orcid'], number)
    for text in mapping(project.owner, 'links').values():
        for kind in LIST_SERVICES.values():
            if isinstance(text, str) and (match := kind.address.search(text)):
                yield WorkList(kind, match[1])

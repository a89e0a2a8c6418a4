"""What is known of a CV before it is a project of Sphinx: its owner, its pages and its papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry of the CV: its kind, its title, the options of its directive, and text below it."""

    kind: str
    title: str
    options: Mapping[str, str] = field(default_factory=dict)
    body: str = ''


class Section(NamedTuple):
    """A heading and what stands below it: entries, and Markdown as it is."""

    title: str
    blocks: tuple[NewEntry | str, ...]


class Page(NamedTuple):
    """A page: its file name without ``.md``, its title and its sections.

    Sections without a title stand before the others, right below the page's title.
    """

    name: str
    title: str
    sections: tuple[Section, ...]


class Left(NamedTuple):
    """What could not be taken over: where it stands, what it is, and what to do about it."""

    place: str
    what: str


@dataclass(slots=True, kw_only=True)
class Found:
    """All that a source says; what it does not say stays empty.

    *owner* and *people* are ``cv_owner`` and ``cv_people`` of ``conf.py``. *pages* are in the
    order in which they are to be read; the one named ``index`` is the home page.
    *bibliographies* and *texts* are file names with their content, *files* are paths within the
    new project with the files to copy there. *taken* says in words what was taken over.
    """

    owner: dict[str, object] = field(default_factory=dict)
    people: dict[str, dict[str, object]] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    bibliographies: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    language: str = 'en'

    def leave(self, place: str, what: str) -> None:
        """Note what cannot be taken over."""
        self.left.append(Left(place, what))

    def take_bibliography(self, file: Path, name: str) -> None:
        """Take over a file of papers, under another *name*."""
        self.bibliographies[name] = file.read_text(encoding='utf-8-sig', errors='replace')
        self.taken.append(f'{file.name}: all of it' + (f', as {name}' if name != file.name else ''))

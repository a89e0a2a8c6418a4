"""What is written of a row of a list, with links to which only the page gives an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.site.lines import Target


class Link(NamedTuple):
    """A link: the name of the piece that it is, where it leads, and what is written in it."""

    name: str
    to: Target
    inside: tuple[str | Link, ...]


Written = tuple[str | Link, ...]


def joined(parts: Iterable[str | Link]) -> Written:
    """Return *parts* with those that follow one another without a link between them as one."""
    result: list[str | Link] = []
    words: list[str] = []
    for part in parts:
        if isinstance(part, str):
            words.append(part)
        else:
            result += [''.join(words), part]
            words = []
    return (*result, ''.join(words))


def targets(written: Written) -> Iterator[Target]:
    """Yield to what the links lead."""
    for part in written:
        if isinstance(part, Link):
            yield part.to
            yield from targets(part.inside)

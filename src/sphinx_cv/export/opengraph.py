"""A page -> its description and its Open Graph tags, which previews of links show.

Specification: https://ogp.me/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.text import one_line, plain_text
from sphinx_cv.model.words import _, comma

if TYPE_CHECKING:
    from sphinx_cv.model import Owner, Paper

LENGTH = 200  # what search engines and previews show of a description, at most


def cut_short(text: str, length: int = LENGTH) -> str:
    """Return *text* in one line of at most *length* characters, cut between words."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(' ', 1)[0].rstrip(' ,;:.–-') + '…'


def paper_description(paper: Paper) -> str:
    """Return a description of the paper: its summary, or else its authors and venue."""
    record = record_of(paper)
    if record.summary:
        return cut_short(record.summary)
    names = comma().join(person.name for person in paper.authors[:3])
    if len(paper.authors) > 3 or paper.and_others:
        names = _('{names} et al.').format(names=names)
    parts = (names.removesuffix('.'), plain_text(record.venue))
    return cut_short('. '.join(part for part in parts if part))


def owner_description(owner: Owner) -> str:
    """Return a description of the owner of the site."""
    return cut_short(', '.join(filter(None, (owner.name, owner.position, owner.affiliation))))


def open_graph(
    *, title: str, kind: str, url: str = '', description: str = '', site_name: str = ''
) -> list[tuple[str, str]]:
    """Return properties and contents; *kind*: ``website``, ``profile``, ``article``, ``book``."""
    found = {
        'og:title': title,
        'og:type': kind,
        'og:url': url,
        'og:description': description,
        'og:site_name': site_name,
    }
    return [(name, text) for name, value in found.items() if (text := one_line(value))]

"""The pictures that previews of links show: the owner's own, or a card with the title of a page.

A card has the name of its page, so pages can name it before it is drawn.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from docutils import nodes

from sphinx_cv.formatting.bylines import byline
from sphinx_cv.formatting.languages import language_of
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.addresses import site_file
from sphinx_cv.model.text import one_line, plain_text
from sphinx_cv.site.builders import NOT_FOUND
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.pictures import COPIES, fitted, is_photographic, size_of
from sphinx_cv.site.previews import preview_of
from sphinx_cv.site.project import METADATA, PREVIEWS, given, wants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Paper

CARDS_FOLDER = '_cards'
WIDTH, HEIGHT = 1200, 630
# What is smaller than half of a card would be shown as a stamp.
_LEAST = WIDTH // 2, HEIGHT // 2
# Of larger sites, papers have cards only if conf.py asks for them.
MANY_CARDS = 500


class Card(NamedTuple):
    """What is drawn: a title, and in smaller letters who, where and on which site."""

    title: str
    who: str = ''
    where: str = ''
    foot: str = ''
    language: str = ''
    photo: str = ''  # a file

    @property
    def words(self) -> str:
        """What it says, for those who cannot see it."""
        return '. '.join(part.rstrip('.') for part in (self.title, self.who, self.where) if part)


class Picture(NamedTuple):
    """A picture that the owner chose: a *file* or an *address*, and what it shows."""

    file: Path | None
    address: str
    alt: str


class Preview(NamedTuple):
    """What a page says of its picture: where on the site, or the address, its size and words."""

    path: str
    address: str
    size: tuple[int, int] | None
    alt: str


def note_picture(env: BuildEnvironment, docname: str, document: nodes.document) -> None:
    """Remember the picture that a page names in its head, for which nothing is drawn."""
    for meta in document.findall(nodes.meta):
        if meta.get('property') == 'og:image':
            env.metadata[docname]['og:image'] = str(meta.get('content', ''))


def draws_cards(config: Config) -> bool:
    """Return whether pages name pictures: addresses are absolute, and no other extension does."""
    return bool(config.cv_cards and config.html_baseurl and PREVIEWS not in config.extensions)


def pages_with_cards(env: BuildEnvironment) -> Iterator[str]:
    """Yield the documents that have a picture of their own."""
    if draws_cards(env.config):
        yield from (docname for docname in sorted(env.found_docs) if _has_card(env, docname))


def _has_card(env: BuildEnvironment, docname: str) -> bool:
    if docname == NOT_FOUND or docname not in env.found_docs:
        return False
    if docname in memory_of(env).data['pages']:
        return len(env.found_docs) <= MANY_CARDS or 'cv_cards' in given(env.config)
    return docname == env.config.root_doc or wants(env.config, METADATA)


def preview_for(env: BuildEnvironment, docname: str) -> Preview | None:
    """Return the picture of a page: its own, or else that of the first page; None for none."""
    if not draws_cards(env.config):
        return None
    named = docname if _has_card(env, docname) else env.config.root_doc
    chosen = own_picture(env, named)
    if chosen is None:
        return Preview(
            f'{CARDS_FOLDER}/{named}.png', '', (WIDTH, HEIGHT), card_of(env, named).words
        )
    if chosen.file is None:
        return Preview('', chosen.address, None, chosen.alt)
    path = f'{CARDS_FOLDER}/{named}{chosen.file.suffix.lower()}'
    return Preview(path, '', size_of(chosen.file), chosen.alt)


def own_picture(env: BuildEnvironment, docname: str) -> Picture | None:
    """Return the picture that the owner chose for a page, no larger than previews need."""
    said = env.metadata.get(docname, {})
    for name, alt in (
        (str(said.get('og:image', '')), str(said.get('og:image:alt', ''))),
        _of_paper(env, docname),
        (env.config.cv_cards if isinstance(env.config.cv_cards, str) else '', ''),
    ):
        if urlsplit(name).scheme:
            return Picture(None, name, alt or card_of(env, docname).words)
        if name and (file := Path(env.srcdir, name.lstrip('/'))).is_file():
            small = fitted(file, WIDTH, Path(env.doctreedir, COPIES))
            return Picture(small or file, '', alt or card_of(env, docname).words)
    return None


def _of_paper(env: BuildEnvironment, docname: str) -> tuple[str, str]:
    """Return the picture of a paper if it is large enough, and what it shows."""
    paper = _paper(env, docname)
    found = preview_of(paper, Path(env.srcdir)) if paper else None
    if found is None or not is_photographic(file := Path(env.srcdir, found.path)):
        return '', ''
    width, height = size_of(file) or (0, 0)
    return (found.path, found.alt) if width >= _LEAST[0] and height >= _LEAST[1] else ('', '')


def _paper(env: BuildEnvironment, docname: str) -> Paper | None:
    memory = memory_of(env)
    key, _ = memory.data['pages'].get(docname, ('', ''))
    return memory.library.papers.get(key)


def card_of(env: BuildEnvironment, docname: str) -> Card:
    """Return what the card of a page says."""
    config, owner = env.config, memory_of(env).library.owner
    name = owner.name or str(config.project)
    host = urlsplit(config.html_baseurl).netloc.removeprefix('www.')
    if paper := _paper(env, docname):
        record = record_of(paper)
        style = memory_of(env).library.style
        return Card(
            record.title, byline(paper, style), one_line(plain_text(record.venue)),
            ' · '.join(part for part in (name, host) if part), language_of(paper),
        )  # fmt: skip
    if docname == config.root_doc:
        return Card(name, owner.where, owner.shown('tagline', 'site'), host, photo=_photo(env))
    return Card(one_line(env.titles[docname].astext()), name, owner.where, host)


def _photo(env: BuildEnvironment) -> str:
    """Return the photograph of the owner, if pages may show it."""
    owner = memory_of(env).library.owner
    name = owner.photo[0].lstrip('/')
    if 'site' not in owner.show.get('photo', ('site',)) or not site_file(name):
        return ''
    file = Path(env.srcdir, name)
    return str(file) if is_photographic(file) else ''

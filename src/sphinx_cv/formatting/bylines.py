"""The parts of a line in a reference list beside the venue: names, quoted title, full stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.formatting.languages import (
    foreign_words,
    in_own_language,
    language_of,
    same_language,
)
from sphinx_cv.formatting.names import PLAIN
from sphinx_cv.formatting.record import kept_by_paper, listing_of, record_of
from sphinx_cv.model import Text, is_cjk, plain_text
from sphinx_cv.model.calendar_words import undated
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, capital, comma, listed, speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.formatting.names import NameStyle
    from sphinx_cv.model import Paper, Person, Rich

# Of more people than this, only the first ones are named.
MANY_PEOPLE = PLAIN.limit
_QUOTED = regex(r'“([^“”]*)”|(?<!\w)"([^"]*)"')  # but not the inches of 19"


@in_own_language
def byline(
    paper: Paper,
    style: NameStyle = PLAIN,
    behind: Callable[[Person], str] = lambda person: '',
    kept: Callable[[Person], bool] = lambda person: False,
) -> str:
    """Return the names of the authors, or else of the editors, as plain text.

    *behind* gives what stands behind a name. Of very many, those are named who come first, and who
    are to be *kept*.
    """
    record = record_of(paper)
    people = record.people
    is_long = len(people) > style.limit
    first = style.head if is_long else len(people)
    ends = not (is_long or paper.and_others)
    gaps = style.gaps(first, ends=ends)
    names = ''.join([
        f'{gap}{plain_text(style.named(person, at))}{behind(person)}'
        for at, (gap, person) in enumerate(zip(gaps, people, strict=False))
    ])  # fmt: skip
    later = [person for person in people[first:] if kept(person)]
    if later:
        shown = (plain_text(style.named(person, first)) + behind(person) for person in later)
        names += f'{style.between}…{style.between}{style.between.join(shown)}'
    if names and not ends:
        names = _('{names}, et al.').format(names=names)
    return in_roles(names, record.roles) if names else ''


def in_roles(names: str, roles: str) -> str:
    """Return names, with what they did behind them if they are not the authors."""
    return capital(_(roles)).format(names=names) if roles else names


def quotable(rich: Rich) -> Rich:
    """Return a title for double quotes: with single quotes in place of its own double ones."""
    # Translators: quotation marks within quotation marks
    return _requoted(rich, _('‘{title}’').replace('{title}', r'\1\2'))


def own_quotes(paper: Paper) -> Rich:
    """Return the title, whose quotation marks are those of its language where that is known."""
    code = language_of(paper)
    if not code or not _QUOTED.search(paper.title_text):
        return paper.title
    words = spoken() if same_language(code, spoken().language) else foreign_words(paper)
    if words is None:
        return paper.title
    with speaking(words):
        marks = _('“{title}”').replace('{title}', r'\1\2')
    return _requoted(paper.title, marks)


def _requoted(rich: Rich, marks: str) -> Rich:
    if not _QUOTED.search(plain_text(rich)):
        return rich
    return tuple(
        Text(_QUOTED.sub(marks, inline.value)) if isinstance(inline, Text) else inline
        for inline in rich
    )


def quoted(title: str) -> str:
    """Return a title in the quotation marks of the language."""
    return _('“{title}”').format(title=title)


def stop(text: str) -> str:
    """Return the full stop that *text* lacks; '' if it ends a sentence already."""
    return '' if text.rstrip('”’»“').endswith(('.', '?', '!', '…')) else '.'


@kept_by_paper
def author_year(paper: Paper) -> str:
    """Return the label of the paper in prose: ``Liu et al., 2024``."""
    names = families(paper)
    if len(names) > 2 or (names and paper.and_others):
        who = _('{names} et al.').format(names=names[0])
    else:
        who = listed(names) or plain_text(paper.title) or paper.key
    return f'{who}{comma()}{year_words(paper)}'


def year_words(paper: Paper) -> str:
    """Return the year as labels of citations have it, or why there is none."""
    return str(paper.year) if paper.year else undated(paper.date_text) or _('n.d.')


def eastern_parts(paper: Paper) -> list[str]:
    """Return family and given names of those whose names are one word in print."""
    people = (*paper.authors, *paper.editors)
    return [part for p in people if p.given and is_cjk(p.family) for part in (p.family, p.given)]


def families(paper: Paper) -> list[str]:
    """Return the family names of authors, or else of editors, with their particles."""
    if short := paper.text('shortauthor' if paper.authors else 'shorteditor'):
        return [name.partition(',')[0] for name in short.split(' and ')]
    people = listing_of(paper).people
    return [f'{person.prefix} {person.family}'.strip() for person in people]

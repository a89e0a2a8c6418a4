"""Papers and problems as lines of text, for comparing with what somebody wrote down by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model import Markup, Math, Text

if TYPE_CHECKING:
    from sphinx_cv.bib import Bibliography
    from sphinx_cv.model import Inline, Paper, Person, Rich

SIGNS = {
    'emphasis': ('*', '*'),
    'strong': ('**', '**'),
    'small-caps': ('<', '>'),
    'code': ('`', '`'),
    'subscript': ('_{', '}'),
    'superscript': ('^{', '}'),
}
CONTAINERS = ('journaltitle', 'booktitle', 'venue', 'howpublished')


def rich_line(rich: Rich) -> str:
    """Write markup with signs: ``*in vivo* CO_{2} [here](https://x.org)``."""
    return ''.join(map(inline_text, rich))


def inline_text(inline: Inline) -> str:
    """Write one piece of text, mathematics or markup."""
    match inline:
        case Text(value):
            return value
        case Math():
            return f'${inline.latex}$'
        case Markup('link', children, target):
            return f'[{rich_line(children)}]({target})'
        case Markup('paper', children, target):
            return f'{rich_line(children)}({target})'
        case Markup(kind, children):
            before, after = SIGNS[kind]
            return before + rich_line(children) + after


def person_line(person: Person) -> str:
    """Write ``van den Berg, Ann [equal]``; an organisation stands in braces."""
    name = f'{{{person.name}}}' if person.literal else person.sort_name
    return ''.join([name, *(f' [{word}]' for word in sorted(person.annotations))])


def paper_line(paper: Paper) -> str:
    """Write what a reader sees of a paper: key, type, title, authors, container, date, the rest."""
    authors = '; '.join(map(person_line, paper.authors)) + ' …' * paper.and_others
    if len(paper.authors) > 20:
        authors = f'{len(paper.authors)} authors, {person_line(paper.authors[0])} first'
    date = str(paper.date) if paper.date else paper.date_text
    shown = [paper.key, paper.type, rich_line(paper.title), authors, paper.text(*CONTAINERS), date]
    notes = [rich_line(paper.rich(name)) for name in ('pages', 'note')]
    links = [f'{link.kind} {link.url}' for link in paper.links]
    return ' | '.join([*shown, *filter(None, notes), *links])


def outcome(bibliography: Bibliography) -> list[str]:
    """Write all papers but ``first`` and ``last``, then the problems without their words."""
    papers = [paper_line(p) for p in bibliography.papers if p.key not in {'first', 'last'}]
    return papers + [f'! {p.line} {p.subtype}' for p in bibliography.problems]

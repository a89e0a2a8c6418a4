r"""The papers that texts cite: ``\cite{key}`` is shown as a short name, where there is one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_cv.model import Markup, Problem, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_cv.model import Inline, Paper, Rich

# Fields of prose, in which people cite.
_PROSE = (
    'title', 'titleaddon', 'howpublished', 'note', 'addendum', 'annotation', 'additional_info',
    'abstract', 'summary',
)  # fmt: skip


def name_cited(papers: Sequence[Paper]) -> tuple[list[Paper], list[Problem]]:
    """Return *papers* with names for what their texts cite, and problems with keys of none."""
    citing = {at for at, paper in enumerate(papers) if _cites(paper)}
    if not citing:
        return list(papers), []
    labels = {key: _label(paper) for paper in papers for key in (paper.key, *paper.aliases)}
    problems = [
        Problem(paper.file, paper.line, 'reference', _unknown(key), paper.key)
        for paper in map(papers.__getitem__, sorted(citing))
        for key in dict.fromkeys(_keys(paper))
        if key not in labels
    ]
    named = [_named(p, labels) if at in citing else p for at, p in enumerate(papers)]
    return named, problems


def _unknown(key: str) -> str:
    return f'\\cite{{{key}}} leads to no entry; add the entry, or write what is meant'


def _cites(paper: Paper) -> bool:
    return any('cite' in paper.fields[name] for name in _PROSE if name in paper.fields)


def _label(paper: Paper) -> str:
    """Return a paper as prose cites it: ``Doe and Roe, 2020``."""
    people = paper.authors or paper.editors
    names = [' '.join(filter(None, (person.prefix, person.family))) for person in people]
    if len(names) > 2 or paper.and_others:
        who = f'{names[0]} et al.' if names else ''
    else:
        who = ' and '.join(names)
    when = str(paper.year or '') or paper.date_text
    return ', '.join(filter(None, (who or paper.title_text or paper.key, when)))


def _keys(paper: Paper) -> Iterator[str]:
    for name in _PROSE:
        yield from _cited(paper.texts.get(name, ()))


def _cited(rich: Rich) -> Iterator[str]:
    for inline in rich:
        if isinstance(inline, Markup):
            if inline.kind == 'paper':
                yield inline.target
            else:
                yield from _cited(inline.children)


def _named(paper: Paper, labels: Mapping[str, str]) -> Paper:
    texts = {
        name: _rich(rich, labels) if name in _PROSE else rich for name, rich in paper.texts.items()
    }
    return replace(paper, texts=texts, title=_rich(paper.title, labels))


def _rich(rich: Rich, labels: Mapping[str, str]) -> Rich:
    return tuple(_inline(inline, labels) for inline in rich)


def _inline(inline: Inline, labels: Mapping[str, str]) -> Inline:
    match inline:
        case Markup('paper', _, key):
            label = Text(labels.get(key, key))
            return Markup('paper', (label,), key) if key in labels else label
        case Markup(kind, children, target):
            return Markup(kind, _rich(children, labels), target)
    return inline

"""Incremental equals clean when settings, other people's works and the owner's own files change."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest
from builds import start_build
from comparing import contents, differences
from sites import write_site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    State = dict[str, object]

CONF = """
extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
html_baseurl = 'https://ann.example.org/'
bibtex_bibfiles = ['refs.bib', 'others.bib']
cv_references = ['others.bib']
cv_owner = {'name': 'Ann Example'}
cv_pdf = False
"""
# Of each thing that changes, its choices; the first is how the site begins.
CHOICES: dict[str, Sequence[object]] = {
    'cv_variants': ({}, {'short': {'limit': 1}}, {'short': {'title': 'Brief'}, 'all': {}}),
    'cv_outputs': ('all', ['cv.txt', 'robots.txt'], ['sitemap.xml', 'papers.bib'], []),
    'html_domain_indices': (True, ['cv-year'], False, ['cv-coauthor']),
    'cv_paper_pages': (True, False),
    'cv_author_limit': (20, 2),
    'cv_people': ({}, {'Bob Other': 'two'}, {'Bob Other': 'https://bob.example.org'}),
    'cv_references': (['others.bib'], []),
    'bibtex_reference_style': ('cv', 'label'),
    'cites one': ((), ('x',), ('x', 'y'), ('y', 'z')),
    'cites two': ((), ('z',), ('y', 'x')),
    'bibliography': ('two', '', 'one'),
    'own files': ((), ('robots.txt', 'feed.xml'), ('robots.txt', 'two.html')),
    'pages': (('one', 'two', 'three'), ('one', 'two'), ('one',), ('three', 'two')),
}
NAMES = ('one', 'two', 'three')
PAPER = '@article{{{0}, title={{On {0}}}, author={{{1} and Bob Other and Zoe Last}}, year={2}}}\n'


def write(folder: Path, state: State) -> None:
    """Write the site as it is in a state."""
    settings = ''.join(f'{name} = {said!r}\n' for name, said in state.items() if ' ' not in name
                       and name not in {'bibliography', 'pages'})  # fmt: skip
    own = state['own files']
    pages = {f'{name}.md': _page(name, state) for name in NAMES if name in str(state['pages'])}
    for name in ('extra', *(f'{name}.md' for name in NAMES)):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    files = {
        'conf.py': f'{CONF}{settings}html_extra_path = ["extra"]\n',
        'extra/own.txt': 'mine',
        **{f'extra/{name}': 'mine' for name in own if isinstance(own, tuple)},
        'refs.bib': PAPER.format('a', 'Ann Example', 2020) + PAPER.format('b', 'Ann Example', 2021),
        'others.bib': ''.join(PAPER.format(key, 'Eve Third', 2000) for key in 'xyz'),
        'index.md': (
            '# Ann Example\n\n```{cv:downloads}\n```\n\n```{cv:publications}\n:filter-box: full\n'
            '```\n\n```{toctree}\none\ntwo\nthree\n```\n'
        ),
        **pages,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text() != text:
            path.write_text(text)


def _page(name: str, state: State) -> str:
    cited = state.get(f'cites {name}', ())
    words = ''.join(f'See {{cite}}`{key}`.\n\n' for key in cited if isinstance(cited, tuple))
    below = '```{bibliography}\n```\n' if state['bibliography'] == name else ''
    return f'# Page {name}\n\n{words}{{cv:paper}}`a`\n\n{below}'


def steps_from(seed: int, length: int) -> list[State]:
    """Return the states of a random sequence, each of which has something else than before."""
    chance = random.Random(seed)
    state = {name: choices[0] for name, choices in CHOICES.items()}
    states = [state]
    for _ in range(length):
        changed = chance.sample(sorted(CHOICES), chance.choice((1, 1, 2)))
        state = state | {name: chance.choice(CHOICES[name]) for name in changed}
        states.append(state)
    return states


def each_after_the_other(*changes: State) -> list[State]:
    """Return the states of a sequence of changes."""
    states = [{name: choices[0] for name, choices in CHOICES.items()}]
    for change in changes:
        states.append(states[-1] | change)
    return states


def check(folder: Path, states: Sequence[State]) -> None:
    """Build the states one after the other, and compare each with a clean build of its own."""
    source = folder / 'source'
    source.mkdir()
    for number, state in enumerate(states):
        write(source, state)
        again = start_build(source, folder / 'html')
        if not number:
            again.finish()
            continue
        fresh = folder / f'fresh{number}'
        write_site(fresh, {})
        write(fresh, state)
        clean = start_build(fresh, folder / f'html{number}').finish()
        found = differences(contents(again.finish().output), contents(clean.output))
        before = states[number - 1]
        changed = {name: (before[name], now) for name, now in state.items() if now != before[name]}
        assert not found, f'step {number}, {changed}: {found}'


def test_an_incremental_build_is_a_clean_build_whatever_changes(tmp_path: Path) -> None:
    """Nothing of an earlier state stays, and nothing of the owner's is taken away."""
    check(tmp_path, each_after_the_other(
        {'cv_variants': CHOICES['cv_variants'][2], 'cites one': ('x', 'y')},
        {
            'cv_variants': {}, 'cites one': ('y', 'z'), 'own files': ('robots.txt', 'feed.xml'),
            'html_domain_indices': ['cv-year'], 'pages': ('one', 'two'),
        },
    ))  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize('seed', range(40))
def test_random_sequences(seed: int, tmp_path: Path) -> None:
    """The same for 200 changes that nobody has thought of."""
    check(tmp_path, steps_from(seed, 5))

"""Random damage to a good file: nothing is raised, and entries that it does not touch are there.

The environment variable ``FUZZ_EXAMPLES`` says how many files are tried; 10,000 take some minutes.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from bibtext import paper_line
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from sphinx_cv.bib import Bibliography

EXAMPLES = int(os.environ.get('FUZZ_EXAMPLES', '300'))

# Blocks of a good file, in many styles; a title is in no two of them.
BLOCKS = [
    '% Papers of Jane Doe, jane@uni.example {office 3}\n',
    '@string{jg = {Journal of Good}}\n',
    '@preamble{"\\newcommand{\\noop}[1]{}"}\n',
    '@article{alpha2020,\n  author = {Doe, Jane and Roe, Richard},\n'
    '  title = {First {Good} entry},\n  journal = jg,\n  year = {2020},\n'
    '  month = aug,\n  doi = {10.1000/alpha},\n}\n',
    '@inproceedings{beta2021,\n author="M{\\"u}ller, J{\\\'e}r{\\^o}me and {The Group}",\n'
    ' title="Second entry, on $O(n^2)$ and CO\\textsubscript{2}",\n booktitle="Proc. X",\n'
    ' pages="1--12", year=2021\n}\n',
    '\n-- 2022 --\n\n',
    '@book{gamma2022, author={松岡大樹}, title={Third 日本語 entry}, publisher={P}, year={2022}}\n',
    '@comment{jabref-meta: databaseType:bibtex;}\n',
    '@misc(delta2023,\n  author = {Poe, Ann},\n  title = {Fourth entry in parentheses},\n'
    '  date = {2023-05-03},\n  url = {https://example.org/a_b?c=d&e=%20f},\n)\n',
    '@thesis{epsilon2023,author={van den Berg, Ann},title={Fifth entry},type={phdthesis},\n'
    'institution={Uni},year={2023},abstract={We show 24.5\\% more = {better}, that is, "good".}}\n',
    '@article{zeta2024,\n  author = {Doe, Jane},\n  title = {Sixth entry},\n'
    '  journal = {J. Last},\n  year = {2024}\n}\n',
]
# Index of a block -> the block whose definition it uses.
USES = {3: 1}


class Damage(NamedTuple):
    """A change of the file at a place from 0 to 1; *extra* is what it may insert."""

    kind: str
    place: float
    extra: bytes


KINDS = [
    'delete', 'double', 'swap', 'insert', 'delete line', 'double line', 'swap lines', 'delete sign',
    'double sign', 'cut',
]  # fmt: skip
SIGNS = b'{}",=@#%\\()\n'
EXTRA = st.one_of(
    st.sampled_from([bytes([sign]) for sign in SIGNS]),
    st.text(min_size=1, max_size=4).map(lambda text: text.encode('utf-8', 'surrogatepass')),
    st.binary(min_size=1, max_size=4),
)
DAMAGES = st.lists(
    st.builds(Damage, st.sampled_from(KINDS), st.floats(0, 1, exclude_max=True), EXTRA),
    min_size=1,
    max_size=4,
)


def change(data: bytes, damage: Damage) -> tuple[int, int, bytes]:
    """Return the stretch of *data* that a damage replaces, and by what."""
    at = int(damage.place * len(data))
    if damage.kind.endswith('sign'):
        places = [i for i, byte in enumerate(data) if byte in SIGNS] or [at]
        at = places[int(damage.place * len(places))]
    start = data.rfind(b'\n', 0, at) + 1
    end = data.find(b'\n', at) + 1 or len(data)
    following = data.find(b'\n', end) + 1 or len(data)
    return {
        'delete': (at, at + 1, b''),
        'delete sign': (at, at + 1, b''),
        'double': (at, at + 1, data[at : at + 1] * 2),
        'double sign': (at, at + 1, data[at : at + 1] * 2),
        'swap': (at, at + 2, data[at : at + 2][::-1]),
        'insert': (at, at, damage.extra),
        'delete line': (start, end, b''),
        'double line': (start, end, data[start:end] * 2),
        'swap lines': (start, following, data[end:following] + data[start:end]),
        'cut': (at, len(data), b''),
    }[damage.kind]


def damaged(damages: list[Damage]) -> tuple[bytes, set[int]]:
    """Return a damaged file, and the numbers of the blocks that no damage touched."""
    blocks = [block.encode() for block in BLOCKS]
    untouched = set(range(len(blocks)))
    for damage in damages:
        data = b''.join(blocks)
        start, end, new = change(data, damage)
        offset, changed = 0, []
        for number, block in enumerate(blocks):
            stop = offset + len(block)
            # A change that ends where a block begins, or begins where it ends, touches it as well.
            if start <= stop and end >= offset:
                untouched.discard(number)
                changed.append(number)
            offset = stop
        # All that is changed is kept as one block, in the place of the first.
        first, last = changed[0], changed[-1]
        before = sum(map(len, blocks[:first]))
        after = before + sum(map(len, blocks[first : last + 1]))
        blocks[first : last + 1] = [
            data[before:start] + new + data[end:after], *[b''] * (last - first)
        ]  # fmt: skip
    return b''.join(blocks), {n for n in untouched if USES.get(n, n) in untouched}


def read(data: bytes) -> Bibliography:
    """Read a file that holds *data*."""
    with TemporaryDirectory() as folder:
        path = Path(folder, 'refs.bib')
        path.write_bytes(data)
        return read_bibliography([path], path.parent)


def lines_of(bibliography: Bibliography) -> set[str]:
    """Return the papers as lines without their keys, which another entry may have taken."""
    return {paper_line(paper).partition(' | ')[2] for paper in bibliography.papers}


GOOD = {
    number: next(iter(lines_of(read((BLOCKS[1] + block).encode()))))
    for number, block in enumerate(BLOCKS)
    if block[0] == '@' and block[1:4] not in {'str', 'pre', 'com'}
}


@given(DAMAGES)
@settings(max_examples=EXAMPLES)
def test_damage_costs_no_entry_that_it_does_not_touch(damages: list[Damage]) -> None:
    """Whatever becomes of some bytes, the entries beside them read as before."""
    data, untouched = damaged(damages)
    bibliography = read(data)
    assert {GOOD[n] for n in untouched if n in GOOD} <= lines_of(bibliography)
    assert not [p for p in bibliography.problems if p.subtype == 'internal']
    assert all(
        1 <= p.line <= data.count(b'\n') + data.count(b'\r') + 1 for p in bibliography.problems
    )


ENTRIES = sorted(GOOD)


@given(st.sets(st.sampled_from(ENTRIES)), st.sampled_from(['', 'x', '% ', '  ']))
@settings(max_examples=EXAMPLES)
def test_entries_without_their_at_sign_are_never_shown(hidden: set[int], instead: str) -> None:
    """Whichever are hidden so, all others read as before, and nothing of the hidden ones."""
    blocks = [instead + b[1:] if n in hidden else b for n, b in enumerate(BLOCKS)]
    bibliography = read(''.join(blocks).encode())
    assert lines_of(bibliography) == {GOOD[n] for n in ENTRIES if n not in hidden}
    assert all(problem.subtype == 'hint' for problem in bibliography.problems)


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode('utf-8', 'surrogatepass'))))
@settings(max_examples=EXAMPLES)
def test_no_bytes_at_all_raise_an_error(data: bytes) -> None:
    """What is no bibliography is read all the same."""
    assert not [p for p in read(data).problems if p.subtype == 'internal']


FIELD = st.text(alphabet='{}\\$"\'~^_&%#<>=,;@ \nabAB1-`*|[]()é日\u0301', max_size=60)


@given(st.lists(FIELD, min_size=4, max_size=4))
@settings(max_examples=EXAMPLES)
def test_no_text_in_a_field_raises_an_error(values: list[str]) -> None:
    """Signs of LaTeX, HTML and BibTeX in any order are read, and leave the next entry alone."""
    names = ('author', 'title', 'year', 'url')
    fields = ',\n'.join(f'{name} = {{{value}}}' for name, value in zip(names, values, strict=True))
    bibliography = read(f'@article{{odd,\n{fields}\n}}\n{BLOCKS[-1]}'.encode())
    assert GOOD[len(BLOCKS) - 1] in lines_of(bibliography)
    assert not [p for p in bibliography.problems if p.subtype == 'internal']

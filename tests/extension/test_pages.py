"""The pages of papers: written, kept, pruned, and never a page of the author's touched."""

from __future__ import annotations

import gc
import os
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from myst_parser.parsers.sphinx_ import MystParser
from sites import PDF, build, pformat, plain, write_site
from sphinx.util.inventory import InventoryFile

from sphinx_cv.model import Paper, Text
from sphinx_cv.site.library import Library
from sphinx_cv.site.pages import STUB_MARKS, is_stub, write_stubs

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

KEYS = [
    'DBLP:conf/icml/X', '../x', '/etc/passwd', 'Müller2020', '李2020', 'a.b', 'CON', 'Smith2020',
    'smith2020', 'x' * 300, 'a`b', '<b>', 'a&b', 'a+b', 'index', '-dash', 'a_b', "o'neil", '$1',
    '*',
]  # fmt: skip
INDEX = '# Home\n\n```{cv:publications}\n```\n'


def bibliography(keys: list[str]) -> str:
    """Write one entry for each key."""
    return '\n'.join(
        f'@article{{{key},\n  title = {{Title number {number}}},\n'
        f'  author = {{Example, Ann}},\n  date = {{2024}},\n}}\n'
        for number, key in enumerate(keys)
    )


def library(*keys: str) -> Library:
    """Make a library of papers that have a key and a title."""
    papers = {key: Paper(key=key, type='misc', title=(Text(key),)) for key in keys}
    return Library(papers=papers, key=' '.join(keys))


def files(folder: Path) -> list[str]:
    """Return the names of the pages in the folder of papers."""
    return sorted(path.name for path in (folder / 'papers').glob('[!.]*'))


@pytest.fixture(scope='module')
def odd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose papers have odd keys, each linked by its key."""
    links = '\n'.join(f'- {{cv:paper}}`` {key} ``' if '`' in key else f'- {{cv:paper}}`{key}`'
                      for key in KEYS if key not in {'<b>'})  # fmt: skip
    cites = ' '.join(f'{{cite}}`{key}`' for key in KEYS if '`' not in key)
    source = tmp_path_factory.mktemp('odd')
    pages = {'refs.bib': bibliography(KEYS), 'index.md': f'{INDEX}\n{links}\n\n{cites}\n'}
    return build(write_site(source, pages, PDF))


def test_every_key_has_a_page_of_its_own(odd: Site) -> None:
    """Whatever its characters and length, and also where only case tells two keys apart."""
    assert [warning.rpartition(' ')[2] for warning in odd.warnings] == ['[cv.duplicate]']
    found = odd.domain.memory.library.papers
    slugs = {odd.domain.memory.library.slugs[key].lower() for key in found}
    assert len(slugs) == len(found) >= len(KEYS) - 2
    for key, paper in found.items():
        name = odd.domain.memory.library.slugs[key]
        text = odd.text(f'papers/{name}.html')
        assert f'<h1>{paper.title_text}' in text
        assert f'id="cv-paper-{name}"' in text


def test_a_stub_is_read_as_myst_reads_it(odd: Site) -> None:
    """The parser of stubs makes the same of each, down to lines, and leaves other pages to MyST."""
    app, ours = odd.app, odd.app.registry.get_source_parsers()['markdown']
    assert ours is not MystParser
    pages = [name for name in app.env.found_docs if name.startswith('papers/')]
    assert len(pages) >= len(KEYS) - 2

    def read() -> list[object]:
        read = {name: odd.doctree(name) for name in (*pages, 'index')}
        nodes = [[(node.source, node.line) for node in one.findall()] for one in read.values()]
        return [*map(pformat, read.values()), nodes, *map(app.env.metadata.get, read)]

    found = read()
    app.add_source_parser(MystParser, override=True)
    for name in (*pages, 'index'):
        app.builder.read_doc(name)
    app.add_source_parser(ours, override=True)
    assert read() == found


def test_links_and_inventory_know_every_key(odd: Site) -> None:
    """The address of the inventory is that of the link, and both lead to the paper."""
    inventory = InventoryFile.loads((odd.output / 'objects.inv').read_bytes(), uri='').data
    papers = {item.display_name: item.uri for item in inventory['cv:paper'].values()}
    assert set(inventory['cv:paper']) == set(odd.domain.memory.library.papers)
    linked = {link.text: link.href for link in odd.links() if link.text.startswith('Title number')}
    for title, address in linked.items():
        assert unquote(papers[title]) == unquote(address)
    labels = [name for name in inventory['std:label'] if name.startswith('paper:')]
    assert len(labels) == len(odd.domain.memory.library.papers)


def test_a_build_leaves_the_garbage_collector_as_it_was(odd: Site) -> None:
    """It is at rest while Sphinx unpickles what it knows of all pages, and no longer."""
    assert odd.output.is_dir()
    assert gc.isenabled()
    assert not gc.get_freeze_count()


def test_stubs_are_written_and_pruned(tmp_path: Path) -> None:
    """A page comes and goes with its key, and with the last one the folder."""
    assert write_stubs(library('a', 'b/c'), tmp_path) == []
    assert len(files(tmp_path)) == 2
    write_stubs(library('b/c', 'd'), tmp_path)
    assert 'a.md' not in files(tmp_path)
    assert 'd.md' in files(tmp_path)
    write_stubs(library(), tmp_path)
    assert not (tmp_path / 'papers').exists()


def test_an_unchanged_stub_is_not_written_again(tmp_path: Path) -> None:
    """Its time of change stays, so that Sphinx does not read it again."""
    write_stubs(library('a', 'b'), tmp_path)
    os.utime(tmp_path / 'papers' / 'a.md', (1, 1))
    write_stubs(library('a', 'b'), tmp_path)
    assert (tmp_path / 'papers' / 'a.md').stat().st_mtime == 1


def test_a_build_reads_no_stub_that_is_as_the_last_one_left_it(tmp_path: Path) -> None:
    """Time and size tell; what somebody changes, takes over or removes meanwhile is seen."""
    kept = tmp_path / 'kept'
    write = partial(write_stubs, library('a', 'b'), kept=kept)
    write(tmp_path)
    path, before = tmp_path / 'papers' / 'a.md', kept.read_bytes()
    good, stat = path.read_bytes(), path.stat()
    path.write_bytes(good[::-1])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    write(tmp_path)
    assert path.read_bytes() == good[::-1]
    assert kept.read_bytes() == before
    for change in (b'', good + b'more', None):
        path.unlink() if change is None else path.write_bytes(change)
        write(tmp_path)
        assert path.read_bytes() == good
    path.write_bytes(b'# Mine')
    write_stubs(library('b', 'c'), tmp_path, kept=kept)
    write(tmp_path)
    assert path.read_bytes() == b'# Mine'
    assert files(tmp_path) == ['a.md', 'b.md']
    assert '/a.md' not in (tmp_path / 'papers' / '.gitignore').read_text(encoding='utf-8')


def test_a_page_written_by_hand_wins(tmp_path: Path) -> None:
    """It is never touched, whether its paper is there, changes or goes."""
    own = tmp_path / 'papers' / 'a.md'
    own.parent.mkdir()
    own.write_text('# Mine\n', encoding='utf-8')
    other = tmp_path / 'papers' / 'notes.md'
    other.write_text('Notes', encoding='utf-8')
    for keys in (['a', 'b'], ['a'], []):
        write_stubs(library(*keys), tmp_path)
        assert own.read_text(encoding='utf-8') == '# Mine\n'
        assert other.read_text(encoding='utf-8') == 'Notes'
    assert files(tmp_path) == ['a.md', 'notes.md']


def test_a_page_in_restructuredtext_wins_too(tmp_path: Path) -> None:
    """There is no second source for the same document."""
    (tmp_path / 'papers').mkdir()
    (tmp_path / 'papers' / 'a.rst').write_text('A\n=\n', encoding='utf-8')
    write_stubs(library('a', 'b'), tmp_path)
    assert files(tmp_path) == ['a.rst', 'b.md']


def test_a_stub_that_somebody_edited_below_its_mark_is_ours(tmp_path: Path) -> None:
    """The mark says whose it is; who takes the page over takes the mark away."""
    write_stubs(library('a'), tmp_path)
    path = tmp_path / 'papers' / 'a.md'
    text = path.read_text(encoding='utf-8')
    assert text.startswith(STUB_MARKS['.md'])
    path.write_text(text + 'An afterthought.\n', encoding='utf-8')
    write_stubs(library('a'), tmp_path)
    assert path.read_text(encoding='utf-8') == text
    path.write_text(text.replace('cv-stub', 'mine'), encoding='utf-8')
    assert not is_stub(path)


def test_a_stub_that_was_damaged_is_mended(tmp_path: Path) -> None:
    """Also where it is no text any more."""
    write_stubs(library('a'), tmp_path)
    path = tmp_path / 'papers' / 'a.md'
    good = path.read_bytes()
    path.write_bytes(STUB_MARKS['.md'].encode() + b'\xff\xfe\x00')
    assert write_stubs(library('a'), tmp_path) == []
    assert path.read_bytes() == good


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file in place of the folder, a folder in place of a page: a sentence, no traceback."""
    (tmp_path / 'one').mkdir()
    (tmp_path / 'one' / 'papers').write_text('', encoding='utf-8')
    (problem,) = write_stubs(library('a'), tmp_path / 'one')
    assert str(problem).startswith('papers:0: cannot be written: ')
    (tmp_path / 'two' / 'papers' / 'a.md').mkdir(parents=True)
    (problem,) = write_stubs(library('a', 'b'), tmp_path / 'two')
    assert str(problem).startswith('papers/a.md:0: cannot be written: ')
    assert is_stub(tmp_path / 'two' / 'papers' / 'b.md')


@pytest.mark.skipif(
    not hasattr(os, 'geteuid') or os.geteuid() == 0, reason='root may write anywhere'
)
def test_a_folder_that_is_read_only_is_said(tmp_path: Path) -> None:
    """A build goes on without the pages."""
    (tmp_path / 'papers').mkdir(mode=0o500)
    assert len(write_stubs(library('a', 'b'), tmp_path)) == 2


def test_a_build_goes_on_without_the_folder(tmp_path: Path) -> None:
    """What cannot have a page is linked in the list."""
    pages = {'refs.bib': bibliography(['a']), 'index.md': INDEX + '\n{cv:paper}`a`\n', 'papers': ''}
    site = build(write_site(tmp_path, pages))
    (warning,) = site.warnings
    assert '[cv.file]' in warning
    assert [link.href for link in site.links() if link.text == 'Title number 0'][
        -1
    ] == '#cv-paper-a'


def test_a_handwritten_page_follows_its_paper(tmp_path: Path) -> None:
    """The page is the author's; the paper in it is that of the bibliography, build by build."""
    own = '# My page\n\nBefore.\n\n```{cv:paper} a\n\nWithin.\n```\n\nAfter.\n'
    pages = {
        'refs.bib': bibliography(['a']),
        'index.md': INDEX,
        'papers/a.md': '---\norphan:\n---\n' + own,
    }
    source = write_site(tmp_path, pages)
    site = build(source)
    assert site.warnings == []
    (link,) = [link for link in site.links() if link.text == 'Title number 0']
    assert link.href == 'papers/a.html#cv-paper-a'
    assert site.text('papers/a.html').count('id="cv-paper-a"') == 1
    words = plain(site.text('papers/a.html').partition('<h1>')[2])
    assert words.index('Before.') < words.index('Title number 0') < words.index('After.')
    (source / 'refs.bib').write_text(
        bibliography(['a']).replace('number 0', 'anew'), encoding='utf-8'
    )
    assert 'Title anew' in plain(build(source).text('papers/a.html'))
    (source / 'refs.bib').write_text(bibliography(['b']), encoding='utf-8')
    site = build(source)
    assert [warning.rpartition(' ')[2] for warning in site.warnings] == ['[cv.unknown_key]']
    assert 'After.' in plain(site.text('papers/a.html'))


def test_without_pages_stubs_go_and_own_pages_stay(tmp_path: Path) -> None:
    """cv_paper_pages = False undoes what True did."""
    source = write_site(tmp_path, {'refs.bib': bibliography(['a', 'b']), 'index.md': INDEX})
    build(source, 'dummy')
    (source / 'papers' / 'notes.md').write_text('---\norphan:\n---\n# N\n', encoding='utf-8')
    site = build(source, 'dummy', cv_paper_pages=False)
    assert files(source) == ['notes.md']
    assert site.warnings == []
    assert 'papers/a' not in site.app.env.found_docs

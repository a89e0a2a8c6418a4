"""Incremental equals clean: after every edit, serial and parallel, down to the last byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from pprint import pformat
from typing import TYPE_CHECKING

import pytest
from builds import sphinx_build, start_build
from comparing import contents, differences
from places import ROOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from builds import Build

NEW = """\
@misc{new-entry,
  title  = {A Brand New Paper},
  author = {Doe, Jane},
  date   = {2022},
}

"""
# The sites that are edited and built again and again, with the options of their builds.
OPTIONS = {'serial': (), 'parallel': ('-j', '2')}
GENERATED = shutil.ignore_patterns('papers')


def entries(source: Path) -> list[str]:
    """Return the entries of refs.bib as text, comments in front of them included."""
    return re.split(r'(?m)^(?=@)', (source / 'refs.bib').read_text(encoding='utf-8'))


def write_entries(source: Path, texts: list[str]) -> None:
    """Write refs.bib anew."""
    (source / 'refs.bib').write_text(''.join(texts), encoding='utf-8')


def keys(source: Path) -> list[str]:
    """Return the keys of refs.bib in their order."""
    return [match[1] for text in entries(source) if (match := re.match(r'@\w+\{([^,]+),', text))]


def append(path: Path, text: str) -> None:
    """Add *text* at the end of a file."""
    path.write_text(path.read_text(encoding='utf-8') + text, encoding='utf-8')


def change_nothing(source: Path) -> None:
    """Leave all files as they are."""


def edit_a_page(source: Path) -> None:
    """Write a word more on a page."""
    append(source / 'talks.md', '\nOne word more.\n')


def change_an_entry(source: Path) -> None:
    """Change the title of the last paper."""
    *others, last = entries(source)
    write_entries(source, [*others, re.sub(r'(\btitle\s*=\s*\{)', r'\1Revised: ', last, count=1)])


def add_an_entry(source: Path) -> None:
    """Put one more paper at the top."""
    first, *others = entries(source)
    write_entries(source, [first, NEW, *others])


def shorten_a_page(source: Path) -> None:
    """Take the last paragraph of a page away, with words that stand nowhere else."""
    path = source / 'talks.md'
    path.write_text(path.read_text(encoding='utf-8').rpartition('\n\n')[0] + '\n', encoding='utf-8')


def add_a_talk(source: Path) -> None:
    """Write one more entry of the CV, which pages could link."""
    append(source / 'talks.md', '\n```{cv:talk} Oceans\n:dates: 2025\n```\n')


def retitle_a_page(source: Path) -> None:
    """Return a page that stands in every page's navigation another title."""
    path = source / 'talks.md'
    path.write_text(
        path.read_text(encoding='utf-8').replace('# Talks', '# Lectures'), encoding='utf-8'
    )


def rename_a_key(source: Path) -> None:
    """Return the first paper another key."""
    key = keys(source)[0]
    write_entries(
        source, [text.replace(f'{{{key},', f'{{{key}-renamed,') for text in entries(source)]
    )


def link_a_person(source: Path) -> None:
    """Return the address of a co-author."""
    append(source / 'conf.py', '\ncv_people = {"Bob Other": {"url": "https://example.org/bob"}}\n')


def take_the_papers_pages_away(source: Path) -> None:
    """Leave the papers without pages of their own."""
    append(source / 'conf.py', '\ncv_paper_pages = False\n')


def give_the_papers_pages_back(source: Path) -> None:
    """Let the papers have pages again."""
    append(source / 'conf.py', '\ncv_paper_pages = True\n')


def add_a_citation(source: Path) -> None:
    """Cite the last paper on a page, once by its role and once as sphinxcontrib-bibtex has it."""
    key = keys(source)[-1]
    append(source / 'talks.md', f'\nSee {{cv:paper}}`{key}`, which is {{cite}}`{key}`.\n')


def reorder_the_entries(source: Path) -> None:
    """Turn the order of the papers round."""
    first, *others = entries(source)
    write_entries(source, [first, *reversed([text.rstrip() + '\n\n' for text in others])])


def delete_an_entry(source: Path) -> None:
    """Take the new paper away."""
    write_entries(source, [text for text in entries(source) if 'new-entry' not in text])


def add_a_file(source: Path) -> None:
    """Name one more bibliography in conf.py."""
    (source / 'more.bib').write_text(NEW.replace('new-entry', 'newest'), encoding='utf-8')
    append(source / 'conf.py', '\nbibtex_bibfiles = [*bibtex_bibfiles, "more.bib"]\n')


def change_the_owner(source: Path) -> None:
    """Make the first co-author the owner."""
    (author,) = re.findall(r'author\s*=\s*\{(.*?)\},\s', entries(source)[-1], re.S)
    family, given = author.split(' and ')[-1].split(', ')
    append(source / 'conf.py', f'\ncv_owner = cv_owner | {{"name": "{given} {family}"}}\n')


Edits = tuple['Callable[[Path], None]', ...]
EACH: tuple[Edits, ...] = (
    (change_nothing,),
    (edit_a_page,),
    (shorten_a_page,),
    (add_a_talk,),
    (change_an_entry,),
    (add_an_entry,),
    (add_a_citation,),
    (retitle_a_page,),
    (reorder_the_entries,),
    (delete_an_entry,),
    (rename_a_key,),
    (add_a_file,),
    (link_a_person,),
    (change_the_owner,),
    (take_the_papers_pages_away,),
    (give_the_papers_pages_back,),
)
TOGETHER: tuple[Edits, ...] = (
    (change_nothing,),
    (edit_a_page, change_an_entry, add_an_entry, add_a_citation),
    (reorder_the_entries, delete_an_entry, change_the_owner),
)


def copy_small_site(target: Path) -> Path:
    """Copy the small site of this test."""
    return Path(shutil.copytree(ROOTS / 'test-edits', target))


def copy_whole_site(target: Path) -> Path:
    """Copy a site with pages and papers of every sort."""
    return Path(shutil.copytree(ROOTS / 'test-browser', target))


def build_all(folder: Path, names: Iterable[str]) -> dict[str, dict[str, bytes]]:
    """Build the sites of these names at the same time, and give the files of each."""
    runs = [
        start_build(folder / name / 'source', folder / name / 'html', *OPTIONS.get(name, ()))
        for name in names
    ]
    return {run.output.parent.name: contents(run.finish().output) for run in runs}


@pytest.mark.parametrize(('copy', 'steps'), [(copy_small_site, EACH), (copy_whole_site, TOGETHER)])
def test_an_incremental_build_is_a_clean_build(
    copy: Callable[[Path], Path], steps: tuple[Edits, ...], tmp_path: Path
) -> None:
    """After each step of a series, all files are those of a clean build in another folder."""
    sources = [copy(tmp_path / name / 'source') for name in OPTIONS]
    # Before there is an edit, a clean build is the one that was just made.
    clean = build_all(tmp_path, OPTIONS)['serial']
    found = {}
    for number, edits in enumerate(steps):
        fresh = [f'fresh{number}'] if edits != (change_nothing,) else []
        for edit in edits:
            for source in sources:
                edit(source)
        for name in fresh:
            shutil.copytree(sources[0], tmp_path / name / 'source', ignore=GENERATED)
        built = build_all(tmp_path, [*OPTIONS, *fresh])
        clean = built[fresh[0]] if fresh else clean
        for name in OPTIONS:
            if different := differences(built[name], clean):
                found[edits[-1].__name__, name] = different
    assert not found, pformat(found)


def test_a_build_does_not_depend_on_chance(tmp_path: Path) -> None:
    """Two processes that hash words differently write the same bytes."""
    # The seed of the process that builds are forks of is a random one, where none is set.
    seed = '2' if os.environ.get('PYTHONHASHSEED') == '1' else '1'
    source, html = copy_small_site(tmp_path / seed / 'source'), tmp_path / seed / 'html'
    command = [sys.executable, '-m', 'sphinx', '-q', source, html]
    subprocess.run(command, check=True, env=os.environ | {'PYTHONHASHSEED': seed})
    shutil.rmtree(html / '.doctrees')
    other = sphinx_build(
        copy_small_site(tmp_path / 'other' / 'source'), tmp_path / 'other' / 'html'
    )
    assert not differences(contents(html), contents(other.output))


def read_and_written(build: Build) -> tuple[set[str], set[str]]:
    """Return the documents that a serial build says it has read, and those it has written."""
    steps = ('reading sources', 'writing output')
    read, written = (
        set(re.findall(rf'(?m)^{step}\.\.\. \[.*?\] (\S+)$', build.status)) for step in steps
    )
    return read, written


def test_pages_of_unchanged_papers_rest(tmp_path: Path) -> None:
    """Of the papers' pages, only those with something new to say are read and written again."""
    source, output = copy_small_site(tmp_path / 'source'), tmp_path / 'html'
    sphinx_build(source, output)
    assert read_and_written(sphinx_build(source, output)) == (set(), set())
    edit_a_page(source)
    assert read_and_written(sphinx_build(source, output))[0] == {'talks'}
    before = contents(output / 'papers')
    change_an_entry(source)
    read, written = read_and_written(sphinx_build(source, output))
    changed = {
        f'papers/{Path(name).stem}' for name in differences(contents(output / 'papers'), before)
    }
    assert 'papers/third2021' in changed
    assert 'papers/first2024' not in changed
    assert {name for name in read | written if name.startswith('papers/')} <= changed

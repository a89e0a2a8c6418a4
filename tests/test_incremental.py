"""Incremental equals clean: after every edit, serial and parallel, down to the last byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import copy_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOTS = Path(__file__).parent / 'roots'
NEW = """\
@misc{new-entry,
  title  = {A Brand New Paper},
  author = {Doe, Jane},
  date   = {2022},
}

"""
# Nothing may depend on the time of the build.
ENVIRONMENT = os.environ | {'SOURCE_DATE_EPOCH': '1700000000', 'PYTHONHASHSEED': 'random'}


def entries(source: Path) -> list[str]:
    """Give the entries of refs.bib as text, comments in front of them included."""
    return re.split(r'(?m)^(?=@)', (source / 'refs.bib').read_text(encoding='utf-8'))


def write_entries(source: Path, texts: list[str]) -> None:
    """Write refs.bib anew."""
    (source / 'refs.bib').write_text(''.join(texts), encoding='utf-8')


def keys(source: Path) -> list[str]:
    """Give the keys of refs.bib in their order."""
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


def change_the_owner(source: Path) -> None:
    """Make the first co-author the owner."""
    (author,) = re.findall(r'author\s*=\s*\{(.*?)\},\n', entries(source)[-1], re.S)
    family, given = author.split(' and ')[-1].split(', ')
    append(source / 'conf.py', f'\ncv_owner = cv_owner | {{"name": "{given} {family}"}}\n')


EDITS: tuple[Callable[[Path], None], ...] = (
    change_nothing,
    edit_a_page,
    change_an_entry,
    add_an_entry,
    add_a_citation,
    reorder_the_entries,
    delete_an_entry,
    change_the_owner,
)


class Lineage(NamedTuple):
    """A site that is edited and built again and again, with the options of its builds."""

    source: Path
    output: Path
    options: tuple[str, ...] = ()

    def start(self) -> subprocess.Popen[str]:
        """Begin a build."""
        doctrees = self.output.with_name('doctrees')
        command = [sys.executable, '-m', 'sphinx', '-b', 'html', '-d', doctrees, *self.options]
        return subprocess.Popen(
            [*command, self.source, self.output],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT,
        )  # fmt: skip


def finish(build: subprocess.Popen[str]) -> str:
    """Wait for a build and give what it printed."""
    status, warnings = build.communicate()
    assert build.returncode == 0, warnings + status[-2000:]
    return status


def contents(output: Path) -> dict[str, bytes]:
    """Give every file of a build."""
    files = sorted(path for path in output.rglob('*') if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def differences(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    """Give the names of the files that are not the same, or not there, on both sides."""
    return sorted(name for name in found.keys() | expected if found.get(name) != expected.get(name))


def copy_small_site(target: Path) -> Path:
    """Copy the small site of this test."""
    return Path(shutil.copytree(ROOTS / 'test-edits', target))


@pytest.mark.parametrize('copy', [copy_small_site, copy_site])
def test_an_incremental_build_is_a_clean_build(
    copy: Callable[[Path], Path], tmp_path: Path
) -> None:
    """After each edit of a series, all files are those of a clean build in another folder."""
    serial = Lineage(copy(tmp_path / 'serial' / 'source'), tmp_path / 'serial' / 'html')
    parallel = Lineage(
        copy(tmp_path / 'parallel' / 'source'), tmp_path / 'parallel' / 'html', ('-j', '4')
    )
    clean = copy(tmp_path / 'clean')
    for build in [lineage.start() for lineage in (serial, parallel)]:
        finish(build)
    found = {}
    for number, edit in enumerate(EDITS):
        for source in (serial.source, parallel.source, clean):
            edit(source)
        fresh = tmp_path / f'fresh{number}'
        once = Lineage(Path(shutil.copytree(clean, fresh / 'source')), fresh / 'html')
        for build in [lineage.start() for lineage in (serial, parallel, once)]:
            finish(build)
        expected = contents(once.output)
        for lineage in (serial, parallel):
            if different := differences(contents(lineage.output), expected):
                found[edit.__name__, lineage.output.parent.name] = different
    assert not found


def read_and_written(status: str) -> tuple[set[str], set[str]]:
    """Give the documents that a serial build says it has read, and those it has written."""
    steps = ('reading sources', 'writing output')
    read, written = (
        set(re.findall(rf'(?m)^{step}\.\.\. \[.*?\] (\S+)$', status)) for step in steps
    )
    return read, written


def test_pages_of_unchanged_papers_rest(tmp_path: Path) -> None:
    """Of the papers' pages, only that of the changed paper is read and written again."""
    site = Lineage(copy_small_site(tmp_path / 'source'), tmp_path / 'html')
    finish(site.start())
    assert read_and_written(finish(site.start())) == (set(), set())
    edit_a_page(site.source)
    assert read_and_written(finish(site.start()))[0] == {'talks'}
    change_an_entry(site.source)
    read, written = read_and_written(finish(site.start()))
    assert {name for name in read if name.startswith('papers/')} == {'papers/third2021'}
    assert 'papers/third2021' in written
    assert 'papers/first2024' not in written

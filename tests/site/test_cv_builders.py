"""The owner's site is clean and complete in every builder of Sphinx, serial and parallel."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from builds import STRICT, sphinx_build
from owner import copy_site
from places import PROJECT

if TYPE_CHECKING:
    from builds import Build


class Expected(NamedTuple):
    """A file that a builder leaves, and whether the titles of all papers can be read in it."""

    file: str
    titles: bool = True
    options: tuple[str, ...] = ()
    shares: bool = True  # whether it can start from what was read for the html


BUILDERS = {
    'cvpdf': Expected('cv.pdf', titles=False),
    'dirhtml': Expected('publications/index.html'),
    'epub': Expected('*.epub', titles=False),
    'gettext': Expected('publications.pot', titles=False, shares=False),
    'json': Expected('publications.fjson'),
    'latex': Expected('*.tex'),
    # Every address counts as ignored, so that none is asked for.
    'linkcheck': Expected('output.json', titles=False, options=('-D', 'linkcheck_ignore=.*')),
    'man': Expected('*.[0-9]'),
    'singlehtml': Expected('index.html'),
    'texinfo': Expected('*.texi'),
    'text': Expected('publications.txt'),
}


@pytest.fixture(scope='module')
def parallel_site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The owner's site as html, read and written by several processes."""
    folder = tmp_path_factory.mktemp('parallel')
    return sphinx_build(copy_site(folder / 'source'), folder / 'html', '-j', '4', *STRICT)


@pytest.fixture(scope='module')
def reading(
    site: Build, parallel_site: Build, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """What one process read for the html, and several, for the other builders to start from."""
    folder = tmp_path_factory.mktemp('reading')
    return {
        processes: Path(shutil.copytree(build.doctrees, folder / processes))
        for processes, build in (('1', site), ('4', parallel_site))
    }


def letters(text: str) -> str:
    """Return the plain letters and digits of a text, without markup commands and case."""
    without_tags = re.sub(r'<[^>]*>|&\w+;|\\[a-zA-Z]+|@\w+', '', text)
    return re.sub(r'[^a-z0-9]', '', without_tags.casefold())


def titles() -> list[str]:
    """Return the titles in refs.bib, but those with markup, as their letters."""
    refs = (PROJECT / 'refs.bib').read_text(encoding='utf-8')
    found = re.findall(r'(?m)^\s*title\s*=\s*\{(.*)\},?$', refs)
    return [
        letters(re.sub(r'[{}]', '', title)) for title in found if not re.search(r'[\\$^]', title)
    ]


def check_links(file: Path) -> None:
    """See that the link checker got the addresses of the site, and that each is one."""
    links = [json.loads(line) for line in file.read_text(encoding='utf-8').splitlines()]
    assert len(links) > 20
    for link in links:
        assert link['status'] in {'ignored', 'local', 'unchecked', 'working'}, link
        if link['uri'].startswith('http'):
            assert urlsplit(link['uri']).hostname, link
            assert not re.search(r'[\s<>"{}|\\^`]', link['uri']), link


@pytest.mark.parametrize('processes', ['1', '4'])
@pytest.mark.parametrize('builder', BUILDERS)
def test_a_builder_is_clean(
    builder: str, processes: str, site: Build, reading: dict[str, Path], tmp_path: Path
) -> None:
    """No builder has a warning, with every reference checked, and each leaves what it is for."""
    expected = BUILDERS[builder]
    build = sphinx_build(
        site.source, tmp_path / 'out', '-j', processes, *STRICT, *expected.options,
        builder=builder, doctrees=reading[processes] if expected.shares else None,
    )  # fmt: skip
    (found,) = build.output.glob(expected.file)
    assert found.stat().st_size > 1000
    if builder == 'linkcheck':
        check_links(found)
    if expected.titles:
        text = letters(found.read_text(encoding='utf-8'))
        assert not [title for title in titles() if title not in text]


def test_there_are_titles_to_look_for() -> None:
    """The check of completeness is not an empty one."""
    assert len(titles()) > 10


def test_a_parallel_build_is_a_serial_build(site: Build, parallel_site: Build) -> None:
    """Several processes write what one writes, to the last byte, in another folder."""
    one, many = (
        {path.relative_to(build.output): path for path in build.output.rglob('*') if path.is_file()}
        for build in (site, parallel_site)
    )
    assert one.keys() == many.keys()
    assert not [name for name in one if one[name].read_bytes() != many[name].read_bytes()]

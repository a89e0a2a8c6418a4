"""The pages and the PDFs of one build: neither finds in the other's what is not its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from builds import sphinx_build, start_build
from sites import copy_root
from typst_pdf import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from builds import Build

    Files = dict[str, tuple[int, bytes]]

PDFS = ('cv.pdf', 'cv-short.pdf')
BROKEN = """\
# Broken

A {ref}`label-of-nothing`, a [place](#place-of-nothing), a {doc}`page-of-nothing`, a
{cite:t}`citation-of-nothing`, a {cv:paper}`paper-of-nothing`.

```{image} dot.png
```

```{only} (words
Words.
```

```{only} typst
A {ref}`label-of-print`.
```
"""
# What is said of it, in the order of the alphabet.
SAID = (
    "'myst' cross-reference target not found: 'place-of-nothing'",
    'exception while evaluating only directive expression',
    'no paper has the key "citation-of-nothing"',
    'no paper has the key "paper-of-nothing"',
    'the image dot.png has no alternative text',
    "undefined label: 'label-of-nothing'",
    "undefined label: 'label-of-print'",
    "unknown document: 'page-of-nothing'",
)


class Builds(NamedTuple):
    """One site with something of everything, built as pages in two ways, and as PDFs alone."""

    source: Path
    serial: Build
    parallel: Build
    alone: Build

    @classmethod
    def of(cls, source: Path, folder: Path, alone: str) -> Builds:
        """Build all three at once; the pages anew or not, the PDFs into a folder of their own."""
        builds = (
            start_build(source, folder / 'serial'),
            start_build(source, folder / 'parallel', '-j', '2'),
            start_build(source, folder / alone, builder='cvpdf'),
        )
        return cls(source, *(build.finish() for build in builds))


class Pages(NamedTuple):
    """The files of the site as it was built first, in parallel, and without its PDFs."""

    serial: Files
    parallel: Files
    again: Files


@pytest.fixture(scope='module')
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the sites of this module are."""
    return tmp_path_factory.mktemp('beside')


@pytest.fixture(scope='module')
def clean(folder: Path) -> Builds:
    """Build the site for the first time."""
    return Builds.of(copy_root('typst-beside', folder / 'source'), folder, 'alone')


@pytest.fixture(scope='module')
def pages(clean: Builds, folder: Path) -> Pages:
    """Write all pages again, though nothing changed, and return the files of all builds so far."""
    serial, parallel = files(clean.serial.output), files(clean.parallel.output)
    again = sphinx_build(clean.source, folder / 'serial', '-a')
    return Pages(serial, parallel, files(again.output))


@pytest.fixture(scope='module')
def edited(clean: Builds, pages: Pages, folder: Path) -> Builds:
    """Build it again after an edit of a page and of a paper."""
    for name, old, new in (('reading.md', 'See', 'Look at'), ('refs.bib', 'Second', 'Other')):
        file = clean.source / name
        file.write_text(file.read_text('utf-8').replace(old, new), encoding='utf-8')
    return Builds.of(clean.source, folder, 'edited')


def files(folder: Path) -> Files:
    """Return what is in the files of a site, and when they were written, by their names."""
    paths = (path for path in folder.rglob('*') if path.is_file())
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in paths
    }


def contents(found: Files) -> dict[str, bytes]:
    """Return what is in files, whenever they were written."""
    return {name: data for name, (_, data) in found.items()}


def test_nothing_is_printed_twice(clean: Builds) -> None:
    """Bibliographies of others, in each of their forms, have each work once."""
    text = text_of(clean.serial.output / 'cv.pdf')
    # As a citation and in the enumerated list; the footnote is Turing's.
    assert text.count('The Art of Computer Programming') == 2
    assert text.count('(Knuth, 1968)') == 1
    assert text.count('Knuth, 1968 Donald E. Knuth') == 1


def test_the_site_has_something_of_everything(clean: Builds) -> None:
    """Without this, equal bytes would say little."""
    text = text_of(clean.serial.output / 'cv.pdf')
    for words in (
        'Printed words.', 'Told at the foot.', 'Fig. 1', 'See (1)', 'data', 'Bob Sample', 'Year',
        'A First Result', '1936', 'Read on.', 'Mentoring',
    ):  # fmt: skip
        assert words in text, words
    assert 'Screen words' not in text
    assert 'Screen words' in (clean.serial.output / 'index.html').read_text('utf-8')


@pytest.mark.parametrize('state', ['clean', 'edited'])
def test_pdfs_beside_pages_are_those_of_the_builder(
    state: str, request: pytest.FixtureRequest
) -> None:
    """Serial and parallel, clean and incremental: the bytes are those of ``-b cvpdf``."""
    builds: Builds = request.getfixturevalue(state)
    for build in (builds.serial, builds.parallel, builds.alone):
        assert build.warnings == ''
        for name in PDFS:
            pdf = (build.output / name).read_bytes()
            assert pdf == (builds.alone.output / name).read_bytes(), build.output.name


def test_pages_are_the_same_with_pdfs_and_without(pages: Pages) -> None:
    """A build that writes all pages again and finds the PDFs right leaves the same files."""
    for name in PDFS:
        assert pages.again[name] == pages.serial[name]
    assert pages.again['index.html'][0] > pages.serial['index.html'][0]
    assert contents(pages.again) == contents(pages.serial) == contents(pages.parallel)


@pytest.mark.parametrize('options', [(), ('-j', '2')])
def test_each_warning_comes_once(tmp_path: Path, options: tuple[str, ...]) -> None:
    """What the pages say, the PDFs do not say again; what only they can say, they say."""
    source = copy_root('typst-beside', tmp_path / 'source')
    (source / 'broken.md').write_text(BROKEN, encoding='utf-8')
    index = source / 'index.md'
    index.write_text(index.read_text('utf-8').replace('people\n', 'people\nbroken\n'), 'utf-8')
    build = sphinx_build(source, tmp_path / 'html', *options)
    lines = [line for line in build.warnings.splitlines() if 'WARNING' in line]
    said = sorted(line.partition('WARNING: ')[2] for line in lines)
    assert len(said) == len(SAID), said
    assert all(line.startswith(words) for line, words in zip(said, SAID, strict=True)), said


def test_settings_of_the_command_line_reach_the_pdf(clean: Builds, tmp_path: Path) -> None:
    """Whatever the pages are built with, so are the PDFs, tags and single keys included."""
    options = ('-t', 'typst-tag', '-D', 'cv_owner.name=Eve Other', '-D', 'todo_include_todos=0')
    source = tmp_path / 'source'
    shutil.copytree(clean.source, source, ignore=shutil.ignore_patterns('papers'))
    page = source / 'reading.md'
    page.write_text(
        page.read_text('utf-8') + '\n```{only} typst-tag\nTagged.\n```\n', encoding='utf-8'
    )
    text = text_of(sphinx_build(source, tmp_path / 'html', *options).output / 'cv.pdf')
    assert 'Eve Other' in text
    assert 'Tagged.' in text
    assert 'Read on.' not in text


def test_a_failure_is_told_as_one(tmp_path: Path) -> None:
    """What goes wrong where the PDF is made fails the build, in the words of the failure."""
    source = copy_root('typst-beside', tmp_path / 'source')
    with (source / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(FAILING)
    build = start_build(source, tmp_path / 'html')
    build.process.join()
    assert build.process.exitcode != 0
    assert 'the PDF could not be made' in build.warnings
    assert 'a transform that fails' in build.warnings


FAILING = """
from sphinx.transforms.post_transforms import SphinxPostTransform

class Failing(SphinxPostTransform):
    default_priority = 1
    formats = ('typst',)
    def run(self, **kwargs):
        raise RuntimeError('a transform that fails')

def setup(app):
    app.add_post_transform(Failing)
"""

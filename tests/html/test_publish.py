"""What stands beside the pages of a finished site: exports, sitemap, robots.txt, 404 page."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
import rispy
from builds import sphinx_build
from places import ROOTS
from readers import read_head
from sites import build as build_site
from sites import write_site

from sphinx_cv.bib import read_bibliography
from sphinx_cv.html.publish.hosting import rooted, sitemap

if TYPE_CHECKING:
    from builds import Build

ROOT = ROOTS / 'test-published'
SITE_URL = 'https://example.org/cv/'
# For what has nothing to do with the PDF, which is a fourth of a build.
NO_PDF = '-Dcv_pdf=0'
PAPERS = ['alone', 'beethoven', 'chapter', 'fast', 'preprint', 'report', 'thesis', 'whole']


def source(folder: Path) -> Path:
    """Copy the small site, for a build writes stubs into it."""
    return Path(shutil.copytree(ROOT, folder / 'source'))


def files(folder: Path) -> dict[str, bytes]:
    """Read all files of a finished site."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob('*') if p.is_file()
    }


def test_each_paper_is_exported_beside_its_page(published: Build) -> None:
    """The links in the head lead to files that hold that paper and no other."""
    for key in PAPERS:
        page = next(
            published.output.glob(f'papers/{key}.html'),
            published.output / 'papers' / key / 'index.html',
        )
        links = read_head(page.read_text(encoding='utf-8')).link('alternate')
        paths = [page.parent / link for link in links]
        assert [path.name for path in paths] == [f'{key}.bib', f'{key}.ris', f'{key}.json']
        assert [paper.key for paper in read_bibliography(paths[:1]).papers] == [key]
        assert [record['id'] for record in rispy.loads(paths[1].read_bytes().decode())] == [key]
        assert [item['id'] for item in json.loads(paths[2].read_text('utf-8'))] == [key]


def test_all_papers_are_exported_at_the_root(published: Build) -> None:
    """The files of the whole list have every paper."""
    assert (
        sorted(p.key for p in read_bibliography([published.output / 'papers.bib']).papers) == PAPERS
    )
    assert sorted(r['id'] for r in rispy.load(published.output / 'papers.ris')) == PAPERS
    items = json.loads((published.output / 'papers.csl.json').read_text('utf-8'))
    assert sorted(item['id'] for item in items) == PAPERS
    resume = json.loads((published.output / 'resume.json').read_text('utf-8'))
    assert resume['education'][0]['institution'] == 'Thing Institute'
    assert 'Thing Institute' in (published.output / 'cv.txt').read_text('utf-8')


def test_every_page_names_the_feed(published: Build) -> None:
    """A feed reader that is given any page of the site finds the feed."""
    for path in published.output.rglob('*.html'):
        head = read_head(path.read_text(encoding='utf-8'))
        feeds = [link['href'] for link in head.links if link.get('type') == 'application/atom+xml']
        if not head.citations and path.name != '404.html':
            assert [(path.parent / feed).resolve() for feed in feeds] == [
                (published.output / 'feed.xml').resolve()
            ]


def test_pages_name_the_files_that_say_the_same(published: Build) -> None:
    """The list of all papers names their exports, and the first page those of the CV."""
    found = {}
    for name in ('index', 'publications'):
        path = published.output / f'{name}.html'
        path = path if path.is_file() else published.output / name / 'index.html'
        links = read_head(path.read_text(encoding='utf-8')).link('alternate')
        assert all((path.parent / link).is_file() for link in links)
        found[name] = [link.rpartition('/')[2] for link in links]
    assert found == {
        'index': ['feed.xml', 'resume.json', 'cv.txt'],
        'publications': ['feed.xml', 'papers.bib', 'papers.ris', 'papers.csl.json'],
    }


def test_the_sitemap_has_the_pages_and_nothing_else(published: Build) -> None:
    """Search, indices and the 404 page are left out; every address is that of a file."""
    root = ET.fromstring((published.output / 'sitemap.xml').read_bytes())
    locs = [element.text or '' for element in root.findall('.//{*}loc')]
    paths = [published.output / loc.removeprefix(SITE_URL) for loc in locs]
    assert len(locs) == len({*locs}) == len(PAPERS) + 3
    assert all(path.is_file() or (path / 'index.html').is_file() for path in paths)
    assert not [loc for loc in locs if re.search('search|genindex|404|cv-', loc)]
    heads = (
        read_head(path.read_text(encoding='utf-8'))
        for path in published.output.rglob('*.html') if path.name != '404.html'
    )  # fmt: skip
    canonical = {head.link('canonical')[0] for head in heads}
    assert {*locs} < canonical


def test_robots_are_welcome(published: Build) -> None:
    """A robot that follows the rules reads every page and finds the sitemap."""
    parser = RobotFileParser()
    parser.parse((published.output / 'robots.txt').read_text(encoding='utf-8').splitlines())
    assert parser.can_fetch('Googlebot', f'{SITE_URL}papers/fast.html')
    assert parser.site_maps() == [f'{SITE_URL}sitemap.xml']


def addresses(page: str) -> list[str]:
    """Return the addresses in a page that are not within it."""
    found = re.findall(r'\b(?:href|src|action|data-content_root)="([^"#][^"]*)"', page)
    return [address for address in found if not re.match(r'[a-z]+:', address)]


def test_the_404_page_works_wherever_it_is_shown(published: Build) -> None:
    """Style, script and links are found from every address, and lead to files of the site."""
    page = (published.output / '404.html').read_text(encoding='utf-8')
    assert 'Page not found' in page
    assert not re.search('canonical|og:url', page)  # it has no address of its own
    found = addresses(page)
    assert found
    for address in found:
        assert address.startswith('/cv/'), address
        path = published.output / address.removeprefix('/cv/').partition('?')[0]
        assert path.exists(), address


def test_the_404_page_of_the_owner_is_taken(tmp_path: Path) -> None:
    """A document of that name becomes the page, also where each document has its folder."""
    site = source(tmp_path)
    (site / '404.md').write_text('---\norphan: true\n---\n# Lost\n\n[Home](index.md)\n')
    for builder in ('html', 'dirhtml'):
        out = tmp_path / builder
        sphinx_build(site, out, '-W', NO_PDF, f'-Dhtml_baseurl={SITE_URL}', builder=builder)
        page = (out / '404.html').read_text(encoding='utf-8')
        assert 'Lost' in page
        assert all(address.startswith('/cv/') for address in addresses(page))
        assert '404' not in (out / 'sitemap.xml').read_text(encoding='utf-8')


def test_files_of_the_owner_win(tmp_path: Path) -> None:
    """What html_extra_path has is not written over."""
    site = source(tmp_path)
    (site / 'extra').mkdir()
    for name in ('robots.txt', '404.html', 'cv.txt'):
        (site / 'extra' / name).write_text('mine')
    build = sphinx_build(site, tmp_path / 'out', '-W', NO_PDF, '-Dhtml_extra_path=extra')
    for name in ('robots.txt', '404.html', 'cv.txt'):
        assert (build.output / name).read_text() == 'mine'


def test_a_missing_pdf_is_reported(tmp_path: Path) -> None:
    """The warning says which paper names it and what to do."""
    site = source(tmp_path)
    (site / 'pdfs' / 'fast.pdf').unlink()
    build = sphinx_build(site, tmp_path / 'out')
    what = 'entry fast: there is no file pdfs/fast.pdf; put it there, or mend the field pdf'
    assert build.warnings.count(what) == 1
    listed = build.output / 'publications.html'
    assert 'fast.pdf"' not in listed.read_text('utf-8')  # no link leads nowhere
    (site / 'pdfs' / 'fast.pdf').write_bytes(b'%PDF-1.4')
    build = sphinx_build(site, tmp_path / 'out', '-W')
    assert 'papers/fast.pdf"' in listed.read_text('utf-8')
    assert 'href="fast.pdf"' in (build.output / 'papers' / 'fast.html').read_text('utf-8')


def test_builds_of_one_source_are_the_same(tmp_path: Path) -> None:
    """Neither the time nor the folder of a build can be told from its files."""
    exports = ('papers.bib', 'feed.xml', 'resume.json', 'cv.txt', 'sitemap.xml', '404.html')
    read = []
    for name in ('one', 'two'):
        build = sphinx_build(
            source(tmp_path / name), tmp_path / name / 'out', NO_PDF, f'-Dhtml_baseurl={SITE_URL}'
        )
        read.append({name: data for name, data in files(build.output).items() if name in exports})
    assert len(read[0]) == len(exports)
    assert read[0] == read[1]


def test_nothing_stays_of_a_paper_that_is_gone(tmp_path: Path) -> None:
    """After a paper and a page were removed, a build leaves the files of a clean one."""
    site = source(tmp_path)
    out = tmp_path / 'out'
    sphinx_build(site, out, '-W')
    bib = site / 'refs.bib'
    bib.write_text(re.sub(r'@inproceedings.*?\n}\n', '', bib.read_text(), flags=re.DOTALL))
    index = site / 'index.md'
    index.write_text(index.read_text().replace('about\n', ''))
    (site / 'about.md').unlink()
    # None of the papers that are left is selected, which the list on the first page reports.
    options = '-W', '-D', 'suppress_warnings=cv.filter'
    again = sphinx_build(site, out, *options)
    clean = sphinx_build(site, tmp_path / 'clean', *options, '-E')
    left = {name for name in files(again.output) if not name.startswith('.')}
    assert left == {name for name in files(clean.output) if not name.startswith('.')}
    assert not [name for name in left if 'fast' in name]


def test_an_unchanged_site_stays_as_it_is(tmp_path: Path) -> None:
    """A second build finds nothing to do and changes no file."""
    site = source(tmp_path)
    before = files(sphinx_build(site, tmp_path / 'out', f'-Dhtml_baseurl={SITE_URL}').output)
    after = files(sphinx_build(site, tmp_path / 'out', f'-Dhtml_baseurl={SITE_URL}').output)
    assert {n for n in before if before[n] != after[n] and not n.startswith('.')} == set()


@pytest.mark.parametrize('builder', ['singlehtml', 'text'])
def test_other_builders_have_no_exports(tmp_path: Path, builder: str) -> None:
    """Only a site whose pages are found one by one has files for machines beside them."""
    build = sphinx_build(source(tmp_path), tmp_path / 'out', NO_PDF, builder=builder)
    assert not (build.output / 'papers.bib').exists()
    assert not (build.output / 'robots.txt').exists()


def test_a_site_without_papers_has_its_files(tmp_path: Path) -> None:
    """The first page that somebody writes is published like all others."""
    conf = "extensions = ['myst_parser', 'sphinx_cv']\ncv_owner = {'name': 'Me'}\n"
    (tmp_path / 'conf.py').write_text(f"{conf}html_theme = 'basic'\n")
    (tmp_path / 'index.md').write_text('# Me\n')
    build = sphinx_build(tmp_path, tmp_path / 'out', '-W')
    assert {'404.html', 'robots.txt', 'feed.xml', 'resume.json'} <= files(build.output).keys()


@pytest.mark.parametrize(
    ('uri', 'address', 'expected'),
    [
        ('404.html', 'index.html', '/cv/index.html'),
        ('404/', '../_static/a.css?v=1', '/cv/_static/a.css?v=1'),
        ('404.html', './', '/cv/'),
        ('404.html', '/cv/index.html', '/cv/index.html'),
        ('404.html', '#main', '#main'),
        ('404/', './', '/cv/404.html'),
        ('404.html', 'https://example.org/', 'https://example.org/'),
        ('404.html', 'mailto:a', 'mailto:a'),
        ('404.html', 'data:,x', 'data:,x'),
    ],
)
def test_addresses_are_rooted(uri: str, address: str, expected: str) -> None:
    """A relative address begins at the root of the host, any other one stays."""
    assert rooted(f'<a href="{address}">', uri, SITE_URL) == f'<a href="{expected}">'
    assert urljoin('https://example.org/cv/some/where/', expected) == urljoin(
        SITE_URL, expected
    ) or (expected.startswith('#'))


def test_addresses_in_a_sitemap_are_escaped() -> None:
    """A sitemap is XML whatever an address has in it."""
    root = ET.fromstring(sitemap({'https://example.org/?a&b<c>': ''}))
    assert [element.text for element in root.findall('.//{*}loc')] == [
        'https://example.org/?a&b<c>'
    ]


def test_exports_are_written_when_something_in_them_has_changed(tmp_path: Path) -> None:
    """An edit of an entry, of the owner or of a file that somebody removed comes through."""
    site, out = source(tmp_path), tmp_path / 'out'
    sphinx_build(site, out, NO_PDF)
    written = (out / 'papers.bib').stat().st_mtime_ns
    about = site / 'about.md'
    about.write_text(f'{about.read_text()}\n% A comment, which no export has.\n')
    sphinx_build(site, out, NO_PDF)
    assert (out / 'papers.bib').stat().st_mtime_ns == written
    about.write_text(f'{about.read_text()}\nOther words.\n')
    sphinx_build(site, out, NO_PDF)
    assert 'Other words.' in (out / 'cv.txt').read_text()
    index = site / 'index.md'
    index.write_text(index.read_text().replace('Thing Institute', 'Other Institute'))
    (out / 'feed.xml').unlink()
    sphinx_build(site, out, NO_PDF)
    assert 'Other Institute' in (out / 'resume.json').read_text()
    assert (out / 'feed.xml').is_file()
    sphinx_build(site, out, NO_PDF, '-Dhtml_baseurl=https://moved.example/')
    assert 'https://moved.example/papers/fast.html' in (out / 'feed.xml').read_text()


@pytest.mark.parametrize(
    ('host', 'canonical'),
    [
        ('https://me.readthedocs.io/en/latest/',
         ['https://me.readthedocs.io/en/latest/about.html']),
        (None, []),
    ],
    ids=['hosted', 'elsewhere'],
)  # fmt: skip
def test_the_address_comes_from_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str | None, canonical: list[str]
) -> None:
    """On Read the Docs, a site whose conf.py is silent has that address, elsewhere none."""
    monkeypatch.delenv('READTHEDOCS_CANONICAL_URL', raising=False)
    if host:
        monkeypatch.setenv('READTHEDOCS_CANONICAL_URL', host)
    out = sphinx_build(source(tmp_path), tmp_path / 'out', NO_PDF).output
    head = read_head((out / 'about.html').read_text(encoding='utf-8'))
    assert head.link('canonical') == canonical
    assert (out / 'sitemap.xml').exists() == bool(canonical)


def test_a_file_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    """It is reported, and the rest is published."""
    locked = '/proc/self/mem'  # which is there on Linux, and which nobody reads from its beginning
    if not Path(locked).exists():
        pytest.skip('every file here can be read')
    files = {'index.md': '# Ann\n', 'refs.bib': '@misc{one, title={One}, year={2024}}'}
    site = build_site(write_site(tmp_path, files), bibtex_bibfiles=[locked, 'refs.bib'])
    assert [warning for warning in site.warnings if 'cannot be read' in warning]
    assert 'One' in site.text('papers.bib')

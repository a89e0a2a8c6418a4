"""The site is whole, whosever it is: what it should have is read from the site itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from owner import setting
from sphinx.util.inventory import InventoryFile
from typst_pdf import flaws

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from builds import Build

ADDRESS = re.compile(r'[\w.+-]+@[\w-]+(?:\.[\w-]+)+')
WRITTEN = {'.bib', '.md', '.rst', '.txt'}
READ_BY_HARVESTERS = {'.html', '.txt', '.js', '.json', '.xml', '.bib', '.ris'}


@pytest.fixture(scope='module')
def keys(site: Build) -> set[str]:
    """The keys of the owner's papers."""
    others = setting('cv_references', [])
    files = [name for name in setting('bibtex_bibfiles', []) if name not in others]
    papers = read_bibliography([site.source / name for name in files], site.source).papers
    return {paper.key for paper in papers}


def test_every_paper_has_a_place_that_can_be_linked(site: Build, keys: set[str]) -> None:
    """The inventory knows each paper, and what it says of it is there."""
    if not setting('cv_paper_pages', True):
        pytest.skip('papers have no pages, and not each is in a list')
    inventory = InventoryFile.loads((site.output / 'objects.inv').read_bytes(), uri='').data
    papers = inventory.get('cv:paper', {})
    assert keys <= papers.keys()
    for key in keys:
        page, _, anchor = papers[key].uri.partition('#')
        assert f'id="{anchor}"' in (site.output / page).read_text(encoding='utf-8'), key


def test_every_export_has_every_paper(site: Build, keys: set[str]) -> None:
    """Other programs read the files of the list, and find there what the list shows."""
    if not keys:
        pytest.skip('there are no papers')
    found = {
        'papers.bib': [p.key for p in read_bibliography([site.output / 'papers.bib']).papers],
        'papers.ris': [record['id'] for record in rispy.load(site.output / 'papers.ris')],
        'papers.csl.json': [item['id'] for item in parsed(site, 'papers.csl.json')],
    }
    for name, names in found.items():
        assert set(names) == keys, name
    assert len(parsed(site, 'resume.json')['publications']) == len(keys)


def parsed(site: Build, name: str) -> Any:
    """Return what stands in a JSON file of the site."""
    return json.loads((site.output / name).read_text(encoding='utf-8'))


def test_no_address_gets_into_clear(site: Build) -> None:
    """A harvester's pattern finds no e-mail address but those that pages and papers spell out."""
    texts = [path for path in site.source.rglob('*') if path.suffix in WRITTEN]
    spelled_out = set(ADDRESS.findall('\n'.join(path.read_text('utf-8') for path in texts)))
    for path in site.output.rglob('*'):
        served = '_static' not in path.relative_to(site.output).parts
        if served and path.suffix in READ_BY_HARVESTERS:
            assert set(ADDRESS.findall(path.read_text(encoding='utf-8'))) <= spelled_out, path


@pytest.mark.parametrize('name', ['cv', *setting('cv_variants', {})])
def test_the_pdfs_are_accessible(site: Build, name: str) -> None:
    """They conform to the standards for archives and for screen readers."""
    assert flaws(site.output / f'{name}.pdf') == []

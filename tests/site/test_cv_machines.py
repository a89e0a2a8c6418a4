"""The owner's site, as machines read it."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
import rispy
from readers import (
    Head,
    read_head,
    schema_problems,
    scholar_problems,
    split_name,
    zotero_coins,
    zotero_item,
)

from sphinx_cv.bib import read_bibliography

if TYPE_CHECKING:
    from builds import Build

    from sphinx_cv.model import Paper

ADDRESS = re.compile(r'[\w.+-]+@[\w-]+(?:\.[\w-]+)+')


@pytest.fixture(scope='module')
def papers(site: Build) -> dict[str, Paper]:
    """The owner's papers by key."""
    return {paper.key: paper for paper in read_bibliography([site.source / 'refs.bib']).papers}


@pytest.fixture(scope='module')
def heads(site: Build) -> dict[str, Head]:
    """What machines find in each page."""
    pages = {p.relative_to(site.output).as_posix(): p for p in site.output.rglob('*.html')}
    return {name: read_head(page.read_text(encoding='utf-8')) for name, page in pages.items()}


def test_every_paper_can_be_found_and_saved(
    heads: dict[str, Head], papers: dict[str, Paper]
) -> None:
    """Scholar has nothing to complain of, and Zotero gets type, title and every author in parts."""
    pages = {name: head for name, head in heads.items() if head.citations}
    assert {name.removeprefix('papers/').removesuffix('.html') for name in pages} == papers.keys()
    for key, paper in papers.items():
        head = heads[f'papers/{key}.html']
        assert scholar_problems(head.citations, '') == []
        item = zotero_item(head)
        assert item.fields['title'] == paper.title_text
        assert item.creators == [
            (p.given, ' '.join(filter(None, (p.prefix, p.family)))) for p in paper.authors
        ]
        kinds = {
            'inproceedings': 'conferencePaper', 'article': 'journalArticle', 'misc': 'preprint',
        }  # fmt: skip
        assert item.type == kinds[paper.type]


def test_the_list_can_be_imported_as_a_whole(
    heads: dict[str, Head], papers: dict[str, Paper]
) -> None:
    """Only the list of all papers offers them together."""
    assert [name for name, head in heads.items() if head.coins] == ['publications.html']
    items = [zotero_coins(coins) for coins in heads['publications.html'].coins]
    assert len(items) == len(papers)
    names = {
        split_name(f'{p.family}, {p.given}') for paper in papers.values() for p in paper.authors
    }
    assert {creator for item in items for creator in item.creators} == names


def test_the_data_of_every_page_are_in_the_vocabulary(heads: dict[str, Head]) -> None:
    """schema.org knows every type and every property that is used."""
    things = [(name, thing) for name, head in heads.items() for thing in head.things]
    assert len(things) > 30
    assert {name: schema_problems(thing) for name, thing in things if schema_problems(thing)} == {}


def test_every_page_is_described(heads: dict[str, Head]) -> None:
    """Each page has a description and a preview of its own, and none has a tag in it."""
    for name, head in heads.items():
        assert {'og:title', 'og:type', 'og:description'} <= head.properties.keys(), name
        assert not re.search(r'[<>{}\\]', head.properties['og:description']), name
    described = [
        h.properties['og:description'] for n, h in heads.items() if n.startswith('papers/')
    ]
    assert len({*described}) == len(described)


def test_every_export_has_every_paper(site: Build, papers: dict[str, Paper]) -> None:
    """The files of the list hold what the list shows."""
    out = site.output
    assert {paper.key for paper in read_bibliography([out / 'papers.bib']).papers} == papers.keys()
    assert {record['id'] for record in rispy.load(out / 'papers.ris')} == papers.keys()
    items = json.loads((out / 'papers.csl.json').read_text(encoding='utf-8'))
    assert {item['id'] for item in items} == papers.keys()
    resume = json.loads((out / 'resume.json').read_text(encoding='utf-8'))
    assert len(resume['publications']) == len(papers)
    text = (out / 'cv.txt').read_text(encoding='utf-8')
    assert all(paper.title_text in text for paper in papers.values())


def test_no_address_of_a_person_is_in_clear(site: Build) -> None:
    """A harvester's pattern finds no e-mail address in what is served, apart from the PDF."""
    for path in site.output.rglob('*'):
        served = not {'.doctrees', '_static'} & {*path.relative_to(site.output).parts}
        if served and path.suffix in {'.html', '.txt', '.js', '.json', '.xml', '.bib', '.ris'}:
            assert not ADDRESS.findall(path.read_text(encoding='utf-8')), path
    page = (site.output / 'index.html').read_text(encoding='utf-8')
    assert len(re.findall(r'href="mailto:[^"@]+%40[^"]+"', html.unescape(page))) >= 1

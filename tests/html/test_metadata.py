"""What pages tell Google Scholar, Zotero, search engines and previews, read by strict readers."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from builds import sphinx_build
from places import ROOTS
from readers import (
    Head,
    Item,
    read_head,
    schema_problems,
    scholar_problems,
    zotero_coins,
    zotero_item,
)

from sphinx_cv.bib import read_bibliography
from sphinx_cv.export.csl import item
from sphinx_cv.export.highwire import author_names, citation_tags
from sphinx_cv.export.opengraph import cut_short, paper_description
from sphinx_cv.export.openurl import coins
from sphinx_cv.export.owned import things
from sphinx_cv.export.ris import ris
from sphinx_cv.export.schema import json_ld, profile_page, scholarly_article
from sphinx_cv.html.page import PageMetadata, head_elements, written_description
from sphinx_cv.model import Entry, Link, Owner, Paper, Person, Text
from sphinx_cv.model.types import TYPES
from sphinx_cv.model.written_dates import read_dates

if TYPE_CHECKING:
    from builds import Build

ROOT = ROOTS / 'test-published'
SITE_URL = 'https://example.org/cv/'


class Built(NamedTuple):
    """A site at an address, and how a page's address is made."""

    build: Build
    suffix: str

    def url(self, docname: str) -> str:
        """Return the absolute address of a page."""
        return SITE_URL + docname + self.suffix

    def head(self, docname: str) -> Head:
        """Read the head of a page."""
        name = f'{docname}{self.suffix}'
        path = self.build.output / (name if self.suffix == '.html' else f'{name}index.html')
        return read_head(path.read_text(encoding='utf-8'))


@pytest.fixture
def built(published: Build) -> Built:
    """The small site, with a page for each kind of work."""
    return Built(published, '.html' if published.output.name == 'html' else '/')


def copied(root: Path, output: Path) -> Path:
    """Copy a small site, for a build writes stubs into it."""
    import shutil

    return Path(shutil.copytree(root, output.with_name(f'{output.name}-source')))


@pytest.fixture(scope='module')
def papers() -> dict[str, Paper]:
    """The papers of the small site."""
    return {paper.key: paper for paper in read_bibliography([ROOT / 'refs.bib']).papers}


EXPECTED = {
    'fast': Item('conferencePaper', {
        'title': 'Fast "Things" & Others', 'conference_title': 'Proceedings of Things',
        'publication_date': '2024/07', 'firstpage': '1', 'lastpage': '9', 'doi': '10.1000/fast',
    }, [('Jane', 'Doe'), ('Richard', 'Roe'), ('Ann Marie', 'van den Berg')], ['things', 'speed']),
    'alone': Item('journalArticle', {
        'journal_title': 'Annals of Things', 'publication_date': '2023/03/15', 'volume': '3',
        'issue': '2', 'issn': '1234-5679', 'pdf_url': 'https://publisher.example/alone.pdf',
    }, [('Jan Peter van der', 'Berg')]),
    'beethoven': Item('journalArticle', {}, [('Ludwig', 'van Beethoven')]),
    'thesis': Item('thesis', {'dissertation_institution': 'Thing Institute'}, [('Jane', 'Doe')]),
    'report': Item('report', {
        'technical_report_institution': 'Labs', 'technical_report_number': 'TR-7',
    }, [('Jane', 'Doe'), ('', 'The Thing Team')]),
    'preprint': Item('preprint', {
        'publisher': 'arXiv', 'arxiv_id': '2001.00001',
    }, [('Jane', 'Doe'), ('Richard', 'Roe')]),
    'chapter': Item('bookSection', {'inbook_title': 'The Big Book', 'publisher': 'Big Press'},
                    [('Edgar Allan', 'Poe'), ('Jane', 'Doe')]),
    'whole': Item('book', {'isbn': '978-0-306-40615-7'}, [('Jane', 'Doe')]),
}  # fmt: skip


@pytest.mark.parametrize('key', EXPECTED)
def test_zotero_takes_a_page_for_what_it_is_about(built: Built, key: str) -> None:
    """Type, people in their parts, keywords and fields are those of the entry."""
    item, expected = zotero_item(built.head(f'papers/{key}')), EXPECTED[key]
    assert (item.type, item.creators, item.tags) == (
        expected.type, expected.creators, expected.tags,
    )  # fmt: skip
    assert expected.fields.items() <= item.fields.items()


@pytest.mark.parametrize('key', EXPECTED)
def test_scholar_finds_nothing_wrong(built: Built, key: str) -> None:
    """The tags are those that are documented, in their form, and a PDF of ours lies beside."""
    page = built.head(f'papers/{key}')
    assert scholar_problems(page.citations, built.url(f'papers/{key}')) == []


def test_a_pdf_of_the_site_is_served_beside_its_page(built: Built) -> None:
    """The copy is where the tag says, and is the file."""
    address = dict(built.head('papers/fast').citations)['citation_pdf_url']
    copy = built.build.output / address.removeprefix(SITE_URL)
    assert copy.read_bytes() == (ROOT / 'pdfs' / 'fast.pdf').read_bytes()
    assert dict(built.head('papers/alone').citations)['citation_pdf_url'].startswith('https://')


def test_no_other_page_claims_to_be_a_paper(built: Built) -> None:
    """Only the pages of papers have citation tags, and only lists have COinS."""
    for name in ('index', 'about', 'publications'):
        docname = '' if name == 'index' and built.suffix == '/' else name
        page = built.head(docname) if docname else read_head(
            (built.build.output / 'index.html').read_text(encoding='utf-8'))  # fmt: skip
        assert not page.citations
        assert bool(page.coins) == (name == 'publications')
    assert not built.head('papers/fast').coins


def test_zotero_imports_a_whole_list(built: Built, papers: dict[str, Paper]) -> None:
    """There is one ContextObject for each paper, with type, title, names, date and address."""
    items = {
        zotero.fields.get('rft.atitle') or zotero.fields.get('rft.btitle', '') or title: zotero
        for zotero in map(zotero_coins, built.head('publications').coins)
        for title in [zotero.fields.get('rft.title', '')]
    }
    assert len(items) == len(papers)
    types = {title: item.type for title, item in items.items()}
    assert types['Alone'] == 'journalArticle'
    assert types['On Things'] == 'thesis'
    assert types['A Report'] == 'report'
    assert types['A Preprint'] == 'preprint'
    fast = items['Fast "Things" & Others']
    assert fast.type == 'conferencePaper'
    assert fast.creators == EXPECTED['fast'].creators
    assert fast.fields['rft.btitle'] == 'Proceedings of Things'
    assert (fast.fields['rft.date'], fast.fields['rft.pages']) == ('2024-07', '1-9')
    assert fast.fields['ids'].split() == [
        'info:doi/10.1000/fast', 'urn:isbn:978-3-16-148410-0', built.url('papers/fast'),
    ]  # fmt: skip


def test_every_page_speaks_the_vocabulary(built: Built) -> None:
    """Papers, profile and list are things that schema.org knows, with properties that they have."""
    home = read_head((built.build.output / 'index.html').read_text(encoding='utf-8'))
    kinds = {
        'home': [thing['@type'] for thing in home.things],
        'list': [thing['@type'] for thing in built.head('publications').things],
        'paper': [thing['@type'] for thing in built.head('papers/fast').things],
        'about': built.head('about').things,
    }
    assert kinds == {
        'home': ['ProfilePage'], 'list': ['ItemList'], 'paper': ['ScholarlyArticle'], 'about': [],
    }  # fmt: skip
    pages = [home, built.head('publications'), *(built.head(f'papers/{key}') for key in EXPECTED)]
    assert [schema_problems(thing) for page in pages for thing in page.things if
            schema_problems(thing)] == []  # fmt: skip


def test_the_things_say_what_the_site_says(built: Built) -> None:
    """The owner, the authors with their addresses and the PDF are there."""
    home = read_head((built.build.output / 'index.html').read_text(encoding='utf-8'))
    assert home.things[0]['mainEntity'] == {
        '@type': 'Person',
        '@id': f'{home.properties["og:url"]}#person',
        'name': 'Jane Doe',
        'jobTitle': 'Professor',
        'affiliation': {'@type': 'Organization', 'name': 'University of Somewhere'},
        'alumniOf': [{'@type': 'Organization', 'name': 'Thing Institute'}],
        'identifier': 'https://orcid.org/0000-0002-1825-0097',
        'url': home.properties['og:url'],
        'sameAs': ['https://orcid.org/0000-0002-1825-0097', 'https://github.com/doe'],
    }
    fast = built.head('papers/fast').things[0]
    authors = fast['author']
    assert isinstance(authors, list)
    assert [author.get('url') for author in authors] == [
        home.properties['og:url'], 'https://example.org/roe', None,
    ]  # fmt: skip
    assert fast['sameAs'] == ['https://doi.org/10.1000/fast']
    rows = built.head('publications').things[0]['itemListElement']
    assert isinstance(rows, list)
    assert {row['url'] for row in rows} == {built.url(f'papers/{key}') for key in EXPECTED}


def test_entries_say_what_they_are_to_the_owner() -> None:
    """Awards, certificates, memberships, and the words of a group of interests."""
    entries = [
        Entry(kind='award', key='a', title='Prize'),
        Entry(kind='award', key='b', title='Declined', fields={'status': 'declined'}),
        Entry(kind='award', key='d', title='Student’s', fields={'recipient': 'my student Bo'}),
        Entry(kind='fellowship', key='f', title='Fellowship'),
        Entry(kind='certificate', key='c', title='Boat Licence'),
        Entry(kind='interest', key='i', title='Rivers', fields={'words': 'bends, floods'}),
        Entry(kind='membership', key='m', title='Society of Water'),
        Entry(kind='membership', key='o', title='Left', dates=read_dates('2010-2012').stretches),
        Entry(kind='skill', key='s', title='Languages', fields={'words': 'Python'}),
        Entry(kind='skill', key='t', title='Clients: hospitals'),
        Entry(kind='degree', key='g', title='BSc', fields={'organization': 'Here'}),
        Entry(kind='degree', key='h', title='MSc', dates=read_dates('2026-').stretches,
              fields={'organization': 'There'}),
    ]  # fmt: skip
    person = profile_page(Owner(name='Ann'), entries=entries)['mainEntity']
    assert person == {
        '@type': 'Person', 'name': 'Ann', 'award': ['Prize', 'Fellowship'],
        'hasCredential': [{'@type': 'EducationalOccupationalCredential', 'name': 'Boat Licence'}],
        'knowsAbout': ['Rivers', 'bends', 'floods', 'Python'],
        'memberOf': [{'@type': 'Organization', 'name': 'Society of Water'}],
        'alumniOf': [{'@type': 'Organization', 'name': 'Here'}],
    }  # fmt: skip


def test_entries_are_things_by_themselves() -> None:
    """Those that are so: a grant that was given, a talk, what was made; each with its owner."""
    given = [
        ('grant', 'Bends', '2024/2027', {'organization': 'Fund', 'amount': '250,000',
                                         'currency': 'EUR', 'number': 'W 1'}),
        ('grant', 'Floods', '', {'status': 'pending'}),
        ('talk', 'Sand', '2024-05-03', {'place': 'Paris', 'event': 'River Days'}),
        ('talk', 'Mud', '2023, 2024', {'status': 'scheduled', 'url': 'https://mud.org'}),
        ('exhibition', 'Tubs', '2020', {'organization': 'Gallery', 'place': 'Rome'}),
        ('software', 'bends', '2019/', {'repository': 'https://github.com/a/b'}),
        ('course', 'Water', 'WS 2024/25', {'code': 'H 1', 'language': 'German'}),
        ('media', 'News', '2022', {'organization': 'Times'}), ('referee', 'Bo', '', {}),
    ]  # fmt: skip
    entries = [
        Entry(kind=kind, key=title, title=title, dates=read_dates(dates).stretches, fields=fields)
        for kind, title, dates, fields in given
    ]
    found = {thing['name']: thing for thing in things(entries, {'@type': 'Person', 'name': 'Ann'})}
    assert [problem for thing in found.values() for problem in schema_problems(thing)] == []
    assert found.keys() == {'Bends', 'Sand', 'Mud', 'Tubs', 'bends', 'Water', 'News'}
    assert found['Bends']['amount'] == {
        '@type': 'MonetaryAmount', 'value': 250000, 'currency': 'EUR',
    }  # fmt: skip
    assert found['Bends']['funder'] == {'@type': 'Organization', 'name': 'Fund'}
    assert found['Sand']['location'] == {'@type': 'Place', 'name': 'Paris'}
    assert found['Sand']['performer'] == {'@type': 'Person', 'name': 'Ann'}
    assert found['Tubs']['location'] == {'@type': 'Place', 'name': 'Gallery', 'address': 'Rome'}
    assert 'startDate' not in found['Mud'], 'several times are none'
    assert (found['Water']['startDate'], found['Water']['endDate']) == ('2024', '2025')


def test_every_page_has_a_canonical_address_and_a_preview(built: Built) -> None:
    """Each page of the site is described once; what the author wrote wins."""
    pages = [page for page in built.build.output.rglob('*.html') if page.name != '404.html']
    for path in pages:
        page = read_head(path.read_text(encoding='utf-8'))
        (canonical,) = page.link('canonical')
        assert page.properties['og:url'] == canonical, path
        assert {'og:title', 'og:type'} <= page.properties.keys()
        # Of a paper that says nothing of itself, Zotero would take any description for an abstract.
        names = [name for name, _ in page.metas]
        alone = 'citation_title' in names and 'og:description' not in page.properties
        assert (names.count('description'), names.count('twitter:description')) == (
            (0, 1) if alone else (1, 0)
        )
    about = built.head('about')
    assert about.properties['og:description'] == 'What the author "wrote" & meant.'
    assert about.properties['og:title'] == 'About <this>'
    assert built.head('papers/fast').properties['og:title'] == 'Fast "Things" & Others'


def test_the_address_of_the_owner_is_in_no_page(built: Built) -> None:
    """Harvesters find it neither in a page nor in data, and people can use it all the same."""
    for path in built.build.output.rglob('*'):
        if path.suffix in {'.html', '.js', '.json', '.xml', '.txt', '.bib'}:
            text = path.read_text(encoding='utf-8')
            assert 'jane@example.org' not in text, path
            assert 'jane@example.org' not in html.unescape(text).replace('%40', '@') or (
                path.name == 'index.html'
            )
    page = (built.build.output / 'index.html').read_text(encoding='utf-8')
    assert 'href="mailto:jane%40example.org"' in html.unescape(page)
    shown = html.unescape(page.replace('<span>', '').replace('</span>', ''))
    assert '>jane@example.org</a>' in shown


def test_without_an_address_nothing_is_made_up(tmp_path: Path) -> None:
    """A site that does not know where it will be has no absolute address in its pages."""
    build = sphinx_build(copied(ROOT, tmp_path / 'out'), tmp_path / 'out', '-W')
    page = read_head((build.output / 'papers' / 'fast.html').read_text(encoding='utf-8'))
    assert 'og:url' not in page.properties
    assert 'citation_pdf_url' not in dict(page.citations)
    assert scholar_problems(page.citations, '') == []
    assert not (build.output / 'sitemap.xml').exists()
    listed = read_head((build.output / 'publications.html').read_text(encoding='utf-8'))
    assert [schema_problems(thing) for thing in page.things] == [[]]
    assert not listed.things  # a list of names would tell nobody anything


@pytest.mark.parametrize(
    ('people', 'expected'),
    [
        ([('Jan Peter', 'van der', 'Berg', '')], ['Jan Peter van der Berg']),
        ([('Ludwig', 'van', 'Beethoven', '')], ['van Beethoven, Ludwig']),
        ([('Jane', '', 'Doe', '')], ['Jane Doe']),
        ([('Jane', '', 'Doe', ''), ('Jan Peter', 'van der', 'Berg', '')],
         ['Doe, Jane', 'van der Berg, Jan Peter']),
        ([('Juan', 'de la', 'Cruz', 'Jr.'), ('', '', 'Plato', '')],
         ['de la Cruz Jr., Juan', 'Plato']),
        ([('大樹', '', '松岡', '')], ['松岡, 大樹']),
        ([('', '', 'The Thing Team', '')], ['The Thing Team,']),
        ([('A; B', '', 'C', ''), ('D', '', 'E', '')], ['C, A  B', 'E, D']),
    ],
)  # fmt: skip
def test_names_are_written_so_that_readers_split_them_right(
    people: list[tuple[str, str, str, str]], expected: list[str]
) -> None:
    """The comma stands where a reader needs it, and not where it would make two people of one."""
    authors = tuple(
        Person(given=given, prefix=prefix, family=family, suffix=suffix)
        for given, prefix, family, suffix in people
    )
    assert author_names(authors) == expected


def test_all_who_took_part_are_told(papers: dict[str, Paper]) -> None:
    """Groups sign as authors do, editors take part, and what is no text has its own address."""
    jane = Person(family='Doe', given='Jane')
    paper = Paper(key='k', type='inproceedings', title=(Text('T'),), authors=(jane,),
                  editors=(Person(family='Roe', given='Bo'),),
                  texts={'collaboration': (Text('ATLAS'),)})  # fmt: skip
    assert citation_tags(paper)[1:3] == [
        ('citation_author', 'Doe, Jane'), ('citation_author', 'ATLAS Collaboration,'),
    ]  # fmt: skip
    fields = zotero_coins(coins(paper)).fields
    assert (fields['rft.au'], fields['rft.contributor']) == ('ATLAS Collaboration,', 'Roe, Bo')
    address = Link('url', 'https://x.org/data')
    data = Paper(key='d', type='dataset', title=(Text('D'),), links=(address,))
    assert zotero_coins(coins(data)).fields['rft.identifier'] == 'https://x.org/data'


def test_a_hostile_title_stays_text() -> None:
    """Whatever stands in a field, the page has no element and no pair more than it should."""
    words = '"><script>alert(1)</script> & rft.au=Evil;\n\x00</title>'
    paper = Paper(key='k', type='article', title=(Text(words),),
                  authors=(Person(family=words, given='x'),), keywords=(words,),
                  texts={'journaltitle': (Text(words),)})  # fmt: skip
    page = PageMetadata(
        title=words, description=words, paper=paper, things=[scholarly_article(paper)],
        alternates={words: 'text/plain'},
    )  # fmt: skip
    written = head_elements(page)
    assert '<script>' not in written
    read = read_head(written)
    assert dict(read.citations)['citation_title'] == ' '.join(words.replace('\x00', '').split())
    assert read.things[0]['headline'] == ' '.join(words.replace('\x00', '').split())
    assert zotero_coins(coins(paper)).fields.keys() >= {'rft.atitle'}
    assert 'Evil' not in [last for _, last in zotero_coins(coins(paper)).creators]
    assert '<' not in json_ld({'name': '</script><!--'})


def test_descriptions_are_short_and_made_of_what_is_known(papers: dict[str, Paper]) -> None:
    """A paper without summary and abstract is described by its authors and venue."""
    assert paper_description(papers['preprint']) == (
        'Jane Doe, Richard Roe. arXiv:2001.00001, Jan 2020'
    )
    assert cut_short('word ' * 100).endswith('word…')
    assert len(cut_short('word ' * 100)) <= 200
    assert cut_short('a\n  b') == 'a b'


def test_what_the_author_wrote_is_not_written_again() -> None:
    """A description that the page has already is used for the preview and not repeated."""
    tag = '<meta content="Mine &amp; yours" name="description" />'
    assert written_description(tag) == 'Mine & yours'
    written = head_elements(PageMetadata(title='T', description='Mine & yours'), tag)
    assert written.count('name="description"') == 1


def test_the_address_of_the_owner_is_data_only_if_wanted() -> None:
    """Linked data has the e-mail address of an owner who shows it."""
    owner = Owner(name='Jane Doe', email='jane@example.org')
    assert 'example.org' not in json_ld(profile_page(owner))
    shown = Owner(name='Jane Doe', email='jane@example.org', show_email=True)
    assert schema_problems(profile_page(shown)) == []
    assert 'mailto:jane@example.org' in json_ld(profile_page(shown))


def test_tags_come_in_the_order_of_the_authors(papers: dict[str, Paper]) -> None:
    """The title stands first, then one tag for each author."""
    names = [name for name, _ in citation_tags(papers['fast'])]
    assert names[:4] == ['citation_title', *['citation_author'] * 3]


@pytest.mark.parametrize(
    ('fields', 'is_out'),
    [
        ('pubstate={submitted}', False),
        ('pubstate={inpreparation}', False),
        ('note={Submitted to Nature}', False),
        ('note={Under review}', False),
        ('pubstate={inpress}', True),
        ('pubstate={published}', True),
        ('note={Submitted version, see the DOI}', True),
        ('note={[Submitted]}', False),
        ('note={Submitted on 3 March 2023; accepted on 1 May 2024}', True),
        ('note={Submitted, not yet accepted}', False),
        ('note={Publication status: under review}', False),
        ('addendum={In preparation}', False),
        ('publisher={Under contract with P}', False),
        ('note={Expected May 2027}', False),
        ('note={Expected utility is defined in the appendix}', True),
        ('note={Submitted by invitation}, volume=2, pages={3--4}', True),
        ('note={bírálat alatt}', False),
        ('note={közlésre elfogadva}', True),
        ('note={v recenzním řízení}', False),
        ('note={đang bình duyệt}', False),
        ('note={قيد المراجعة}', False),
    ],
)
def test_what_is_not_published_has_no_date_of_publication(
    tmp_path: Path, fields: str, *, is_out: bool
) -> None:
    """Google Scholar, Zotero and search engines would take it for a publication of that year."""
    file = tmp_path / 'refs.bib'
    file.write_text(f'@article{{key, title={{T}}, author={{Doe, J}}, year=2024, {fields}}}')
    [paper] = read_bibliography([file]).papers
    assert ('citation_publication_date' in dict(citation_tags(paper))) is is_out
    assert ('rft.date' in coins(paper)) is is_out
    assert ('datePublished' in scholarly_article(paper)) is is_out
    assert ('issued' in item(paper)) is is_out
    assert ('PY  - ' in ris([paper])) is is_out


def test_a_program_is_told_with_its_repository_and_people_with_their_orcid() -> None:
    """Search engines get what they ask for of software, and know the people."""
    paper = Paper(
        key='k', type='software', authors=(Person(family='Doe', given='Jane'),),
        links=(Link('code', 'https://github.com/doe/tool'),),
        texts={'version': (Text('1.2'),)}, fields={'license': '{MIT}'},
    )  # fmt: skip
    thing = scholarly_article(paper, person_orcid=lambda person: '0000-0002-1825-0097')
    assert thing['@type'] == 'SoftwareSourceCode'
    assert (thing['codeRepository'], thing['version'], thing['license']) == (
        'https://github.com/doe/tool', '1.2', 'https://spdx.org/licenses/MIT',
    )  # fmt: skip
    named = replace(paper, fields={'license': 'our own'})
    assert scholarly_article(named)['license'] == {'@type': 'CreativeWork', 'name': 'our own'}
    assert '"@id": "https://orcid.org/0000-0002-1825-0097"' in json_ld(thing)


def test_books_and_issues_of_journals_are_told_by_what_they_have_alone() -> None:
    """Editions, pages and translators of the one, and the journal that the other is a part of."""
    said = {'edition': '2', 'pagetotal': '250', 'issuetitle': 'On Water', 'volume': '7'}
    book, issue = (
        Paper(
            key='k', type=kind, title=(Text('T'),), translators=(Person(family='Berg', given='I'),),
            texts={name: (Text(text),) for name, text in said.items()},
            identifiers={'isbn': '978-3-16-148410-0'},
        )
        for kind in ('book', 'periodical')
    )  # fmt: skip
    thing = scholarly_article(book)
    assert schema_problems(thing) == []
    names = ('bookEdition', 'numberOfPages', 'isbn')
    assert [thing[name] for name in names] == ['2', 250, '978-3-16-148410-0']
    assert thing['translator'] == [
        {'@type': 'Person', 'name': 'I Berg', 'givenName': 'I', 'familyName': 'Berg'},
    ]  # fmt: skip
    thing = scholarly_article(issue)
    assert (thing['name'], thing['isPartOf']) == ('On Water', {
        '@type': 'PublicationVolume', 'volumeNumber': '7',
        'isPartOf': {'@type': 'Periodical', 'name': 'T'},
    })  # fmt: skip


def test_volume_and_issue_of_proceedings_are_told() -> None:
    """The volume is a part of the book, as an issue is of a volume of a journal."""
    texts = {'booktitle': (Text('Proc.'),), 'volume': (Text('235'),)}
    thing = scholarly_article(Paper(key='k', type='inproceedings', texts=texts))
    assert thing['isPartOf'] == {
        '@type': 'PublicationVolume', 'volumeNumber': '235',
        'isPartOf': {'@type': 'Book', 'name': 'Proc.'},
    }  # fmt: skip


def test_a_volume_of_a_work_is_told_with_its_own_title() -> None:
    """Of a work of several, the book is the volume, and no volume of itself."""
    texts = {name: (Text(name),) for name in ('booktitle', 'maintitle')} | {'volume': (Text('2'),)}
    thing = scholarly_article(Paper(key='k', type='inbook', texts=texts))
    assert schema_problems(thing) == []
    assert thing['isPartOf'] == {
        '@type': 'Book', 'name': 'booktitle', 'isPartOf': {
            '@type': 'PublicationVolume', 'volumeNumber': '2',
            'isPartOf': {'@type': 'Book', 'name': 'maintitle'},
        },
    }  # fmt: skip


def test_an_episode_is_a_part_of_its_podcast() -> None:
    """What has no volumes is one of a series."""
    texts = {'maintitle': (Text('Water Talks'),)}
    thing = scholarly_article(Paper(key='k', type='audio', texts=texts))
    assert thing['isPartOf'] == {'@type': 'CreativeWorkSeries', 'name': 'Water Talks'}
    assert schema_problems(thing) == []


@pytest.mark.parametrize('kind', TYPES)
def test_each_type_is_a_class_of_the_vocabulary(kind: str) -> None:
    """A film is no scholarly article, and what a class has no words for is not said of it."""
    fields = ('journaltitle', 'booktitle', 'number', 'pages', 'version')
    texts = {name: (Text('3'),) for name in fields}
    thing = scholarly_article(Paper(key='k', type=kind, state='in press', texts=texts))
    assert schema_problems(thing) == []
    is_article = TYPES[kind].work in {'article', 'conference', 'manuscript', 'preprint'}
    assert (thing['@type'] == 'ScholarlyArticle') is (is_article and not TYPES[kind].schema)


def test_the_number_of_a_book_in_a_series_is_no_issue() -> None:
    """Readers would look for an issue of a journal."""
    texts = {'booktitle': (Text('Proc.'),), 'number': (Text('235'),), 'series': (Text('S'),)}
    paper = Paper(key='k', type='inproceedings', texts=texts)
    assert scholarly_article(paper)['isPartOf'] == {'@type': 'Book', 'name': 'Proc.'}
    assert 'citation_issue' not in dict(citation_tags(paper))
    assert 'rft.issue' not in coins(paper)


def test_zotero_is_told_what_has_no_tag_or_key_elsewhere() -> None:
    """Numbers of arXiv and articles, series, editions and places reach it from page and list."""
    found = {
        'journaltitle': 'J', 'booktitle': 'Proc.', 'eid': '0417', 'series': 'S', 'number': '235',
        'edition': '2', 'location': 'Bern', 'pagetotal': '9',
    }  # fmt: skip
    texts = {name: (Text(text),) for name, text in found.items()}
    numbers = {'arxiv': '2001.00001'}
    article, part = (
        Paper(key='k', type=kind, texts=texts, identifiers=numbers)
        for kind in ('article', 'inproceedings')
    )
    page = dict(citation_tags(part))
    assert {name: page[name] for name in page if name.startswith('z.')} == {
        'z.extra': 'arXiv: 2001.00001', 'z.series': 'S', 'z.seriesNumber': '235', 'z.edition': '2',
        'z.place': 'Bern',
    }  # fmt: skip
    assert page['citation_firstpage'] == zotero_coins(coins(part)).fields['rft.pages'] == '0417'
    assert 'z.seriesNumber' not in dict(citation_tags(article))
    pairs = zotero_coins(coins(part, page_url='https://example.org/k')).fields
    assert pairs['ids'].split()[-1] == 'https://arxiv.org/abs/2001.00001'
    assert (pairs['rft.series'], pairs['rft.tpages']) == ('S', '9')
    assert 'rft.series' not in zotero_coins(coins(article)).fields
    case = {**texts, 'pages': (Text('33–58, 61'),)}
    tags = dict(citation_tags(Paper(key='k', type='jurisdiction', texts=case)))
    assert (tags['citation_firstpage'], tags['citation_lastpage']) == ('33', '58, 61')
    assert tags['prism.number'] == '235'


@pytest.mark.parametrize(('kind', 'expected'), [
    ('patent', 'patent'), ('dataset', 'dataset'), ('software', 'computerProgram'),
    ('thesis', 'thesis'), ('report', 'report'), ('talk', 'presentation'), ('online', 'webpage'),
    ('audio', 'audioRecording'), ('artwork', 'artwork'), ('legislation', 'statute'),
    ('letter', 'letter'), ('standard', 'standard'),
])  # fmt: skip
def test_a_page_says_its_kind_even_without_an_institution(kind: str, expected: str) -> None:
    """Zotero would take it for an article in a journal."""
    page = PageMetadata(title='T', paper=Paper(key='k', type=kind))
    assert (
        zotero_item(read_head(f'<html><head>{head_elements(page)}</head></html>')).type == expected
    )

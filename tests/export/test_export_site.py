"""The exports of a whole site: résumé, feed and plain text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import pytest
from places import DATA

from sphinx_cv import export
from sphinx_cv.bib import read_bibliography
from sphinx_cv.export.collection import Collection
from sphinx_cv.export.feed import feed
from sphinx_cv.export.plain import cv_text
from sphinx_cv.export.resume import resume
from sphinx_cv.model import Entry, Owner, Paper, Person, Text
from sphinx_cv.model.dates import DateRange, PartialDate
from sphinx_cv.model.entries import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPORTS = DATA / 'exports'
ATOM = '{http://www.w3.org/2005/Atom}'
OWNER = Owner(
    name='Jane Doe',
    position='Professor',
    affiliation='University of Somewhere',
    email='jane@example.org',
    orcid='0000-0002-1825-0097',
    links={'GitHub': 'https://github.com/doe', 'Old page': 'not an address'},
)
ENTRIES = (
    Entry(kind='position', key='p', title='Professor', dates=(DateRange.parse('2024-08/'),),
          fields={'organization': 'University of Somewhere', 'unit': 'Department of Things',
                  'place': 'Somewhere', 'url': 'https://example.org/'}),
    Entry(kind='degree', key='d', title='Ph.D. in Things', dates=(DateRange.parse('2019/2024'),),
          fields={'organization': 'Thing Institute', 'advisor': 'Dr. Roe'}),
    Entry(kind='award', key='a', title='Best Thing', dates=(DateRange.parse('2024'),),
          fields={'organization': 'Society'}),
    Entry(kind='talk', key='t', title='On Things', dates=(DateRange.parse('2024-03-05'),),
          fields={'event': 'Thing Days', 'organization': 'Labs'}),
    Entry(kind='course', key='c', title='THING 101', fields={'role': 'Instructor'},
          dates=(DateRange.parse('2024-21'), DateRange.parse('2025-23'))),
    Entry(kind='mentee', key='m', title='Richard Roe', dates=(DateRange.parse('2025-21/'),),
          fields={'degree': 'PhD student', 'topic': 'Small things'}),
    Entry(kind='service', key='s', title='Reviewer', fields={'organization': 'ThingConf'}),
)  # fmt: skip


# Title of a page -> what stands below it: kinds of entries, or papers.
PAGES = {
    'Jane Doe': (), 'Appointments': ('position',), 'Education': ('degree',), 'Empty': (),
    'Publications': ('papers',), 'Talks and Teaching': ('talk', 'course'), 'Last': (),
}  # fmt: skip


def pages(papers: tuple[Paper, ...]) -> Iterator[tuple[Block, ...]]:
    """Yield what the pages of that site say."""
    for title, kinds in PAGES.items():
        yield (
            Block('heading', 1, (title,)),
            *(Block('entry', 0, entry=entry) for entry in ENTRIES if entry.kind in kinds),
            *(Block('papers', 0, names=(p.key,)) for p in papers if 'papers' in kinds),
            *([Block('text', 0, ('Words.',)), Block('item', 0, ('One.',))] if kinds else []),
        )


@pytest.fixture(scope='module')
def collection() -> Collection:
    """A site with something of everything."""
    papers = read_bibliography([EXPORTS / 'papers.bib']).papers
    return Collection(
        owner=OWNER,
        papers=papers,
        entries=ENTRIES,
        url='https://example.org/cv/',
        pages={paper.key: f'papers/{paper.key}.html' for paper in papers},
        places={('talk', 't'): 'talks.html#cv-talk-t'},
        told=tuple(pages(papers)),
    )


def valid_resume(collection: Collection) -> dict[str, list[dict[str, object]]]:
    """Read the résumé of *collection*, which the schema of JSON Resume accepts."""
    schema = json.loads((EXPORTS / 'resume-schema.json').read_text(encoding='utf-8'))
    found: dict[str, list[dict[str, object]]] = json.loads(resume(collection))
    checker = jsonschema.FormatChecker()
    assert 'uri' in checker.checkers
    jsonschema.Draft7Validator(schema, format_checker=checker).validate(found)
    # The schema lets unknown sections pass; themes show the known ones.
    assert found.keys() <= schema['properties'].keys()
    return found


def test_the_resume_is_valid_and_has_every_entry(collection: Collection) -> None:
    """Each kind of entry has its section, with what the schema names for it."""
    found = valid_resume(collection)
    assert found['work'] == [{
        'position': 'Professor', 'name': 'University of Somewhere', 'location': 'Somewhere',
        'summary': 'Department of Things', 'url': 'https://example.org/', 'startDate': '2024-08',
    }]  # fmt: skip
    assert found['education'][0]['studyType'] == 'Ph.D. in Things'
    assert (found['education'][0]['startDate'], found['education'][0]['endDate']) == (
        '2019',
        '2024',
    )
    assert found['awards'] == [{'title': 'Best Thing', 'date': '2024', 'awarder': 'Society'}]
    assert [project['type'] for project in found['projects']] == ['talk', 'course', 'mentoring']
    assert (found['projects'][1]['startDate'], found['projects'][1]['endDate']) == ('2024', '2025')
    assert found['volunteer'][0]['position'] == 'Reviewer'


def test_the_resume_has_authors_and_doi_of_papers(collection: Collection) -> None:
    """What JSON Resume does not name is added, as its schema allows."""
    papers = valid_resume(collection)['publications']
    assert len(papers) == len(collection.papers)
    assert papers[0]['authors'] == [
        'Jane Doe', 'Ann Marie van den Berg', 'Juan de la Cruz Jr.', 'AT&T Labs and Friends',
    ]  # fmt: skip
    assert papers[0]['doi'] == '10.1000/xyz_123'
    assert papers[0]['releaseDate'] == '2024-07'


def test_an_empty_site_has_valid_exports() -> None:
    """A site without owner, papers and entries still exports."""
    empty = Collection()
    valid_resume(empty)
    assert not atom_problems(feed(empty))
    assert all(isinstance(row.text(empty), str) for row in export.EXPORTS.values())


def test_the_address_of_the_owner_is_not_in_clear(collection: Collection) -> None:
    """No export has the e-mail address as harvesters look for it, unless the owner says so."""
    for name, row in export.EXPORTS.items():
        assert 'jane@example.org' not in row.text(collection), name
    assert 'jane (at) example.org' in cv_text(collection)
    shown = replace(collection, owner=replace(OWNER, show_email=True))
    assert json.loads(resume(shown))['basics']['email'] == 'jane@example.org'
    assert 'jane@example.org' in cv_text(shown)


def atom_problems(text: str) -> list[str]:
    """Say what of a feed is not as RFC 4287 demands."""
    root = ET.fromstring(text)
    entries = root.findall(f'{ATOM}entry')
    problems = [] if root.tag == f'{ATOM}feed' else ['no feed']
    for element in (root, *entries):
        counts = {n: len(element.findall(f'{ATOM}{n}')) for n in ('id', 'title', 'updated')}
        problems += [f'not one {name}' for name, count in counts.items() if count != 1]
        moment = element.findtext(f'{ATOM}updated', '')
        if not moment.endswith('T00:00:00Z') or len(moment) != 20:
            problems.append(f'time {moment}')
        links = [link for link in element.findall(f'{ATOM}link') if link.get('rel') == 'alternate']
        if element is not root and not links and not element.findtext(f'{ATOM}content'):
            problems.append('an entry with neither link nor content')
        if len({(link.get('type'), link.get('hreflang')) for link in links}) != len(links):
            problems.append('two links of one kind')
        names = [author.findtext(f'{ATOM}name') for author in element.findall(f'{ATOM}author')]
        if not all(names) or (element is root and not names):
            problems.append('an author without a name')
    ids = [element.findtext(f'{ATOM}id', '') for element in (root, *entries)]
    if len({*ids}) != len(ids) or not all(':' in name for name in ids):
        problems.append('ids are not unique addresses')
    if any(list(title) for title in root.iter(f'{ATOM}title')):
        problems.append('markup in a title')
    return problems


def test_the_feed_is_valid_and_a_reader_reads_it(collection: Collection) -> None:
    """A feed reader gets every dated paper and the news, newest first, without complaint."""
    text = feed(collection)
    assert not atom_problems(text)
    read = feedparser.parse(text)
    assert not read.bozo
    assert read.version == 'atom10'
    assert len(read.entries) == sum(paper.date is not None for paper in collection.papers) + 2
    talk = next(entry for entry in read.entries if entry.title == 'Talk: On Things')
    assert (talk.updated, talk.summary) == ('2024-03-05T00:00:00Z', 'Thing Days, Labs')
    assert talk.link == 'https://example.org/cv/talks.html#cv-talk-t'
    dates = [entry.updated for entry in read.entries]
    assert dates == sorted(dates, reverse=True)
    fast = next(entry for entry in read.entries if 'BERT' in entry.title)
    assert fast.link == 'https://example.org/cv/papers/doe2024fast.html'
    assert [author.name for author in fast.authors][:2] == ['Jane Doe', 'Ann Marie van den Berg']
    assert read.feed.updated == dates[0]


def test_the_feed_of_a_lab_has_its_name() -> None:
    """Nobody owns it."""
    assert '<title>River Lab: papers and news</title>' in feed(Collection(group='River Lab'))


def test_a_collaboration_does_not_flood_the_feed() -> None:
    """Of hundreds of authors the first ones are named; where nothing is said, the venue is."""
    people = tuple(Person(family=f'P{number}') for number in range(900))
    paper = Paper(
        key='k', type='misc', authors=people, date=PartialDate(2025),
        texts={'eprinttype': (Text('arXiv'),), 'eprint': (Text('2501.00001'),)},
    )  # fmt: skip
    [entry] = feedparser.parse(feed(Collection(papers=(paper,)))).entries
    assert len(entry.authors) == 20
    assert 'arXiv:2501.00001, 2025' in str(entry)


def test_the_feed_does_not_depend_on_when_or_where_it_is_built(collection: Collection) -> None:
    """Ids stay when the site moves, so that readers do not show everything as new."""
    assert feed(collection) == feed(collection)
    moved = feedparser.parse(feed(replace(collection, url='https://elsewhere.org/')))
    here = feedparser.parse(feed(collection))
    assert [entry.id for entry in moved.entries] == [entry.id for entry in here.entries]
    assert not atom_problems(feed(replace(collection, url='')))


def test_plain_text_has_every_section_and_no_markup(collection: Collection) -> None:
    """The text can be pasted into a form: headings, one line for each entry and paper."""
    text = cv_text(collection)
    blocks = [block.splitlines() for block in text.split('\n\n')]
    headings = [block[0] for block in blocks if len(block) == 1 and block[0].isupper()]
    assert headings == ['APPOINTMENTS', 'EDUCATION', 'PUBLICATIONS', 'TALKS AND TEACHING']
    assert text.count('\n\nWords.\n\n- One.\n') == len(headings)
    assert '- Professor, Department of Things, University of Somewhere, Somewhere, ' in text
    assert 'THING 101, Instructor, Spring 2024, Fall 2025' in text
    assert 'Jane Doe*, Ann Marie van den Berg*, Juan de la Cruz Jr.†, AT&T Labs' in text
    assert '* equal contribution, † corresponding author' in text
    assert 'Best Paper. Acceptance rate: 25%. doi:10.1000/xyz_123.' in text
    assert not {'\\', '{', '\t'} & {*text}


HOSTILE = ']]></title><script>alert(1)</script>&amp;\x00\x0b\ufffe"\''


def test_hostile_text_stays_text() -> None:
    """Nothing in a title or a name becomes markup, wherever a feed or a résumé is shown."""
    paper = Paper(key='k', type='article', title=(Text(HOSTILE),), date=PartialDate(2024),
                  authors=(Person(family=HOSTILE),), keywords=(HOSTILE,))  # fmt: skip
    entry = Entry(kind='award', key='a', title=HOSTILE, fields={'url': 'javascript:alert(1)'})
    owner = Owner(name=HOSTILE, links={'x': 'javascript:alert(1)'})
    hostile = Collection(owner=owner, papers=(paper,), entries=(entry,))
    assert not atom_problems(feed(hostile))
    assert not feedparser.parse(feed(hostile)).bozo
    valid_resume(hostile)
    assert '<' not in resume(hostile)
    assert 'javascript' not in resume(hostile)

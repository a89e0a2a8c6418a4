"""Every kind of entry on one site: its page, the CV as plain text, and the résumé."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import jsonschema
import pytest
from places import DATA
from readers import schema_problems
from sites import build, copy_root, plain, write_site

from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.kinds import KINDS, LINK_OPTIONS
from sphinx_cv.site.directives.unknown import CALLED
from sphinx_cv.site.own_rows import place_rows

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_regressions.file_regression import FileRegressionFixture
    from sites import Site


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """That site as html."""
    return build(copy_root('kinds', tmp_path_factory.mktemp('kinds') / 'source'))


def test_the_site_has_every_kind(site: Site) -> None:
    """And one of its own."""
    found = {place.entry.kind for _, place in site.domain.memory.entries()}
    assert {*KINDS} - found == {'news'}
    assert 'dig' in found


def test_the_cv_as_plain_text_has_all_that_pages_say(
    site: Site, file_regression: FileRegressionFixture
) -> None:
    """Under their headings: prose, lists, entries with what is below them, and papers."""
    [warning] = site.warnings
    assert '"soonish" is not a date' in warning
    text = site.text('cv.txt')
    file_regression.check(text, extension='.txt')
    for name in ('index.html', 'talks.html', 'service.html'):
        body = re.sub(r'\W+', ' ', plain(site.text(name)))
        for place in (p for doc, p in site.domain.memory.entries() if f'{doc}.html' == name):
            for value in (place.entry.title, *place.entry.highlights):
                assert re.sub(r'\W+', ' ', value).strip() in body
                assert value in text


def test_entries_are_things_of_schema(site: Site) -> None:
    """On the page where each stands, and each with the owner."""
    pages = ''.join(map(site.text, ('index.html', 'talks.html', 'service.html')))
    blocks = re.findall(r'application/ld\+json">(.*?)</script>', pages)
    graphs = [json.loads(block).get('@graph', []) for block in blocks]
    things = {thing['name']: thing for graph in graphs for thing in graph}
    assert {thing['@type'] for thing in things.values()} >= {'Event', 'MonetaryGrant'}
    assert [problem for thing in things.values() for problem in schema_problems(thing)] == []
    assert things['Sand moves']['performer']['@type'] == 'Person'


def test_the_resume_has_every_section(site: Site) -> None:
    """It is valid, and what is within another entry is at the same organization."""
    schema = json.loads((DATA / 'exports' / 'resume-schema.json').read_text(encoding='utf-8'))
    found = json.loads(site.text('resume.json'))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(found)
    assert found['languages'] == [{'language': 'French', 'fluency': 'C1', 'highlights': ['DALF']}]
    assert found['interests'][0] == {'name': 'Water', 'keywords': ['rivers', 'lakes', 'bends']}
    assert found['skills'] == [
        {'name': 'Programming', 'keywords': ['Python', 'C'], 'level': 'expert'}
    ]
    assert found['references'][0] == {
        'name': 'Prof. Cleo Third', 'reference': 'advisor, University of Nowhere'
    }  # fmt: skip
    work = {item.get('position', item.get('name')): item for item in found['work']}
    assert work['University of Nowhere']['startDate'] == '2019', 'no position, but where they are'
    assert work['Assistant Professor']['highlights'] == ['Built the flume.', 'Led five people.']
    assert work['Assistant Professor']['name'] == 'University of Nowhere'
    assert found['education'][0]['score'] == 'summa cum laude, 1.0', 'a grade and an average'
    assert found['education'][0]['courses'] == ['Maths', 'Rivers']
    projects = {item['name']: item for item in found['projects']}
    assert projects['Bends']['keywords'] == ['sand', 'mud']
    assert projects['Sand moves']['highlights'][-2:] == ['Paris, ENS (3 Jun 2024)', '200 listeners']
    reviewer = next(item for item in found['volunteer'] if item.get('position') == 'Reviewer')
    assert (reviewer['startDate'], reviewer['endDate']) == ('2022', '2025')


def test_a_row_of_the_settings_is_a_row_of_the_table(site: Site) -> None:
    """Directive, role, heading of the feed, and options in their words and places."""
    page = plain(site.text('talks.html'))
    assert 'Hill, third season' in page
    assert 'Directed by Bo Kim' in page
    assert '200 listeners' in page
    assert ('https://n.org/3', 'Field notes') in [link[:2] for link in site.links('talks.html')]
    assert [link.href for link in site.links('papers/rivers.html') if 'Notebook' in link.text]
    assert '<title>Dig: Hill</title>' in site.text('feed.xml')
    assert 'dig' in site.domain.object_types


def test_rows_go_with_their_application(site: Site, tmp_path: Path) -> None:
    """The next site in the same process has the table as it was, and its own rows."""
    other = build(write_site(tmp_path, {'index.md': '# Home\n\n```{cv:talk} T\n```\n'}))
    assert other.warnings == []
    assert 'dig' not in other.domain.object_types
    assert 'dig' not in other.domain.directives
    assert 'dig' not in KINDS
    assert 'notebook' not in {*FIELDS, *LINK_OPTIONS}
    assert 'audience' not in KINDS['talk'].own


def test_other_names_lead_to_kinds() -> None:
    """And no kind is called so itself."""
    assert {*CALLED} <= {*KINDS, 'publications'}
    assert {word for words in CALLED.values() for word in words.split()}.isdisjoint(KINDS)


WRONG = {
    "cv_kinds = {'Dig it': {}}": 'the name of a kind is a word of small letters',
    "cv_kinds = {'paper': {}}": 'that is not taken',
    "cv_kinds = {'dig': 'Digs'}": 'is a dictionary',
    "cv_kinds = {'dig': {'headings': 'Digs'}}": 'has no "headings"; it takes about, heading',
    "cv_kinds = {'dig': {'options': {'a': {'at': 'top'}}}}": 'is one of title, before',
    "cv_kinds = {'dig': {'options': {'a': {'word': 'A'}}}}": 'has no "word"; it takes words',
    "cv_kinds = {'dig': {'options': {'a': 1}}}": 'is the words of the option',
    "cv_links = {'notebook': 1}": 'is the words of a link',
}  # fmt: skip


@pytest.mark.parametrize(('line', 'message'), WRONG.items())
def test_a_wrong_row_is_said_and_costs_nothing_else(line: str, message: str) -> None:
    """All other rows are as if it were not there."""
    settings: dict[str, object] = {}
    exec(line, settings)
    problems = place_rows(settings.get('cv_kinds', {}), settings.get('cv_links', {}))
    assert [message in problem for problem in problems] == [True]
    assert place_rows({}, {}) == []
    assert 'dig' not in KINDS

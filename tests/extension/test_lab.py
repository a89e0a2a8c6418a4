"""A lab of six people: whose papers are whose, who is a member, and what machines are told."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from places import PROJECT, ROOTS
from sites import build, copy_root, plain

if TYPE_CHECKING:
    from sites import Site


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """That lab as html."""
    return build(copy_root('lab', tmp_path_factory.mktemp('lab') / 'site'), cv_outputs=[])


def test_a_lab_builds_without_complaint(site: Site) -> None:
    """The same entry in the files of two members is one paper, and nobody need be told."""
    assert site.warnings == []
    assert len(site.domain.memory.library.papers) == 3
    assert site.text().count('<dt id="cv-paper-sand">') == 1


@pytest.mark.parametrize(('page', 'own', 'titles'), [
    ('ada', 'Ada B. Example', 'Sand Mud'), ('bob', 'Bob Other', 'Sand Deltas'),
    ('cleo', 'Cleo Third', 'Deltas'), ('dora', 'Dora Fourth', 'Mud'),
])  # fmt: skip
def test_a_page_of_a_member(site: Site, page: str, own: str, titles: str) -> None:
    """It lists that member's papers, with that name bold and the names of others linked."""
    text = site.text(f'members/{page}.html')
    listed = re.findall(r'class="cv-title[^>]*><span>(\w+)', text)
    assert listed == titles.split()
    assert f'<strong class="cv-own">{own}</strong>' in text
    assert {*re.findall(r'<strong class="cv-own">(\w+)', text)} == {own.split()[0]}


def test_names_lead_to_the_pages_of_members(site: Site) -> None:
    """From the list of all papers, in which nobody is bold."""
    text = site.text()
    assert 'class="cv-person reference internal" href="members/ada.html">Ada B. Example<' in text
    assert 'cv-own' not in text


def test_the_page_of_members(site: Site) -> None:
    """Groups stand in the order of the settings, with photographs, names and positions."""
    text = site.text()
    people = plain(text[text.index('<p>We study') : text.index('id="publications"')])
    assert people.startswith(
        'We study rivers. Faculty Ada Example Professor of Rivers ada@rivers.example.org · Code '
        'Bob Other Lecturer '
        'Doctoral students Cleo Third Sand Dora Fourth Mud Alumni Eve Fifth now at Delta '
        'Finn Sixth 2019 – 2023'
    )
    assert 'Gus' not in people
    assert 'alt="Ada at a river"' in text
    assert 'href="members/bob.html"' in text


def test_what_is_known_of_a_member_stands_on_that_page(site: Site) -> None:
    """The position, the photograph, the address and the links, but no link to the page itself."""
    text = site.text('members/ada.html')
    block = text[text.index('cv-owner') : text.index('id="papers"')]
    assert 'Professor of Rivers ada@rivers.example.org Code ORCID' in plain(block)
    assert 'alt="Ada at a river"' in block
    data = re.findall(r'application/ld\+json">(.*?)</script>', text)
    person = next(thing for thing in map(json.loads, data) if thing.get('@type') == 'ProfilePage')
    assert person['mainEntity']['name'] == 'Ada Example'
    assert person['mainEntity']['sameAs'] == [
        'https://orcid.org/0000-0002-1825-0097', 'https://github.com/ada',
    ]  # fmt: skip


def test_what_search_engines_are_told(site: Site) -> None:
    """The group is an organization with members."""
    data = re.findall(r'application/ld\+json">(.*?)</script>', site.text())
    lab = next(thing for thing in map(json.loads, data) if thing.get('@type') == 'Organization')
    assert (lab['name'], lab['foundingDate']) == ('River Lab', '2012')
    assert lab['parentOrganization'] == {
        '@type': 'Organization', 'name': 'Department of Rivers',
        'parentOrganization': {'@type': 'Organization', 'name': 'University of Nowhere'},
    }  # fmt: skip
    assert [member['name'] for member in lab['member']] == [
        'Ada Example', 'Bob Other', 'Cleo Third', 'Dora Fourth', 'Eve Fifth', 'Finn Sixth',
    ]  # fmt: skip
    assert lab['member'][0] == {
        '@type': 'Person', '@id': 'https://orcid.org/0000-0002-1825-0097', 'name': 'Ada Example',
        'givenName': 'Ada', 'familyName': 'Example', 'jobTitle': 'Professor of Rivers',
        'url': 'https://rivers.example.org/members/ada.html',
    }  # fmt: skip


def test_the_pdf_of_a_member(site: Site) -> None:
    """It has that member's name above, talks and papers, with that name bold."""
    text = build(site.source, 'cvpdf').text('cv-ada.typ')
    assert 'name: [#"Ada Example"]' in text
    assert 'Professor of Rivers' in text
    assert '#heading(level: 1)[#"Papers"]' in text
    assert 'heading(level: 1)[#"Ada Example"]' not in text
    assert 'Sand that Sings' in text
    assert '#strong[#"Ada\u00a0B.\u00a0Example"]' in text
    assert 'Deltas' not in text


def test_who_asks_for_strangers_is_told(site: Site) -> None:
    """A group or a person that there is not."""
    (site.source / 'members' / 'cleo.md').write_text(
        '# Cleo\n\n```{cv:publications}\n:of: Zoe Zero\n```\n\n'
        '```{cv:people}\n:group: Alumni, Guests\n```\n', encoding='utf-8'
    )  # fmt: skip
    site = build(site.source, cv_outputs=[])
    assert [warning.partition('WARNING: ')[2] for warning in site.warnings] == [
        '"Zoe Zero" is author or editor of none of the 3 papers [cv.list]',
        'nobody of cv_people is in the group "Guests"; there are "Faculty", "Doctoral students", '
        '"Alumni" [cv.people]',
    ]
    assert 'now at Delta' in site.text('members/cleo.html')


def test_the_manual_shows_this_lab() -> None:
    """What it says of a file stands in that file."""
    manual = (PROJECT / 'docs' / 'lab.md').read_text(encoding='utf-8')
    blocks = re.findall(r'(?ms)^`{3,}\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^`{3,}$', manual)
    assert len(blocks) >= 4
    for name, text in blocks:
        assert text in (ROOTS / 'test-lab' / name).read_text(encoding='utf-8'), name

"""``sphinx-cv new --from`` records of services and managers, and Markdown of academicpages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from takeovers import build, missing, take_over, write_files

if TYPE_CHECKING:
    from pathlib import Path

RIS = """
    TY  - JOUR
    AU  - Example, Ada
    AU  - Other, Bob
    TI  - Rivers & their Bends
    JO  - Journal of Rivers
    VL  - 12
    SP  - 1
    EP  - 9
    PY  - 2024/05//
    DO  - 10.1000/rivers
    N1  - read twice
    ER  -
    """
CSL = [
    {
        'type': 'paper-conference', 'title': 'Floods', 'container-title': 'Conference on Floods',
        'author': [{'family': 'Example', 'given': 'Ada'}], 'issued': {'date-parts': [[2023, 5]]},
        'note': 'blue cover',
    },
]  # fmt: skip
ORCID = {
    'orcid-identifier': {'path': '0000-0002-1825-0097'},
    'person': {
        'name': {'given-names': {'value': 'Ada'}, 'family-name': {'value': 'Example'},
                 'credit-name': {'value': 'A. Example'}},
        'biography': {'content': 'I study rivers.'},
        'researcher-urls': {'researcher-url': [
            {'url-name': 'Lab', 'url': {'value': 'https://lab.example'}}]},
        'keywords': {'keyword': [{'content': 'bends'}]},
        'external-identifiers': {'external-identifier': [
            {'external-id-type': 'Scopus', 'external-id-value': '12345'}]},
    },
    'activities-summary': {
        'employments': {'affiliation-group': [{'summaries': [{'employment-summary': {
            'role-title': 'Lecturer', 'department-name': 'Tides',
            'organization': {'name': 'Harbour School',
                             'address': {'city': 'Delft', 'country': 'NL'}},
            'start-date': {'year': {'value': '2010'}, 'month': {'value': '03'}}, 'end-date': None,
        }}]}]},
        'fundings': {'group': [{'funding-summary': [{
            'title': {'title': {'value': 'Bend Grant'}}, 'organization': {'name': 'Ministry'},
            'start-date': {'year': {'value': '2015'}}, 'end-date': {'year': {'value': '2017'}},
        }]}]},
        'works': {'group': [{'external-ids': {'external-id': []}, 'work-summary': [{
            'title': {'title': {'value': 'Rivers'}}, 'type': 'journal-article',
            'journal-title': {'value': 'Journal of Rivers'},
            'publication-date': {'year': {'value': '2024'}},
            'external-ids': {'external-id': [{
                'external-id-type': 'doi', 'external-id-value': '10.1000/rivers',
                'external-id-relationship': 'self'}]},
        }]}]},
        'peer-reviews': {'group': [{}]},
    },
}  # fmt: skip
XML = """
    <record:record xmlns:record="r" xmlns:common="c" xmlns:person="p" xmlns:activities="a"
                   xmlns:education="e" xmlns:work="w" path="/0000-0002-1825-0097">
      <common:orcid-identifier><common:path>0000-0002-1825-0097</common:path>
      </common:orcid-identifier>
      <person:person><person:name><person:given-names>Ada</person:given-names>
        <person:family-name>Example</person:family-name></person:name></person:person>
      <activities:activities-summary>
        <activities:educations><activities:affiliation-group><education:education-summary>
          <common:role-title>PhD</common:role-title>
          <common:start-date><common:year>2001</common:year></common:start-date>
          <common:end-date><common:year>2005</common:year></common:end-date>
          <common:organization><common:name>College of Floods</common:name></common:organization>
        </education:education-summary></activities:affiliation-group></activities:educations>
        <activities:works><activities:group><work:work-summary>
          <work:title><common:title>Rivers</common:title></work:title>
          <work:type>book</work:type>
        </work:work-summary></activities:group></activities:works>
      </activities:activities-summary>
    </record:record>
    """
ACADEMICPAGES = {
    '_config.yml': """
        locale: en-US
        url: https://ada.example.net
        author:
          name: Ada Example
          bio: Professor of Rivers
          employer: University of Nowhere
          email: ada@example.org
          googlescholar: https://scholar.google.com/citations?user=AbC
          github: ada
          pronouns: she/her
        """,
    '_pages/about.md': '---\npermalink: /\ntitle: About\n---\nI study *rivers*.\n',
    '_publications/1.md': """
        ---
        title: "Rivers and their Bends"
        collection: publications
        category: manuscripts
        date: 2024-05-01
        venue: 'Journal of Rivers'
        paperurl: 'https://ada.example.net/files/rivers.pdf'
        citation: 'Example, A., &amp; Other, B. (2024). "Rivers and their Bends." <i>Journal</i>.'
        ---
        They bend.
        """,
    'files/rivers.pdf': b'%PDF-1.4\n',
    '_talks/1.md': """
        ---
        title: "On bends"
        collection: talks
        type: "Keynote"
        venue: "Bend Days"
        date: 2022-06-01
        location: "Delft"
        ---
        What bends.
        """,
    '_teaching/1.md': """
        ---
        title: "Tides 101"
        type: "Undergraduate course"
        venue: "Harbour School"
        date: 2012-01-01
        location: "Delft"
        mood: calm
        ---
        """,
}  # fmt: skip


def test_ris(tmp_path: Path) -> None:
    """A maintained field has its place, a note is told."""
    source = write_files(tmp_path, {'my.ris': RIS}) / 'my.ris'
    taken = take_over(source, tmp_path / 'new', '--name', 'Ada Example')
    assert not missing(
        taken, 'Example, Ada and Other, Bob', 'Journal of Rivers', '12', '1--9', '10.1000/rivers',
        r'\& their', '2024',
    )  # fmt: skip
    assert 'my.ris: N1: "read twice"' in taken.said
    assert 'URL' not in taken.said


def test_csl(tmp_path: Path) -> None:
    """The same for CSL-JSON."""
    source = write_files(tmp_path, {'my.json': json.dumps(CSL)}) / 'my.json'
    taken = take_over(source, tmp_path / 'new', '--name', 'Ada Example')
    assert not missing(taken, '@inproceedings', 'Floods', 'Conference on Floods', 'Example, Ada')
    assert 'blue cover' in taken.text + taken.said


def test_orcid_as_json(tmp_path: Path) -> None:
    """Person, affiliations, fundings and works; reviews are told."""
    source = write_files(tmp_path, {'orcid.json': json.dumps(ORCID)}) / 'orcid.json'
    taken = take_over(source, tmp_path / 'new')
    assert not missing(
        taken, "'name': 'A. Example'", 'Ada Example', '0000-0002-1825-0097', 'https://lab.example',
        'I study rivers.', 'bends', '{cv:position} Lecturer', 'Harbour School', 'Tides',
        'Delft, NL', ':dates: 2010-03/', 'Bend Grant', 'Ministry', '2015/2017', 'Journal of Rivers',
        '10.1000/rivers',
    )  # fmt: skip
    assert 'Scopus: 12345' in taken.said
    assert 'peer-reviews: 1 groups' in taken.said


def test_orcid_as_xml(tmp_path: Path) -> None:
    """The other form of the same."""
    source = write_files(tmp_path, {'orcid.xml': XML}) / 'orcid.xml'
    taken = take_over(source, tmp_path / 'new')
    assert not missing(
        taken, "'Ada Example'", '0000-0002-1825-0097', '{cv:degree} PhD', 'College of Floods',
        ':dates: 2001/2005', '@book', 'Rivers',
    )  # fmt: skip


def test_academicpages(tmp_path: Path) -> None:
    """The author, papers by their citations, talks and teaching."""
    taken = take_over(write_files(tmp_path / 'old', ACADEMICPAGES), tmp_path / 'new')
    assert not missing(
        taken, "'Ada Example'", 'Professor of Rivers', 'University of Nowhere', 'ada@example.org',
        'user=AbC', 'https://github.com/ada', 'I study *rivers*.', 'Rivers and their Bends',
        'Example, A. and Other, B.', 'Journal of Rivers', 'pdf = {files/rivers.pdf}', 'They bend.',
        '{cv:talk} On bends', 'Keynote', ':event: Bend Days', ':place: Delft',
        ':dates: 2022-06-01', 'What bends.', '{cv:course} Tides 101', 'Undergraduate course',
        ':organization: Harbour School',
    )  # fmt: skip
    assert 'pronouns: "she/her"' in taken.said
    assert 'mood: "calm"' in taken.said
    assert build(taken.folder) == ''

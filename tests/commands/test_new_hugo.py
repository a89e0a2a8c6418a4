"""``sphinx-cv new --from`` a site of HugoBlox, old or new: every fact has a place, or is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from takeovers import Taken, build, missing, take_over, write_files

if TYPE_CHECKING:
    from pathlib import Path

AUTHOR = """
    ---
    title: Ada Example
    first_name: Ada
    last_name: Example
    superuser: true
    role: Professor of Rivers
    organizations:
      - name: University of Nowhere
        url: https://uni.example
    profiles:
      - icon: at-symbol
        url: 'mailto:ada@example.org'
      - icon: graduation-cap
        url: https://scholar.google.com/citations?user=AbC
    interests: [Bends, Floods]
    education:
      courses:
        - course: PhD in Hydrology
          institution: College of Floods
          year: 2012
    skills:
      - name: Technical
        items:
          - name: Fortran
            percent: 80
            icon: code
    awards:
      - title: River Medal
        awarder: Society of Rivers
        date: '2021-05-01'
    odd_fact: blue eyes
    ---
    I study **rivers**.
    """
SITE = {
    'content/authors/admin/_index.md': AUTHOR,
    'content/authors/bob/_index.md': '---\ntitle: Bob Other\n---\n',
    'config/_default/hugo.yaml': 'baseURL: https://ada.example.net/\ndefaultContentLanguage: en\n',
    'content/_index.md': """
        ---
        sections:
          - block: experience
            content:
              title: Experience
              items:
                - title: Lecturer
                  company: Harbour School
                  date_start: '2010-01-01'
                  date_end: '2012-05-01'
                  description: |2-
                    * Tides
          - block: accomplishments
            content:
              title: Courses taken
              items:
                - title: Diving
                  organization: Sea Club
                  date_start: '2009-01-25'
                  certificate_url: https://sea.example
        ---
        """,
    'content/publication/rivers/index.md': """
        ---
        title: Rivers and their Bends
        authors: [admin, Bob Other]
        date: '2024-05-01'
        featured: true
        publication_types: ['article-journal']
        publication: '*Journal of Rivers*'
        abstract: They bend.
        url_code: https://code.example.org
        ---
        """,
    'content/publication/rivers/cite.bib': (
        '@article{example2024,\n title = {Rivers and their Bends},\n author = {Example, Ada},\n'
        ' journal = {Journal of Rivers},\n year = {2024}\n}\n'
    ),
    'content/publication/floods/index.md': """
        ---
        title: Floods
        authors: [admin, Bob Other]
        date: '2023-05-01'
        publication_types: ['1']
        publication: In *Conference on Floods*
        doi: 10.1000/floods
        author_notes: [Equal contribution]
        ---
        """,
    'content/event/delft/index.md': """
        ---
        title: On bends
        event: Bend Days
        event_url: https://bends.example
        location: Delft
        date: '2022-06-01T13:00:00Z'
        abstract: What bends.
        ---
        """,
    'content/project/map/index.md': '---\ntitle: Map\nsummary: Of all bends.\n---\nLong text.\n',
    'content/project/none/index.md': '---\ntitle: None\n---\nLorem ipsum dolor sit amet.\n',
}  # fmt: skip
NEWER = {
    'data/authors/me.yaml': """
        schema: hugoblox/author/v1
        is_owner: true
        name:
          display: Ada Example
          given: Ada B.
          family: Example
        affiliations:
          - name: University of Nowhere
        links:
          - icon: academicons/orcid
            url: https://orcid.org/0000-0002-1825-0097
        experience:
          - role: Lecturer
            org: Harbour School
            start: '2010-01-01'
            end: '2012-05-01'
            summary: Tides.
        languages:
          - name: Dutch
            label: Native
        """,
    'content/_index.md': '---\nsections: []\n---\n',
}


@pytest.fixture(scope='module')
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """The new project."""
    folder = tmp_path_factory.mktemp('hugo')
    return take_over(write_files(folder / 'old', SITE), folder / 'new')


def test_every_fact_has_a_place(taken: Taken) -> None:
    """Owner, entries, papers with and without BibTeX, talks and projects."""
    assert not missing(
        taken,
        "'name': 'Ada Example'", "'affiliation': 'University of Nowhere'", "'ada@example.org'",
        "'Google Scholar': 'https://scholar", '- Bends', '{cv:degree} PhD in Hydrology',
        'College of Floods', 'Fortran: 80', '{cv:award} River Medal', 'Society of Rivers',
        'I study **rivers**.', '{cv:position} Lecturer', ':dates: 2010-01-01/2012-05-01', '* Tides',
        'Diving', 'Sea Club', 'https://sea.example', '@article{example2024', 'selected = {true}',
        'abstract = {They bend.}', 'code = {https://code.example.org}', '@inproceedings{',
        'author = {Ada Example and Bob Other}', 'booktitle = {Conference on Floods}',
        'doi = {10.1000/floods}', '{cv:talk} On bends', ':event: Bend Days', ':place: Delft',
        ':url: https://bends.example', 'What bends.', 'Of all bends.', 'Long text.',
    )  # fmt: skip


@pytest.mark.parametrize(
    'told', ['blue eyes', 'Equal contribution', 'Bob Other, who is not', "the theme's sample"]
)
def test_what_is_left_is_told(taken: Taken, told: str) -> None:
    """With its place."""
    assert told in taken.said


def test_the_project_builds_without_a_warning(taken: Taken) -> None:
    """As every new project does."""
    assert build(taken.folder) == ''


def test_the_newer_form_is_read_too(tmp_path: Path) -> None:
    """Authors as data."""
    taken = take_over(write_files(tmp_path / 'old', NEWER), tmp_path / 'new')
    assert not missing(
        taken, "'Ada Example'", 'Ada B. Example', 'University of Nowhere', '0000-0002-1825-0097',
        '{cv:position} Lecturer', 'Harbour School', '2010-01-01/2012-05-01', 'Tides.', 'Dutch',
        'Native',
    )  # fmt: skip

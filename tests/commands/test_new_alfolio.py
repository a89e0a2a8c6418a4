"""``sphinx-cv new --from`` a site of al-folio: every fact has a place, or is told."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from takeovers import Taken, build, missing, take_over, write_files

if TYPE_CHECKING:
    from pathlib import Path


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a part of a PNG."""
    checked = kind + data
    return struct.pack('>I', len(data)) + checked + struct.pack('>I', zlib.crc32(checked))


PIXEL = b''.join((
    b'\x89PNG\r\n\x1a\n',
    chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)),
    chunk(b'IDAT', zlib.compress(b'\0\0')),
    chunk(b'IEND', b''),
))  # fmt: skip
SITE = {
    '_config.yml': """
        title: blank
        first_name: Ada
        middle_name:
        last_name: Example
        description: My own words about rivers
        lang: en
        url: https://ada.example.org
        github_username: ada-example # as older sites have it
        scholar:
          last_name: [Example]
          first_name: [Ada, A.]
        """,
    '_data/socials.yml': """
        email: ada@example.org
        orcid_id: 0000-0002-1825-0097
        scholar_userid: AbCdEf
        mastodon_username: ada@social.example
        custom_social:
          logo: x.svg
          title: River log
          url: https://log.example.org
        odd_place: somewhere
        """,
    '_data/coauthors.yml': """
        "other":
          - firstname: ["Bob", "B."]
            url: https://bob.example.org
        """,
    '_data/venues.yml': '"RIV":\n  url: https://riv.example.org\n',
    '_data/cv.yml': """
        - title: General Information
          type: map
          contents:
            - name: Full Name
              value: Ada Example
            - name: Languages
              value: English, Dutch
        - title: Education
          type: time_table
          contents:
            - title: PhD in Hydrology
              institution: <a href="https://uni.example">University of Nowhere</a>
              location: Nowhere
              year: Sep 2015 - Jun 2019
              description:
                - Thesis on bends.
                - title: Committee
                  contents: [Bob Other, Eve Third]
        - title: Honors and Awards
          type: time_table
          contents:
            - year: 2021
              items: [River Medal, Prize of Bends]
        - title: Experience
          type: time_table
          contents:
            - title: Lecturer
              institution: College of Floods
              year: about the flood
              salary: none
        - title: Skills
          type: nested_list
          contents:
            - title: Languages of machines
              items: [Python, Fortran]
        """,
    '_bibliography/papers.bib': """
        ---
        ---

        @article{example2024rivers,
          title={Rivers and their Bends},
          author={Example, Ada and Other, Bob},
          journal={Journal of Rivers},
          year={2024},
          pdf={rivers.pdf},
          slides={gone.pdf},
          preview={rivers.png},
          selected={true},
        }
        """,
    '_bibliography/old.bib': '@misc{old, title={Old}}\n',
    'assets/pdf/rivers.pdf': b'%PDF-1.4\n',
    'assets/img/publication_preview/rivers.png': PIXEL,
    'assets/img/me.png': PIXEL,
    '_pages/about.md': """
        ---
        layout: about
        title: about
        subtitle: Hydrologist at the <b>University of Nowhere</b>
        profile:
          image: me.png
          more_info: >
            <p>Room 5</p>
            <p>Nowhere</p>
        ---

        I study [rivers](/publications/), {% if true %}and{% endif %} more.{: .lead}

        #### Bends

        They cost $5 or $10.
        """,
    '_pages/publications.md': '---\ntitle: publications\n---\n{% bibliography %}\n',
    '_pages/field.md': '---\ntitle: field trips\n---\nWe walk. [Map](/assets/pdf/rivers.pdf)\n',
    '_news/1.md': '---\ndate: 2024-05-01 10:00:00\n---\nThe *paper* is out.\n',
    '_news/2.md': '---\ndate: 2023-05-01\ntitle: A course\n---\nIt begins.\n',
    '_projects/bends.md': """
        ---
        title: Bends
        description: of all rivers
        img: assets/img/me.png
        redirect: https://bends.example.org
        funder: Ministry of Bends
        ---
        We count them.
        """,
    '_teachings/r.md': '---\ncourse: Flow 101\nyear: 2022\n---\nIn spring.\n',
}


@pytest.fixture(scope='module')
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """The new project."""
    folder = tmp_path_factory.mktemp('alfolio')
    return take_over(write_files(folder / 'old', SITE), folder / 'new')


def test_every_fact_has_a_place(taken: Taken) -> None:
    """Owner, links, entries, papers, people, news and pages."""
    assert not missing(
        taken,
        "'name': 'Ada Example'", "'ada@example.org'", '0000-0002-1825-0097', 'user=AbCdEf',
        'https://social.example/@ada', 'https://github.com/ada-example', 'https://log.example.org',
        "'Bob Other': {", "'aliases': ['B. Other']", "'A. Example'", 'English, Dutch',
        '{cv:degree} PhD in Hydrology', '[University of Nowhere](https://uni.example)',
        ':dates: 2015-09/2019-06', '- Thesis on bends.', '- Committee\n  - Bob Other',
        '{cv:award} River Medal\n:dates: 2021', '{cv:award} Prize of Bends\n:dates: 2021',
        '{cv:position} Lecturer', 'about the flood', '- Python', 'Hydrologist at the **University',
        'Room 5, Nowhere', '[rivers](publications.md)', '## Bends', r'\$5 or \$10',
        '{cv:news} The *paper* is out.\n:dates: 2024-05-01', '{cv:news} A course',
        'We count them.', 'of all rivers', 'https://bends.example.org', 'Flow 101', 'In spring.',
        'We walk. [Map](files/rivers.pdf)', ':filter: selected',
    )  # fmt: skip
    assert taken.text.index('The *paper*') < taken.text.index('A course')


def test_files_come_along(taken: Taken) -> None:
    """Papers name their PDF and preview where these are now; what is gone is on the old site."""
    bib = (taken.folder / 'refs.bib').read_text(encoding='utf-8')
    assert bib.lstrip().startswith('@article')
    assert 'pdf={files/rivers.pdf}' in bib
    assert 'preview={pictures/rivers.png}' in bib
    assert 'slides={https://ada.example.org/assets/slides/gone.pdf}' in bib
    assert (taken.folder / 'files/rivers.pdf').read_bytes() == b'%PDF-1.4\n'
    assert (taken.folder / 'pictures/me.png').read_bytes() == PIXEL


@pytest.mark.parametrize(
    'told',
    [
        'not taken: _data/cv.yml, section 4, 1: salary: "none"',
        'not taken: _data/socials.yml: odd_place: "somewhere"',
        'not taken: _bibliography/old.bib: 1 papers',
        'not taken: _data/venues.yml: RIV',
        'not taken: _projects/bends.md: funder: "Ministry of Bends"',
        'not taken: _config.yml: description: "My own words about rivers"',
        'taken: _news: 2 news',
        'taken: _bibliography/papers.bib: 1 papers, as refs.bib',
    ],
)
def test_what_is_left_is_told(taken: Taken, told: str) -> None:
    """With its place, so that its owner can look."""
    assert told.replace('section 4, 1', '').split(':')[0] in taken.said
    assert told.rpartition(': ')[2] in taken.said


def test_the_project_builds_without_a_warning(taken: Taken) -> None:
    """As every new project does."""
    assert build(taken.folder) == ''


def test_the_sample_of_the_theme_is_no_life(tmp_path: Path) -> None:
    """Nobody else was born in Ulm in 1879."""
    files = SITE | {
        '_data/cv.yml': '- title: General Information\n  type: map\n  contents:\n'
        '    - name: Full Name\n      value: Albert Einstein\n',
    }
    taken = take_over(write_files(tmp_path / 'old', files), tmp_path / 'new')
    assert 'Einstein' not in taken.text
    assert "_data/cv.yml: it is the theme's sample" in taken.said

"""Lists of entries that are written elsewhere: on pages, in the plain text and in data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from sites import build, plain, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

INDEX = """\
# Ann Example

## Latest talks

```{cv:entries}
:kind: talk
:limit: 2
:number: T
```

## Running

```{cv:entries}
:kind: grant
:filter: running
:details: none
:number: G
:number-order: up
```

## All

```{cv:entries}
:kind: talk, grant
:group-by: kind, tag
:groups: grant = Money; sea = By the Sea; *
:sort: title
```

## Roles

```{cv:entries}
:filter: '"sand" in tags'
```

{cv:talk}`On Mud` is a talk.

```{toctree}
:hidden:
talks
```
"""
TALKS = """\
# Talks

(deep)=
## Near

````{cv:position} Sand Inc.
:organization: Sand Inc.
:dates: 2019/
:tags: none

```{cv:position} Head of Dunes
:dates: 2020/
:tags: sand
```
````

```{cv:talk} On *Sand*
:event: SandCon
:dates: 2024-05

See [the top](#deep) and {cv:paper}`sand`.
```

```{cv:talk} On Mud
:dates: 2022-05
:tags: sea
```

```{cv:talk} On Clay
:url: https://clay.example.org/
:dates: 2025-05
:tags: sea
```
"""
GRANTS = """\
---
orphan: true
---
# Grants

```{cv:grant} Sand in Motion
:funder: NSF
:dates: 2025/2998

Moves sand.

- Fast.
```

```{cv:grant} Old Sand
:funder: NSF
:dates: 2015/2018
```
"""
REFS = '@article{sand, title = {A Paper}, author = {Ann Example}, year = 2016, journal = {J}}\n'
FILES = {'index.md': INDEX, 'talks.md': TALKS, 'grants.md': GRANTS, 'refs.bib': REFS}
CONF = "cv_pdf = False\nhtml_baseurl = 'https://cv.example.org/'\n"


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose home page lists what other pages have."""
    return build(write_site(tmp_path_factory.mktemp('entries'), FILES, CONF))


def sections(site: Site, name: str = 'index.html') -> dict[str, str]:
    """Return the text under each heading of a page."""
    parts = re.split(r'<h[2-6]>', site.text(name).partition('<div class="body"')[2])
    return {
        plain(p.partition('<a')[0]): plain(re.split(r'</h\d>', p, maxsplit=1)[-1]) for p in parts
    }


def test_a_list_has_what_other_pages_have(site: Site) -> None:
    """The newest first, at most so many, with their text or without."""
    assert site.warnings == []
    found = sections(site)
    assert re.match(
        r'\[T3\] On Clay, May 2025 \[T2\] On Sand, May 2024 SandCon See the top',
        found['Latest talks'],
    )
    assert found['Running'] == '[G1] Sand in Motion, 2025 – 2998 NSF'


def test_groups_have_two_levels_and_words_of_their_own(site: Site) -> None:
    """What has several tags or none stands once; groups that are not named come where * is."""
    headings = re.findall(r'<h[34]>(.*?)<a', site.text())
    assert headings[:5] == ['Money', 'Other', 'Talks', 'By the Sea', 'Other']
    assert sections(site)['By the Sea'] == 'On Clay, May 2025 On Mud, May 2022'


def test_titles_lead_to_where_the_entry_is_written(site: Site) -> None:
    """Unless they lead elsewhere; links within that page lead there too, and nothing breaks."""
    links = {link.text: link.href for link in site.links()}
    assert links['On Sand'] == 'talks.html#cv-talk-on-sand'
    assert links['On Clay'] == 'https://clay.example.org/'
    assert links['the top'] == 'talks.html#deep'
    ids = re.findall(r' id="([^"]+)"', site.text())
    assert len(ids) == len({*ids})


def test_what_is_within_an_entry_says_where_it_was(site: Site) -> None:
    """Its organization is that of the entry around it."""
    assert sections(site)['Roles'].startswith('Head of Dunes, 2020 – present Sand Inc.')


def test_nothing_stands_twice_in_text_and_data(site: Site) -> None:
    """What is on no page of the CV stands where it is listed, and all else where it is written."""
    text = site.text('cv.txt')
    for title in (
        'On Sand',
        'On Mud,',
        'On Clay',
        '[G1] Sand in Motion',
        'Old Sand',
        'Head of Dunes',
    ):
        assert text.count(f'- {title}') == 1
    assert 'LATEST TALKS' not in text
    assert '- [G1] Sand in Motion, NSF, 2025 – 2998\n  Moves sand.\n  - Fast.\n' in text
    names = [project['name'] for project in json.loads(site.text('resume.json'))['projects']]
    assert sorted(names) == ['Old Sand', 'On Clay', 'On Mud', 'On Sand', 'Sand in Motion']
    assert site.text('feed.xml').count('<title>Talk: On Clay</title>') == 1
    titles = [row[1] for row in site.domain.get_objects() if row[2] == 'talk']
    assert sorted(titles) == ['On Clay', 'On Mud', 'On Sand']


@pytest.mark.parametrize(('option', 'words'), [
    (':kind: tlak', 'there is no kind "tlak"; did you mean "talk"?'),
    (':filter: fundr', 'names "fundr", a field that no entry has; did you mean funder?'),
    (':filter: kind ==', 'is not an expression'),
    (':sort: newst', 'cannot have "newst" as sort; it takes newest'),
    (':group-by: yeer', 'cannot have "yeer" as group-by; it takes year, kind, type, tag'),
    (':filtr: running', 'has no option "filtr"; did you mean "filter"?'),
    (':limit: few', 'cannot have "few" as limit'),
    (':details: some', 'cannot have "some" as details'),
    (':number-order: odd', 'cannot have "odd" as number-order; it takes date, down, up'),
])  # fmt: skip
def test_mistakes_are_told_at_their_place(tmp_path: Path, option: str, words: str) -> None:
    """A filter that is none, or a kind that is none, lists nothing."""
    index = f'# A\n\n```{{cv:entries}}\n{option}\n```\n\n```{{cv:talk}} On Mud\n:dates: 2022\n```\n'
    site = build(write_site(tmp_path, {'index.md': index}, CONF), 'xml')
    (warning,) = site.warnings
    assert warning.startswith('index.md:3: WARNING: ')
    assert words in warning
    is_clear = option.startswith((':sort:', ':group-by:', ':details:', ':number'))
    assert site.text('index.xml').count('On Mud') == (2 if is_clear else 1)


def test_a_list_is_written_again_when_an_entry_changes(tmp_path: Path) -> None:
    """In its text, which the list shows too, or in its number among all, of which few are shown."""
    source = write_site(tmp_path / 'a', FILES, CONF)
    build(source)
    talks = TALKS.replace('See [the top]', 'Behold [the top]')
    talks += '\n```{cv:talk} On Dust\n:dates: 2010\n```\n'
    (source / 'talks.md').write_text(talks, encoding='utf-8')
    again = build(source)
    fresh = build(write_site(tmp_path / 'b', {**FILES, 'talks.md': talks}, CONF))
    assert 'Behold' in again.text()
    assert '[T4]' in again.text()
    assert again.text() == fresh.text()


@pytest.mark.parametrize('builder', ['singlehtml', 'latex', 'text'])
def test_other_builders_have_the_same_lists(tmp_path: Path, builder: str) -> None:
    """Nothing of ours is left for a writer that does not know it."""
    site = build(write_site(tmp_path, FILES, CONF), builder)
    assert site.warnings == []

"""Other sites link papers, people and entries: real second projects read a built inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import build, copy_root, write_site
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Link, Site

BASE = 'https://cv.example.org/'
RIVERS = 'papers/rivers2024.html#cv-paper-rivers2024'
LAKES = 'papers/lakes2023.html#cv-paper-lakes2023'
CLOUDS = 'papers/dblp-conf-icml-x-205bb0b1.html#cv-paper-dblp-conf-icml-x-205bb0b1'
TALK = 'entries.html#cv-talk-rivers-in-spring'
COURSE = 'entries.html#cv-course-water'
MENTEE = 'entries.html#cv-mentee-robert-other'
COAUTHOR = 'cv-coauthor.html#cap-Cleo_Third'

# What a page writes -> the address, and the words, that readers get.
WITHOUT_US = {
    '{external+cv:ref}`paper:rivers2024`': (RIVERS, 'Rivers and their Bends'),
    '{external+cv:ref}`words <paper:rivers2024>`': (RIVERS, 'words'),
    '{external+cv:ref}`paper:DBLP:conf/icml/X`': (CLOUDS, 'Clouds over Hills'),
    '{external+cv:ref}`talk:rivers-in-spring`': (TALK, 'Rivers in spring'),
    '{external+cv:ref}`course:water`': (COURSE, 'CS 101: Water'),
    '{external+cv:ref}`person:robert-other`': (MENTEE, 'Robert Other'),
    '[](inv:cv#rivers2024)': (RIVERS, 'Rivers and their Bends'),
    '[words](inv:cv#lakes2023)': (LAKES, 'words'),
    '[](<inv:cv#DBLP:conf/icml/X>)': (CLOUDS, 'Clouds over Hills'),
    '<inv:cv:cv:paper#rivers2024>': (RIVERS, 'Rivers and their Bends'),
    '[](inv:cv#rivers-in-spring)': (TALK, 'Rivers in spring'),
    '[](inv:cv#water)': (COURSE, 'CS 101: Water'),
    '[](inv:cv#cleo-third)': (COAUTHOR, 'Cleo Third'),
}
WITH_US = {
    '{external+cv:cv:paper}`rivers2024`': (RIVERS, 'Rivers and their Bends'),
    '{external+cv:cv:paper}`words <lakes2023>`': (LAKES, 'words'),
    '{external+cv:cv:paper}`DBLP:conf/icml/X`': (CLOUDS, 'Clouds over Hills'),
    '{external:cv:paper}`rivers2024`': (RIVERS, 'Rivers and their Bends'),
    '{cv:paper}`rivers2024`': (RIVERS, 'Rivers and their Bends'),
    '{cv:paper}`cv:rivers2024`': (RIVERS, 'Rivers and their Bends'),
    '{external+cv:cv:talk}`rivers-in-spring`': (TALK, 'Rivers in spring'),
    '{external+cv:cv:course}`water`': (COURSE, 'CS 101: Water'),
    '{external+cv:cv:person}`robert-other`': (MENTEE, 'Robert Other'),
    '{external+cv:cv:person}`cleo-third`': (COAUTHOR, 'Cleo Third'),
}


@pytest.fixture(scope='module')
def cv(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A CV that others link."""
    return build(copy_root('citing', tmp_path_factory.mktemp('cv') / 'source'))


def read_with(cv: Site, folder: Path, extensions: list[str], pages: dict[str, str]) -> Site:
    """Build a project of somebody else's, with the inventory of *cv*."""
    conf = (
        f"project = 'Reader'\nextensions = {extensions!r}\nhtml_theme = 'basic'\n"
        f'intersphinx_mapping = {{"cv": ("{BASE}", {str(cv.output / "objects.inv")!r})}}\n'
    )
    folder.mkdir()
    (folder / 'conf.py').write_text(conf, encoding='utf-8')
    for name, text in pages.items():
        (folder / name).write_text(text, encoding='utf-8')
    return build(folder, nitpicky=True)


def links_to_the_cv(site: Site) -> list[Link]:
    """Return the links that lead to the CV."""
    return [link for link in site.links() if link.href.startswith(BASE)]


def page(roles: list[str]) -> str:
    """Write a Markdown page with these roles."""
    return '# Reader\n\n' + '\n'.join(f'- {role}' for role in roles) + '\n'


def in_rst(role: str) -> str:
    """Write a role as reStructuredText has it."""
    return role.replace('{', ':').replace('}', ':')


def check(site: Site, expected: dict[str, tuple[str, str]]) -> None:
    """Compare the links with what their authors meant."""
    assert site.warnings == []
    found = [(link.href, link.text) for link in links_to_the_cv(site)]
    assert found == [(BASE + address, words) for address, words in expected.values()]


def test_a_markdown_site_links_without_our_extension(cv: Site, tmp_path: Path) -> None:
    """MyST and intersphinx are all it takes."""
    pages = {'index.md': page([*WITHOUT_US])}
    site = read_with(cv, tmp_path / 'a', ['myst_parser', 'sphinx.ext.intersphinx'], pages)
    check(site, WITHOUT_US)


def test_a_restructuredtext_site_links_without_our_extension(cv: Site, tmp_path: Path) -> None:
    """Sphinx alone is all it takes."""
    expected = {role: end for role, end in WITHOUT_US.items() if role.startswith('{')}
    text = 'Reader\n======\n\n' + '\n'.join(f'* {in_rst(role)}' for role in expected) + '\n'
    site = read_with(cv, tmp_path / 'b', ['sphinx.ext.intersphinx'], {'index.rst': text})
    check(site, expected)


def test_a_site_with_the_roles_links_by_key(cv: Site, tmp_path: Path) -> None:
    """sphinx_cv.links brings the roles, to Markdown."""
    pages = {'index.md': page([*WITH_US, *WITHOUT_US])}
    site = read_with(cv, tmp_path / 'c', ['myst_parser', 'sphinx_cv.links'], pages)
    check(site, WITH_US | WITHOUT_US)


def test_a_restructuredtext_site_with_the_roles_links_by_key(cv: Site, tmp_path: Path) -> None:
    """sphinx_cv.links brings the roles, to reStructuredText without MyST."""
    text = 'Reader\n======\n\n' + '\n'.join(f'* {in_rst(role)}' for role in WITH_US) + '\n'
    site = read_with(cv, tmp_path / 'd', ['sphinx_cv.links'], {'index.rst': text})
    check(site, WITH_US)


def test_the_roles_change_nothing_else(cv: Site, tmp_path: Path) -> None:
    """A reader's site has the same files, settings and domains but for the roles."""
    plain = read_with(cv, tmp_path / 'e', ['sphinx.ext.intersphinx'], {'index.rst': 'A\n=\n'})
    roles = read_with(cv, tmp_path / 'f', ['sphinx_cv.links'], {'index.rst': 'A\n=\n'})
    names = [
        {path.relative_to(site.output).as_posix() for path in site.output.rglob('*')}
        for site in (plain, roles)
    ]
    assert names[0] == names[1]
    assert not (roles.source / 'papers').exists()
    assert {*roles.app.env.domains.keys()} - {*plain.app.env.domains.keys()} == {'cv'}
    assert {name for name in roles.app.config.values if name.startswith(('cv_', 'bibtex'))} == set()


def test_an_unknown_key_of_another_site_is_a_warning(cv: Site, tmp_path: Path) -> None:
    """A link that does not exist is said, with its place."""
    pages = {'index.rst': 'A\n=\n\n:external+cv:cv:paper:`rivers2042`\n'}
    site = read_with(cv, tmp_path / 'g', ['sphinx_cv.links'], pages)
    (warning,) = site.warnings
    assert warning.startswith('index.rst:4: WARNING: ')
    assert 'rivers2042' in warning


@pytest.mark.parametrize(
    'order', [['sphinx_cv.links', 'sphinx_cv'], ['sphinx_cv', 'sphinx_cv.links']]
)
def test_a_cv_may_link_another_cv(cv: Site, tmp_path: Path, order: list[str]) -> None:
    """Beside sphinx_cv, in either order, the roles serve its own papers first and then others."""
    conf = f'extensions += {order!r} + ["sphinx.ext.intersphinx"]\n'
    conf += f'intersphinx_mapping = {{"cv": ("{BASE}", {str(cv.output / "objects.inv")!r})}}\n'
    site = build(write_site(tmp_path, {
        'refs.bib': '@misc{rivers2024, title={My Own Rivers}, date={2020}}',
        'index.md': '# I\n\n```{cv:publications}\n```\n\n{cv:paper}`rivers2024`, '
                    '{cv:paper}`lakes2023` and {external+cv:cv:paper}`rivers2024`.\n',
    }, conf))  # fmt: skip
    assert site.warnings == []
    found = [(link.href, link.text) for link in site.links() if 'cv-paper' in link.href]
    assert found[-3:] == [
        ('papers/rivers2024.html#cv-paper-rivers2024', 'My Own Rivers'),
        (BASE + LAKES, 'Lakes, Ponds and Pools'),
        (BASE + RIVERS, 'Rivers and their Bends'),
    ]


def test_the_inventory_lists_every_object_once(cv: Site) -> None:
    """Papers, entries and people are there under their keys, and as labels.

    A co-author who has an entry under another name is a label under both.
    """
    inventory = InventoryFile.loads((cv.output / 'objects.inv').read_bytes(), uri='').data
    objects = {
        kind: {name: item.uri for name, item in names.items()}
        for kind, names in inventory.items()
        if kind.startswith('cv:')
    }
    assert objects == {
        'cv:paper': {'rivers2024': RIVERS, 'lakes2023': LAKES, 'DBLP:conf/icml/X': CLOUDS},
        'cv:talk': {'rivers-in-spring': TALK},
        'cv:course': {'water': COURSE},
        'cv:person': {'robert-other': MENTEE, 'cleo-third': COAUTHOR},
        'cv:position': {'lecturer': 'entries.html#cv-position-lecturer'},
    }
    labels = {name for name in inventory['std:label'] if ':' in name}
    assert labels == {
        'paper:rivers2024', 'paper:lakes2023', 'paper:dblp:conf/icml/x', 'talk:rivers-in-spring',
        'course:water', 'person:robert-other', 'person:bob-other', 'person:cleo-third',
        'position:lecturer',
    }  # fmt: skip
    assert inventory['cv:paper']['rivers2024'].display_name == 'Rivers and their Bends'


def test_every_address_of_the_inventory_is_there(cv: Site) -> None:
    """The page exists, and has the anchor."""
    inventory = InventoryFile.loads((cv.output / 'objects.inv').read_bytes(), uri='').data
    for kind in ('cv:paper', 'cv:talk', 'cv:course', 'cv:person', 'cv:position'):
        for item in inventory[kind].values():
            name, _, anchor = item.uri.partition('#')
            assert f'id="{anchor}"' in cv.text(name)


def test_without_pages_the_inventory_leads_to_the_list(tmp_path: Path) -> None:
    """The labels too, and of several lists the longest has them."""
    short = '```{cv:publications}\n:limit: 1\n```\n'
    source = copy_root('citing', tmp_path / 'source')
    (source / 'index.md').write_text('# Home\n\n' + short, encoding='utf-8')
    site = build(source, cv_paper_pages=False)
    inventory = InventoryFile.loads((site.output / 'objects.inv').read_bytes(), uri='').data
    for kind, name in (('cv:paper', 'rivers2024'), ('std:label', 'paper:rivers2024')):
        assert inventory[kind][name].uri == 'publications.html#cv-paper-rivers2024'


def test_without_an_index_of_coauthors_there_are_no_links_to_it(tmp_path: Path) -> None:
    """html_domain_indices = False takes co-authors out of the inventory, and links to them away."""
    site = build(copy_root('citing', tmp_path / 'source'), html_domain_indices=False)
    inventory = InventoryFile.loads((site.output / 'objects.inv').read_bytes(), uri='').data
    assert set(inventory['cv:person']) == {'robert-other'}
    assert site.warnings == []
    assert not [link for link in site.links('linking.html') if 'cv-coauthor' in link.href]


def test_people_of_papers_that_stand_nowhere_are_no_targets(tmp_path: Path) -> None:
    """The index has no page for them, which no inventory may promise."""
    papers = (
        '@misc{known, title={T}, author={Other, Bob}, date={2021}}\n'
        '@misc{lone, title={Alone}, author={Nowhere, Nell}, date={2020}}\n'
    )
    lists = '# Home\n\n```{cv:publications}\n:filter: key != "lone"\n```\n'
    conf = 'cv_paper_pages = False\n'
    site = build(write_site(tmp_path, {'refs.bib': papers, 'index.md': lists}, conf))
    people = {name for name, _, kind, *_ in site.domain.get_objects() if kind == 'person'}
    assert 'bob-other' in people
    assert 'nell-nowhere' not in people
    assert 'person:nell-nowhere' not in site.domain.env.domains.standard_domain.labels
